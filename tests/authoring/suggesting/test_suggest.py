"""What holds for every text: quotes stand where they are said to stand, nothing fails, and twice gives the same."""

from __future__ import annotations

import pytest
from archive.golden import load_files
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldnotes.archive.model import Archive
from fieldnotes.archive.paragraphs import read_paragraphs
from fieldnotes.authoring.suggesting.report import as_json
from fieldnotes.authoring.suggesting.suggest import Suggester, suggest
from fieldnotes.authoring.suggesting.suggestions import (
    Claim,
    Item,
    Organisation,
    Suggestions,
    Tag,
)

RECORDS = {
    "organisations/codi.md": "---\nname: สถาบันพัฒนาองค์กรชุมชน\nshort: [พอช.]\n---\n",
    "tags.yml": "- {id: welfare, label: กองทุนสวัสดิการ}\n- {id: debt, label: หนี้สิน}\n",
    "2549/a.md": "---\ntitle: ออมวันละบาท\ndate: 2549\ntags: [กองทุนสวัสดิการ]\n---\nออมเงินไปช่วยคนป่วย\n",
}

PIECES = (
    "พอช. สถาบันพัฒนาองค์กรชุมชน กองทุนสวัสดิการ หนี้สิน กรมประมง สำนักงาน จังหวัดน่าน ตำบลละ ๕ คน 490,000 บาท งบประมาณ "
    "วาระที่ 1 เรื่องที่สอง จะแต่งตั้ง ได้รับ และ ของ ที่ ก. ๆ ฯ น้ํา เเม่ \u200b \u00a0 "
    "\n \n\n # - 1. ** ` [ ] ( ) {.nolink} [บก.: x] <b> & \u0301 😀"
).split(" ")

HOSTILE = {
    "nothing": "",
    "space": " \u00a0\u200b\n\t",
    "marks": "\u0e48\u0e49" * 400,
    "one letter": "ก" * 3000,
    "dots": "ก." * 2000,
    "digits": "1,." * 2000,
    "heads": "กระทรวง" * 500,
    "companies": "บริษัท " * 500,
    "brackets": "[" * 3000 + "(" * 3000,
    "control": "\x00\x1b[31m\u202eกรมประมง",
    "surrogate": "กรม\ud800ประมง",
    "agenda": "วาระที่ 1 เรื่องที่ 2 " * 200,
    "said often": "พอช.แต่งตั้งกรมประมง " * 200,
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return load_files(tmp_path_factory.mktemp("records"), RECORDS).archive


def check_places(title: str, body: str, found: Suggestions) -> None:
    anchors = {paragraph.anchor: paragraph.number for paragraph in read_paragraphs(body)}
    everything: tuple[Tag | Organisation | Item | Claim, ...] = (
        *found.tags,
        *found.organisations,
        *found.items,
        *found.claims,
    )
    for one in everything:
        given = title if one.place.field == "title" else body
        assert one.quote
        assert given[one.place.start : one.place.end] == one.quote
        line = given.split("\n")[one.place.line - 1]
        assert line[one.place.column - 1 :].startswith(one.quote.split("\n")[0])
        if one.place.field == "body":
            assert anchors[one.place.anchor or ""] == one.place.paragraph
    assert all(0 <= tag.score <= 1 for tag in found.tags)


@settings(max_examples=60, deadline=None)
@given(
    title=st.lists(st.sampled_from(PIECES), max_size=6),
    body=st.lists(st.sampled_from(PIECES), max_size=40),
)
def test_every_quote_stands_at_its_place(
    archive: Archive, title: list[str], body: list[str]
) -> None:
    words, text = " ".join(title), " ".join(body)
    found = Suggester(archive).suggest(words, text)
    check_places(words, text, found)
    assert found == suggest(words, text, archive)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text(name: str, archive: Archive) -> None:
    text = HOSTILE[name]
    found = suggest(text[:300], text, archive)
    check_places(text[:300], text, found)
    assert as_json(found, 1, "th")
    assert as_json(found, 1, "en")


def test_an_empty_archive_knows_nothing() -> None:
    found = suggest("ประชุม", "กรมประมงมา", Archive())
    assert all(tag.id is None for tag in found.tags)
    assert [one.name for one in found.organisations] == ["กรมประมง"]


def test_a_note_says_nothing_for_itself(archive: Archive) -> None:
    note = archive.notes["a"]
    found = suggest(note.title, note.body, archive)
    assert not [tag for tag in found.tags if tag.reason.code == "tag-like-notes"]


def test_known_tags_come_before_new_words(archive: Archive) -> None:
    found = suggest("หนี้สินของชาวนา", "หนี้สินของชาวนา ชาวนาเล่าเรื่องกองทุนสวัสดิการของชาวนา", archive)
    known = [tag.id is not None for tag in found.tags]
    assert known == sorted(known, reverse=True)
    assert any(known)
