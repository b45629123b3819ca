"""The page of a note: one text, where it stands, what it tells, names and claims, and where it
comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from markupsafe import Markup

from fieldnotes.archive.model import Note, Organisation, Paragraph, Party, SubjectKey
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.text import Texts
from fieldnotes.site.views import findable
from fieldnotes.site.views.claims import by_party, ends
from fieldnotes.site.views.joins import (
    Joins,
    newest_first,
    note_places,
    note_year,
)
from fieldnotes.site.views.listing import LONGEST, newest_year_first
from fieldnotes.site.views.telling import Matter, Step, Told, cut, matter, steps, told

FEWEST_HEADINGS = 3
"""A text with fewer headings than this needs no list of them."""


@dataclass(frozen=True, slots=True)
class Covered:
    """An agenda item or subject that a note tells of, and how far its telling goes."""

    matter: Matter
    told: Told


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation and how often the text names it; 0 when only the front matter or a claim
    does.
    """

    organisation: Organisation
    count: int


@dataclass(frozen=True, slots=True)
class CommentText:
    """A reader's comment with its text ready for a page."""

    name: str | None
    time: object
    text: Markup


def pages(joins: Joins, texts: Texts) -> Iterator[PageSpec]:
    """Plan a page for each note, and their index by year."""
    for note in joins.archive.notes.values():
        yield PageSpec(
            address=f"notes/{note.id}",
            title=note.title,
            template="note.html",
            context=partial(context, note, joins, texts),
            description=_description(note),
            updated=note.date,
            about=partial(findable.note, note, joins),
        )
    yield PageSpec(
        address="notes/",
        title=words.title("notes"),
        template="notes.html",
        context=partial(index_context, joins),
        description=words.description("notes"),
        searchable=False,
    )


def context(note: Note, joins: Joins, texts: Texts) -> Context:
    """Return what `note.html` needs."""
    archive = joins.archive
    account = archive.accounts.get(note.account) if note.account else None
    row = steps(archive, account, note.id) if account else _steps_alone(note)
    earlier, later = _neighbours(row)
    return {
        "archive": archive,
        "note": note,
        "meeting": archive.meetings.get(note.meeting) if note.meeting else None,
        "account": account,
        "year": note_year(note),
        "steps": row if len(row) > 1 else (),
        "earlier": earlier,
        "later": later,
        "text": texts.note(note),
        "covered": _covered(note, joins),
        "named": tuple(
            Named(archive.organisations[organisation], count)
            for organisation, count in joins.organisations_by_note[note.id].items()
            if organisation in archive.organisations
        ),
        "unrecorded": tuple(dict.fromkeys(party.name for party in _unrecorded(note))),
        "tags": tuple(archive.tags[tag] for tag in dict.fromkeys(note.tags) if tag in archive.tags),
        "places": tuple(
            archive.places[place] for place in note_places(note) if place in archive.places
        ),
        "headings": _headings(note),
        "claims": by_party(note.claims),
        "comments": tuple(
            CommentText(comment.name, comment.time, texts.comment(comment.text))
            for comment in note.comments
        ),
    }


def index_context(joins: Joins) -> Context:
    """Return what `notes.html` needs: the notes by year, or years alone where the list would be too
    long.
    """
    return {
        "archive": joins.archive,
        "split": len(joins.archive.notes) > LONGEST,
        "groups": newest_year_first(
            {year: newest_first(notes) for year, notes in joins.notes_by_year.items()}
        ),
    }


def _description(note: Note) -> str | None:
    first = next((paragraph for paragraph in note.paragraphs if paragraph.kind != "heading"), None)
    return None if first is None else cut(first)


def _steps_alone(note: Note) -> tuple[Step, ...]:
    row = [Step(note, current=True)]
    if note.continuation:
        row.insert(0, Step(None, earlier=True))
    if note.to_be_continued:
        row.append(Step(None))
    return tuple(row)


def _neighbours(row: tuple[Step, ...]) -> tuple[Step | None, Step | None]:
    here = next(place for place, step in enumerate(row) if step.current)
    return (
        row[here - 1] if here > 0 else None,
        row[here + 1] if here + 1 < len(row) else None,
    )


def _covered(note: Note, joins: Joins) -> tuple[Covered, ...]:
    if note.meeting is None:
        return ()
    archive = joins.archive
    return tuple(
        Covered(
            matter(archive, SubjectKey(note.meeting, telling.reference)), told(archive, telling)
        )
        for telling in note.tellings
    )


def _unrecorded(note: Note) -> Iterator[Party]:
    named = chain(note.organisations, *(ends(claim) for claim in note.claims))
    return (party for party in named if party.organisation is None and party.place is None)


def _headings(note: Note) -> tuple[Paragraph, ...]:
    headings = tuple(paragraph for paragraph in note.paragraphs if paragraph.kind == "heading")
    return headings if len(headings) >= FEWEST_HEADINGS else ()
