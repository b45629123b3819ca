"""Joining what stands by itself: tags and places under one another, and organisations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fieldnotes.archive.circles import circular
from fieldnotes.archive.context import Context
from fieldnotes.archive.identities import Identities
from fieldnotes.archive.model import Organisation, Place, Tag
from fieldnotes.archive.naming import place_id, tag_id
from fieldnotes.archive.vocabulary import vocabulary


def join_places(context: Context) -> dict[str, Place]:
    """Return the places of `places.yml` by id."""
    records = context.unique(context.records.places)
    context.check_names((record.front.name, record.at("name")) for record in context.records.places)
    naming, hidden = context.naming, context.withholding
    for record in records.values():
        naming.places.add(record.id, (record.front.name, *record.front.also), record.front.formerly)
    places = {}
    for record in context.records.places:
        front = record.front
        place = Place(
            id=record.id,
            name=hidden.in_text(front.name),
            recorded=True,
            also=hidden.in_texts(front.also),
            within=naming.above(naming.places, front.within, record.at("within"), hidden),
            kind=hidden.in_stated(front.kind),
            description=context.hidden_in_markdown(
                front.description or "", record.at("description"), hidden
            ),
            formerly=(
                *front.formerly,
                *_new_ids(place_id, (front.name, *front.also), naming.places),
            ),
        )
        if records[record.id] is record:
            places[record.id] = place
    for in_circle in circular({place.id: place.within for place in places.values()}):
        context.fault("circle", records[in_circle].at("within"), found=in_circle)
        places[in_circle] = replace(places[in_circle], within=None)
    return places


def join_tags(context: Context) -> dict[str, Tag]:
    """Return the tags of `tags.yml` by id."""
    records = context.unique(context.records.tags)
    context.check_names((record.front.label, record.at("label")) for record in context.records.tags)
    naming, hidden = context.naming, context.withholding
    for record in records.values():
        naming.tags.add(record.id, (record.front.label, *record.front.also), record.front.formerly)
    tags = {}
    for record in context.records.tags:
        front = record.front
        tag = Tag(
            id=record.id,
            label=hidden.in_text(front.label),
            recorded=True,
            also=hidden.in_texts(front.also),
            broader=naming.above(naming.tags, front.broader, record.at("broader"), hidden),
            description=context.hidden_in_markdown(
                front.description or "", record.at("description"), hidden
            ),
            formerly=(*front.formerly, *_new_ids(tag_id, (front.label, *front.also), naming.tags)),
        )
        if records[record.id] is record:
            tags[record.id] = tag
    for in_circle in circular({tag.id: tag.broader for tag in tags.values()}):
        context.fault("circle", records[in_circle].at("broader"), found=in_circle)
        tags[in_circle] = replace(tags[in_circle], broader=None)
    return tags


def _new_ids(
    new_id: Callable[[str], str], names: tuple[str, ...], identities: Identities
) -> tuple[str, ...]:
    """The ids that an entry's names had before it had a record, without those of names that others bear too."""
    own = (name for name in names if len(identities.find(name)) == 1)
    return tuple(dict.fromkeys(map(new_id, own)))


def join_organisations(context: Context) -> dict[str, Organisation]:
    """Return the organisations that have a record by id."""
    records = context.unique(context.records.organisations)
    context.check_names(
        (record.front.name, record.at("name")) for record in context.records.organisations
    )
    hidden = context.withholding
    organisations = {}
    for record in context.records.organisations:
        front = record.front
        joined = records[record.id] is record
        kinds = vocabulary().kinds
        if front.kind is not None and front.kind not in kinds:
            context.fault(
                "kind-unknown", record.at("kind"), found=front.kind, expected=", ".join(kinds)
            )
        place = (
            context.naming.place(front.place, record.at("place"), hidden, keep=joined)
            if front.place
            else None
        )
        description = context.hidden_in_body(record, hidden).strip()
        context.check_links(record)
        if not joined:
            continue
        names = (front.name, *front.short, *front.also, *front.romanised)
        context.naming.organisations.add(record.id, names, front.formerly)
        organisations[record.id] = Organisation(
            id=record.id,
            path=record.path,
            name=hidden.in_text(front.name),
            short=hidden.in_texts(front.short),
            also=hidden.in_texts(front.also),
            romanised=hidden.in_texts(front.romanised),
            kind=hidden.in_stated(front.kind),
            place=place,
            description=description,
            images=context.images_in(record.body, record.path),
            formerly=front.formerly,
        )
    return organisations


def findable(organisation: Organisation) -> Organisation:
    """Return an organisation with those of its names by which texts may be searched.

    One that has a withheld name in it is none: in a text too only the sign for it stands, and that may hide another.
    """

    def kept(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if vocabulary().withheld not in name)

    return replace(
        organisation,
        name="".join(kept((organisation.name,))),
        short=kept(organisation.short),
        also=kept(organisation.also),
        romanised=kept(organisation.romanised),
    )
