"""Joining meetings: their records, what goes on from one to the next, and their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from fieldnotes.archive.agenda import split_reference
from fieldnotes.archive.circles import circular
from fieldnotes.archive.context import Context
from fieldnotes.archive.identities import is_id
from fieldnotes.archive.meeting_index import MeetingIndex, stated_year, whole_number
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
from fieldnotes.archive.withholding import Withholding
from fieldnotes.thai.dates import BUDDHIST_OFFSET
from fieldnotes.thai.spelling import lookup_key

_NO_YEAR = 9999


def join_meetings(context: Context) -> dict[str, Meeting]:
    """Return the meetings that have a record by id, without what joins them to others.

    They are named as typed, so that they can be found; `settled` hides what is withheld.
    """
    meetings: dict[str, Meeting] = {}
    labels: list[tuple[str, Position]] = []
    hidden = context.withholding
    records = context.unique(context.records.meetings)
    for record in context.records.meetings:
        front = record.front
        joined = records[record.id] is record
        if front.number is None and front.date is None and front.title is None:
            context.fault("meeting-nameless", record.at())
        whole = whole_number(front.number)
        number = whole.number if whole else front.number
        series = front.series
        if series is None and whole is not None and len(context.settings.series) == 1:
            series = context.settings.series[0].name
        if number and series and joined:
            labels.append((f"{series} {number}", record.at("number")))
        label = " ".join(filter(None, (series, number))) if number else front.title or series
        first, last = front.date or (None, None)
        place = (
            context.naming.place(front.place, record.at("place"), hidden, keep=joined)
            if front.place
            else None
        )
        meeting = Meeting(
            id=record.id,
            label=label or record.id,
            recorded=True,
            path=record.path,
            series=series,
            number=number,
            title=front.title,
            date=first,
            until=last if last != first else None,
            place=place,
            year=first.buddhist_year if first else stated_year(front.number),
            agenda=_agenda(context, record),
            description=context.hidden_in_body(record, hidden).strip(),
            images=_images(context, record),
            formerly=front.formerly,
        )
        context.check_links(record)
        if joined:
            meetings[record.id] = meeting
    context.check_names(labels)
    return meetings


def settled(
    context: Context, meetings: Mapping[str, Meeting], index: MeetingIndex
) -> dict[str, Meeting]:
    """Return recorded meetings as pages may have them, each with the ids that it had before its record."""
    return {
        meeting.id: replace(
            with_names_hidden(meeting, context.withholding),
            formerly=(*meeting.formerly, *index.former_ids(meeting.id)),
        )
        for meeting in meetings.values()
    }


def with_names_hidden(meeting: Meeting, hidden: Withholding) -> Meeting:
    """Return a meeting without withheld names in what it is called."""
    return replace(
        meeting,
        label=hidden.in_text(meeting.label),
        series=hidden.in_stated(meeting.series),
        number=hidden.in_stated(meeting.number),
        title=hidden.in_stated(meeting.title),
    )


def _images(context: Context, record: Record[MeetingFront]) -> tuple[str, ...]:
    """The pictures that a meeting's description and resolutions show."""
    texts = [record.body]
    for item in record.front.agenda:
        resolutions = (item.resolution, *(subject.resolution for subject in item.subjects))
        texts += filter(None, resolutions)
    found = (image for text in texts for image in context.images_in(text, record.path))
    return tuple(dict.fromkeys(found))


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
                resolution=_resolution(
                    context,
                    subject.resolution,
                    record.at("agenda", position, "subjects", place, "resolution"),
                ),
            )
        items[item.number] = AgendaItem(
            number=item.number,
            title=hidden.in_stated(item.title),
            resolution=_resolution(
                context, item.resolution, record.at("agenda", position, "resolution")
            ),
            subjects=tuple(subjects[number] for number in sorted(subjects)),
        )
    return tuple(items[number] for number in sorted(items))


def _resolution(context: Context, text: str | None, at: Position) -> str | None:
    """A resolution, which is Markdown: its links are seen from its meeting's record."""
    if text is None:
        return None
    context.check_links_in(text, at)
    return context.hidden_in_markdown(text, at, context.withholding)


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
    continued: dict[SubjectKey, SubjectKey] = {}
    stated: dict[SubjectKey, tuple[str, Position]] = {}
    for record in context.records.meetings:
        for reference, words, at in _continuing(record):
            here = SubjectKey(record.id, reference)
            earlier = _earlier(context, here, words, at, meetings=meetings, index=index)
            # A second record with an id is checked and not joined.
            if earlier is not None and meetings[record.id].path == record.path:
                continued[here] = earlier
                stated[here] = (words, at)
    for here in circular(continued):
        words, at = stated[here]
        context.fault("circle", at, found=words)
        del continued[here]
    for meeting_id in {here.meeting: None for here in continued}:
        meeting = meetings[meeting_id]
        meetings[meeting_id] = replace(
            meeting, agenda=tuple(_joined(meeting_id, item, continued) for item in meeting.agenda)
        )
    told: dict[str, set[AgendaReference]] = defaultdict(set)
    for earlier in continued.values():
        told[earlier.meeting].add(earlier.reference)
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


