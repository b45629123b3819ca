"""Names that are likely organisations', though no record has them."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from fieldnotes.authoring.suggesting.abbreviations import abbreviations
from fieldnotes.authoring.suggesting.entities import names_by_model
from fieldnotes.authoring.suggesting.rules import NewName, names_by_rule, tokens


@functools.lru_cache(maxsize=4096)
def find_new_names(text: str) -> tuple[NewName, ...]:
    """Return likely names in a text in one spelling, from left to right; none overlap.

    A rule goes before the model, whose names seldom end where they should; of rules that overlap, a head goes before an
    abbreviation. No name goes over a line's end.
    """
    found: list[NewName] = []
    offset = 0
    for line in text.split("\n"):
        words = tokens(line)
        kept = _without_overlap(
            (names_by_rule(line, words), abbreviations(line, words), names_by_model(words))
        )
        found += [
            NewName(name.start + offset, name.end + offset, name.rule, name.sure) for name in kept
        ]
        offset += len(line) + 1
    return tuple(found)


def _without_overlap(lists: Iterable[Iterable[NewName]]) -> list[NewName]:
    kept: list[NewName] = []
    for names in lists:
        for name in names:
            if not any(name.start < other.end and other.start < name.end for other in kept):
                kept.append(name)
    return sorted(kept, key=lambda name: name.start)
