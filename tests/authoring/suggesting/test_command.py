"""The command: what it writes for a note, for plain text and for what it cannot read."""

from __future__ import annotations

import io
import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from archive.golden import load_files

from fieldnotes.archive.problems import Language
from fieldnotes.authoring.suggesting.command import Format, run

NOTE = "---\ntitle: ไปกรมประมง\ndate: 2549\n---\n\nเล่าต่อ\n\nกรมประมงเล่าให้ฟัง\n"


def command(folder: Path, format: Format, language: Language = "th") -> tuple[int, str, str]:
    load_files(folder, {"2549/a.md": NOTE})
    output, faults = io.StringIO(), io.StringIO()
    notes = folder / "notes"
    code = run(notes / "2549" / "a.md", notes, format, language, output=output, faults=faults)
    return code, output.getvalue(), faults.getvalue()


@pytest.mark.parametrize("language", ["th", "en"])
def test_json(language: Language, tmp_path: Path) -> None:
    code, said, faults = command(tmp_path, "json", language)
    found = json.loads(said)
    assert (code, faults) == (0, "")
    assert set(found) == {"tags", "organisations", "items", "claims", "contribution"}
    [one] = found["organisations"]
    assert (one["name"], one["mentions"], one["place"]["field"]) == ("กรมประมง", 2, "title")
    assert found["contribution"]["gaps"] == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_text(language: Language, tmp_path: Path) -> None:
    code, said, _ = command(tmp_path, "text", language)
    assert code == 0
    assert "กรมประมง" in said
    assert "{" not in said


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    load_files(tmp_path, {"2549/a.md": NOTE.replace("ไปกรมประมง", "ไป")})
    notes = tmp_path / "notes"
    output = io.StringIO()
    run(notes / "2549" / "a.md", notes, "json", "th", output=output, faults=io.StringIO())
    [one] = json.loads(output.getvalue())["organisations"]
    assert one["place"]["line"] == 8


def test_plain_text(tmp_path: Path) -> None:
    load_files(tmp_path, {"2549/a.md": NOTE})
    (tmp_path / "pasted.txt").write_text("\nหัวเรื่อง\nกรมป่าไม้มา\n", encoding="utf-8")
    output = io.StringIO()
    notes = tmp_path / "notes"
    assert run(tmp_path / "pasted.txt", notes, "json", "th", output=output, faults=output) == 0
    found = json.loads(output.getvalue())
    assert [one["name"] for one in found["organisations"]] == ["กรมป่าไม้"]
    assert found["contribution"] is None


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00", b"\x80\x81\xff\x00"])
def test_what_cannot_be_read(data: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    if data is not None:
        file.write_bytes(data)
    output, faults = io.StringIO(), io.StringIO()
    assert run(file, tmp_path, "json", "th", output=output, faults=faults) == 1
    assert output.getvalue() == ""
    assert faults.getvalue()


def test_both_languages_say_the_same_things() -> None:
    text = (
        resources.files("fieldnotes.authoring.suggesting").joinpath("words.yml").read_text("utf-8")
    )
    words = yaml.safe_load(text)

    def keys(value: Any) -> Any:
        return {key: keys(one) for key, one in value.items()} if isinstance(value, dict) else None

    assert keys(words["th"]) == keys(words["en"])
