"""The environment is made once, made anew when half-made or outdated, and never pretends to be whole."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import environment
from environment import ROOT, RUN, TEST, TOOLS, Environment, EnvironmentFailure

COMMANDS = sorted((ROOT / "scripts").glob("*.py"))
ENTERED_FIRST = {"browser.py"}
"""What is imported inside the environment alone."""

# A project that builds itself, so that making its environment needs nothing from the network.
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "made_up-1-py3-none-any.whl"
    with zipfile.ZipFile(folder + "/" + name, "w") as wheel:
        wheel.writestr("made_up.pth", "")
        info = "made_up-1.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: made-up\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "made_up.pth,,\\n")
    return name

build_wheel = build_editable
"""
UNOBTAINABLE = "no-such-package-of-this-project==1 --hash=sha256:" + "0" * 64 + "\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("โครงการ one")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    (root / RUN).write_text("", encoding="utf-8")
    (root / TEST).write_text("", encoding="utf-8")
    Environment(root).make(RUN)
    return root


def test_a_second_run_finds_it_whole(project: Path) -> None:
    place = Environment(project)
    assert place.holds(RUN)
    assert place.make(RUN) is False
    assert not place.is_running()


def test_its_python_is_its_own_and_has_the_project(project: Path) -> None:
    code = "import sys, importlib.metadata as m; print(sys.prefix, m.version('made-up'))"
    printed = subprocess.check_output([Environment(project).python, "-c", code], encoding="utf-8")
    assert printed.split() == [*str(project / ".venv").split(), "1"]


def test_what_the_tests_need_is_added_to_it(project: Path) -> None:
    place = Environment(project)
    kept = place.folder / "kept"
    kept.write_text("", encoding="utf-8")
    place.make(TEST)
    assert place.holds(TEST)
    assert place.holds(RUN)
    assert kept.exists()


def test_a_changed_project_is_installed_again(project: Path) -> None:
    place = Environment(project)
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert not place.holds(RUN)
    assert place.make(RUN)
    assert place.holds(RUN)


def test_a_half_made_one_is_made_anew(project: Path) -> None:
    place = Environment(project)
    (place.folder / "fieldnotes-environment.json").unlink()
    left = place.folder / "left-over"
    left.write_text("", encoding="utf-8")
    assert place.make(RUN)
    assert place.holds(RUN)
    assert not left.exists()
    assert not (project / ".venv.old").exists()


@pytest.mark.parametrize("known", ["root", "machine"])
def test_one_of_another_folder_or_machine_does_not_count(project: Path, known: str) -> None:
    place = Environment(project)
    stamp = place.folder / "fieldnotes-environment.json"
    whole = stamp.read_text(encoding="utf-8")
    stamp.write_text(json.dumps({**json.loads(whole), known: "another"}), encoding="utf-8")
    assert not place.holds(RUN)
    stamp.write_text(whole, encoding="utf-8")
    assert place.holds(RUN)


def test_a_failure_leaves_what_was_there(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Environment(project)
    lock = project / RUN
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    lock.write_text(UNOBTAINABLE, encoding="utf-8")
    with pytest.raises(EnvironmentFailure):
        place.make(RUN)
    assert not place.holds(RUN)
    lock.write_text("", encoding="utf-8")
    assert place.holds(RUN)


def test_a_failure_at_the_first_start_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (tmp_path / RUN).write_text(UNOBTAINABLE, encoding="utf-8")
    with pytest.raises(EnvironmentFailure):
        Environment(tmp_path).make(RUN)
    assert not (tmp_path / ".venv").exists()


def test_a_folder_that_is_no_environment_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / RUN).write_text("", encoding="utf-8")
    treasure = tmp_path / ".venv" / "บันทึกสำคัญ.txt"
    treasure.parent.mkdir()
    treasure.write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFailure, match="กรุณาย้ายออก"):
        Environment(tmp_path).make(RUN)
    assert treasure.exists()


