"""What pages ask of the archive and the archive does not hold: its relations read from the other
end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from fieldnotes.archive.model import (
    AgendaReference,
    Archive,
    Meeting,
    Note,
    Organisation,
    Place,
    SubjectKey,
    Tag,
)
from fieldnotes.site.views.claims import ends

Key = TypeVar("Key")
Value = TypeVar("Value")

Year = int | None
"""A Buddhist year; `None` where none is stated."""


@dataclass(frozen=True, slots=True)
class Joins:
    """The archive with its relations both ways, made once in time linear in the archive.

    Notes and meetings of a mapping are in the archive's order (oldest first); the keys are ids.
    """

    archive: Archive
    notes_by_year: Mapping[Year, tuple[Note, ...]]
    meetings_by_year: Mapping[Year, tuple[Meeting, ...]]
    notes_by_tag: Mapping[str, tuple[Note, ...]]
    notes_by_place: Mapping[str, tuple[Note, ...]]
    notes_by_organisation: Mapping[str, tuple[Note, ...]]
    organisations_by_note: Mapping[str, Mapping[str, int]]
    """The organisations of each note, as `note_organisations` counts them."""
    meetings_by_place: Mapping[str, tuple[Meeting, ...]]
    organisations_by_place: Mapping[str, tuple[Organisation, ...]]
    narrower: Mapping[str, tuple[Tag, ...]]
    inner_places: Mapping[str, tuple[Place, ...]]
    continued_by: Mapping[SubjectKey, tuple[SubjectKey, ...]]
    references: Mapping[str, tuple[AgendaReference, ...]]

    def years(self) -> tuple[int, ...]:
        """Every year of a meeting or a note, newest first."""
        return tuple(
            sorted(
                {
                    year
                    for year in (*self.notes_by_year, *self.meetings_by_year)
                    if year is not None
                },
                reverse=True,
            )
        )


def join(archive: Archive) -> Joins:
    """Read every relation of an archive from its other end."""
    notes = archive.notes.values()
    meetings = archive.meetings.values()
    organisations = {note.id: note_organisations(note) for note in notes}
    return Joins(
        archive=archive,
        notes_by_year=_grouped((note_year(note), note) for note in notes),
        meetings_by_year=_grouped((meeting_year(meeting), meeting) for meeting in meetings),
        notes_by_tag=_grouped((tag, note) for note in notes for tag in dict.fromkeys(note.tags)),
        notes_by_place=_grouped((place, note) for note in notes for place in note_places(note)),
        notes_by_organisation=_grouped(
            (organisation, note) for note in notes for organisation in organisations[note.id]
        ),
        organisations_by_note=organisations,
        meetings_by_place=_grouped(
            (meeting.place, meeting) for meeting in meetings if meeting.place is not None
        ),
        organisations_by_place=_grouped(
            (organisation.place, organisation)
            for organisation in archive.organisations.values()
            if organisation.place is not None
        ),
        narrower=_grouped(
            (tag.broader, tag) for tag in archive.tags.values() if tag.broader is not None
        ),
        inner_places=_grouped(
            (place.within, place) for place in archive.places.values() if place.within is not None
        ),
        continued_by=_continued_by(meetings),
        references=_told_references(archive),
    )


def note_year(note: Note) -> Year:
    """Return the Buddhist year in which a note was written."""
    return None if note.date is None else note.date.buddhist_year


def meeting_year(meeting: Meeting) -> Year:
    """Return the Buddhist year of a meeting, from its date or its number."""
    return meeting.year


def note_organisations(note: Note) -> Mapping[str, int]:
    """Return the organisations of a note with how often its text names each.

    The ones that its front matter names come first, then those of its text by first mention, then
    those that only its claims name (0 mentions).
    """
    counts = dict.fromkeys(
        (party.organisation for party in note.organisations if party.organisation), 0
    )
    for mention in note.mentions:
        counts[mention.organisation] = counts.get(mention.organisation, 0) + 1
    for claim in note.claims:
        for end in ends(claim):
            if end.organisation:
                counts.setdefault(end.organisation, 0)
    return counts


def note_places(note: Note) -> tuple[str, ...]:
    """Return the places of a note: those that its front matter names, then those of its claims."""
    claimed = (end.place for claim in note.claims for end in ends(claim) if end.place)
    return tuple(dict.fromkeys((*note.places, *claimed)))


def newest_first(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes of the archive's order from newest to oldest."""
    return tuple(reversed(tuple(notes)))


def _continued_by(meetings: Iterable[Meeting]) -> Mapping[SubjectKey, tuple[SubjectKey, ...]]:
    def links() -> Iterable[tuple[SubjectKey, SubjectKey]]:
        for meeting in meetings:
            for item in meeting.agenda:
                if item.continues is not None:
                    yield item.continues, SubjectKey(meeting.id, AgendaReference(item.number))
                for subject in item.subjects:
                    if subject.continues is not None:
                        reference = AgendaReference(item.number, subject.number)
                        yield subject.continues, SubjectKey(meeting.id, reference)

    return _grouped(links())


def _told_references(archive: Archive) -> Mapping[str, tuple[AgendaReference, ...]]:
    return _grouped((key.meeting, key.reference) for key in archive.tellings)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, tuple[Value, ...]]:
    groups: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
