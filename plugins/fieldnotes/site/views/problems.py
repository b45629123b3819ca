"""The page of problems, which stands under the live preview only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from fieldnotes.archive.problems import Message, Problem, describe
from fieldnotes.site import words
from fieldnotes.site.page_spec import Context, PageSpec


@dataclass(frozen=True, slots=True)
class Described:
    """A problem with its words."""

    problem: Problem
    message: Message


def page(problems: Sequence[Problem]) -> PageSpec:
    """Plan the page that lists errors before hints, each group by file."""
    return PageSpec(
        address="problems/",
        title=words.title("problems"),
        template="problems.html",
        context=partial(context, problems),
        description=words.description("problems"),
        searchable=False,
    )


def context(problems: Sequence[Problem]) -> Context:
    """Return what `problems.html` needs."""
    return {
        "errors": _by_file(problems, "error"),
        "hints": _by_file(problems, "hint"),
        "error_count": sum(problem.severity == "error" for problem in problems),
        "hint_count": sum(problem.severity == "hint" for problem in problems),
    }


def _by_file(
    problems: Sequence[Problem], severity: str
) -> tuple[tuple[str, tuple[Described, ...]], ...]:
    files: dict[str, list[Described]] = {}
    for problem in problems:
        if problem.severity == severity:
            files.setdefault(problem.path, []).append(Described(problem, describe(problem)))
    return tuple((path, tuple(rows)) for path, rows in files.items())
