"""Plain ways to find organisations' names, to compare with: by prefix, with dotted abbreviations, pythainlp's CRF."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarking.suggested import Span
from fieldnotes.authoring.suggesting.entities import organisations_of_model
from fieldnotes.authoring.suggesting.names import name_grammar
from fieldnotes.authoring.suggesting.rules import tokens

_ABBREVIATION = re.compile(r"(?<![\u0e01-\u0e4e.])(?:[\u0e01-\u0e2e]{1,5}\.)+")


def by_prefix(text: str) -> list[Span]:
    """Return each run of Thai signs from the first word of an organisation's name to the next other sign."""
    heads = "|".join(map(re.escape, name_grammar().heads))
    return [match.span() for match in re.finditer(rf"(?:{heads})[\u0e01-\u0e4e]{{2,}}", text)]


def with_abbreviations(text: str) -> list[Span]:
    """The same, and every abbreviation with dots that is not known for something else."""
    known = name_grammar().not_organisations
    return sorted([*by_prefix(text), *_abbreviations(text, known)])


def _abbreviations(text: str, known: frozenset[str]) -> Iterator[Span]:
    for match in _ABBREVIATION.finditer(text):
        if match[0] not in known and len(match[0]) > 2:
            yield match.span()


def by_bundled_model(text: str) -> list[Span]:
    """What the named-entity model that pythainlp brings says, as it says it."""
    return [(run[0].start, run[-1].end) for run, _ in organisations_of_model(tokens(text))]
