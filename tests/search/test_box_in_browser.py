"""The search box in the header of each page, and the marks on the page that a result leads to, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from built_site import write_tree
from plain_site import build_plain, run_plain
from playwright.sync_api import Browser, Page, Route, expect
from search.searched_site import EXTENSIONS, FULL_NAME, NOTES, both, build_searched, pages
from serving import served

from fieldnotes.search.interface import release

IN_BOX = 20
"""Results that the box shows at most."""

BEFORE_FOCUS = 5 * 1024
"""Bytes that search may load before the box has focus."""


class Box:
    """Material's box on a page."""

    def __init__(self, page: Page) -> None:
        self.field = page.locator("[data-md-component=search-query]")
        self.count = page.locator(".md-search-result__meta")
        self.rows = page.locator(".md-search-result__list a")
        self.all = page.locator(".ts-all")
        self.suggestions = page.locator(".md-search .ts-suggestions a")

    def type(self, text: str) -> None:
        self.field.click()
        self.field.press_sequentially(text)


def test_a_page_loads_next_to_nothing_before_the_box_has_focus(
    page: Page, site: Callable[[str], Path], address: str
) -> None:
    loaded: set[str] = set()
    page.context.on(
        "request", lambda request: loaded.add(request.url.removeprefix(address).partition("?")[0])
    )
    for path in ("/", "/notes/n1/"):
        loaded.clear()
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        of_search = {url for url in loaded if "search" in url}
        assert of_search == {"/search/box.js", "/search/starter.js", "/search/search_index.json"}
        sizes = {url: (site("whole") / url.lstrip("/")).stat().st_size for url in of_search}
        assert sum(sizes.values()) <= BEFORE_FOCUS, sizes
    with page.expect_request("**/search/index/**"):
        Box(page).field.focus()


def test_the_index_does_not_wait_for_the_engine(page: Page, address: str) -> None:
    page.context.route("**/search/engine.js*", lambda _: None)
    page.goto(address)
    with page.expect_request("**/head.bin"), page.expect_request("**/names.bin"):
        Box(page).field.focus()


@both
def test_as_one_types_the_box_shows_results_and_their_exact_number(
    page: Page, address: str
) -> None:
    page.goto(address)
    box = Box(page)
    box.type("ออมทรัพย์บ้านทุ่ง")
    expect(box.count).to_have_text(f"พบ {NOTES} หน้า")
    expect(box.count).to_have_attribute("role", "status")
    # Material shows ten, and four more each time that the end of the list comes into sight.
    for shown in range(10, IN_BOX, 4):
        expect(box.rows).to_have_count(shown)
        box.rows.first.scroll_into_view_if_needed()
        box.rows.last.scroll_into_view_if_needed()
    expect(box.rows).to_have_count(IN_BOX)
    expect(box.all).to_have_text(f"ดูผลการค้นหาทั้งหมด {NOTES} หน้า")
    expect(box.rows.first.locator("mark").first).to_have_text("ออมทรัพย์บ้านทุ่ง")
    expect(box.rows.first).to_contain_text("การประชุมครั้งที่")
    box.all.click()
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")


@both
def test_a_row_leads_to_the_paragraph_and_all_is_marked_once(page: Page, address: str) -> None:
    page.goto(address)
    box = Box(page)
    box.type('"หมายเลข 7 เก็บเงิน"')
    expect(box.rows).to_have_count(1)
    box.rows.first.click()
    page.wait_for_url("**/notes/n7/?h=*#p-2")
    expect(page.locator("article mark")).to_have_count(1)
    expect(page.locator("#p-2 mark")).to_have_text("หมายเลข 7 เก็บเงิน")
    # Material, whose own marks come with its own clock, has been told not to make any.
    page.wait_for_load_state("networkidle")
    assert "search.highlight" not in page.locator("#__config").evaluate(
        "one => JSON.parse(one.textContent).features"
    )
    assert page.locator("mark mark").count() == 0


