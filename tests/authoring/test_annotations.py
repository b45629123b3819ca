"""What a code host reads: workflow commands and a Code Quality report."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from fieldnotes.authoring import checking
from fieldnotes.authoring.annotations import _data, _property

NOTE = "---\ntitle: ก\ndate: 2566-02-29\ntags: [ลด 5%, ใหม่]\n---\nเล่า [ล](ไม่มี.md)\n"
COMMAND = re.compile(r"::(?P<level>error|notice) (?P<properties>[^:]*)::(?P<data>.*)")


def check(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    format: checking.Format,
    note: str = NOTE,
    name: str = "a.md",
) -> str:
    (folder / "notes").mkdir(exist_ok=True)
    (folder / "notes" / name).write_text(note, encoding="utf-8")
    monkeypatch.chdir(folder)
    output = io.StringIO()
    assert checking.run(folder / "notes", format, "th", output, "https://a.example/p/") == 1
    return output.getvalue()


def test_github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = check(tmp_path, monkeypatch, "github").splitlines()
    read = [match for line in commands if (match := COMMAND.fullmatch(line))]
    assert len(read) == len(commands) == 4
    first = read[0]
    assert first["level"] == "error"
    assert unquote(first["properties"]) == "file=notes/a.md,line=3,col=7,title=date-impossible"
    assert unquote(first["data"]).split("\n") == [
        "ไม่มีวันที่ “2566-02-29” ในปฏิทิน",
        "วันที่ใกล้ที่สุดคือ 2566-02-28 · ตรวจวัน เดือน และปี (พ.ศ. หรือ ค.ศ.)",
        "https://a.example/p/#date-impossible",
    ]
    assert read[1]["level"] == "notice"
    assert "ลด 5%25" in read[1]["data"]


def test_a_command_holds_whatever_a_file_holds() -> None:
    assert _data("100%\r\nสอง") == "100%25%0D%0Aสอง"
    assert _property("ก: ข, ค%") == "ก%3A ข%2C ค%25"
    assert "##[" not in _data("##[error]ก")


def test_a_files_words_begin_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = '---\ntitle: ก\ndate: "x\\n::add-mask::a ##[error]"\n---\nเล่า\n'
    [command] = check(tmp_path, monkeypatch, "github", note).splitlines()
    assert command.startswith("::error ")
    assert "##[" not in command


@pytest.mark.parametrize("format", ["github", "gitlab"])
def test_a_name_with_signs_of_the_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: checking.Format
) -> None:
    text = check(tmp_path, monkeypatch, format, name="a,b%.md")
    assert "notes/a%2Cb%25.md" in text if format == "github" else "notes/a,b%.md" in text


def test_gitlab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = json.loads(check(tmp_path, monkeypatch, "gitlab"))
    assert [
        (row["check_name"], row["severity"], row["location"]["lines"]["begin"]) for row in rows
    ] == [
        ("date-impossible", "major", 3),
        ("tag-unknown", "info", 4),
        ("tag-unknown", "info", 4),
        ("link-broken", "major", 6),
    ]
    assert {row["location"]["path"] for row in rows} == {"notes/a.md"}
    assert all(row["description"] for row in rows)
    assert len({row["fingerprint"] for row in rows}) == 4


def test_a_fingerprint_stays_when_lines_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = json.loads(check(tmp_path, monkeypatch, "gitlab"))
    moved = NOTE.replace("title: ก\n", "title: ก\n# หมายเหตุ\n\n")
    after = json.loads(check(tmp_path, monkeypatch, "gitlab", moved))
    assert [row["fingerprint"] for row in before] == [row["fingerprint"] for row in after]
    assert before[0]["location"] != after[0]["location"]


def test_two_alike_have_two_fingerprints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = "---\ntitle: ก\ndate: 2549\n---\n[ล](ไม่มี.md)\n\n[ล](ไม่มี.md)\n"
    rows = json.loads(check(tmp_path, monkeypatch, "gitlab", note))
    assert len({row["fingerprint"] for row in rows}) == len(rows) == 2
