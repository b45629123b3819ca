"""Where a claim's quote stands in its note: found exactly once, or the nearest passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from rapidfuzz import fuzz

from fieldnotes.archive.model import Paragraph
from fieldnotes.archive.paragraphs import between_headings, comparable, plain_text
from fieldnotes.thai.clusters import excerpt
from fieldnotes.thai.spelling import collapse_spaces

NEAREST_CUTOFF = 50.0
"""Per cent of likeness below which no passage is offered."""

_ELLIPSES = " \t\n\u00a0…"

NEAR = 12
"""Letters by which a passage is widened at either end to take in whole words; Thai has no spaces within a phrase."""


class Quotes:
    """A note's paragraphs as quotes are compared with them. Prepared when the first quote is looked for."""

    def __init__(
        self, paragraphs: Iterable[Paragraph], normal_texts: Iterable[str] | None = None
    ) -> None:
        quotable = between_headings(paragraphs, normal_texts)
        self._paragraphs = tuple(paragraph for paragraph, _ in quotable)
        self._normal_texts = tuple(normal for _, normal in quotable)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs' texts as quotes are compared with them."""
        return tuple(map(collapse_spaces, self._normal_texts))

    @cached_property
    def _whole(self) -> tuple[str, list[int]]:
        """All the texts, each on a line, so that one search goes over them, and where each begins."""
        starts = [0, *accumulate(len(text) + 1 for text in self.texts)]
        return "\n".join(self.texts), starts

    def find(self, quote: str) -> tuple[str, list[Paragraph]]:
        """Return the words that are quoted and the paragraph of each place where they stand, so one found twice in a
        paragraph gives it twice.

        The words are the quote as written, or, where that is not found, without what came with it from the Markdown
        (`**`, a link's target) or stands for words left out (`…` at its ends).
        """
        found: list[Paragraph] = []
        for words in dict.fromkeys((quote, plain_text(quote)[0].strip(_ELLIPSES))):
            found = [self._paragraphs[place] for place in self._places(comparable(words))]
            if found:
                return words, found
        return quote, found

    def _places(self, wanted: str) -> Iterator[int]:
        """The number of the text of each place where some words stand; none overlap."""
        whole, starts = self._whole
        position = whole.find(wanted) if wanted else -1
        while position >= 0:
            yield bisect_right(starts, position) - 1
            position = whole.find(wanted, position + len(wanted))

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
                best, best_score = _widened(text, found.dest_start, found.dest_end), found.score
        return best


def _widened(text: str, start: int, end: int) -> str:
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
