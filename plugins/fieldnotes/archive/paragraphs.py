"""A note's body as blocks: paragraphs, list items, headings and tables, each with a permanent anchor.

Only as much Markdown is read as it takes to tell the blocks apart; turning it into a page is the site's
work. The dialect is the site's too: no raw HTML, no indented code (an account that was pasted often has its
paragraphs indented).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fieldnotes.archive.agenda import read_opening
from fieldnotes.archive.model import AgendaReference, BlockKind, Paragraph
from fieldnotes.thai.spelling import (
    collapse_spaces,
    normalise,
    normalise_aligned,
    with_plain_spaces,
)

ANCHOR_WORDS = 24
"""Letters and digits of a block's first words that decide its anchor (about five Thai words)."""

OPENING = 200
"""Characters of a block's start in which an agenda item is looked for."""

_FENCE = re.compile(r"[ ]{0,3}(```+|~~~+)")
_HEADING = re.compile(r"(#{1,6})[ \t\u00a0]*(?=[^#\s])")
_SETEXT = re.compile(r"(=+|-+)[ ]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:[0-9]+\.|[*+-])[ \t]+(?=\S)")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_TABLE_RULE = re.compile(r"[ ]*+\|?+[ ]*+:?+-++:?+[ ]*+(?:\|[ ]*+:?+-*+:?+[ ]*+)++$")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]^][^\]]*\]:[ ]")
_FOOTNOTE = re.compile(r"[ ]{0,3}\[\^[^\]]+\]:[ ]*")
# The ids of a page's own parts begin with fn-.
_EXPLICIT_ID = re.compile(r"(?<![ \t])[ \t]*+\{#(?P<id>(?!fn-)[a-z][a-z0-9-]*)\}[ \t]*$")
_WRONG_EXPLICIT_ID = re.compile(r"(?<![ \t])[ \t]*+\{#(?P<id>[^{}\s]*)\}[ \t]*$")

_SPECIAL = re.compile(r"[\\`*_\[\]<&\n]")

# Every pattern below reads a text of any length in one pass: what is repeated gives nothing back, and what
# is in brackets ends at the next one that opens, but for one level within.
_IN_BRACKETS = r"(?:\\.|[^\[\]\\]++|\[(?:\\.|[^\[\]\\]++)*+\])*+"
_IN_PARENTHESES = r"(?:\\.|[^()\\]++|\((?:\\.|[^()\\]++)*+\))*+"

EDITOR_NOTE = re.compile(r"\[บก\.[ \u00a0]*:(?:[^\[\]]++|\[[^\[\]]*+\])*+\]")
"""An editor's note: `[บก.: …]`. It is ours, not the author's, and no claim may quote it."""

INLINE_CODE = (
    r"(?<![`\\])(?P<ticks>`++)(?!`)"
    r"(?P<code>(?:[^`\n]++|\n(?![ \t]*\n)|(?<!`)(?!(?P=ticks)(?!`))`++)++)(?P=ticks)(?!`)"
)

LINK_TEXT = rf"\[(?P<text>{_IN_BRACKETS})\]"
LINK_TARGET = rf"\({_IN_PARENTHESES}\)"

