"""The command: whose notes they are, what waits, hostile sources, importing again, many at once."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from authoring.gotoknow.made_pages import page

from environment import ROOT
from fieldnotes.archive.joining import load
from fieldnotes.authoring import checking, importing, note_file

SETTINGS = "# ของใคร\nholder: กลุ่มวิจัยสมมติ\nblogs: []  # ยังไม่มี\nseries:\n  - id: sanchon\n    name: เครือข่ายฯสัญจร\n"
SEEDS = [path for path in [ROOT.parent / "shared" / "seed" / "gotoknow-30760.txt"] if path.exists()]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "archive.yml").write_text(SETTINGS, encoding="utf-8")
    return folder


def bring(
    notes: Path,
    *sources: str | bytes,
    own: bool | None = True,
    ask: Callable[[str], str] | None = None,
    suffix: str = ".txt",
) -> tuple[int, str]:
    """Import sources; return the exit code and what was said."""
    files = []
    for place, source in enumerate(sources):
        file = notes.parent / f"source-{place}{suffix}"
        file.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
        files.append(file)
    output = io.StringIO()
    code = importing.run(
        files, notes, own=own, language="th", output=output, ask=ask, suggest=False
    )
    return code, output.getvalue()


def files_of(notes: Path) -> dict[str, bytes]:
    return {
        path.relative_to(notes).as_posix(): path.read_bytes()
        for path in sorted(notes.rglob("*"))
        if path.is_file()
    }


# Whose notes they are


def test_it_is_asked_once_for_each_blog(notes: Path) -> None:
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return "อะไรนะ" if len(asked) == 1 else "ใช่"

    code, _ = bring(notes, page(1), page(2), own=None, ask=answer)
    assert code == 0
    assert len(asked) == 2
    assert "ban_mai" in asked[0]
    bring(notes, page(3), own=None, ask=answer)
    assert len(asked) == 2
    assert len(list((notes / "2549").glob("*.md"))) == 3


def test_the_answer_is_kept_and_remarks_stay(notes: Path) -> None:
    bring(notes, page(1), own=True)
    bring(notes, page(2, blog="อื่น: #1"), own=False)
    text = (notes / "archive.yml").read_text(encoding="utf-8")
    assert text.startswith(
        "# ของใคร\nholder: กลุ่มวิจัยสมมติ\nblogs:\n  - blog: ban_mai\n    holder: กลุ่มวิจัยสมมติ\n    date: 20"
    )
    assert '  - blog: "อื่น: #1"\n    holder: ผู้อื่น\n' in text
    assert text.endswith("series:\n  - id: sanchon\n    name: เครือข่ายฯสัญจร\n")
    assert not load(notes).errors


def test_settings_that_cannot_be_read_are_not_touched(notes: Path) -> None:
    (notes / "archive.yml").write_text("blogs: [\n", encoding="utf-8")
    code, said = bring(notes, page(1))
    assert code == 0
    assert "จดลงใน" in said
    assert (notes / "archive.yml").read_text(encoding="utf-8") == "blogs: [\n"


def test_a_blog_that_is_listed_as_before_is_the_holders(notes: Path) -> None:
    (notes / "archive.yml").write_text("blogs: [ban_mai]\n", encoding="utf-8")
    bring(notes, page(1), own=None)
    assert (notes / "2549" / "gtk-1.md").exists()


def test_an_archive_without_settings_gets_them(notes: Path) -> None:
    (notes / "archive.yml").unlink()
    bring(notes, page(1), own=True)
    assert (
        (notes / "archive.yml")
        .read_text(encoding="utf-8")
        .startswith("blogs:\n  - blog: ban_mai\n")
    )


# What is not to be published


def test_what_nobody_claims_waits_and_no_page_shows_it(notes: Path) -> None:
    code, said = bring(notes, page(1), page(2), own=None)
    assert code == 0
    assert "รอเผยแพร่ 2 ฉบับ" in said
    assert "--mine" in said
    assert not (notes / "2549").exists()
    assert not (notes / ".imported").exists()
    loaded = load(notes)
    assert (len(loaded.archive.notes), loaded.archive.unpublished) == (0, 2)


def test_git_ignores_the_private_folder_wherever_it_is(notes: Path) -> None:
    bring(notes, page(1), own=False)
    subprocess.run(["git", "init", "-q"], cwd=notes.parent, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "notes"],
        cwd=notes.parent, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert listed.split() == ["notes/archive.yml"]


def test_importing_as_mine_releases_what_waits(notes: Path) -> None:
    bring(notes, page(1), own=None)
    private = notes / "private" / "gtk-1.md"
    private.write_text(private.read_text(encoding="utf-8") + "\nเติมที่นี่\n", encoding="utf-8")
    bring(notes, page(1), own=True)
    assert not private.exists()
    text = (notes / "2549" / "gtk-1.md").read_text(encoding="utf-8")
    assert "publish" not in text
    assert "เติมที่นี่" in text
    assert len(load(notes).archive.notes) == 1


def test_what_was_released_by_hand_is_not_hidden_again(notes: Path) -> None:
    bring(notes, page(1), own=False)
    (notes / "2549").mkdir()
    file = (notes / "private" / "gtk-1.md").rename(notes / "2549" / "gtk-1.md")
    edit(file, ("publish: false\n", ""))
    before = file.read_bytes()
    assert bring(notes, page(1), own=False)[0] == 0
    assert file.read_bytes() == before
    assert not list((notes / "private").glob("*.md"))


# Importing again


def test_again_changes_nothing(notes: Path) -> None:
    bring(notes, *(page(number) for number in range(1, 20)))
    before = files_of(notes)
    code, said = bring(notes, *(page(number) for number in range(1, 20)))
    assert (code, files_of(notes)) == (0, before)
    assert "เหมือนเดิม 19 ฉบับ" in said


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


LICENCE = "สัญญาอนุญาต"
SOURCE = (
    "การประชุมเครือข่ายฯสัญจร ครั้งที่ 7/2549 (2.1)\n\nย่อหน้าแรก\n\nย่อหน้าสอง\n\nย่อหน้าสาม\n\nย่อหน้าสี่\n\n"
    "หมายเลขบันทึก: 7, เขียน: 24 May 2006 @ 17:40 (), แก้ไข: 1 Jun 2006 @ 08:00 (), "
    f"{LICENCE}: สงวนสิทธิ์ทุกประการ, ความเห็น: 0"
)


def test_what_was_edited_here_stays_and_what_the_source_changed_comes(notes: Path) -> None:
    bring(notes, SOURCE)
    file = notes / "2549" / "gtk-7.md"
    edit(
        file,
        ("organisations: []", "organisations: [พอช.]  # หลัก"),
        ("tags: []", "tags:\n  - กองทุน\ncovers: [วาระที่ 1]"),
        ("ย่อหน้าแรก", "ย่อหน้าแรกที่แก้คำผิด"),
        ("ย่อหน้าสี่", "ย่อหน้าสี่\n\nหมายเหตุที่เติม"),
    )
    changed = SOURCE.replace("ย่อหน้าสาม", "ย่อหน้าสามใหม่").replace("1 Jun 2006", "2 Jun 2006")
    code, said = bring(notes, changed)
    text = file.read_text(encoding="utf-8")
    assert code == 0
    assert "แก้ตามต้นทาง 2 แห่ง" in said
    assert "organisations: [พอช.]  # หลัก\ntags:\n  - กองทุน\ncovers: [วาระที่ 1]\n" in text
    assert "edited: 2 มิ.ย. 2549 08:00" in text
    assert text.endswith("ย่อหน้าแรกที่แก้คำผิด\n\nย่อหน้าสอง\n\nย่อหน้าสามใหม่\n\nย่อหน้าสี่\n\nหมายเหตุที่เติม\n")


def test_a_clash_shows_both_and_changes_nothing(notes: Path) -> None:
    bring(notes, SOURCE)
    file = notes / "2549" / "gtk-7.md"
    edit(file, ("ย่อหน้าสอง", "ย่อหน้าสองที่แก้ที่นี่"), ("title: การ", "title: เรื่องการ"))
    before = file.read_bytes()
    changed = SOURCE.replace("ย่อหน้าสอง", "ย่อหน้าสองจากต้นทาง").replace("(2.1)", "ภาคต่อ (2.1)")
    code, said = bring(notes, changed)
    assert code == 1
    assert file.read_bytes() == before
    line = before.decode("utf-8").split("\n").index("ย่อหน้าสองที่แก้ที่นี่") + 1
    assert f"gtk-7.md:{line}: " in said
    assert "ย่อหน้าสองที่แก้ที่นี่" in said
    assert "ย่อหน้าสองจากต้นทาง" in said
    assert "ภาคต่อ" in said
    # It is said until it is settled.
    assert bring(notes, changed)[0] == 1
    edit(
        file,
        ("ย่อหน้าสองที่แก้ที่นี่", "ย่อหน้าสองจากต้นทาง"),
        (
            "เรื่องการประชุมเครือข่ายฯสัญจร ครั้งที่ 7/2549 (2.1)",
            "การประชุมเครือข่ายฯสัญจร ครั้งที่ 7/2549 ภาคต่อ (2.1)",
        ),
    )
    assert bring(notes, changed)[0] == 0


def test_what_was_taken_out_here_does_not_come_back(notes: Path) -> None:
    bring(notes, SOURCE)
    file = notes / "2549" / "gtk-7.md"
    edit(file, ("ย่อหน้าสอง\n\n", ""), ("part: 2.1\n", ""))
    before = file.read_bytes()
    assert bring(notes, SOURCE)[0] == 0
    assert file.read_bytes() == before


def test_nothing_that_was_taken_out_is_kept_elsewhere(notes: Path) -> None:
    bring(notes, SOURCE.replace("ย่อหน้าสอง", "โทร 081-234-5678"))
    edit(notes / "2549" / "gtk-7.md", ("โทร 081-234-5678\n\n", ""))
    assert not any(b"081-234" in data for data in files_of(notes).values())


def test_without_knowledge_of_the_last_import_every_difference_is_shown(notes: Path) -> None:
    bring(notes, SOURCE)
    shutil.rmtree(notes / ".imported")
    file = notes / "2549" / "gtk-7.md"
    edit(file, ("ย่อหน้าสอง", "แก้ที่นี่"), ("tags: []", "tags: [กองทุน]"))
    before = file.read_bytes()
    code, said = bring(notes, SOURCE)
    assert (code, file.read_bytes()) == (1, before)
    assert "แก้ที่นี่" in said
    assert "กองทุน" not in said


def test_a_note_that_moved_or_has_another_name_is_found_by_its_number(notes: Path) -> None:
    bring(notes, SOURCE)
    (notes / "elsewhere").mkdir()
    (notes / "2549" / "gtk-7.md").rename(notes / "elsewhere" / "gtk-7.md")
    code, _ = bring(notes, SOURCE.replace("ย่อหน้าสาม", "ใหม่"))
    assert code == 0
    assert not (notes / "2549" / "gtk-7.md").exists()
    assert "ใหม่" in (notes / "elsewhere" / "gtk-7.md").read_text(encoding="utf-8")


def test_a_note_here_that_cannot_be_read_is_left_alone(notes: Path) -> None:
    bring(notes, SOURCE)
    file = notes / "2549" / "gtk-7.md"
    file.write_text("---\ntitle: [\n---\nเละ\n", encoding="utf-8")
    code, said = bring(notes, SOURCE)
    assert code == 1
    assert "check_notes.py" in said
    assert file.read_text(encoding="utf-8") == "---\ntitle: [\n---\nเละ\n"


def test_the_original_of_a_retelling_is_a_file_of_its_own(notes: Path) -> None:
    (notes / "2549").mkdir()
    retelling = "---\ntitle: เรียบเรียง\ndate: 2549\nretold_from: GotoKnow 7\n---\n\nเล่าใหม่\n"
    (notes / "2549" / "gtk-7.md").write_text(retelling, encoding="utf-8")
    code, _ = bring(notes, SOURCE)
    assert code == 0
    assert (notes / "2549" / "gtk-7.md").read_text(encoding="utf-8") == retelling
    assert (notes / "2549" / "gtk-7-original.md").exists()
    before = files_of(notes)
    assert bring(notes, SOURCE)[0] == 0
    assert files_of(notes) == before


# Hostile sources


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"  \n\xc2\xa0\n", "file-empty"),
        (page(1).encode("cp874"), "encoding-thai"),
        (page(1).encode("utf-16"), "encoding-utf16"),
        (page(1).encode("utf-16-le"), "encoding-utf16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\xff\xd8\xfe", "encoding-unknown"),
        (b"abc\0def", "file-nul"),
        (b"a" * 2_000_001, "file-enormous"),
        (b"<html><body><script>alert(1)</script></body></html>", "note-empty"),
        ("หมายเลขบันทึก: 7, เขียน: 24 May 2006 @ 17:40 ()".encode(), "note-empty"),
    ],
    ids=str,
)  # fmt: skip
def test_a_hostile_source_leaves_a_problem_and_no_file(notes: Path, data: bytes, code: str) -> None:
    before = files_of(notes)
    exit_code, said = bring(notes, data)
    assert exit_code == 1
    assert re.search(rf"source-0\.txt:\d+:\d+: \[{code}\] .*[ก-๙]", said)
    assert files_of(notes) == before


def test_one_bad_source_keeps_no_other_from_coming(notes: Path) -> None:
    code, said = bring(notes, b"", page(1), b"\0", page(2))
    assert code == 1
    assert "นำเข้า 2 ฉบับ" in said
    assert len(list((notes / "2549").glob("*.md"))) == 2


def test_scripts_become_no_text_and_words_of_scripts_stay_words(notes: Path) -> None:
    source = (
        "<!doctype html><html><body><h1>หัว<script>x()</script></h1><p onclick='x()'>ก<img src=x onerror=alert(1)>ข"
        "<a href='java\nscript:alert(1)'>ค</a></p><p>&lt;script&gt;alert(2)&lt;/script&gt; ง</p></body></html>"
    )
    code, _ = bring(notes, source, suffix=".html")
    assert code == 0
    [file] = notes.rglob("gtk-*.md")
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"alert|x\(\)|script|onclick", text)
    assert "กขค" in text


@pytest.mark.parametrize(
    "deep",
    [
        "<div>" * 20_000 + "ก",
        "<ul><li>ก" * 300,
        "(" * 50_000,
        "1." * 50_000,
        "> " * 20_000,
        "\u00a0" * 100_000 + "ก",
        "<script>" * 20_000,
        "ความเห็น (2)\n" * 3_000,
        "1. ก\n• ข\n" * 3_000,
        "เขียนเมื่อ \n" * 3_000,
    ],
)
def test_monstrous_sources_take_no_long_time(notes: Path, deep: str) -> None:
    start = perf_counter()
    for suffix in (".txt", ".html"):
        head = "<!doctype html><h1>ก</h1>" if suffix == ".html" else "ก\n\n"
        bring(notes, head + deep, suffix=suffix)
    assert perf_counter() - start < 20


def test_a_file_that_cannot_be_put_in_place_leaves_nothing(
    notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        if target.suffix == ".md":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", full)
    code, said = bring(notes, page(1))
    assert code == 1
    assert "No space left" in said
    assert not [path for path in notes.rglob("*") if path.suffix in (".md", ".tmp")]


def test_a_source_that_is_not_there_is_said(notes: Path) -> None:
    output = io.StringIO()
    assert importing.run([notes / "none.txt"], notes, own=True, language="en", output=output) == 1
    assert "file-unreadable" in output.getvalue()


# Pictures


def test_pictures_beside_the_page_are_copied(notes: Path) -> None:
    folder = notes.parent / "page_files"
    folder.mkdir()
    (folder / "ภาพ 1.JPEG").write_bytes(b"jpeg")
    (folder / "evil.svg").write_text("<svg onload=x()>", encoding="utf-8")
    (notes.parent.parent / "outside.png").write_bytes(b"png")
    source = (
        "<!doctype html><h1>หัว</h1><p>ก</p>"
        "<p><img src='page_files/%E0%B8%A0%E0%B8%B2%E0%B8%9E%201.JPEG' alt='คน [1]'></p>"
        "<p>ข<img src='page_files/evil.svg'><img src='../outside.png'><img src='http://a.example/x.png'></p>"
        "<p>หมายเลขบันทึก: 9, เขียน: 24 May 2006 @ 17:40 ()</p>"
    )
    code, said = bring(notes, source, suffix=".html")
    assert code == 0
    assert (notes / "2549" / "gtk-9-1.jpg").read_bytes() == b"jpeg"
    assert "![คน \\[1\\]](gtk-9-1.jpg)" in (notes / "2549" / "gtk-9.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in (notes / "2549").iterdir()) == ["gtk-9-1.jpg", "gtk-9.md"]
    assert all(lost in said for lost in ("evil.svg", "../outside.png", "http://a.example/x.png"))
    assert not load(notes).errors


# Many at once


def test_three_hundred_at_once(notes: Path) -> None:
    sources = notes.parent / "pages"
    sources.mkdir()
    for number in range(1, 301):
        (sources / f"{number}.txt").write_text(page(number), encoding="utf-8")
    output = io.StringIO()
    start = perf_counter()
    assert (
        importing.run([sources], notes, own=True, language="th", output=output, suggest=False) == 0
    )
    assert perf_counter() - start < 60
    assert "นำเข้า 300 ฉบับ" in output.getvalue()
    assert not re.search(r"xxx\.24|[0-9]\.24\.9\.", output.getvalue())
    loaded = load(notes)
    assert len(loaded.archive.notes) == 300
    assert not loaded.errors
    assert {note.meeting for note in loaded.archive.notes.values()} == {
        f"sanchon-2549-{count}" for count in range(1, 13)
    }


# As a person runs it


def test_the_script_itself(notes: Path) -> None:
    (notes / "2549").mkdir()
    (notes / "2549" / "broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    (notes.parent / "หน้า.txt").write_text(SOURCE, encoding="utf-8")

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "import_gotoknow.py"), *arguments],
            cwd=notes.parent, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip

    result = run("หน้า.txt", "--notes", "notes", "--mine")
    assert result.returncode == 0, result.stderr
    assert "notes/2549/gtk-7.md" in result.stdout.decode("utf-8")
    assert (notes / "2549" / "gtk-7.md").exists()
    assert run("หน้า.txt", "--notes", "notes", "--mine", "--not-mine").returncode == 2
    assert run("ไม่มี.txt", "--notes", "notes").returncode == 1
    assert run("หน้า.txt", "--notes", "nowhere").returncode == 1


@pytest.mark.parametrize("source", [SOURCE, *(seed.read_text(encoding="utf-8") for seed in SEEDS)])
def test_from_a_page_to_the_site(notes: Path, source: str, tmp_path: Path) -> None:
    """Imported, five fields filled in, checked, built."""
    assert bring(notes, source)[0] == 0
    [file] = notes.rglob("gtk-*.md")
    edit(
        file,
        ("organisations: []", "organisations: [สภาสมมติ]"),
        ("tags: []", "tags: [กองทุนสมมติ]\ncovers: [วาระที่ 1 เรื่องที่ 2]"),
    )
    output = io.StringIO()
    assert checking.run(notes, "text", "th", output) == 0, output.getvalue()
    site = tmp_path / "site"
    built = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build.py"), "--notes", str(notes), "--site", str(site)],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr.decode("utf-8")
    shown = (site / "notes" / file.stem / "index.html").read_text(encoding="utf-8")
    assert "กองทุนสมมติ" in shown


def test_writing_asks_for_fields_that_are_known() -> None:
    with pytest.raises(note_file.NoteUnwritable):
        note_file.note_text({"titel": "ก"}, "ข")
