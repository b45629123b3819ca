"""The nearest right spelling of a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from fieldnotes.thai.spelling import lookup_key

CUTOFF = 60.0
"""Per cent of likeness below which a suggestion would only mislead (two Thai names share many endings)."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like `word`, or None where none is alike enough."""
    found = process.extractOne(
        word, sorted(set(known)), scorer=fuzz.ratio, processor=lookup_key, score_cutoff=CUTOFF
    )
    return found[0] if found else None
