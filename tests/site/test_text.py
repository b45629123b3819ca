"""Texts of notes as HTML. A case is a Markdown file in `cases/text/` and beside it the HTML that a reader is to get."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.archive.body_links import images_in
from fieldnotes.archive.mentions import Names, mentions_in
from fieldnotes.archive.model import Archive, Note, Organisation
from fieldnotes.archive.paragraphs import read_paragraphs
from fieldnotes.site.text import Texts

CASES = Path(__file__).parent / "cases" / "text"

ORGANISATIONS = {
    body.id: body
    for body in (
        Organisation("codi", "organisations/codi.md", "สถาบันพัฒนาองค์กรชุมชน", short=("พอช.",)),
        Organisation("ban-ta", "organisations/ban-ta.md", "กลุ่มบ้านต้าสามัคคี", also=("กลุ่มบ้านต้า",)),
    )
}


def note(body: str, note_id: str = "gtk-1") -> Note:
    paragraphs = read_paragraphs(body)
    return Note(
        note_id,
        f"2549/{note_id}.md",
        "บันทึก",
        body,
        paragraphs=paragraphs,
        mentions=mentions_in(note_id, paragraphs, Names(ORGANISATIONS.values())),
        images=("2549/pic.jpg", "2549/x.svg"),
    )


def texts(*notes: Note) -> Texts:
    return Texts(Archive(notes={one.id: one for one in notes}, organisations=ORGANISATIONS))


def html(body: str) -> str:
    written = note(body)
    return str(texts(written).note(written))


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_text(case: Path) -> None:
    written = note(case.read_text(encoding="utf-8"))
    other = note("ย่อหน้า {#p-own}", "gtk-2")
    expected = case.with_suffix(".html")
    assert texts(written, other).note(written) + "\n" == expected.read_text(encoding="utf-8")


def test_texts_on_one_page_share_no_id() -> None:
    body = "ย่อหน้า[^1] {#p-x}\n\n[ขึ้น](#p-x)\n\n## หัวข้อ\n\n[^1]: เชิงอรรถ\n"
    first, second = note(body, "a"), note(body, "b")
    rendered = texts(first, second)
    page = Page.of(rendered.note_in_account(first) + rendered.note_in_account(second))
    assert len(page.ids) == len(set(page.ids))
    assert all(identifier.startswith(("a-", "b-")) for identifier in page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert "h2" not in page.tags
    assert "h3" in page.tags


def test_ids_of_two_texts_are_never_put_together_alike() -> None:
    first, second = note("ย่อหน้า {#b-c}", "a"), note("ย่อหน้า {#c}", "a-b")
    rendered = texts(first, second)
    page = Page.of(rendered.note_in_account(first) + rendered.note_in_account(second))
    assert page.ids == ["a--b-c", "a-b--c"]


@pytest.mark.parametrize("target", ["รูป 1.png", "<รูป 1.png>", "รูป%201.png", 'รูป 1.png "หมู่"'])
def test_an_image_with_a_space_in_its_name_is_shown_and_known(target: str) -> None:
    body = f"![ภาพ]({target})"
    [image] = images_in(body, "2549/a.md", {"2549/รูป 1.png"})
    shown = texts().short(body, "2549/a.md", (image,))
    assert '<img src="record-file:2549/%E0%B8%A3%E0%B8%B9%E0%B8%9B%201.png" alt="ภาพ"' in shown


def test_words_of_a_description_keep_their_markup_and_lose_their_headings() -> None:
    rendered = texts()
    assert rendered.short("# ใหญ่\n\nคำ **หนา** [^1]") == (
        '<p class="fn-heading">ใหญ่</p>\n<p>คำ <strong>หนา</strong> [^1]</p>'
    )
    assert 'href="record:organisations/codi"' in rendered.short(
        "[ไป](codi.md)", "organisations/ban-ta.md"
    )
    assert "<a" not in rendered.short("[ไป](codi.md)")


def test_a_comment_keeps_its_lines() -> None:
    assert texts().comment("บรรทัดแรก\nบรรทัดที่สอง <b>") == "<p>บรรทัดแรก<br>\nบรรทัดที่สอง &lt;b&gt;</p>"


@pytest.mark.parametrize(
    "deep", [">" * 3000 + " ลึก", "[" * 3000 + "ลึก", "*" * 3001 + "ลึก", "- " * 2000 + "ลึก"]
)
def test_what_is_nested_too_deep_is_still_shown(deep: str) -> None:
    assert "ลึก" in html(deep)


HOSTILE = st.text(
    st.sampled_from(
        "พอช. กขค#>*_`~|[](){}!<>&;:\"'=/\\-+1.0\n\n\t\u00a0\u200b\ue000\ue001\ue002\ue003\x02\x03"
        "scriptonclickjavascript"
    ),
    max_size=120,
)


@given(HOSTILE)
def test_whatever_is_written_the_page_stays_whole(body: str) -> None:
    written = note(body)
    page = Page.of(texts(written).note(written))
    assert not re.search("[\ue000-\ue003]", page.source)
    anchors = [paragraph.anchor for paragraph in written.paragraphs]
    assert sorted(set(page.ids) & set(anchors)) == sorted(anchors)
    assert len(page.ids) == len(set(page.ids))
    assert not page.attributes - {
        "id",
        "class",
        "href",
        "title",
        "align",
        "src",
        "alt",
        "loading",
        "decoding",
        "start",
    }
    assert not {"script", "style", "iframe", "svg", "form", "input", "h1"} & set(page.tags)
    for link in page.links:
        assert link.startswith(("#", "record:", "http://", "https://"))


@given(
    st.lists(
        st.sampled_from(["พอช.", "กลุ่มบ้านต้า", " และ ", "คำอื่น", "\n\n", "**พอช.**", "\n- ", "\n## "])
    )
)
def test_links_change_no_word(pieces: list[str]) -> None:
    written = note("".join(pieces))
    plain = replace(written, mentions=())
    linked = texts(written).note(written)
    unlinked = texts(plain).note(plain)
    assert _words(linked) == _words(unlinked)


@given(st.lists(st.sampled_from(["พอช. ", "สถาบันพัฒนาองค์กรชุมชน ", "\n\n"]), min_size=1))
def test_an_organisation_is_linked_once_in_a_section(pieces: list[str]) -> None:
    body = "".join(pieces)
    assert html(body).count('href="record:organisations/codi"') == (1 if body.strip() else 0)


def _words(source: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", source)).split())


class Page(HTMLParser):
    """What a fragment holds."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    @classmethod
    def of(cls, source: str) -> Page:
        page = cls(source)
        page.feed(source)
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
