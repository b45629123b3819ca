"""What a check says to a person and to a program, in both languages."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from fieldnotes.archive.problems import Language, catalogue
from fieldnotes.authoring import checking

WRONG = "---\ntitle: การประชุม: ครั้งที่ 5\ndate: 2566-02-29\ntags: [กองทุน]\n---\nเล่า\n"
RIGHT = "---\ntitle: การประชุม\ndate: 24 พ.ค. 2549\n---\nเล่า\n"
HINTED = "---\ntitle: การประชุม\ndate: 24 พ.ค. 2549\ntags: [กองทุน]\n---\nเล่า\n"


def check(notes: Path, format: checking.Format, language: Language = "th") -> tuple[int, str]:
    output = io.StringIO()
    code = checking.run(notes, format, language, output)
    return code, output.getvalue()


def write(folder: Path, text: str) -> Path:
    notes = folder / "notes"
    (notes / "2549").mkdir(parents=True)
    (notes / "2549" / "a.md").write_text(text, encoding="utf-8")
    return notes


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text(here: Path) -> None:
    code, text = check(write(here, WRONG), "text")
    assert code == 1
    blocks = [block.splitlines() for block in text.split("\n\n")]
    assert blocks[0][0].startswith("จุดที่ต้องแก้[yaml-malformed]: ")
    assert blocks[0][1] == " --> notes/2549/a.md:2:17"
    assert 'title: "การประชุม: ครั้งที่ 5"' in blocks[0][-1]
    assert blocks[1] == [
        "จุดที่ต้องแก้[date-impossible]: ไม่มีวันที่ “2566-02-29” ในปฏิทิน",
        " --> notes/2549/a.md:3:7",
        "  |",
        "3 | date: 2566-02-29",
        "  |       ^^^^^^^^^^",
        "  = วิธีแก้: วันที่ใกล้ที่สุดคือ 2566-02-28 · ตรวจวัน เดือน และปี (พ.ศ. หรือ ค.ศ.)",
    ]
    assert blocks[2][0].startswith("ข้อแนะนำ[tag-unknown]: ")
    assert blocks[2][1] == " --> notes/2549/a.md:4:8"
    assert text.splitlines()[-1] == "จุดที่ต้องแก้ 2 แห่ง ข้อแนะนำ 1 ข้อ"


def test_text_in_english(here: Path) -> None:
    code, text = check(write(here, WRONG), "text", "en")
    assert code == 1
    assert "error[date-impossible]: there is no such day as “2566-02-29”\n --> notes/2549" in text
    assert "  = help: the nearest day is 2566-02-28" in text
    assert "2 to mend" in text.splitlines()[-1]


def test_each_problem_leads_to_its_explanation(here: Path) -> None:
    output = io.StringIO()
    checking.run(write(here, HINTED), "text", "th", output, "docs/problems-explained.md")
    assert "  = คำอธิบาย: docs/problems-explained.md#tag-unknown\n" in output.getvalue()


def test_the_caret_stands_under_thai_letters(here: Path) -> None:
    """Marks above and below take no cell, so the caret's column is not the place's."""
    note = "---\ntitle: น้ำใจผู้ใหญ่\ndate: 24 พ.ค. 2549\nplaces: [ที่นี่, ที่ยังไม่รู้จัก]\n---\nเล่า\n"
    _, text = check(write(here, note), "text")
    line = "4 | places: [ที่นี่, ที่ยังไม่รู้จัก]"
    caret = "  | " + " " * 13 + "^" * 8
    assert f"{line}\n{caret}\n" in text


@pytest.mark.parametrize(
    "note",
    [
        "---\ntitle: โทร. 081-234-5678\ndate: ไม่ทราบ\n---\nเล่า\n",
        "---\ntitle: ก\ndate: ไม่ทราบ\n---\nเล่า [ล](ไม่มี.md) ของ ๐๘๑-๒๓๔-๕๖๗๘\n",
        "---\ntitle: ก\ndate: ไม่ทราบ\nwithhold: [สมชาย ใจดี]\n---\nสมชาย ใจดี [ล](ไม่มี.md)\n",
        "---\ntitle: ก\ndate: ไม่ทราบ\nwithhold: [สมชาย ใจดี]\n---\n[ล](ไม่มี.md) ของสมชาย\nใจดี\n",
    ],
)
def test_what_must_not_be_public_is_not_shown(here: Path, note: str) -> None:
    _, text = check(write(here, note), "text")
    assert "(ไม่แสดงบรรทัดนี้" in text
    assert not re.search("081-234|๐๘๑|สมชาย", text)


@pytest.mark.parametrize("format", ["text", "json", "github", "gitlab"])
def test_no_message_repeats_personal_data(here: Path, format: checking.Format) -> None:
    """What was found instead of something else may itself be a number or an address."""
    notes = write(here, "โทร. 081-234-5678 หรือ a.name@example.org\n")
    (notes / "b.md").write_text(RIGHT.replace("เล่า", "โทร. ๐๘๑-๒๓๔-๕๖๗๙"), encoding="utf-8")
    (notes / "b.claims.yml").write_text(
        "- {about: กลุ่ม, what: activity, quote: โทร 081-234-5679}\n", encoding="utf-8"
    )
    code, text = check(notes, format)
    assert code == 1
    assert "quote-missing" in text
    assert "front-matter-missing" in text
    assert not re.search("234|๒๓๔|a\\.name", text)


def test_a_file_that_is_not_read_is_not_shown(here: Path) -> None:
    notes = write(here, RIGHT)
    (here / "secret.md").write_text("ความลับ\n", encoding="utf-8")
    (notes / "b.md").symlink_to(here / "secret.md")
    code, text = check(notes, "text")
    assert code == 1
    assert "file-outside" in text
    assert "ความลับ" not in text


@pytest.mark.parametrize(("language", "words"), [("th", "ไม่พบจุดที่ต้องแก้"), ("en", "nothing to mend")])
def test_nothing_to_mend(here: Path, language: Language, words: str) -> None:
    code, text = check(write(here, RIGHT), "text", language)
    assert code == 0
    assert text.count("\n") == 1
    assert words in text


@pytest.mark.parametrize("format", ["text", "json", "github", "gitlab"])
def test_hints_alone_are_no_failure(here: Path, format: checking.Format) -> None:
    code, text = check(write(here, HINTED), format)
    assert code == 0
    assert "tag-unknown" in text


@pytest.mark.parametrize("language", ["th", "en"])
def test_json(here: Path, language: Language) -> None:
    code, text = check(write(here, WRONG), "json", language)
    assert code == 1
    rows = json.loads(text)
    assert [set(row) for row in rows] == [
        {"path", "line", "column", "code", "severity", "message", "hint"}
    ] * 3
    assert [
        (row["path"], row["line"], row["column"], row["code"], row["severity"]) for row in rows
    ] == [
        ("notes/2549/a.md", 2, 17, "yaml-malformed", "error"),
        ("notes/2549/a.md", 3, 7, "date-impossible", "error"),
        ("notes/2549/a.md", 4, 8, "tag-unknown", "hint"),
    ]
    thai = re.compile("[\u0e01-\u0e5b]")
    quoted = re.compile("“[^”]*”|write .*|did you mean .*")
    for row in rows:
        said = quoted.sub("", row["message"] + " | " + row["hint"])
        assert bool(thai.search(said)) == (language == "th"), said


def test_json_of_nothing_is_an_empty_list(here: Path) -> None:
    code, text = check(write(here, RIGHT), "json")
    assert code == 0
    assert json.loads(text) == []


def test_folder_that_is_not_there(here: Path) -> None:
    code, text = check(here / "nowhere", "json")
    assert code == 1
    [row] = json.loads(text)
    assert (row["path"], row["code"]) == ("nowhere", "notes-missing")


def test_paths_are_as_seen_from_here(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = write(here, HINTED)
    (here / "other").mkdir()
    monkeypatch.chdir(here / "other")
    [row] = json.loads(check(notes, "json")[1])
    assert row["path"] == "../notes/2549/a.md"
    assert Path(row["path"]).samefile(notes / "2549" / "a.md")


def test_a_line_is_a_problem_whatever_stands_in_the_file(here: Path) -> None:
    """No word of a file begins a line of its own, moves a terminal's cursor or turns its direction."""
    text = '---\ntitle: "ก\\n\\nข\\e[31m\\u202e: ค"\ndate: "x\\ny"\ntags: ["ก\\nข"]\n---\nเล่า [ล](ก\u202e.md)\n'
    _, said = check(write(here, text), "text")
    problems, summary = said.splitlines()[:-1], said.splitlines()[-1]
    begins = re.compile(r"จุดที่ต้องแก้\[|ข้อแนะนำ\[| +(?:\||=|-->) ?| *[0-9]+ \| |$")
    assert all(begins.match(line) for line in problems)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said)
    assert "จุดที่ต้องแก้" in summary


def test_every_code_has_its_severity_in_the_summary() -> None:
    assert {words.severity for words in catalogue().values()} == {"error", "hint"}
