"""Organisations' names in a text become links, each at its first mention in a section.

Where a name stands is the archive's word (`Mention`: offsets in a paragraph's plain text); here those places are found
again in the tree. A name that markup cuts in two is not linked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from fieldnotes.archive.model import Mention, Organisation
from fieldnotes.site.anchors import Block
from fieldnotes.thai.spelling import normalise

_LINE = re.compile(r"[ \t]*\n[ \t]*")
"""The end of a line within a paragraph, which the plain text of a paragraph has as one space."""

_SILENT = frozenset({"a", "code", "pre", "sup"})
_SILENT_CLASSES = frozenset({"nolink", "fn-editor-note"})
_BLOCKS = frozenset(
    {"p", "ul", "ol", "blockquote", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "div"}
)


@dataclass(frozen=True, slots=True)
class _Words:
    """A piece of text in a tree: of `holder` its text, or of its child `after` the tail; `silent`: not to be linked."""

    holder: Element
    after: Element | None
    silent: bool

    @property
    def text(self) -> str:
        return (self.holder.text if self.after is None else self.after.tail) or ""

    def replace(self, before: str, links: Sequence[Element]) -> None:
        if self.after is None:
            self.holder.text = before
            place = 0
        else:
            self.after.tail = before
            place = list(self.holder).index(self.after) + 1
        self.holder[place:place] = links


class MentionLinks:
    """Links mentions to the pages of organisations."""

    def __init__(self, organisations: Mapping[str, Organisation]) -> None:
        self._organisations = organisations
        self._short = {
            body.id: frozenset(normalise(name).strip() for name in (*body.short, *body.romanised))
            for body in organisations.values()
        }

    def link(self, blocks: Iterable[Block], mentions: Iterable[Mention]) -> None:
        """Link, in each section, the first mention of each organisation that can be linked."""
        by_anchor: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.organisation in self._organisations:
                by_anchor[mention.anchor].append(mention)
        if not by_anchor:
            return
        linked: set[str] = set()
        section = -1
        for block in blocks:
            if block.paragraph.section != section:
                section = block.paragraph.section
                linked.clear()
            here = by_anchor.get(block.paragraph.anchor)
            if here and any(mention.organisation not in linked for mention in here):
                self._link_block(block, here, linked)

    def _link_block(self, block: Block, mentions: Sequence[Mention], linked: set[str]) -> None:
        plain = block.paragraph.text
        position = 0
        # All words are gathered first: links that are put in would be walked through otherwise.
        for words in tuple(_words(block.element, of_table=block.paragraph.kind == "table")):
            text = words.text
            if "\n" in text:
                text = _LINE.sub("\n", text)
            sought = text.replace("\n", " ").strip()
            start = plain.find(sought, position)
            if not sought or start < 0:
                continue
            position = start + len(sought)
            if words.silent:
                continue
            shift = len(text) - len(text.lstrip()) - start
            chosen = [
                mention
                for mention in mentions
                if start <= mention.start
                and mention.end <= position
                and mention.organisation not in linked
            ]
            self._link_words(words, text, chosen, shift, linked)

    def _link_words(
        self, words: _Words, text: str, mentions: Sequence[Mention], shift: int, linked: set[str]
    ) -> None:
        links: list[Element] = []
        before = text
        for mention in mentions:
            if mention.organisation in linked:
                continue
            linked.add(mention.organisation)
            start, end = mention.start + shift, mention.end + shift
            if links:
                done = len(text) - len(links[-1].tail or "")
                links[-1].tail = text[done:start]
            else:
                before = text[:start]
            link = self._link(mention.organisation, text[start:end])
            link.tail = text[end:]
            links.append(link)
        if links:
            words.replace(before, links)

    def _link(self, organisation: str, words: str) -> Element:
        link = Element("a", {"class": "fn-mention", "href": f"record:organisations/{organisation}"})
        if normalise(words).strip() in self._short[organisation]:
            short = Element("abbr", {"title": self._organisations[organisation].name})
            short.text = words
            link.append(short)
        else:
            link.text = words
        return link


def _words(element: Element, *, of_table: bool) -> Iterator[_Words]:
    """Yield the pieces of a block's own text in reading order; blocks within it (a list in an item) are not its own."""
    yield from _walk(element, silent=False, of_table=of_table)


def _walk(element: Element, *, silent: bool, of_table: bool) -> Iterator[_Words]:
    silent = silent or element.tag in _SILENT or element.get("class") in _SILENT_CLASSES
    if element.text:
        yield _Words(element, None, silent)
    for child in element:
        if of_table or child.tag not in _BLOCKS:
            yield from _walk(child, silent=silent, of_table=of_table)
        if child.tail:
            yield _Words(element, child, silent)
