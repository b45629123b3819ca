"""Mending: only what has one right answer, nothing else, once, and never what the records mean."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from archive.golden import FOLDER, read_case
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldnotes.archive.joining import load
from fieldnotes.authoring import fixing
from fieldnotes.thai.spelling import normalise

CODI = "---\nname: สถาบันพัฒนาองค์กรชุมชน\nshort: [พอช.]\nalso: [สถาบันพัฒนาฯ]\n---\nหน่วยงาน\n"
LISTED = '---\nname: "คลัง, กลุ่ม: ที่ 1"\nshort: [คก.]\n---\nกลุ่ม\n'


def put(folder: Path, files: Mapping[str, str]) -> Path:
    notes = folder / "notes"
    for path, text in files.items():
        (notes / path).parent.mkdir(parents=True, exist_ok=True)
        (notes / path).write_bytes(text.encode())
    return notes


def fix(notes: Path, *, write: bool = True) -> tuple[fixing.Outcome, str]:
    output = io.StringIO()
    outcome = fixing.run(notes, "th", output, write=write)
    return outcome, output.getvalue()


def fixed(folder: Path, files: Mapping[str, str], path: str) -> str:
    notes = put(folder, files)
    fix(notes)
    return (notes / path).read_bytes().decode()


def note(front: str = "", body: str = "เล่า") -> str:
    return f"---\ntitle: ก\ndate: 2549\n{front}---\n{body}\n"


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("นํ้าเเข็ง", "น้ำแข็ง"),
        ("นำ้ใจ", "น้ำใจ"),
        ("ที่่นี่", "ที่นี่"),
        ("ก้ี", "กี้"),
        ("`เเ` เเละ", "`เเ` และ"),
        ("[ภาพ](เเรก.jpg) เเรก", "[ภาพ](เเรก.jpg) แรก"),
        ("https://th.example/เเรก เเรก", "https://th.example/เเรก แรก"),
        ("มาาาก เเเ โโ ก่้ ๅ", "มาาาก เเเ โโ ก่้ ๅ"),
        ("ก\u00a0\u200bข", "ก\u00a0\u200bข"),
    ],
)
def test_marks_in_a_text(tmp_path: Path, typed: str, right: str) -> None:
    assert fixed(tmp_path, {"a.md": note(body=typed)}, "a.md") == note(body=right)


def test_marks_in_fields(tmp_path: Path) -> None:
    front = "tags: [กองทุน, \"เเม่\"] # เเ คงไว้\naccount: 'นํ้า'\nallow: [เเม่]\nwithhold: [เเก้ว]\n"
    after = "tags: [กองทุน, \"แม่\"] # เเ คงไว้\naccount: 'น้ำ'\nallow: [เเม่]\nwithhold: [เเก้ว]\n"
    assert fixed(tmp_path, {"a.md": note(front)}, "a.md") == note(after)


def test_fenced_code_stays(tmp_path: Path) -> None:
    body = "เเม่\n\n```\nเเม่\n```\n\nเเม่"
    assert fixed(tmp_path, {"a.md": note(body=body)}, "a.md") == note(
        body="แม่\n\n```\nเเม่\n```\n\nแม่"
    )


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("24 พ.ค. 2006", "24 พ.ค. 2549"),
        ("๒๔ พฤษภาคม ๒๐๐๖", "๒๔ พฤษภาคม ๒๕๔๙"),
        ('"24พ.ค.2006"', '"24พ.ค.2549"'),
        ("ค.ศ. 2006", "พ.ศ. 2549"),
        ("2006", "2549"),
        ("2006-05-24", "2006-05-24"),
        ("5/6/2006", "5/6/2006"),
        ("24 May 2006", "24 May 2006"),
        ("24 พ.ค. 49", "24 พ.ค. 49"),
        ("พ.ศ. 2006", "พ.ศ. 2006"),
        ("24 พ.ค. 2549", "24 พ.ค. 2549"),
        ("ไม่ทราบ", "ไม่ทราบ"),
    ],
)
def test_era(tmp_path: Path, typed: str, right: str) -> None:
    text = f"---\ntitle: ปี 2006\ndate: {typed} # 2006\nsource: {{written: {typed}}}\n---\nปี 2006\n"
    expected = text.replace(f" {typed}", f" {right}").replace(f"ปี {right}", "ปี 2006")
    expected = expected.replace(f"# {right}", "# 2006")
    assert fixed(tmp_path, {"a.md": text}, "a.md") == expected


def test_a_short_form_becomes_the_name(tmp_path: Path) -> None:
    files = {
        "organisations/codi.md": CODI,
        "organisations/kk.md": LISTED,
        "a.md": note("organisations: [พอช., 'คก.', กลุ่มใหม่, codi]\n", "พอช. ทำ"),
        "b.md": note("organisations:\n  - คก. # ย่อ\n  - 'พอช.'\n", "พอช. ทำ"),
        "b.claims.yml": "- {about: พอช., what: activity, to: คก., quote: พอช. ทำ}\n",
    }
    notes = put(tmp_path, files)
    before = load(notes)
    fix(notes)
    # In a list that names it by its id too, it stays.
    assert (notes / "a.md").read_text(encoding="utf-8") == files["a.md"].replace(
        "'คก.'", "'คลัง, กลุ่ม: ที่ 1'"
    )
    assert (notes / "b.md").read_text(encoding="utf-8") == note(
        "organisations:\n  - \"คลัง, กลุ่ม: ที่ 1\" # ย่อ\n  - 'สถาบันพัฒนาองค์กรชุมชน'\n", "พอช. ทำ"
    )
    assert (notes / "b.claims.yml").read_text(encoding="utf-8") == (
        '- {about: สถาบันพัฒนาองค์กรชุมชน, what: activity, to: "คลัง, กลุ่ม: ที่ 1", quote: พอช. ทำ}\n'
    )
    after = load(notes)
    assert [fault.code for fault in after.problems] == [fault.code for fault in before.problems]
    assert [
        [party.organisation for party in one.organisations] for one in after.archive.notes.values()
    ] == [
        [party.organisation for party in one.organisations] for one in before.archive.notes.values()
    ]


def test_a_shared_short_form_stays(tmp_path: Path) -> None:
    other = CODI.replace("สถาบันพัฒนาองค์กรชุมชน", "สำนักงานอื่น")
    files = {"organisations/a.md": CODI, "organisations/b.md": other}
    text = note("organisations: [พอช.]\n")
    assert fixed(tmp_path, {**files, "n.md": text}, "n.md") == text


def test_where_an_organisation_cannot_be_read_short_forms_stay(tmp_path: Path) -> None:
    text = note("organisations: [พอช.]\n")
    files = {"organisations/a.md": CODI, "organisations/b.md": "ไม่มีส่วนหัว\n", "n.md": text}
    assert fixed(tmp_path, files, "n.md") == text


def test_line_ends_bom_and_the_missing_last_end_stay(tmp_path: Path) -> None:
    text = "\ufeff---\r\ntitle: 'เเม่'\r\ndate: 2549\n---\r\nเเม่\rเเม่\r\n\r\nเเม่"
    assert fixed(tmp_path, {"a.md": text}, "a.md") == text.replace("เเ", "แ")


@pytest.mark.parametrize(
    "text",
    [
        "เเม่ ไม่มีส่วนหัว\n",
        "---\ntitle: เเม่: ก\ndate: 2549\n---\nเเม่\n",
        "---\ntitle:\u00a0เเม่\ndate: 2549\n---\nเเม่\n",
        "---\ntitle: เเม่\ntitle: เเม่\ndate: 2549\n---\nเเม่\n",
        "---\ntitle: เเม่\n",
    ],
)
def test_a_file_with_a_fault_of_reading_is_refused(tmp_path: Path, text: str) -> None:
    assert fixed(tmp_path, {"a.md": text}, "a.md") == text


@pytest.mark.parametrize("data", ["เเม่".encode("cp874"), "---\ntitle: เเม่".encode("utf-16"), b"\0"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    notes = put(tmp_path, {"b.md": note()})
    (notes / "a.md").write_bytes(data)
    fix(notes)
    assert (notes / "a.md").read_bytes() == data


def test_a_link_is_not_replaced(tmp_path: Path) -> None:
    notes = put(tmp_path, {"a.md": note(body="เเม่")})
    (notes / "b.md").symlink_to(notes / "a.md")
    fix(notes)
    assert (notes / "b.md").is_symlink()


def test_the_diff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    notes = put(tmp_path, {"a.md": note(body="เเม่")})
    outcome, said = fix(notes, write=False)
    assert said.splitlines() == [
        "--- a/notes/a.md",
        "+++ b/notes/a.md",
        "@@ -3,4 +3,4 @@",
        " date: 2549",
        " ---",
        "-เเม่",
        "+แม่",
        " ",
        "แก้ให้ได้ 1 แห่ง ใน 1 ไฟล์ ยังไม่ได้เขียนลงไฟล์",
    ]
    assert outcome == fixing.Outcome(1, 1, 0)
    assert (notes / "a.md").read_text(encoding="utf-8") == note(body="เเม่")
    assert fix(notes)[0].changes == 1
    assert fix(notes) == (fixing.Outcome(), "ไม่มีสิ่งที่แก้ให้เองได้\n")


def test_the_diff_shows_nothing_that_must_not_be_public(tmp_path: Path) -> None:
    body = "เเม่\nโทร. 081-234-5678\nสมชาย ใจดี\nเเม่ 081-234-5678"
    notes = put(tmp_path, {"a.md": note("withhold: [สมชาย ใจดี]\n", body)})
    _, said = fix(notes)
    assert "+แม่" in said
    assert "081" not in said
    assert "สมชาย" not in said


def test_permissions_stay_and_nothing_is_left_behind(tmp_path: Path) -> None:
    notes = put(tmp_path, {"a.md": note(body="เเม่")})
    (notes / "a.md").chmod(0o640)
    fix(notes)
    assert (notes / "a.md").stat().st_mode & 0o777 == 0o640
    assert [file.name for file in notes.iterdir()] == ["a.md"]


def test_a_failure_leaves_the_file_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = put(tmp_path, {"a.md": note(body="เเม่")})

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "fsync", refuse)
    outcome, said = fix(notes)
    assert outcome == fixing.Outcome(failed=1)
    assert "Permission denied" in said
    assert (notes / "a.md").read_text(encoding="utf-8") == note(body="เเม่")
    assert [file.name for file in notes.iterdir()] == ["a.md"]


CASES = sorted(FOLDER.glob("*.case"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_no_case_changes_its_problems(file: Path, tmp_path: Path) -> None:
    """Whatever is wrong with records, mending them adds no problem, and mending again changes nothing."""
    notes = put(tmp_path, read_case(file).files)
    before = [(fault.path, fault.line, fault.code) for fault in load(notes).problems]
    fix(notes)
    assert [(fault.path, fault.line, fault.code) for fault in load(notes).problems] == before
    assert fix(notes)[0] == fixing.Outcome()


WORDS = st.sampled_from(
    [
        "เเม่", "นํ้า", "นำ้", "ที่่", "พอช.", "ข่าว", " ", "\n\n", "\r\n", "`", "[ล](เเ.md)", "##", "- ",
        "\u0e49", "\u0e4d", "\u0e32", "เ", "ก", "\u00a0", "\u200b", "<", "{", "}", "2006", "#", "\t",
    ]
)  # fmt: skip
VALUES = st.sampled_from(
    ["เเม่", '"นํ้า"', "'นำ้'", "พอช.", "24 พ.ค. 2006", "2006", "'24 พ.ค. 2006'", "ไม่ทราบ", "5/6/2006"]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(WORDS, max_size=30).map("".join),
    st.tuples(VALUES, VALUES, VALUES),
    st.sampled_from(["\n", "\r\n"]),
)
def test_mending_is_idempotent_and_keeps_the_meaning(
    tmp_path: Path, body: str, values: tuple[str, str, str], end: str
) -> None:
    date, organisation, tag = values
    text = f"---\ntitle: ก\ndate: {date}\norganisations: [{organisation}, กข]\ntags: [{tag}]\n---\n{body}\n"
    notes = put(tmp_path, {"a.md": text.replace("\n", end), "organisations/codi.md": CODI})
    before = load(notes)
    fix(notes)
    once = (notes / "a.md").read_bytes()
    after = load(notes)
    fix(notes)
    assert (notes / "a.md").read_bytes() == once
    assert [(fault.line, fault.code) for fault in before.problems] == [
        (fault.line, fault.code) for fault in after.problems
    ]
    for old, new in zip(before.archive.notes.values(), after.archive.notes.values(), strict=True):
        assert (old.date, old.tags) == (new.date, new.tags)
        assert [party.organisation for party in old.organisations] == [
            party.organisation for party in new.organisations
        ]
        assert [(paragraph.anchor, normalise(paragraph.text)) for paragraph in old.paragraphs] == [
            (paragraph.anchor, normalise(paragraph.text)) for paragraph in new.paragraphs
        ]