def _joined(
    meeting: str, item: AgendaItem, continued: Mapping[SubjectKey, SubjectKey]
) -> AgendaItem:
    def earlier(subject: int | None) -> SubjectKey | None:
        return continued.get(SubjectKey(meeting, AgendaReference(item.number, subject)))

    return replace(
        item,
        continues=earlier(None),
        subjects=tuple(
            replace(subject, continues=earlier(subject.number)) for subject in item.subjects
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

    Within a series a number is never overruled, neither by a date nor by when notes were written: a meeting whose date
    is unknown, or does not agree with its number, stands where its number puts it.
    """
    notes_of: dict[str, list[str]] = defaultdict(list)
    written: dict[str, str] = {}
    for note in notes.values():
        if note.meeting is not None:
            notes_of[note.meeting].append(note.id)
            if note.date is not None:
                earliest = written.get(note.meeting, note.date.iso)
                written[note.meeting] = min(earliest, note.date.iso)
    accounts_of: dict[str, list[str]] = defaultdict(list)
    for account in accounts.values():
        if account.meeting is not None:
            accounts_of[account.meeting].append(account.id)
    in_series: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings.values():
        in_series[lookup_key(meeting.series or "")].append(meeting)
    times: dict[str, tuple[str, int]] = {}
    previous: dict[str, str] = {}
    following: dict[str, str] = {}
    for series, unordered in in_series.items():
        members = _in_series_order(unordered, written)
        time = ""
        for place, meeting in enumerate(members):
            time = max(time, _first_day(meeting))
            times[meeting.id] = (time, place)
        if series:
            for earlier, later in pairwise(members):
                previous[later.id], following[earlier.id] = earlier.id, later.id
    ordered = sorted(
        meetings.values(),
        key=lambda one: (
            one.year or _NO_YEAR,
            *times[one.id],
            written.get(one.id, _NEVER),
            one.id,
        ),
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


_NEVER = "~"
"""After every date."""


def _in_series_order(members: Iterable[Meeting], written: Mapping[str, str]) -> list[Meeting]:
    """Meetings of one series: those with a number by it; the others among them by their date, else at the year's end.

    `written` is when the first note of a meeting was written, which counts only between meetings that nothing else
    orders.
    """
    members = tuple(members)
    ordered = sorted(
        (one for one in members if _number(one) is not None),
        key=lambda one: (_number(one), _first_day(one), one.id),
    )
    for meeting in sorted(
        (one for one in members if _number(one) is None),
        key=lambda one: (
            _counted_year(one),
            one.date.iso if one.date else _NEVER,
            written.get(one.id, _NEVER),
            one.id,
        ),
    ):
        ordered.insert(_place_among(ordered, meeting), meeting)
    return ordered


def _place_among(ordered: Sequence[Meeting], meeting: Meeting) -> int:
    """Where a meeting without a number goes: before the first that is later."""
    year = _counted_year(meeting)
    for place, other in enumerate(ordered):
        if _counted_year(other) > year:
            return place
        if (
            _counted_year(other) == year
            and meeting.date is not None
            and other.date is not None
            and other.date.iso > meeting.date.iso
        ):
            return place
    return len(ordered)


def _number(meeting: Meeting) -> tuple[int, int] | None:
    """A meeting's year and count, by which its series counts; None for one that has no number, or more to it."""
    number = whole_number(meeting.number)
    if number is None or number.count is None or number.year is None:
        return None
    return (number.year, number.count)


def _counted_year(meeting: Meeting) -> int:
    """The Buddhist year in which a meeting's series counts it, which may be the one before the meeting."""
    number = _number(meeting)
    return number[0] if number else meeting.year or _NO_YEAR


def _first_day(meeting: Meeting) -> str:
    """A meeting's date as far as it is known; else its year."""
    if meeting.date is not None:
        return meeting.date.iso
    return str(meeting.year - BUDDHIST_OFFSET if meeting.year else _NO_YEAR)


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
