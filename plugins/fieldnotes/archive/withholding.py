"""Names of people who asked not to be named: replaced before anything else reads the text.

A name is found in whatever spelling of marks and spaces and in whatever case it is written, over the end of a line
(of a quote too), and with emphasis on a part of it (`นาย**สมชาย** ใจดี`). Where other markup divides it, no
replacement would leave a text that can be read; such a place is found, so that it can be reported.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TypeVar
from urllib.parse import unquote

from fieldnotes.archive.model import NotStated
from fieldnotes.archive.paragraphs import EDITOR_NOTE
from fieldnotes.archive.vocabulary import vocabulary
from fieldnotes.thai.spelling import normalise, normalise_with_offsets

Words = TypeVar("Words", str | None, str | NotStated | None)

_EMPHASIS = r"[*_]*+"
_BETWEEN_WORDS = r"(?:[\s*_\\]|(?<=\n)>|(?<=\n[ >])>|&nbsp;|&#160;)*+"

_MARKUP = re.compile(
    r"\](?:\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)|\[[^\[\]\n]*+\])?|\[\^[^\[\]\n]*+\]|\{[^{}\n]*+\}|<[^<>\n]*+>"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{1,31});)|!?\[|[*_`~\\>|]"
)
"""What a page does not show of a Markdown text, and entities, of which it shows something else."""

_MARKUP_OR_NOTE = re.compile(rf"{EDITOR_NOTE.pattern}|{_MARKUP.pattern}")
"""The same and whole editor's notes, which stand apart from the text around them."""

_SPACES = ("nbsp", "ensp", "emsp", "thinsp")
_ACCENTS = {
    "grave": "\u0300",
    "acute": "\u0301",
    "circ": "\u0302",
    "tilde": "\u0303",
    "uml": "\u0308",
    "ring": "\u030a",
    "cedil": "\u0327",
}
"""Ends of the names of entities for accented letters (`&eacute;`), and the accents."""

_ADDRESS = re.compile(r"[^\s()<>\[\]\"']++")
_FILE_NAME_SIGNS = re.compile(r"[-_.+/]")
_TAKEN = "\ufffc"
"""Stands in place of each letter of a name that is replaced: no name and no markup."""


class Withholding:
    """Replaces withheld names."""

    def __init__(self, names: Iterable[str]) -> None:
        # Longest first: of a full name and its first name alone, the full name is taken whole.
        parts = sorted(
            (normalise(name).split() for name in names), key=lambda words: -sum(map(len, words))
        )
        alternatives = [
            _BETWEEN_WORDS.join(_EMPHASIS.join(map(re.escape, word)) for word in words)
            for words in parts
            if words
        ]
        self._pattern = re.compile("|".join(alternatives), re.IGNORECASE) if alternatives else None

    def in_text(self, text: str) -> str:
        """Return a plain text with the names replaced."""
        return self._replace(text, vocabulary().withheld)

    def in_stated(self, text: Words) -> Words:
        """Return what a field states, with the names replaced where it states something."""
        return self.in_text(text) if isinstance(text, str) else text

    def in_texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return texts with the names replaced, those that are alike then once."""
        return tuple(dict.fromkeys(map(self.in_text, texts)))

    def in_markdown(self, text: str) -> str:
        """Return a Markdown text with the names replaced; the brackets are escaped, so that none begins a link."""
        return self._replace(text, re.sub(r"([\[\]])", r"\\\1", vocabulary().withheld))

    def left_in_markdown(self, text: str) -> int | None:
        """Return where a Markdown text, as typed, has a name that `in_markdown` leaves and its page would show.

        That is one divided by a link, code or an editor's note, written with entities, or in the address of a link.
        """
        if self._pattern is None:
            return None
        pieces, position = [], 0
        for start, end in self._spans(text):
            pieces += [text[position:start], _TAKEN * (end - start)]
            position = end
        rest = "".join((*pieces, text[position:]))
        for markup in (_MARKUP, _MARKUP_OR_NOTE) if EDITOR_NOTE.search(rest) else (_MARKUP,):
            if (found := self._find_without(markup, rest)) is not None:
                return found
        if "%" in rest:
            for address in _ADDRESS.finditer(rest):
                if "%" in address[0] and self.is_in_path(unquote(address[0])):
                    return address.start()
        return None

    def is_in_path(self, path: str) -> bool:
        """Whether the name of a file, a folder or a page is a withheld one, or has it in it (`somchai-jaidee.jpg`)."""
        if self._pattern is None:
            return False
        words = normalise(_FILE_NAME_SIGNS.sub(" ", path))
        return self._pattern.search(words) is not None

    def _find_without(self, markup: re.Pattern[str], text: str) -> int | None:
        """Where a text, its markup left out, has a name."""
        plain, places = [], []
        length = position = 0
        for match in markup.finditer(text):
            entity = match["entity"]
            for piece, at in (
                (text[position : match.start()], position),
                (_sign(entity) if entity else "", match.start()),
            ):
                if piece:
                    plain.append(piece)
                    places.append((length, at))
                    length += len(piece)
            position = match.end()
        if not places and position == 0:
            return None
        places.append((length, position))
        normal, offsets = normalise_with_offsets("".join((*plain, text[position:])))
        found = self._pattern.search(normal) if self._pattern is not None else None
        if found is None:
            return None
        start, at = places[
            bisect_right(places, offsets[found.start()], key=lambda place: place[0]) - 1
        ]
        return at + offsets[found.start()] - start

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text has the names."""
        if self._pattern is not None:
            normal, offsets = normalise_with_offsets(text)
            for match in self._pattern.finditer(normal):
                yield offsets[match.start()], offsets[match.end()]

    def _replace(self, text: str, by: str) -> str:
        pieces, position = [], 0
        for start, end in self._spans(text):
            pieces += [text[position:start], by]
            position = end
        return "".join((*pieces, text[position:])) if pieces else text


def _sign(entity: str) -> str:
    """What a page shows of an entity, as far as it may be a part of a name: a letter, a space, or nothing."""
    name = entity[1:-1]
    if name.startswith("#"):
        code = int(f"0{name[1:]}", 0) if name[1] in "xX" else int(name[1:])
        return "" if code > sys.maxunicode or 0xD800 <= code <= 0xDFFF else chr(code)
    if name in _SPACES:
        return " "
    return name[0] + _ACCENTS[name[1:]] if name[1:] in _ACCENTS else ""
