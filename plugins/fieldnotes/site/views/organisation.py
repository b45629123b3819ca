"""The page of an organisation, and the index of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fieldnotes.archive.model import (
    Claim,
    Meeting,
    Mention,
    Note,
    Organisation,
    UnrecordedName,
)
from fieldnotes.archive.vocabulary import vocabulary
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.text import Texts
from fieldnotes.site.views import findable
from fieldnotes.site.views.claims import NEWEST_CLAIMS, Here, by_kind, by_relation, newest
from fieldnotes.site.views.joins import Joins, Year, note_year
from fieldnotes.site.views.listing import (
    LONGEST,
    NEWEST,
    by_initial,
    by_year,
    grouped_by_year,
    most_frequent,
    with_neighbours,
    year_address,
)
from fieldnotes.site.views.mentions import in_notes
from fieldnotes.thai.order import collation_key

FEW = 5
"""How many notes are named beside a name that has no record."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the notes of one year say of an organisation."""

    year: Year
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class YearCount:
    """How much the notes of one year say of an organisation, and where that stands."""

    address: str
    year: Year
    mentions: int
    claims: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation in the index: how many notes name it."""

    organisation: Organisation
    notes: int


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name without a record in the index, with the first notes that use it."""

    name: str
    notes: tuple[Note, ...]
    more: int


def pages(joins: Joins, texts: Texts) -> Iterator[PageSpec]:
    """Plan a page for each organisation, and the index.

    One of which very much is said gets a page for each year besides.
    """
    archive = joins.archive
    for organisation, previous, following in with_neighbours(archive.organisations.values()):
        years = _by_year(organisation, joins) if _is_crowded(organisation, joins) else ()
        address = f"organisations/{organisation.id}"
        yield PageSpec(
            address=address,
            title=organisation.name,
            template="organisation.html",
            context=partial(context, organisation, joins, texts, years, (previous, following)),
            description=words.description("organisation", name=organisation.name),
            about=partial(findable.organisation, organisation, joins.archive),
        )
        for said in years:
            name = "organisation_undated" if said.year is None else "organisation_year"
            yield PageSpec(
                address=year_address(address, said.year),
                title=words.title(name, name=organisation.name, year=said.year),
                template="organisation_year.html",
                context=partial(year_context, organisation, joins, said),
                description=words.description(name, name=organisation.name, year=said.year),
                searchable=False,
            )
    yield PageSpec(
        address="organisations/",
        title=words.title("organisations"),
        template="organisations.html",
        context=partial(index_context, joins),
        description=words.description("organisations"),
        searchable=False,
    )


def context(
    organisation: Organisation,
    joins: Joins,
    texts: Texts,
    years: Sequence[Said],
    neighbours: tuple[Organisation | None, Organisation | None],
) -> Context:
    """Return what `organisation.html` needs."""
    archive = joins.archive
    mentions = archive.mentions.get(organisation.id, ())
    claims = archive.claims.get(organisation.id, ())
    notes = joins.notes_by_organisation.get(organisation.id, ())
    meetings = _meetings(joins, notes)
    naming = _naming(notes, mentions)
    kinds = by_kind(claims, _is(organisation))
    relations = by_relation(claims, _is(organisation))
    previous, following = neighbours
    return {
        "archive": archive,
        "previous": previous,
        "next": following,
        "organisation": organisation,
        "description": texts.short(organisation.description, organisation.path, organisation.images)
        if organisation.description
        else None,
        "place": archive.places.get(organisation.place) if organisation.place else None,
        "relations": newest(relations, NEWEST_CLAIMS) if years else relations,
        "kinds": newest(kinds, NEWEST_CLAIMS) if years else kinds,
        "mentions": in_notes(archive, mentions[:NEWEST] if years else mentions),
        "mention_count": len(mentions),
        "naming": naming[:NEWEST] if years else naming,
        "meetings": meetings[:NEWEST] if years else meetings,
        "meeting_count": len(meetings),
        "together": _together(organisation, joins, notes),
        "years": tuple(
            YearCount(
                year_address(f"organisations/{organisation.id}", said.year),
                said.year,
                len(said.mentions),
                len(said.claims),
            )
            for said in years
        ),
    }


