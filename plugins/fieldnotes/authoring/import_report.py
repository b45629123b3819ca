"""What importing says, line by line: where each note went, what of its source is not in it, what to look at."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from fieldnotes.archive.problems import Language, shown
from fieldnotes.authoring.gotoknow.page import ADDRESS_TAKEN, Hint, LeftOut
from fieldnotes.authoring.merging import BODY, Clash
from fieldnotes.authoring.tables import table

_ALL = 10**9
_ADDRESS_SHOWN = "x.x.x.x"
"""Stands where an address was: itself it is never printed."""


@functools.cache
def words(language: Language) -> Mapping[str, Any]:
    """Return the sentences of one language."""
    loaded: dict[str, dict[str, Any]] = table(__package__, "importing.yml")
    return loaded[language]


class Report:
    """Writes to one stream in one language; what comes from a source is shown on one line, without control signs."""

    def __init__(self, language: Language, output: TextIO) -> None:
        self._words = words(language)
        self._output = output

    def say(self, key: str, **facts: object) -> None:
        """Write one sentence."""
        cleaned = {name: printable(str(fact)) for name, fact in facts.items()}
        self._output.write(self._words[key].format_map(cleaned) + "\n")

    def word(self, key: str) -> str:
        """Return words that stand alone."""
        return str(self._words[key])

    def left_out(self, all_left: Iterable[LeftOut]) -> None:
        """Write the words of a source that its note does not keep as they were, each with its line and reason."""
        rows = sorted(all_left, key=lambda one: one.line)
        if rows:
            self.say("left_out")
        for one in rows:
            reason = self._words["reasons"][one.reason]
            if one.into:
                reason += " " + self._words["into"].format(fields=one.into)
            times = self._words["times"].format(count=one.count) if one.count > 1 else ""
            self.say(
                "left_out_line",
                line=one.line,
                words=one.text or _ADDRESS_SHOWN,
                times=times,
                reason=reason,
            )

    def hints(self, hints: Iterable[Hint]) -> None:
        """Write what to look at."""
        rows = tuple(hints)
        if rows:
            self.say("hints_title")
        for hint in rows:
            sentence = self._words["hints"][hint.key].format(found=hint.found)
            self.say("hint_line", line=hint.line, hint=sentence)

    def clashes(self, note: str, clashes: Iterable[Clash]) -> None:
        """Write both versions of what was edited here and changed at the source."""
        rows = tuple(clashes)
        for clash in rows:
            what = self.word("body") if clash.field == BODY else clash.field
            self.say("clash", note=note, line=clash.line, what=what)
            self.say("clash_here", words=clash.here or self.word("nothing"))
            self.say("clash_source", words=clash.source or self.word("nothing"))
        if rows:
            self.say("clash_next")


def printable(text: str) -> str:
    """Return words as they may be printed, in full."""
    return shown(text.replace(ADDRESS_TAKEN, _ADDRESS_SHOWN), _ALL)
