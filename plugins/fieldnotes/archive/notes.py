"""Joining notes: each with its meeting, what it tells, whom it names and what it claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fieldnotes.archive import body_links
from fieldnotes.archive.accounts import split_title
from fieldnotes.archive.agenda import read_reference
from fieldnotes.archive.claims import claims_of
from fieldnotes.archive.context import Context, is_published
from fieldnotes.archive.meeting_index import MeetingIndex
from fieldnotes.archive.meetings import check_reference, lists
from fieldnotes.archive.mentions import Names, mentions_in
from fieldnotes.archive.model import (
    AgendaReference,
    Comment,
    Meeting,
    Note,
    Position,
    Source,
    Telling,
)
from fieldnotes.archive.paragraphs import read_paragraphs, wrong_anchors
from fieldnotes.archive.records import CLAIMS_SUFFIX, Record
from fieldnotes.archive.schema import NoteFront, SourceFront
from fieldnotes.archive.withholding import Withholding


@dataclass(frozen=True, slots=True)
class JoinedNotes:
    """Published notes by id, each with its account's title; all meetings; how many notes are not published."""

    notes: dict[str, tuple[Note, str]]
    meetings: dict[str, Meeting]
    unpublished: int


def join_notes(
    context: Context, recorded: dict[str, Meeting], index: MeetingIndex, names: Names
) -> JoinedNotes:
    """Join the notes one by one; those that are not published, or have an id twice, are checked and leave nothing."""
    records = context.unique(context.records.notes)
    _check_claims_have_notes(context)
    joined = JoinedNotes(
        {}, dict(recorded), sum(not is_published(record) for record in records.values())
    )
    for record in context.records.notes:
        published = records[record.id] is record and is_published(record)
        meeting = _meeting_of(context, record, index, joined.meetings, published=published)
        note, title = _note(context, record, meeting, names, published=published)
        if published:
            joined.notes[note.id] = (note, title)
    return joined


def _check_claims_have_notes(context: Context) -> None:
    expected = {_claims_path(record) for record in context.records.notes}
    for path in context.records.claims:
        stem = path.rsplit("/", 1)[-1].removesuffix(CLAIMS_SUFFIX)
        if path not in expected and stem not in context.records.broken:
            context.fault("claims-orphan", Position(path), expected=stem + ".md")


def _claims_path(record: Record[NoteFront]) -> str:
    return record.path.removesuffix(".md") + CLAIMS_SUFFIX


def _meeting_of(
    context: Context,
    record: Record[NoteFront],
    index: MeetingIndex,
    meetings: dict[str, Meeting],
    *,
    published: bool,
) -> Meeting | None:
    """The meeting that a note means; one without a record appears by being named in a published note."""
    words = record.front.meeting
    if words is None:
        return None
    at = record.at("meeting")
    found = index.find(words)
    if len(found) > 1:
        context.fault("meeting-shared", at, found=words, expected=", ".join(found))
        return None
    if found:
        return meetings[found[0]]
    if words in context.records.broken:
        return None
    implied = index.implied(words)
    if implied is None:
        context.fault("id-unknown", at, found=words, nearest=index.nearest(words) or "")
        return None
    context.fault("meeting-unknown", at, found=words, nearest=index.nearest(words) or "")
    return meetings.setdefault(implied.id, implied) if published else implied


