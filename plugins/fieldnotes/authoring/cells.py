"""Cells of a terminal: how wide a text stands there, and the part of a long line around one place.

A combining mark takes no cell, a wide letter takes two; so the column in which a place is seen is not the number of
characters before it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from fieldnotes.thai.clusters import is_boundary

TAB = 4
"""Cells from one tab stop to the next."""

_REPLACEMENT = "\ufffd"
"""Stands for what a terminal would obey instead of showing it."""

_OBEYED = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Line ends that no editor counts, and signs that turn the direction of writing."""

_ELLIPSIS = "…"
_REACH = 600
"""Characters of a line that are looked at on either side of the place: far more than are shown."""
_LONGEST_CLUSTER = 40
"""Marks on one letter beyond this are no writing, and a line may be cut among them."""


@dataclass(frozen=True, slots=True)
class View:
    """A piece of a line as it is shown, and the cells that a caret below it has to skip and to mark."""

    text: str
    before: int
    width: int


def width(text: str) -> int:
    """Return how many cells a text takes that holds neither tabs nor control characters."""
    return len(text) if text.isascii() else sum(map(_width, text))


def view(line: str, start: int, end: int, room: int) -> View:
    """Return the part of a line around ``line[start:end]`` (offsets from 0) that fits into `room` cells.

    It is cut between clusters, with "…" where something was cut off. The caret is one cell wide at least, and stands
    under its base where the place is a combining mark.
    """
    start = min(max(start, 0), len(line))
    end = min(max(end, start), len(line))
    first, last = max(0, start - _REACH), min(len(line), start + _REACH)
    pieces = _pieces(line[first:last], first)
    at = next((i for i, piece in enumerate(pieces) if piece.end > start), len(pieces))
    stop = next((i for i, piece in enumerate(pieces) if piece.end >= end), len(pieces))
    left, right = _window([piece.cells for piece in pieces], at, room)
    before = sum(piece.cells for piece in pieces[left:at])
    marked = sum(piece.cells for piece in pieces[at : min(stop + 1, right)])
    if at < len(pieces):
        inside = pieces[at].cells_before(start)
        before, marked = before + inside, marked - inside
    if stop < min(len(pieces), right) and end < pieces[stop].end:
        # The place ends within a cluster: behind it only marks of its own cell belong to it.
        marked -= pieces[stop].cells - pieces[stop].cells_until(end)
    shown = "".join(piece.shown for piece in pieces[left:right])
    if first > 0 or left > 0:
        shown, before = _ELLIPSIS + shown, before + 1
    if last < len(line) or right < len(pieces):
        shown += _ELLIPSIS
    return View(shown.rstrip(), before, max(marked, 1))


def _window(widths: list[int], at: int, room: int) -> tuple[int, int]:
    """The pieces to show: two thirds of the room before the place at most, and all of it where the line is short."""
    if sum(widths) <= room:
        return 0, len(widths)
    room = max(room - 2, 2)
    before = min(sum(widths[:at]), room * 2 // 3)
    after = min(sum(widths[at:]), room - before)
    before = min(sum(widths[:at]), room - after)
    left = at
    while left > 0 and widths[left - 1] <= before:
        left -= 1
        before -= widths[left]
    right = at
    while right < len(widths) and (widths[right] <= after or right == at):
        after -= widths[right]
        right += 1
    return left, right


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cluster: where it begins and ends in its line, as typed and as shown."""

    start: int
    end: int
    typed: str
    shown: str
    cells: int

    def cells_before(self, offset: int) -> int:
        """Cells before a character of it; a mark stands in the cell of its base."""
        if offset <= self.start:
            return 0
        cells = self.cells_until(offset)
        return cells if _width(self.typed[offset - self.start]) else max(cells - 1, 0)

    def cells_until(self, offset: int) -> int:
        """Cells of its characters before an offset; a tab is one piece and never divided."""
        return width("".join(map(_shown, self.typed[: offset - self.start])))


def _pieces(text: str, offset: int) -> list[_Piece]:
    """The clusters of a piece of a line that begins at an offset."""
    pieces: list[_Piece] = []
    column = begin = 0
    for index in range(1, len(text) + 1):
        if not is_boundary(text, index) and index - begin < _LONGEST_CLUSTER:
            continue
        typed = text[begin:index]
        shown = "".join(map(_shown, typed))
        if "\t" in shown:
            shown = shown.replace("\t", " " * (TAB - column % TAB))
        pieces.append(_Piece(offset + begin, offset + index, typed, shown, width(shown)))
        column += pieces[-1].cells
        begin = index
    return pieces


def _shown(sign: str) -> str:
    if sign == "\t":
        return sign
    if sign in _OBEYED or unicodedata.category(sign) in ("Cc", "Cs", "Cn"):
        return _REPLACEMENT
    return sign


def _width(sign: str) -> int:
    category = unicodedata.category(sign)
    if category in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
