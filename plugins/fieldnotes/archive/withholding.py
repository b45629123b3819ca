"""Names of people who asked not to be named: replaced before anything else reads the text.

A name is found in whatever spelling of marks and spaces and in whatever case it is written, over the end of a line
(of a quote too), and with emphasis on a part of it (`นาย**สมชาย** ใจดี`). Where other markup divides it, no
replacement would leave a text that can be read; such a place is found, so that it can be reported.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import unquote

import ahocorasick

from fieldnotes.archive.model import NotStated
from fieldnotes.archive.paragraphs import EDITOR_NOTE
from fieldnotes.archive.vocabulary import vocabulary
from fieldnotes.thai.spelling import normalise, normalise_with_offsets

Words = TypeVar("Words", str | None, str | NotStated | None)

_EMPHASIS = r"[*_]*+"
_BETWEEN_WORDS = r"(?:[\s*_\\]|(?<=\n)>|(?<=\n[ >])>|&nbsp;|&#160;)*+"

# Each begins with a letter of its own, not with a class or a group: so the search skips what is none of them.
_MARKUP = re.compile(
    r"\](?:\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)|\[[^\[\]\n]*+\])?|\[\^[^\[\]\n]*+\]|\{[^{}\n]*+\}|<[^<>\n]*+>"
    r"|&(?P<entity>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{1,31});|!\[|\[|\*|_|`|~|\\|>|\|"
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
_CODEPAGE = "cp874"
_OTHER_BYTES = bytes(byte for byte in range(256) if not 0xA1 <= byte <= 0xCE)
"""What Windows' codepage for Thai has besides the consonants, U+0E01 to U+0E2E."""
_LEAST_LETTERS = 2
_TAKEN = "\ufffc"
"""Stands in place of each letter of a name that is replaced: no name and no markup."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A Markdown text with the names replaced, and where the text as typed has one that is left, if it has."""

    text: str
    left: int | None


class Withholding:
    """Replaces withheld names."""

    def __init__(self, withheld: Iterable[str]) -> None:
        # Longest first: of a full name and its first name alone, the full name is taken whole.
        parts = sorted(
            (normalise(name).split() for name in withheld), key=lambda words: -sum(map(len, words))
        )
        alternatives = [
            _BETWEEN_WORDS.join(_EMPHASIS.join(map(re.escape, word)) for word in words)
            for words in parts
            if words
        ]
        names = ["".join(words) for words in parts if words]
        has_case = any(name.upper() != name or name.lower() != name for name in names)
        self._pattern = (
            re.compile("|".join(alternatives), re.IGNORECASE if has_case else re.NOFLAG)
            if alternatives
            else None
        )
        self._signs = _Signs.of(names)
        """What tells quickly that a text has no name; None where nothing quick is sure."""

    def in_text(self, text: str) -> str:
        """Return a plain text with the names replaced."""
        return self._replaced(text, self._spans(text), vocabulary().withheld)

    def in_stated(self, text: Words) -> Words:
        """Return what a field states, with the names replaced where it states something."""
        return self.in_text(text) if isinstance(text, str) else text

    def in_texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return texts with the names replaced, those that are alike then once."""
        return tuple(dict.fromkeys(map(self.in_text, texts)))

    def in_markdown(self, text: str) -> Replaced:
        """Return a Markdown text with the names replaced; the brackets are escaped, so that none begins a link.

        A name is left that its page would show all the same: one divided by a link, code or an editor's note, written
        with entities, or in the address of a link.
        """
        if self._pattern is None:
            return Replaced(text, None)
        spans = self._spans(text)
        rest = self._replaced(text, spans, _TAKEN)
        by = re.sub(r"([\[\]])", r"\\\1", vocabulary().withheld)
        return Replaced(self._replaced(text, spans, by), self._left(rest))

    def left_in_markdown(self, text: str) -> int | None:
        """Return where a Markdown text, as typed, has a name that `in_markdown` leaves."""
        if self._pattern is None:
            return None
        return self._left(self._replaced(text, self._spans(text), _TAKEN))

    def is_in_path(self, path: str) -> bool:
        """Whether the name of a file, a folder or a page is a withheld one, or has it in it (`somchai-jaidee.jpg`)."""
        if self._pattern is None:
            return False
        words = normalise(_FILE_NAME_SIGNS.sub(" ", path))
        return self._pattern.search(words) is not None

    def _left(self, rest: str) -> int | None:
        """Where a Markdown text, in which the names that can be are replaced, still has one."""
        for markup in (_MARKUP, _MARKUP_OR_NOTE) if EDITOR_NOTE.search(rest) else (_MARKUP,):
            if (found := self._find_without(markup, rest)) is not None:
                return found
        if "%" in rest:
            for address in _ADDRESS.finditer(rest):
                if "%" in address[0] and self.is_in_path(unquote(address[0])):
                    return address.start()
        return None

    def _find_without(self, markup: re.Pattern[str], text: str) -> int | None:
        """Where a text, its markup left out, has a name."""
        without = markup.sub(_shown if "&" in text else "", text)
        # A text without markup was searched as it is.
        if without == text or self._pattern is None:
            return None
        if not self._may_have_name(without):
            return None
        normal, offsets = normalise_with_offsets(without)
        found = self._pattern.search(normal)
        return None if found is None else _place_with(markup, text, offsets[found.start()])

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where a text has the names."""
        if self._pattern is None or not self._may_have_name(text):
            return []
        normal, offsets = normalise_with_offsets(text)
        return [
            (offsets[match.start()], offsets[match.end()])
            for match in self._pattern.finditer(normal)
        ]

    def _may_have_name(self, text: str) -> bool:
        """Whether it is worth normalising a text and searching it for the names."""
        return self._signs is None or self._signs.may_be_in(text)

    @staticmethod
    def _replaced(text: str, spans: Iterable[tuple[int, int]], by: str) -> str:
        """A text with other words at some places, or, by `_TAKEN`, with as many of these as each place is long."""
        pieces, position = [], 0
        for start, end in spans:
            pieces += [text[position:start], by * (end - start) if by == _TAKEN else by]
            position = end
        return "".join((*pieces, text[position:])) if pieces else text


