"""What home shows under its own words: the newest note, the meetings as a timeline, and the ways
in.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fieldnotes.archive.model import Note
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.views.joins import Joins
from fieldnotes.thai.clusters import excerpt

OPENING = 130
"""How many characters of the newest note home shows."""

TIMELINE = 6
"""How many of the latest meetings the timeline of home shows: it has to stay within a screen."""


def pages(joins: Joins) -> Iterator[PageSpec]:
    """Plan home; its fragment is put under the words of `docs/index.md`."""
    yield PageSpec(
        address="",
        title=words.title("home"),
        template="home.html",
        context=partial(context, joins),
        searchable=False,
    )


def context(joins: Joins) -> Context:
    """Return what `home.html` needs."""
    archive = joins.archive
    meetings = tuple(archive.meetings.values())
    newest = next(reversed(tuple(archive.notes.values())), None)
    return {
        "archive": archive,
        "holder": archive.settings.holder,
        "newest": newest,
        "newest_meeting": archive.meetings.get(newest.meeting)
        if newest is not None and newest.meeting
        else None,
        "opening": _opening(newest),
        "timeline": meetings[-TIMELINE:],
        "earlier": max(0, len(meetings) - TIMELINE),
        "matters": sum(len(item.subjects) or 1 for meeting in meetings for item in meeting.agenda),
        "years": joins.years(),
    }


def _opening(note: Note | None) -> str:
    paragraphs = note.paragraphs if note is not None else ()
    first = next((paragraph for paragraph in paragraphs if paragraph.kind == "paragraph"), None)
    return "" if first is None else "".join(excerpt(first.text, 0, 0, OPENING))
