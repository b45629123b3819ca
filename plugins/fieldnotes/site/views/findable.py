"""What search is told of a page beside its text: what it is, of when, and by what it can be filtered.

It travels in the page's metadata under `KEY`, whose keys are those of the search plugin; without one nobody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable

from fieldnotes.archive.model import Archive, Meeting, Note, Organisation, Place, Tag
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context
from fieldnotes.site.views.joins import Joins, note_organisations, note_places
from fieldnotes.thai.dates import PartialDate, format_date

KEY = "thai_search"


def note(of: Note, joins: Joins) -> Context:
    """Return what search is told of a note's page."""
    archive = joins.archive
    meeting = archive.meetings.get(of.meeting) if of.meeting else None
    label = meeting.label if meeting else ""
    if of.part:
        label = f"{label} · {words.title('part', part=of.part)}" if label else of.part
    return {
        **_what("notes", of.date, label),
        "facets": _facets(
            "notes",
            of.date,
            meeting=[meeting.label] if meeting else [],
            organisation=[
                archive.organisations[id_].name
                for id_ in note_organisations(of)
                if id_ in archive.organisations
            ],
            tag=[archive.tags[id_].label for id_ in of.tags if id_ in archive.tags],
            place=[archive.places[id_].name for id_ in note_places(of) if id_ in archive.places],
        ),
    }


def meeting(of: Meeting, archive: Archive) -> Context:
    """Return what search is told of a meeting's page."""
    place = archive.places.get(of.place) if of.place else None
    facets = _facets("meetings", of.date, meeting=[of.label], place=[place.name] if place else [])
    if of.year is not None:
        facets["year"] = [str(of.year)]
    return {**_what("meetings", of.date), "facets": facets}


def organisation(of: Organisation, archive: Archive) -> Context:
    """Return what search is told of an organisation's page."""
    place = archive.places.get(of.place) if of.place else None
    return {
        **_what("organisations", None),
        "names": [[of.name, *of.short, *of.also, *of.romanised]],
        "facets": _facets(
            "organisations", None, organisation=[of.name], place=[place.name] if place else []
        ),
    }


def place(of: Place) -> Context:
    """Return what search is told of a place's page."""
    return {
        **_what("places", None),
        "names": [[of.name, *of.also]],
        "facets": _facets("places", None, place=[of.name]),
    }


def tag(of: Tag) -> Context:
    """Return what search is told of a tag's page."""
    return {
        **_what("tags", None),
        "names": [[of.label, *of.also]],
        "facets": _facets("tags", None, tag=[of.label]),
    }


def _what(kind: str, date: PartialDate | None, label: str = "") -> Context:
    said = {"kind": words.title(kind), "label": label}
    if date is not None:
        said |= {"date": date.iso, "date_words": format_date(date)}
    return said


def _facets(kind: str, date: PartialDate | None, **values: Iterable[str]) -> dict[str, list[str]]:
    facets = {"kind": [words.title(kind)], **{name: list(found) for name, found in values.items()}}
    if date is not None:
        facets["year"] = [str(date.buddhist_year)]
    return facets