def test_arrows_enter_and_escape(page: Page, address: str) -> None:
    page.goto(address)
    box = Box(page)
    box.type("หมายเลข 12 เก็บ")
    expect(box.rows).not_to_have_count(0)
    expect(box.count).to_have_text(re.compile("^พบ"))
    walked = [*box.suggestions.all(), *box.rows.all()]
    for row in walked:
        page.keyboard.press("ArrowDown")
        expect(row).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(box.all).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(box.field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(box.field).not_to_be_focused()
    box.field.click()
    # Material opens its box a moment after, and hears no arrows before.
    expect(page.locator("#__search")).to_be_checked()
    for _ in range(len(walked)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/n12/**")


def test_enter_leads_to_the_search_page(page: Page, address: str) -> None:
    page.goto(f"{address}/notes/n3/")
    box = Box(page)
    box.type("ออมทรัพย์")
    box.field.press("Enter")
    page.wait_for_url(f"{address}/search/?q=*")
    expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
    expect(page.locator("#ts-input")).to_have_value("ออมทรัพย์")


def test_what_is_pasted_is_searched(page: Page, address: str) -> None:
    page.goto(address)
    box = Box(page)
    box.field.click()
    # What no key wrote: `input` is all that the page hears.
    page.keyboard.insert_text("ออมทรัพย์")
    expect(box.count).to_have_text(f"พบ {NOTES} หน้า")


def test_half_a_composed_word_is_no_query(page: Page, address: str) -> None:
    # The page's clock stands still but for what the test lets pass: a composition that rests is searched.
    page.clock.install()
    page.goto(address)
    box = Box(page)
    box.field.click()
    page.evaluate("""() => {
      window.asked = [];
      const worker = window.thaiSearch.connect(), send = worker.postMessage;
      worker.postMessage = function (message) {
        if (message.type === 2) window.asked.push(message.data);
        return send.call(this, message);
      };
    }""")
    keys = page.context.new_cdp_session(page)
    # Material asks a moment after the box has got the focus.
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=10))
    for half in ("อ", "ออ", "ออม"):
        keys.send("Input.imeSetComposition", {"text": half, "selectionStart": 1, "selectionEnd": 1})
        page.keyboard.press("Shift")
        page.clock.run_for(800)
    assert page.evaluate("window.asked") == []
    keys.send("Input.insertText", {"text": "ออมทรัพย์"})
    page.clock.resume()
    expect(box.count).to_have_text(f"พบ {NOTES} หน้า")
    assert set(page.evaluate("window.asked")) == {"ออมทรัพย์"}


def test_a_composition_that_rests_is_searched(page: Page, address: str) -> None:
    """Keyboards of telephones compose without end where words have no spaces between."""
    page.goto(address)
    box = Box(page)
    box.field.click()
    keys = page.context.new_cdp_session(page)
    keys.send(
        "Input.imeSetComposition", {"text": "ออมทรัพย์", "selectionStart": 9, "selectionEnd": 9}
    )
    expect(box.count).to_have_text(f"พบ {NOTES} หน้า")


@both
def test_suggestions_stand_first_and_lead_on(page: Page, address: str) -> None:
    page.goto(address)
    box = Box(page)
    box.type("สถาบันพัฒ")
    expect(box.suggestions.first).to_have_text(FULL_NAME)
    # Material's own completion, where the site has it on; it hears of keys alone.
    page.keyboard.press("Shift")
    expect(page.locator(".md-search__suggest")).to_have_text(FULL_NAME)
    page.keyboard.press("ArrowDown")
    expect(box.suggestions.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("#ts-input")).to_have_value(FULL_NAME)


def test_clearing_the_box_clears_all_of_it(page: Page, address: str) -> None:
    page.goto(address)
    box = Box(page)
    box.type("ออมทรัพย์")
    expect(box.all).to_be_visible()
    page.get_by_role("button", name="ล้าง").click()
    expect(box.all).to_be_hidden()
    expect(box.suggestions).to_have_count(0)
    expect(box.rows).to_have_count(0)
    expect(box.count).not_to_contain_text("พบ")


def test_a_blank_is_no_query(page: Page, address: str) -> None:
    page.goto(address)
    box = Box(page)
    box.type("ออมทรัพย์")
    expect(box.all).to_be_visible()
    box.field.fill(" ")
    expect(box.all).to_be_hidden()
    expect(box.suggestions).to_have_count(0)
    expect(box.rows).to_have_count(0)
    expect(box.count).to_have_text("พิมพ์เพื่อเริ่มค้นหา")


@both
def test_nothing_found_is_said_in_the_box(page: Page, address: str) -> None:
    page.goto(address)
    box = Box(page)
    box.type("ฮฮฮฮฮฮฮ")
    expect(box.count).to_have_text("ไม่พบหน้าที่มีคำค้นนี้")
    expect(box.all).to_have_text("ค้นหาต่อในหน้าค้นหา")


def test_a_long_list_of_readings_leaves_room_for_results(browser: Browser, tmp_path: Path) -> None:
    dates = ["24 พ.ค. 2549", "24 พฤษภาคม 2549", "24/5/2549", "2006-05-24", "24 พ.ค. 49"]
    made = {f"n{n}.md": f"# บันทึก\n\nเขียนเมื่อ {date}\n" for n, date in enumerate(dates)}
    page = browser.new_page(viewport={"width": 360, "height": 640})
    with served(build_searched(tmp_path, {"index.md": "# หน้าแรก\n", **made})) as where:
        page.goto(where)
        page.locator("header [for=__search]").first.click()
        box = Box(page)
        box.type("24/5/49")
        expect(box.count).to_contain_text("ไม่พบตรงตัว แต่พบ 5 หน้าเมื่อตีความแบบอื่น ค้นหา “24")
        lines = box.count.locator("span").evaluate(
            "one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)"
        )
        assert 1 < lines < 2.5
    page.close()


def test_where_the_number_is_no_exact_one_nothing_says_otherwise(page: Page, address: str) -> None:
    page.goto(address)
    # As on a site so large that the box does not count all.
    page.evaluate(
        """() => thaiSearch.connect().addEventListener("message", ({ data }) => {
          const told = data.counted ?? data.data;
          if (told?.total) told.exact = false;
        }, true)"""
    )
    box = Box(page)
    box.type("ออมทรัพย์")
    expect(box.count).to_have_text(f"พบประมาณ {NOTES} หน้า")
    expect(box.all).to_have_text(f"ดูผลการค้นหาทั้งหมดประมาณ {NOTES} หน้า")


@both
def test_an_index_that_is_not_there_is_said_in_the_box(page: Page, address: str) -> None:
    page.context.route("**/search/index/**", lambda route: route.fulfill(status=404))
    page.goto(address)
    box = Box(page)
    box.type("ออมทรัพย์")
    expect(box.count).to_contain_text("โหลดข้อมูลสำหรับค้นหาไม่ได้")
    page.context.unroute("**/search/index/**")
    box.field.fill("ออมทรัพย์บ้านทุ่ง")
    expect(box.count).to_have_text(f"พบ {NOTES} หน้า")


def test_a_box_that_did_not_come_is_told_and_asked_again(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    box = Box(page)
    box.type("ออม")
    expect(box.count).to_contain_text("โหลดข้อมูลสำหรับค้นหาไม่ได้")
    page.context.set_offline(False)
    box.field.press_sequentially("ทรัพย์")
    expect(box.count).to_have_text(f"พบ {NOTES} หน้า")
    expect(box.all).to_be_visible()
    # Once it is there, no letter asks for it.
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    box.field.press_sequentially("บ้านทุ่ง")
    box.field.blur()
    box.field.focus()
    expect(box.all).to_be_visible()
    assert not [url for url in asked if "rows.js" in url]


def test_a_query_is_no_longer_than_what_is_read_of_it(page: Page, address: str) -> None:
    page.goto(address)
    box = Box(page)
    box.field.click()
    expect(box.field).to_have_attribute("maxlength", "500")
    box.type("\u200b")
    expect(box.rows).to_have_count(0)


@pytest.mark.parametrize("in_worker", [True, False])
def test_a_page_that_is_open_since_before_the_scripts_changed_says_so(
    page: Page, tmp_path: Path, *, in_worker: bool
) -> None:
    site = build_searched(tmp_path)
    if not in_worker:
        page.add_init_script("delete window.Worker")
    with served(site) as where:
        page.goto(f"{where}/notes/n1/")
        page.wait_for_load_state("networkidle")
        # All scripts of another release, over the same texts.
        for script in (site / "search").glob("*.js"):
            text = script.read_text(encoding="utf-8")
            script.write_text(text.replace(release(), "a" * len(release())), encoding="utf-8")
        box = Box(page)
        box.type("หมายเลข")
        expect(box.count).to_contain_text("เพิ่งปรับปรุง โหลดหน้านี้ใหม่")
        page.reload()
        box.type("หมายเลข")
        expect(box.count).to_have_text(f"พบ {NOTES} หน้า")


def test_a_host_that_gives_a_page_for_what_is_gone_hides_no_new_build(
    page: Page, tmp_path: Path
) -> None:
    def answer(route: Route) -> None:
        response = route.fetch()
        if response.status == 404:
            route.fulfill(status=200, content_type="text/html", body="<p>ก</p>")
        else:
            route.fulfill(response=response)

    with served(tmp_path / "site") as where:
        build_searched(tmp_path, small=0)
        page.context.route("**/search/index/**", answer)
        page.goto(f"{where}/notes/n1/")
        box = Box(page)
        box.type("หมายเลข")
        expect(box.count).to_have_text(f"พบ {NOTES} หน้า")
        build_searched(tmp_path, {**pages(), "notes/n1.md": "# บันทึก\n\nไม่มีอะไร\n"}, small=0)
        box.field.fill("เปิดเรื่อง")
        expect(box.count).to_contain_text("เพิ่งปรับปรุง โหลดหน้านี้ใหม่")


SPEECH = """
  window.SpeechRecognition = class {
    start() {
      window.language = this.lang;
      setTimeout(() => {
        this.onresult({ results: [[{ transcript: "ออมทรัพย์" }]] });
        this.onend();
      }, 50);
    }
    stop() {}
  };
"""


@pytest.mark.parametrize("place", ["box", "page"])
def test_a_query_can_be_spoken(place: str, page: Page, address: str) -> None:
    page.add_init_script(SPEECH)
    page.goto(f"{address}/search/" if place == "page" else address)
    box = Box(page)
    if place == "box":
        box.field.click()
        page.locator(".md-search").get_by_role("button", name="พูดคำค้น").click()
        expect(box.count).to_have_text(f"พบ {NOTES} หน้า")
    else:
        page.get_by_role("main").get_by_role("button", name="พูดคำค้น").click()
        expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
    assert page.evaluate("window.language") == "th-TH"
    expect(page.get_by_role("button", name="พูดคำค้น").first.locator("svg path")).to_be_attached()


def test_where_the_browser_hears_nothing_there_is_no_button(page: Page, address: str) -> None:
    page.add_init_script("delete window.SpeechRecognition; delete window.webkitSpeechRecognition;")
    page.goto(f"{address}/search/")
    Box(page).field.click()
    expect(page.locator(".md-search .ts-suggestions")).to_be_attached()
    expect(page.get_by_role("button", name="พูดคำค้น")).to_have_count(0)


def test_the_deep_link_of_material_still_opens_the_box(page: Page, address: str) -> None:
    page.goto(f"{address}/about/?q=ออมทรัพย์")
    expect(Box(page).count).to_have_text(f"พบ {NOTES} หน้า")


@pytest.mark.parametrize(
    "sought",
    [
        ("ลำปาง", "p-1", ["ล\u0e4d\u0e32ปาง"]),
        ('"กลุ่ม ท่ามะโอ"', "p-2", ["กลุ่ม\u00a0ท่ามะโอ", "กลุ่ม  ท่ามะโอ"]),
        ("ศูนย์เรียนรู้", "p-3", ["ศูนย์\u200bเรียนรู้"]),
        ("5/2549", "p-4", ["๕/๒๕๔๙"]),
        ("codi", "p-5", ["CODI", "Codi"]),
        # One term over several elements is one mark, in as many pieces.
        ("เครือข่ายองค์กร", "p-6", ["เครือข่าย", "องค์กร"]),
        # A mark takes with it what stands on its last sign.
        ("ที่น", "p-7", ["ที่นี่"]),
        # And what stands beside it, as the result does from which one comes.
        ('"ของ codi แล"', "p-5", ["ของ CODI และ"]),
    ],
    ids=lambda sought: sought[0],
)
def test_marks_find_what_the_page_spells_otherwise(
    sought: tuple[str, str, list[str]], page: Page, address: str
) -> None:
    term, anchor, marked = sought
    page.goto(f"{address}/odd/?h={term}#{anchor}")
    expect(page.locator(f"#{anchor} mark").first).to_be_visible()
    assert (
        page.locator(f"#{anchor} mark").evaluate_all("all => all.map(one => one.textContent)")
        == marked
    )
    # The text itself is as it was.
    text = page.locator(f"#{anchor}").evaluate("one => one.textContent")
    page.keyboard.press("Escape")
    expect(page.locator("mark")).to_have_count(0)
    assert page.locator(f"#{anchor}").evaluate("one => one.textContent") == text
    assert "h=" not in page.url


def test_marks_are_walked_through_and_taken_away(page: Page, address: str) -> None:
    page.goto(f"{address}/long/?h=หน้ายาว")
    bar = page.get_by_role("region", name="คำค้นในหน้านี้")
    expect(bar).to_contain_text("ตำแหน่งที่ 1 จาก 80")
    bar.get_by_role("button", name="ก่อนหน้า").click()
    expect(bar).to_contain_text("ตำแหน่งที่ 80 จาก 80")
    expect(page.locator("#p-79 mark")).to_be_in_viewport()
    bar.get_by_role("button", name="เลิกเน้นคำ").click()
    expect(bar).to_have_count(0)
    expect(page.locator("mark")).to_have_count(0)


def test_marks_without_number_are_not_counted(page: Page, tmp_path: Path) -> None:
    many = "".join(f"## หัวข้อ {n}\n\n" for n in range(600))
    with served(build_searched(tmp_path, {"index.md": f"# หน้าแรก\n\n{many}"})) as where:
        page.goto(f"{where}/?h=หัวข้อ")
        bar = page.get_by_role("region", name="คำค้นในหน้านี้")
        expect(bar).to_contain_text("ตำแหน่งที่ 1 จากมากกว่า 500")


def test_without_a_paragraph_the_first_mark_comes_into_sight(page: Page, address: str) -> None:
    page.goto(f"{address}/long/?h=สบตุ๋ย")
    expect(page.locator("#p-80 mark")).to_be_in_viewport()


def test_an_address_that_names_no_place_is_marked_all_the_same(page: Page, address: str) -> None:
    page.goto(f"{address}/long/?h=สบตุ๋ย#50%")
    expect(page.locator("#p-80 mark")).to_be_in_viewport()


def test_marks_survive_quotes_and_length(page: Page, tmp_path: Path) -> None:
    """A match may hold quotes itself, and be longer than an address should be."""
    long = "สวัสดิการ" * 60
    made = {
        "index.md": "# หน้าแรก\n",
        "quoted.md": '# ชื่อ\n\nที่ทำการของ กลุ่ม "ของเก่า" บ้านใหม่ อยู่ที่นี่\n{: #p-1 }\n',
        "long.md": f"# ยาว\n\n{long}\n{{: #p-1 }}\n",
        "named.md": "---\nthai_search: "
        + json.dumps({"names": [['กลุ่ม "ของเก่า" บ้านใหม่', "กกม."]]}, ensure_ascii=False)
        + "\n---\n# องค์กร\n",
    }
    with served(build_searched(tmp_path, made)) as where:
        page.goto(f"{where}/search/?q=กกม.")
        page.locator("[data-search-result][href*=quoted]").click()
        page.wait_for_url("**/quoted/?h=*")
        expect(page.locator("#p-1 mark")).to_have_text('กลุ่ม "ของเก่า" บ้านใหม่')
        page.goto(f"{where}/search/?q={long[:-9]}")
        page.locator("[data-search-result][href*=long]").click()
        page.wait_for_url("**/long/?h=*")
        marked = page.locator("#p-1 mark").first.inner_text()
        assert 250 < len(marked) <= len(long)


def test_a_page_without_h_loads_nothing_to_mark(page: Page, address: str) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/long/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "marks.js" in url]


def test_all_of_it_works_with_instant_navigation(browser: Browser, tmp_path: Path) -> None:
    # Material needs the address of the site to navigate so.
    with served(tmp_path / "site") as where:
        build_plain(
            tmp_path,
            pages(),
            markdown_extensions=EXTENSIONS,
            site_url=where + "/",
            theme={"features": ["navigation.instant", "search.highlight"]},
        )
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(where + "/")
        page.evaluate("window.sameDocument = true")
        box = Box(page)
        box.type("ออมทรัพย์")
        expect(box.all).to_contain_text(str(NOTES))
        box.all.click()
        page.wait_for_url("**/search/?q=*")
        expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
        assert page.evaluate("window.sameDocument")
        page.locator("[data-search-result]").first.click()
        page.wait_for_url("**/notes/**")
        expect(page.locator("#p-2 mark")).to_have_text("ออมทรัพย์")
        assert page.locator("mark mark").count() == 0
        assert page.evaluate("window.sameDocument")
        page.go_back()
        page.wait_for_url("**/search/?q=*")
        expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
        page.locator("#ts-input").fill("หมายเลข 7 เก็บ")
        page.locator("#ts-input").press("Enter")
        expect(page.locator("[data-search-result]").first).to_contain_text("ฉบับที่ 7")
        page.go_back()
        expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
        assert faults == []
        context.close()


def test_nothing_stays_behind_where_pages_come_and_go_within_one(
    page: Page, tmp_path: Path
) -> None:
    page.add_init_script("""
      window.listening = [];
      const {addEventListener, removeEventListener} = window;
      window.addEventListener = function (type, heard, options) {
        if (this === window && ["popstate", "pagehide", "keydown"].includes(type)) {
          window.listening.push(type);
          options?.signal?.addEventListener("abort", () => window.listening.splice(window.listening.indexOf(type), 1));
        }
        return addEventListener.call(this, type, heard, options);
      };
      window.removeEventListener = function (type, heard, options) {
        const at = window.listening.indexOf(type);
        if (this === window && at >= 0) window.listening.splice(at, 1);
        return removeEventListener.call(this, type, heard, options);
      };
    """)
    with served(tmp_path / "site") as where:
        build_searched(tmp_path, site_url=where + "/", features=["navigation.instant"])
        page.goto(f"{where}/about/")
        page.evaluate("window.sameDocument = true")
        before = page.evaluate("[...window.listening]")
        for query in ("ออมทรัพย์", "บ้านทุ่ง"):
            page.locator(".md-content__inner").evaluate(
                """(content, query) => {
                  const link = document.createElement("a");
                  link.href = window.thaiSearch.link(query);
                  content.append(link);
                  link.click();
                }""",
                query,
            )
            page.wait_for_url("**/search/?q=*")
            expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
            page.locator("[data-search-result]").first.click()
            page.wait_for_url("**/notes/**")
            bar = page.get_by_role("region", name="คำค้นในหน้านี้")
            expect(bar).to_be_visible()
            page.locator(".md-header__button.md-logo").click()
            page.wait_for_url(where + "/")
            expect(page.locator(".md-content h1")).to_contain_text("หน้าแรก")
            expect(bar).to_have_count(0)
        assert page.evaluate("window.sameDocument")
        assert page.evaluate("window.listening") == before
        assert page.locator("body > script[src*=marks]").count() == 0


def test_a_site_with_a_main_of_its_own_and_the_page_of_what_is_missing(
    browser: Browser, tmp_path: Path
) -> None:
    write_tree(
        tmp_path,
        {"theme/main.html": '{% extends "base.html" %}{% block announce %}ประกาศ{% endblock %}'},
    )
    site = build_plain(tmp_path, pages(), theme={"custom_dir": str(tmp_path / "theme")})
    with served(site) as where:
        page = browser.new_page()
        for path in ("/", "/search/", "/no/such/page/"):
            page.goto(where + path)
            box = Box(page)
            box.type("ออมทรัพย์")
            expect(box.count).to_have_text(f"พบ {NOTES} หน้า")
            box.field.press("Enter")
            page.wait_for_url(f"{where}/search/?q=*")
            expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
        assert "ประกาศ" in page.locator(".md-banner").inner_text()
        page.close()


def test_a_page_of_the_site_at_that_address_is_left_alone(browser: Browser, tmp_path: Path) -> None:
    own = {**pages(), "search.md": "# หน้าค้นหาของเว็บไซต์\n"}
    site, said = run_plain(tmp_path, own)
    assert "search.md" in said.stderr
    assert "หน้าค้นหาของเว็บไซต์" in (site / "search" / "index.html").read_text(encoding="utf-8")
    with served(site) as where:
        page = browser.new_page()
        page.goto(where)
        box = Box(page)
        box.type('"หมายเลข 7 เก็บ"')
        expect(box.rows).to_have_count(1)
        expect(box.all).to_be_hidden()
        # As in Material, Enter leads to the best result.
        box.field.press("Enter")
        page.wait_for_url("**/notes/n7/**")
        page.close()
