"""The command: read a note and the archive, and write what is suggested."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TextIO

from fieldnotes.archive import located
from fieldnotes.archive.front_matter import read_document
from fieldnotes.archive.joining import load
from fieldnotes.archive.problems import Language, describe, shown
from fieldnotes.archive.textfile import read_text
from fieldnotes.authoring.suggesting import report
from fieldnotes.authoring.suggesting.suggest import suggest

Format = Literal["text", "json"]


def run(
    note: Path,
    notes: Path,
    format: Format,
    language: Language,
    *,
    output: TextIO,
    faults: TextIO,
) -> int:
    """Write suggestions for a file, a note or any text; return 0, or 1 where it cannot be read.

    A file without front matter is all text, and its first line that holds anything is the title.
    """
    if not note.is_file():
        faults.write(report.words(language)["missing"].format(note=shown(str(note), 300)) + "\n")
        return 1
    text, problems = read_text(note, str(note))
    if text is None:
        faults.writelines(describe(problem, language).message + "\n" for problem in problems)
        return 1
    title, body, first_line = _parts(text, str(note))
    found = suggest(title, body, load(notes).archive)
    if format == "json":
        report.write_json(found, first_line, language, output)
    else:
        report.write_text(found, str(note), first_line, language, output)
    return 0


def _parts(text: str, path: str) -> tuple[str, str, int]:
    document, _ = read_document(text, path)
    if document is None:
        return next((line.strip() for line in text.splitlines() if line.strip()), ""), text, 1
    title = document.front.get("title")
    words = title.text if isinstance(title, located.Scalar) else ""
    return words, document.body, document.body_line