def year_context(organisation: Organisation, joins: Joins, said: Said) -> Context:
    """Return what `organisation_year.html` needs."""
    return {
        "archive": joins.archive,
        "organisation": organisation,
        "year": said.year,
        "relations": by_relation(said.claims, _is(organisation)),
        "kinds": by_kind(said.claims, _is(organisation)),
        "mentions": in_notes(joins.archive, said.mentions),
        "mention_count": len(said.mentions),
        "naming": _naming(said.notes, said.mentions),
        "meetings": _meetings(joins, said.notes),
    }


def index_context(joins: Joins) -> Context:
    """Return what `organisations.html` needs."""
    archive = joins.archive
    listed = tuple(
        Listed(organisation, len(joins.notes_by_organisation.get(organisation.id, ())))
        for organisation in archive.organisations.values()
    )
    kinds: dict[str | None, list[Listed]] = {}
    for row in listed:
        kinds.setdefault(row.organisation.kind, []).append(row)
    return {
        "archive": archive,
        "count": len(listed),
        "initials": by_initial(listed, lambda row: row.organisation.name),
        "kinds": tuple(
            (kind, tuple(rows))
            for kind, rows in sorted(kinds.items(), key=lambda pair: _kind_order(pair[0]))
        ),
        "unrecorded": tuple(_listed_name(joins, name) for name in archive.unrecorded),
    }


def _is(organisation: Organisation) -> Here:
    return lambda party: party.organisation == organisation.id


def _is_crowded(organisation: Organisation, joins: Joins) -> bool:
    return any(
        len(rows) > LONGEST
        for rows in (
            joins.archive.mentions.get(organisation.id, ()),
            joins.archive.claims.get(organisation.id, ()),
            joins.notes_by_organisation.get(organisation.id, ()),
        )
    )


def _by_year(organisation: Organisation, joins: Joins) -> tuple[Said, ...]:
    archive = joins.archive

    def year(note: str) -> Year:
        return note_year(archive.notes[note])

    mentions = grouped_by_year(
        archive.mentions.get(organisation.id, ()), lambda mention: year(mention.note)
    )
    claims = grouped_by_year(
        archive.claims.get(organisation.id, ()), lambda claim: year(claim.note)
    )
    notes = by_year(joins.notes_by_organisation.get(organisation.id, ()), note_year)
    return tuple(
        Said(
            group.year,
            tuple(mentions.get(group.year, ())),
            tuple(claims.get(group.year, ())),
            group.rows,
        )
        for group in notes
    )


def _meetings(joins: Joins, notes: Sequence[Note]) -> tuple[Meeting, ...]:
    """Return the meetings of notes, that of the newest note first."""
    meetings = joins.archive.meetings
    named = dict.fromkeys(note.meeting for note in reversed(notes) if note.meeting)
    return tuple(meetings[meeting] for meeting in named if meeting in meetings)


def _naming(notes: Iterable[Note], mentions: Iterable[Mention]) -> tuple[Note, ...]:
    """Return the notes that name an organisation outside their text only: in the front matter or in
    a claim.
    """
    in_text = {mention.note for mention in mentions}
    return tuple(note for note in notes if note.id not in in_text)


def _together(
    organisation: Organisation, joins: Joins, notes: Iterable[Note]
) -> tuple[tuple[Organisation, int], ...]:
    counts: Counter[str] = Counter()
    for note in notes:
        counts.update(joins.organisations_by_note[note.id].keys())
    counts.pop(organisation.id, None)
    return most_frequent(counts, joins.archive.organisations, lambda other: other.name)


def _kind_order(kind: str | None) -> tuple[int, str]:
    """Sort by the archive's closed list of kinds; a kind outside it after those, what has none last."""
    closed = vocabulary().kinds
    if kind is None:
        return len(closed) + 1, ""
    return (closed.index(kind), "") if kind in closed else (len(closed), collation_key(kind))


def _listed_name(joins: Joins, name: UnrecordedName) -> ListedName:
    known = joins.archive.notes
    notes = tuple(known[note] for note in name.notes if note in known)
    return ListedName(name.name, notes[:FEW], max(0, len(notes) - FEW))
