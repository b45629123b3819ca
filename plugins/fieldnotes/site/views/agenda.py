"""The agenda of all meetings: threads that go on from meeting to meeting, then every item and subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fieldnotes.archive.model import Meeting
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.views.joins import Joins
from fieldnotes.site.views.listing import LONGEST, YearGroup, newest_year_first, year_address
from fieldnotes.site.views.meeting import MatterView, agenda_views, matter_view, when

ADDRESS = "agenda/"


@dataclass(frozen=True, slots=True)
class MeetingAgenda:
    """One meeting's agenda."""

    meeting: Meeting
    when: str | None
    agenda: tuple[MatterView, ...]


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many meetings a year's page lists."""

    address: str
    group: YearGroup[Meeting]


def pages(joins: Joins) -> Iterator[PageSpec]:
    """Plan the index of the agenda; a long one gets a page for each year."""
    groups = newest_year_first(
        {year: tuple(reversed(meetings)) for year, meetings in joins.meetings_by_year.items()}
    )
    split = _rows(joins) > LONGEST
    yield PageSpec(
        address=ADDRESS,
        title=words.title("agenda"),
        template="agenda.html",
        context=partial(context, joins, groups, split),
        description=words.description("agenda"),
        searchable=False,
    )
    for group in groups if split else ():
        name = "agenda_undated" if group.year is None else "agenda_year"
        yield PageSpec(
            address=year_address(ADDRESS, group.year),
            title=words.title(name, year=group.year),
            template="agenda_year.html",
            context=partial(year_context, joins, group),
            description=words.description(name, year=group.year),
            searchable=False,
        )


def context(joins: Joins, groups: Sequence[YearGroup[Meeting]], split: bool) -> Context:
    """Return what `agenda.html` needs."""
    return {
        "archive": joins.archive,
        "threads": tuple(
            tuple(matter_view(key, joins) for key in thread) for thread in joins.archive.threads
        ),
        "split": split,
        "years": tuple(YearCount(year_address(ADDRESS, group.year), group) for group in groups),
        "groups": () if split else tuple(_agendas(joins, group) for group in groups),
    }


def year_context(joins: Joins, group: YearGroup[Meeting]) -> Context:
    """Return what `agenda_year.html` needs."""
    return {"archive": joins.archive, "group": _agendas(joins, group)}


def _agendas(joins: Joins, group: YearGroup[Meeting]) -> YearGroup[MeetingAgenda]:
    return YearGroup(
        group.year,
        tuple(MeetingAgenda(meeting, when(meeting), agenda_views(meeting, joins)) for meeting in group.rows),
    )


def _rows(joins: Joins) -> int:
    return sum(
        1 + sum(1 + len(item.subjects) for item in meeting.agenda)
        for meeting in joins.archive.meetings.values()
    )
