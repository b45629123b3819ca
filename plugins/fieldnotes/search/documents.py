"""What is searched of a page, and what is known of it: each page one `Document`.

A page says what it is in its metadata, under `thai_search`; all is optional:

    kind: what kind of page it is, in words (บันทึก)
    label: what stands below its title in a result: meeting and part
    date: the day it is of, `2006-05-24`, `2006-05` or `2006`, by which results are ordered
    date_words: the same in words, as readers are to see it
    facets: name of a facet -> its values on this page; the names are `FACETS`
    names: groups of names of one thing, the full name first: [[สถาบันพัฒนาองค์กรชุมชน, พอช., CODI]]; a page with
      one group is taken to be the page of that thing
    title: another title than the page's own

Where there is none of this, Material's own `tags` and `date` are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

FACETS = ("kind", "year", "meeting", "organisation", "tag", "place")
"""What results can be filtered by, in the order in which it is shown."""

META = "thai_search"
"""The key of a page's metadata under which it says what it is."""

_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_SILENT = frozenset(["script", "style", "template", "noscript", "svg", "button", "select", "nav"])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a page's text, with the nearest id at or before it; "" where there is none."""

    anchor: str
    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A page as it is searched: plain text, nothing escaped."""

    url: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    kind: str = ""
    label: str = ""
    date: str = ""
    date_words: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[tuple[str, ...], ...] = ()

    @property
    def names_of_it(self) -> tuple[str, ...]:
        """What the page is about by name: its organisations and tags; with one group of names, these."""
        own = self.names[0] if len(self.names) == 1 else ()
        facets = (name for key in ("organisation", "tag") for name in self.facets.get(key, ()))
        return tuple(dict.fromkeys([*own, *facets]))


def document(url: str, title: str, html: str, meta: Mapping[str, Any]) -> Document:
    """Return the document of a page: its content as HTML, and its metadata."""
    said = meta.get(META)
    said = said if isinstance(said, Mapping) else {}
    title = str(said.get("title") or LexborHTMLParser(title).text(strip=True) or url)
    day = str(said.get("date") or _material_date(meta.get("date")))
    facets = {
        name: tuple(dict.fromkeys(map(str, values)))
        for name, values in (said.get("facets") or {"tag": _listed(meta.get("tags"))}).items()
        if values
    }
    if said.get("kind"):
        facets.setdefault("kind", (str(said["kind"]),))
    return Document(
        url=url,
        title=title,
        paragraphs=tuple(paragraphs(html, title)),
        kind=str(said.get("kind") or ""),
        label=str(said.get("label") or ""),
        date=day,
        date_words=str(said.get("date_words") or day),
        facets=facets,
        names=tuple(tuple(map(str, group)) for group in said.get("names") or ()),
    )


def paragraphs(html: str, title: str) -> Iterator[Paragraph]:
    """Yield the blocks of text of a page's content, without what is excluded from search and without its title."""
    root = LexborHTMLParser(f"<body>{html}").body
    if root is not None:
        reader = _Reader()
        reader.read(root)
        reader.end()
        for number, paragraph in enumerate(reader.paragraphs):
            if not (number == 0 and paragraph.heading and paragraph.text == title):
                yield paragraph


class _Reader:
    """Gathers paragraphs from a tree of nodes."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._anchor = ""
        self._pieces: list[str] = []
        self._heading = False

    def read(self, node: LexborNode) -> None:
        child = node.first_child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                self._pieces.append(child.text_content or "")
            elif tag == "br":
                self._pieces.append("\n")
            elif tag[0] not in "-_!" and tag not in _SILENT:
                self._read_element(child, tag)
            child = child.next

    def _read_element(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        if "data-search-exclude" in attributes or "headerlink" in (attributes.get("class") or ""):
            return
        if tag not in _BLOCKS:
            if identifier := attributes.get("id"):
                self._anchor = identifier
            self.read(node)
            return
        self.end()
        if identifier := attributes.get("id"):
            self._anchor = identifier
        self._heading = tag in _HEADINGS
        self.read(node)
        self.end()
        self._heading = False

    def end(self) -> None:
        """End the block that is being read."""
        text = " ".join("".join(self._pieces).split(" ")).strip()
        self._pieces.clear()
        if text:
            self.paragraphs.append(Paragraph(self._anchor, text, self._heading))


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _material_date(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("updated") or value.get("created")
    return value.isoformat()[:10] if isinstance(value, date) else str(value or "")
