"""The types of the reader's JavaScript are checked, all of it, and a fault is said with its place."""

import json
from pathlib import Path

import pytest

import environment
import javascript
from environment import ROOT

SOURCES = ROOT / "plugins" / "fieldnotes" / "search" / "scripts"


def test_every_script_is_in_a_project() -> None:
    checked = {
        file.resolve()
        for project in javascript.PROJECTS.glob("*.json")
        for pattern in json.loads(project.read_text(encoding="utf-8"))["include"]
        for file in matching(project.parent, pattern)
    }
    assert checked >= set(SOURCES.rglob("*.js"))


def matching(folder: Path, pattern: str) -> list[Path]:
    path = folder / pattern
    found = list(path.parent.resolve().glob(path.name))
    assert found, pattern
    return found


@pytest.mark.parametrize(
    ("source", "passes"),
    [
        ("/** @param {string} a */ function f(a) { return a.length; }", True),
        ("/** @param {string} a */ function f(a) { return a.longness; }", False),
        ("function f(a) { return a; }", False),
        ("let a = null; a.b();", False),
    ],
)
def test_a_fault_fails(
    source: str, passes: bool, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.js").write_text(source, encoding="utf-8")
    project = tmp_path / "a.json"
    settings = javascript.PROJECTS.parent / "tsconfig.json"
    values = {"extends": str(settings), "include": ["a.js"]}
    project.write_text(json.dumps(values), encoding="utf-8")
    assert javascript.passes(project, environment.enter_tools()) is passes
    assert ("a.js(1," in capfd.readouterr().out) is not passes
