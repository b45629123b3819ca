"""A browser for the tests: one that is installed, else the platform's package, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "FIELDNOTES_BROWSER"
"""Environment variable with the path of the browser to use instead of any that is found."""

ARGUMENTS = (
    "--no-sandbox",  # refused otherwise to root, as whom CI runs; the tests open pages of their own alone
    "--disable-gpu",
    "--no-first-run",
    # The tests open nothing outside this machine; without these the browser calls its maker at every start.
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_DEBIAN_PACKAGES = ("chromium", "fonts-thai-tlwg")


def find() -> Path | None:
    """Return the program of a Chromium, Chrome or Edge on this machine, or None.

    Must not be called while Playwright's sync API is running: asking for its own browser starts it.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named) if Path(named).is_file() else None
    return next((place for place in _places() if place.is_file()), None)


def obtain() -> Path | None:
    """Return a browser's program, installing one where none is found; None when that fails too.

    What the installers say goes to standard error.
    """
    found = find()
    if found is None and not os.environ.get(VARIABLE):
        _install()
        found = find()
    if sys.platform == "linux" and _is_debian() and not _has_thai_font():
        _apt(_DEBIAN_PACKAGES[1:])
    return found


def _places() -> Iterator[Path]:
    for name in _NAMES:
        program = shutil.which(name)
        # Ubuntu's `chromium` comes as a snap, which may not read the profile that Playwright lays in /tmp.
        if program is not None and "snap" not in Path(program).resolve().parts:
            yield Path(program)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / program for program in _MAC)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := os.environ.get(variable):
                yield from (Path(folder) / program for program in _WINDOWS)
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _install() -> None:
    if sys.platform == "linux" and _is_debian() and _apt(_DEBIAN_PACKAGES):
        return
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if shutil.which("apt-get") and _as_root([]) is not None:
        # A server has none of the libraries that a browser needs; Playwright knows their names for apt.
        command.append("--with-deps")
    environment.say("กำลังติดตั้งเบราว์เซอร์สำหรับทดสอบ…\nInstalling a browser for the tests…")
    _run(command)


def _is_debian() -> bool:
    # Ubuntu's package `chromium` is an empty one that calls snap: it takes the way of Playwright.
    systems = environment.linux_names()
    return "debian" in systems and "ubuntu" not in systems and shutil.which("apt-get") is not None


def _has_thai_font() -> bool:
    tool = shutil.which("fc-list")
    if tool is None:
        return False
    return bool(subprocess.run([tool, ":lang=th"], capture_output=True, check=False).stdout.strip())


def _apt(packages: tuple[str, ...]) -> bool:
    """Install Debian packages; return False where that is not allowed or fails."""
    update = _as_root(["apt-get", "update", "--quiet"])
    install = _as_root(
        ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    )
    if update is None or install is None:
        return False
    environment.say("กำลังติดตั้ง: {0}\nInstalling: {0}".format(", ".join(packages)))
    # A stale list of packages is a reason to update, and a failed update none to give up.
    _run(update)
    return _run(install)


def _as_root(command: list[str]) -> list[str] | None:
    """Return the command as it has to be run for root's rights, or None where they are not to be had."""
    if os.name == "nt":
        return None
    if os.geteuid() == 0:
        return command
    # -n: without a password, or not at all; a test run never stops to ask.
    if (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    ):
        return ["sudo", "-n", *command]
    return None


def _run(command: list[str]) -> bool:
    return not subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    ).returncode
