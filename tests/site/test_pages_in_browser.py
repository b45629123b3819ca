"""Each kind of page in a real browser, on a phone and on a desk, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import REAL_NOTES, build
from playwright.sync_api import Browser, Page
from serving import served

KINDS = {
    "home": "",
    "note": "notes/gtk-30760/",
    "notes": "notes/",
    "meeting": "meetings/sanchon-2549-5/",
    "account": "meetings/sanchon-2549-5/account/",
    "meetings": "meetings/",
    "agenda": "agenda/",
    "organisation": "organisations/sapha-chumchon-lampang/",
    "organisations": "organisations/",
    "place": "places/ban-ueam/",
    "places": "places/",
    "tag": "tags/wisahakit-chumchon/",
    "tags": "tags/",
    "year": "years/2549/",
    "about": "about/",
    "add": "add/",
    "privacy": "privacy/",
    "search": "search/",
    "missing": "no/such/page/",
}
WIDTHS = {"phone": 360, "desk": 1280}

CONTRAST = """
() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const over = (top, below) => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map((i) => top[i] * alpha + below[i] * (1 - alpha));
  };
  const light = (rgb) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  const read = "article *, .md-footer *, .md-nav__link, .md-tabs__link, .md-header__title *";
  for (const element of document.querySelectorAll(read)) {
    const own = [...element.childNodes].filter((node) => node.nodeType === 3);
    const text = own.some((node) => node.textContent.trim());
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (!text || !box.width || !box.height) continue;
    if (style.visibility === "hidden" || style.opacity === "0") continue;
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      layers.push(parse(getComputedStyle(one).backgroundColor));
    }
    let ground = [255, 255, 255];
    for (const layer of layers.reverse()) ground = over(layer, ground);
    const ink = over(parse(style.color), ground);
    const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) {
      const words = element.textContent.trim().slice(0, 30);
      poor.push(`${element.className}: ${words}: ${style.color} on ${ground.map(Math.round)}`);
    }
  }
  return poor;
}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site: Path = build(REAL_NOTES, tmp_path_factory.mktemp("built") / "site")
    with served(site) as where:
        yield where


@pytest.fixture(params=list(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDTHS[request.param], "height": 740}, locale="th-TH"
    )
    opened = context.new_page()
    yield opened
    context.close()


