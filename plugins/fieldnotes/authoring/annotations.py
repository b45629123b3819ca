"""Problems for the review page of a code host: workflow commands for GitHub, a Code Quality report for GitLab."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from fieldnotes.archive.problems import MOST_EXPECTED, Language, Problem, describe, shown
from fieldnotes.authoring.diagnostics import shown_path

_GITHUB_LEVELS = {"error": "error", "hint": "notice"}
_GITLAB_SEVERITIES = {"error": "major", "hint": "info"}


def write_github(
    problems: Iterable[Problem], notes: Path, language: Language, output: TextIO, page: str = ""
) -> None:
    """Write a workflow command for each problem; the host shows it on the very line of a proposed change."""
    for problem in problems:
        said = describe(problem, language)
        address = f"{page}#{problem.code}" if page else ""
        body = "\n".join(part for part in (said.message, said.hint, address) if part)
        properties = {
            "file": shown(shown_path(notes, problem.path), MOST_EXPECTED),
            "line": str(problem.line),
            "col": str(problem.column),
            "title": problem.code,
        }
        listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        output.write(f"::{_GITHUB_LEVELS[problem.severity]} {listed}::{_data(body)}\n")


def write_gitlab(
    problems: Iterable[Problem], notes: Path, language: Language, output: TextIO, page: str = ""
) -> None:
    """Write one JSON list in the form of GitLab's Code Quality reports.

    A fingerprint says what is wrong and not on which line, so that a problem stays the same when lines are added above;
    of several that are alike each has its own.
    """
    rows = []
    alike: Counter[tuple[str, ...]] = Counter()
    for problem in problems:
        said = describe(problem, language)
        path = shown_path(notes, problem.path)
        identity = (path, problem.code, *problem.facts.values())
        alike[identity] += 1
        named = "\0".join((*identity, str(alike[identity])))
        rows.append(
            {
                "description": " · ".join(part for part in (said.message, said.hint) if part),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(named.encode("utf-8", "replace")).hexdigest(),
                "severity": _GITLAB_SEVERITIES[problem.severity],
                "location": {"path": path, "lines": {"begin": problem.line}},
                **({"content": {"body": f"{page}#{problem.code}"}} if page else {}),
            }
        )
    json.dump(rows, output, ensure_ascii=False, indent=2)
    output.write("\n")


def _data(text: str) -> str:
    """A command's words, as the runner reads them back."""
    # The runner still obeys commands of an older form, wherever they stand in a line.
    text = text.replace("##[", "# #[")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A command's property, which a comma or colon would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
