"""Joining meetings: their records, what goes on from one to the next, and their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from fieldnotes.archive.agenda import split_reference
from fieldnotes.archive.context import Context
from fieldnotes.archive.identities import is_id
from fieldnotes.archive.meeting_index import MeetingIndex, read_meeting_name, whole_number
from fieldnotes.archive.model import (
    Account,
    AgendaItem,
    AgendaReference,
    Meeting,
    Note,
    Position,
    Subject,
    SubjectKey,
)
from fieldnotes.archive.records import Record
from fieldnotes.archive.schema import MeetingFront
from fieldnotes.thai.dates import BUDDHIST_OFFSET
from fieldnotes.thai.spelling import lookup_key

_NO_YEAR = 9999
_NO_COUNT = 999


def join_meetings(context: Context) -> dict[str, Meeting]:
    """Return the meetings that have a record by id, without what joins them to others."""
    meetings: dict[str, Meeting] = {}
    labels: list[tuple[str, Position]] = []
    hidden = context.withholding
    for record in context.unique(context.records.meetings).values():
        front = record.front
        if front.number is None and front.date is None and front.title is None:
            context.fault("meeting-nameless", record.at())
        whole = whole_number(front.number)
        number = whole.number if whole else front.number
        series = front.series
        if series is None and whole is not None and len(context.settings.series) == 1:
            series = context.settings.series[0].name
        if number and series:
            labels.append((f"{series} {number}", record.at("number")))
        label = " ".join(filter(None, (series, number))) if number else front.title or series
        first, last = front.date or (None, None)
        meetings[record.id] = Meeting(
            id=record.id,
            label=hidden.in_stated(label) or record.id,
            recorded=True,
            path=record.path,
            series=hidden.in_stated(series),
            number=hidden.in_stated(number),
            title=hidden.in_stated(front.title),
            date=first,
            until=last if last != first else None,
            place=context.naming.place(front.place, record.at("place")) if front.place else None,
            year=first.buddhist_year if first else read_meeting_name(front.number or "").year,
            agenda=_agenda(context, record),
            description=hidden.in_markdown(record.body.strip()),
            formerly=front.formerly,
        )
        context.check_links(record)
    context.check_names(labels)
    return meetings


def _agenda(context: Context, record: Record[MeetingFront]) -> tuple[AgendaItem, ...]:
    hidden = context.withholding
    items: dict[int, AgendaItem] = {}
    for position, item in enumerate(record.front.agenda):
        if item.number in items:
            at = record.at("agenda", position, "number")
            context.fault("agenda-duplicate", at, found=str(item.number))
            continue
        subjects: dict[int, Subject] = {}
        for place, subject in enumerate(item.subjects):
            if subject.number in subjects:
                at = record.at("agenda", position, "subjects", place, "number")
                context.fault("agenda-duplicate", at, found=str(subject.number))
                continue
            subjects[subject.number] = Subject(
                number=subject.number,
                title=hidden.in_stated(subject.title),
                resolution=hidden.in_markdown(subject.resolution) if subject.resolution else None,
            )
        items[item.number] = AgendaItem(
            number=item.number,
            title=hidden.in_stated(item.title),
            resolution=hidden.in_markdown(item.resolution) if item.resolution else None,
            subjects=tuple(subjects[number] for number in sorted(subjects)),
        )
    return tuple(items[number] for number in sorted(items))


# -- what an agenda has -----------------------------------------------------------------------------------------------


def lists(meeting: Meeting, reference: AgendaReference) -> bool:
    """Whether a meeting's agenda has an item; one that is not recorded, or an item without subjects there, has any."""
    if not meeting.recorded or not meeting.agenda:
        return True
    return any(
        item.number == reference.item
        and (
            reference.subject is None
            or not item.subjects
            or any(subject.number == reference.subject for subject in item.subjects)
        )
        for item in meeting.agenda
    )


