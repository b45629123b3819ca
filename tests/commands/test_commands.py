"""The commands in scripts/, run as a user runs them: a bare Python, from any folder, to any console."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

import build
import serve
from environment import ROOT

BARE = str(getattr(sys, "_base_executable", sys.executable))
"""The Python under the environment, which has nothing of the project."""
FAULTY = "---\ntitle: การประชุม\ndate: 2566-02-29\n---\n\nเนื้อความ\n"
HINTED = "---\ntitle: การประชุม\ndate: 2566-02-28\ntags: [คำที่ไม่มีในคลัง]\n---\n\nเนื้อความ\n"


def run(
    command: str,
    *arguments: str,
    cwd: Path = ROOT,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [BARE, str(ROOT / "scripts" / command), *arguments],
        cwd=cwd,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "ที่ทำงาน" / "notes"
    folder.mkdir(parents=True)
    return folder


def test_json_is_one_value_with_paths_seen_from_here(notes: Path) -> None:
    (notes / "a.md").write_text(FAULTY, encoding="utf-8")
    result = run("check_notes.py", "--notes", "notes", "--format", "json", cwd=notes.parent)
    (problem,) = json.loads(result.stdout.decode("utf-8"))
    assert result.returncode == 1
    assert problem["path"] == "notes/a.md"
    assert (problem["line"], problem["severity"]) == (3, "error")
    assert set(problem) == {"path", "line", "column", "code", "severity", "message", "hint"}


def test_hints_alone_are_no_failure(notes: Path) -> None:
    (notes / "a.md").write_text(HINTED, encoding="utf-8")
    result = run("check_notes.py", "--notes", str(notes), "--format", "json")
    assert {row["severity"] for row in json.loads(result.stdout.decode("utf-8"))} == {"hint"}
    assert result.returncode == 0


def test_an_empty_list_is_still_json(notes: Path) -> None:
    result = run("check_notes.py", "--notes", str(notes), "--format", "json")
    assert json.loads(result.stdout.decode("utf-8")) == []


def test_the_archive_itself_has_no_error() -> None:
    result = run("check_notes.py", "--language", "en")
    assert result.returncode == 0, result.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "console",
    [
        {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp874", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_output_is_utf8_on_any_console(notes: Path, console: dict[str, str]) -> None:
    (notes / "a.md").write_text(FAULTY, encoding="utf-8")
    result = run("check_notes.py", "--notes", str(notes), variables=console)
    assert "ที่ทำงาน" in result.stdout.decode("utf-8")


def test_a_wrong_option_is_not_an_error_of_the_notes() -> None:
    assert run("check_notes.py", "--fromat", "json").returncode == 2


@pytest.mark.parametrize("command", ["build.py", "check_notes.py", "serve.py", "test.py"])
def test_help_needs_no_environment(command: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    result = subprocess.run(
        [BARE, str(tmp_path / "scripts" / command), "--help"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )
    assert "usage" in result.stdout.decode("utf-8")
    assert not (tmp_path / ".venv").exists()


def test_a_site_is_built_into_a_folder_seen_from_here(notes: Path) -> None:
    (notes / "a.md").write_text(HINTED, encoding="utf-8")
    result = run("build.py", "--notes", "notes", "--site", "out/site", cwd=notes.parent)
    assert result.returncode == 0, result.stderr.decode("utf-8")
    assert (notes.parent / "out" / "site" / "index.html").is_file()
    assert not result.stdout


def test_a_fault_leaves_the_old_site(notes: Path) -> None:
    (notes / "a.md").write_text(FAULTY, encoding="utf-8")
    site = notes.parent / "site"
    site.mkdir()
    (site / "sitemap.xml").write_text("the old one", encoding="utf-8")
    result = run("build.py", "--notes", str(notes), "--site", str(site))
    assert result.returncode == 1
    assert (site / "sitemap.xml").read_text(encoding="utf-8") == "the old one"


def test_a_folder_of_other_files_is_not_emptied(tmp_path: Path) -> None:
    treasure = tmp_path / "เอกสาร.txt"
    treasure.write_text("", encoding="utf-8")
    result = run("build.py", "--site", str(tmp_path))
    assert result.returncode == 2
    assert treasure.exists()


def test_what_may_be_emptied(tmp_path: Path) -> None:
    notes = tmp_path / "all" / "notes"
    notes.mkdir(parents=True)
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert build.may_be_emptied(tmp_path / "new", [notes])
    assert build.may_be_emptied(tmp_path / "empty", [notes])
    assert not build.may_be_emptied(tmp_path / "file", [notes])
    (tmp_path / "all" / "sitemap.xml").write_text("", encoding="utf-8")
    assert build.may_be_emptied(tmp_path / "all", [])
    assert not build.may_be_emptied(tmp_path / "all", [notes])


def test_a_port_in_use_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(serve, "DEFAULT_PORT", port)
        assert port < serve.free_port("127.0.0.1") < port + serve.TRIES


def test_a_port_that_is_asked_for_and_in_use_is_said(notes: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve.py", "--notes", str(notes), "--port", port)
    assert result.returncode == 2
    assert port in result.stderr.decode("utf-8")


def test_a_missing_folder_of_notes_is_said_before_serving(tmp_path: Path) -> None:
    result = run("serve.py", "--notes", "none", cwd=tmp_path)
    assert result.returncode == 2
    assert "ไม่พบโฟลเดอร์บันทึก" in result.stderr.decode("utf-8")


def test_the_archive_is_served(notes: Path) -> None:
    (notes / "a.md").write_text(HINTED, encoding="utf-8")
    port = serve.free_port("127.0.0.1")
    with subprocess.Popen(
        [BARE, str(ROOT / "scripts" / "serve.py"), "--notes", "notes", "--port", str(port)],
        cwd=notes.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as server:
        assert server.stderr is not None
        # MkDocs says so once the first build is done and the address answers.
        said = next(line for line in server.stderr if "Serving on" in line)
        try:
            assert f"127.0.0.1:{port}/" in said
            page = fetch(f"http://127.0.0.1:{port}/")
        finally:
            server.terminate()
            server.stderr.close()
    assert 'lang="th"' in page
    assert "livereload" in page


def fetch(address: str) -> str:
    """Return a page, waiting for the server a little: it says where it is before it listens."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"no answer at {address}")


