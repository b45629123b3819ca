"""The Thai words by which suggestions are found, as `grammar.yml` lists them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from fieldnotes.authoring.tables import table


@dataclass(frozen=True, slots=True)
class ClaimPattern:
    """One way in which a text makes a claim: named groups are fields, `fixed` the fields that the words imply."""

    name: str
    pattern: re.Pattern[str]
    fixed: dict[str, str]


@functools.cache
def grammar() -> dict[str, Any]:
    """Return what `grammar.yml` holds, read once."""
    return table(__package__, "grammar.yml")


@functools.cache
def sign_pattern(name: str) -> re.Pattern[str]:
    """Return one of the patterns of signs that are no words."""
    return re.compile(grammar()["signs"][name])


def words_of(*keys: str) -> tuple[str, ...]:
    """Return the words that one list of the grammar holds; a string is split at white space."""
    value: Any = grammar()
    for key in keys:
        value = value[key]
    return tuple(value.split()) if isinstance(value, str) else tuple(value)


@functools.cache
def claim_patterns() -> tuple[ClaimPattern, ...]:
    """Return the ways of claiming something, in the order of the file."""
    parts: dict[str, str] = grammar()["claims"]["parts"]
    found = []
    for entry in grammar()["claims"]["patterns"]:
        source = entry["pattern"]
        for name, part in parts.items():
            source = source.replace(f"@{name}@", part)
        fixed = {key: value for key, value in entry.items() if key not in ("name", "pattern")}
        found.append(ClaimPattern(entry["name"], re.compile(source), fixed))
    return tuple(found)
