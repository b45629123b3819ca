"""The values of a record's fields with the way to each, and how a value is typed anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldnotes.archive import located

Keys = tuple[str, ...]
"""The names of the fields that lead to a value; entries of lists are not counted."""


def scalars(node: located.Node, keys: Keys = ()) -> Iterator[tuple[Keys, located.Scalar]]:
    """Yield each value below a node."""
    match node:
        case located.Mapping(entries=entries):
            for name, value in entries:
                yield from scalars(value, (*keys, name.text))
        case located.Sequence(items=items):
            for item in items:
                yield from scalars(item, keys)
        case located.Scalar():
            yield keys, node


def segments(scalar: located.Scalar, lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield line (from 1), start and end (offsets from 0) of each piece of a value as it is typed, quotes included."""
    begin, end = scalar.at, scalar.end
    for number in range(begin.line, min(end.line, len(lines)) + 1):
        start = begin.column - 1 if number == begin.line else 0
        stop = end.column - 1 if number == end.line else len(lines[number - 1])
        if start < stop:
            yield number, start, stop


_PLAIN = re.compile(r"[\w\u0e00-\u0e7f][\w\u0e00-\u0e7f ().\u2013-]*(?<! )")
"""What means itself without quotes, in brackets too. Names have no more; what is not among it is quoted."""


def retyped(typed: str, value: str) -> str:
    """Return a value in the quotes that the one before it had; in quotes where it needs some."""
    if typed.startswith("'"):
        return "'" + value.replace("'", "''") + "'"
    if typed.startswith('"') or not _PLAIN.fullmatch(value):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value
