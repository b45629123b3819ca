"""The Markdown of notes: what an author may write, as a tree of HTML elements.

Tables, footnotes, fenced code and sane lists; an editor's note `[บก.: …]`; words that are to be left
alone `[…]{.nolink}`. What is not in it: raw HTML, which is shown as the text that it is; code by
indentation, because an account that was pasted often has its paragraphs indented; addresses of
e-mail. The block grammar that decides a paragraph's number and anchor is that of
`fieldnotes.archive.paragraphs`; the marks of `fieldnotes.site.anchors` make this one agree with it.
"""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from fieldnotes.archive.paragraphs import EDITOR_NOTE
from fieldnotes.site.marks import BLOCK, CODE, neutralise

NO_LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]\{\.nolink\}")
"""Words in which no organisation is linked: `[พอช.]{.nolink}`."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_MARKUP = re.compile(r"[\\`*_\[\]!<>&\n]")
"""Any sign with which inline markup may begin or end."""

_FENCE = re.compile(
    r"^(?P<fence>[ ]{0,3}(?P<sign>`{3,}|~{3,}))[^\n`]*\n(?P<code>.*?)(?:^[ \t]*(?P=sign)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""A fenced block; one that is never closed runs to the end of the text, as the archive reads it."""

_NOWHERE = f"{CODE.sign}{CODE.mark(0)[-1]}"
"""A place for footnotes that no text can name: they stand at the end."""

_RAW_HTML = ("html_block",)
_RAW_HTML_INLINE = ("html", "entity", "automail")


class _EditorNotes(InlineProcessor):
    """`[บก.: …]` becomes a span; its brackets stay, since the words must not be taken for the author's."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - a name of Python-Markdown
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        note = Element("span", {"class": "fn-editor-note"})
        note.text = m[0]
        return note, m.start(), m.end()


class _NoLinks(InlineProcessor):
    """`[…]{.nolink}` becomes a span."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - as above
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        words = Element("span", {"class": "nolink"})
        words.text = m["words"]
        return words, m.start(), m.end()


class _Entities(InlineProcessor):
    """`&nbsp;` and its like become the sign that they stand for; what is no entity stays as it was typed."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - as above
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        sign = html.unescape(m[0])
        if sign == m[0]:
            return None, None, None
        return neutralise(sign), m.start(), m.end()


class _Whitespace(NormalizeWhitespace):
    """As Python-Markdown's own, which searches all of a text for what few texts have."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if any(sign in source for sign in ("\t", "\r", "\n ", STX, ETX)):
            return super().run(lines)
        return [*lines, "", ""]


class _FencedCode(Preprocessor):
    """Takes fenced code out of the text before anything else reads it, and leaves a mark in its place."""

    def __init__(self, md: Markdown, taken: list[str]) -> None:
        super().__init__(md)
        self._taken = taken

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "```" not in source and "~~~" not in source:
            return lines
        return _FENCE.sub(self._take, source).split("\n")

    def _take(self, match: re.Match[str]) -> str:
        self._taken.append(match["code"].rstrip("\n") + "\n")
        return f"\n\n{CODE.mark(len(self._taken) - 1)}\n\n"


class _Footnotes(FootnoteExtension):
    """Footnotes whose ids are ASCII whatever their labels are: `fn:1`, `fnref:1`."""

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802 - names of Python-Markdown
        return f"fn:{self._number(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802 - as above
        return self.unique_ref(f"fnref:{self._number(id)}", found)

    def _number(self, label: str) -> int:
        return list(self.footnotes).index(label) + 1


class _MarkedParagraphs(ParagraphProcessor):
    """A line that begins with a mark is a paragraph: none of the other kinds of block needs to be tried."""

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith(BLOCK.sign) and "\n" not in block