_INLINE = re.compile(
    # What none of the following begins with is passed over five times as fast.
    r"(?=[\\`!\[<&*_ \t\n])(?:"
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|<>~-])"
    rf"|{INLINE_CODE}"
    rf"|(?P<editor>{EDITOR_NOTE.pattern})"
    rf"|!\[(?P<image>{_IN_BRACKETS})\]{LINK_TARGET}"
    r"|\[(?P<nolink>[^\[\]]*+)\]\{\.nolink\}"
    rf"|\[(?P<link>{_IN_BRACKETS})\](?:{LINK_TARGET}|\[[^\[\]]*+\])"
    r"|(?P<footnote>\[\^[^\[\]]++\])"
    r"|<(?P<address>https?://[^<>\s]++)>"
    r"|(?P<entity>&(?:nbsp|amp|lt|gt|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)"
    r"|(?P<emphasis>\*{1,3}|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_]))"
    r"|(?P<newline>(?<![ \t])[ \t]*+\n[ \t]*+))",
    re.DOTALL,
)
_ENTITIES = {"&nbsp;": "\u00a0", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the source: its text (Markdown, without its sign), where that begins in the body, and its own id."""

    kind: BlockKind
    source: str
    offset: int
    level: int = 0
    explicit_id: str | None = None


def read_blocks(body: str) -> Iterator[Block]:
    """Yield the blocks of a body in reading order, without code, rules and link definitions."""
    start: int | None = None
    kind: BlockKind = "paragraph"
    end = 0
    fence: str | None = None
    in_list = False
    offset = 0

    def finished() -> Iterator[Block]:
        nonlocal start
        if start is not None:
            yield from _block(kind, body[start:end], start)
        start = None

    for raw in body.split("\n"):
        line, at = raw.rstrip(), offset
        offset += len(raw) + 1
        if fence is not None:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = None
            continue
        if (opened := _FENCE.match(line)) is not None:
            yield from finished()
            fence = opened[1]
            continue
        if not line.strip():
            yield from finished()
            continue
        if (heading := _HEADING.match(line)) is not None:
            yield from finished()
            in_list = False
            text = line[heading.end() :].rstrip("# \t")
            yield from _block("heading", text, at + heading.end(), len(heading[1]))
            continue
        if (
            start is not None
            and kind == "paragraph"
            and (underline := _SETEXT.match(line)) is not None
        ):
            text_start, start = start, None
            yield from _block(
                "heading", body[text_start:end], text_start, 1 if underline[1][0] == "=" else 2
            )
            continue
        if start is None and (_RULE.match(line) or _DEFINITION.match(line)):
            in_list = False
            continue
        if (
            start is not None
            and kind == "paragraph"
            and _TABLE_RULE.match(line)
            and "|" in body[start:end]
        ):
            kind = "table"
        elif (item := _ITEM.match(line)) is not None and (start is None or kind == "item"):
            yield from finished()
            start, kind, in_list = at + item.end(), "item", True
        elif start is None:
            quote = _QUOTE.match(line)
            footnote = _FOOTNOTE.match(line)
            indent = len(line) - len(line.lstrip())
            if quote is not None:
                start, kind, in_list = at + quote.end(), "quote", False
            elif footnote is not None:
                start, kind = at + footnote.end(), "paragraph"
            else:
                start, kind = at + indent, "paragraph"
                in_list = in_list and indent > 0
        end = at + len(line)
    yield from finished()


def _block(kind: BlockKind, source: str, offset: int, level: int = 0) -> Iterator[Block]:
    if not source.strip():
        return
    explicit = _EXPLICIT_ID.search(source) if "{#" in source else None
    if explicit is not None and not source[: explicit.start()].strip():
        explicit = None
    yield Block(
        kind,
        source[: explicit.start()] if explicit else source,
        offset,
        level,
        explicit["id"] if explicit else None,
    )


def plain_text(source: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a block's words without Markdown and editor's notes, and the spans where no name is looked for."""
    if not _SPECIAL.search(source):
        return source, ()
    pieces: list[str] = []
    silent: list[tuple[int, int]] = []
    length = position = 0

    def add(text: str, quiet: bool = False) -> None:
        nonlocal length
        if quiet and text:
            silent.append((length, length + len(text)))
        pieces.append(text)
        length += len(text)

    for match in _INLINE.finditer(source):
        add(source[position : match.start()])
        position = match.end()
        group = match.lastgroup
        if match["code"] is not None:
            add(match["code"], quiet=True)
        elif match["nolink"] is not None:
            add(plain_text(match["nolink"])[0], quiet=True)
        elif match["link"] is not None:
            add(plain_text(match["link"])[0])
        elif group == "image":
            add(match["image"])
        elif group == "escaped":
            add(match["escaped"])
        elif group == "address":
            add(match["address"])
        elif group == "entity":
            add(_ENTITIES.get(match["entity"], match["entity"]))
        elif group == "newline":
            add(" ")
    add(source[position:])
    return "".join(pieces), tuple(silent)


def comparable(text: str) -> str:
    """Return a text as quotes are compared: one spelling, single spaces, none at the ends."""
    return collapse_spaces(normalise(text))


def read_paragraphs(body: str, item: int | None = None) -> tuple[Paragraph, ...]:
    """Return a body's blocks with anchors, numbers, sections and the agenda matter that each one opens.

    `item` is the agenda item to which a subject belongs that is told before any item is named.
    """
    return read_body(body, item).paragraphs


@dataclass(frozen=True, slots=True)
class ReadBody:
    """A body's paragraphs, and the text of each of them in one spelling."""

    paragraphs: tuple[Paragraph, ...]
    normal_texts: tuple[str, ...]


def read_body(body: str, item: int | None = None, *, known_aligned: bool = False) -> ReadBody:
    """Return a body's paragraphs as `read_paragraphs` does, with their texts in one spelling.

    `known_aligned`: it is known that this takes no more than plain spaces (`normalise_aligned`).
    """
    aligned = with_plain_spaces(body) if known_aligned else normalise_aligned(body)
    read = []
    normal_texts = []
    for block in read_blocks(body):
        source = block.source
        text, silent = plain_text(source)
        read.append((block, text, silent))
        normal_texts.append(
            # A piece of the body, and no markup was taken out that may have parted two signs.
            aligned[block.offset : block.offset + len(source)]
            if aligned is not None and text == source
            else normalise(text)
        )
    anchors = _anchors(
        [
            (block, normal if text else normalise(block.source))
            for (block, text, _), normal in zip(read, normal_texts, strict=True)
        ]
    )
    paragraphs = []
    number = section = 0
    for (block, text, silent), anchor in zip(read, anchors, strict=True):
        if block.kind == "heading":
            section += 1
        else:
            number += 1
        reference = None
        if (
            block.kind in ("heading", "paragraph")
            and (opening := read_opening(text.lstrip()[:OPENING])) is not None
        ):
            item = opening.item if opening.item is not None else item
            if item is not None:
                reference = AgendaReference(item, opening.subject)
        paragraphs.append(
            Paragraph(
                anchor=anchor,
                kind=block.kind,
                text=text,
                number=0 if block.kind == "heading" else number,
                section=section,
                source_offset=block.offset,
                level=block.level,
                silent=silent,
                reference=reference,
            )
        )
    return ReadBody(tuple(paragraphs), tuple(normal_texts))


def between_headings(
    paragraphs: Iterable[Paragraph], normal_texts: Iterable[str] | None = None
) -> list[tuple[Paragraph, str]]:
    """Return the paragraphs that are no headings, each with its text in one spelling.

    `normal_texts` are the texts of all of them in one spelling, for who has them.
    """
    paragraphs = tuple(paragraphs)
    if normal_texts is None:
        normal_texts = (normalise(paragraph.text) for paragraph in paragraphs)
    return [
        (paragraph, normal)
        for paragraph, normal in zip(paragraphs, normal_texts, strict=True)
        if paragraph.kind != "heading"
    ]


def _anchors(blocks: list[tuple[Block, str]]) -> list[str]:
    """One anchor a block: of its first words, so that it stays when other blocks come, go or move.

    Blocks that begin alike are told apart by all their words, except the first of them; blocks that are alike
    altogether by their order. The words of a block are given in one spelling.
    """
    taken = {block.explicit_id for block, _ in blocks if block.explicit_id}
    given: set[str] = set()
    repetitions: dict[str, int] = defaultdict(lambda: 1)
    anchors = []
    for block, words in blocks:
        anchor = block.explicit_id
        if anchor is None or anchor in given:
            sign = "h" if block.kind == "heading" else "p"
            anchor = f"{sign}-{digest(_first_letters(words))}"
            if anchor in taken:
                anchor = f"{sign}-{digest(_letters(words))}"
            stem = anchor
            while anchor in taken:
                repetitions[stem] += 1
                anchor = f"{stem}-{repetitions[stem]}"
        taken.add(anchor)
        given.add(anchor)
        anchors.append(anchor)
    return anchors


def _letters(words: str) -> str:
    return "".join(words.split())


def _first_letters(words: str) -> str:
    """The letters that decide an anchor; of a long text no more is read than it takes."""
    letters = _letters(words[: 4 * ANCHOR_WORDS])
    return (letters if len(letters) >= ANCHOR_WORDS else _letters(words))[:ANCHOR_WORDS]


@dataclass(frozen=True, slots=True)
class WrongAnchor:
    """An author's own anchor that cannot stand, where its block begins, and whether another block has it."""

    anchor: str
    offset: int
    repeated: bool


def wrong_anchors(body: str) -> Iterator[WrongAnchor]:
    """Yield the `{#id}` of a body that are no ids, or that stand twice."""
    if "{#" not in body:
        return
    given: set[str] = set()
    for block in read_blocks(body):
        if block.explicit_id is not None:
            if block.explicit_id in given:
                yield WrongAnchor(block.explicit_id, block.offset, repeated=True)
            given.add(block.explicit_id)
        elif (wrong := _WRONG_EXPLICIT_ID.search(block.source)) is not None:
            yield WrongAnchor(wrong["id"], block.offset, repeated=False)


_INLINE_CODE = re.compile(INLINE_CODE)


def blank_code(body: str) -> str:
    """Return a body of the same length in which code is spaces: what stands in it is neither a link nor a tag."""
    if "`" not in body and "~~~" not in body:
        return body
    lines = []
    fence: str | None = None
    for line in body.split("\n"):
        if fence is not None:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = None
            lines.append(" " * len(line))
        elif (opened := _FENCE.match(line)) is not None:
            fence = opened[1]
            lines.append(" " * len(line))
        else:
            lines.append(line)
    return _INLINE_CODE.sub(lambda code: re.sub("[^\n]", " ", code[0]), "\n".join(lines))


def digest(text: str) -> str:
    """Return eight ASCII letters and digits that stand for a text (40 bits of BLAKE2s, base 32)."""
    hashed = hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=5).digest()
    number = int.from_bytes(hashed, "big")
    # Two signs at a time, a third of the time that base64.b32encode takes.
    return "".join([_BASE32_PAIRS[number >> shift & 0x3FF] for shift in (30, 20, 10, 0)])


_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_BASE32_PAIRS = tuple(first + second for first in _BASE32 for second in _BASE32)
