"""Running what is measured, and saying what is being done."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class BuildFailed(Exception):
    """A measured command did not succeed; the text is what it wrote."""


class Progress:
    """One line that says what is being done: in a terminal, never in a log."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def say(self, text: str) -> None:
        """Show this instead of what was shown before; nothing clears the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K" + text)
            sys.stderr.flush()


class Cost(NamedTuple):
    """What a process took: seconds, and MiB at its peak. CPU and memory are None where the system does not tell."""

    wall: float
    cpu: float | None
    memory: float | None


def measure(command: Sequence[str], variables: Mapping[str, str], folder: Path) -> Cost:
    """Run a command in a folder to its end and return what it took, with the processes that it waited for.

    Of several processes the memory is that of the largest. Raise BuildFailed.
    """
    log = folder / "benchmark.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        cpu, memory = _wait(child)
        wall = time.perf_counter() - start
    if child.returncode:
        raise BuildFailed(f"{' '.join(command)}\n{log.read_text('utf-8', 'replace')[-4000:]}")
    return Cost(wall, cpu, memory)


def _wait(child: subprocess.Popen[bytes]) -> tuple[float | None, float | None]:
    if sys.platform == "win32":
        child.wait()
        return None, None
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    # KiB on Linux, bytes on macOS.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit
