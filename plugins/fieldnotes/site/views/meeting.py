"""The page of a meeting, the page that gives its whole account, and the meetings by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from fieldnotes.archive.model import (
    Account,
    AgendaReference,
    Archive,
    Meeting,
    Note,
    SubjectKey,
)
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.text import Texts
from fieldnotes.site.views import findable
from fieldnotes.site.views.joins import Joins, meeting_year
from fieldnotes.site.views.listing import LONGEST, most_frequent, newest_year_first
from fieldnotes.site.views.telling import Matter, Step, Told, matter, steps, told


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter of the agenda, who tells of it, and how it goes on from and to other meetings."""

    matter: Matter
    told: tuple[Told, ...]
    resolution: Markup | None
    continues: Matter | None
    continued_by: tuple[Matter, ...]
    subjects: tuple[MatterView, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account of the meeting with its parts, and the missing ones at either end."""

    account: Account
    steps: tuple[Step, ...]
    author: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a part meets a matter: a telling, nothing told, or a part not in the archive."""

    told: Told | None
    missing: bool


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One matter of the agenda against all parts."""

    matter: Matter
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PartText:
    """A part of the whole account: its text, or a gap where `step.note` is `None`."""

    step: Step
    text: Markup | None


def pages(joins: Joins, texts: Texts) -> Iterator[PageSpec]:
    """Plan two pages for each meeting, its own and its whole account, and the index by year."""
    for meeting in joins.archive.meetings.values():
        yield PageSpec(
            address=f"meetings/{meeting.id}",
            title=meeting.label,
            template="meeting.html",
            context=partial(context, meeting, joins, texts),
            description=words.description("meeting", meeting=meeting.label),
            updated=meeting.date,
            about=partial(findable.meeting, meeting, joins.archive),
        )
        if meeting.notes:
            yield PageSpec(
                address=f"meetings/{meeting.id}/account",
                title=words.title("account", meeting=meeting.label),
                template="account.html",
                context=partial(account_context, meeting, joins, texts),
                description=words.description("account", meeting=meeting.label),
                searchable=False,
                updated=meeting.date,
            )
    yield PageSpec(
        address="meetings/",
        title=words.title("meetings"),
        template="meetings.html",
        context=partial(index_context, joins),
        description=words.description("meetings"),
        searchable=False,
    )


def context(meeting: Meeting, joins: Joins, texts: Texts) -> Context:
    """Return what `meeting.html` needs."""
    archive = joins.archive
    agenda = agenda_views(meeting, joins, texts)
    accounts = account_views(archive, meeting)
    columns = tuple(step for account in accounts for step in account.steps)
    organisations: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    for note in _notes(archive, meeting):
        organisations.update(joins.organisations_by_note[note.id])
        tags.update(dict.fromkeys(note.tags, 1))
    return {
        "archive": archive,
        "meeting": meeting,
        "year": meeting_year(meeting),
        "place": archive.places.get(meeting.place) if meeting.place else None,
        "description": texts.short(meeting.description, meeting.path, meeting.images)
        if meeting.description
        else None,
        "agenda": agenda,
        "accounts": accounts,
        "columns": columns,
        "coverage": tuple(_coverage(agenda, columns)),
        "organisations": most_frequent(
            organisations, archive.organisations, lambda organisation: organisation.name
        ),
        "tags": most_frequent(tags, archive.tags, lambda tag: tag.label),
        "previous": archive.meetings.get(meeting.previous) if meeting.previous else None,
        "next": archive.meetings.get(meeting.next) if meeting.next else None,
    }


def account_context(meeting: Meeting, joins: Joins, texts: Texts) -> Context:
    """Return what `account.html` needs: every part's text, one after another."""
    archive = joins.archive
    return {
        "archive": archive,
        "meeting": meeting,
        "year": meeting_year(meeting),
        "place": archive.places.get(meeting.place) if meeting.place else None,
        "accounts": tuple(
            (
                view,
                tuple(
                    PartText(step, None if step.note is None else texts.note_in_account(step.note))
                    for step in view.steps
                ),
            )
            for view in account_views(archive, meeting)
        ),
    }


def index_context(joins: Joins) -> Context:
    """Return what `meetings.html` needs."""
    archive = joins.archive
    return {
        "archive": archive,
        "split": len(archive.meetings) > LONGEST,
        "groups": newest_year_first(
            {year: tuple(reversed(meetings)) for year, meetings in joins.meetings_by_year.items()}
        ),
    }


def account_views(archive: Archive, meeting: Meeting) -> tuple[AccountView, ...]:
    """Return the accounts of a meeting; a note outside every account stands as one of its own."""
    accounts = [
        archive.accounts[account] for account in meeting.accounts if account in archive.accounts
    ]
    grouped = {note for account in accounts for note in account.notes}
    alone = [
        Account(id=note.id, title=note.title, meeting=meeting.id, notes=(note.id,))
        for note in _notes(archive, meeting)
        if note.id not in grouped
    ]
    return tuple(
        AccountView(account, steps(archive, account), archive.notes[account.notes[0]].author)
        for account in (*accounts, *alone)
        if account.notes
    )


def agenda_views(meeting: Meeting, joins: Joins, texts: Texts) -> tuple[MatterView, ...]:
    """Return the agenda as a tree: what is on record, and what notes tell of without a record."""
    tree: dict[int, set[int]] = {}
    for item in meeting.agenda:
        tree.setdefault(item.number, set()).update(subject.number for subject in item.subjects)
    for reference in joins.references.get(meeting.id, ()):
        subjects = tree.setdefault(reference.item, set())
        if reference.subject is not None:
            subjects.add(reference.subject)
    return tuple(
        matter_view(
            SubjectKey(meeting.id, AgendaReference(item)),
            joins,
            texts,
            tuple(
                matter_view(SubjectKey(meeting.id, AgendaReference(item, subject)), joins, texts)
                for subject in sorted(tree[item])
            ),
        )
        for item in sorted(tree)
    )


def matter_view(
    key: SubjectKey, joins: Joins, texts: Texts, subjects: tuple[MatterView, ...] = ()
) -> MatterView:
    """Return a matter with everything that is linked to it."""
    archive = joins.archive
    own = matter(archive, key)
    return MatterView(
        matter=own,
        told=tuple(told(archive, telling) for telling in archive.tellings.get(key, ())),
        resolution=texts.short(own.resolution, own.meeting.path, own.meeting.images)
        if own.resolution and own.meeting
        else None,
        continues=matter(archive, own.continues) if own.continues is not None else None,
        continued_by=tuple(matter(archive, later) for later in joins.continued_by.get(key, ())),
        subjects=subjects,
    )


def _coverage(agenda: tuple[MatterView, ...], columns: tuple[Step, ...]) -> Iterator[CoverageRow]:
    for item in agenda:
        for view in (item, *item.subjects):
            if view.subjects and not view.told:
                continue
            by_note = {told.note.id: told for told in view.told}
            yield CoverageRow(
                view.matter,
                tuple(
                    Cell(None, missing=True)
                    if step.note is None
                    else Cell(by_note.get(step.note.id), missing=False)
                    for step in columns
                ),
            )


def _notes(archive: Archive, meeting: Meeting) -> tuple[Note, ...]:
    return tuple(archive.notes[note] for note in meeting.notes if note in archive.notes)
