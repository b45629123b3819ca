"""Where a claim's quote stands in its note: found exactly once, or the nearest passage."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from fieldnotes.archive.model import Paragraph
from fieldnotes.archive.paragraphs import comparable

NEAREST_CUTOFF = 50.0
"""Per cent of likeness below which no passage is offered."""


class Quotes:
    """A note's paragraphs as quotes are compared with them. Prepared when the first quote is looked for."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self._paragraphs = tuple(paragraph for paragraph in paragraphs if paragraph.kind != "heading")
        self._texts: tuple[str, ...] | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs' texts in one spelling."""
        if self._texts is None:
            self._texts = tuple(comparable(paragraph.text) for paragraph in self._paragraphs)
        return self._texts

    def find(self, quote: str) -> list[Paragraph]:
        """Return the paragraph of each place where a quote stands, so one found twice in a paragraph gives it twice."""
        wanted = comparable(quote)
        return [
            paragraph
            for paragraph, text in zip(self._paragraphs, self.texts, strict=True)
            for _ in range(text.count(wanted) if wanted else 0)
        ]

    def nearest(self, quote: str) -> str | None:
        """Return the passage most like a quote that is not found."""
        wanted = comparable(quote)
        best, best_score = None, NEAREST_CUTOFF
        for text in self.texts:
            found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=best_score)
            if found is not None and len(text) >= len(wanted) and found.score > best_score:
                best, best_score = text[found.dest_start : found.dest_end], found.score
        return best
