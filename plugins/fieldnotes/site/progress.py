"""How far a build is, on one line of a terminal; a log gets none of it."""

from __future__ import annotations

from typing import TextIO

from fieldnotes.site import report

FEWEST_PAGES = 100
"""Fewer pages are written before anyone wonders."""

_STEPS = 100
"""How often the line changes in a build: writing it costs more than counting."""


class Progress:
    """Counts the pages that are written, of all that there are to write."""

    def __init__(self, pages: int, stream: TextIO) -> None:
        """Begin a count; it is shown if there are many pages and `stream` is a terminal."""
        self._pages = pages
        self._stream = stream
        self._written = 0
        self._every = max(1, pages // _STEPS)
        self._line = ""
        self._shown = pages >= FEWEST_PAGES and stream.isatty()

    def step(self) -> None:
        """Count one page more."""
        self._written += 1
        if self._shown and self._written % self._every == 0:
            self._show(report.sentence("progress", written=self._written, pages=self._pages))

    def end(self) -> None:
        """Take the line away, however far the build came."""
        if self._line:
            self._show("")
        self._shown = False

    def _show(self, line: str) -> None:
        # Spaces and no control sequence: consoles of older Windows print those. A line of Thai is never wider
        # than it has characters.
        self._stream.write(f"\r{' ' * len(self._line)}\r{line}")
        self._stream.flush()
        self._line = line
