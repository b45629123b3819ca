"""The search page in a real browser, on a site that is no archive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from search.searched_site import (
    EXAMPLE,
    FULL_NAME,
    NAMED,
    NOTES,
    SHORT_NAME,
    both,
    build_searched,
    pages,
)
from serving import served

SIZE = 10
"""Results that the page shows at a time."""

TARGET = 44
"""Pixels of what a finger has to hit."""


def ask(page: Page, address: str, query: str) -> None:
    """Open the search page with a query (what stands behind `?q=`) and wait for the answer."""
    page.goto(f"{address}/search/?q={query}")
    page.locator("[data-search-total]").wait_for()


def total(page: Page) -> int:
    shown = page.locator("[data-search-total]")
    expect(shown).to_be_visible()
    return int(shown.get_attribute("data-search-total") or "")


def more(page: Page) -> int:
    shown = page.locator("[data-search-more]")
    expect(shown).to_have_count(1)
    expect(shown).to_be_visible()
    return int(shown.get_attribute("data-search-more") or "")


def results(page: Page) -> list[str]:
    shown: list[str] = page.locator("[data-search-result]:visible").evaluate_all(
        "all => all.map(a => a.href)"
    )
    return shown


def search_field(page: Page) -> str:
    return page.get_by_label("คำค้น", exact=True).input_value()


@both
def test_typing_and_enter_lead_to_results_and_their_address_can_be_sent(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/")
    field = page.get_by_role("search").last.get_by_label("คำค้น", exact=True)
    field.fill("ออมทรัพย์บ้านทุ่ง")
    field.press("Enter")
    expect(page.locator("[data-search-total]")).to_be_visible()
    assert total(page) == NOTES
    assert more(page) == 0
    assert len(results(page)) == SIZE
    page.wait_for_url("**/search/?q=*")
    sent = page.url
    page.goto(address)
    page.goto(sent)
    expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
    assert search_field(page) == "ออมทรัพย์บ้านทุ่ง"
    # Material, which looks for `?q=` too, has not opened its own box over the page.
    assert not page.locator("#__search").is_checked()


@both
def test_a_result_says_what_it_is_and_leads_to_the_marked_paragraph(
    page: Page, address: str
) -> None:
    ask(page, address, '"หมายเลข 7 เก็บเงิน"')
    result = page.locator("[data-search-result]")
    expect(result).to_have_count(1)
    expect(result.get_by_role("heading")).to_have_text("บันทึกฉบับที่ 7")
    for part in ("บันทึก", "การประชุมครั้งที่ 8 ตอนที่ 1", "8 พฤษภาคม 2550"):
        expect(result).to_contain_text(part)
    expect(result.locator("mark").first).to_have_text("หมายเลข 7 เก็บเงิน")
    result.click()
    page.wait_for_url("**/notes/n7/?h=*#p-2")
    mark = page.locator("#p-2 mark")
    expect(mark).to_have_text("หมายเลข 7 เก็บเงิน")
    expect(mark).to_be_in_viewport()
    expect(page.locator("article mark")).to_have_count(1)


@both
def test_back_and_forward_restore_query_filters_order_and_page(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    field = page.locator("#ts-input")
    steps: list[tuple[str, list[str]]] = []

    def remember() -> None:
        expect(page.locator("[data-search-total]")).to_be_visible()
        expect(page.locator(".ts-results")).not_to_have_attribute("aria-busy", "true")
        steps.append((page.url, results(page)))

    field.fill("ออมทรัพย์")
    field.press("Enter")
    page.wait_for_url("**q=*")
    remember()
    page.get_by_label("2549", exact=False).first.check()
    page.wait_for_url("**year=2549*")
    remember()
    page.get_by_label("เรียงตาม").select_option("oldest")
    page.wait_for_url("**sort=oldest*")
    remember()
    field.fill("องค์กรที่")
    field.press("Enter")
    page.wait_for_url(lambda url: "%E0%B8%AD%E0%B8%87" in url)
    remember()
    assert len({url for url, _ in steps}) == len(steps)
    for url, shown in reversed(steps[:-1]):
        page.go_back()
        page.wait_for_url(url)
        expect(page.locator("[data-search-total]")).to_be_visible()
        page.wait_for_function(
            "shown => JSON.stringify([...document.querySelectorAll('[data-search-result]')].map(a => a.href))"
            " === JSON.stringify(shown)",
            arg=shown,
        )
    assert search_field(page) == "ออมทรัพย์"
    assert not page.get_by_label("2549", exact=False).first.is_checked()
    expect(page.get_by_label("เรียงตาม")).to_have_value("relevance")
    for url, shown in steps[1:]:
        page.go_forward()
        page.wait_for_url(url)
        page.wait_for_function(
            "shown => JSON.stringify([...document.querySelectorAll('[data-search-result]')].map(a => a.href))"
            " === JSON.stringify(shown)",
            arg=shown,
        )
    assert search_field(page) == "องค์กรที่"


def test_typing_changes_the_address_without_filling_the_history(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    before = page.evaluate("history.length")
    page.locator("#ts-input").press_sequentially("ออมทรัพย์", delay=200)
    page.wait_for_url("**q=*")
    expect(page.locator("[data-search-total]")).to_have_text(re.compile("^พบ"))
    assert page.evaluate("history.length") == before


@both
def test_from_a_result_back_to_where_the_reader_was(page: Page, address: str) -> None:
    ask(page, address, "ออมทรัพย์")
    for shown in range(2 * SIZE, NOTES + SIZE, SIZE):
        page.get_by_role("button", name="แสดงเพิ่ม").click()
        expect(page.locator("[data-search-result]")).to_have_count(min(shown, NOTES))
        # Who works by keyboard goes on at the first new result.
        expect(page.locator("[data-search-result]").nth(shown - SIZE)).to_be_focused()
    expect(page.get_by_role("button", name="แสดงเพิ่ม")).to_have_count(0)
    result = page.locator("[data-search-result]").nth(38)
    result.scroll_into_view_if_needed()
    result.click()
    page.wait_for_url("**/notes/**")
    page.go_back()
    expect(page.locator("[data-search-result]")).to_have_count(NOTES)
    expect(result).to_be_in_viewport()


def test_pages_with_part_of_a_query_can_all_be_reached(page: Page, address: str) -> None:
    ask(page, address, "อากาศ สบตุ๋ย")
    assert total(page) == 0
    group = page.get_by_role("region", name="มีคำค้นบางคำ")
    expect(group.get_by_role("link")).to_have_count(SIZE)
    while (further := page.get_by_role("button", name="แสดงเพิ่ม")).is_visible():
        before = group.get_by_role("link").count()
        further.click()
        expect(group.get_by_role("link")).not_to_have_count(before)
    assert group.get_by_role("link").count() == NOTES + 1


def test_a_letter_is_answered_without_a_rest(page: Page, address: str) -> None:
    page.clock.install()
    ask(page, address, "ออม")
    # The page's clock stands still: whatever waits for it does not come.
    page.clock.pause_at(page.evaluate("Date.now() + 60_000"))
    page.locator("#ts-input").fill("หมายเลข 12")
    expect(page.locator("[data-search-total]")).to_have_text("พบ 1 หน้า")


def test_a_count_that_waits_for_a_rest_is_not_called_late_before_it(
    page: Page, address: str
) -> None:
    page.clock.install()
    page.goto(f"{address}/search/")
    # What comes is but a part, as where many files are needed to count.
    page.evaluate(
        """() => thaiSearch.connect().addEventListener("message", (event) => {
          if (!event.data.last) return;
          event.stopImmediatePropagation();
          const data = { ...event.data, last: false };
          event.target.dispatchEvent(new MessageEvent("message", { data }));
        }, true)"""
    )
    page.clock.pause_at(page.evaluate("Date.now() + 60_000"))
    page.locator("#ts-input").fill("ออมทรัพย์")
    expect(page.locator("[data-search-result]").first).to_be_visible()
    page.clock.run_for(400)
    expect(page.get_by_text("กำลังค้นหา")).to_be_hidden()
    page.clock.run_for(2000)
    expect(page.get_by_text("กำลังค้นหา")).to_be_visible()


@both
def test_filters_count_what_they_would_leave(page: Page, address: str) -> None:
    ask(page, address, "ออมทรัพย์")
    years = page.get_by_role("group", name="พ.ศ.")
    expect(years).to_contain_text("2550")
    odd = len([n for n in range(1, NOTES + 1) if n % 2])
    box = years.get_by_label("2550")
    assert str(odd) in years.locator("li", has_text="2550").inner_text()
    box.check()
    expect(page.locator("[data-search-total]")).to_have_attribute("data-search-total", str(odd))
    # The other year is still offered with its count; the reader's place in the list is kept.
    assert str(NOTES - odd) in years.locator("li", has_text="2549").inner_text()
    expect(years.get_by_label("2550")).to_be_focused()
    page.get_by_role("button", name="เอาออก พ.ศ. 2550").click()
    expect(page.locator("[data-search-total]")).to_have_attribute("data-search-total", str(NOTES))
    years.get_by_label("2550").check()
    page.get_by_role("button", name="ล้างตัวกรอง").first.click()
    expect(page.locator("[data-search-total]")).to_have_attribute("data-search-total", str(NOTES))
    assert "year" not in page.url


def test_a_long_list_of_filters_is_folded_and_can_be_searched(page: Page, address: str) -> None:
    ask(page, address, "ออมทรัพย์")
    meetings = page.get_by_role("group", name="การประชุม")
    expect(meetings.get_by_role("checkbox")).to_have_count(8)
    button = meetings.get_by_role("button", name="แสดงทั้งหมด (25)")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(meetings.get_by_role("checkbox")).to_have_count(25)
    meetings.get_by_role("searchbox", name="หาการประชุมในรายการ").fill("ที่ 17")
    expect(meetings.get_by_role("checkbox")).to_have_count(1)
    meetings.get_by_role("checkbox").check()
    expect(page.locator("[data-search-total]")).not_to_have_attribute(
        "data-search-total", str(NOTES)
    )
    assert "meeting=" in page.url


@both
def test_results_can_be_put_in_the_order_of_time(page: Page, address: str) -> None:
    ask(page, address, "ออมทรัพย์&sort=oldest")
    first = page.locator("[data-search-result]").first
    expect(first).to_contain_text("2549")
    page.get_by_label("เรียงตาม").select_option("newest")
    expect(first).to_contain_text("2550")


def test_another_reading_is_announced_counted_apart_and_can_be_switched_off(
    page: Page, address: str
) -> None:
    ask(page, address, SHORT_NAME)
    group = page.get_by_role("region", name="ผลจากการตีความคำค้นแบบอื่น")
    line = group.locator("li", has_text=f"ค้นหา “{FULL_NAME}” แทน “{SHORT_NAME}” ด้วย")
    expect(line).to_be_visible()
    count = more(page)
    assert count >= NAMED - 1
    assert str(count) in page.locator("[data-search-more]").inner_text()
    line.get_by_role("button", name="ไม่ใช้").click()
    page.wait_for_url("**off=*")
    expect(group.get_by_role("button", name="ใช้", exact=True)).to_be_visible()
    assert more(page) < count
    page.go_back()
    expect(line.get_by_role("button", name="ไม่ใช้")).to_be_visible()
    assert more(page) == count


def test_a_kind_that_is_off_is_one_row_whatever_it_might_be(page: Page, address: str) -> None:
    ask(page, address, "24/5/49&off=era")
    rows = page.locator(".ts-said", has_text="ปีและวันที่")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("ไม่ได้ใช้")
    rows.get_by_role("button", name="ใช้", exact=True).click()
    page.wait_for_url(lambda url: "off=" not in url)


@pytest.mark.parametrize("kind", ["spelling", "joined"])
def test_a_kind_that_is_off_can_be_switched_on_again_where_nothing_else_is_found(
    kind: str, page: Page, address: str
) -> None:
    query = {"spelling": "หมายเบข", "joined": "ออมทรัพย์เปิดเรื่อง"}[kind]
    ask(page, address, query)
    found = more(page)
    assert found >= NOTES
    page.get_by_role("button", name="ไม่ใช้").click()
    page.wait_for_url(f"**off={kind}*")
    on = page.get_by_role("button", name="ใช้", exact=True)
    expect(on).to_be_focused()
    # As where somebody else has sent the address.
    page.reload()
    on.click()
    page.wait_for_url(lambda url: "off=" not in url)
    expect(page.locator("[data-search-more]")).to_have_attribute("data-search-more", str(found))


def test_a_kind_has_one_switch_however_much_it_reads(page: Page, tmp_path: Path) -> None:
    dates = ["24 พ.ค. 2549", "24 พฤษภาคม 2549", "24/5/2549"]
    made = {f"n{n}.md": f"# บันทึก\n\nเขียนเมื่อ {date}\n" for n, date in enumerate(dates)}
    with served(build_searched(tmp_path, {"index.md": "# หน้าแรก\n", **made})) as where:
        ask(page, where, "24/5/49")
        row = page.locator(".ts-said")
        expect(row).to_have_count(1)
        for date in dates:
            expect(row).to_contain_text(f"ค้นหา “{date}” แทน “24/5/49” ด้วย 1 หน้า")
        expect(row.get_by_role("button")).to_have_accessible_description(re.compile("ปีและวันที่"))
        row.get_by_role("button", name="ไม่ใช้").click()
        page.wait_for_url("**off=era")


@both
def test_nothing_found_says_what_was_tried_and_what_to_do(page: Page, address: str) -> None:
    ask(page, address, "ฮฮฮฮฮฮฮ&year=2549")
    assert total(page) == 0
    assert more(page) == 0
    expect(page.locator("[data-search-total]")).to_have_text("ไม่พบหน้าที่มี “ฮฮฮฮฮฮฮ” ตามตัวกรองที่เลือกไว้")
    expect(page.get_by_label("เรียงตาม")).to_be_hidden()
    panel = page.locator(".ts-nothing")
    expect(panel).to_contain_text("ได้ลอง")
    expect(panel.get_by_role("button", name="ล้างตัวกรอง")).to_be_visible()
    assert panel.get_by_role("link").count() >= 2
    ask(page, address, "ฮฮฮฮฮฮฮ&off=keyboard")
    expect(panel).to_be_visible()
    expect(panel).not_to_contain_text("ได้ลอง", use_inner_text=True)


def test_an_empty_query_gets_advice(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    expect(page.get_by_role("heading", name="วิธีค้นหา")).to_be_visible()
    expect(page.locator("[data-search-total]")).to_be_hidden()
    page.locator("#ts-input").fill("ออมทรัพย์")
    expect(page.get_by_role("heading", name="วิธีค้นหา")).to_be_hidden()
    expect(page.locator("[data-search-total]")).to_be_visible()
    page.locator("#ts-input").fill("")
    expect(page.get_by_role("heading", name="วิธีค้นหา")).to_be_visible()
    expect(page.locator("[data-search-total]")).to_be_hidden()


@both
def test_the_field_suggests_names_of_the_site(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    page.locator("#ts-input").press_sequentially("สถาบันพัฒ")
    expect(page.locator("#ts-suggestions option", has_text=FULL_NAME)).to_be_attached()


def test_no_arrow_hangs_in_the_field(page: Page, address: str) -> None:
    """Chromium's own, for the suggestions, stands below the middle: the field looks as if it had none."""
    page.goto(f"{address}/search/")
    field = page.locator("#ts-input")
    field.press_sequentially("สถาบันพัฒ")
    expect(page.locator("#ts-suggestions option").first).to_be_attached()
    field.hover()
    shown = field.screenshot()
    field.evaluate("one => one.removeAttribute('list')")
    assert field.screenshot() == shown


