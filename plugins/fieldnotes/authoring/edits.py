"""Edits: places of a file's lines, what is to stand there, and the file with them made, all else byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE_END = re.compile("(\r\n|\n|\r)")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A change within one line, which is counted from 1; columns are offsets from 0."""

    line: int
    start: int
    end: int
    text: str


def apply(raw: str, edits: Iterable[Edit]) -> str:
    """Return a file's text with edits made that do not overlap.

    `raw` is the text as it stands in the file, with its own line ends and its BOM, which no column counts.
    """
    body = raw.lstrip("\ufeff")
    parts = _LINE_END.split(body)
    for edit in sorted(edits, reverse=True):
        at = 2 * (edit.line - 1)
        parts[at] = parts[at][: edit.start] + edit.text + parts[at][edit.end :]
    return raw[: len(raw) - len(body)] + "".join(parts)
