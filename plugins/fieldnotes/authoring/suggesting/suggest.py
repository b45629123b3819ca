"""All suggestions for one text, from an archive."""

from __future__ import annotations

from fieldnotes.archive.model import Archive
from fieldnotes.authoring.suggesting.claims import suggest_claims
from fieldnotes.authoring.suggesting.items import suggest_items
from fieldnotes.authoring.suggesting.organisations import KnownNames, suggest_organisations
from fieldnotes.authoring.suggesting.passages import Text
from fieldnotes.authoring.suggesting.suggestions import Suggestions
from fieldnotes.authoring.suggesting.tags import suggest_tags


def suggest(title: str, body: str, archive: Archive) -> Suggestions:
    """Return what a text lets suppose, given what the archive knows; never fails, whatever the text.

    `body` is a note's text without its front matter, or any pasted text; places are in the title and body as given.
    A note that the archive holds already says nothing for itself: its own tags are not counted.
    """
    text = Text(title, body)
    known = KnownNames(archive)
    return Suggestions(
        tags=suggest_tags(text, archive),
        organisations=suggest_organisations(text, known),
        items=suggest_items(text),
        claims=suggest_claims(text, known),
    )
