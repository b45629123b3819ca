"""Settings for VS Code and hooks for git: they name what is there, and read what the check writes."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from environment import ROOT
from fieldnotes.archive.vocabulary import vocabulary
from fieldnotes.authoring import checking

SETTINGS = ROOT / ".vscode"


def read(name: str) -> Any:
    """A file of settings: JSON in which a line may be a remark."""
    text = (SETTINGS / name).read_text(encoding="utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


def test_each_kind_of_yaml_record_has_its_schema() -> None:
    schemas: dict[str, list[str]] = read("settings.json")["yaml.schemas"]
    assert all((ROOT / path).is_file() for path in schemas)
    for file in (ROOT / "notes").rglob("*.yml"):
        matching = [
            path
            for path, patterns in schemas.items()
            if any(
                Path("/", file.relative_to(ROOT)).match(pattern.replace("/**/", "/*/"))
                for pattern in patterns
            )
        ]
        assert len(matching) == 1, file


def test_the_task_reads_what_the_check_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text(
        "---\ntitle: ก\ndate: 2566-02-29\ntags: [ใหม่]\n---\nเล่า\n", encoding="utf-8"
    )
    output = io.StringIO()
    checking.run(tmp_path / "notes", "text", "th", output)
    lines = output.getvalue().splitlines()
    found = []
    for matcher in read("tasks.json")["tasks"][0]["problemMatcher"]:
        first, second = (re.compile(pattern["regexp"]) for pattern in matcher["pattern"])
        for line, following in pairwise(lines):
            if (head := first.search(line)) and (place := second.search(following)):
                found.append((matcher["severity"], head[1], *place.groups()))
    assert found == [
        ("error", "date-impossible", "notes/a.md", "3", "7"),
        ("info", "tag-unknown", "notes/a.md", "4", "8"),
    ]


def test_snippets_offer_the_words_there_are() -> None:
    text = (SETTINGS / "fieldnotes.code-snippets").read_text(encoding="utf-8")
    kinds, what = re.findall(r"\$\{[0-9]\|([^|]*)\|\}", text)
    assert tuple(kinds.split(",")) == vocabulary().kinds
    assert what.split(",") == list(vocabulary().claim_kinds.words)


def test_tasks_and_hooks_name_commands_that_exist() -> None:
    commands = [task["args"][0] for task in read("tasks.json")["tasks"]]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    commands += [hook["entry"].split()[1] for hook in hooks]
    assert all((ROOT / command).is_file() for command in commands)
    assert all(re.match(hook["files"], "notes/2549/a.md") for hook in hooks)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with the hook, in which a check does as its notes say."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "check_notes.py").write_text(
        'import pathlib, sys\nsys.exit("wrong" in pathlib.Path("notes/a.md").read_text())\n',
        encoding="utf-8",
    )
    (tmp_path / "notes").mkdir()
    (tmp_path / ".githooks").mkdir()
    hook = tmp_path / ".githooks" / "pre-commit"
    hook.write_bytes((ROOT / ".githooks" / "pre-commit").read_bytes())
    hook.chmod(0o755)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "core.hooksPath", ".githooks")
    return tmp_path


def git(folder: Path, *arguments: str) -> int:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    variables = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, check=False
    ).returncode


def test_the_hook_stops_a_commit_with_an_error(checkout: Path) -> None:
    (checkout / "notes" / "a.md").write_text("wrong", encoding="utf-8")
    git(checkout, "add", "notes")
    assert git(checkout, "commit", "--quiet", "-m", "a") != 0
    (checkout / "notes" / "a.md").write_text("right", encoding="utf-8")
    git(checkout, "add", "notes")
    assert git(checkout, "commit", "--quiet", "-m", "a") == 0


def test_the_hook_lets_commits_of_other_files_be(checkout: Path) -> None:
    (checkout / "notes" / "a.md").write_text("wrong", encoding="utf-8")
    git(checkout, "add", "scripts")
    assert git(checkout, "commit", "--quiet", "-m", "a") == 0


def test_the_hook_can_be_run() -> None:
    assert os.access(ROOT / ".githooks" / "pre-commit", os.X_OK)
