"""What the code hosts run: pinned, with the least rights, and with commands and options that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from environment import ROOT

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(
    r"^\s*(?:- )?uses: (?P<action>[\w.-]+/[\w./-]+)@(?P<pin>[0-9a-f]{40}) # v[0-9]+\.[0-9]+\.[0-9]+$"
)
RIGHTS = {
    ("check", "check"): {"contents": "read"},
    ("pages", "build"): {"contents": "read", "pages": "read"},
    ("pages", "deploy"): {"pages": "write", "id-token": "write"},
}
"""Workflow and job -> all that its token may do."""


def read(name: str) -> Any:
    # `on` is a truth value to YAML 1.1, and a text to the host.
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506


GITLAB = read(".gitlab-ci.yml")
GITLAB_JOBS = {
    name: job for name, job in GITLAB.items() if isinstance(job, dict) and "script" in job
}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file in FILES:
        for name, job in read(f".github/workflows/{file.name}")["jobs"].items():
            yield file.stem, name, job


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_commit(file: Any) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        match = PINNED.match(line)
        assert match is not None, line
        assert match["action"].startswith("actions/"), "of the host itself alone"


def test_an_action_has_one_pin_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            if match := PINNED.match(line):
                pins.setdefault(match["action"], set()).add(line.split("@", 1)[1])
    assert all(len(found) == 1 for found in pins.values()), pins


def test_each_job_has_the_rights_it_needs_and_no_others() -> None:
    assert {(file, name): job["permissions"] for file, name, job in jobs()} == RIGHTS
    for file in FILES:
        assert read(f".github/workflows/{file.name}")["permissions"] == {}


def test_a_proposed_change_gets_no_secret_and_runs_with_reading_alone() -> None:
    on = read(".github/workflows/check.yml")["on"]
    assert set(on) == {"pull_request"}
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert "github.token" not in text
    # What others wrote (titles, names of branches) never stands in a shell's line.
    for _, _, job in jobs():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


def test_what_is_left_on_the_runner_is_no_key() -> None:
    for _, _, job in jobs():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_only_main_is_put_on_the_web() -> None:
    pages = read(".github/workflows/pages.yml")
    assert pages["on"]["push"] == {"branches": ["main"]}
    assert set(pages["on"]) == {"push", "workflow_dispatch"}
    assert pages["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert pages["jobs"]["deploy"]["needs"] == "build"
    assert GITLAB_JOBS["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_a_change_is_annotated_and_can_be_looked_at() -> None:
    steps = read(".github/workflows/check.yml")["jobs"]["check"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert "python3 scripts/check_notes.py --format github" in runs
    assert any("build.py --zip" in run for run in runs)
    assert any(step.get("uses", "").startswith("actions/upload-artifact@") for step in steps)
    assert GITLAB_JOBS["check"]["artifacts"]["reports"]["codequality"] in "".join(
        GITLAB_JOBS["check"]["script"]
    )
    assert GITLAB_JOBS["site"]["artifacts"]["paths"] == ["site.zip"]


def test_addresses_come_from_the_host() -> None:
    for file, name, job in jobs():
        for step in job["steps"]:
            if "build.py" in step.get("run", ""):
                expected = "${{ github.server_url }}/${{ github.repository }}"
                assert step["env"]["REPO_URL"] == expected, (file, name)
    build = read(".github/workflows/pages.yml")["jobs"]["build"]["steps"]
    assert any("SITE_URL=" in step.get("run", "") for step in build)
    assert GITLAB_JOBS["pages"]["variables"] == {
        "SITE_URL": "$CI_PAGES_URL",
        "REPO_URL": "$CI_PROJECT_URL",
    }


def test_every_command_exists() -> None:
    lines = [step["run"] for _, _, job in jobs() for step in job["steps"] if "run" in step]
    lines += [line for job in GITLAB_JOBS.values() for line in job["script"]]
    named = [
        (script, option)
        for line in lines
        for script in re.findall(r"scripts/(\w+\.py)", line)
        for option in re.findall(r"(--\w+)", line)
    ]
    assert named
    for script, option in named:
        text = (ROOT / "scripts" / script).read_text(encoding="utf-8")
        assert f'"{option}"' in text, (script, option)


def test_the_python_is_one_that_is_supported() -> None:
    versions = [
        step["with"]["python-version"]
        for _, _, job in jobs()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/setup-python@")
    ]
    versions.append(GITLAB["image"].split(":")[1].split("-")[0])
    assert set(versions) == {"3.13"}


def test_jobs_end() -> None:
    assert all(int(job["timeout-minutes"]) <= 30 for _, _, job in jobs())
