"""The agenda of all meetings: threads that go on from meeting to meeting, then every item and
subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from fieldnotes.archive.model import Meeting, SubjectKey
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.text import Texts
from fieldnotes.site.views.joins import Joins, Year, meeting_year
from fieldnotes.site.views.listing import LONGEST, YearGroup, newest_year_first, year_address
from fieldnotes.site.views.meeting import MatterView, agenda_views, matter_view

ADDRESS = "agenda/"

Keys = tuple[SubjectKey, ...]


@dataclass(frozen=True, slots=True)
class MeetingAgenda:
    """One meeting's agenda."""

    meeting: Meeting
    agenda: tuple[MatterView, ...]


Thread = tuple[MatterView, ...]
"""A matter through the meetings that it went on in, the first one first."""


@dataclass(frozen=True, slots=True)
class YearCount:
    """How much of the agenda stands on a year's page."""

    address: str
    year: Year
    meetings: int
    threads: int


def pages(joins: Joins, texts: Texts) -> Iterator[PageSpec]:
    """Plan the index of the agenda; a long one gets a page for each year.

    A thread that has to move to the page of a year stands where it begins.
    """
    groups = newest_year_first(
        {year: tuple(reversed(meetings)) for year, meetings in joins.meetings_by_year.items()}
    )
    threads = _threads_by_year(joins)
    split = _rows(joins) > LONGEST
    yield PageSpec(
        address=ADDRESS,
        title=words.title("agenda"),
        template="agenda.html",
        context=partial(split_context, joins, groups, threads)
        if split
        else partial(context, joins, texts, groups, threads),
        description=words.description("agenda"),
        searchable=False,
    )
    for group in groups if split else ():
        name = "agenda_undated" if group.year is None else "agenda_year"
        yield PageSpec(
            address=year_address(ADDRESS, group.year),
            title=words.title(name, year=group.year),
            template="agenda_year.html",
            context=partial(year_context, joins, texts, group, threads.get(group.year, ())),
            description=words.description(name, year=group.year),
            searchable=False,
        )


def context(
    joins: Joins,
    texts: Texts,
    groups: Sequence[YearGroup[Meeting]],
    threads: Mapping[Year, Sequence[Keys]],
) -> Context:
    """Return what `agenda.html` needs where all stands on one page."""
    return {
        "archive": joins.archive,
        "threads": _views(joins, texts, (thread for rows in threads.values() for thread in rows)),
        "years": (),
        "groups": tuple(_agendas(joins, texts, group) for group in groups),
    }


def split_context(
    joins: Joins,
    groups: Sequence[YearGroup[Meeting]],
    threads: Mapping[Year, Sequence[Keys]],
) -> Context:
    """Return what `agenda.html` needs where each year has a page of its own."""
    return {
        "archive": joins.archive,
        "threads": (),
        "years": tuple(
            YearCount(
                year_address(ADDRESS, group.year),
                group.year,
                len(group.rows),
                len(threads.get(group.year, ())),
            )
            for group in groups
        ),
        "groups": (),
    }


def year_context(
    joins: Joins, texts: Texts, group: YearGroup[Meeting], threads: Sequence[Keys]
) -> Context:
    """Return what `agenda_year.html` needs."""
    return {
        "archive": joins.archive,
        "group": _agendas(joins, texts, group),
        "threads": _views(joins, texts, threads),
    }


def _threads_by_year(joins: Joins) -> Mapping[Year, Sequence[Keys]]:
    threads: dict[Year, list[Keys]] = {}
    for thread in joins.archive.threads:
        first = joins.archive.meetings.get(thread[0].meeting)
        threads.setdefault(meeting_year(first) if first else None, []).append(thread)
    return threads


def _views(joins: Joins, texts: Texts, threads: Iterable[Keys]) -> tuple[Thread, ...]:
    return tuple(tuple(matter_view(key, joins, texts) for key in thread) for thread in threads)


def _agendas(joins: Joins, texts: Texts, group: YearGroup[Meeting]) -> YearGroup[MeetingAgenda]:
    return YearGroup(
        group.year,
        tuple(
            MeetingAgenda(meeting, agenda_views(meeting, joins, texts)) for meeting in group.rows
        ),
    )


def _rows(joins: Joins) -> int:
    return sum(
        1 + sum(1 + len(item.subjects) for item in meeting.agenda)
        for meeting in joins.archive.meetings.values()
    )
