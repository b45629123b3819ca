"""The edition in one file: unpacked, it is read and searched without a server, and asks for nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import dead_links, read_page
from playwright.sync_api import Browser, Page, Request, expect

import build
from environment import ROOT

BARE = str(getattr(sys, "_base_executable", sys.executable))
LONGEST = 180
"""Signs of a path within the zip; Windows takes 260 with the folder into which it is unpacked."""
TYPED = "บ้านเอื้อม"
NOTE = "notes/gtk-30760.html"
"""The archive's first note, which speaks of it."""


def zipped(file: Path) -> Path:
    # A site's own address and that of its files have no place in it.
    elsewhere = {"SITE_URL": "https://archive.invalid/base/"}
    result = subprocess.run(
        [BARE, str(ROOT / "scripts" / "build.py"), "--zip", file.name],
        cwd=file.parent,
        env={**os.environ, **elsewhere},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr.decode("utf-8")
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    return file


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return zipped(tmp_path_factory.mktemp("out") / "คลัง 2549.zip")


@pytest.fixture(scope="module")
def site(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ที่เก็บ #1 50%")
    with zipfile.ZipFile(packed) as opened:
        opened.extractall(folder)
    (top,) = folder.iterdir()
    assert top.name == packed.stem
    return top


def missed(request: Request) -> bool:
    """Whether a file was not got, though the page that asked for it was still there."""
    return request.failure != "net::ERR_ABORTED"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that has no fault and gets nothing from elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="th-TH")
    opened = context.new_page()
    faults: list[str] = []
    asked: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.on(
        "requestfailed", lambda request: faults.append(request.url) if missed(request) else None
    )
    context.on("request", lambda request: asked.append(request.url))
    yield opened
    context.close()
    assert faults == []
    assert asked
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_the_same_source_makes_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    assert zipped(tmp_path / packed.name).read_bytes() == packed.read_bytes()


def test_what_is_in_it_unpacks_anywhere(packed: Path) -> None:
    with zipfile.ZipFile(packed) as opened:
        entries = opened.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {build.WRITTEN}
    top = packed.stem + "/"
    assert all(name.startswith(top) for name in names)
    inside = [name.removeprefix(top) for name in names]
    assert all(re.fullmatch(r"[a-zA-Z0-9._/-]+", name) for name in inside)
    assert len({name.lower() for name in inside}) == len(inside)
    assert max(map(len, names)) < LONGEST
    assert {"index.html", build.FIRST} <= set(inside)
    assert min(name for name in inside if "/" not in name) == build.FIRST
    assert not [name for name in inside if re.search(r"404|sitemap|lunr|\.(map|bin|json)$", name)]


def test_the_text_beside_it_says_in_thai_what_to_do(site: Path) -> None:
    raw = (site / build.FIRST).read_bytes()
    text = raw.decode("utf-8-sig")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "คลายไฟล์" in text
    assert "index.html" in text
    assert text.count("\r\n") == text.count("\n") > 1


def test_every_link_names_a_file(site: Path) -> None:
    assert list(dead_links(site)) == []
    for file in site.rglob("*.html"):
        found = read_page(file)
        for target in (*found.links, *found.resources):
            address = re.split("[?#]", target)[0]
            assert not address.startswith("/"), f"{file}: {target}"
            assert not address.endswith(("/", ".", "..")), f"{file}: {target}"
        assert "archive.invalid" not in file.read_text(encoding="utf-8")


def test_one_goes_through_it_from_the_first_page(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    expect(page.locator("h1").first).to_be_visible()
    tabs = page.locator(".md-tabs__link")
    for n in range(tabs.count()):
        page.locator(".md-tabs__link").nth(n).click()
        page.wait_for_load_state("load")
        expect(page.locator("h1").first).to_be_visible()
    page.goto((site / NOTE).as_uri())
    page.locator(".md-logo").first.click()
    page.wait_for_url((site / "index.html").as_uri())


def test_its_box_finds_the_note_and_leads_to_the_place(page: Page, site: Path) -> None:
    page.goto((site / "about.html").as_uri())
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially(TYPED)
    row = page.locator(f".md-search-result__list a[href*='{NOTE}']").first
    expect(row.locator("mark").first).to_contain_text(TYPED)
    row.click()
    page.wait_for_url(re.compile(rf"^file:.*/{re.escape(NOTE)}\?h="))
    expect(page.locator("article mark").first).to_contain_text(TYPED)


def test_its_search_page_finds_the_note_and_keeps_the_query(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially(TYPED)
    box.press("Enter")
    page.wait_for_url(re.compile(r"^file:.*/search/index\.html\?q="))
    result = page.locator(f"[data-search-result][href*='{NOTE}']").first
    expect(result).to_be_visible()
    total = page.locator("[data-search-total]").get_attribute("data-search-total")
    assert total is not None
    assert int(total) >= 1
    page.reload()
    expect(page.locator("[data-search-total]")).to_have_attribute("data-search-total", total)
    result.click()
    page.wait_for_url(re.compile(rf"^file:.*/{re.escape(NOTE)}"))
    page.go_back()
    expect(page.locator("[data-search-total]")).to_have_attribute("data-search-total", total)


def test_a_zip_that_could_not_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("new", encoding="utf-8")
    file = tmp_path / "a.zip"
    file.write_bytes(b"the old one")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="no space left"):
        build.pack(site, file)
    assert file.read_bytes() == b"the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "site"]


def test_a_faulty_archive_makes_no_zip(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("---\ntitle: การประชุม\ndate: 2566-02-29\n---\n\nเนื้อความ\n", "utf-8")
    result = subprocess.run(
        [BARE, str(ROOT / "scripts" / "build.py"), "--notes", "notes", "--zip", "a.zip"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]


@pytest.mark.parametrize(
    "arguments", [["--zip", "."], ["--zip", "none/a.zip"], ["--zip", "a", "--site", "b"]]
)
def test_a_place_that_cannot_be_is_said_before_building(
    arguments: list[str], tmp_path: Path
) -> None:
    result = subprocess.run(
        [BARE, str(ROOT / "scripts" / "build.py"), *arguments],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 2
