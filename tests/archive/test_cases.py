"""Every golden case: all problems that it has, no others, and what the archive makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from archive.golden import FOLDER, comparable, load_files, look_up, problem_line, read_case

import fieldnotes.archive
from fieldnotes.archive.problems import catalogue, describe

ARCHIVE = Path(fieldnotes.archive.__file__).parent

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


def test_every_code_is_shown_somewhere() -> None:
    """A code without a case or a test is one that nobody has seen."""
    shown = {line.split()[2] for file in CASES for line in read_case(file).problems}
    tests = "".join(
        file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py")
    )
    unseen = [code for code in catalogue() if code not in shown and code not in tests]
    assert not unseen


def test_every_code_is_raised() -> None:
    """The catalogue has no word for what no rule says."""
    rules = "".join(file.read_text(encoding="utf-8") for file in ARCHIVE.glob("*.py"))
    dates = {f"date-{reason}" for reason in ("unreadable", "impossible")}
    assert not [code for code in catalogue() if f'"{code}"' not in rules and code not in dates]


def test_the_catalogue_speaks_both_languages() -> None:
    for code, words in catalogue().items():
        assert words.severity in ("error", "hint"), code
        assert set(words.message) == set(words.hint) == {"th", "en"}, code
        assert set(words.nearest) in (set(), {"th", "en"}), code
        for texts in (words.message, words.hint, words.nearest):
            fields = [sorted(_FIELD.findall(texts.get(language, ""))) for language in ("th", "en")]
            assert fields[0] == fields[1], code


_FIELD = re.compile(r"(?<!\{)\{(\w+)\}")
