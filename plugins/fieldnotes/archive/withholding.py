"""Names of people who asked not to be named: replaced before anything else reads the text.

A name is found in whatever spelling of marks and spaces it is written, over the end of a line, and with emphasis on a
part of it (`นาย**สมชาย** ใจดี`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from fieldnotes.archive.model import NotStated
from fieldnotes.archive.vocabulary import vocabulary
from fieldnotes.thai.spelling import normalise, normalise_with_offsets

Words = TypeVar("Words", str | None, str | NotStated | None)

_EMPHASIS = r"[*_]*+"
_BETWEEN_WORDS = r"(?:[\s*_\\]|&nbsp;|&#160;)*+"


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
        self._pattern = re.compile("|".join(alternatives)) if alternatives else None

    def in_text(self, text: str) -> str:
        """Return a plain text with the names replaced."""
        return self._replace(text, vocabulary().withheld)

    def in_stated(self, text: Words) -> Words:
        """Return what a field states, with the names replaced where it states something."""
        return self.in_text(text) if isinstance(text, str) else text

    def in_markdown(self, text: str) -> str:
        """Return a Markdown text with the names replaced; the brackets are escaped, so that none begins a link."""
        return self._replace(text, re.sub(r"([\[\]])", r"\\\1", vocabulary().withheld))

    def _replace(self, text: str, by: str) -> str:
        if self._pattern is None:
            return text
        normal, offsets = normalise_with_offsets(text)
        pieces, position = [], 0
        for match in self._pattern.finditer(normal):
            pieces += [text[position : offsets[match.start()]], by]
            position = offsets[match.end()]
        return "".join((*pieces, text[position:]))
