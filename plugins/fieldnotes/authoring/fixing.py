"""Mending what has one right answer: each change is shown in a diff, and each file written whole or not at all."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from fieldnotes.archive.joining import join
from fieldnotes.archive.problems import MOST_EXPECTED, Language, shown
from fieldnotes.archive.records import Records, read_records
from fieldnotes.archive.textfile import decode
from fieldnotes.authoring.diagnostics import shown_path
from fieldnotes.authoring.discretion import Discretion
from fieldnotes.authoring.mending import CLAIMS, MEETING, NOTE, OTHER, Kind, Mended, mend
from fieldnotes.authoring.organisation_names import OrganisationNames
from fieldnotes.authoring.wording import words

_CONTEXT = 2
"""Lines around a change that a diff shows."""
_MOST_OF_A_LINE = 2000


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a mending went: places that were (or could be) changed, and files that could not be written."""

    changes: int = 0
    files: int = 0
    failed: int = 0


def run(notes: Path, language: Language, output: TextIO, *, write: bool) -> Outcome:
    """Show what can be mended as a unified diff, and write it where `write` says so.

    A file is left alone that cannot be read without a fault, is a link, or was changed meanwhile.
    """
    records = read_records(notes)
    discretion = Discretion(records)
    names = OrganisationNames(records, join(records), discretion)
    said = words(language)
    changes = files = failed = 0
    for path, kind in _records(records):
        file = notes / path
        data, mended = _mended(file, path, kind, names)
        if mended is None or mended.before == mended.after:
            continue
        visible = shown(shown_path(notes, path), MOST_EXPECTED)
        reason = _replace(file, data, mended.after, said["changed_meanwhile"]) if write else ""
        if reason:
            failed += 1
            output.write(said["not_written"].format(path=visible, reason=reason) + "\n")
            continue
        changes, files = changes + mended.changes, files + 1
        output.writelines(f"{line}\n" for line in _diff(mended, path, visible, discretion))
    if files or not failed:
        done = "fixed" if write else "would_fix"
        output.write(
            said[done if files else "nothing_to_fix"].format(changes=changes, files=files) + "\n"
        )
    return Outcome(changes, files, failed)


def _records(records: Records) -> Iterator[tuple[str, Kind]]:
    """The files of which the archive could make something, in order of path."""
    kinds = {
        **{record.path: NOTE for record in records.notes},
        **{record.path: MEETING for record in records.meetings},
        **{record.path: OTHER for record in records.organisations},
        **{path: CLAIMS if path in records.claims else OTHER for path in records.lists},
        **({records.settings.path: OTHER} if records.settings else {}),
    }
    yield from sorted(kinds.items(), key=lambda entry: entry[0])


def _mended(
    file: Path, path: str, kind: Kind, names: OrganisationNames
) -> tuple[bytes, Mended | None]:
    try:
        if file.is_symlink():
            return b"", None
        data = file.read_bytes()
    except OSError:
        return b"", None
    text, _ = decode(data, path)
    return data, None if text is None else mend(data.decode("utf-8"), text, path, kind, names)


def _replace(file: Path, before: bytes, after: str, changed: str) -> str:
    """Write a file whole or not at all; return "" or the reason why it stays as it was."""
    try:
        number, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=file.parent)
        draft = Path(name)
        try:
            with os.fdopen(number, "wb") as target:
                target.write(after.encode("utf-8"))
                target.flush()
                os.fsync(target.fileno())
            shutil.copymode(file, draft)
            if file.read_bytes() != before:
                return changed
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def _diff(mended: Mended, path: str, visible: str, discretion: Discretion) -> Iterator[str]:
    """The lines of a unified diff, without what may not be shown."""
    before, after = _lines(mended.before), _lines(mended.after)
    for line in difflib.unified_diff(
        before, after, f"a/{visible}", f"b/{visible}", n=_CONTEXT, lineterm=""
    ):
        if line.startswith(("--- ", "+++ ", "@@")):
            yield line
        elif discretion.is_discreet(line[1:], path):
            yield line[0] + shown(line[1:], _MOST_OF_A_LINE)
        else:
            yield line[0] + "…"


def _lines(text: str) -> list[str]:
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