def test_a_query_of_nothing_that_is_seen_shows_the_tips(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=%E2%80%8B")
    expect(page.locator(".ts-ready .ts-tips")).to_be_visible()
    ask(page, address, "หมายเลข")
    page.locator("#ts-input").fill("\u200b")
    expect(page.locator(".ts-tips")).to_be_visible()
    expect(page.locator("[data-search-total]")).to_have_count(0)


def test_of_an_address_no_more_is_searched_than_stands_in_the_field(
    page: Page, address: str
) -> None:
    ask(page, address, "ฮ" * 2000)
    expect(page.locator("#ts-input")).to_have_value("ฮ" * 500)
    ask(page, address, "ออมทรัพย์&n=10.5")
    assert len(results(page)) == 10


def test_examples_of_the_site_are_links(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    page.locator(".ts-examples").get_by_role("link", name=EXAMPLE).click()
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("#ts-input")).to_have_value(EXAMPLE)


def test_markup_in_a_query_stays_text(page: Page, address: str) -> None:
    ask(page, address, "%3Cimg src=x onerror=alert(1)%3E")
    expect(page.locator("[data-search-total]")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("article img").count() == 0


@both
@pytest.mark.parametrize(
    ("trouble", "words", "button"),
    [
        ("missing", "โหลดข้อมูลสำหรับค้นหาไม่ได้", "ลองอีกครั้ง"),
        ("broken", "เสียหาย", "ลองอีกครั้ง"),
    ],
)
def test_trouble_is_told_and_can_be_tried_again(
    trouble: str, words: str, button: str, page: Page, address: str
) -> None:
    failing = True

    def answer(route: Route) -> None:
        if not failing:
            route.continue_()
        elif trouble == "broken":
            route.fulfill(body=b"no zlib at all")
        else:
            route.fulfill(status=404)

    page.context.route("**/search/index/**", answer)
    page.goto(f"{address}/search/?q=ออมทรัพย์")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(words)
    expect(page.locator("[data-search-total]")).to_be_hidden()
    failing = False
    alert.get_by_role("button", name=button).click()
    expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
    expect(alert).to_be_hidden()


def test_a_page_that_is_open_since_before_a_build_says_so(page: Page, tmp_path: Path) -> None:
    with served(tmp_path / "site") as where:
        build_searched(tmp_path, small=0)
        ask(page, where, "หมายเลข")
        assert total(page) == NOTES
        changed = {f"notes/n{n}.md": f"# บันทึกฉบับที่ {n}\n\nไม่มีอะไร\n" for n in range(1, 10)}
        build_searched(tmp_path, {**pages(), **changed}, small=0)
        page.locator("#ts-input").fill("เปิดเรื่อง")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("เพิ่งปรับปรุง")
        expect(page.locator("[data-search-total]")).to_have_count(0)
        alert.get_by_role("button", name="โหลดหน้านี้ใหม่").click()
        expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES - 9} หน้า")


@both
def test_an_engine_that_does_not_come_is_told(page: Page, address: str) -> None:
    page.context.route("**/search/engine.js*", lambda route: route.abort())
    page.goto(f"{address}/search/?q=ออมทรัพย์")
    expect(page.get_by_role("alert")).to_contain_text("โหลดข้อมูลสำหรับค้นหาไม่ได้")
    page.context.unroute("**/search/engine.js*")
    page.get_by_role("button", name="ลองอีกครั้ง").click()
    expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")


def test_it_never_waits_without_end(page: Page, address: str) -> None:
    page.clock.install()
    page.context.route("**/search/engine.js*", lambda _: None)
    page.goto(f"{address}/search/?q=ออมทรัพย์")
    page.clock.run_for(1000)
    expect(page.get_by_text("กำลังค้นหา…")).to_be_visible()
    page.clock.run_for(20_000)
    expect(page.get_by_role("alert")).to_contain_text("นานเกินไป")
    expect(page.get_by_text("กำลังค้นหา…")).to_be_hidden()


@both
def test_what_comes_late_takes_the_place_of_the_word_that_it_does(page: Page, address: str) -> None:
    held: list[Route] = []
    late = False
    page.clock.install()
    page.context.route(
        "**/search/index/**/t/*",
        lambda route: route.continue_() if late else held.append(route),
    )
    page.goto(f"{address}/search/?q=ออมทรัพย์")
    while not held:
        page.wait_for_timeout(20)
    page.clock.run_for(20_000)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("นานเกินไป")
    late = True
    for route in held:
        route.continue_()
    expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
    expect(alert).to_be_hidden()


def test_where_no_worker_may_start_the_engine_runs_in_the_page(page: Page, address: str) -> None:
    def forbid(route: Route) -> None:
        answer = route.fetch()
        policy = {"Content-Security-Policy": "worker-src 'none'"}
        route.fulfill(response=answer, headers={**answer.headers, **policy})

    page.context.route("**/search/?q=*", forbid)
    ask(page, address, "ออมทรัพย์")
    assert total(page) == NOTES
    # Material's own box as well.
    page.locator("[data-md-component=search-query]").fill("ออมทรัพย์")
    expect(page.locator(".md-search-result__meta")).to_have_text(f"พบ {NOTES} หน้า")


@pytest.mark.parametrize("script", ["page.js", "box.js"])
def test_a_browser_that_cannot_read_the_scripts_is_told_so(
    script: str, browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.route(
        f"**/search/{script}*",
        lambda route: route.fulfill(body="let = of another time;", content_type="text/javascript"),
    )
    page.goto(f"{address}/search/?q=ออมทรัพย์")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("เปิดช่องค้นหาไม่ได้")
    assert alert.get_by_role("link").count() >= 2
    page.unroute_all()
    alert.get_by_role("button", name="โหลดหน้านี้ใหม่").click()
    expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
    page.close()


def test_a_browser_that_cannot_read_the_engine_is_told_so(page: Page, address: str) -> None:
    page.context.route(
        "**/search/engine.js*",
        lambda route: route.fulfill(body="let = of another time;", content_type="text/javascript"),
    )
    page.goto(f"{address}/search/?q=ออมทรัพย์")
    expect(page.get_by_role("alert")).to_contain_text("เบราว์เซอร์นี้เก่า")


def test_an_old_browser_is_told_so_and_shown_another_way(page: Page, address: str) -> None:
    page.add_init_script("delete window.Worker; delete window.DecompressionStream;")
    page.goto(f"{address}/search/?q=ออมทรัพย์")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("เบราว์เซอร์นี้เก่า")
    assert alert.get_by_role("link").count() >= 2


def test_without_scripts_the_page_leads_to_the_indices(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/search/?q=ออมทรัพย์")
    # Playwright's own words for text look past <noscript>.
    said = page.locator("noscript strong")
    expect(said).to_be_visible()
    assert "JavaScript" in said.inner_text()
    expect(page.locator(".ts-form")).to_be_hidden()
    page.locator("noscript a[href*=long]").click()
    page.wait_for_url("**/long/")
    context.close()


def test_counts_are_told_to_a_screen_reader_once_they_are_final(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    page.evaluate(
        """() => {
          window.told = [];
          const live = document.querySelector(".ts-live");
          new MutationObserver(() => window.told.push(live.textContent)).observe(live, {childList: true});
        }"""
    )
    assert page.locator(".ts-live").get_attribute("role") == "status"
    page.locator("#ts-input").fill("ออมทรัพย์")
    page.locator("#ts-input").press("Enter")
    expect(page.locator("[data-search-total]")).to_be_visible()
    page.wait_for_function("window.told.length")
    assert page.evaluate("window.told") == [f"พบ {NOTES} หน้า"]


def test_all_can_be_reached_and_worked_by_keyboard(page: Page, address: str) -> None:
    ask(page, address, "ออมทรัพย์")
    page.locator("#ts-input").focus()
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => {
              const one = document.activeElement;
              const style = getComputedStyle(one);
              const name = one.className.replace("focus-visible", "").trim();
              return [name || one.type || one.tagName, one.hasAttribute("data-search-result"),
                style.outlineStyle !== "none", one.closest(".ts") !== null];
            }"""
        )
        if not here[3]:
            break
        assert here[2], f"no visible focus on {here[0]}"
        seen.append("result" if here[1] else here[0])
        if seen.count("result") == 3:
            break
    assert {"ts-submit", "ts-sort", "checkbox", "result"} <= set(seen), seen
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/**")


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("query", ["", "?q=ออมทรัพย์", f"?q={SHORT_NAME}", "?q=ฮฮฮฮฮ"])
def test_it_fits_a_phone_and_a_finger(
    query: str, width: int, browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/search/{query}")
    if query:
        page.locator("[data-search-total]").wait_for()
        if (filters := page.locator("summary", has_text="ตัวกรอง")).is_visible():
            filters.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.locator("#ts-input").evaluate(
        """(_, target) => [...document.querySelectorAll(
            ".ts :is(button, select, summary, label:has(input), input:not([type=checkbox]), a)")]
          .filter((one) => one.checkVisibility({visibilityProperty: true}))
          .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect().height])
          .filter(([, height]) => height < target)""",
        TARGET,
    )
    assert small == []
    context.close()


def test_the_first_result_is_in_sight_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    dates = ["24 พ.ค. 2549", "24 พฤษภาคม 2549", "24/5/2549", "2006-05-24", "24 พ.ค. 49"]
    made = {f"n{n}.md": f"# บันทึก\n\nเขียนเมื่อ {date}\n" for n, date in enumerate(dates)}
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    with served(build_searched(tmp_path, {**pages(), **made})) as where:
        for query in (
            "ออมทรัพย์",
            "ออมทรัพย์&year=2549",
            "24/5/49",
            "24/5/49&off=era",
            "อากาศ สบตุ๋ย",
            f"{SHORT_NAME}&kind=องค์กร",
        ):
            ask(page, where, query)
            # A good part of it, not only its edge.
            name = page.locator("[data-search-result] h3").first.bounding_box()
            assert name is not None, query
            assert name["y"] + name["height"] < 640, query
        # What is folded can be opened; where nothing is found it is open.
        ask(page, where, "24/5/49")
        off = page.get_by_role("button", name="ไม่ใช้")
        expect(off).to_be_hidden()
        page.locator("summary", has_text="24/5/49").click()
        expect(off).to_be_visible()
        ask(page, where, "ฮฮฮฮฮฮฮ&off=spelling")
        expect(page.get_by_role("button", name="ใช้", exact=True)).to_be_visible()
        # Another query folds it again.
        page.locator("#ts-input").fill("24/5/49")
        expect(page.locator("summary", has_text="24/5/49")).to_be_visible()
        expect(off).to_be_hidden()
        # Pages with part of the query stand before what else may be done.
        ask(page, where, "อากาศ สบตุ๋ย")
        result = page.locator("[data-search-result]").last.bounding_box()
        advice = page.locator(".ts-nothing").bounding_box()
        assert result is not None
        assert advice is not None
        assert result["y"] < advice["y"]
    context.close()


def test_nothing_comes_from_elsewhere(page: Page, address: str) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    ask(page, address, "ออมทรัพย์")
    assert any("/search/index/" in url for url in asked)
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("small", [None, 0], ids=["whole", "shards"])
def test_it_works_from_files_without_a_server(
    small: int | None, browser: Browser, tmp_path: Path
) -> None:
    site = build_searched(tmp_path, small=small, files=True)
    context = browser.new_context()
    page = context.new_page()
    # All at the same time, before anything is there.
    page.goto((site / "about" / "index.html").as_uri())
    page.evaluate("""() => {
      const connection = window.thaiSearch.connect();
      connection.addEventListener("message", ({data}) => {
        if (data.answer && data.last) window.told = data.of;
      });
      connection.postMessage({wake: true});
      connection.postMessage({ask: "s", suggest: "ออม"});
      connection.postMessage({ask: "q", request: {query: "ออมทรัพย์"}});
    }""")
    page.wait_for_function("window.told")
    assert page.evaluate("[window.told.trouble, window.told.total]") == ["", NOTES]
    page.goto(f"{(site / 'search' / 'index.html').as_uri()}?q=ออมทรัพย์")
    expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
    page.locator("[data-search-result]").first.click()
    page.wait_for_url(re.compile(r"file://.*/notes/n\d+\.html\?h=.*#p-2$"))
    expect(page.locator("#p-2 mark")).to_have_text("ออมทรัพย์")
    # Material's box works there too, and leads to the search page.
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.press_sequentially("ออมทรัพย์")
    expect(page.locator(".md-search-result__meta")).to_have_text(f"พบ {NOTES} หน้า")
    box.press("Enter")
    page.wait_for_url(re.compile(r"file://.*/search/index\.html\?q="))
    expect(page.locator("[data-search-total]")).to_have_text(f"พบ {NOTES} หน้า")
    context.close()
