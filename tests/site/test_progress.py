"""How far a build is: seen in a terminal, not in a log, and gone at the end."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from built_site import REAL_NOTES, run_build, write_tree
from made_archive import write_archive

from fieldnotes.site.progress import FEWEST_PAGES, Progress

TERMINAL = "import sys\nsys.stderr.isatty = lambda: True\n"
"""For a process that imports it at its start: its standard error says that it is a terminal."""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    @property
    def line(self) -> str:
        """What stands on the last line, as a terminal overwrites it."""
        shown: list[str] = []
        for written in self.getvalue().split("\r"):
            shown[: len(written)] = written
        return "".join(shown).rstrip()


def test_the_line_counts_pages_and_goes_away() -> None:
    terminal = Terminal()
    progress = Progress(250, terminal)
    for _ in range(120):
        progress.step()
    assert terminal.line == "เขียนแล้ว 120 จาก 250 หน้า"
    for _ in range(130):
        progress.step()
    assert terminal.line == "เขียนแล้ว 250 จาก 250 หน้า"
    progress.end()
    assert terminal.line == ""
    assert "\n" not in terminal.getvalue()


@pytest.mark.parametrize(
    ("pages", "stream"), [(FEWEST_PAGES - 1, Terminal()), (FEWEST_PAGES, io.StringIO())]
)
def test_few_pages_and_logs_show_nothing(pages: int, stream: io.StringIO) -> None:
    progress = Progress(pages, stream)
    for _ in range(pages):
        progress.step()
    progress.end()
    assert stream.getvalue() == ""


def test_a_build_tells_a_terminal_how_far_it_is_and_a_log_nothing(tmp_path: Path) -> None:
    write_archive(tmp_path / "notes", notes=40)
    python = str(write_tree(tmp_path / "python", {"sitecustomize.py": TERMINAL}))
    watched = run_build(tmp_path / "notes", tmp_path / "site", PYTHONPATH=python)
    assert re.search(r"เขียนแล้ว ([0-9]+) จาก \1 หน้า", watched.stderr)
    logged = run_build(tmp_path / "notes", tmp_path / "site")
    assert logged.returncode == 0
    assert "เขียนแล้ว" not in logged.stderr + logged.stdout
    few = run_build(REAL_NOTES, tmp_path / "site", PYTHONPATH=python)
    assert "เขียนแล้ว" not in few.stderr
