"""Files as they come: encodings, damage, sizes, links between files, and YAML that was made to do harm."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from archive.golden import load_files, problem_line

from fieldnotes.archive.joining import load
from fieldnotes.archive.problems import describe
from fieldnotes.archive.textfile import MAX_BYTES

NOTE = "---\ntitle: การประชุมเครือข่ายฯ\ndate: 24 พ.ค. 2549\n---\nเล่าเรื่องกลุ่มออมทรัพย์ที่หมู่บ้าน\n"
CLAIMS = "- {about: พอช., what: funding, quote: ได้งบประมาณมาแล้ว}\n"


def problems(tmp_path: Path, content: bytes, path: str = "2549/a.md") -> list[str]:
    return [problem_line(problem) for problem in load_files(tmp_path, {path: content}).problems]


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + NOTE.encode(),
        codecs.BOM_UTF8 * 2 + NOTE.encode(),
        NOTE.replace("\n", "\r\n").encode(),
        NOTE.replace("\n", "\r").encode(),
        codecs.BOM_UTF8 + NOTE.replace("\n", "\r\n").encode(),
        NOTE.rstrip("\n").encode(),
    ],
    ids=["bom", "two-boms", "crlf", "cr", "bom-crlf", "no-last-line-end"],
)
def test_read_without_complaint(tmp_path: Path, content: bytes) -> None:
    loaded = load_files(tmp_path, {"2549/a.md": content})
    assert loaded.problems == ()
    note = loaded.archive.notes["a"]
    assert note.title == "การประชุมเครือข่ายฯ"
    assert [paragraph.text for paragraph in note.paragraphs] == ["เล่าเรื่องกลุ่มออมทรัพย์ที่หมู่บ้าน"]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_places_with_any_line_end_and_bom(tmp_path: Path, line_end: str) -> None:
    note = "---\ntitle: ก\ndate: 2566-02-29\n---\nก\n\nโทร. 081-234-5678 [ไป](x.md)\n"
    content = codecs.BOM_UTF8 + note.replace("\n", line_end).encode()
    assert problems(tmp_path, content) == [
        "2549/a.md:3:7 error date-impossible -> 2566-02-28",
        "2549/a.md:7:6 error personal-phone",
        "2549/a.md:7:24 error link-broken",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (NOTE.encode("cp874"), "2:8 error encoding-thai"),
        (NOTE.encode("tis-620"), "2:8 error encoding-thai"),
        (
            NOTE.replace(" ", "\u00a0").replace("เล่า", "“เล่า”").encode("cp874"),
            "2:7 error encoding-thai",
        ),
        (NOTE.replace("\n", "\r\n").encode("cp874"), "2:8 error encoding-thai"),
        (NOTE.encode("utf-16"), "1:1 error encoding-utf16"),
        (NOTE.encode("utf-16-le"), "1:1 error encoding-utf16"),
        (NOTE.encode("utf-16-be"), "1:1 error encoding-utf16"),
        (codecs.BOM_UTF16_BE + NOTE.encode("utf-16-be"), "1:1 error encoding-utf16"),
        (NOTE.encode("utf-32"), "1:1 error encoding-utf16"),
        (b"---\ntitle: caf\xe9\ndate: 2549\n---\n", "2:11 error encoding-unknown"),
        (NOTE.encode()[:-3] + b"\n", "5:35 error encoding-unknown"),
        (NOTE.encode().replace("กลุ่ม".encode(), b"\xff"), "5:11 error encoding-unknown"),
        (bytes(range(256)) * 20, "3:115 error encoding-unknown"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1 error encoding-unknown"),
        (NOTE.replace("เรื่อง", "\0").encode(), "5:5 error file-nul"),
        (b"", "1:1 error file-empty"),
        (b" \n\t\r\n", "1:1 error file-empty"),
        (codecs.BOM_UTF8, "1:1 error file-empty"),
        (b"x" * (MAX_BYTES + 1), "1:1 error file-enormous"),
    ],
    ids=[
        "cp874",
        "tis-620",
        "cp874-with-signs-of-its-own",
        "cp874-crlf",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-16-be-bom",
        "utf-32",
        "latin-1",
        "cut-off",
        "damaged",
        "binary",
        "png",
        "nul",
        "empty",
        "blank",
        "bom-alone",
        "enormous",
    ],
)
def test_what_is_no_text(tmp_path: Path, content: bytes, expected: str) -> None:
    assert problems(tmp_path, content) == [f"2549/a.md:{expected}"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_claims_in_utf16_without_its_mark(tmp_path: Path, encoding: str) -> None:
    found = load_files(
        tmp_path, {"2549/a.md": NOTE, "2549/a.claims.yml": CLAIMS.encode(encoding)}
    ).problems
    assert [problem.code for problem in found] == ["encoding-utf16"]
    assert found[0].facts["found"] == "UTF-16 " + encoding[-2:].upper()


def test_encoding_and_how_to_save_it_right_are_said(tmp_path: Path) -> None:
    [problem] = load_files(tmp_path, {"2549/a.md": NOTE.encode("cp874")}).problems
    for said, words in ((describe(problem, "th"), "บันทึกเป็น"), (describe(problem, "en"), "Save As")):
        assert "TIS-620" in said.message
        assert "UTF-8" in said.hint
        assert words in said.hint


def test_no_folder(tmp_path: Path) -> None:
    loaded = load(tmp_path / "nowhere")
    assert list(map(problem_line, loaded.problems)) == [".:1:1 error notes-missing"]
    assert not loaded.archive.notes


def test_empty_folder(tmp_path: Path) -> None:
    assert load(tmp_path).problems == ()


def test_links_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "secret"
    outside.mkdir()
    (outside / "secret.md").write_text(NOTE, encoding="utf-8")
    notes = tmp_path / "notes"
    (notes / "2549").mkdir(parents=True)
    (notes / "2549" / "a.md").write_text(NOTE, encoding="utf-8")
    (notes / "2549" / "b.md").symlink_to(outside / "secret.md")
    (notes / "2549" / "c.md").symlink_to("a.md")
    (notes / "2549" / "d.md").symlink_to("d.md")
    (notes / "2549" / "e.md").symlink_to("gone.md")
    (notes / "2549" / "photo.jpg").symlink_to(outside / "secret.md")
    (notes / "all").symlink_to(outside, target_is_directory=True)
    (notes / "self").symlink_to(notes, target_is_directory=True)
    loaded = load(notes)
    assert list(loaded.archive.notes) == ["a", "c"]
    assert list(map(problem_line, loaded.problems)) == [
        "2549/b.md:1:1 error file-outside",
        "2549/d.md:1:1 error file-unreadable",
        "2549/e.md:1:1 error file-unreadable",
        "2549/photo.jpg:1:1 error file-outside",
        "all:1:1 error file-outside",
        "self:1:1 hint file-ignored",
    ]


@pytest.mark.parametrize(
    ("link", "target", "published"),
    [
        ("2549/b.md", "private/a.md", False),
        ("2549/b.md", "Private/a.md", False),
        ("2549/b.md", "2549/.draft.md", False),
        ("2549/b.md", ".drafts/a.md", False),
        ("2549/b.jpg", "private/a.jpg", False),
        ("2549/more", "private", False),
        ("2549/more", ".drafts", False),
        ("2549/b.md", "2549/a.md", True),
    ],
)
def test_links_to_what_is_not_shown(
    tmp_path: Path, link: str, target: str, published: bool
) -> None:
    notes = tmp_path / "notes"
    for folder in ("2549", "private", "Private", ".drafts"):
        (notes / folder).mkdir(parents=True, exist_ok=True)
    if not (notes / target).exists():
        (notes / target).write_text(NOTE, encoding="utf-8")
    (notes / link).symlink_to(notes / target)
    loaded = load(notes)
    faults = list(map(problem_line, loaded.problems))
    assert faults == ([] if published else [f"{link}:1:1 error file-outside"])
    assert ("b" in loaded.archive.notes) == published
    assert not loaded.images


@pytest.mark.parametrize("folder", ["private", "Private", "PRIVATE"])
def test_private_however_it_is_written(tmp_path: Path, folder: str) -> None:
    loaded = load_files(tmp_path, {f"{folder}/a.md": NOTE, f"{folder}/p.jpg": b"x"})
    assert not loaded.archive.notes
    assert loaded.archive.unpublished == 1


@pytest.mark.parametrize(
    "written",
    ["ภาพ หมู่ 1.jpg", "<ภาพ หมู่ 1.jpg>", "ภาพ%20หมู่%201.jpg", 'ภาพ หมู่ 1.jpg "ที่ บ้านเอื้อม"'],
)
def test_a_picture_whose_name_has_spaces(tmp_path: Path, written: str) -> None:
    note = NOTE + f"\n![หมู่]({written})\n"
    loaded = load_files(tmp_path, {"2549/a.md": note, "2549/ภาพ หมู่ 1.jpg": b"x"})
    assert loaded.problems == ()
    assert loaded.images == ("2549/ภาพ หมู่ 1.jpg",)


def test_name_that_is_no_unicode(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"a\xff.md")).write_text(NOTE, encoding="utf-8")
    except (OSError, UnicodeError):
        # This system has no such names, so nobody can have one.
        return
    [problem] = load(tmp_path).problems
    assert problem.code == "id-form"
    problem.path.encode()
    describe(problem).message.encode()


def test_aliases_that_explode(tmp_path: Path) -> None:
    """The billion laughs: ten levels of ten references each. Read as text they are a fault, and never grow."""
    levels = "".join(
        f"{chr(97 + level)}: &{chr(97 + level)} [{', '.join(['*' + chr(96 + level)] * 10) if level else 'ha'}]\n"
        for level in range(10)
    )
    found = problems(tmp_path, f"---\ntitle: ก\ndate: 2549\n{levels}---\nก\n".encode())
    assert "2549/a.md:4:4 error yaml-alias" in found
    assert all(line.split()[2] in ("yaml-alias", "field-unknown") for line in found)


@pytest.mark.parametrize(
    "opening",
    ["[" * 100_000, "{a: " * 100_000, "".join(" " * n + "- \n" for n in range(500)), "? " * 50_000],
)
def test_deep_nesting(tmp_path: Path, opening: str) -> None:
    found = load_files(
        tmp_path, {"2549/a.md": f"---\ntitle: ก\ndate: 2549\ntags: {opening}\n---\nก\n"}
    ).problems
    assert {problem.path for problem in found} == {"2549/a.md"}
    assert {problem.code for problem in found} <= {"yaml-deep", "yaml-malformed", "yaml-key"}


def test_tags_run_nothing(tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    note = f"---\ntitle: !!python/object/apply:pathlib.Path.touch [{proof}]\ndate: 2549\n---\nก\n"
    found = problems(tmp_path, note.encode())
    assert found == ["2549/a.md:2:8 error yaml-tag"]
    assert not proof.exists()


LONG = 100_000


@pytest.mark.parametrize(
    "line",
    [
        "ก" * LONG,
        "น้ำ" * (LONG // 3),
        "a" * LONG,
        "[" * LONG,
        "![" * (LONG // 2),
        "[a](" * (LONG // 4),
        "[บก.:" * (LONG // 5),
        "`" * LONG,
        "".join("`" * n + "a" for n in range(1, 440)),
        "*" * LONG,
        "a" + " " * LONG + "b",
        "| " * (LONG // 2),
        "0-" * (LONG // 2),
        "1." * (LONG // 2),
        "a." * (LONG // 2) + "@",
        "a@" * (LONG // 2),
        "1:" * (LONG // 2),
        "<a " * (LONG // 3),
        "{#" * (LONG // 2),
        "กลุ่ม" * (LONG // 5),
        "วาระที่" * (LONG // 7),
        "\u0e48" * LONG,
        "\u0301" * LONG,
        "\u200b" * LONG,
    ],
    ids=range(24),
)
@pytest.mark.parametrize("place", ["title", "list", "text", "quote"])
def test_long_lines_end(tmp_path: Path, line: str, place: str) -> None:
    """A line of 100,000 characters takes no longer than the rest; a pattern that goes back would take hours."""
    front = {"title": f"title: {line}\n", "list": f"title: ก\ntags: [{line}]\n"}.get(
        place, "title: ก\n"
    )
    text = line if place == "text" else "ก\n\nกลุ่มหนึ่งเล่า"
    quote = line if place == "quote" else "กลุ่มหนึ่ง"
    loaded = load_files(
        tmp_path,
        {
            "2549/a.md": f"---\n{front}date: 2549\n---\n{text}\n",
            "2549/a.claims.yml": f"- about: กลุ่มหนึ่ง\n  what: role\n  quote: {line if place == 'quote' else quote}\n",
            "organisations/o.md": "---\nname: กลุ่มหนึ่ง\n---\nก\n",
        },
    )
    for problem in loaded.problems:
        said = describe(problem)
        assert len(said.message) + len(said.hint) < 5_000
