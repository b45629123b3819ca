"""Suggestions as a person or a program reads them."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any, TextIO

from fieldnotes.archive.model import AgendaReference
from fieldnotes.archive.problems import Language, shown
from fieldnotes.authoring.suggesting.suggestions import (
    Claim,
    Item,
    Organisation,
    Place,
    Reason,
    Suggestions,
    Tag,
)
from fieldnotes.authoring.tables import table

MOST_SHOWN = 160
"""Signs of a quote that a line of a terminal shows."""


@functools.cache
def words(language: Language) -> dict[str, Any]:
    """Return what suggestions say in a language."""
    loaded: dict[str, dict[str, Any]] = table(__package__, "words.yml")
    return loaded[language]


def describe(reason: Reason, language: Language) -> str:
    """Return a reason as a sentence."""
    facts = {name: shown(value, MOST_SHOWN) for name, value in reason.facts}
    sentence: str = words(language)["reasons"][reason.code]
    return sentence.format_map(facts)


def label(reference: AgendaReference, language: Language) -> str:
    """Return an agenda reference as `covers` takes it, in a language."""
    kind = "item" if reference.subject is None else "subject"
    text: str = words(language)[kind]
    return text.format(item=reference.item, subject=reference.subject)


def as_json(suggestions: Suggestions, first_line: int, language: Language) -> dict[str, Any]:
    """Return suggestions as plain values; `line` counts in the file, whose body begins on `first_line`.

    Offsets (`start`, `end`) count in the title or the body.
    """
    return {
        name: [_row(one, first_line, language) for one in getattr(suggestions, name)]
        for name in ("tags", "organisations", "items", "claims")
    }


def _row(
    one: Tag | Organisation | Item | Claim, first_line: int, language: Language
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in dataclasses.fields(one):
        value = getattr(one, field.name)
        if isinstance(value, Reason):
            row["code"] = value.code
            row["reason"] = describe(value, language)
        elif isinstance(value, Place):
            row["place"] = {**dataclasses.asdict(value), "line": _line(value, first_line)}
        elif isinstance(value, AgendaReference):
            row[field.name] = label(value, "th")
        elif isinstance(value, float):
            row[field.name] = round(value, 4)
        else:
            row[field.name] = value
    return row


def write_text(
    suggestions: Suggestions, path: str, first_line: int, language: Language, output: TextIO
) -> None:
    """Write suggestions under a heading for each kind, every one with its place, its words and its reason."""
    said = words(language)
    output.write(said["title"].format(note=shown(path, MOST_SHOWN)) + "\n")
    for heading, rows in _sections(suggestions, language):
        if not rows:
            continue
        output.write(f"\n{said[heading]}\n")
        for name, one in rows:
            place = one.place
            at = (
                said["place_title"]
                if place.field == "title"
                else said["place_body"].format(line=_line(place, first_line))
            )
            output.write(f"- {shown(name, MOST_SHOWN)}\n")
            output.write(f"    {describe(one.reason, language)}\n")
            output.write(f"    {at}: “{shown(one.quote, MOST_SHOWN)}”\n")
    none = not any(rows for _, rows in _sections(suggestions, language))
    output.write(f"\n{said['none' if none else 'unset']}\n")


_Rows = list[tuple[str, Tag | Organisation | Item | Claim]]


def _sections(suggestions: Suggestions, language: Language) -> Iterator[tuple[str, _Rows]]:
    said = words(language)
    yield "tags", [(tag.label, tag) for tag in suggestions.tags if tag.id is not None]
    yield "new_tags", [(tag.label, tag) for tag in suggestions.tags if tag.id is None]
    organisations: dict[bool, _Rows] = {True: [], False: []}
    for one in suggestions.organisations:
        more = [said["mentions"].format(mentions=one.mentions)] if one.mentions > 1 else []
        more += [said["nearest"].format(nearest=one.nearest)] if one.nearest else []
        name = f"{one.name} ({', '.join(more)})" if more else one.name
        organisations[one.id is not None].append((name, one))
    yield "organisations", organisations[True]
    yield "new_organisations", organisations[False]
    yield "items", [(label(item.reference, language), item) for item in suggestions.items]
    yield "claims", [(_claim(claim, said["claim"]), claim) for claim in suggestions.claims]


def _claim(claim: Claim, names: dict[str, str]) -> str:
    parts = [f"{names[field]}: {value}" for field in names if (value := getattr(claim, field))]
    return "; ".join([claim.what, *parts])


def _line(place: Place, first_line: int) -> int:
    return place.line if place.field == "title" else place.line + first_line - 1
