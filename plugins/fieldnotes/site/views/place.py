"""The page of a place: what is there and what happened there; and the index of places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from fieldnotes.archive.model import Archive, Claim, Note, Place
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.text import Texts
from fieldnotes.site.views import findable
from fieldnotes.site.views.claims import NEWEST_CLAIMS, Here, by_kind, by_relation, newest
from fieldnotes.site.views.joins import Joins, Year, newest_first, note_year
from fieldnotes.site.views.listing import (
    LONGEST,
    NEWEST,
    by_initial,
    by_year,
    grouped_by_year,
    with_neighbours,
    year_address,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the notes of one year say of a place."""

    year: Year
    notes: tuple[Note, ...]
    claims: tuple[Claim, ...]


def pages(joins: Joins, texts: Texts) -> Iterator[PageSpec]:
    """Plan a page for each place, pages by year for those of very many notes, and the index."""
    for place, previous, following in with_neighbours(joins.archive.places.values()):
        groups = _by_year(place, joins)
        address = f"places/{place.id}"
        yield PageSpec(
            address=address,
            title=place.name,
            template="place.html",
            context=partial(context, place, joins, texts, groups, (previous, following)),
            description=words.description("place", name=place.name),
            about=partial(findable.place, place),
        )
        for group in groups:
            name = "place_undated" if group.year is None else "place_year"
            yield PageSpec(
                address=year_address(address, group.year),
                title=words.title(name, name=place.name, year=group.year),
                template="place_year.html",
                context=partial(year_context, place, joins, group),
                description=words.description(name, name=place.name, year=group.year),
                searchable=False,
            )
    yield PageSpec(
        address="places/",
        title=words.title("places"),
        template="places.html",
        context=partial(index_context, joins),
        description=words.description("places"),
        searchable=False,
    )


def context(
    place: Place,
    joins: Joins,
    texts: Texts,
    groups: Sequence[Said],
    neighbours: tuple[Place | None, Place | None],
) -> Context:
    """Return what `place.html` needs."""
    address = f"places/{place.id}"
    meetings = tuple(reversed(joins.meetings_by_place.get(place.id, ())))
    claims = joins.archive.place_claims.get(place.id, ())
    kinds = by_kind(claims, _is(place))
    relations = by_relation(claims, _is(place))
    previous, following = neighbours
    return {
        "previous": previous,
        "next": following,
        "archive": joins.archive,
        "place": place,
        "description": texts.short(place.description) if place.description else None,
        "within": around(joins.archive, place),
        "inner": joins.inner_places.get(place.id, ()),
        "organisations": joins.organisations_by_place.get(place.id, ()),
        "relations": newest(relations, NEWEST_CLAIMS) if groups else relations,
        "kinds": newest(kinds, NEWEST_CLAIMS) if groups else kinds,
        "meetings": meetings[:NEWEST] if len(meetings) > LONGEST else meetings,
        "meeting_count": len(meetings),
        "notes": () if groups else newest_first(joins.notes_by_place.get(place.id, ())),
        "years": tuple(
            (year_address(address, group.year), group.year, len(group.notes)) for group in groups
        ),
    }


def year_context(place: Place, joins: Joins, said: Said) -> Context:
    """Return what `place_year.html` needs."""
    return {
        "archive": joins.archive,
        "place": place,
        "year": said.year,
        "notes": said.notes,
        "relations": by_relation(said.claims, _is(place)),
        "kinds": by_kind(said.claims, _is(place)),
    }


def index_context(joins: Joins) -> Context:
    """Return what `places.html` needs: places in dictionary order with what each has."""
    places = tuple(joins.archive.places.values())
    return {
        "archive": joins.archive,
        "count": len(places),
        "initials": by_initial(places, lambda place: place.name),
        "counts": _counts(joins),
    }


def around(archive: Archive, place: Place) -> tuple[Place, ...]:
    """Return the places within which a place lies, the widest first; a circle in the records ends
    the walk.
    """
    chain: list[Place] = []
    seen = {place.id}
    outer = archive.places.get(place.within) if place.within else None
    while outer is not None and outer.id not in seen:
        seen.add(outer.id)
        chain.append(outer)
        outer = archive.places.get(outer.within) if outer.within else None
    return tuple(reversed(chain))


def _is(place: Place) -> Here:
    return lambda party: party.place == place.id


def _by_year(place: Place, joins: Joins) -> tuple[Said, ...]:
    """Part what is said of a place by the years of the notes; nothing where it fits on one page."""
    archive = joins.archive
    notes = newest_first(joins.notes_by_place.get(place.id, ()))
    claims = archive.place_claims.get(place.id, ())
    if max(len(notes), len(claims)) <= LONGEST:
        return ()
    claims_by_year = grouped_by_year(claims, lambda claim: note_year(archive.notes[claim.note]))
    return tuple(
        Said(group.year, group.rows, tuple(claims_by_year.get(group.year, ())))
        for group in by_year(notes, note_year)
    )


def _counts(joins: Joins) -> Mapping[str, tuple[int, int, int]]:
    return {
        place: (
            len(joins.organisations_by_place.get(place, ())),
            len(joins.meetings_by_place.get(place, ())),
            len(joins.notes_by_place.get(place, ())),
        )
        for place in joins.archive.places
    }
