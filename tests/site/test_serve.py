"""`mkdocs serve` as a researcher uses it: the browser stays open while records come, change, break, mend and go."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from built_site import REAL_NOTES, configuration, environment, write_tree
from playwright.sync_api import Browser, Page

PATIENCE = 60.0
"""Seconds until a change that does not show is a failure; a build takes one or two."""

NOTE = "---\ntitle: บันทึกลองระบบ\ndate: 1 มิ.ย. 2549\n---\n\nเนื้อความแรกของบันทึกลองระบบ\n"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(folder: Path, notes: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve records with `mkdocs serve`; yields the address and the process once it answers."""
    port = _free_port()
    config = configuration(folder / "project", dev_addr=f"127.0.0.1:{port}")
    log = (folder / "log.txt").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-f", str(config)],
        env=environment(notes),
        stdout=log,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: fetch(address + "/") != "", process)
        yield address, process
        assert process.poll() is None, (folder / "log.txt").read_text(encoding="utf-8")
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


@contextlib.contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """A page of the browser; to be closed after the preview has ended, so that no reload comes between."""
    context = browser.new_context()
    page = context.new_page()
    yield page
    context.close()


def fetch(url: str) -> str:
    """The page at an address; "" while it is not there."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            text: str = answer.read().decode("utf-8")
            return text
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def until(holds: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert process.poll() is None, "the server ended"
        assert time.monotonic() < end, "the change did not show"
        time.sleep(0.2)


def test_a_note_added_edited_renamed_and_deleted_shows_in_the_open_browser(
    tmp_path: Path, browser: Browser
) -> None:
    notes = tmp_path / "notes"
    shutil.copytree(REAL_NOTES, notes)
    with opened(browser) as page, serving(tmp_path, notes) as (address, process):
        page.goto(address + "/notes/")
        assert "บันทึกลองระบบ" not in page.locator("article").inner_text()

        file = notes / "2549" / "long.md"
        file.write_text(NOTE, encoding="utf-8")
        page.get_by_role("link", name="บันทึกลองระบบ").first.wait_for(timeout=PATIENCE * 1000)

        page.goto(address + "/notes/long/")
        file.write_text(NOTE.replace("แรก", "ที่แก้แล้ว"), encoding="utf-8")
        page.get_by_text("เนื้อความที่แก้แล้ว").wait_for(timeout=PATIENCE * 1000)

        file.rename(file.with_name("long-2.md"))
        until(lambda: "ที่แก้แล้ว" in fetch(address + "/notes/long-2/"), process)
        until(lambda: fetch(address + "/notes/long/") == "", process)

        file.with_name("long-2.md").unlink()
        until(lambda: fetch(address + "/notes/long-2/") == "", process)

        organisation = notes / "organisations" / "codi.md"
        organisation.write_text(
            organisation.read_text(encoding="utf-8").replace("หน่วยงานที่หนุน", "หน่วยงานหนึ่งที่หนุน"),
            encoding="utf-8",
        )
        until(lambda: "หน่วยงานหนึ่งที่หนุน" in fetch(address + "/organisations/codi/"), process)


def test_a_fault_keeps_the_last_good_site_and_says_where_it_is(
    tmp_path: Path, browser: Browser
) -> None:
    notes = tmp_path / "notes"
    shutil.copytree(REAL_NOTES, notes)
    meeting = notes / "meetings" / "sanchon-2549-5.md"
    good = meeting.read_text(encoding="utf-8")
    with opened(browser) as page, serving(tmp_path, notes) as (address, process):
        page.goto(address + "/meetings/sanchon-2549-5/")
        assert page.locator(".fn-banner--errors").count() == 0

        meeting.write_text(good.replace("date: ไม่ทราบ", "date: 31 เม.ย. 2549"), encoding="utf-8")
        page.locator(".fn-banner--errors").wait_for(timeout=PATIENCE * 1000)
        assert "โครงสร้างการทำงานของสภาฯ" in page.locator("article").inner_text()
        page.locator(".fn-banner--errors a").click()
        page.wait_for_url("**/problems/")
        shown = page.locator("article").inner_text()
        assert "meetings/sanchon-2549-5.md" in shown
        assert "31 เม.ย. 2549" in shown
        assert "30 เม.ย. 2549" in shown

        meeting.write_text(good, encoding="utf-8")
        until(
            lambda: "fn-banner--errors" not in fetch(address + "/meetings/sanchon-2549-5/"), process
        )
        # The page on which the last fault was read says that there is none left.
        until(lambda: "ไม่มีจุดที่ต้องแก้" in fetch(address + "/problems/"), process)


def test_a_fault_at_the_first_start_shows_the_problems_until_it_is_mended(tmp_path: Path) -> None:
    notes = write_tree(tmp_path / "notes", {"2549/a.md": "ไม่มีส่วนหัว\n"})
    with serving(tmp_path, notes) as (address, process):
        assert "2549/a.md" in fetch(address + "/problems/")
        assert "/problems/" in fetch(address + "/") or "problems/" in fetch(address + "/")
        (notes / "2549" / "a.md").write_text(NOTE, encoding="utf-8")
        until(lambda: "เนื้อความแรก" in fetch(address + "/notes/a/"), process)