class _Signs:
    """What every text with one of some names has, normalised or not: that name's consonants or ASCII letters in a row.

    No spelling rule and nothing that may stand between a name's letters adds, removes or moves a Thai consonant. Of
    ASCII letters, which can be parts of others (`e` and an accent), that is sure only where a name has nothing else.
    """

    def __init__(self, consonants: Iterable[str], letters: Iterable[str]) -> None:
        # One pass over a text for all names: an archive with more notes has more names as well.
        self._consonants = ahocorasick.Automaton()
        for row in map(_consonants_of, consonants):
            self._consonants.add_word(row, row)
        self._consonants.make_automaton()
        patterns = ["(?:&nbsp;|[^A-Za-z])*+".join(row) for row in letters]
        self._letters = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None

    @classmethod
    def of(cls, names: Iterable[str]) -> _Signs | None:
        """Return the signs of names; None if of one there are none."""
        consonants, letters = [], []
        for name in names:
            in_ascii = re.findall("[A-Za-z]", name)
            if len(_consonants_of(name)) >= _LEAST_LETTERS:
                consonants.append(name)
            elif len(in_ascii) >= _LEAST_LETTERS and name.isascii() and "&" not in name:
                letters.append("".join(in_ascii))
            else:
                return None
        return cls(consonants, letters)

    def may_be_in(self, text: str) -> bool:
        """Whether a text has the signs of one of the names."""
        if self._letters is not None and self._letters.search(text):
            return True
        if len(self._consonants) == 0:
            return False
        return next(self._consonants.iter(_consonants_of(text)), None) is not None


def _consonants_of(text: str) -> str:
    """Return the Thai consonants of a text, each as some sign of its own."""
    return text.encode(_CODEPAGE, "ignore").translate(None, _OTHER_BYTES).decode("latin-1")


def _shown(markup: re.Match[str]) -> str:
    """What a page shows of what `_MARKUP` finds."""
    entity = markup["entity"]
    return _sign(entity) if entity else ""


def _place_with(markup: re.Pattern[str], text: str, offset: int) -> int:
    """Where a character of a text without its markup stands in the text."""
    length = position = 0
    for match in markup.finditer(text):
        plain = match.start() - position
        if offset < length + plain:
            break
        length += plain
        position = match.end()
        shown = len(_shown(match))
        if offset < length + shown:
            return match.start() + offset - length
        length += shown
    return position + offset - length


def _sign(entity: str) -> str:
    """What a page shows of an entity (`nbsp`), as far as it may be a part of a name: a letter, a space, or nothing."""
    if entity.startswith("#"):
        code = int(f"0{entity[1:]}", 0) if entity[1] in "xX" else int(entity[1:])
        return "" if code > sys.maxunicode or 0xD800 <= code <= 0xDFFF else chr(code)
    if entity in _SPACES:
        return " "
    return entity[0] + _ACCENTS[entity[1:]] if entity[1:] in _ACCENTS else ""
