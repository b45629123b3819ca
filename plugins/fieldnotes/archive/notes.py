"""Joining notes: each with its meeting, what it tells, whom it names and what it claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import unquote

from fieldnotes.archive.accounts import Part, split_title
from fieldnotes.archive.agenda import read_reference
from fieldnotes.archive.claims import claims_of
from fieldnotes.archive.context import Context, is_published
from fieldnotes.archive.meeting_index import MeetingIndex
from fieldnotes.archive.meetings import check_reference, lists, with_names_hidden
from fieldnotes.archive.mentions import Names, mentions_in
from fieldnotes.archive.model import (
    AgendaReference,
    Comment,
    Meeting,
    Note,
    NotStated,
    Position,
    Source,
    Telling,
)
from fieldnotes.archive.paragraphs import read_body, wrong_anchors
from fieldnotes.archive.quotes import Quotes
from fieldnotes.archive.records import CLAIMS_SUFFIX, Record
from fieldnotes.archive.schema import NoteFront, SourceFront
from fieldnotes.archive.withholding import Withholding


@dataclass(frozen=True, slots=True)
class JoinedNotes:
    """Published notes by id, as parts of accounts; all meetings; how many notes are not published."""

    notes: dict[str, Part]
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
        hidden = context.withholding
        meeting = _meeting_of(
            context, record, index, joined.meetings, hidden=hidden, published=published
        )
        part = _part(context, record, meeting, names, hidden=hidden, published=published)
        if published:
            joined.notes[record.id] = part
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
    hidden: Withholding,
    published: bool,
) -> Meeting | None:
    """The meeting that a note means; one without a record appears by being named in a published note."""
    words = record.front.meeting
    if words is None:
        return None
    at = record.at("meeting")
    shown = hidden.in_text(words)
    found = index.find(words)
    if len(found) > 1:
        context.fault("meeting-shared", at, found=shown, expected=", ".join(found))
        return None
    if found:
        return meetings[found[0]]
    if words in context.records.broken:
        return None
    implied = index.implied(words)
    nearest = hidden.in_text(index.nearest(words) or "")
    if implied is None:
        context.fault("id-unknown", at, found=shown, nearest=nearest)
        return None
    context.fault("meeting-unknown", at, found=shown, nearest=nearest)
    implied = with_names_hidden(meetings.get(implied.id, implied), hidden)
    if published:
        meetings[implied.id] = implied
    return implied


def _part(
    context: Context,
    record: Record[NoteFront],
    meeting: Meeting | None,
    names: Names,
    *,
    hidden: Withholding,
    published: bool,
) -> Part:
    """A note, and what makes it a part of an account."""
    front = record.front
    naming = context.naming
    body = context.hidden_in_body(record, hidden)
    stated = _stated_references(context, record, meeting)
    items = {reference.item for reference in stated}
    read = read_body(
        body,
        item=items.pop() if len(items) == 1 else None,
        known_aligned=record.aligned and body == record.body,
    )
    paragraphs = read.paragraphs
    _check(context, record, hidden)
    context.check_links(record, (paragraph.anchor for paragraph in paragraphs))
    account_title, label = split_title(front.title, front.part)
    account_title = front.account or account_title
    author = context.settings.author if front.author is None else front.author
    author = None if isinstance(author, NotStated) else author
    user = record.id if published else None
    note = Note(
        id=record.id,
        path=record.path,
        title=hidden.in_text(front.title),
        body=body,
        date=front.date,
        meeting=meeting.id if meeting else None,
        part=hidden.in_stated(label),
        continuation=front.continuation,
        to_be_continued=front.to_be_continued,
        author=hidden.in_stated(author),
        rights=hidden.in_stated(front.rights or context.settings.rights),
        retold_from=hidden.in_stated(front.retold_from),
        source=_source(front.source, hidden),
        organisations=tuple(
            naming.party(name, record.at("organisations", position), user, hidden)
            for position, name in enumerate(front.organisations)
        ),
        tags=_each_once(
            naming.tag(words, record.at("tags", position), hidden, keep=published)
            for position, words in enumerate(front.tags)
        ),
        places=_each_once(
            naming.place(name, record.at("places", position), hidden, keep=published)
            for position, name in enumerate(front.places)
        ),
        comments=tuple(
            Comment(
                hidden.in_stated(comment.name),
                comment.time,
                context.hidden_in_markdown(
                    comment.text, record.at("comments", position, "text"), hidden
                ),
            )
            for position, comment in enumerate(front.comments)
        ),
        paragraphs=paragraphs,
        mentions=mentions_in(record.id, paragraphs, names, read.normal_texts),
        images=context.images_in(record.body, record.path),
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
            quotes=Quotes(paragraphs, read.normal_texts),
            hidden=hidden,
            user=user,
        ),
    )
    return Part(
        note=note,
        title=hidden.in_text(account_title),
        named=account_title,
        author=author or "",
        blog=(front.source.blog if front.source else None) or "",
        stated=bool(label or front.account or front.continuation or front.to_be_continued),
    )


def _check(context: Context, record: Record[NoteFront], hidden: Withholding) -> None:
    """What is wrong with a note by itself."""
    if is_published(record):
        if hidden.is_in_path(record.path):
            context.fault("withheld-in-file-name", Position(record.path))
        for image in context.images_in(record.body, record.path):
            if hidden.is_in_path(image):
                context.fault("withheld-in-file-name", Position(image))
    source = record.front.source
    if source is not None and source.url and hidden.is_in_path(unquote(source.url)):
        context.fault("withheld-in-markup", record.at("source", "url"))
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
    # The telling breaks off in what the text opens last; the order of `covers` counts where it is silent.
    told = [reference for reference in opened if reference in covered]
    last = next(reversed(told if len(told) == len(covered) else covered), None)
    return tuple(
        Telling(
            note=note.id,
            reference=reference,
            broken_off=note.to_be_continued and reference == last,
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
