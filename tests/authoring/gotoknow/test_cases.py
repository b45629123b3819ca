"""Golden cases: a file of `cases/` holds sources, the notes that they become, and what the command says.

A case is one file of parts, each headed by `=== kind name`:

    === options       --mine or --not-mine, --language en; may be left out
    === source NAME   a source file, named as it is saved; without its last line end
    === here PATH     a file of `notes/` that is there before
    === note PATH     a file of `notes/` that has to be there afterwards
    === report        all that the command says

Some labels of GotoKnow's pages stand as `{licence}`, see LABELS: rows of them are those of every page there, and a
test keeps the rows of a real source out of the project.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from fieldnotes.archive.problems import Language
from fieldnotes.authoring import importing

CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))
LABELS = {"{tags}": "คำสำคัญ (Tags)", "{licence}": "สัญญาอนุญาต", "{read}": "อ่าน"}
SETTINGS = "holder:\nblogs: []\nseries:\n  - id: sanchon\n    name: เครือข่ายฯสัญจร\n"


def parts(file: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, name and text of each part."""
    whole = file.read_text(encoding="utf-8")
    for name, label in LABELS.items():
        whole = whole.replace(name, label)
    for part in ("\n" + whole).split("\n=== ")[1:]:
        head, _, text = part.partition("\n")
        kind, _, name = head.partition(" ")
        yield kind, name, text.removesuffix("\n") if kind == "source" else text


def run_case(file: Path, folder: Path) -> tuple[dict[str, str], str]:
    """The notes that a case makes, and what the command says."""
    notes = folder / "notes"
    notes.mkdir()
    (notes / "archive.yml").write_text(SETTINGS, encoding="utf-8")
    sources = []
    options: list[str] = []
    for kind, name, text in parts(file):
        if kind == "source":
            sources.append(Path(name))
            (folder / name).write_text(text, encoding="utf-8", newline="")
        elif kind == "here":
            (notes / name).parent.mkdir(parents=True, exist_ok=True)
            (notes / name).write_text(text + "\n", encoding="utf-8", newline="")
        elif kind == "options":
            options = text.split()
    own = True if "--mine" in options else False if "--not-mine" in options else None
    language: Language = "en" if "en" in options else "th"
    output = io.StringIO()
    importing.run(sources, notes, own=own, language=language, output=output, suggest=False)
    today = datetime.now().astimezone().date().isoformat()
    found = {
        path.relative_to(notes).as_posix(): path.read_text(encoding="utf-8").replace(today, "TODAY")
        for path in sorted(notes.rglob("*"))
        if path.suffix in (".md", ".yml")
    }
    return found, output.getvalue()


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found, report = run_case(file, tmp_path)
    expected = {name: text for kind, name, text in parts(file) if kind == "note"}
    notes = {name for name in found if name.endswith(".md")}
    assert notes == {name for name in expected if name.endswith(".md")}
    for name, text in expected.items():
        assert found[name].rstrip("\n") == text.rstrip("\n")
    [said] = [text for kind, _, text in parts(file) if kind == "report"]
    assert report.rstrip("\n") == said.rstrip("\n")
