"""What is told about the matters of a meeting, and where: from the note and from the meeting."""

from __future__ import annotations

from dataclasses import dataclass

from fieldnotes.archive.model import (
    Account,
    AgendaItem,
    AgendaReference,
    Archive,
    Meeting,
    Note,
    Paragraph,
    Subject,
    SubjectKey,
    Telling,
)
from fieldnotes.thai.clusters import excerpt

OPENING = 200
"""How many characters of a telling's first paragraph a list shows."""


@dataclass(frozen=True, slots=True)
class Matter:
    """An agenda item or one of its subjects, with its meeting; item and subject are `None` where no
    record names them.
    """

    key: SubjectKey
    meeting: Meeting | None
    item: AgendaItem | None
    subject: Subject | None

    @property
    def anchor(self) -> str:
        """The anchor of the matter on its meeting's page."""
        return anchor(self.key.reference)

    @property
    def title(self) -> str | None:
        """The title as recorded."""
        named = self.item if self.key.reference.subject is None else self.subject
        return named.title if named is not None else None

    @property
    def resolution(self) -> str | None:
        """The resolution as recorded."""
        named = self.item if self.key.reference.subject is None else self.subject
        return named.resolution if named is not None else None

    @property
    def continues(self) -> SubjectKey | None:
        """The matter that this one goes on with."""
        named = self.item if self.key.reference.subject is None else self.subject
        return named.continues if named is not None else None


@dataclass(frozen=True, slots=True)
class Told:
    """One note's telling of a matter: `opening` are its first words, `later` the part that goes on
    with it.
    """

    telling: Telling
    note: Note
    opening: str
    later: Note | None


@dataclass(frozen=True, slots=True)
class Step:
    """A part of an account as one of a row: `note` is `None` for one that is not in the archive."""

    note: Note | None
    earlier: bool = False
    current: bool = False


def anchor(reference: AgendaReference) -> str:
    """Return the ASCII anchor of an item (`item-1`) or a subject (`item-1-2`) on its meeting's
    page.
    """
    return f"item-{reference.item}" + ("" if reference.subject is None else f"-{reference.subject}")


def matter(archive: Archive, key: SubjectKey) -> Matter:
    """Return what the archive has on record for an item or subject."""
    meeting = archive.meetings.get(key.meeting)
    agenda = meeting.agenda if meeting is not None else ()
    item = next((item for item in agenda if item.number == key.reference.item), None)
    subjects = item.subjects if item is not None else ()
    subject = next(
        (subject for subject in subjects if subject.number == key.reference.subject), None
    )
    return Matter(key, meeting, item, subject)


def told(archive: Archive, telling: Telling) -> Told:
    """Return a telling with its note and its first words."""
    note = archive.notes[telling.note]
    later = archive.notes.get(telling.continued_in) if telling.continued_in else None
    return Told(telling, note, _opening(note, telling.anchor), later)


def steps(archive: Archive, account: Account, current: str | None = None) -> tuple[Step, ...]:
    """Return an account's parts in order, with the missing ones that its text speaks of at either
    end.
    """
    parts = [Step(archive.notes[note], current=note == current) for note in account.notes]
    if account.earlier_missing:
        parts.insert(0, Step(None, earlier=True))
    if account.later_missing:
        parts.append(Step(None))
    return tuple(parts)


def _opening(note: Note, start: str | None) -> str:
    if start is None:
        return ""
    paragraphs = iter(note.paragraphs)
    first = next((paragraph for paragraph in paragraphs if paragraph.anchor == start), None)
    if first is not None and first.kind == "heading":
        first = next(paragraphs, None)
    return "" if first is None or first.kind == "heading" else cut(first)


def cut(paragraph: Paragraph) -> str:
    """Return the first words of a paragraph, cut where Thai may be cut."""
    return "".join(excerpt(paragraph.text, 0, 0, OPENING))
