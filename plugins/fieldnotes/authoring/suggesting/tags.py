"""Tags for a text, each with the words that speak for it: the archive's vocabulary first, new words second."""

from __future__ import annotations

from collections.abc import Iterable

from fieldnotes.archive.model import Archive
from fieldnotes.authoring.suggesting.known_tags import Candidate
from fieldnotes.authoring.suggesting.new_tags import NewTag
from fieldnotes.authoring.suggesting.passages import Evidence, Passage, Text
from fieldnotes.authoring.suggesting.reading import Reading, key
from fieldnotes.authoring.suggesting.suggestions import Reason, Tag
from fieldnotes.authoring.suggesting.tagging import Tagging
from fieldnotes.thai.spelling import lookup_key

MOST = 5
"""Tags of each kind, known and new, that are suggested at most."""
LEAST = 0.02
"""A probability below which a suggestion would only cost the time to read it."""


def suggest_tags(text: Text, archive: Archive, tagging: Tagging) -> tuple[Tag, ...]:
    """Return the tags that fit a text, the likeliest first, known ones before new words.

    The archive's own copy of the text, told by its title or its body, has no say.
    """
    title = lookup_key(text.title)
    without = {
        note.id
        for note in archive.notes.values()
        if (title and lookup_key(note.title) == title) or note.body.strip() == text.body.strip()
    }
    reading = read_text(text)
    known: list[Tag] = []
    new: list[Tag] = []
    for scored in tagging.score(reading, without):
        if scored.score < LEAST:
            break
        if scored.known is not None and len(known) < MOST:
            known += _known(text, archive, tagging, scored.known, scored.score)
        elif scored.new is not None and len(new) < MOST:
            new += _new(text, scored.new, scored.score, new)
    return (*known, *new)


def read_text(text: Text) -> Reading:
    """Return a text that is not in the archive, read for its tags."""
    title, *body = (passage.text for passage in text.passages)
    return Reading("", title, "\n".join(body))


def _known(
    text: Text, archive: Archive, tagging: Tagging, candidate: Candidate, score: float
) -> Iterable[Tag]:
    tag = archive.tags[candidate.tag]
    found = (
        _first(text, {key(name) for name in (tag.label, *tag.also)}) if candidate.in_text else None
    )
    if found is not None:
        passage, evidence = found
        code = "tag-in-title" if passage.field == "title" else "tag-in-text"
        reason = Reason(code, (("word", evidence.quote),))
    else:
        evidence_of_others = _shared(text, tagging, candidate)
        if evidence_of_others is None:
            return
        evidence = evidence_of_others
        notes = ", ".join(archive.notes[note].title for note in candidate.notes)
        reason = Reason("tag-like-notes", (("notes", notes), ("word", evidence.quote)))
    yield Tag(tag.label, tag.id, score, reason, evidence.quote, evidence.place)


def _new(text: Text, tag: NewTag, score: float, others: Iterable[Tag]) -> Iterable[Tag]:
    if any(tag.key in key(other.label) or key(other.label) in tag.key for other in others):
        return
    found = _first(text, {tag.key})
    if found is None:
        return
    _, evidence = found
    reason = Reason("tag-phrase", (("count", str(tag.phrase.count)),))
    yield Tag(evidence.quote, None, score, reason, evidence.quote, evidence.place)


def _first(text: Text, names: set[str]) -> tuple[Passage, Evidence] | None:
    """The first place of a text where any of these keys stands."""
    for passage in text.passages:
        letters, offsets = passage.key
        places = [(at, name) for name in names if (at := letters.find(name)) >= 0 and name]
        if places:
            at, name = min(places)
            start, end = offsets[at], offsets[at + len(name) - 1] + 1
            return passage, text.evidence(passage, start, end)
    return None


def _shared(text: Text, tagging: Tagging, candidate: Candidate) -> Evidence | None:
    """The word that does most to make the text like the notes that have a tag."""
    own = tagging.likeness.vector(read_text(text))
    shared: dict[str, float] = {}
    for reading in tagging.readings:
        if reading.id in candidate.notes:
            for word, weight in tagging.likeness.vector(reading).items():
                if word in own:
                    shared[word] = shared.get(word, 0.0) + weight * own[word]
    for word in sorted(shared, key=lambda word: (-round(shared[word], 9), word)):
        if (found := _first(text, {key(word)})) is not None:
            return found[1]
    return None
