"""Organisations that a text names: those on record, and names that are likely new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fieldnotes.archive.mentions import Names
from fieldnotes.archive.model import Archive
from fieldnotes.archive.nearest import nearest
from fieldnotes.authoring.suggesting.new_names import find_new_names
from fieldnotes.authoring.suggesting.passages import Evidence, Text
from fieldnotes.authoring.suggesting.suggestions import Organisation, Reason
from fieldnotes.thai.spelling import lookup_key


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a text in one spelling: `text[start:end]`, the id of who bears it, and the rule that found it."""

    start: int
    end: int
    organisation: str | None
    rule: str


class KnownNames:
    """The archive's organisations by every name they bear."""

    def __init__(self, archive: Archive) -> None:
        self.records = archive.organisations
        self.find = Names(archive.organisations.values()).find_in_normal
        self.written = tuple(
            name
            for organisation in archive.organisations.values()
            for name in (organisation.name, *organisation.short, *organisation.also)
        )

    def nearest(self, name: str) -> str | None:
        """Return the known spelling most like a new name, unless it is the same name."""
        found = nearest(name, self.written)
        return None if found is not None and lookup_key(found) == lookup_key(name) else found


def find_spans(text: str, known: KnownNames) -> list[Span]:
    """Return every organisation's name in a text in one spelling, from left to right; none overlap.

    What is on record goes before what only looks like a name; a new name that is longer than the known one within
    it (a committee of a known council) is taken whole.
    """
    recorded = [
        Span(found.start, found.end, found.organisation, "short" if found.abbreviation else "name")
        for found in known.find(text)
    ]
    new = [Span(name.start, name.end, None, name.rule) for name in find_new_names(text)]
    kept = list(recorded)
    for span in new:
        within = [one for one in recorded if one.start < span.end and span.start < one.end]
        if not within:
            kept.append(span)
        elif len(within) == 1 and span.start < within[0].start and span.end == within[0].end:
            kept.remove(within[0])
            kept.append(span)
    return sorted(kept, key=lambda span: (span.start, span.end))


def suggest_organisations(text: Text, known: KnownNames) -> tuple[Organisation, ...]:
    """Return the organisations that a note names: known ones first, then new names, by how often they are named."""
    found: dict[str, list[tuple[Span, Evidence]]] = {}
    for passage in text.passages:
        for span in find_spans(passage.text, known):
            words = passage.text[span.start : span.end]
            key = span.organisation or "\n" + lookup_key(words)
            found.setdefault(key, []).append((span, text.evidence(passage, span.start, span.end)))
    suggested = [_suggested(places, known) for places in found.values()]
    return tuple(_in_order(suggested))


def _suggested(places: list[tuple[Span, Evidence]], known: KnownNames) -> Organisation:
    span, evidence = places[0]
    record = known.records.get(span.organisation) if span.organisation is not None else None
    near = None if record else known.nearest(evidence.quote)
    return Organisation(
        name=record.name if record else evidence.quote,
        id=record.id if record else None,
        nearest=near,
        mentions=len(places),
        score=1.0 if record else 1 - 0.5 ** len(places),
        reason=Reason(f"organisation-{span.rule}", (("name", evidence.quote),)),
        quote=evidence.quote,
        place=evidence.place,
    )


def _in_order(suggested: Iterable[Organisation]) -> list[Organisation]:
    return sorted(suggested, key=lambda one: (one.id is None, -one.mentions))
