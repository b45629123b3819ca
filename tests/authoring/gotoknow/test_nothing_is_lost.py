"""Every character of a source ends in the note or in the list of what was left out; text is never read as markup."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from fieldnotes.authoring.gotoknow.body import write_body
from fieldnotes.authoring.gotoknow.draft import Draft, make_draft
from fieldnotes.authoring.gotoknow.page import ADDRESS_TAKEN, Line, Run
from fieldnotes.authoring.gotoknow.reading import parse_page
from fieldnotes.authoring.note_file import Unread, note_text
from fieldnotes.site.dialect import Dialect

WORDS = (
    "กลุ่มออมทรัพย์", "เรื่องที่สอง", "น้ำ", "๒๕๔๙", "5/2549", "490,000 บาท", "<Click>", "[บก.: ลอง]", "---", "***",
    "{: .x}", "{#id}", "# หัว", "> อ้าง", "4. สี่", "1.", "1. หนึ่ง", "2. สอง", "๑. หนึ่ง", "1.1 ย่อย", "• ข้อ", "·ข้อ",
    "- ข้อ", "* ข้อ", "+ ข้อ", "[ลิงก์](http://a.example)", "[a]: b", "[^1]", "[^1]: x", "`โค้ด`", "```", "~~~", "_เอน_",
    "**หนา**", "ก_ข", "a_b", "\\", "\\*", "&nbsp;", "&amp;", "&#3585;", "https://a.example/x_y?a=1&b=2",
    "<https://a.example>",
    "===", "|", "| a | b |", "!", "![ภาพ](a.png)", "[x]{.nolink}", "หมายเลขบันทึก: 12", "ความเห็น (2)", "คำสำคัญ", "IP:",
    "เขียนเมื่อ", "โดย", "ใน", ": ", " #ก", "@", "'", '"',
    "\u00a0", " ", "\u200b", "a@b", "(", ")", "[", "]", "<b>", "<", ">",
    "ฯ", "ๆ", "“คำ”", "…", "Title:", "Term\n: x",
)  # fmt: skip
SIGNS = r"^(?:[\s\u00a0\u200b]*(?:(?:[0-9]+|[๐-๙]+)\.|[•·●▪*-]|–))+"
"""Signs of items, which Markdown writes in its own way."""

PIECE = st.one_of(
    st.sampled_from(WORDS), st.text(alphabet="กขคำ้ 12.#*_[](){}<>!-+=~`|\\&;:/", max_size=6)
)
LINE = (
    st.lists(PIECE, min_size=1, max_size=5).map("".join).map(lambda text: text.replace("\n", " "))
)
DATE = st.sampled_from(
    (
        "24 May 2006 @ 17:40 ()",
        "9 ธันวาคม 2548 10:02 น. ()",
        "12 มค.49",
        "30 พ.ย.48",
        "24 May 2006 @ 17:40\u00a0()",
    )
)
NAME = st.sampled_from(("นางสมมติ ทดสอบ", "ครูนก", "a_b", "ผู้วิจัย", "<Click>", "ชื่อ: ยาว #1", "[ก]"))


@st.composite
def text_pages(draw: st.DrawFn) -> str:
    """A page as text: any of the heads, feet and comments, around any lines."""
    lines = [draw(LINE)] if draw(st.booleans()) else []
    if draw(st.booleans()):
        lines += [draw(NAME), f"เขียนเมื่อ {draw(DATE)}", f"แก้ไขเมื่อ {draw(DATE)}", *lines[:1]]
    gap = draw(st.sampled_from(([], [""], ["", "\u00a0"])))
    for _ in range(draw(st.integers(1, 8))):
        lines += [*gap, draw(st.sampled_from(("", "\u00a0\u00a0 ", "    ", "\t"))) + draw(LINE)]
    if draw(st.booleans()):
        space = draw(st.sampled_from((" ", "\u00a0")))
        lines += [
            "",
            f"บันทึกนี้เขียนที่{space}GotoKnow{space}โดย{space}{draw(st.one_of(st.just(''), NAME))}{space}ใน{space}blog_x",
        ]
        lines += [
            "",
            "คำสำคัญ (Tags)" + draw(st.sampled_from(("#uncategorized", "#ก#ข ค", "", ": ก, ข"))),
        ]
        rights = draw(
            st.sampled_from(("สงวนสิทธิ์ทุกประการ", "ครีเอทีฟคอมมอนส์แบบ แสดงที่มา, ไม่ใช้เพื่อการค้า", ""))
        )
        lines += [
            "",
            f"หมายเลขบันทึก: 123, เขียน: {draw(DATE)}, สัญญาอนุญาต: {rights}, ความเห็น: 1, อ่าน: คลิก",
        ]
    comments = draw(st.integers(0, 3))
    if comments:
        lines += ["", f"ความเห็น ({comments})", ""]
    for _ in range(comments):
        lines += [draw(NAME)]
        lines += draw(st.sampled_from((["IP: xxx.24.9.110"], ["IP: 203.150.1.2", ""], [])))
        lines += [f"เขียนเมื่อ {draw(st.one_of(st.just(''), DATE))}"]
        lines += [draw(LINE) for _ in range(draw(st.integers(0, 3)))] + [""]
    return "\n".join(lines)


def seen(texts: Iterable[str]) -> Counter[str]:
    """How often each character stands in texts; spaces and what nobody sees aside."""
    return Counter(re.sub(r"[\s\u00a0\u200b\0]+", "", "".join(texts)))


def rendered(markdown: str, *, line_breaks: bool = False) -> str:
    """What a reader sees of a text."""
    return "".join(
        Dialect(line_breaks=line_breaks, footnotes=not line_breaks).parse(markdown).itertext()
    )


def values(value: object) -> Iterable[str]:
    """All words of a front."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Unread):
        yield value.words
    elif isinstance(value, dict):
        for inner in value.values():
            yield from values(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from values(inner)


def kept(draft: Draft) -> Counter[str]:
    front = {name: value for name, value in draft.front.items() if name != "comments"}
    comments = draft.front.get("comments", [])
    assert isinstance(comments, list)
    texts = [rendered(one["text"], line_breaks=True) for one in comments]
    names = [words for one in comments for words in values((one["name"], one["time"]))]
    left = [one.text * one.count for one in draft.left_out]
    # The numbers of a list are its own; as HTML they are no text.
    numbers = re.findall(r"^ *([0-9]+\.) ", draft.body, re.MULTILINE)
    numbers += [
        found
        for one in comments
        for found in re.findall(r"^ *([0-9]+\.) ", one["text"], re.MULTILINE)
    ]
    signs = re.findall(r"^ *(-) ", draft.body, re.MULTILINE)
    signs += [
        found for one in comments for found in re.findall(r"^ *(-) ", one["text"], re.MULTILINE)
    ]
    return seen((rendered(draft.body), *texts, *names, *values(front), *left, *numbers, *signs))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u200b\0]+", "", text)