SMALLEST = """
() => Math.min(...[...document.querySelectorAll("article *")]
  .filter((one) => one.offsetParent)
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))
"""
"""Pixels of the smallest writing that a reader sees on a page."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_is_quiet_and_stands_out_in_light_and_dark(
    kind: str, page: Page, address: str
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text)
            if message.type in ("error", "warning") and "404" not in message.text
            else None
        ),
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{KINDS[kind]}")

    heading = page.locator("h1")
    assert heading.count() == 1
    assert heading.inner_text().strip()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        "the page scrolls sideways"
    )
    assert page.locator("html").get_attribute("lang") == "th"
    assert page.evaluate(SMALLEST) >= 14
    assert faults == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []

    # Material fades colours when the scheme changes; the colours to compare are the last ones.
    page.add_style_tag(content="*, *::before, *::after { transition: none !important; }")
    for scheme in ("default", "slate"):
        page.evaluate(
            "scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme
        )
        assert page.evaluate(CONTRAST) == [], scheme


def test_the_name_above_each_page_breaks_between_words(page: Page, address: str) -> None:
    page.goto(address)
    name = page.locator(".md-header__topic").first
    assert name.inner_text().strip() == "คลังบันทึกการประชุมเครือข่ายฯสัญจร"
    lines = name.evaluate(
        """(element, words) => words.map((word) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) texts.push(walker.currentNode);
          const place = (wanted) => {
            let before = 0;
            for (const text of texts) {
              if (wanted <= before + text.data.length) return [text, wanted - before];
              before += text.data.length;
            }
          };
          const start = element.textContent.indexOf(word);
          const range = document.createRange();
          range.setStart(...place(start + 1));
          range.setEnd(...place(start + word.length));
          return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
        })""",
        ["บันทึก", "ประชุม", "เครือข่ายฯ", "สัญจร"],
    )
    assert lines == [1, 1, 1, 1]
    # None of it is cut off.
    assert name.evaluate("one => one.scrollHeight <= one.clientHeight + 1")


@pytest.mark.parametrize("guide", ["add/", "how-to-search/", "thai-search/"])
def test_each_cell_of_a_guide_s_table_can_be_read(guide: str, page: Page, address: str) -> None:
    page.goto(f"{address}/{guide}")
    page.locator("article .md-typeset__scrollwrap table").first.wait_for()
    narrow = page.evaluate(
        """() => [...document.querySelectorAll("article td")]
          .filter((cell) => cell.textContent.length > 40 && cell !== cell.parentElement.firstElementChild)
          .filter((cell) => cell.getBoundingClientRect().width < 200)
          .map((cell) => cell.textContent)"""
    )
    assert narrow == []
    # What does not fit moves sideways, as far as its end.
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("article .md-typeset__scrollwrap")]
          .filter((wrapper) => {
            wrapper.scrollLeft = wrapper.scrollWidth;
            const { right } = wrapper.querySelector("tr").lastElementChild.getBoundingClientRect();
            return right > Math.min(innerWidth, wrapper.getBoundingClientRect().right);
          }).length"""
    )
    assert hidden == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_note_is_set_for_reading(page: Page, address: str) -> None:
    page.goto(f"{address}/notes/gtk-30760/")
    paragraph = page.locator("article p[id^='p-']").first
    size, line, spacing, align = paragraph.evaluate(
        "one => { const style = getComputedStyle(one);"
        " return [parseFloat(style.fontSize), parseFloat(style.lineHeight), style.letterSpacing, style.textAlign]; }"
    )
    assert 17 <= size <= 20
    assert line / size >= 1.7
    assert spacing in ("normal", "0px")
    assert align in ("start", "left")
    assert (
        paragraph.evaluate(
            "one => one.getBoundingClientRect().width / parseFloat(getComputedStyle(one).fontSize)"
        )
        <= 41
    )


def test_a_reader_goes_from_home_to_a_paragraph_and_back(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.locator("article a[href*='notes/gtk-30760']").first.click()
    page.wait_for_url("**/notes/gtk-30760/")
    assert "5/2549" in page.locator("h1").inner_text()
    page.locator("article a[href*='meetings/sanchon-2549-5']").first.click()
    page.wait_for_url("**/meetings/sanchon-2549-5/")
    page.locator("article a[href*='notes/gtk-30760']").first.click()
    page.wait_for_url("**/notes/gtk-30760/**")
    page.locator("article a.fn-mention").first.click()
    page.wait_for_url("**/organisations/**")
    page.locator("article a[href*='notes/gtk-30760/#p-']").first.click()
    page.wait_for_url("**/notes/gtk-30760/#p-*")
    anchor = page.url.partition("#")[2]
    target = page.locator(f"[id='{anchor}']")
    assert target.count() == 1
    target.wait_for(state="visible")
    assert target.evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; }"
    )


def test_what_the_note_does_not_say_is_shown_as_not_said(page: Page, address: str) -> None:
    page.goto(f"{address}/meetings/sanchon-2549-5/")
    text = page.locator("article").inner_text()
    assert "บันทึกไม่ได้ระบุ" in text
    assert "เล่ายังไม่จบ" in text
    page.goto(f"{address}/notes/gtk-30760/")
    text = page.locator("article").inner_text()
    assert "ไม่ปรากฏชื่อผู้เขียน" in text
    assert "24 พฤษภาคม 2549" in text
    assert "ไม่ใช่ถ้อยคำของผู้เขียน" in text
    assert text.count("ยังไม่มีในคลัง") >= 2
