"""Long lists, kept readable: what is short stands on one page, what could grow without end is split
by year.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from fieldnotes.site.views.joins import Year
from fieldnotes.thai.order import collation_key, initial

LONGEST = 300
"""More rows than this are not put on one page: a cheap phone has to lay them out."""

NEWEST = 20
"""How many rows of a list that is too long stand for it on the page that leads to its parts."""

UNDATED = "undated"
"""The last part of the address of what no year is stated for."""

KEPT_PLACES = 4096
"""Names whose place in a dictionary is kept: the same ones are put in order on page after page."""

Row = TypeVar("Row")

_place = functools.lru_cache(KEPT_PLACES)(collation_key)


@dataclass(frozen=True, slots=True)
class YearGroup(Generic[Row]):
    """The rows of one Buddhist year (`None`: no year stated)."""

    year: Year
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class InitialGroup(Generic[Row]):
    """The rows whose names begin with one letter, in dictionary order; `anchor` is ASCII."""

    initial: str
    anchor: str
    rows: tuple[Row, ...]


def newest_year_first(groups: Mapping[Year, Sequence[Row]]) -> tuple[YearGroup[Row], ...]:
    """Return the groups from the newest year to the oldest; what has no year comes last."""
    years = sorted(groups, key=lambda year: (year is None, -(year or 0)))
    return tuple(YearGroup(year, tuple(groups[year])) for year in years)


def by_year(rows: Iterable[Row], year_of: Callable[[Row], Year]) -> tuple[YearGroup[Row], ...]:
    """Group rows by year, newest year first; within a year they keep their order."""
    return newest_year_first(grouped_by_year(rows, year_of))


def grouped_by_year(
    rows: Iterable[Row], year_of: Callable[[Row], Year]
) -> Mapping[Year, Sequence[Row]]:
    """Group rows by year, in the order in which the years come up."""
    groups: dict[Year, list[Row]] = {}
    for row in rows:
        groups.setdefault(year_of(row), []).append(row)
    return groups


def by_initial(rows: Iterable[Row], name_of: Callable[[Row], str]) -> tuple[InitialGroup[Row], ...]:
    """Group rows that are in dictionary order by the letter under which a dictionary lists them."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(initial(name_of(row)), []).append(row)
    return tuple(
        InitialGroup(
            letter, "initial-" + "-".join(f"{ord(sign):x}" for sign in letter), tuple(members)
        )
        for letter, members in groups.items()
    )


def most_frequent(
    counts: Mapping[str, int], known: Mapping[str, Row], name_of: Callable[[Row], str]
) -> tuple[tuple[Row, int], ...]:
    """Return the known ones with how often each comes, most often first, else in dictionary order."""
    return tuple(
        sorted(
            ((known[key], count) for key, count in counts.items() if key in known),
            key=lambda pair: (-pair[1], _place(name_of(pair[0]))),
        )
    )


def with_neighbours(rows: Iterable[Row]) -> Iterator[tuple[Row, Row | None, Row | None]]:
    """Yield each row with the ones before and after it."""
    row = (None, *rows, None)
    for before, this, after in zip(row, row[1:], row[2:], strict=False):
        if this is not None:
            yield this, before, after


def year_address(address: str, year: Year) -> str:
    """Return the address of one year's part of a list: `organisations/codi/2549`."""
    return f"{address.rstrip('/')}/{UNDATED if year is None else year}"