def pieces(draft: Draft) -> Iterable[str]:
    """Where a line of a source may be: a block of the body or of a comment, a field, an entry of the list."""
    comments = draft.front.get("comments", [])
    assert isinstance(comments, list)
    for text in (draft.body, *(one["text"] for one in comments)):
        yield from (rendered(block.strip()) for block in text.split("\n"))
    yield from values(draft.front)
    yield from (one.text for one in draft.left_out)


def draft_of(source: str) -> Draft:
    return make_draft(parse_page(source), (), lambda _: None, own=True, published=True)


@settings(max_examples=400, deadline=None)
@given(text_pages())
def test_every_character_is_somewhere(source: str) -> None:
    page = parse_page(source)
    if not page.body:
        return
    draft = make_draft(page, (), lambda _: None, own=True, published=True)
    note_text(draft.front, draft.body)
    expected = seen([re.sub(r"xxx\.24\.9\.110|203\.150\.1\.2", "", source)])
    lost = expected - kept(draft)
    assert not lost
    if not any(one.reason in ("tag", "hidden") for one in draft.left_out):
        places = [squeezed(text) for text in pieces(draft)]
        for line in source.split("\n"):
            words = squeezed(re.sub(r"xxx\.24\.9\.110|203\.150\.1\.2", "", line))
            bare = squeezed(re.sub(SIGNS, "", line))
            assert any(words in place or bare in place for place in places), line


