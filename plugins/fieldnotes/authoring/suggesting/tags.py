"""Tags for a text: those of the archive's vocabulary first, new words second."""

from __future__ import annotations

from fieldnotes.archive.model import Archive
from fieldnotes.authoring.suggesting.passages import Text
from fieldnotes.authoring.suggesting.suggestions import Reason, Tag
from fieldnotes.thai.spelling import normalise

MOST = 5
"""Tags of each kind, known and new, that are suggested at most."""


def suggest_tags(text: Text, archive: Archive) -> tuple[Tag, ...]:
    """Return the tags that fit a text, the likeliest first, known ones before new words."""
    found = []
    for tag in archive.tags.values():
        for name in (tag.label, *tag.also):
            word = normalise(name).strip()
            passage = next((one for one in text.passages if word and word in one.text), None)
            if passage is not None:
                start = passage.text.index(word)
                evidence = text.evidence(passage, start, start + len(word))
                reason = Reason("tag-in-text", (("word", evidence.quote),))
                found.append(Tag(tag.label, tag.id, 0.5, reason, evidence.quote, evidence.place))
                break
    return tuple(found[:MOST])