class _PlainTextFirst(Treeprocessor):
    """Takes text without any sign of markup out of the search for it, which costs more than all else."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _MARKUP.search(element.text):
                element.text = AtomicString(element.text)


class Dialect:
    """One Markdown parser, made once and used for every text (making one costs as much as parsing a note)."""

    def __init__(self, *, footnotes: bool = True, line_breaks: bool = False) -> None:
        extensions: list[Extension] = [
            TableExtension(use_align_attribute=True),
            SaneListExtension(),
        ]
        self._footnotes = _Footnotes(PLACE_MARKER=_NOWHERE) if footnotes else None
        if self._footnotes is not None:
            extensions.append(self._footnotes)
        if line_breaks:
            extensions.append(Nl2BrExtension())
        self._code: list[str] = []
        self._markdown = markdown = Markdown(extensions=extensions)
        for name in _RAW_HTML:
            markdown.preprocessors.deregister(name)
        for name in _RAW_HTML_INLINE:
            markdown.inlinePatterns.deregister(name)
        markdown.parser.blockprocessors.deregister("code")
        markdown.preprocessors.register(_Whitespace(markdown), "normalize_whitespace", 30)
        markdown.preprocessors.register(_FencedCode(markdown, self._code), "fenced_code", 25)
        markdown.treeprocessors.register(_PlainTextFirst(markdown), "plain_text_first", 25)
        markdown.parser.blockprocessors.register(
            _MarkedParagraphs(markdown.parser), "marked_paragraph", 200
        )
        # Above links (160) and references (170): all three begin with a bracket.
        markdown.inlinePatterns.register(_EditorNotes(EDITOR_NOTE.pattern), "editor_note", 176)
        markdown.inlinePatterns.register(_NoLinks(NO_LINK.pattern), "nolink", 174)
        markdown.inlinePatterns.register(_Entities(_ENTITY.pattern), "entity", 80)
        _settle_order(markdown)

    def parse(self, source: str) -> Element:
        """Return the tree of a text; all text in it is plain, to be escaped when it is written."""
        markdown = self._markdown
        markdown.reset()
        self._code.clear()
        lines = source.split("\n")
        for preprocessor in markdown.preprocessors:
            lines = preprocessor.run(lines)
        root = markdown.parser.parseDocument(lines).getroot()
        if root is None:  # never: a document that is parsed has one
            return Element(markdown.doc_tag)
        for treeprocessor in markdown.treeprocessors:
            changed = treeprocessor.run(root)
            root = root if changed is None else changed
        self._settle(root)
        return root

    def _settle(self, root: Element) -> None:
        """Do on the tree what Python-Markdown leaves to its serialiser and its last step on the text."""
        for code in root.iter("code"):
            # Code is escaped in the tree already.
            code.text = (
                (code.text or "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            )
        for division in root.iter("div"):
            if division.get("class") == "footnote":
                _settle_footnotes(root, division)
        if self._code:
            for element in list(root.iter()):
                self._put_code_back(element)

    def _put_code_back(self, element: Element) -> None:
        if element.text and CODE.sign in element.text:
            before, *marked = CODE.pattern.split(element.text)
            blocks = [
                self._code_block(int(number), after)
                for number, after in zip(marked[::2], marked[1::2], strict=True)
            ]
            if (
                element.tag == "p"
                and len(element) == 0
                and len(blocks) == 1
                and not (before + marked[1]).strip()
            ):
                element.tag, element.text = "pre", None
                element[:] = list(blocks[0])
                return
            element.text = before
            element[:0] = blocks
        for index in range(len(element) - 1, -1, -1):
            tail = element[index].tail
            if tail and CODE.sign in tail:
                element[index].tail, *marked = CODE.pattern.split(tail)
                element[index + 1 : index + 1] = [
                    self._code_block(int(number), after)
                    for number, after in zip(marked[::2], marked[1::2], strict=True)
                ]

    def _code_block(self, number: int, after: str) -> Element:
        block = Element("pre")
        SubElement(block, "code").text = self._code[number]
        block.tail = after
        return block


def _settle_order(markdown: Markdown) -> None:
    """Put what is tried on every piece of a text in order once, not whenever it is asked for."""
    parser = markdown.parser
    parser.blockprocessors = tuple(parser.blockprocessors)  # type: ignore[assignment]  # only read from now on
    inline = markdown.treeprocessors["inline"]
    inline.inlinePatterns = tuple(markdown.inlinePatterns)  # type: ignore[attr-defined]  # as above


def _settle_footnotes(root: Element, division: Element) -> None:
    """Give the ways back their sign; take away one that leads nowhere (nothing refers to its footnote)."""
    present = {element.get("id") for element in root.iter("sup")}
    for element in division.iter():
        for child in list(element):
            if child.get("class") == "footnote-backref":
                child.attrib.pop("title", None)
                child.text = "\u21a9"
                if child.get("href", "").removeprefix("#") not in present:
                    element.remove(child)
    for element in division.iter():
        ends = len(element) == 0 or element[-1].get("class") != "footnote-backref"
        space = "" if ends else "\u00a0"
        element.text = (element.text or "").replace(NBSP_PLACEHOLDER, space) or None
        for child in element:
            child.tail = (child.tail or "").replace(NBSP_PLACEHOLDER, space) or None
