"""The lock files name every release with its hashes, and fit the project's own words."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import lock as locking
from environment import BENCHMARK, OLDEST, ROOT, RUN, TEST, TOOLS

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]


def pins(lock: str) -> dict[str, tuple[Requirement, int]]:
    """Return each locked requirement by its name, with the number of its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, tuple[Requirement, int]] = {}
    for line in text.splitlines():
        if line and not line.lstrip().startswith("#"):
            requirement, *hashes = line.split("--hash=sha256:")
            parsed = Requirement(requirement)
            assert canonicalize_name(parsed.name) not in found
            found[canonicalize_name(parsed.name)] = (parsed, len(hashes))
    return found


@pytest.mark.parametrize("lock", [RUN, TEST, BENCHMARK])
def test_each_release_is_exact_and_has_hashes(lock: str) -> None:
    for requirement, hashes in pins(lock).values():
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), requirement
        assert requirement.url is None
        assert hashes, requirement


@pytest.mark.parametrize("lock", [RUN, TEST, BENCHMARK])
def test_it_says_nothing_of_where_packages_come_from(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text


def test_the_tests_try_what_the_site_is_built_with() -> None:
    run, tested, measured = (
        {name: str(pin[0]) for name, pin in pins(lock).items()} for lock in (RUN, TEST, BENCHMARK)
    )
    assert run.items() <= tested.items()
    assert run.items() <= measured.items()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (RUN, PROJECT["project"]["dependencies"]),
        (RUN, PROJECT["build-system"]["requires"]),
        (RUN, GROUPS["build"]),
        (TEST, GROUPS["test"]),
        (BENCHMARK, GROUPS["benchmark"]),
    ],
)
def test_it_has_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    locked = pins(lock)
    for text in wanted:
        requirement = Requirement(text)
        pin, _ = locked[canonicalize_name(requirement.name)]
        (exact,) = pin.specifier
        assert requirement.specifier.contains(exact.version), f"{text}: run scripts/lock.py"


def test_the_oldest_python_is_the_same_everywhere() -> None:
    oldest = ".".join(map(str, OLDEST))
    assert PROJECT["project"]["requires-python"] == f">={oldest}"
    assert PROJECT["tool"]["mypy"]["python_version"] == oldest
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"


def test_each_package_of_npm_is_exact_and_comes_from_the_registry_that_is_set() -> None:
    text = (ROOT / TOOLS).read_text(encoding="utf-8")
    locked = json.loads(text)["packages"]
    assert locked.pop("")["devDependencies"] == tools_asked_for()
    assert "://" not in text
    assert "resolved" not in text
    for name, package in locked.items():
        assert package["integrity"].startswith("sha512-"), name
        assert re.fullmatch(r"[0-9.]+", package["version"]), name


def tools_asked_for() -> object:
    return json.loads((ROOT / TOOLS).with_name("package.json").read_text(encoding="utf-8"))[
        "devDependencies"
    ]


def test_what_npm_brings_in_parts_has_one_for_each_system() -> None:
    assert len(locking.NPM_PLATFORMS) == len(locking.PLATFORMS)
    assert not locking.without_tools()