TAGS = st.sampled_from(
    (
        "p",
        "div",
        "b",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "tr",
        "td",
        "span",
        "nav",
        "aside",
        "article",
    )
)


@st.composite
def html_pages(draw: st.DrawFn) -> str:
    """A saved page: any elements around any words, closed or not."""
    parts = ["<!doctype html><html><head><title>หน้า</title></head><body>"]
    parts += ["<h1>ชื่อเรื่อง</h1>"] if draw(st.booleans()) else []
    for _ in range(draw(st.integers(1, 10))):
        name = draw(TAGS)
        parts.append(f"<{name}>" + html.escape(draw(LINE)))
        parts += [f"</{name}>"] if draw(st.booleans()) else []
        parts += ["<script>var x = 'โค้ด'</script>"] if draw(st.booleans()) else []
    return "".join(parts)


@settings(max_examples=300, deadline=None)
@given(html_pages())
@example("<!doctype html><html><body><li>|<li>|")
@example("<!doctype html><html><body><h2>{#")
@example("<!doctype html><html><body><h2>#")
@example("<!doctype html><html><body><h2># ก #</h2>")
def test_every_character_that_a_page_shows_is_somewhere(source: str) -> None:
    page = parse_page(source)
    if not page.body:
        return
    draft = make_draft(page, (), lambda _: None, own=True, published=True)
    note_text(draft.front, draft.body)
    tree = LexborHTMLParser(source)
    tree.strip_tags(["script"])
    assert tree.body is not None
    lost = seen([tree.body.text()]) - kept(draft)
    assert not lost


@settings(max_examples=400, deadline=None)
@given(st.lists(LINE.filter(str.strip), min_size=1, max_size=6))
@example(["1. ก", "2. ข", "1. ค", "2. ง"])
@example(["1.ก", "1.1 ข", "• ค", "2.ง"])
def test_text_is_shown_as_it_was(lines: list[str]) -> None:
    """Through the site's own dialect: the words of each line, in order, and no markup but lists."""
    markdown = write_body([Line(number, (Run(line),)) for number, line in enumerate(lines, 1)])
    tree = Dialect().parse(markdown.text)
    tags = {element.tag for element in tree.iter()} - {"div", "p", "ol", "ul", "li"}
    assert tags <= {"a"}
    for link in tree.iter("a"):
        assert link.get("href", "").startswith(("http://", "https://"))
    for line, block in zip(
        lines, [one for one in markdown.text.split("\n") if one.strip()], strict=True
    ):
        shown = rendered(block.strip())
        bare = [re.sub(r"[\s\u00a0\u200b]", "", re.sub(SIGNS, "", text)) for text in (line, shown)]
        assert bare[0] == bare[1]


def test_no_address_is_kept() -> None:
    source = (
        "ชื่อ\n\nเล่าว่า 203.150.1.2 แล้ว\nIP: xxx.24.9.110\n\nความเห็น (1)\nก\n"
        "IP: 10.1.2.3\nเขียนเมื่อ 24 May 2006 @ 17:40 (10.1.2.3)\nดี"
    )
    draft = draft_of(source)
    everything = note_text(draft.front, draft.body) + "".join(one.text for one in draft.left_out)
    assert not re.search(r"[0-9x]+\.[0-9]+\.[0-9]+\.[0-9]+", everything)
    assert ADDRESS_TAKEN not in draft.body
    assert [
        one.line for one in draft.left_out if one.reason == "address" or ADDRESS_TAKEN in one.text
    ] == [3, 4, 8, 9]


@pytest.mark.parametrize(
    "sign", ["\x08", "\x1b", "\ufffe", "\x85", "\u2028", "\u202e", "\ufeff", "\ud7ff", "\U000e0001"]
)
def test_odd_signs_stay_or_are_listed(sign: str) -> None:
    draft = draft_of(f"ชื่อ{sign}เรื่อง\n\nเนื้อ{sign}ความ {sign} จบ\n")
    text = note_text(draft.front, draft.body)
    listed = any(
        one.reason == "control" and one.text == f"U+{ord(sign):04X}" for one in draft.left_out
    )
    assert listed or sign in text or sign.isspace()
