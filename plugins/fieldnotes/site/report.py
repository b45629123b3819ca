"""What the log says of problems, in Thai (`report.yml`)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

import yaml

from fieldnotes.archive.problems import Problem, describe


@functools.cache
def _words() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath("report.yml").read_text(encoding="utf-8")
    words: Mapping[str, str] = yaml.safe_load(text)
    return words


def line(problem: Problem, folder: str) -> str:
    """Return a problem as one line: its place below `folder`, its code, what is wrong and what to do."""
    words = describe(problem)
    return _words()["problem_with_hint" if words.hint else "problem"].format(
        place=f"{folder}/{problem.path}:{problem.line}:{problem.column}",
        code=problem.code,
        message=words.message,
        hint=words.hint,
    )


def sentence(kind: str, **facts: object) -> str:
    """Return a sentence of `report.yml`; raises KeyError for one that it lacks."""
    return _words()[kind].format_map(facts)