def run_pytest(folder: Path, test: str) -> subprocess.CompletedProcess[bytes]:
    """Run a test of our own making under the rules of the project, with scripts/test.py."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_it.py").write_text(test, encoding="utf-8")
    rules = ["-p", "no:cacheprovider", "--rootdir", str(folder)]
    return run("test.py", "test_it.py", *rules, cwd=folder)


def test_arguments_go_to_pytest_with_paths_seen_from_here(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, "def test_it() -> None:\n    pass\n")
    assert "1 passed" in result.stdout.decode("utf-8")
    assert result.returncode == 0


@pytest.mark.parametrize(
    "test",
    [
        "import pytest\ndef test_it() -> None:\n    pytest.skip('not today')\n",
        "import pytest\npytest.skip('none of it', allow_module_level=True)\n",
        "import pytest\n@pytest.mark.skip\ndef test_it() -> None:\n    pass\n",
        "import warnings\ndef test_it() -> None:\n    warnings.warn('old', DeprecationWarning)\n",
        "import pytest\n@pytest.mark.misspelt\ndef test_it() -> None:\n    pass\n",
    ],
    ids=["skipped", "skipped file", "skip mark", "warning", "unknown mark"],
)
def test_what_was_not_tried_or_warns_has_failed(tmp_path: Path, test: str) -> None:
    result = run_pytest(tmp_path, test)
    # pytest's 1 is a failed test, 2 a file that could not be read.
    assert result.returncode in {1, 2}, result.stdout.decode("utf-8")


def test_a_missing_browser_fails_a_test(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text("def test_it(browser):\n    pass\n", encoding="utf-8")
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *settings, "test_it.py"],
        cwd=tmp_path,
        env={**os.environ, "FIELDNOTES_BROWSER": str(tmp_path / "none")},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 1
    assert b"no Chromium, Chrome or Edge found" in result.stdout
