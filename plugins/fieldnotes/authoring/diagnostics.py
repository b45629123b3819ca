"""Problems as a compiler shows them: what is wrong, where, the line itself with a caret under the place, and help."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from fieldnotes.archive.problems import MOST_EXPECTED, Language, Problem, describe, shown
from fieldnotes.archive.textfile import read_text
from fieldnotes.authoring.cells import view
from fieldnotes.authoring.discretion import Discretion
from fieldnotes.authoring.wording import words

ROOM = 100
"""Cells of a line that are shown."""

_WITHOUT_LINE = ("file-", "encoding-", "notes-", "withheld-in-file-name")
"""Codes of whole files, of which some must not be read (`file-outside`) and others cannot."""


class Sources:
    """The lines of the files that problems are in, each file read once."""

    def __init__(self, notes: Path, discretion: Discretion) -> None:
        self._notes = notes
        self._discretion = discretion
        self._files: dict[str, tuple[str, ...]] = {}

    def line(self, problem: Problem) -> str | None:
        """Return the line a problem is in; None where there is none to show, and "" where it may not be shown."""
        if problem.code.startswith(_WITHOUT_LINE):
            return None
        if problem.path not in self._files:
            text, _ = read_text(self._notes / problem.path, problem.path)
            self._files[problem.path] = tuple((text or "").split("\n"))
        lines = self._files[problem.path]
        if problem.line > len(lines) or not lines[problem.line - 1].strip():
            return None
        index = problem.line - 1
        return lines[index] if self._discretion.may_show(lines, index, problem.path) else ""


def write(
    problems: Iterable[Problem],
    sources: Sources,
    notes: Path,
    language: Language,
    output: TextIO,
    *,
    page: str = "",
) -> None:
    """Write each problem with its place, line and help, and a count at the end.

    `page` is the address of the page that explains each code; "" where there is none.
    """
    said = words(language)
    counts = {"error": 0, "hint": 0}
    for problem in problems:
        counts[problem.severity] += 1
        output.writelines(
            f"{line}\n" for line in render(problem, sources, notes, language, page=page)
        )
        output.write("\n")
    output.write(
        (said["summary"] if any(counts.values()) else said["none"]).format_map(counts) + "\n"
    )


def render(
    problem: Problem, sources: Sources, notes: Path, language: Language, *, page: str = ""
) -> Iterator[str]:
    """Yield the lines of one problem."""
    said, message = words(language), describe(problem, language)
    yield f"{said[problem.severity]}[{problem.code}]: {message.message}"
    number = str(problem.line)
    gutter = " " * len(number)
    path = shown(shown_path(notes, problem.path), MOST_EXPECTED)
    yield f"{gutter}--> {path}:{problem.line}:{problem.column}"
    line = sources.line(problem)
    if line is not None:
        yield f"{gutter} |"
        if line:
            start = problem.column - 1
            seen = view(line, start, start + _length(problem, line), ROOM)
            yield f"{number} | {seen.text}"
            yield f"{gutter} | {' ' * seen.before}{'^' * seen.width}"
        else:
            yield f"{number} | {said['line_withheld']}"
            yield f"{gutter} |"
    if message.hint:
        yield f"{gutter} = {said['help']}: {message.hint}"
    if page:
        yield f"{gutter} = {said['explained']}: {page}#{problem.code}"


def shown_path(notes: Path, path: str) -> str:
    """Return a record's path as seen from the current folder, `/` between its parts; whole where there is no way."""
    try:
        return Path(os.path.relpath(notes / path)).as_posix()
    except ValueError:
        # Another drive of Windows.
        return (notes / path).absolute().as_posix()


def _length(problem: Problem, line: str) -> int:
    """How many characters at the place are what was found; 1 where that stands otherwise in the file."""
    found = problem.facts.get("found", "")
    return len(found) if found and line.startswith(found, problem.column - 1) else 1
