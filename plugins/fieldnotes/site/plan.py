"""The plan of the site: every page of an archive, its address and what it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from fieldnotes.archive.model import Archive, Meeting, Note, Organisation, Place, Tag
from fieldnotes.site.page_spec import PageSpec, RedirectSpec
from fieldnotes.site.text import Texts
from fieldnotes.site.views import (
    agenda,
    home,
    meeting,
    note,
    organisation,
    place,
    tag,
    year,
)
from fieldnotes.site.views.joins import join

__all__ = ["PageSpec", "RedirectSpec", "plan_pages", "plan_redirects"]


def plan_pages(archive: Archive, texts: Texts) -> Iterator[PageSpec]:
    """Yield every page of an archive; nothing is rendered; the work is linear in the archive."""
    joins = join(archive)
    return chain(
        home.pages(joins),
        note.pages(joins, texts),
        meeting.pages(joins, texts),
        agenda.pages(joins, texts),
        organisation.pages(joins, texts),
        place.pages(joins, texts),
        tag.pages(joins, texts),
        year.pages(joins),
    )


def plan_redirects(archive: Archive) -> Iterator[RedirectSpec]:
    """Yield the addresses that records had under earlier ids, a meeting's account included."""
    yield from _redirects("notes", archive.notes.values())
    yield from _redirects("meetings", archive.meetings.values())
    for held in archive.meetings.values():
        if held.notes:
            for formerly in held.formerly:
                yield RedirectSpec(f"meetings/{formerly}/account", f"meetings/{held.id}/account")
    yield from _redirects("organisations", archive.organisations.values())
    yield from _redirects("places", archive.places.values())
    yield from _redirects("tags", archive.tags.values())


def _redirects(
    folder: str, records: Iterable[Note | Meeting | Organisation | Place | Tag]
) -> Iterator[RedirectSpec]:
    for record in records:
        for formerly in record.formerly:
            yield RedirectSpec(f"{folder}/{formerly}", f"{folder}/{record.id}")