def check_reference(
    context: Context, reference: AgendaReference, meeting: Meeting, at: Position, words: str
) -> bool:
    """Return whether a meeting's agenda has what `words` name, and note the problem if not."""
    if lists(meeting, reference):
        return True
    known = (
        text
        for item in meeting.agenda
        for text in (
            str(item.number),
            *(f"{item.number}.{subject.number}" for subject in item.subjects),
        )
    )
    path = meeting.path or meeting.id
    context.fault("covers-unknown", at, found=words, expected=", ".join(known), meeting=path)
    return False


def with_items(meeting: Meeting, references: Iterable[AgendaReference]) -> Meeting:
    """Return a meeting with the items and subjects that are told of and that its record does not list."""
    items = {item.number: item for item in meeting.agenda}
    for reference in sorted(references, key=lambda one: (one.item, one.subject or 0)):
        item = items.setdefault(reference.item, AgendaItem(reference.item))
        known = {subject.number for subject in item.subjects}
        if reference.subject is not None and reference.subject not in known:
            added = (*item.subjects, Subject(reference.subject))
            subjects = tuple(sorted(added, key=lambda subject: subject.number))
            items[reference.item] = replace(item, subjects=subjects)
    return replace(meeting, agenda=tuple(items[number] for number in sorted(items)))


# -- from meeting to meeting ------------------------------------------------------------------------------------------


def find_continuations(context: Context, meetings: dict[str, Meeting], index: MeetingIndex) -> None:
    """Turn `continues: 4/2549 วาระที่ 2` into the item meant; done when all meetings are known, unrecorded ones too.

    An item that is gone on with and stands in no record appears in its meeting's agenda, as one does that
    notes tell of.
    """
    told: dict[str, set[AgendaReference]] = defaultdict(set)
    for record in context.records.meetings:
        meeting = meetings[record.id]
        if meeting.path != record.path:
            continue
        continued: dict[AgendaReference, SubjectKey] = {}
        for reference, words, at in _continuing(record):
            here = SubjectKey(record.id, reference)
            earlier = _earlier(context, here, words, at, meetings=meetings, index=index)
            if earlier is not None:
                continued[reference] = earlier
                told[earlier.meeting].add(earlier.reference)
        if continued:
            meetings[record.id] = replace(
                meeting, agenda=tuple(_joined(item, continued) for item in meeting.agenda)
            )
    for meeting_id, references in told.items():
        meetings[meeting_id] = with_items(meetings[meeting_id], references)


def _continuing(record: Record[MeetingFront]) -> Iterator[tuple[AgendaReference, str, Position]]:
    """What of an agenda says that it continues something, its words for that, and their place."""
    for position, item in enumerate(record.front.agenda):
        if item.continues:
            yield (
                AgendaReference(item.number),
                item.continues,
                record.at("agenda", position, "continues"),
            )
        for place, subject in enumerate(item.subjects):
            if subject.continues:
                at = record.at("agenda", position, "subjects", place, "continues")
                yield AgendaReference(item.number, subject.number), subject.continues, at


def _joined(item: AgendaItem, continued: Mapping[AgendaReference, SubjectKey]) -> AgendaItem:
    return replace(
        item,
        continues=continued.get(AgendaReference(item.number)),
        subjects=tuple(
            replace(subject, continues=continued.get(AgendaReference(item.number, subject.number)))
            for subject in item.subjects
        ),
    )


def _earlier(
    context: Context,
    here: SubjectKey,
    words: str,
    at: Position,
    *,
    meetings: Mapping[str, Meeting],
    index: MeetingIndex,
) -> SubjectKey | None:
    """The earlier matter that words mean and `here` goes on with; None, its problem noted, if there is none."""
    name, reference = split_reference(words)
    if reference is None:
        context.fault("covers-unreadable", at, found=words)
        return None
    found = index.find(name)
    if not found and (implied := index.implied(name)) is not None and implied.id in meetings:
        # A meeting that has no record and appears from its notes.
        found = (implied.id,)
    if len(found) != 1:
        if found or name not in context.records.broken:
            code = (
                "meeting-shared" if found else ("id-unknown" if is_id(name) else "meeting-unknown")
            )
            nearest = index.nearest(name) or ""
            context.fault(code, at, found=name, nearest=nearest, expected=", ".join(found))
        return None
    if not check_reference(context, reference, meetings[found[0]], at, words):
        return None
    earlier = SubjectKey(found[0], reference)
    if earlier == here:
        context.fault("circle", at, found=words)
        return None
    return earlier


