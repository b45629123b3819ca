"""A saved page: its article as lines, its title and address, and what stands around the article left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fieldnotes.authoring.gotoknow import text_form
from fieldnotes.authoring.gotoknow.page import LeftOut, Line, LineKind, Run

_AROUND = frozenset(
    (
        "nav",
        "aside",
        "form",
        "button",
        "select",
        "input",
        "textarea",
        "label",
        "iframe",
        "object",
        "menu",
        "dialog",
    )
)
"""What a site has around a text."""

_CODE = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "link",
        "meta",
        "embed",
        "canvas",
        "video",
        "audio",
    )
)
"""What is not shown as text."""

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset(("td", "th"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ARTICLES = (
    "article",
    "main",
    "[itemprop=articleBody]",
    "[role=main]",
    ".entry-content",
    ".post-content",
)
_COMMENTS = re.compile(r"comment", re.IGNORECASE)
_PAGE_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar)?|menu|sidebar|breadcrumbs?|share|sharing|social|related|advert\w*|banner|cookie)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WHITE = re.compile(r"[ \t\n\r\f]+")
_WEB = ("http://", "https://")
_SITE_NAME = re.compile(r"\s+[|–-]\s+GotoKnow\b.*$", re.IGNORECASE)


@dataclass(slots=True)
class HtmlPage:
    """What a saved page says: lines below its title, the title, and its address where it states one."""

    lines: list[Line] = field(default_factory=list)
    title: str | None = None
    url: str | None = None
    left_out: list[LeftOut] = field(default_factory=list)


def read(source: str) -> HtmlPage:
    """Read the HTML of a saved page."""
    tree = LexborHTMLParser(source)
    page = HtmlPage(url=_address(tree))
    places = _Places(source)
    walk = _Walk(places)
    body = tree.body
    if body is not None:
        article = _article(tree)
        walk.inside(body, article)
    walk.end_line()
    page.left_out = walk.left_out
    heading = next(
        (
            index
            for index, line in enumerate(walk.lines)
            if line.kind == "heading" and line.level == 1
        ),
        None,
    )
    lines = walk.lines
    if heading is not None:
        page.title = " ".join(lines[heading].text.split())
        page.left_out += (
            LeftOut(line.number, line.text, "around")
            for line in lines[:heading]
            if not line.is_blank
        )
        lines = lines[heading + 1 :]
    if not page.title and (title := tree.css_first("title")) is not None:
        words = " ".join(title.text().split())
        page.title = _SITE_NAME.sub("", words) or None
        if page.title != words:
            page.left_out.append(LeftOut(places.of(words), words, "around"))
    elif (title := tree.css_first("title")) is not None and title.text().strip():
        page.left_out.append(
            LeftOut(places.of(title.text()), " ".join(title.text().split()), "around")
        )
    page.lines = [one for line in lines for one in _pasted_tags(line, page.left_out)]
    page.left_out += _code(tree)
    return page


def _article(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the text, where the page says which."""
    for selector in _ARTICLES:
        found = tree.css(selector)
        if len(found) == 1:
            return found[0]
    return None


def _address(tree: LexborHTMLParser) -> str | None:
    for selector, attribute in (
        ("link[rel=canonical]", "href"),
        ("meta[property='og:url']", "content"),
    ):
        node = tree.css_first(selector)
        value = (node.attributes.get(attribute) or "").strip() if node is not None else ""
        if value.startswith(_WEB):
            return value
    return None


def _code(tree: LexborHTMLParser) -> list[LeftOut]:
    """Scripts and the like, counted: they are no words of the text."""
    counts = Counter(
        node.tag or ""
        for name in ("script", "style", "iframe", "noscript")
        for node in tree.css(name)
    )
    return [LeftOut(1, f"<{name}>", "code", count=count) for name, count in counts.items()]


class _Places:
    """Where words stand in the source; the parser does not say."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._position = 0

    def of(self, words: str) -> int:
        """Return the line on which the first of some words stand, at or after the place found last."""
        first = next(iter(words.split()), "")[:24]
        found = self._source.find(first, self._position) if first else -1
        if found >= 0:
            self._position = found
        return self._source.count("\n", 0, self._position) + 1


class _Walk:
    """Goes through the elements in order and makes lines of what they show."""

    def __init__(self, places: _Places) -> None:
        self.lines: list[Line] = []
        self.left_out: list[LeftOut] = []
        self._places = places
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
            if node.tag in _CODE or (node.tag or "-").startswith("-"):
                continue
            if node.tag in _AROUND or _is_furniture(node, article, holders):
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
        if name in _BLOCKS and name not in _CELLS:
            self.end_line()
        if name in _HEADINGS:
            self._kind, self._level = "heading", _HEADINGS[name]
        elif name in ("ol", "ul"):
            start = (node.attributes.get("start") or "1").strip()
            self._counts.append(
                int(start[:6]) - 1
                if name == "ol" and start.isdigit()
                else 0
                if name == "ol"
                else -1
            )
        elif name == "li":
            self._begin_item()
        elif name == "blockquote":
            self._quoted += 1
        elif name == "a":
            target = (node.attributes.get("href") or "").strip()
            self._link = target if target.startswith(_WEB) else None
        elif name == "img" and (source := (node.attributes.get("src") or "").strip()):
            self._runs.append(
                Run((node.attributes.get("alt") or "").strip(), image=unquote(source))
            )
        elif name in _CELLS and self._runs:
            self._runs.append(Run(" | "))

    def _begin_item(self) -> None:
        if not self._counts:
            self._kind, self._level = "bullet", 1
            return
        self._level = len(self._counts)
        if self._counts[-1] < 0:
            self._kind = "bullet"
        else:
            self._counts[-1] += 1
            self._kind, self._item = "numbered", self._counts[-1]

    def _leave(self, node: LexborNode) -> None:
        name = node.tag or ""
        if name in _BLOCKS and name not in _CELLS:
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
        words = " ".join(node.text(separator=" ").split()) if node.tag not in _CODE else ""
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
    if _COMMENTS.search(names):
        return False
    if _PAGE_FURNITURE.search(names):
        return True
    if article is None:
        return node.tag in ("header", "footer") and node.css_first("h1") is None
    beside = node.parent is not None and _key(node.parent) in holders
    if not beside or _key(node) == _key(article) or _key(node) in holders:
        return False
    # Beside the article: its title may stand above it, and comments below.
    return node.css_first("h1, [class*=comment], [id*=comment]") is None and node.tag != "h1"


def _trimmed(runs: list[Run]) -> list[Run]:
    """Runs without plain spaces at the line's ends; none where nothing can be seen."""
    if not any(run.text.strip() or run.image for run in runs):
        return []
    runs = [run for run in runs if run.text or run.image]
    runs[0] = Run(runs[0].text.lstrip(" "), runs[0].link, runs[0].image)
    runs[-1] = Run(runs[-1].text.rstrip(" "), runs[-1].link, runs[-1].image)
    return runs


def _pasted_tags(line: Line, left_out: list[LeftOut]) -> list[Line]:
    """The lines of a line in which a word processor's HTML stands as text."""
    if line.kind != "text" or len(line.runs) != 1 or "<" not in line.text:
        return [line]
    lines, more = text_form.read_lines(line.text)
    if not more:
        return [line]
    left_out += (LeftOut(line.number, one.text, one.reason, count=one.count) for one in more)
    return [
        Line(line.number, one.runs, one.kind, one.level or line.level)
        for one in lines
        if not one.is_blank
    ]
