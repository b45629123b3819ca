"""The page of a year: the meetings that were held in it and the notes that were written in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.views.joins import Joins, newest_first


def pages(joins: Joins) -> Iterator[PageSpec]:
    """Plan a page for each Buddhist year of a meeting or a note."""
    for year in joins.years():
        yield PageSpec(
            address=f"years/{year}",
            title=words.title("year", year=year),
            template="year.html",
            context=partial(context, year, joins),
            description=words.description("year", year=year),
            searchable=False,
        )


def context(year: int, joins: Joins) -> Context:
    """Return what `year.html` needs."""
    years = joins.years()
    here = years.index(year)
    return {
        "archive": joins.archive,
        "year": year,
        "meetings": joins.meetings_by_year.get(year, ()),
        "notes": newest_first(joins.notes_by_year.get(year, ())),
        "previous": years[here + 1] if here + 1 < len(years) else None,
        "next": years[here - 1] if here > 0 else None,
    }
