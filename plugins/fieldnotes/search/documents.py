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

Where there is none of this, Material's own `tags` and `date` are taken. One value may stand for a list of it, a number
for a text, and one list of names for a list of one group. What can be read in no such way is a `MetadataFault`.

Text is what a reader of the page can see of its own words: no text in place of an image, nothing hidden, no fields to
fill in, no signs that lead to a footnote and back, no numbers of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from mkdocs.exceptions import PluginError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from selectolax.lexbor import LexborHTMLParser, LexborNode

FACETS = ("kind", "year", "meeting", "organisation", "tag", "place")
"""What results can be filtered by, in the order in which it is shown."""

META = "thai_search"
"""The key of a page's metadata under which it says what it is."""

_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "caption", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hgroup", "hr", "label", "legend", "li", "main", "menu", "nav"),
        *("ol", "optgroup", "option", "p", "pre", "search", "section", "summary", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

_UNSEEN = frozenset(["noscript", "script", "style", "svg", "template"])
"""Elements without words: the text before goes on behind them."""

_NO_TEXT = frozenset(
    ["audio", "button", "canvas", "iframe", "nav", "object", "select", "textarea", "video"]
)
"""Elements that are seen and are no text of the page: they part what stands before and behind."""

_NO_TEXT_CLASSES = frozenset(["footnote-backref", "footnote-ref", "headerlink", "linenos"])
"""Classes of elements that Markdown adds to a text."""

_FOOTNOTE_REFERENCE = "fnref"
"""How the id of the `sup` begins that leads to a footnote."""

_THEME = "__"
"""How an id begins that is the theme's own: a switch (of content tabs), or a line of code."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f]")
"""Signs that are no text, as the white space that they are taken for; the bundles part their fields by some of them."""

_LONGEST_FOUND = 60
"""Signs of a wrong value that are shown."""


class MetadataFault(PluginError):
    """A page says of itself what search cannot read; the text names the page, and each place with what was expected."""

    def __init__(self, page: str, places: Sequence[str]) -> None:
        """Make one of a page, and of each place with what was expected there."""
        super().__init__(
            "\n  ".join((f"The metadata of the page '{page}' cannot be read by search:", *places))
        )
        self.places = tuple(places)


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
    """Return the document of a page: its title and content as HTML, and its metadata.

    Raises:
        MetadataFault: `thai_search` in the metadata holds what cannot be read; all of it is named.
    """
    said = _said(url, meta.get(META))
    shown = said.title or _plain(str(title)) or url
    day, day_words = (said.date, said.date) if said.date else _material_date(meta.get("date"))
    facets = said.facets or {"tag": _material_tags(meta.get("tags"))}
    facets = {name: values for name, values in facets.items() if values}
    if said.kind:
        facets.setdefault("kind", (said.kind,))
    return Document(
        url=url,
        title=shown,
        paragraphs=tuple(paragraphs(html, shown)),
        kind=said.kind,
        label=said.label,
        date=day,
        date_words=said.date_words or day_words,
        facets=facets,
        names=said.names,
    )


def paragraphs(html: str, title: str) -> Iterator[Paragraph]:
    """Yield the blocks of text of a page's content, without what is excluded from search and without its title."""
    found = _read(html)
    first = next((part for part in found if part.heading), None)
    for part in found:
        if part is not first or part.text != title:
            yield part


# -- metadata ---------------------------------------------------------------------------------------------------------


def _is_text(value: object) -> bool:
    return isinstance(value, str | int | float | date) and not isinstance(value, bool)


def _text(value: object) -> str:
    if value is None:
        return ""
    if not _is_text(value):
        raise PydanticCustomError("text", "a text or a number")
    return _one_spaced(str(value))


def _facet(value: object) -> str:
    if value not in FACETS:
        raise PydanticCustomError("facet", f"one of the filters {', '.join(FACETS)}")
    return str(value)


def _day(value: object) -> str:
    text = value.isoformat()[:10] if isinstance(value, date) else _text(value)
    match = _DATE.fullmatch(text)
    try:
        if match is not None:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        match = None
    if text and match is None:
        raise PydanticCustomError("date", "a date that exists, as 2006-05-24, 2006-05 or 2006")
    return text


def _listed(value: object) -> object:
    if value is None:
        return ()
    if _is_text(value):
        return (value,)
    if not isinstance(value, list | tuple):
        raise PydanticCustomError("list", "a text or a list of texts")
    return value


def _grouped(value: object) -> object:
    if value is not None and not isinstance(value, list | tuple) and not _is_text(value):
        raise PydanticCustomError("groups", "a list of groups of names, each a list of texts")
    listed = _listed(value)
    is_one_group = isinstance(listed, Sequence) and all(map(_is_text, listed))
    return (listed,) if is_one_group else listed


def _filled(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _filled_groups(groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(filter(None, groups))


_Text = Annotated[str, BeforeValidator(_text)]
_Texts = Annotated[tuple[_Text, ...], BeforeValidator(_listed), AfterValidator(_filled)]
_Groups = Annotated[tuple[_Texts, ...], BeforeValidator(_grouped), AfterValidator(_filled_groups)]
_Day = Annotated[str, BeforeValidator(_day)]
_Facet = Annotated[str, BeforeValidator(_facet)]
_Facets = Annotated[
    dict[_Facet, _Texts], BeforeValidator(lambda value: {} if value is None else value)
]


class _Said(BaseModel):
    """What a page says of itself, checked; the module's docstring tells what each of it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: _Text = ""
    label: _Text = ""
    date: _Day = ""
    date_words: _Text = ""
    facets: _Facets = {}
    names: _Groups = ()
    title: _Text = ""


_EXPECTED = {
    "model_type": "keys with their values",
    "dict_type": "names of filters, each with its values",
    "extra_forbidden": f"one of the keys {', '.join(_Said.model_fields)}",
}
"""pydantic's own faults, and what was expected there; the others say it themselves."""


def _said(url: str, value: object) -> _Said:
    if value is None:
        return _Said()
    try:
        return _Said.model_validate(dict(value) if isinstance(value, Mapping) else value)
    except ValidationError as error:
        places = [_fault(details) for details in error.errors(include_url=False)]
        raise MetadataFault(url, places) from None


def _fault(details: ErrorDetails) -> str:
    # Where the key itself is wrong, pydantic says so behind it.
    place = [key for key in details["loc"] if key != "[key]"]
    keys = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in place)
    expected = _EXPECTED.get(details["type"], details["msg"])
    found = repr(details["input"])
    if len(found) > _LONGEST_FOUND:
        found = f"{found[:_LONGEST_FOUND]}…"
    return f"{META}{''.join(keys)}: expected {expected}, found {found}"


def _material_tags(value: object) -> tuple[str, ...]:
    tags = value if isinstance(value, list) else [value]
    return _filled(tuple(_text(tag) for tag in tags if _is_text(tag)))


def _material_date(value: object) -> tuple[str, str]:
    """Return a page's date and how it is shown; a date of another form is only shown."""
    if isinstance(value, Mapping):
        value = value.get("updated") or value.get("created")
    try:
        day = _day(value)
    except PydanticCustomError:
        return "", _text(value) if _is_text(value) else ""
    return day, day


# -- text -------------------------------------------------------------------------------------------------------------


def _one_spaced(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _plain(html: str) -> str:
    return " ".join(part.text for part in _read(html))


def _read(html: str) -> list[Paragraph]:
    root = LexborHTMLParser(f"<body>{html}").body
    if root is None:
        return []
    reader = _Reader()
    reader.read(root)
    return reader.paragraphs


class _Reader:
    """Gathers paragraphs from a tree of nodes."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._anchor = ""
        """The nearest id so far."""
        self._pieces: list[str] = []
        self._begun_at: str | None = None
        """The anchor of the block that is being read, once it has text."""
        self._heading = False

    def read(self, root: LexborNode) -> None:
        """Read all that is below `root`; elements may lie deeper than Python's calls can."""
        inside: list[tuple[LexborNode | None, bool, bool]] = []
        node = root.first_child
        while node is not None or inside:
            if node is None:
                node, is_block, was_heading = inside.pop()
                if is_block:
                    self._end()
                self._heading = was_heading
            elif self._enters(node):
                is_block = node.tag in _BLOCKS
                inside.append((node.next, is_block, self._heading))
                self._heading = self._heading or node.tag in _HEADINGS
                node = node.first_child
            else:
                node = node.next
        self._end()

    def _enters(self, node: LexborNode) -> bool:
        """Take a node's own text, or tell whether its children are to be read, before which a block has begun."""
        tag = node.tag
        if tag == "-text":
            self._add(node.text_content or "")
            return False
        if tag is None or tag.startswith(("-", "!", "_")) or tag in _UNSEEN:
            return False
        attributes = node.attributes
        if "hidden" in attributes:
            return False
        identifier = attributes.get("id") or ""
        if _NO_TEXT_CLASSES.intersection((attributes.get("class") or "").split()) or (
            tag == "sup" and identifier.startswith(_FOOTNOTE_REFERENCE)
        ):
            return False
        is_text = not (
            tag in _NO_TEXT
            or "data-search-exclude" in attributes
            or attributes.get("aria-hidden") == "true"
        )
        if tag in _BLOCKS:
            self._end()
        elif tag == "br" or not is_text:
            self._pieces.append(" ")
        if is_text and identifier and not identifier.startswith(_THEME):
            self._anchor = identifier
        return is_text

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        if self._begun_at is None and not text.isspace():
            self._begun_at = self._anchor

    def _end(self) -> None:
        """End the block that is being read."""
        if self._begun_at is not None:
            text = _one_spaced("".join(self._pieces))
            self.paragraphs.append(Paragraph(self._begun_at, text, self._heading))
        self._pieces.clear()
        self._begun_at = None
