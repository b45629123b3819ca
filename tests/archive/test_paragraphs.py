"""A note's blocks: what is one, its plain words, and anchors that stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fieldnotes.archive.body_links import find_links
from fieldnotes.archive.paragraphs import (
    ANCHOR_WORDS,
    blank_code,
    comparable,
    plain_text,
    read_blocks,
    read_body,
    read_paragraphs,
)
from fieldnotes.archive.quotes import Quotes
from fieldnotes.thai.spelling import normalise, normalise_aligned

MARKS = st.sampled_from(
    "# ## - * 1. > | |---| ``` ~~~ ` ** __ _ [ ] ( ) ](x) ![ {.nolink} {#a} {#b} [^1] [^1]: [a]: === --- *** \\"
    " &nbsp; <b> [บก.: ก] <https://a.example> ก น้ำใจ เรื่องที่สอง วาระที่ ๑ \u00a0 \u200b a1".split(" ")
)
GAPS = st.sampled_from(["", " ", "\n", "\n\n", "\n    "])
MARKDOWN = st.one_of(
    st.lists(st.tuples(MARKS, GAPS), max_size=30).map(lambda rows: "".join(a + b for a, b in rows)),
    st.text(max_size=120),
)
WORDS = st.text(alphabet="กขคงจนมสาิ่้เแโ 0123456789๑๒๓abc", min_size=1, max_size=60).filter(
    # Words alone: nothing that begins an item, an ordinal or a line.
    lambda text: re.match(r"\s*[0-9]*\.?\s*$|\s*[0-9]+\.", text) is None
)
PARAGRAPHS = st.lists(WORDS.map(str.strip).filter(bool), min_size=1, max_size=8)


@given(MARKDOWN)
def test_the_texts_in_one_spelling(body: str) -> None:
    read = read_body(body)
    assert read.normal_texts == tuple(normalise(paragraph.text) for paragraph in read.paragraphs)
    if normalise_aligned(body) is not None:
        assert read_body(body, known_aligned=True) == read


def first_words(text: str) -> str:
    return "".join(normalise(text).split())[:ANCHOR_WORDS]


@given(MARKDOWN)
def test_any_text(body: str) -> None:
    blocks = list(read_blocks(body))
    paragraphs = read_paragraphs(body)
    assert len(blocks) == len(paragraphs)
    anchors = [paragraph.anchor for paragraph in paragraphs]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch("[a-z][a-z0-9-]*", anchor) for anchor in anchors)
    numbers = [paragraph.number for paragraph in paragraphs if paragraph.kind != "heading"]
    assert numbers == list(range(1, len(numbers) + 1))
    last = -1
    for block, paragraph in zip(blocks, paragraphs, strict=True):
        assert paragraph.source_offset == block.offset
        assert body.startswith(block.source, block.offset)
        assert block.source.strip()
        assert block.offset > last
        last = block.offset
        for start, end in paragraph.silent:
            assert 0 <= start < end <= len(paragraph.text)


@given(MARKDOWN)
def test_plain_text_of_anything(source: str) -> None:
    text, silent = plain_text(source)
    assert all(0 <= start < end <= len(text) for start, end in silent)
    comparable(text)


@given(MARKDOWN)
def test_links_of_anything(body: str) -> None:
    blanked = blank_code(body)
    assert len(blanked) == len(body)
    assert [sign == "\n" for sign in blanked] == [sign == "\n" for sign in body]
    for link in find_links(body):
        assert body.startswith(link.target, link.offset)


@given(WORDS)
def test_words_stay_as_they_are(text: str) -> None:
    assert plain_text(text) == (text, ())


@given(PARAGRAPHS, PARAGRAPHS, st.randoms())
def test_anchors_stay_when_others_come_go_or_move(
    texts: list[str], others: list[str], random: object
) -> None:
    texts = list({first_words(text): text for text in texts}.values())
    others = [text for text in others if first_words(text) not in set(map(first_words, texts))]
    before = {paragraph.text: paragraph.anchor for paragraph in read_paragraphs("\n\n".join(texts))}
    mixed = [*texts, *others]
    random.shuffle(mixed)  # type: ignore[attr-defined] # a random.Random of Hypothesis
    after = {paragraph.text: paragraph.anchor for paragraph in read_paragraphs("\n\n".join(mixed))}
    assert {text: after[text] for text in before} == before


@given(WORDS, st.integers(ANCHOR_WORDS, 40), WORDS)
def test_anchor_stays_when_a_paragraph_is_corrected_after_its_first_words(
    text: str, length: int, end: str
) -> None:
    text = (text.strip() + "กลุ่มออมทรัพย์บ้านดอนชัย" * 2).strip()
    corrected = "".join(text.split())[:length] + end
    assume(first_words(corrected) == first_words(text))
    assert read_paragraphs(text)[0].anchor == read_paragraphs(corrected)[0].anchor


@given(WORDS)
def test_anchor_knows_no_spelling(text: str) -> None:
    other = text.replace(" ", "\u00a0").replace("แ", "เเ")
    assume(normalise(text) == normalise(other))
    assert [p.anchor for p in read_paragraphs(text)] == [p.anchor for p in read_paragraphs(other)]


def test_anchors_of_paragraphs_that_begin_alike() -> None:
    """The first keeps the short anchor, so that a second one that is added later changes nothing."""
    start = "กลุ่มออมทรัพย์บ้านดอนชัยประชุมทุกเดือน "
    one = read_paragraphs(start + "ก")
    both = read_paragraphs(f"{start}ก\n\n{start}ข\n\n{start}ข\n\n{start}ข")
    assert both[0].anchor == one[0].anchor
    assert len({paragraph.anchor for paragraph in both}) == 4
    assert both[2].anchor == both[1].anchor + "-2"
    assert both[3].anchor == both[1].anchor + "-3"


def test_explicit_anchor_wins_and_a_second_one_gets_its_own() -> None:
    one, two, three = read_paragraphs("ก {#mati}\n\nข {#mati}\n\nค\n{#kho}")
    assert (one.anchor, one.text) == ("mati", "ก")
    assert two.anchor == read_paragraphs("ข")[0].anchor
    assert three.anchor == "kho"


@given(PARAGRAPHS, st.data())
def test_a_quote_cut_from_one_paragraph_is_found(texts: list[str], data: st.DataObject) -> None:
    paragraphs = read_paragraphs("\n\n".join(texts))
    quotes = Quotes(paragraphs)
    index = data.draw(st.integers(0, len(paragraphs) - 1))
    text = paragraphs[index].text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end].replace(" ", data.draw(st.sampled_from([" ", "  ", "\u00a0", "\n"])))
    assume(comparable(quote))
    # A cut between a letter and its mark may be spelled otherwise by itself; nobody copies half a letter.
    assume(comparable(quote) in comparable(text))
    words, found = quotes.find(quote)
    assert words == quote
    assert paragraphs[index] in found


@given(PARAGRAPHS, WORDS)
def test_the_nearest_passage_is_in_the_note(texts: list[str], quote: str) -> None:
    quotes = Quotes(read_paragraphs("\n\n".join(texts)))
    nearest = quotes.nearest(quote)
    assert nearest is None or quotes.find(nearest)[1]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**หนา** และ *เอน* กับ __หนา__ ต่อ", "หนา และ เอน กับ หนา ต่อ"),
        ("snake_case_name", "snake_case_name"),
        ("[ลิงก์](https://a.example/ก_(ข)) ต่อ", "ลิงก์ ต่อ"),
        ("[ลิงก์][ref] ต่อ", "ลิงก์ ต่อ"),
        ("![ภาพ](p.jpg) ต่อ", "ภาพ ต่อ"),
        ("[\\[สงวนนาม\\]](https://a.example) ต่อ", "[สงวนนาม] ต่อ"),
        ("ก[บก.: ดู [ข้อนี้](x.md) ด้วย]ข", "กข"),
        ("`โค้ด` ``a`b`` ต่อ", "โค้ด a`b ต่อ"),
        ("ไม่ใช่ `โค้ด", "ไม่ใช่ `โค้ด"),
        ("[สภา]{.nolink} ต่อ", "สภา ต่อ"),
        ("เชิงอรรถ[^1] ต่อ", "เชิงอรรถ ต่อ"),
        ("<https://a.example> ต่อ", "https://a.example ต่อ"),
        ("5 &lt; 6 &amp; 7&nbsp;8", "5 < 6 & 7\u00a08"),
        ("บรรทัด\nต่อ  \n ไป", "บรรทัด ต่อ ไป"),
        ("\\*ดาว\\* \\[วงเล็บ\\]", "*ดาว* [วงเล็บ]"),
        ("<b>หนา</b>", "<b>หนา</b>"),
    ],
)
def test_plain_text(source: str, text: str) -> None:
    assert plain_text(source)[0] == text


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("ก\n\nข", "paragraph paragraph"),
        ("ก\nข", "paragraph"),
        ("# ก\nข", "heading paragraph"),
        ("ก\n===\nข", "heading paragraph"),
        ("- ก\n- ข\n\n  ค", "item item paragraph"),
        ("1. ก\n2. ข", "item item"),
        ("       1.ก\n\n       2.ข", "paragraph paragraph"),
        ("> ก\n> ข", "quote"),
        ("| ก | ข |\n|---|---|\n| 1 | 2 |", "table"),
        ("```\nก\n```\nข", "paragraph"),
        ("~~~\nก\n\n- ข", ""),
        ("ก\n\n---\n\nข", "paragraph paragraph"),
        ("    ก ที่ย่อหน้า\n\n    ข", "paragraph paragraph"),
        ("[a]: https://a.example\n\nก", "paragraph"),
        ("ก[^1]\n\n[^1]: เชิงอรรถ", "paragraph paragraph"),
    ],
)
def test_blocks(body: str, kinds: str) -> None:
    assert [paragraph.kind for paragraph in read_paragraphs(body)] == kinds.split()
