"""Where a claim's quote stands in its note: found exactly once, or the nearest passage."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from fieldnotes.archive.model import Paragraph
from fieldnotes.archive.paragraphs import comparable, plain_text
from fieldnotes.thai.clusters import excerpt

NEAREST_CUTOFF = 50.0
"""Per cent of likeness below which no passage is offered."""

_ELLIPSES = " \t\n\u00a0…"

NEAR = 12
"""Letters by which a passage is widened at either end to take in whole words; Thai has no spaces within a phrase."""


class Quotes:
    """A note's paragraphs as quotes are compared with them. Prepared when the first quote is looked for."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self._paragraphs = tuple(
            paragraph for paragraph in paragraphs if paragraph.kind != "heading"
        )
        self._texts: tuple[str, ...] | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs' texts in one spelling."""
        if self._texts is None:
            self._texts = tuple(comparable(paragraph.text) for paragraph in self._paragraphs)
        return self._texts

    def find(self, quote: str) -> tuple[str, list[Paragraph]]:
        """Return the words that are quoted and the paragraph of each place where they stand, so one found twice in a
        paragraph gives it twice.

        The words are the quote as written, or, where that is not found, without what came with it from the Markdown
        (`**`, a link's target) or stands for words left out (`…` at its ends).
        """
        found: list[Paragraph] = []
        for words in dict.fromkeys((quote, plain_text(quote)[0].strip(_ELLIPSES))):
            wanted = comparable(words)
            found = [
                paragraph
                for paragraph, text in zip(self._paragraphs, self.texts, strict=True)
                for _ in range(text.count(wanted) if wanted else 0)
            ]
            if found:
                return words, found
        return quote, found

    def nearest(self, quote: str) -> str | None:
        """Return the passage most like a quote that is not found, cut between letters, so that it can be copied."""
        wanted = comparable(plain_text(quote)[0])
        if not wanted:
            return None
        best, best_score = None, NEAREST_CUTOFF
        for text in self.texts:
            # Of a quote over two paragraphs the longer part is the passage.
            if len(text) < len(wanted):
                if (score := fuzz.partial_ratio(wanted, text)) > best_score and len(text) >= len(
                    wanted
                ) // 3:
                    best, best_score = text, score
                continue
            found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=best_score)
            if found is not None and found.score > best_score:
                best, best_score = _whole(text, found.dest_start, found.dest_end), found.score
        return best


def _whole(text: str, start: int, end: int) -> str:
    """A passage widened to the next space where one is near, else to whole letters."""
    before = text[max(start - NEAR, 0) : start]
    after = text[end : end + NEAR + 1]
    start -= (
        len(before) - 1 - before.rfind(" ")
        if " " in before
        else (len(before) if start <= NEAR else 0)
    )
    end += after.index(" ") if " " in after else (len(after) if end + NEAR >= len(text) else 0)
    return excerpt(text, start, end, 0)[1].strip()
