"""Joining what stands by itself: tags and places under one another, and organisations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fieldnotes.archive.context import Context
from fieldnotes.archive.model import Organisation, Place, Tag
from fieldnotes.archive.naming import place_id, tag_id
from fieldnotes.archive.vocabulary import vocabulary


def join_places(context: Context) -> dict[str, Place]:
    """Return the places of `places.yml` by id."""
    records = context.unique(context.records.places)
    context.check_names((record.front.name, record.at("name")) for record in context.records.places)
    naming = context.naming
    for record in records.values():
        naming.places.add(record.id, (record.front.name, *record.front.also), record.front.formerly)
    places = {}
    for record in records.values():
        front = record.front
        places[record.id] = Place(
            id=record.id,
            name=front.name,
            recorded=True,
            also=front.also,
            within=naming.above(naming.places, front.within, record.at("within")),
            kind=front.kind,
            description=context.withholding.in_markdown(front.description or ""),
            formerly=(*front.formerly, place_id(front.name)),
        )
    for circular in _circular({place.id: place.within for place in places.values()}):
        context.fault("circle", records[circular].at("within"), found=circular)
        places[circular] = replace(places[circular], within=None)
    return places


def join_tags(context: Context) -> dict[str, Tag]:
    """Return the tags of `tags.yml` by id."""
    records = context.unique(context.records.tags)
    context.check_names((record.front.label, record.at("label")) for record in context.records.tags)
    naming = context.naming
    for record in records.values():
        naming.tags.add(record.id, (record.front.label, *record.front.also), record.front.formerly)
    tags = {}
    for record in records.values():
        front = record.front
        tags[record.id] = Tag(
            id=record.id,
            label=front.label,
            recorded=True,
            also=front.also,
            broader=naming.above(naming.tags, front.broader, record.at("broader")),
            description=context.withholding.in_markdown(front.description or ""),
            formerly=(*front.formerly, tag_id(front.label)),
        )
    for circular in _circular({tag.id: tag.broader for tag in tags.values()}):
        context.fault("circle", records[circular].at("broader"), found=circular)
        tags[circular] = replace(tags[circular], broader=None)
    return tags


def join_organisations(context: Context) -> dict[str, Organisation]:
    """Return the organisations that have a record by id."""
    records = context.unique(context.records.organisations)
    context.check_names(
        (record.front.name, record.at("name")) for record in context.records.organisations
    )
    organisations = {}
    for record in records.values():
        front = record.front
        kinds = vocabulary().kinds
        if front.kind is not None and front.kind not in kinds:
            context.fault(
                "kind-unknown", record.at("kind"), found=front.kind, expected=", ".join(kinds)
            )
        names = (front.name, *front.short, *front.also, *front.romanised)
        context.naming.organisations.add(record.id, names, front.formerly)
        organisations[record.id] = Organisation(
            id=record.id,
            path=record.path,
            name=front.name,
            short=front.short,
            also=front.also,
            romanised=front.romanised,
            kind=front.kind,
            place=context.naming.place(front.place, record.at("place")) if front.place else None,
            description=context.withholding.in_markdown(record.body.strip()),
            formerly=front.formerly,
        )
        context.check_links(record)
    return organisations


def _circular(above: Mapping[str, str | None]) -> list[str]:
    """Ids that stand, over others or directly, under themselves."""
    circular = []
    for start in above:
        seen = {start}
        current = above.get(start)
        while current is not None and current not in seen:
            seen.add(current)
            current = above.get(current)
        if current == start:
            circular.append(start)
    return circular
