"""All suggestions for one text, from an archive."""

from __future__ import annotations

from functools import cached_property

from fieldnotes.archive.model import Archive
from fieldnotes.authoring.suggesting.claims import suggest_claims
from fieldnotes.authoring.suggesting.items import suggest_items
from fieldnotes.authoring.suggesting.organisations import KnownNames, suggest_organisations
from fieldnotes.authoring.suggesting.passages import Text
from fieldnotes.authoring.suggesting.suggestions import Suggestions
from fieldnotes.authoring.suggesting.tagging import Tagging
from fieldnotes.authoring.suggesting.tags import suggest_tags
from fieldnotes.thai.spelling import lookup_key


class Suggester:
    """What an archive knows, made ready once for many texts."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known = KnownNames(archive)

    @cached_property
    def _tagging(self) -> Tagging:
        return Tagging(self._archive)

    def _is_withheld(self, words: str) -> bool:
        """Whether a new word has a name in it that the archive shows to nobody: it can be no tag's and no page's."""
        found = lookup_key(words)
        return any(key and key in found for key in map(lookup_key, self._archive.settings.withhold))

    def suggest(self, title: str, body: str) -> Suggestions:
        """Return what a text lets suppose, as `suggest` does."""
        text = Text(title, body)
        return Suggestions(
            tags=tuple(
                tag
                for tag in suggest_tags(text, self._archive, self._tagging)
                if tag.id is not None or not self._is_withheld(tag.label)
            ),
            organisations=tuple(
                one
                for one in suggest_organisations(text, self._known)
                if one.id is not None or not self._is_withheld(one.name)
            ),
            items=suggest_items(text),
            claims=suggest_claims(text, self._known),
        )


def suggest(title: str, body: str, archive: Archive) -> Suggestions:
    """Return what a text lets suppose, given what the archive knows; never fails, whatever the text.

    `body` is a note's text without its front matter, or any pasted text; places are in the title and body as given.
    A note that the archive holds already says nothing for itself: its own tags are not counted.
    For many texts a `Suggester` reads the archive once.
    """
    return Suggester(archive).suggest(title, body)
