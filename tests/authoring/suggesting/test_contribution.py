"""What a note gives: by the archive without it and with it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from archive.golden import load_files

from fieldnotes.archive.model import AgendaReference
from fieldnotes.authoring.suggesting.contribution import Gap, contribution, contribution_of
from fieldnotes.authoring.suggesting.contribution_report import write_contribution

MEETING = (
    "---\nseries: เครือข่ายสัญจร\nnumber: 5/2549\nagenda:\n  - {number: 1, title: แจ้งเรื่อง}\n"
    "  - {number: 2}\n  - {number: 3, title: อื่น ๆ}\n---\n"
)
FIRST = (
    "---\ntitle: ประชุมสัญจร (1)\ndate: 24 พ.ค. 2549\nmeeting: เครือข่ายสัญจร 5/2549\ncovers: [วาระที่ 1]\n"
    "organisations: [พอช.]\nto_be_continued: true\n---\nพอช. มา\n"
)
SECOND = (
    "---\ntitle: ประชุมสัญจร (2)\ndate: 25 พ.ค. 2549\nmeeting: เครือข่ายสัญจร 5/2549\ncovers: [วาระที่ 2]\n"
    "organisations: [พอช., กลุ่มบ้านเหนือ]\ntags: [ออมทรัพย์]\n---\nพอช. กับกลุ่มบ้านเหนือคุยกัน\n"
)
RECORDS = {
    "archive.yml": "series: [{id: sanchon, name: เครือข่ายสัญจร}]\n",
    "meetings/sanchon-2549-5.md": MEETING,
    "organisations/codi.md": "---\nname: สถาบันพัฒนาองค์กรชุมชน\nshort: [พอช.]\n---\n",
    "2549/a.md": FIRST,
    "2549/b.md": SECOND,
}


def test_a_second_part(tmp_path: Path) -> None:
    load_files(tmp_path, RECORDS)
    given = contribution_of(tmp_path / "notes", "b")
    assert given is not None
    assert given.organisations == ("กลุ่มบ้านเหนือ",)
    assert given.tags == ("ออมทรัพย์",)
    assert given.meeting is None
    assert given.part == "2"
    assert given.closes == ("later-part",)
    assert given.items == (AgendaReference(2),)
    assert Gap("item-untold", reference=AgendaReference(3)) in given.gaps
    assert Gap("item-untitled", reference=AgendaReference(2)) in given.gaps
    assert "meeting-date" in {gap.kind for gap in given.gaps}
    assert Gap("organisation-unrecorded", "กลุ่มบ้านเหนือ") in given.gaps


def test_the_first_note_of_a_meeting(tmp_path: Path) -> None:
    files = {path: text for path, text in RECORDS.items() if path != "2549/b.md"}
    load_files(tmp_path, files)
    given = contribution_of(tmp_path / "notes", "a")
    assert given is not None
    assert given.meeting is not None
    assert given.organisations == ("สถาบันพัฒนาองค์กรชุมชน",)
    assert {"later-part", "item-untold"} <= {gap.kind for gap in given.gaps}


def test_a_note_that_adds_nothing(tmp_path: Path) -> None:
    archive = load_files(tmp_path, {"2549/a.md": "---\ntitle: ก\ndate: 2549\n---\nข\n"}).archive
    given = contribution(archive, archive, "a")
    assert given is not None
    output = io.StringIO()
    write_contribution(given, "th", output)
    assert "ไม่มีสิ่งใหม่" in output.getvalue()


@pytest.mark.parametrize("note", ["c", "hidden"])
def test_no_published_note(note: str, tmp_path: Path) -> None:
    hidden = "---\ntitle: ก\ndate: 2549\npublish: false\n---\nข\n"
    load_files(tmp_path, {**RECORDS, "2549/hidden.md": hidden})
    assert contribution_of(tmp_path / "notes", note) is None
