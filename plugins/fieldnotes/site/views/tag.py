"""The page of a tag: what bears it and what stands around it; and the index of tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from fieldnotes.archive.model import Note, Tag
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec
from fieldnotes.site.text import Texts
from fieldnotes.site.views import findable
from fieldnotes.site.views.joins import Joins, newest_first, note_year
from fieldnotes.site.views.listing import (
    LONGEST,
    NEWEST,
    YearGroup,
    by_initial,
    by_year,
    most_frequent,
    with_neighbours,
    year_address,
)


def pages(joins: Joins, texts: Texts) -> Iterator[PageSpec]:
    """Plan a page for each tag, pages by year for those of very many notes, and the index."""
    for tag, previous, following in with_neighbours(joins.archive.tags.values()):
        notes = newest_first(joins.notes_by_tag.get(tag.id, ()))
        groups = by_year(notes, note_year) if len(notes) > LONGEST else ()
        address = f"tags/{tag.id}"
        yield PageSpec(
            address=address,
            title=words.title("tag", label=tag.label),
            template="tag.html",
            context=partial(context, tag, joins, texts, groups, (previous, following)),
            description=words.description("tag", label=tag.label),
            about=partial(findable.tag, tag),
        )
        for group in groups:
            name = "tag_undated" if group.year is None else "tag_year"
            yield PageSpec(
                address=year_address(address, group.year),
                title=words.title(name, label=tag.label, year=group.year),
                template="tag_year.html",
                context=partial(year_context, tag, joins, group),
                description=words.description(name, label=tag.label, year=group.year),
                searchable=False,
            )
    yield PageSpec(
        address="tags/",
        title=words.title("tags"),
        template="tags.html",
        context=partial(index_context, joins),
        description=words.description("tags"),
        searchable=False,
    )


def context(
    tag: Tag,
    joins: Joins,
    texts: Texts,
    groups: Sequence[YearGroup[Note]],
    neighbours: tuple[Tag | None, Tag | None],
) -> Context:
    """Return what `tag.html` needs."""
    archive = joins.archive
    notes = newest_first(joins.notes_by_tag.get(tag.id, ()))
    meetings = tuple(
        archive.meetings[meeting]
        for meeting in dict.fromkeys(note.meeting for note in notes if note.meeting)
        if meeting in archive.meetings
    )
    previous, following = neighbours
    return {
        "previous": previous,
        "next": following,
        "archive": archive,
        "tag": tag,
        "description": texts.short(tag.description) if tag.description else None,
        "broader": archive.tags.get(tag.broader) if tag.broader else None,
        "narrower": joins.narrower.get(tag.id, ()),
        "count": len(notes),
        "notes": () if groups else notes,
        "years": tuple(
            (year_address(f"tags/{tag.id}", group.year), group.year, len(group.rows))
            for group in groups
        ),
        "meetings": meetings[:NEWEST] if groups else meetings,
        "meeting_count": len(meetings),
        "together": _together(tag, joins, notes),
    }


def year_context(tag: Tag, joins: Joins, group: YearGroup[Note]) -> Context:
    """Return what `tag_year.html` needs."""
    return {"archive": joins.archive, "tag": tag, "group": group}


def index_context(joins: Joins) -> Context:
    """Return what `tags.html` needs."""
    tags = tuple(joins.archive.tags.values())
    return {
        "archive": joins.archive,
        "count": len(tags),
        "initials": by_initial(tags, lambda tag: tag.label),
        "counts": {tag.id: len(joins.notes_by_tag.get(tag.id, ())) for tag in tags},
    }


def _together(tag: Tag, joins: Joins, notes: Iterable[Note]) -> tuple[tuple[Tag, int], ...]:
    counts: Counter[str] = Counter()
    for note in notes:
        counts.update(dict.fromkeys(note.tags, 1))
    counts.pop(tag.id, None)
    return most_frequent(counts, joins.archive.tags, lambda other: other.label)
