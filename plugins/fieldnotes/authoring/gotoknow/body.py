"""A page's lines as Markdown of the site's dialect, in which nothing is markup that was text.

Each line is a block. Lines that number from 1 on become a list, lines with a bullet too, and what is numbered within an
item (1.1) stays in it; every other sign that Markdown would read is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from fieldnotes.authoring.gotoknow.escaping import escape_block, escape_inline
from fieldnotes.authoring.gotoknow.page import LeftOut, Line, Run
from fieldnotes.thai.numbers import arabic_digits

_SPACE = r"[ \t\u00a0\u200b]"
_NUMBERED = re.compile(
    rf"{_SPACE}*(?P<digits>[0-9]+|[\u0e50-\u0e59]+)\.{_SPACE}*(?![0-9\u0e50-\u0e59])(?=\S)"
)
"""`1.องค์กร`, `๑. องค์กร`; not `1.1` and not `1.5 ล้าน`."""

_WITHIN = re.compile(
    rf"{_SPACE}*(?P<digits>[0-9]+|[\u0e50-\u0e59]+)\.(?:[0-9]+|[\u0e50-\u0e59]+)(?:\.[0-9\u0e50-\u0e59]+)*\.?(?![0-9\u0e50-\u0e59])"
)
"""`1.1`, `๑.๒`: a part of an item."""

_BULLET = re.compile(rf"{_SPACE}*(?P<sign>[•·●▪]|[-*–](?={_SPACE})){_SPACE}*(?=\S)")
"""`•องค์กร`, `· องค์กร`, `- องค์กร`; a hyphen or an asterisk needs its space."""

_INDENT = "    "

Picture = Callable[[str], str | None]
"""From a picture's address in the page to its file's name beside the note; None where there is none."""


@dataclass(slots=True)
class Markdown:
    """The text in Markdown, and the signs of lists that it has in another form."""

    text: str
    left_out: list[LeftOut] = field(default_factory=list)


def write_body(lines: Sequence[Line], picture: Picture = lambda _: None) -> Markdown:
    """Return a page's text as Markdown, one blank line between blocks."""
    result = Markdown("")
    blocks = list(_blocks(lines, picture, result))
    pieces: list[str] = []
    for place, block in enumerate(blocks):
        if place:
            tight = block.tight and blocks[place - 1].in_list
            pieces.append("\n" if tight else "\n\n")
        pieces.append(block.text)
    result.text = "".join(pieces)
    return result


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of Markdown; `tight`: it may follow an item of its list without a blank line."""

    text: str
    in_list: bool = False
    tight: bool = False


def _blocks(lines: Sequence[Line], picture: Picture, result: Markdown) -> Iterator[_Block]:
    lists = _lists(lines)
    previous = ""
    for index, line in enumerate(lists.lines):
        within = _INDENT * _depth(line, index in lists.within)
        kind = "numbered" if index in lists.numbers else "bullet" if _is_bullet(line) else line.kind
        start = 0
        if kind == "numbered" and line.kind == "text":
            start = _end(_NUMBERED, line.text)
        elif kind == "bullet" and line.kind == "text":
            start = _end(_BULLET, line.text)
        sign = line.text[:start].strip()
        if sign and (not sign.isascii() or sign == "*"):
            result.left_out.append(LeftOut(line.number, sign, "list-sign"))
        words = _inline(line, start, picture)
        if kind == "numbered":
            text = f"{within}{lists.numbers[index]}. {escape_block(words)}"
        elif kind == "bullet":
            text = f"{within}- {escape_block(words)}"
        elif index in lists.within:
            text = within + escape_block(words)
        elif kind == "heading":
            # Number signs at either end of a heading would be taken for its own.
            words = re.sub(r"^#|(?<!\\)((?:\\\\)*)#$", r"\1\\#", words)
            text = f"{'#' * min(max(2, line.level), 6)} {words}"
        else:
            text = ("> " if kind == "quote" else "") + escape_block(words)
        in_list = kind in ("numbered", "bullet")
        yield _Block(text, in_list, in_list and (kind == previous or bool(within)))
        previous = kind


def _depth(line: Line, within: bool) -> int:
    """How many lists a block stands in."""
    if line.kind == "heading":
        return 0
    return max(line.level, 1) if within else max(line.level - 1, 0)


def _end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return 0 if match is None else match.end()


def _is_bullet(line: Line) -> bool:
    """Whether a line is an item of a list without numbers."""
    return line.kind == "bullet" or (line.kind == "text" and _BULLET.match(line.text) is not None)


@dataclass(slots=True)
class _Lists:
    """Index of a line -> its number in a list; and the lines that belong to the item above them."""

    lines: list[Line]
    numbers: dict[int, int] = field(default_factory=dict)
    within: set[int] = field(default_factory=set)


def _lists(lines: Sequence[Line]) -> _Lists:
    """Find the lists: runs that begin with 1 and go on one by one, with 1.1 and bullets between.

    A run right after another would be read as one list with it, and is left as text.
    """
    lists = _Lists(list(lines))
    last = 0
    after_list = False
    last_items: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line.level and line.kind in ("numbered", "bullet", "text"):
            deeper = [level for level in last_items if level > line.level]
            for level in deeper:
                del last_items[level]
            before = last_items.get(line.level, 0)
            if line.kind == "numbered" and (not before or line.item == before + 1):
                lists.numbers[index] = last_items[line.level] = line.item
            elif line.kind == "numbered":
                # It does not go on from the one above: the number that HTML gave becomes text.
                runs = (Run(f"{line.item}. "), *line.runs)
                lists.lines[index] = replace(line, kind="text", runs=runs)
            elif line.kind == "text":
                lists.within.add(index)
            last, after_list = 0, True
            continue
        last_items = {}
        value = _number(line)
        if value is not None and ((last and value == last + 1) or (value == 1 and not after_list)):
            lists.numbers[index] = last = value
            after_list = True
        elif (last and _part_of(line) == last) or (
            last and _is_bullet(line) and _goes_on(lines, index, last + 1)
        ):
            lists.within.add(index)
        else:
            last, after_list = 0, False
    return lists


def _number(line: Line) -> int | None:
    """The number with which a line of text begins, if it may be an item of a list."""
    match = _NUMBERED.match(line.text) if line.kind == "text" else None
    return None if match is None else int(arabic_digits(match["digits"])[:6])


def _part_of(line: Line) -> int | None:
    """The item of which `1.2` is a part."""
    match = _WITHIN.match(line.text) if line.kind == "text" else None
    return None if match is None else int(arabic_digits(match["digits"])[:6])


_MOST_BULLETS = 100
"""Bullets within an item of a numbered list."""


def _goes_on(lines: Sequence[Line], index: int, number: int) -> bool:
    """Whether after the bullets from a line on a list goes on with a number."""
    after = next(
        (line for line in lines[index : index + _MOST_BULLETS] if not _is_bullet(line)), None
    )
    return after is not None and _number(after) == number


def _inline(line: Line, start: int, picture: Picture) -> str:
    """The words of a line from a place on, with links and pictures; spaces at the ends are gone."""
    pieces = []
    for run in _from(line.runs, start):
        if run.image is not None:
            name = picture(run.image)
            words = escape_inline(run.text, in_link=True).strip()
            pieces.append(f"![{words}]({name})" if name else words)
        elif run.link is not None and run.text.strip():
            pieces.append(_link(run))
        else:
            pieces.append(escape_inline(run.text))
    return "".join(pieces).strip()


def _link(run: Run) -> str:
    """A link whose spaces at the ends stand outside."""
    words = run.text.strip()
    before, after = run.text.split(words, 1) if words else (run.text, "")
    return f"{before}[{escape_inline(words, in_link=True)}]({address(run.link or '')}){after}"


_UNSAFE_IN_ADDRESS = re.compile(r"[\s()<>\\\[\]`*_\"']")


def address(target: str) -> str:
    """Return an address as a link may hold it: what would end or change it is percent-encoded."""
    return _UNSAFE_IN_ADDRESS.sub(
        lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode("utf-8")), target.strip()
    ).replace("%5F", "_")


def _from(runs: Iterable[Run], start: int) -> Iterator[Run]:
    for run in runs:
        if start >= len(run.text) and run.image is None:
            start -= len(run.text)
        else:
            yield Run(run.text[start:], run.link, run.image) if start else run
            start = 0
