"""The command: read a note and the archive, and write what is suggested."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, TextIO

from fieldnotes.archive import located
from fieldnotes.archive.front_matter import read_document
from fieldnotes.archive.joining import load
from fieldnotes.archive.model import Archive
from fieldnotes.archive.problems import Language, describe, shown
from fieldnotes.archive.textfile import read_text
from fieldnotes.authoring.diagnostics import shown_path
from fieldnotes.authoring.suggesting import report
from fieldnotes.authoring.suggesting.contribution import Contribution, contribution_of
from fieldnotes.authoring.suggesting.contribution_report import (
    contribution_as_json,
    write_contribution,
)
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
    archive = load(notes).archive
    found = suggest(title, body, archive)
    given = _given(note, notes, archive)
    if format == "json":
        rows = report.as_json(found, first_line, language)
        rows["contribution"] = contribution_as_json(given, language) if given else None
        json.dump(rows, output, ensure_ascii=False, indent=2)
        output.write("\n")
    else:
        report.write_text(found, shown_path(note.parent, note.name), first_line, language, output)
        if given is not None:
            write_contribution(given, language, output)
    return 0


def _given(note: Path, notes: Path, archive: Archive) -> Contribution | None:
    """What a published note of the archive adds to it; None for any other file."""
    if not note.resolve().is_relative_to(notes.resolve()):
        return None
    path = note.resolve().relative_to(notes.resolve()).as_posix()
    found = next((one.id for one in archive.notes.values() if one.path == path), None)
    return contribution_of(notes, found) if found is not None else None


def _parts(text: str, path: str) -> tuple[str, str, int]:
    document, _ = read_document(text, path)
    if document is None:
        return next((line.strip() for line in text.splitlines() if line.strip()), ""), text, 1
    title = document.front.get("title")
    words = title.text if isinstance(title, located.Scalar) else ""
    return words, document.body, document.body_line
