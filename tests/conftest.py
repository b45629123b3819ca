"""What every test can ask for: a browser. And two rules: no test is skipped, none depends on the clock."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

import browser as browsers

# A slow machine is no fault of the code; in CI the examples are the same every time.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("project")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running browser, one for all tests of a process. Where there is none the test fails."""
    program = browsers.find()
    if program is None:
        pytest.fail("no Chromium, Chrome or Edge found: `python3 scripts/test.py` installs one")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, headless=True, args=list(browsers.ARGUMENTS)
        )
        yield running
        running.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skipped test as failed: what was not tried is not known to work."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as failed: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a file that skips itself as a whole."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as failed: {report.longrepr}"
    return report


def pytest_report_teststatus(
    report: pytest.TestReport, config: pytest.Config
) -> tuple[str, str, str] | None:
    """Show a dot for a passed test in a terminal, and nothing in a log."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if report.passed and report.when == "call" and not (reporter and reporter.isatty):
        return "passed", "", ""
    return None