# -- in order ---------------------------------------------------------------------------------------------------------


def in_order(
    meetings: Mapping[str, Meeting], notes: Mapping[str, Note], accounts: Mapping[str, Account]
) -> dict[str, Meeting]:
    """Return meetings with their notes and accounts, by date, each with its neighbours in its series.

    One whose date is unknown stands where its number within the series puts it, or its notes' dates.
    """
    notes_of: dict[str, list[str]] = defaultdict(list)
    for note in notes.values():
        if note.meeting is not None:
            notes_of[note.meeting].append(note.id)
    accounts_of: dict[str, list[str]] = defaultdict(list)
    for account in accounts.values():
        if account.meeting is not None:
            accounts_of[account.meeting].append(account.id)
    in_series: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in sorted(
        meetings.values(), key=lambda one: (one.year or _NO_YEAR, _count(one), one.id)
    ):
        in_series[lookup_key(meeting.series or "")].append(meeting)
    times: dict[str, str] = {}
    previous: dict[str, str] = {}
    following: dict[str, str] = {}
    for members in in_series.values():
        time = ""
        for meeting in members:
            written = (notes[note].date for note in notes_of[meeting.id])
            told = min((one for one in written if one is not None and one.month), default=None)
            date = meeting.date or told
            year = str(meeting.year - BUDDHIST_OFFSET if meeting.year else _NO_YEAR)
            if date is not None:
                time = date.iso
            elif not time.startswith(year):
                time = year
            times[meeting.id] = time
        for earlier, later in pairwise(members):
            previous[later.id], following[earlier.id] = earlier.id, later.id
    ordered = sorted(
        meetings.values(),
        key=lambda one: (one.year or _NO_YEAR, times[one.id], _count(one), one.id),
    )
    return {
        meeting.id: replace(
            meeting,
            notes=tuple(notes_of[meeting.id]),
            accounts=tuple(accounts_of[meeting.id]),
            previous=previous.get(meeting.id),
            next=following.get(meeting.id),
        )
        for meeting in ordered
    }


def _count(meeting: Meeting) -> int:
    """A meeting's number within its year; one that has none, or more to it, comes after those that have."""
    number = whole_number(meeting.number)
    return _NO_COUNT if number is None or number.count is None else number.count


def threads(meetings: Mapping[str, Meeting]) -> tuple[tuple[SubjectKey, ...], ...]:
    """Return the matters that go on: items joined by `continues`, over any number of meetings, in their order."""
    joined: dict[SubjectKey, set[SubjectKey]] = {}
    for meeting in meetings.values():
        for item in meeting.agenda:
            rows = [(AgendaReference(item.number), item.continues)]
            rows += [
                (AgendaReference(item.number, one.number), one.continues) for one in item.subjects
            ]
            for reference, earlier in rows:
                if earlier is None:
                    continue
                here = SubjectKey(meeting.id, reference)
                thread = joined.get(here, {here}) | joined.get(earlier, {earlier})
                for key in thread:
                    joined[key] = thread
    place = {meeting: position for position, meeting in enumerate(meetings)}

    def order(key: SubjectKey) -> tuple[int, int, int]:
        return (place[key.meeting], key.reference.item, key.reference.subject or 0)

    unique = {id(thread): tuple(sorted(thread, key=order)) for thread in joined.values()}
    return tuple(sorted(unique.values(), key=lambda thread: order(thread[0])))
