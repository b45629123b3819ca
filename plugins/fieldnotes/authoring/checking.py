"""Checking the records: every problem, for a person to read, for a program, or for a code host's review page.

Paths are those of the files as seen from the current folder, so that an editor or a code host finds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TextIO

from fieldnotes.archive.joining import join
from fieldnotes.archive.problems import Language, Problem, describe
from fieldnotes.archive.records import read_records
from fieldnotes.authoring import diagnostics
from fieldnotes.authoring.annotations import write_github, write_gitlab
from fieldnotes.authoring.diagnostics import Sources, shown_path
from fieldnotes.authoring.discretion import Discretion

Format = Literal["text", "json", "github", "gitlab"]


def run(notes: Path, format: Format, language: Language, output: TextIO, page: str = "") -> int:
    """Check all records below a folder and write what is wrong; return 1 when there is an error, else 0.

    `page` is the address of the page that explains each code; "" where there is none.
    """
    records = read_records(notes)
    discretion = Discretion(records)
    problems = tuple(map(discretion.of, join(records).problems))
    if format == "json":
        write_json(problems, notes, language, output)
    elif format == "github":
        write_github(problems, notes, language, output, page)
    elif format == "gitlab":
        write_gitlab(problems, notes, language, output, page)
    else:
        sources = Sources(notes, discretion)
        diagnostics.write(problems, sources, notes, language, output, page=page)
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
