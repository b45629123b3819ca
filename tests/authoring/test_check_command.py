"""The command as it is run: its exit codes, and what goes where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from environment import ROOT

MENDABLE = "---\ntitle: ก\ndate: 24 พ.ค. 2006\n---\nเเม่\n"
WRONG = MENDABLE.replace("24 พ.ค. 2006", "2566-02-29")
RIGHT = "---\ntitle: ก\ndate: 24 พ.ค. 2549\n---\nแม่\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


def check(notes: Path, *arguments: str, site: str = "") -> tuple[int, str, str]:
    result = subprocess.run(
        [
            sys.executable,
            str(ROOT / "scripts" / "check_notes.py"),
            "--notes",
            str(notes),
            *arguments,
        ],
        env={**os.environ, "SITE_URL": site},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return result.returncode, result.stdout.decode("utf-8"), result.stderr.decode("utf-8")


def put(notes: Path, text: str) -> Path:
    file = notes / "a.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_can_be_mended_is_shown_then_mended(notes: Path) -> None:
    file = put(notes, MENDABLE)
    assert check(notes)[0] == 0
    code, said, _ = check(notes, "--diff")
    assert code == 1
    assert "+date: 24 พ.ค. 2549\n" in said
    assert file.read_text(encoding="utf-8") == MENDABLE
    code, said, _ = check(notes, "--fix")
    assert code == 0
    assert "+แม่\n" in said
    assert file.read_text(encoding="utf-8") == RIGHT
    assert check(notes, "--diff")[0] == check(notes, "--fix")[0] == 0


def test_errors_that_are_left_count(notes: Path) -> None:
    put(notes, WRONG)
    assert check(notes, "--fix")[0] == 1


def test_what_a_program_reads_stays_one_value(notes: Path) -> None:
    put(notes, WRONG)
    code, said, aside = check(notes, "--fix", "--format", "json")
    assert code == 1
    assert [row["code"] for row in json.loads(said)] == ["date-impossible"]
    assert "+แม่" in aside


def test_wrong_options(notes: Path) -> None:
    put(notes, RIGHT)
    assert check(notes, "--fix", "--diff")[0] == 2
    assert check(notes, "--format", "html")[0] == 2


def test_a_folder_that_is_not_there(notes: Path) -> None:
    assert check(notes / "nowhere", "--fix")[0] == 1
    assert check(notes / "nowhere", "--diff")[0] == 0


def test_the_help_and_the_docs_tell_every_exit_code(notes: Path) -> None:
    told = check(notes, "--help")[1]
    page = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    for code in range(4):
        assert f"\n  {code}  " in told
        assert f"\n| {code} | " in page


@pytest.mark.parametrize("site", ["https://a.example/b/", "https://a.example/b"])
def test_explanations_are_on_the_site_where_that_is_known(notes: Path, site: str) -> None:
    put(notes, WRONG)
    assert "https://a.example/b/problems-explained/#date-impossible\n" in check(notes, site=site)[1]
    assert "docs/problems-explained.md#date-impossible\n" in check(notes)[1]
