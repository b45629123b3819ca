"""What the engine finds, counts and shows, in shards and with the text whole, against plain looking for a substring."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

import pytest
from engine_page import EnginePage
from playwright.sync_api import Browser

from fieldnotes.search.documents import Document, Paragraph
from fieldnotes.search.folding import fold
from fieldnotes.thai.clusters import is_boundary

PARTS = (
    "กลุ่มออมทรัพย์บ้านดอนแก้ว ประชุมครั้งที่ 5/2549 ที่วัด|สมาชิกเก็บเงินสวัสดิการวันละบาท|คณะกรรมการ พอช. และ อบต.|"
    'งบประมาณ ๔๙๐,๐๐๐ บาท|เครือข่ายฯสัญจร|นาก่วมใต้พัฒนา|งานรถไฟ "ของเก่า" ที่สถานี|GotoKnow บันทึกเรื่อง KM|'
    "ผู้สูงอายุ - สตรี -เยาวชน|ก\u0e4d\u0e32หนดการ เเละแผนแม่บท|ท้องที่ท้องถิ่น|เมื่อ\u00a026 พฤษภาคม  2549|วิสาหกิจ\u200bชุมชน"
).split("|")


@cache
def documents() -> tuple[Document, ...]:
    """Sixty pages of the same pieces in other orders, so that parts meet that stand together nowhere else."""
    made = random.Random(2549)
    pages = []
    for number in range(60):
        pieces = made.sample(PARTS, made.randint(2, 5))
        text = made.choice(["", " "]).join(pieces)
        pages.append(
            Document(
                f"p/{number}/",
                f"บันทึกที่ {number} {made.choice(PARTS)}",
                (Paragraph("a", text), Paragraph("b", made.choice(PARTS))),
                date=str(1999 + number % 9),
                facets={"kind": ("บันทึก",), "year": (str(2542 + number % 9),)},
                names=(("กลุ่มออมทรัพย์บ้านดอนแก้ว", "กอด.", "Don Kaeo"),) if number == 0 else (),
            )
        )
    return tuple(pages)


def text_of(document: Document) -> str:
    return fold("\n".join([document.title, *(part.text for part in document.paragraphs)]))


@pytest.fixture(scope="module", params=[0, 10**9], ids=["shards", "whole"])
def engine(request: pytest.FixtureRequest, browser: Browser) -> Iterator[EnginePage]:
    with EnginePage(browser, documents(), request.param) as page:
        yield page


def test_any_piece_of_a_page_finds_that_page(engine: EnginePage) -> None:
    made = random.Random(44)
    for _ in range(150):
        document = made.choice(documents())
        text = made.choice([document.title, *(part.text for part in document.paragraphs)])
        start = made.randrange(len(text))
        end = min(len(text), start + made.randint(1, 30))
        while not is_boundary(text, start):
            start -= 1
        while not is_boundary(text, end):
            end += 1
        if piece := text[start:end].strip():
            assert document.url in engine.urls(piece), repr(piece)


@pytest.mark.parametrize(
    "query",
    ["ออม", "อม", "ม", "สวัสดิการ", "สมาชิกเก็บ", "ท้องที่", "ท้อง", "5/2549", "๕/๒๕๔๙", "gotoknow", "พอช", "อบต.",
     "นาก่วม", "ออมทรัพย์บ้านดอนแก้ว ประชุม", "ประชุม งบประมาณ", '"งานรถไฟ"', "กำหนดการ และ", "วิสาหกิจชุมชน"],
)  # fmt: skip
def test_literal_pages_are_those_that_hold_each_word(engine: EnginePage, query: str) -> None:
    words = fold(query).replace('"', "").split()
    expected = {page.url for page in documents() if all(word in text_of(page) for word in words)}
    answer = engine.search(query)
    literal = {result["url"] for result in answer["results"] if result["group"] == "literal"}
    assert literal == expected
    assert (answer["total"], answer["exact"], answer["complete"]) == (len(expected), True, True)


def test_a_phrase_keeps_its_words_together(engine: EnginePage) -> None:
    expected = {page.url for page in documents() if "ที่วัด สมาชิก" in text_of(page)}
    answer = engine.search('"ที่วัด สมาชิก"', off=["all"])
    assert {
        result["url"] for result in answer["results"] if result["group"] == "literal"
    } == expected


QUOTED = (
    "ที่เรียกว่า“กองทุนหมู่บ้าน”นั้นมี (“สมาชิก”) อยู่", 'จอขนาด14"ใหญ่มาก กับคำว่า"แม่บ้าน"ด้วย',
    "แม่บ้านด้วย มีสมาชิก", "กองทุน หมู่บ้าน นั้น", 'ชื่อ "กองทุน หมู่บ้าน"',
)  # fmt: skip


@pytest.mark.parametrize("small", [0, 10**9], ids=["shards", "whole"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [("(“สมาชิก”)", {0}), ("ว่า“กองทุนหมู่บ้าน”นั้น", {0}), ('ว่า"กองทุนหมู่บ้าน"นั้น', {0}), ('หมู่บ้าน"นั้น', {0}),
     ('14"ใหญ่', {1}), ('คำว่า"แม่บ้าน"ด้วย', {1}), ("คำว่า“แม่บ้าน”ด้วย", {1}), ('แม่บ้าน"ด้วย', {1, 2}),
     ('"แม่บ้าน"ด้วย', {1, 2}), ('"กองทุน หมู่บ้าน"', {3, 4}), ("“กองทุน หมู่บ้าน”", {3, 4}), ('"กองทุน หมู่บ้าน', {3, 4}),
     ('กองทุน -"ทุน หมู่บ้าน"', {0}), ("กองทุน -“ทุน หมู่บ้าน”", {0}), ('ชื่อ "กองทุน หมู่บ้าน"', {4})],
)  # fmt: skip
def test_quotation_marks_without_a_space_are_text(
    browser: Browser, small: int, query: str, expected: set[int]
) -> None:
    pages = [
        Document(f"{number}/", "บันทึก", (Paragraph("", text),)) for number, text in enumerate(QUOTED)
    ]
    with EnginePage(browser, pages, small) as page:
        answer = page.search(query)
    literal = [result for result in answer["results"] if result["group"] == "literal"]
    assert {result["url"] for result in literal} == {f"{number}/" for number in expected}
    assert (answer["total"], answer["exact"]) == (len(expected), True)
    assert all(piece for result in literal for piece in result["terms"])


def test_of_a_query_so_much_is_read_as_the_fields_take(browser: Browser) -> None:
    made = random.Random(9)
    text = "".join(made.choice("กขคงจชดตถทนบ") for _ in range(501))
    pages = [
        Document("a/", "-", (Paragraph("", text),)),
        Document("b/", "-", (Paragraph("", text[:450]),)),
    ]
    for small in (0, 10**9):
        with EnginePage(browser, pages, small) as page:
            assert page.urls(text) == page.urls(text[:500] + "ฮ" * 100_000) == ["a/"]
            assert page.search(text[:499] + "ฮ")["total"] == 0
            # No cluster is cut.
            assert page.urls(text[:499] + "เ" + text[500:]) == ["a/"]
            start = time.perf_counter()
            for query in ("ก" * 10_000, '"' * 10_000, "1" * 10_000):
                page.search(query)
                page.suggestions(query)
            assert time.perf_counter() - start < 3


@pytest.mark.parametrize("query", ["\u200b", " \u200b\ufeff ", "", " "])
def test_what_nobody_sees_is_no_query(engine: EnginePage, query: str) -> None:
    answer = engine.search(query)
    assert (answer["total"], answer["results"], answer["complete"]) == (0, [], True)


def test_a_minus_leaves_pages_out(engine: EnginePage) -> None:
    expected = {
        page.url for page in documents() if "ประชุม" in text_of(page) and "บาท" not in text_of(page)
    }
    assert set(engine.urls("ประชุม -บาท", off=["all"])) == expected


def test_another_name_is_announced_and_counted_apart(engine: EnginePage) -> None:
    answer = engine.search("กอด.")
    assert answer["more"] == sum("กลุ่มออมทรัพย์บ้านดอนแก้ว" in text_of(page) for page in documents())
    assert [said["kind"] for said in answer["said"] if said["count"]] == ["name"]
    assert {result["group"] for result in answer["results"]} == {"more"}
    off = engine.search("กอด.", off=["name"])
    assert off["more"] == 0


@pytest.mark.parametrize(
    ("query", "shown"),
    [("26 May 2006", "26 May 2006"), ("ค.ศ.๒๐๐๖", "ค.ศ.๒๐๐๖"), ("ประชุม ค.ศ.๒๐๐๖ ", "ค.ศ.๒๐๐๖"),
     ("DON\u200b KAEO", "DON KAEO")],
)  # fmt: skip
def test_a_reading_is_announced_with_what_was_typed(
    engine: EnginePage, query: str, shown: str
) -> None:
    said = [one for one in engine.search(query)["said"] if one["count"]]
    assert {one["from"].replace("\u200b", "") for one in said if one["kind"] != "space"} == {shown}


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\x1e", "\t", "\x85"])
def test_signs_that_are_no_text_are_white_space(engine: EnginePage, sign: str) -> None:
    assert engine.search(f"5/2549{sign}ที่วัด")["total"] == engine.search("5/2549 ที่วัด")["total"] > 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("สวัสดิกาน", "สวัสดิการ"), ("สวสัดิการ", "สวัสดิการ"), ("สวัดิการ", "สวัสดิการ"), ("สมาชชิก", "สมาชิก"),
     ("เกบเงิน", "เก็บเงิน"), ("รัพย์บ้านดอนแก่ว", "รัพย์บ้านดอนแก้ว"), ("งบประมาน", "งบประมาณ")],
)  # fmt: skip
def test_one_wrong_sign_finds_what_was_meant(engine: EnginePage, typed: str, meant: str) -> None:
    answer = engine.search(typed)
    expected = {page.url for page in documents() if meant in text_of(page)}
    assert {result["url"] for result in answer["results"]} == expected
    assert [said["kind"] for said in answer["said"] if said["count"]] == ["spelling"]


ORDERED = (
    "มหาวิทยาลัยราชภัฏ",
    "สถาบันพัฒนาองค์กรชุมชน",
    "คำที่แคบกว่า",
    "การก่อตั้ง",
    "คำที่มีด้วยกัน",
    "คำที่มาด้วยกัน",
    "ไม่มีบันทึก",
    "ที่มีคำนำ",
)


@pytest.mark.parametrize("small", [0, 10**9], ids=["shards", "whole"])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [("มหาวิทยาัยราชภัฏ", "มหาวิทยาลัยราชภัฏ"), ("สมาิก", "สมาชิก"), ("สถาันพัฒนาองค์กรชุมชน", "สถาบันพัฒนาองค์กรชุมชน"),
     ("คำี่แคบกว่า", "คำที่แคบกว่า"), ("กาุก่อตั้ง", "การก่อตั้ง"), ("คำที่มดา้วยกัน", "คำที่มาด้วยกัน"), ("คำที่มีดว้ยกัน", "คำที่มีด้วยกัน"),
     ("ไม่ีบันทึก", "ไม่มีบันทึก"), ("ที่ีคำนำ", "ที่มีคำนำ"), ("“สมาิก เก็บเงิน”", "สมาชิกเก็บเงิน")],
)  # fmt: skip
def test_a_wrong_sign_is_mended_whatever_folding_makes_of_the_order_of_marks(
    browser: Browser, small: int, typed: str, meant: str
) -> None:
    pages = [
        *documents(),
        *(Document(f"{text}/{n}/", "-", (Paragraph("", f"กับ{text}นั้น"),)) for text in ORDERED for n in range(2)),
    ]  # fmt: skip
    expected = {page.url for page in pages if meant in text_of(page).replace(" ", "")}
    with EnginePage(browser, pages, small) as page:
        answer = page.search(typed, off=["name", "short"])
    assert {result["url"] for result in answer["results"]} == expected
    assert [said["to"] for said in answer["said"] if said["kind"] == "spelling"] == [meant]


@pytest.mark.parametrize("small", [0, 10**9], ids=["shards", "whole"])
@pytest.mark.parametrize(
    ("typed", "meant", "offered"),
    [("สวัสดิกาย", "สวัสดิการ", []), ("เหนอ", "เหนือ", ["เสนอ"]), ("มาชกเก็บ", "มาชิกเก็บ", [])],
)
def test_no_piece_of_a_word_is_offered_instead_of_what_was_meant(
    browser: Browser, small: int, typed: str, meant: str, offered: list[str]
) -> None:
    texts = ["จัดสวัสดิการ ให้", "ทางเหนือ กับ", "เสนอ ว่า", "สมาชิกเก็บเงิน"]
    pages = [
        Document(f"{text}/{n}/", "บันทึก", (Paragraph("", text),)) for text in texts for n in range(3)
    ]
    with EnginePage(browser, pages, small) as page:
        said = page.search(typed)["said"]
    assert [one["to"] for one in said if one["kind"] == "spelling"] == [meant]
    assert [one["to"] for one in said if one["kind"] == "spelling-offer"] == offered


@pytest.mark.parametrize("small", [0, 10**9], ids=["shards", "whole"])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ด็นานชุ", "ด็นงานชุ"), ("ม่มีบัทึก", "ม่มีบันทึก"), ("กลุ่มบ้านต้าสามัคี", "กลุ่มบ้านต้าสามัคคี"),
     ("คณะกรรมกาี", "คณะกรรมการ"), ("โครงสร้างกาู", "โครงสร้างการ"), ("ลุ่มบานต้าสามัค", "ลุ่มบ้านต้าสามัค")],
)  # fmt: skip
def test_what_is_mended_is_cut_where_it_was_typed_so_and_nowhere_else(
    browser: Browser, small: int, typed: str, meant: str
) -> None:
    texts = [
        "ประเด็นงานชุมชน",
        "ไม่มีบันทึกไว้",
        "กลุ่มบ้านต้าสามัคคีไปประชุม",
        "คณะกรรมการมา",
        "โครงสร้างการทำงาน",
    ]
    pages = [
        Document(f"{text}/{n}/", "-", (Paragraph("", f"{text}แล้ว"),))
        for text in texts
        for n in range(3)
    ]
    with EnginePage(browser, pages, small) as page:
        said = page.search(typed)["said"]
    assert [one["to"] for one in said if one["kind"] == "spelling"] == [meant]
    assert [one["to"] for one in said if one["kind"] == "spelling-offer"] == []


def test_filters_restrict_and_counts_follow(engine: EnginePage) -> None:
    answer = engine.search("สมาชิก", off=["all"])
    years = next(facet["values"] for facet in answer["facets"] if facet["name"] == "year")
    assert sum(year["count"] for year in years) == answer["total"]
    chosen = years[0]
    filtered = engine.search("สมาชิก", off=["all"], filters={"year": [chosen["value"]]})
    assert filtered["total"] == chosen["count"] == len(filtered["results"])


def test_a_filter_may_have_any_name(browser: Browser) -> None:
    names = ("constructor", "__proto__", "toString")
    facets: dict[str, tuple[str, ...]] = dict.fromkeys(names, ("ก",))
    with EnginePage(browser, [Document("a/", "น้ำ", (), facets=facets)]) as page:
        facets_found = page.search("น้ำ")["facets"]
        assert page.urls("น้ำ", filters={"toString": ["ข"]}) == []
    assert {facet["name"] for facet in facets_found} == set(names)
    assert not any(value["chosen"] for facet in facets_found for value in facet["values"])


def test_order_by_time(engine: EnginePage) -> None:
    dates = {page.url: page.date for page in documents()}
    newest = [dates[url] for url in engine.urls("สมาชิก", sort="newest", off=["all"])]
    assert newest == sorted(newest, reverse=True)
    oldest = [dates[url] for url in engine.urls("สมาชิก", sort="oldest", off=["all"])]
    assert oldest == sorted(oldest)


def test_what_has_no_date_comes_last_in_either_order(browser: Browser) -> None:
    pages = [
        Document(f"{date}/", "ป้าย", (Paragraph("", "น้ำ"),), date=date)
        for date in ("", "2006", "2009-05")
    ]
    with EnginePage(browser, pages) as page:
        assert page.urls("น้ำ", sort="oldest") == ["2006/", "2009-05/", "/"]
        assert page.urls("น้ำ", sort="newest") == ["2009-05/", "2006/", "/"]


@pytest.mark.parametrize("small", [0, 10**9], ids=["shards", "whole"])
def test_the_page_of_a_thing_stands_before_mentions_of_it(browser: Browser, small: int) -> None:
    name = ("สถาบันพัฒนาองค์กรชุมชน", "พอช.", "CODI")
    pages = [
        *(Document(f"{n}/", "บันทึก", (Paragraph("", "พอช. มา และ พอช. ไป"),), date="2009") for n in range(12)),
        Document("own/", name[0], (Paragraph("", "ชื่อย่อ พอช."),), names=(name,)),
    ]  # fmt: skip
    with EnginePage(browser, pages, small) as page:
        assert page.urls("พอช.")[0] == "own/"
        assert page.urls("พอช")[0] == "own/"


@pytest.mark.parametrize("small", [0, 10**9], ids=["shards", "whole"])
@pytest.mark.parametrize("query", ["สวัสดิการ", '"สวัสดิการ"', "welfare", "สวัสดิ การ"])
def test_the_page_whose_name_is_the_query_stands_first(
    browser: Browser, small: int, query: str
) -> None:
    names = ("สวัสดิการ", "Welfare")
    text = (Paragraph("", "การจัดสวัสดิการ welfare"),)
    pages = [
        Document("newer/", "สวัสดิการ สวัสดิการ welfare", text, date="2009"),
        Document("fund/", "กองทุนสวัสดิการ welfare", text, date="2009"),
        *(Document(f"{n}/", "บันทึก", text, facets={"tag": names}, date="2009") for n in range(3)),
        Document("own/", "สวัสดิการ", text, names=(names,)),
    ]
    with EnginePage(browser, pages, small) as page:
        assert page.urls(query)[0] == "own/"


@pytest.mark.parametrize("small", [0, 10**9], ids=["shards", "whole"])
@pytest.mark.parametrize("query", ['"ม 5"', '"5 49"', '"ก ข"', '"ที่ ม 5"'])
def test_a_short_phrase_keeps_its_space(browser: Browser, small: int, query: str) -> None:
    texts = ["ที่ ม 5", "ที่ม 5", "ม5 ครับ", "ปี 5 49", "54 9 ปี", "549", "ก ข", "กข", "ข ก"]
    pages = [Document(f"{text}/", "-", (Paragraph("", text),)) for text in texts]
    with EnginePage(browser, pages, small) as page:
        answer = page.search(query)
    literal = {result["url"] for result in answer["results"] if result["group"] == "literal"}
    assert literal == {f"{text}/" for text in texts if query.strip('"') in text}
    assert (answer["total"], answer["exact"]) == (len(literal), True)


def test_what_was_searched_before_changes_no_answer(browser: Browser) -> None:
    queries = ["สวัสดิการ", "สวัสดิกาน", "ออมทรัย์บ้าน", "สมาชิกเก็บเงินสวัสดิการวันละบาท", "กองทุนสวัสดิการชุมชน",
               "กอด.คืออะไร", "l;ylfbdki", "งบประมาณ -บาท", "รัพย์บ้านดอนแก่ว"]  # fmt: skip
    with EnginePage(browser, documents(), 0) as page:
        for query in queries:
            page.search(query)
        later = [page.search(query) for query in reversed(queries)][::-1]
    with EnginePage(browser, documents(), 0, forgets=True) as page:
        forgetful = [page.search(query) for query in queries]
    for query, answer, other in zip(queries, later, forgetful, strict=True):
        with EnginePage(browser, documents(), 0) as page:
            assert page.search(query) == answer == other


@pytest.mark.parametrize(
    "query", ["สมาชิกเก็บเงินสวัสดิการวันละบาท", "สวัสดิการ ประชุม", "สวัสดิกาน", "กอด.", "บาท"]
)
def test_what_is_shown_first_stays_in_its_place(browser: Browser, query: str) -> None:
    with EnginePage(browser, documents(), 0) as page:
        told, answer = page.told_at_first(query)
        whole = page.search(query)["results"]
    assert told
    first = [result["url"] for result in told[0]["results"]]
    assert first
    assert first == [result["url"] for result in answer["results"]][: len(first)]
    assert answer["results"] == whole[: len(answer["results"])]


def test_a_file_that_ends_early_is_said_to_be_broken(browser: Browser) -> None:
    made = random.Random(5)
    with EnginePage(browser, documents(), 0) as page:
        shards = [path for path in page.paths() if path.startswith("g/")]
    for size in (0, 1, *(made.randrange(2, 3000) for _ in range(12))):
        with EnginePage(browser, documents(), 0) as page:
            for path in shards:
                page.cut(path, size)
            with pytest.raises(Exception, match="broken"):
                page.search("สวัสดิการ")


def test_chance_finds_by_space_do_not_hide_what_was_meant(browser: Browser) -> None:
    pages = [
        *(Document(f"{n}/", "บันทึก", (Paragraph("", "ขอให้ช่วยกันออม"),)) for n in range(30)),
        Document("chance/", "บันทึก", (Paragraph("", "พูดคุย ค อ ให้ฟัง"),)),
    ]
    for small in (0, 10**9):
        with EnginePage(browser, pages, small) as page:
            answer = page.search("คอให้")
        assert {said["kind"] for said in answer["said"] if said["count"]} == {"space", "spelling"}
        assert len(answer["results"]) == answer["total"] == 31


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ผูวาราชการ", "ผู้ว่าราชการ"), ("สิงแวดลอม", "สิ่งแวดล้อม"), ("ผูนำทองถิ่น", "ผู้นำท้องถิ่น"),
     ("ขวามปรารถนาดี", "ความปรารถนาดี"), ("ไฎ้รับงบประมาน", "ได้รับงบประมาณ")],
)  # fmt: skip
def test_two_signs_of_the_same_sound_find_what_was_meant(
    browser: Browser, typed: str, meant: str
) -> None:
    pages = [
        *documents(),
        *(Document(f"meant/{n}/", "บันทึก", (Paragraph("", f"เมื่อวานนี้{meant}ที่นั่น"),)) for n in range(3)),
    ]  # fmt: skip
    for small in (0, 10**9):
        with EnginePage(browser, pages, small) as page:
            assert {url for url in page.urls(typed) if url.startswith("meant")} == {
                f"meant/{n}/" for n in range(3)
            }


def test_a_reading_that_is_off_stays_off_in_what_comes_after_and_can_be_put_on_again(
    engine: EnginePage,
) -> None:
    typed = "ประชุมครั้งที่5/2549ที่วัดคืออะไร"
    assert "space" in {said["kind"] for said in engine.search(typed)["said"] if said["count"]}
    said = engine.search(typed, off=["space"])["said"]
    assert [one["kind"] for one in said if one["off"]] == ["space"]
    assert not [one for one in said if one["kind"] == "space" and one["count"]]


def test_what_is_read_within_a_question_is_announced_too(engine: EnginePage) -> None:
    kinds = [said["kind"] for said in engine.search("กอด.คืออะไร")["said"] if said["count"]]
    assert kinds == ["question", "name"]


def test_names_are_suggested_as_they_are_written(engine: EnginePage) -> None:
    assert engine.suggestions("don")[0] == "Don Kaeo"


def test_filters_stand_in_an_order_a_reader_expects(engine: EnginePage) -> None:
    facets = {facet["name"]: facet["values"] for facet in engine.search("บันทึกที่")["facets"]}
    years = [year["value"] for year in facets["year"]]
    assert years == sorted(years, reverse=True)
    assert len(years) > 3


def test_titles_stand_before_texts(engine: EnginePage) -> None:
    titles = {page.url: fold(page.title) for page in documents()}
    in_title = ["สมาชิก" in titles[url] for url in engine.urls("สมาชิก", off=["all"])]
    assert in_title == sorted(in_title, reverse=True)


def test_paging_gives_each_page_once(engine: EnginePage) -> None:
    all_ = engine.urls("บาท")
    paged = [
        url
        for start in range(0, len(all_), 10)
        for url in engine.urls("บาท", size=10, **{"from": start})
    ]
    assert paged == all_
    assert len(set(all_)) == len(all_)


def test_excerpts_are_cut_between_clusters_and_hold_the_match(engine: EnginePage) -> None:
    for result in engine.search("สวัสดิการ", off=["all"])["results"]:
        marked = [
            piece["text"] for piece in (*result["title"], *result["excerpt"]) if piece["marked"]
        ]
        assert marked
        assert all(fold(text) == "สวัสดิการ" for text in marked)
        shown = "".join(piece["text"] for piece in result["excerpt"]).strip("…")
        assert is_boundary("ก" + shown, 1)


WORDS = ("ประชุม", "สมาชิก", "ตำบล", "โรงเรียน", "จังหวัด", "หลังคา", "หนังสือ", "เกษตรกร", "กรรมการ")
"""Words that nobody takes for two."""


@pytest.mark.parametrize("knows_words", [True, False])
def test_excerpts_begin_and_end_between_words(browser: Browser, *, knows_words: bool) -> None:
    made = random.Random(7)
    pages = []
    edges: dict[str, set[int]] = {}
    for number in range(40):
        chosen = made.choices(WORDS, k=60)
        chosen[30] = "สวัสดิการ"
        text = "".join(chosen)
        edges[f"{number}/"] = {0, *accumulate(map(len, chosen))}
        pages.append(Document(f"{number}/", "บันทึก", (Paragraph("", text),)))
    texts = {page.url: page.paragraphs[0].text for page in pages}
    with EnginePage(browser, pages) as page:
        if not knows_words:
            page.without_words()
        results = page.search("สวัสดิการ")["results"]
    assert len(results) == 40
    for result in results:
        first, *_, last = (piece["text"] for piece in result["excerpt"])
        assert (first, last) == ("…", "…")
        shown = "".join(piece["text"] for piece in result["excerpt"][1:-1])
        text = texts[result["url"]]
        start = text.index(shown)
        for place in (start, start + len(shown)):
            assert is_boundary(text, place)
            assert place in edges[result["url"]] or not knows_words


def test_pages_with_part_of_a_query_come_when_nothing_holds_it(engine: EnginePage) -> None:
    answer = engine.search("สวัสดิการเครือข่ายเกษตรอินทรีย์ไร้สาร")
    assert (answer["total"], answer["more"]) == (0, 0)
    assert {result["group"] for result in answer["results"]} == {"related"}


@pytest.mark.parametrize("small", [0, 10**9], ids=["shards", "whole"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [("กองทุน ปลาวาฬ", {"fund/"}), ("ปลาวาฬ พอช.", {"short/"}), ("องทุ ปลาวาฬ", {"fund/"}), ("ปลาวาฬ", set()),
     ("ปลาวาฬ กระเช้า", set()), ('"ปลาวาฬ ตัวนี้" กองทุน', {"fund/"})],
)  # fmt: skip
def test_one_of_several_words_gives_pages_with_part_of_the_query(
    browser: Browser, small: int, query: str, expected: set[str]
) -> None:
    texts = {"fund/": "จัดตั้งกองทุนขึ้น", "short/": "เชิญ พอช. มา", "other/": "ประชุมที่วัด"}
    pages = [Document(url, "บันทึก", (Paragraph("", text),)) for url, text in texts.items()]
    with EnginePage(browser, pages, small) as page:
        answer = page.search(query)
    assert {result["url"] for result in answer["results"]} == expected
    assert {result["group"] for result in answer["results"]} <= {"related"}
    assert (answer["total"], answer["related"]) == (0, len(expected))


def flights() -> list[Document]:
    """A page with the words of a query, some about the same in other words, and others with a part of the query."""
    texts = {
        "typed": "ทหารอากาศนำเครื่องบินและนักบินจากฝูงบินไปช่วยดับไฟ",
        "hot": "อากาศร้อนมากในเดือนเมษายน ชาวบ้านปลูกต้นไม้ให้ร่มเงา",
        "cold": "อากาศหนาวทั้งเดือนธันวาคม แจกผ้าห่มให้ผู้สูงอายุ",
        "alike": "เครื่องบินพร้อมนักบินจากฝูงบินขึ้นดับไฟในอากาศ",
        "other": "นักบินนำเครื่องบินทั้งฝูงบินกลับฐานแล้ว",
        "market": "ตลาดนัดเปิดขายผักปลอดสารทุกวันเสาร์",
    }
    return [
        Document(f"{name}/", "บันทึก", (Paragraph("", text),), date=str(2020 - number))
        for number, (name, text) in enumerate(texts.items())
    ]


@pytest.mark.parametrize("small", [0, 10**9], ids=["shards", "whole"])
def test_related_pages_that_are_about_the_same_come_before_a_word_that_is_met_by_chance(
    browser: Browser, small: int
) -> None:
    with EnginePage(browser, flights(), small) as page:
        found = page.urls("ทหารอากาศ", related=True)
        plain = page.urls("ทหารอากาศ")
    assert plain == ["typed/"]
    assert found[0] == "typed/"
    assert set(found[1:3]) == {"alike/", "other/"}
    assert {"hot/", "cold/"} <= set(found[3:])


def test_what_is_found_does_not_wait_for_related_pages(browser: Browser) -> None:
    with EnginePage(browser, flights(), 0) as page:
        told, answer = page.told_at_first("ทหารอากาศ", related=True)
    assert [[result["url"] for result in part["results"]] for part in told] == [["typed/"]]
    assert answer["related"]


def test_a_missing_shard_is_said(browser: Browser) -> None:
    with EnginePage(browser, documents(), 0) as page:
        page.without("g/0")
        page.without("t/0")
        with pytest.raises(Exception, match="missing"):
            page.search("บ")
