"""What a command may show of a file: its output may end in a public log, so no personal data and no withheld name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fieldnotes.archive import personal_data
from fieldnotes.archive.problems import Problem
from fieldnotes.archive.records import CLAIMS_SUFFIX, SETTINGS_PATH, Records
from fieldnotes.archive.withholding import Withholding

_DIGIT = re.compile(r"[0-9\u0e50-\u0e59]")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_OF_PERSONAL_DATA = "personal-"
"""How the codes begin whose facts are masked already."""


class Discretion:
    """Says of lines whether they may be shown."""

    def __init__(self, records: Records) -> None:
        settings = records.settings.front.withhold if records.settings else ()
        self.withholding = Withholding(
            (*settings, *(name for note in records.notes for name in note.front.withhold))
        )
        self._allowed: Mapping[str, tuple[str, ...]] = records.allowed

    def may_show(self, lines: Sequence[str], index: int, path: str) -> bool:
        """Whether one of a file's lines, counted from 0, may be shown as it stands."""
        line = lines[index]
        return not (self._names_in(lines, index) or self._data_in(line, path))

    def is_discreet(self, text: str, path: str) -> bool:
        """Whether a text of one line may be shown, whatever stands around it."""
        return self.may_show((text,), 0, path)

    def of(self, problem: Problem) -> Problem:
        """Return a problem of which no fact says personal data: what was found may hold some, whatever is wrong."""
        if problem.code.startswith(_OF_PERSONAL_DATA):
            return problem
        facts = {
            key: _ADDRESS.sub("…@…", _DIGIT.sub("x", fact))
            if self._data_in(fact, problem.path)
            else fact
            for key, fact in problem.facts.items()
        }
        return problem if facts == problem.facts else replace(problem, facts=facts)

    def _data_in(self, line: str, path: str) -> bool:
        owner = path
        if path.endswith(CLAIMS_SUFFIX):
            owner = path.removesuffix(CLAIMS_SUFFIX) + ".md"
        elif "/" not in path and path.endswith(".yml"):
            owner = SETTINGS_PATH
        return bool(personal_data.find(line, path, self._allowed.get(owner, ())))

    def _names_in(self, lines: Sequence[str], index: int) -> bool:
        line = lines[index]
        if self._has_name(line):
            return True
        # A name may go over the end of a line.
        for other in (index - 1, index + 1):
            if 0 <= other < len(lines) and not self._has_name(lines[other]):
                first, second = sorted((index, other))
                if self._has_name(f"{lines[first]}\n{lines[second]}"):
                    return True
        return False

    def _has_name(self, text: str) -> bool:
        hidden = self.withholding
        return hidden.in_text(text) != text or hidden.left_in_markdown(text) is not None
