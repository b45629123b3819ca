"""The permanent anchors of a note's blocks: from places in its Markdown to ids in its HTML."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from fieldnotes.archive.model import Paragraph
from fieldnotes.site.marks import BLOCK, ID

_EXPLICIT_ID = re.compile(r"[ \t]*\{#(?P<id>[a-z][a-z0-9-]*)\}[ \t]*$", re.MULTILINE)
"""An author's own anchor at the end of a block: ` {#id}`."""

_MARK = BLOCK.pattern


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a note and the element that holds its words."""

    paragraph: Paragraph
    element: Element


def mark_blocks(body: str, paragraphs: Sequence[Paragraph]) -> str:
    """Return a note's Markdown with a mark where each block begins and without the anchors that are written in it."""
    pieces: list[str] = []
    position = 0
    anchors = {paragraph.anchor for paragraph in paragraphs} if "{#" in body else set()
    for number, paragraph in enumerate(paragraphs):
        start = paragraph.source_offset
        if paragraph.kind == "table" and body.startswith("|", start):
            start += 1  # into the first cell: before the bar it would be a cell of its own
        pieces += [_without_ids(body[position:start], anchors), BLOCK.mark(number)]
        position = start
    pieces.append(_without_ids(body[position:], anchors))
    return "".join(pieces)


def _without_ids(source: str, anchors: Collection[str]) -> str:
    if not anchors:
        return source
    return _EXPLICIT_ID.sub(lambda written: "" if written["id"] in anchors else written[0], source)


def anchor_blocks(root: Element, paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Turn the marks in a tree into ids, and return the blocks in reading order.

    The element that begins with a mark takes the id: a paragraph, an item, a heading; a table takes that of its first
    cell. Where a block begins within an element, an empty span takes it. No anchor is lost: what Markdown drops
    (a footnote defined twice) has its place at the end.
    """
    holders: dict[int, Element] = {}

    def identify(element: Element, number: int) -> Element:
        element.set("id", ID + paragraphs[number].anchor)
        return element

    def spans(marked: Sequence[str], holder: Element) -> list[Element]:
        places = []
        for number, words in zip(map(int, marked[::2]), marked[1::2], strict=True):
            place = identify(Element("span"), number)
            place.tail = words
            places.append(place)
            holders[number] = holder
        return places

    for table in root.iter("table"):
        first = next(table.iter("th"), None)
        if first is not None and (number := _take(first)) is not None:
            holders[number] = identify(table, number)
    for element in list(root.iter()):
        if element.text and BLOCK.sign in element.text:
            if element is not root and (number := _take(element)) is not None:
                holders[number] = identify(element, number)
            if BLOCK.sign in element.text:
                element.text, *marked = _MARK.split(element.text)
                element[:0] = spans(marked, element)
        for index in range(len(element) - 1, -1, -1):
            tail = element[index].tail
            if tail and BLOCK.sign in tail:
                element[index].tail, *marked = _MARK.split(tail)
                element[index + 1 : index + 1] = spans(marked, element)
    for number in range(len(paragraphs)):
        if number not in holders:
            root.append(identify(Element("span"), number))
    return tuple(Block(paragraphs[number], holders[number]) for number in sorted(holders))


def _take(element: Element) -> int | None:
    """Remove the mark with which an element's text begins, and return its number."""
    text = (element.text or "").lstrip()
    match = _MARK.match(text)
    if match is None:
        return None
    element.text = text[match.end() :].lstrip(" ")
    return int(match[1])
