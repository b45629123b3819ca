"""The page of an organisation, and the index of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fieldnotes.archive.model import Claim, Mention, Note, Organisation, UnrecordedName
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.text import Texts
from fieldnotes.site.views.claims import by_kind, by_relation
from fieldnotes.site.views.joins import Joins, Year, note_organisations, note_year
from fieldnotes.site.views.listing import LONGEST, YearGroup, by_initial, by_year, year_address
from fieldnotes.site.views.mentions import NoteMentions, in_notes

NEWEST = 20
"""How many of very many mentions stand on the organisation's own page, before its pages by year."""

FEW = 5
"""How many notes are named beside a name that has no record."""


@dataclass(frozen=True, slots=True)
class YearMentions:
    """How often an organisation is named in the notes of one year, and where they are listed."""

    address: str
    year: Year
    count: int


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
    """Plan a page for each organisation, pages by year for those that very many notes name, and the index."""
    archive = joins.archive
    for organisation in archive.organisations.values():
        mentions = archive.mentions.get(organisation.id, ())
        groups = _by_year(joins, mentions) if len(mentions) > LONGEST else ()
        address = f"organisations/{organisation.id}"
        yield PageSpec(
            address=address,
            title=organisation.name,
            template="organisation.html",
            context=partial(context, organisation, joins, texts, groups),
            description=words.description("organisation", name=organisation.name),
        )
        for group in groups:
            name = "organisation_undated" if group.year is None else "organisation_year"
            yield PageSpec(
                address=year_address(address, group.year),
                title=words.title(name, name=organisation.name, year=group.year),
                template="organisation_year.html",
                context=partial(year_context, organisation, joins, group),
                description=words.description(name, name=organisation.name, year=group.year),
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
    organisation: Organisation, joins: Joins, texts: Texts, groups: Sequence[YearGroup[Mention]]
) -> Context:
    """Return what `organisation.html` needs."""
    archive = joins.archive
    mentions = archive.mentions.get(organisation.id, ())
    claims: tuple[Claim, ...] = archive.claims.get(organisation.id, ())
    notes = joins.notes_by_organisation.get(organisation.id, ())
    return {
        "archive": archive,
        "organisation": organisation,
        "description": texts.short(organisation.description, organisation.path) if organisation.description else None,
        "place": archive.places.get(organisation.place) if organisation.place else None,
        "relations": by_relation(claims, organisation.id),
        "kinds": by_kind(claims),
        "mentions": in_notes(archive, mentions[:NEWEST] if groups else mentions),
        "mention_count": len(mentions),
        "years": tuple(
            YearMentions(year_address(f"organisations/{organisation.id}", group.year), group.year, len(group.rows))
            for group in groups
        ),
        "notes_naming": _naming(notes, mentions),
        "meetings": tuple(
            archive.meetings[meeting]
            for meeting in dict.fromkeys(note.meeting for note in reversed(notes) if note.meeting)
            if meeting in archive.meetings
        ),
        "together": _together(organisation, joins, notes),
    }


def year_context(organisation: Organisation, joins: Joins, group: YearGroup[Mention]) -> Context:
    """Return what `organisation_year.html` needs."""
    mentions: tuple[NoteMentions, ...] = in_notes(joins.archive, group.rows)
    return {
        "archive": joins.archive,
        "organisation": organisation,
        "year": group.year,
        "mentions": mentions,
        "mention_count": len(group.rows),
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
            (kind, tuple(rows)) for kind, rows in sorted(kinds.items(), key=lambda pair: (pair[0] is None, -len(pair[1])))
        ),
        "unrecorded": tuple(_listed_name(joins, name) for name in archive.unrecorded),
    }


def _by_year(joins: Joins, mentions: Iterable[Mention]) -> tuple[YearGroup[Mention], ...]:
    notes = joins.archive.notes
    return by_year(mentions, lambda mention: note_year(notes[mention.note]))


def _naming(notes: Iterable[Note], mentions: Iterable[Mention]) -> tuple[Note, ...]:
    """Return the notes that name an organisation outside their text only: in the front matter or in a claim."""
    in_text = {mention.note for mention in mentions}
    return tuple(note for note in notes if note.id not in in_text)


def _together(
    organisation: Organisation, joins: Joins, notes: Iterable[Note]
) -> tuple[tuple[Organisation, int], ...]:
    counts: Counter[str] = Counter()
    for note in notes:
        counts.update(dict.fromkeys(note_organisations(note), 1))
    known = joins.archive.organisations
    return tuple(
        (known[other], count)
        for other, count in counts.most_common()
        if other != organisation.id and other in known
    )


def _listed_name(joins: Joins, name: UnrecordedName) -> ListedName:
    known = joins.archive.notes
    notes = tuple(known[note] for note in name.notes if note in known)
    return ListedName(name.name, notes[:FEW], max(0, len(notes) - FEW))
