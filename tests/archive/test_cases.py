"""Every golden case: all problems that it has, no others, and what the archive makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive.golden import FOLDER, comparable, load_files, look_up, problem_line, read_case

from fieldnotes.archive.problems import describe

CASES = sorted(FOLDER.glob("*.case"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    loaded = load_files(tmp_path, case.files)
    assert tuple(map(problem_line, loaded.problems)) == case.problems
    for expression, expected in case.expect.items():
        found = look_up(loaded.archive, expression)
        assert comparable(found, expected) == expected, expression


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_words(file: Path, tmp_path: Path) -> None:
    """Every problem can be said in both languages, on one line each, with nothing left open."""
    for problem in load_files(tmp_path, read_case(file).files).problems:
        for language in ("th", "en"):
            said = describe(problem, language)
            assert said.message
            assert said.hint
            assert "\n" not in said.message + said.hint
            assert "“”" not in said.message
            assert "{" not in said.message.replace(problem.facts.get("found", ""), "")
