"""A saved page: its article as lines, its title and address, and what stands around the article left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fieldnotes.authoring.gotoknow import text_form
from fieldnotes.authoring.gotoknow.addresses import without_addresses
from fieldnotes.authoring.gotoknow.html_walk import SourceLines, Walk, elements
from fieldnotes.authoring.gotoknow.page import LeftOut, Line, Run

_SITE_ADDRESS = "https://www.gotoknow.org/"
_WEB = ("http://", "https://")
_SITE_NAME = re.compile(r"\s+[|–-]\s+GotoKnow\b.*$", re.IGNORECASE)


@dataclass(slots=True)
class HtmlPage:
    """What a saved page says: lines below its title, the title, and its address where it states one."""

    lines: list[Line] = field(default_factory=list)
    title: str | None = None
    url: str | None = None
    left_out: list[LeftOut] = field(default_factory=list)
    addresses: list[LeftOut] = field(default_factory=list)
    """The lines from which an IP address was taken."""


def read(source: str) -> HtmlPage:
    """Read the HTML of a saved page."""
    tree = LexborHTMLParser(source)
    page = HtmlPage(url=_address(tree))
    places = SourceLines(source)
    walk = Walk(places, page.url or _SITE_ADDRESS)
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
    page.lines = [_without_addresses(line, page.addresses) for line in page.lines]
    page.left_out = [replace(one, text=without_addresses(one.text)[0]) for one in page.left_out]
    page.left_out += _code(tree)
    return page


def _without_addresses(line: Line, taken: list[LeftOut]) -> Line:
    """A line without IP addresses, also where an element divides one from its label."""
    text, found = without_addresses(line.text)
    if not found:
        return line
    taken += (replace(one, line=line.number) for one in found)
    if len(line.runs) == 1:
        return replace(line, runs=(replace(line.runs[0], text=text),))
    runs = tuple(replace(run, text=without_addresses(run.text)[0]) for run in line.runs)
    whole = "".join(run.text for run in runs)
    # An address that stands in pieces: links and pictures of this line are less than that it is shown.
    return replace(line, runs=runs if whole == text else (Run(text),))


def _article(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the text, where the page says which."""
    for selector in elements().articles:
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
