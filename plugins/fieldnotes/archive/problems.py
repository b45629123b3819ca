"""Problems: what is wrong in a record, where, and what would be right.

A problem carries a stable code and the facts (`expected`, `found`, `nearest`, …); the words stand in
`problems.yml`, in Thai and in English, so that no rule of reading holds a sentence.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Literal

import yaml

from fieldnotes.archive.model import Position
from fieldnotes.thai.clusters import excerpt

Severity = Literal["error", "hint"]
Language = Literal["th", "en"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at a place in a file: `path` is relative to `notes/`, line and column count from 1.

    An error stops a build once all are listed; a hint never does. `facts` fill the words of the code.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, int, int, str, tuple[str, ...]]:
        """The key by which problems are listed: file, place, code, facts."""
        return (self.path, self.line, self.column, self.code, tuple(self.facts.values()))


@dataclass(frozen=True, slots=True)
class Message:
    """A problem in words: what is wrong, and what to do (may be empty)."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What `problems.yml` says of one code: its severity and its sentences by language."""

    severity: Severity
    message: Mapping[str, str]
    hint: Mapping[str, str]
    nearest: Mapping[str, str]


@functools.cache
def catalogue() -> Mapping[str, CodeWords]:
    """Every code there is, in the order of `problems.yml`."""
    text = resources.files(__package__).joinpath("problems.yml").read_text(encoding="utf-8")
    return {
        code: CodeWords(
            severity=entry["severity"],
            message=entry["message"],
            hint=entry.get("hint", {}),
            nearest=entry.get("nearest", {}),
        )
        for code, entry in yaml.safe_load(text).items()
    }


def problem(code: str, at: Position, **facts: str) -> Problem:
    """Return the problem `code` at a place; raises KeyError for a code that the catalogue lacks."""
    return Problem(at.path, at.line, at.column, code, catalogue()[code].severity, facts)


_DIVIDER = " · "


def describe(fault: Problem, language: Language = "th") -> Message:
    """Return the words for a problem: its message, and its hint with the nearest right value where one is known.

    Both are one line each, and what they show of a file is cut to a length that can be read.
    """
    words = catalogue()[fault.code]
    facts = {
        key: shown(value, MOST_SHOWN if key == "found" else MOST_EXPECTED)
        for key, value in fault.facts.items()
    }
    parts = [words.hint.get(language, "")]
    if facts.get("nearest"):
        parts.insert(0, words.nearest.get(language, ""))
    return Message(
        message=words.message[language].format_map(facts),
        hint=_DIVIDER.join(part.format_map(facts) for part in parts if part),
    )


_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"
)
"""Line ends, what a terminal obeys, signs that turn the direction of writing, and what is no Unicode."""

MOST_SHOWN = 160
"""Characters of a file's own words that a message shows."""

MOST_EXPECTED = 1000
"""Characters of what would be right: lists of values, and lines to be copied."""


def shown(words: str, most: int) -> str:
    """Return words of a file as a message may show them: on one line, without control characters, not too long."""
    if len(words) > most:
        words = "".join(excerpt(words, 0, 0, most))
    return _UNPRINTABLE.sub(" ", words)


def in_order(faults: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems sorted by file and place, each one once."""
    unique = {(fault.order, fault.severity): fault for fault in faults}
    return tuple(sorted(unique.values(), key=lambda fault: fault.order))
