"""A page as text: lines as they stand, and the tags of a word processor where its HTML was pasted as text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from fieldnotes.authoring.gotoknow.page import LeftOut, Line, Run

_BREAKING = "p|div|br|li|ul|ol|tr|table|tbody|thead|h[1-6]|hr|blockquote|o:p"
_NAMES = (
    rf"{_BREAKING}|span|b|i|u|s|em|strong|font|a|img|td|th|sub|sup|center|small|big|"
    r"strike|meta|link|style|script|xml|object|embed|iframe|(?:o|w|v|m|st1|st2):[a-z0-9]+"
)
_TOKEN = re.compile(
    r"(?P<hidden><!--.*?(?:-->|\Z)|<(?P<block>style|script|xml)\b[^<>]*>.*?(?:</(?P=block)\s*>|\Z)|<\?xml[^<>]*>|<!\[[^<>]*\]>)"
    rf"|(?P<tag><(?P<end>/?)(?P<name>{_NAMES})(?P<attributes>(?:\s[^<>]*)?)/?>)"
    r"|(?P<break>\n)",
    re.IGNORECASE | re.DOTALL,
)
"""What is no text: comments and scripts with all that is in them, tags that HTML or Word knows (`<Click>` is none)."""

_ATTRIBUTE = re.compile(
    r"""(?P<name>href|src|alt)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_BREAKING_NAME = re.compile(_BREAKING.replace("|o:p", ""), re.IGNORECASE)
_WEB = ("http://", "https://")


@dataclass(slots=True)
class _Lines:
    """Lines in the making."""

    done: list[Line] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    start: int = 1

    def end(self, next_number: int) -> None:
        """End the line; the next one begins on a line of the source."""
        self.done.append(Line(self.start, tuple(self.runs)))
        self.runs, self.start = [], next_number


def read_lines(text: str) -> tuple[list[Line], list[LeftOut]]:
    """Return the lines of a text, each with the number of its line in the source, and the tags left out.

    Entities are read only where tags stand, for a text without any has typed what it shows.
    """
    has_tags = any(match["tag"] or match["hidden"] for match in _TOKEN.finditer(text))
    if not has_tags:
        return [
            Line(number, (Run(line),) if line else ())
            for number, line in enumerate(text.split("\n"), 1)
        ], []
    lines = _Lines()
    tags: Counter[str] = Counter()
    first: dict[str, int] = {}
    left_out: list[LeftOut] = []
    link: str | None = None
    position, number = 0, 1

    def drop(words: str, reason: str) -> None:
        tags[words] += 1
        if first.setdefault(words, number) == number and tags[words] == 1:
            left_out.append(LeftOut(number, words, reason))

    def add(words: str) -> None:
        if words:
            lines.runs.append(Run(_ENTITY.sub(read_entity, words), link))

    def read_entity(match: re.Match[str]) -> str:
        sign = entity(match[0])
        if sign != match[0]:
            drop(match[0], "entity")
        return sign

    for match in _TOKEN.finditer(text):
        add(text[position : match.start()])
        position = match.end()
        if match["break"]:
            number += 1
            lines.end(number)
            continue
        drop(match[0], "hidden" if match["hidden"] else "tag")
        number += match[0].count("\n")
        name = (match["name"] or "").lower()
        if _BREAKING_NAME.fullmatch(name):
            lines.end(number)
        elif name == "a":
            target = "" if match["end"] else _attributes(match["attributes"]).get("href", "")
            link = target if target.startswith(_WEB) else None
        elif name == "img" and (source := _attributes(match["attributes"]).get("src")):
            alt = _attributes(match["attributes"]).get("alt", "")
            lines.runs.append(Run(alt, image=source))
    add(text[position:])
    lines.end(number)
    counted = [LeftOut(one.line, one.text, one.reason, count=tags[one.text]) for one in left_out]
    return lines.done, counted


def _attributes(text: str) -> dict[str, str]:
    found = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match["double"] or match["single"] or match["bare"] or ""
        found[match["name"].lower()] = _ENTITY.sub(lambda one: entity(one[0]), value).strip()
    return found


def entity(words: str) -> str:
    """Return the sign that `&nbsp;` and its like mean; what is none comes back as it is."""
    sign = LexborHTMLParser(f"<p>{words}</p>").text()
    return sign if sign and len(sign) <= 2 and "\0" not in sign else words