def _note(
    context: Context,
    record: Record[NoteFront],
    meeting: Meeting | None,
    names: Names,
    *,
    published: bool,
) -> tuple[Note, str]:
    """A note and its account's title."""
    front = record.front
    naming = context.naming
    hidden = Withholding((*context.settings.withhold, *front.withhold))
    body = hidden.in_markdown(record.body)
    stated = _stated_references(context, record, meeting)
    items = {reference.item for reference in stated}
    paragraphs = read_paragraphs(body, item=items.pop() if len(items) == 1 else None)
    _check(context, record)
    context.check_links(record, (paragraph.anchor for paragraph in paragraphs))
    title = hidden.in_text(front.title)
    account_title, part = split_title(title, front.part)
    user = record.id if published else None
    note = Note(
        id=record.id,
        path=record.path,
        title=title,
        body=body,
        date=front.date,
        meeting=meeting.id if meeting else None,
        part=hidden.in_stated(part),
        continuation=front.continuation,
        to_be_continued=front.to_be_continued,
        author=hidden.in_stated(front.author),
        rights=hidden.in_stated(front.rights) or context.settings.rights,
        retold_from=hidden.in_stated(front.retold_from),
        source=_source(front.source, hidden),
        organisations=tuple(
            naming.party(hidden.in_text(name), record.at("organisations", position), user)
            for position, name in enumerate(front.organisations)
        ),
        tags=_each_once(
            naming.tag(hidden.in_text(label), record.at("tags", position), keep=published)
            for position, label in enumerate(front.tags)
        ),
        places=_each_once(
            naming.place(hidden.in_text(name), record.at("places", position), keep=published)
            for position, name in enumerate(front.places)
        ),
        comments=tuple(
            Comment(hidden.in_stated(comment.name), comment.time, hidden.in_markdown(comment.text))
            for comment in front.comments
        ),
        paragraphs=paragraphs,
        mentions=mentions_in(record.id, paragraphs, names),
        images=body_links.images_in(
            record.body, record.path, context.records.images - context.unpublished
        ),
        formerly=front.formerly,
    )
    note = replace(
        note,
        tellings=_tellings(context, record, note, meeting, stated),
        claims=claims_of(
            context,
            context.records.claims.get(_claims_path(record), ()),
            note,
            meeting,
            hidden=hidden,
            user=user,
        ),
    )
    return note, hidden.in_stated(front.account) or account_title


def _check(context: Context, record: Record[NoteFront]) -> None:
    """What is wrong with a note by itself."""
    if not record.body.strip():
        context.fault("note-empty", Position(record.path, record.body_line))
    folder = record.path.split("/", 1)[0]
    date = record.front.date
    if folder.isdigit() and date is not None and folder != str(date.buddhist_year):
        year = str(date.buddhist_year)
        context.fault("folder-year", record.at("date"), found=folder, expected=year)
    for wrong in wrong_anchors(record.body):
        code = "anchor-duplicate" if wrong.repeated else "anchor-form"
        context.fault(code, record.in_body(wrong.offset), found=wrong.anchor)


def _stated_references(
    context: Context, record: Record[NoteFront], meeting: Meeting | None
) -> list[AgendaReference]:
    """What a note's `covers` says, each once, without what its meeting's record lacks."""
    stated: dict[AgendaReference, None] = {}
    for position, words in enumerate(record.front.covers):
        reference = read_reference(words)
        at = record.at("covers", position)
        if reference is None:
            context.fault("covers-unreadable", at, found=words)
        elif meeting is None:
            context.fault("covers-no-meeting", at, found=words)
        elif check_reference(context, reference, meeting, at, words):
            stated[reference] = None
    return list(stated)


def _tellings(
    context: Context,
    record: Record[NoteFront],
    note: Note,
    meeting: Meeting | None,
    stated: list[AgendaReference],
) -> tuple[Telling, ...]:
    """What a note says that it covers, or else what its headings and ordinals open; in the order of telling."""
    if meeting is None:
        return ()
    opened: dict[AgendaReference, str] = {}
    for paragraph in note.paragraphs:
        if (reference := paragraph.reference) is None:
            continue
        if not stated and not lists(meeting, reference):
            # Withheld names may have moved the text, so the place is that of the body's first line then.
            at = record.in_body(paragraph.source_offset if note.body == record.body else 0)
            context.fault("heading-unlisted", at, found=paragraph.text, meeting=meeting.id)
            continue
        opened.setdefault(reference, paragraph.anchor)
    covered = stated or list(opened)
    return tuple(
        Telling(
            note=note.id,
            reference=reference,
            broken_off=note.to_be_continued and reference == covered[-1],
            anchor=opened.get(reference),
        )
        for reference in covered
    )


def _source(front: SourceFront | None, hidden: Withholding) -> Source | None:
    """Where a note was first published. Its address stays as it is: an address that is changed leads nowhere."""
    if front is None:
        return None
    return Source(
        site=hidden.in_stated(front.site),
        blog=hidden.in_stated(front.blog),
        number=front.number,
        url=front.url,
        written=front.written,
        edited=front.edited,
        rights=hidden.in_stated(front.rights),
        comments=front.comments,
    )


def _each_once(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in ids if one is not None))