def test_the_second_of_two_commands_waits_for_the_first(project: Path) -> None:
    settings = project / "pyproject.toml"
    with Environment(project)._alone():
        settings.write_text(settings.read_text(encoding="utf-8") + "# again\n", encoding="utf-8")
        code = "import sys, pathlib, environment as e; print(e.Environment(pathlib.Path(sys.argv[1])).make(e.RUN))"
        second = subprocess.Popen(
            [sys.executable, "-c", code, str(project)],
            env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert second.stderr is not None
        assert "กำลังรอ" in second.stderr.readline()
        assert second.poll() is None
    said, _ = second.communicate()
    assert said.strip() == "True"
    assert Environment(project).holds(RUN)


def test_tools_are_made_once_and_made_anew_when_cut_short_or_outdated(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Environment(project)
    place.make(RUN)
    lock = project / TOOLS
    lock.parent.mkdir(parents=True)
    lock.write_text("1", encoding="utf-8")
    lock.with_name("package.json").write_text("{}", encoding="utf-8")
    runs: list[str] = []

    def npm(_python: Path, folder: Path, *arguments: str) -> None:
        runs.extend(arguments)
        (folder / "node_modules").mkdir()
        (folder / "node_modules" / "read").write_bytes((folder / lock.name).read_bytes())

    def no_network(_python: Path, _folder: Path, *_arguments: str) -> None:
        raise EnvironmentFailure("no network")

    monkeypatch.setattr(environment, "run_npm", npm)
    assert place.make_tools()
    assert place.make_tools() is False
    assert runs == ["ci"]
    assert place.holds(RUN)

    lock.write_text("2", encoding="utf-8")
    monkeypatch.setattr(environment, "run_npm", no_network)
    with pytest.raises(EnvironmentFailure):
        place.make_tools()
    assert (place.tools / "read").read_text(encoding="utf-8") == "1"
    assert not place.holds_tools()

    monkeypatch.setattr(environment, "run_npm", npm)
    assert place.make_tools()
    assert (place.tools / "read").read_text(encoding="utf-8") == "2"
    assert place.holds_tools()


@pytest.mark.parametrize(
    ("log", "thai"),
    [
        (
            "x\nNewConnectionError: [Errno 101]\nNo matching distribution found for a==1",
            "อินเทอร์เน็ต",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "ไม่ตรงกับที่บันทึกไว้",
        ),
        ("ERROR: No matching distribution found for a==1", "ยังไม่มีสำหรับ Python"),
        ("npm error code ENOTFOUND\nnpm error network request failed", "อินเทอร์เน็ต"),
        ("npm error code EINTEGRITY\nnpm error sha512-…", "ไม่ตรงกับที่บันทึกไว้"),
        ("npm error code EBADPLATFORM", "ยังไม่มีสำหรับ Python"),
        ("OSError: [Errno 28] No space left on device", "ข้อความข้างบน"),
    ],
)
def test_a_failure_of_pip_or_npm_is_explained(log: str, thai: str) -> None:
    assert thai in environment.explain(log)


@pytest.mark.parametrize(
    ("systems", "command"),
    [
        (["debian"], "sudo apt install python3.11-venv"),
        (["ubuntu", "debian"], "sudo apt install python3.11-venv"),
        (["rocky", "rhel", "centos", "fedora"], "sudo dnf install python3-pip"),
        (["opensuse-leap", "suse", "opensuse"], "sudo zypper install python311-pip"),
        (["alpine"], "apk add python3 py3-pip"),
        ([], "Python 3.11 (python.org)"),
    ],
)
def test_the_package_with_ensurepip_is_named(systems: list[str], command: str) -> None:
    assert environment.package_with_ensurepip(systems, (3, 11)) == command


def test_a_python_that_is_too_old_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "OLDEST", (4, 0))
    monkeypatch.setattr(environment, "NEWEST", (4, 0))
    with pytest.raises(
        EnvironmentFailure, match=r"ต้องใช้ Python 4\.0 ขึ้นไป(.|\n)*Python 4\.0 or newer"
    ):
        environment.find_python()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda path: path.name)
def test_an_old_python_can_read_what_tells_it_that_it_is_old(command: Path) -> None:
    if command.name not in ENTERED_FIRST:
        ast.parse(command.read_text(encoding="utf-8"), feature_version=(3, 6))
