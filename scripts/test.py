"""Check everything: python3 scripts/test.py [--only STEP]… or, for pytest alone, its own arguments.

    python3 scripts/test.py                        all steps
    python3 scripts/test.py --only types           one of them
    python3 scripts/test.py tests/thai -k digits   passed on to pytest

All steps run, also after one has failed; the exit code is 1 when any has.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import List, Sequence
from xml.etree import ElementTree

import environment

STEPS = ("lint", "format", "types", "javascript", "tests", "build")
WORKERS = "2"


def main() -> int:
    parser = environment.parser(__doc__)
    parser.add_argument("--only", action="append", choices=STEPS, help="run this step alone")
    options, for_pytest = parser.parse_known_args()
    environment.enter(environment.TEST)

    if for_pytest:
        find_browser()
        return subprocess.call(pytest(for_pytest))
    wanted = options.only or STEPS
    if "tests" in wanted:
        find_browser()
    with tempfile.TemporaryDirectory() as folder:
        return run_steps(wanted, Path(folder))


def find_browser() -> None:
    """Name a browser to the tests, installing one where there is none; say so where that fails."""
    import browser

    program = browser.obtain()
    if program is not None:
        os.environ[browser.VARIABLE] = str(program)
        return
    environment.say(
        "ไม่พบเบราว์เซอร์และติดตั้งไม่ได้ การทดสอบหน้าเว็บจะไม่ผ่าน ติดตั้ง Chromium, Chrome หรือ Edge ก่อน\n"
        "No browser was found or could be installed; its tests will fail. "
        "Install Chromium, Chrome or Edge."
    )


def run_steps(wanted: Sequence[str], folder: Path) -> int:
    """Run the wanted steps in order, print how each went, and return 1 when one failed, else 0."""
    report = folder / "tests.xml"
    commands = {
        "lint": tool("ruff", "check"),
        "format": tool("ruff", "format", "--check"),
        "types": tool("mypy"),
        "javascript": command("javascript.py"),
        "tests": pytest(
            ["--numprocesses", WORKERS, "--dist", "loadfile", "--junit-xml", str(report)]
        ),
        "build": command("build.py", "--site", str(folder / "site")),
    }
    results = []
    for step in STEPS:
        if step in wanted:
            print("── {}".format(step), flush=True)
            start = time.monotonic()
            failed = subprocess.call(commands[step], cwd=str(environment.ROOT))
            results.append((step, failed, time.monotonic() - start))
    print()
    for step, failed, seconds in results:
        print("{:12}{:8}{:6.1f} s".format(step, "failed" if failed else "ok", seconds))
    if report.exists():
        print(closing_line(report))
    return int(any(failed for _, failed, _ in results))


def pytest(arguments: List[str]) -> List[str]:
    """Return the command of a pytest run; paths among its arguments are of the current folder."""
    settings = ["-c", str(environment.ROOT / "pyproject.toml"), "--rootdir", str(environment.ROOT)]
    # Rows of dots are for watching.
    quiet = [] if sys.stdout.isatty() else ["--quiet", "--no-header"]
    return tool("pytest", *(settings + quiet + arguments))


def tool(name: str, *arguments: str) -> List[str]:
    """Return the command of a tool that is installed in the environment."""
    return [sys.executable, "-m", name, *arguments]


def command(name: str, *arguments: str) -> List[str]:
    """Return the command of a script beside this one."""
    return [sys.executable, str(environment.ROOT / "scripts" / name), *arguments]


def closing_line(report: Path) -> str:
    """Return how many tests passed and failed, out of a JUnit file, in the words that test runners use."""
    tree = ElementTree.parse(str(report))  # noqa: S314 - pytest wrote it a moment ago
    suites = list(tree.getroot().iter("testsuite"))
    names = ("tests", "failures", "errors")
    count = {name: sum(int(suite.get(name, "0")) for suite in suites) for name in names}
    failed = count["failures"] + count["errors"]
    return "{} passed, {} failed".format(count["tests"] - failed, failed)


if __name__ == "__main__":
    sys.exit(main())
