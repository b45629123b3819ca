"""Tables that can be read in a terminal and pasted into Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def shown(figure: float | None, digits: int = 2) -> str:
    """Return a figure in so many digits after the point, a dash for none."""
    return "-" if figure is None else f"{figure:.{digits}f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, names: int = 1) -> str:
    """Return a Markdown table: so many first columns to the left, the others to the right."""
    widths = [max(_width(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = ["-" * width for width in widths[:names]]
    rule += ["-" * (width - 1) + ":" for width in widths[names:]]
    return "\n".join(_line(row, widths, names) for row in (head, rule, *rows))


def _line(row: Sequence[str], widths: Sequence[int], names: int) -> str:
    cells = [
        _filled(text, width, right=column >= names)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(cells)} |"


def _filled(text: str, width: int, *, right: bool = False) -> str:
    spaces = " " * (width - _width(text))
    return spaces + text if right else text + spaces


def _width(text: str) -> int:
    return sum(unicodedata.category(sign) not in {"Mn", "Cf"} for sign in text)
