"""The elements of a page in order, made into lines of what they show."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from fieldnotes.authoring.gotoknow.labels import labels
from fieldnotes.authoring.gotoknow.page import LeftOut, Line, LineKind, Run
from fieldnotes.authoring.tables import table

_CELLS = frozenset(("td", "th"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NO_NUMBERS = -1
_WHITE = re.compile(r"[ \t\n\r\f]+")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Elements:
    """Names of elements by what they are to a text; `furniture` finds the classes and ids of what stands around one."""

    around: frozenset[str]
    code: frozenset[str]
    blocks: frozenset[str]
    articles: tuple[str, ...]
    furniture: re.Pattern[str]


@functools.cache
def elements() -> Elements:
    """Return the names that `elements.yml` lists."""
    names = table(__package__, "elements.yml")
    furniture = "|".join(names["furniture"])
    return Elements(
        around=frozenset(names["around"]),
        code=frozenset(names["code"]),
        blocks=frozenset(names["blocks"]),
        articles=tuple(names["articles"]),
        furniture=re.compile(rf"(?:^|[\s_-])(?:{furniture})(?:$|[\s_-])", re.IGNORECASE),
    )


class SourceLines:
    """Where words stand in the source; the parser does not say."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._position = 0
        self._starts = [0, *(end.end() for end in re.finditer("\n", source))]

    def of(self, words: str) -> int:
        """Return the line on which the first of some words stand, soon after the place found last."""
        first = next(iter(words.split()), "")[:24]
        end = self._position + _FARTHEST
        found = self._source.find(first, self._position, end) if first else -1
        if found >= 0:
            self._position = found
        return bisect_right(self._starts, self._position)


_FARTHEST = 100_000
"""Characters that a page may have between two lines of its text: scripts, mostly."""


class Walk:
    """Goes through the elements in order and makes lines of what they show."""

    def __init__(self, places: SourceLines, base: str) -> None:
        self.lines: list[Line] = []
        self.left_out: list[LeftOut] = []
        self._places = places
        self._base = base
        self._runs: list[Run] = []
        self._kind: LineKind = "text"
        self._level = 0
        self._item = 0
        self._counts: list[int] = []
        self._quoted = 0
        self._link: str | None = None

    def inside(self, root: LexborNode, article: LexborNode | None) -> None:
        """Walk all below an element; beside the article only comments are read, the rest is left out."""
        # A loop, not a recursion: a hostile page may be nested as deep as it likes.
        stack: list[tuple[LexborNode, bool]] = [
            (child, False) for child in reversed(_children(root))
        ]
        holders = set() if article is None else {_key(node) for node in _ancestors(article)}
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
                continue
            if node.tag == "-text":
                self._text(node.text_content or "")
                continue
            if node.tag in elements().code or (node.tag or "-").startswith("-"):
                continue
            if node.tag in elements().around or _is_furniture(node, article, holders):
                self._leave_out(node)
                continue
            self._enter(node)
            stack.append((node, True))
            stack += [(child, False) for child in reversed(_children(node))]

    def end_line(self) -> None:
        """End the line that is being made."""
        runs = _trimmed(self._runs)
        self._runs = []
        if runs:
            number = self._places.of("".join(run.text for run in runs))
            kind: LineKind = "quote" if self._quoted and self._kind == "text" else self._kind
            self.lines.append(Line(number, tuple(runs), kind, self._level, self._item))
            # Further lines of an item belong to it, and are none themselves.
            if self._kind in ("numbered", "bullet"):
                self._kind, self._item = "text", 0

    def _text(self, words: str) -> None:
        words = _WHITE.sub(" ", words)
        if words:
            self._runs.append(Run(words, self._link))

    def _enter(self, node: LexborNode) -> None:
        name = node.tag or ""
        if name in elements().blocks:
            self.end_line()
        if name in _HEADINGS:
            self._kind, self._level = "heading", _HEADINGS[name]
        elif name in ("ol", "ul"):
            start = (node.attributes.get("start") or "1").strip()
            number = int(start[:6]) if start.isascii() and start.isdigit() else 1
            self._counts.append(number - 1 if name == "ol" else _NO_NUMBERS)
        elif name == "li":
            self._begin_item()
        elif name == "blockquote":
            self._quoted += 1
        elif name == "a":
            self._link = self._target((node.attributes.get("href") or "").strip())
        elif name == "img" and (source := (node.attributes.get("src") or "").strip()):
            self._runs.append(Run((node.attributes.get("alt") or "").strip(), image=source))
        elif name in _CELLS and self._runs:
            self._runs.append(Run(" | "))

    def _target(self, address: str) -> str | None:
        """Where a link leads, in full; None for what leads nowhere else, or would run something."""
        whole = urljoin(self._base, address)
        if whole.startswith(_WEB) and not address.startswith("#"):
            return whole
        if address and not address.startswith("#"):
            self.left_out.append(LeftOut(self._places.of(address), address, "link"))
        return None

    def _begin_item(self) -> None:
        if not self._counts:
            self._kind, self._level = "bullet", 1
            return
        self._level = len(self._counts)
        if self._counts[-1] == _NO_NUMBERS:
            self._kind = "bullet"
        else:
            self._counts[-1] += 1
            self._kind, self._item = "numbered", self._counts[-1]

    def _leave(self, node: LexborNode) -> None:
        name = node.tag or ""
        if name in elements().blocks:
            self.end_line()
        if name == "a":
            self._link = None
        elif name in ("ol", "ul") and self._counts:
            self._counts.pop()
            self._kind, self._level = "text", len(self._counts)
        elif name == "li":
            self._kind, self._level = "text", len(self._counts) if self._counts else 0
        elif name in _HEADINGS:
            self._kind, self._level = "text", len(self._counts)
        elif name == "blockquote":
            self._quoted -= 1

    def _leave_out(self, node: LexborNode) -> None:
        self.end_line()
        words = " ".join(node.text(separator=" ").split())
        if words:
            self.left_out.append(LeftOut(self._places.of(words), words, "around"))


def _children(node: LexborNode) -> list[LexborNode]:
    children = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children


def _ancestors(node: LexborNode) -> list[LexborNode]:
    found = []
    parent = node.parent
    while parent is not None:
        found.append(parent)
        parent = parent.parent
    return found


def _key(node: LexborNode) -> int:
    return node.mem_id


def _is_furniture(node: LexborNode, article: LexborNode | None, holders: set[int]) -> bool:
    """Whether an element is something that a site puts around a text."""
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    if "comment" in names.casefold():
        return False
    if elements().furniture.search(names):
        return True
    if node.tag == "h1":
        return False
    if article is None:
        around = node.tag in ("header", "footer")
    else:
        beside = node.parent is not None and _key(node.parent) in holders
        around = beside and _key(node) != _key(article) and _key(node) not in holders
    # Around a text may stand its title, comments, and what the page says of itself.
    return (
        around
        and node.css_first("h1, [class*=comment], [id*=comment]") is None
        and not labels().page_words.search(node.text())
    )


def _trimmed(runs: list[Run]) -> list[Run]:
    """Runs without plain spaces at the line's ends; none where nothing can be seen."""
    if not any(run.text.strip() or run.image for run in runs):
        return []
    runs = [run for run in runs if run.text or run.image]
    runs[0] = Run(runs[0].text.lstrip(" "), runs[0].link, runs[0].image)
    runs[-1] = Run(runs[-1].text.rstrip(" "), runs[-1].link, runs[-1].image)
    return runs
