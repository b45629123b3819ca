"""Checking the records and saying what is wrong, for a person or for a program."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Literal, TextIO

import yaml

from fieldnotes.archive.joining import load
from fieldnotes.archive.problems import MOST_EXPECTED, Language, Problem, describe, shown

Format = Literal["text", "json"]


def run(notes: Path, format: Format, language: Language, output: TextIO) -> int:
    """Check all records below a folder and write what is wrong; return 1 when there is an error, else 0."""
    problems = load(notes).problems
    write = write_json if format == "json" else write_text
    write(problems, notes, language, output)
    return int(any(problem.severity == "error" for problem in problems))


def write_json(
    problems: Iterable[Problem], notes: Path, language: Language, output: TextIO
) -> None:
    """Write one JSON list of objects: path, line, column, code, severity, message, hint."""
    rows = []
    for problem in problems:
        words = describe(problem, language)
        rows.append(
            {
                "path": shown_path(notes, problem.path),
                "line": problem.line,
                "column": problem.column,
                "code": problem.code,
                "severity": problem.severity,
                "message": words.message,
                "hint": words.hint,
            }
        )
    json.dump(rows, output, ensure_ascii=False, indent=2)
    output.write("\n")


def write_text(
    problems: Iterable[Problem], notes: Path, language: Language, output: TextIO
) -> None:
    """Write each problem as `path:line:column: severity[code] message`, its hint below it, and a count at the end."""
    words = _words(language)
    counts = {"error": 0, "hint": 0}
    for problem in problems:
        counts[problem.severity] += 1
        said = describe(problem, language)
        path = shown(shown_path(notes, problem.path), MOST_EXPECTED)
        place = f"{path}:{problem.line}:{problem.column}"
        output.write(f"{place}: {words[problem.severity]}[{problem.code}] {said.message}\n")
        if said.hint:
            output.write(f"    {said.hint}\n")
    output.write(
        (words["summary"] if any(counts.values()) else words["none"]).format_map(counts) + "\n"
    )


def shown_path(notes: Path, path: str) -> str:
    """Return a record's path as seen from the current folder, `/` between its parts; whole where there is no way."""
    try:
        return Path(os.path.relpath(notes / path)).as_posix()
    except ValueError:
        # Another drive of Windows.
        return (notes / path).absolute().as_posix()


def _words(language: Language) -> dict[str, str]:
    text = resources.files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = yaml.safe_load(text)
    return words[language]
