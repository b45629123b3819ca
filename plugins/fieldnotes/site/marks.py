"""Signs that no author types, by which the site follows a place through Markdown: four private-use characters.

A mark is a sign, a number and an end (`U+E000 12 U+E003`). To Markdown it is a word without meaning,
and it passes through every step as text. The same signs in a record's own text are replaced first,
each by one character, so that offsets stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = "\ue003"
_RESERVED = ("\ue000", "\ue001", "\ue002", "\ue003")
_LEFT = re.compile("[\ue000\ue001][0-9]+\ue003|[\ue000\ue001\ue003]")

ID = "\ue002"
"""Stands before every id in a rendered text until it is known on which page the text stands."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One kind of mark, by its sign."""

    sign: str

    def mark(self, number: int) -> str:
        """Return the mark with a number."""
        return f"{self.sign}{number}{_END}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds these marks in a text; group 1 is the number."""
        return re.compile(f"{self.sign}([0-9]+){_END}")


BLOCK = Mark("\ue000")
"""Stands where a block of a note begins; the number is the place of its `Paragraph` in the note."""

CODE = Mark("\ue001")
"""Stands for a block of fenced code; the number is its place among them."""


def neutralise(text: str) -> str:
    """Return a text without the signs of marks: each becomes U+FFFD, so that all offsets stay."""
    for sign in _RESERVED:
        text = text.replace(sign, "\ufffd")
    return text


def strip_marks(text: str) -> str:
    """Return a text without the marks that stand where none has a meaning (an attribute); `ID` stays."""
    if BLOCK.sign in text or CODE.sign in text or _END in text:
        return _LEFT.sub("", text)
    return text
