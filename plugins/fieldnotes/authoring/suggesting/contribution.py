"""What a note gives to the archive: what was not there before it, what it fills, and what is still missing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fieldnotes.archive.joining import join
from fieldnotes.archive.model import AgendaReference, Archive, Meeting, Note, Party, SubjectKey
from fieldnotes.archive.records import CLAIMS_SUFFIX, Records, read_records

GapKind = Literal[
    "earlier-part",
    "later-part",
    "meeting-date",
    "meeting-place",
    "item-untold",
    "item-untitled",
    "item-broken-off",
    "organisation-unrecorded",
]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is still missing: the name or the item it is missing of, where it is of one."""

    kind: GapKind
    name: str | None = None
    reference: AgendaReference | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a note adds. Names are those that no other note names; items those that no other note tells.

    `part` is the note's label where it joins an account that was there before; `closes` says that the account
    lacked this very part. `meeting` is the label of a meeting that no other note tells.
    """

    note: str
    organisations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    meeting: str | None = None
    part: str | None = None
    closes: tuple[Literal["earlier-part", "later-part"], ...] = ()
    items: tuple[AgendaReference, ...] = ()
    continued: tuple[AgendaReference, ...] = ()
    claims: int = 0
    gaps: tuple[Gap, ...] = ()


def contribution(before: Archive, after: Archive, note_id: str) -> Contribution | None:
    """Return what a note adds to an archive, or None for one that is not published.

    `before` is the archive without it, `after` with it.
    """
    note = after.notes.get(note_id)
    if note is None:
        return None
    meeting = after.meetings.get(note.meeting) if note.meeting else None
    known = {name for other in before.notes.values() for name in _named(other)}
    names = [
        after.organisations[name].name if name in after.organisations else name
        for name in _named(note)
        if name not in known
    ]
    account = before.accounts.get(note.account or "")
    joined = after.accounts.get(note.account or "")
    told = [SubjectKey(note.meeting or "", telling.reference) for telling in note.tellings]
    return Contribution(
        note=note_id,
        organisations=_once(names),
        tags=_new_words(
            note.tags, before, {tag.id: tag.label for tag in after.tags.values()}, "tags"
        ),
        places=_new_words(
            note.places, before, {place.id: place.name for place in after.places.values()}, "places"
        ),
        meeting=meeting.label
        if meeting and not any(other.meeting == note.meeting for other in before.notes.values())
        else None,
        part=note.part if account is not None else None,
        closes=tuple(_closed(account is not None, before, after, note)),
        items=tuple(key.reference for key in told if not before.tellings.get(key)),
        continued=tuple(_continued(after, note)),
        claims=len(note.claims),
        gaps=tuple(
            _gaps(
                after,
                note,
                meeting,
                earlier=bool(joined and joined.earlier_missing),
                later=bool(joined and joined.later_missing),
            )
        ),
    )


def contribution_of(notes: Path, note_id: str) -> Contribution | None:
    """Return what a note of a folder of records adds to all the others there."""
    records = read_records(notes)
    after = join(records).archive
    if note_id not in after.notes:
        return None
    return contribution(join(without(records, note_id)).archive, after, note_id)


def without(records: Records, note_id: str) -> Records:
    """Return the records without a note and its claims."""
    paths = {record.path for record in records.notes if record.id == note_id}
    claims = {path.removesuffix(".md") + CLAIMS_SUFFIX for path in paths}
    return dataclasses.replace(
        records,
        notes=[record for record in records.notes if record.path not in paths],
        claims={path: rows for path, rows in records.claims.items() if path not in claims},
        problems=[],
    )


def _named(note: Note) -> Iterator[str]:
    """Ids of the organisations that a note names anywhere, or the names of those without a record."""
    for party in note.organisations:
        yield party.organisation or party.name
    for mention in note.mentions:
        yield mention.organisation
    for claim in note.claims:
        for one in (claim.about, claim.to):
            if isinstance(one, Party) and one.place is None:
                yield one.organisation or one.name


def _new_words(
    ids: Iterable[str], before: Archive, labels: dict[str, str], field: Literal["tags", "places"]
) -> tuple[str, ...]:
    used = {one for note in before.notes.values() for one in getattr(note, field)}
    return _once(labels.get(one, one) for one in ids if one not in used)


def _closed(
    is_part: bool, before: Archive, after: Archive, note: Note
) -> Iterator[Literal["earlier-part", "later-part"]]:
    """Which ends of the account were missing, and are there now."""
    if not is_part:
        return
    old, new = before.accounts[note.account or ""], after.accounts[note.account or ""]
    if old.earlier_missing and new.notes and new.notes[0] == note.id:
        yield "earlier-part"
    if old.later_missing and new.notes and new.notes[-1] == note.id:
        yield "later-part"


def _continued(after: Archive, note: Note) -> Iterator[AgendaReference]:
    """What an earlier part broke off, and this one goes on with."""
    for other in after.notes.values():
        for telling in other.tellings:
            if telling.continued_in == note.id:
                yield telling.reference


def _gaps(
    after: Archive, note: Note, meeting: Meeting | None, *, earlier: bool, later: bool
) -> Iterator[Gap]:
    if earlier:
        yield Gap("earlier-part")
    if later:
        yield Gap("later-part")
    if meeting is not None:
        if meeting.date is None:
            yield Gap("meeting-date", meeting.label)
        if meeting.place is None:
            yield Gap("meeting-place", meeting.label)
        for item in meeting.agenda:
            references = [AgendaReference(item.number, one.number) for one in item.subjects]
            for reference in references or [AgendaReference(item.number)]:
                if not after.tellings.get(SubjectKey(meeting.id, reference)):
                    yield Gap("item-untold", reference=reference)
            if item.title is None:
                yield Gap("item-untitled", reference=AgendaReference(item.number))
    for telling in note.tellings:
        if telling.broken_off and telling.continued_in is None:
            yield Gap("item-broken-off", reference=telling.reference)
    for name in after.unrecorded:
        if note.id in name.notes:
            yield Gap("organisation-unrecorded", name.name)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
