"""The agenda's grammar: how a text names an item and a subject, in fields and at the start of paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.archive.accounts import label_order, split_title
from fieldnotes.archive.agenda import read_opening, read_reference, split_reference
from fieldnotes.archive.meeting_index import read_meeting_name
from fieldnotes.archive.model import AgendaReference
from fieldnotes.thai.numbers import thai_digits

NUMBERS = st.integers(1, 999)


@pytest.mark.parametrize(
    ("text", "item", "subject"),
    [
        ("วาระที่ 1 เรื่องที่ 2 โครงสร้าง", 1, 2),
        ("ระเบียบวาระที่ ๓ เรื่องสืบเนื่อง", 3, None),
        ("วาระการประชุมที่ 4", 4, None),
        ("วาระ 3", 3, None),
        ("วาระ 3 เรื่องสืบเนื่อง", 3, None),
        ("วาระที่สอง", 2, None),
        ("วาระแรก เรื่องที่สิบสอง", 1, 12),
        ("วาระที่ 3.2 กองทุน", 3, 2),
        ("เรื่องที่สอง เป็นเรื่องโครงสร้าง", None, 2),
        ("เรื่องแรก", None, 1),
        ("เรื่อง\u00a0ที่\u00a0๒", None, 2),
        ("วาระ1เรื่อง2", 1, 2),
    ],
)
def test_openings(text: str, item: int | None, subject: int | None) -> None:
    opening = read_opening(text)
    assert opening is not None
    assert (opening.item, opening.subject) == (item, subject)


@pytest.mark.parametrize(
    "text",
    [
        "เรื่องหนึ่งที่คุยกัน",
        "เรื่อง 2 เรื่อง",
        "วาระ 4 ปี",
        "วาระการดำรงตำแหน่ง",
        "วาระ 1/2549",
        "วาระที่ 0",
        "3.2 กองทุน",
        "ในวาระที่ 1",
        "เรื่องราวซับซ้อน",
        "",
    ],
)
def test_what_opens_nothing(text: str) -> None:
    assert read_opening(text) is None


@given(NUMBERS, st.none() | NUMBERS, st.sampled_from([str, thai_digits]))
def test_references_in_every_form(item: int, subject: int | None, digits: object) -> None:
    one = str(item) if digits is str else thai_digits(str(item))
    two = None if subject is None else str(subject) if digits is str else thai_digits(str(subject))
    forms = [f"วาระที่ {one}", f"ระเบียบวาระที่{one}", f"วาระ {one}", one]
    if two is not None:
        forms = [
            f"วาระที่ {one} เรื่องที่ {two}",
            f"วาระ {one} เรื่องที่{two}",
            f"{one}.{two}",
            f"วาระที่ {one}.{two}",
        ]
    for form in forms:
        assert read_reference(form) == AgendaReference(item, subject), form


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    read_reference(text)
    split_reference(text)
    read_meeting_name(text)
    title, label = split_title(text, None)
    assert text.startswith(title)
    label_order(label)
    label_order(text)


@pytest.mark.parametrize(
    ("title", "part", "expected"),
    [
        ("ประชุมสัญจร 5/2549 (1.2)", None, ("ประชุมสัญจร 5/2549", "1.2")),
        ("ประชุมสัญจร 5/2549 (๑.๒)", None, ("ประชุมสัญจร 5/2549", "๑.๒")),
        ("ประชุมสัญจร ตอนที่ 2", None, ("ประชุมสัญจร", "ตอนที่ 2")),
        ("ประชุมสัญจร: ตอน 2", None, ("ประชุมสัญจร", "ตอน 2")),
        ("ประชุมสัญจร ตอนจบ", None, ("ประชุมสัญจร", "ตอนจบ")),
        ("ประชุมสัญจร (จบ)", None, ("ประชุมสัญจร", "จบ")),
        ("ประชุมสัญจร (ตอนแรก)", None, ("ประชุมสัญจร", "ตอนแรก")),
        ("ประชุมสัญจร (1.2)", "1.2", ("ประชุมสัญจร", "1.2")),
        ("ประชุมสัญจร (1.2)", "ภาคผนวก", ("ประชุมสัญจร (1.2)", "ภาคผนวก")),
        ("ประชุมสัญจร 5/2549", None, ("ประชุมสัญจร 5/2549", None)),
        ("ประชุม (ลำปาง)", None, ("ประชุม (ลำปาง)", None)),
        ("(1)", None, ("(1)", None)),
    ],
)
def test_titles_and_labels(title: str, part: str | None, expected: tuple[str, str | None]) -> None:
    assert split_title(title, part) == expected


@pytest.mark.parametrize(
    ("words", "series", "number"),
    [
        ("สัญจร 5/2549", "สัญจร", "5/2549"),
        ("การประชุมสัญจร ครั้งที่ ๕/๔๙", "สัญจร", "5/2549"),
        ("สัญจร (ครั้งที่ 5/2549)", "สัญจร", "5/2549"),
        ("5/2549", "", "5/2549"),
        ("สัญจร 5/2549 (ภาคพิเศษ)", "สัญจร 5/2549 (ภาคพิเศษ)", None),
        ("ครั้งที่ 5/2549 สัญจร", "ครั้งที่ 5/2549 สัญจร", None),
        ("ประชุมวันที่ 12/03/2549", "ประชุมวันที่ 12/03/2549", None),
        ("หนังสือที่ 1234/2549", "หนังสือที่ 1234/2549", None),
        ("ประชุมใหญ่", "ประชุมใหญ่", None),
    ],
)
def test_names_of_meetings(words: str, series: str, number: str | None) -> None:
    """A number is one only where nothing that follows it would be lost."""
    name = read_meeting_name(words)
    assert (name.series, name.number) == (series, number)


def test_labels_in_order() -> None:
    labels = ["ตอนแรก", "1", "1.2", "1.10", "ตอนที่ ๒", "(10)", None, "ตอนจบ"]
    assert sorted(labels[::-1], key=label_order) == labels
