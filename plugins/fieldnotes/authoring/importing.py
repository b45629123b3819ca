"""The command: bring source pages into the archive, one after another; no fault in one keeps another from coming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from fieldnotes.archive import located
from fieldnotes.archive.front_matter import read_document
from fieldnotes.archive.joining import load
from fieldnotes.archive.model import Position
from fieldnotes.archive.problems import Language, Problem, describe, problem
from fieldnotes.authoring.asking import Ask, Asking
from fieldnotes.authoring.diagnostics import shown_path
from fieldnotes.authoring.gotoknow.draft import Draft, is_reserved, make_draft, source_id
from fieldnotes.authoring.gotoknow.page import SourcePage
from fieldnotes.authoring.gotoknow.reading import read_page
from fieldnotes.authoring.import_report import Report, printable
from fieldnotes.authoring.merging import (
    Imported,
    NoteUnreadable,
    imported,
    imported_text,
    merge,
    read_imported,
)
from fieldnotes.authoring.note_file import NoteUnwritable, note_text, write_bytes, write_file
from fieldnotes.authoring.pictures import Pictures
from fieldnotes.authoring.places import PRIVATE, Places
from fieldnotes.authoring.suggesting.report import write_text
from fieldnotes.authoring.suggesting.suggest import suggest as suggestions_for

_SUFFIXES = (".txt", ".html", ".htm", ".xhtml")


def run(
    sources: Sequence[Path],
    notes: Path,
    *,
    own: bool | None,
    language: Language,
    output: TextIO,
    ask: Ask | None = None,
    suggest: bool = True,
) -> int:
    """Import source files, and all in folders; return 0 when every one is in the archive, else 1.

    `own`: whether the notes are the archive holder's; None: as `archive.yml` says, or as a person answers
    to `ask`; where nobody can be asked they are taken for somebody else's, which publishes nothing by mistake.
    `suggest`: say at the end what each new text lets suppose.
    """
    report = Report(language, output)
    if not notes.is_dir():
        fault = problem("notes-missing", Position("."), found=notes.name)
        output.write(f"{printable(str(notes))}: {describe(fault, language).message}\n")
        return 1
    command = _Import(
        notes=notes, report=report, own=own, language=language, output=output, ask=ask
    )
    for source in _files(sources, report, command.count):
        command.bring(source)
    if suggest:
        command.suggest()
    command.close()
    return int(bool(command.count["failed"] or command.count["clashes"]))


def _files(sources: Iterable[Path], report: Report, count: Counter[str]) -> Iterable[Path]:
    for source in sources:
        if not source.is_dir():
            yield source
            continue
        found = sorted(file for file in source.iterdir() if file.suffix.lower() in _SUFFIXES)
        if not found:
            count["failed"] += 1
            report.say("no_files", source=source)
        yield from found


class _Import:
    """One run of the command."""

    def __init__(
        self,
        *,
        notes: Path,
        report: Report,
        own: bool | None,
        language: Language,
        output: TextIO,
        ask: Ask | None,
    ) -> None:
        self.count: Counter[str] = Counter()
        self._notes = notes
        self._report = report
        self._language = language
        self._output = output
        self._places = Places(notes)
        self._asking = Asking(notes, report, own=own, ask=ask)
        self._written: list[Path] = []

    def bring(self, source: Path) -> None:
        """Import one source file."""
        page, problems = read_page(source, source.as_posix())
        if page is None:
            self._failed(source, problems)
            return
        try:
            self._write(source, page)
        except NoteUnreadable as unreadable:
            self.count["failed"] += 1
            self._report.say("unreadable_here", source=source, note=unreadable)
        except (OSError, NoteUnwritable) as fault:
            self.count["failed"] += 1
            why = fault.strerror if isinstance(fault, OSError) else fault
            self._report.say("unwritable", source=source, note=source_id(page), why=why)

    def suggest(self) -> None:
        """Say what the texts that came let suppose of tags, organisations and agenda items; none of it is set."""
        if not self._written:
            return
        archive = load(self._notes).archive
        for file in self._written:
            document, _ = read_document(file.read_text(encoding="utf-8"), "")
            if document is None:
                continue
            title = document.front.get("title")
            words = title.text if isinstance(title, located.Scalar) else ""
            found = replace(suggestions_for(words, document.body, archive), claims=())
            path = self._shown(file)
            write_text(found, path, document.body_line, self._language, self._output)

    def close(self) -> None:
        """Say how many notes wait, and what was done in all."""
        waiting = self._places.count_private()
        if waiting:
            self._report.say(
                "private_count",
                count=waiting,
                folder=shown_path(self._notes, PRIVATE),
                notes=shown_path(self._notes, ""),
            )
        names = ("written", "updated", "unchanged", "failed", "clashes")
        self._report.say("summary", **{name: self.count[name] for name in names})

    def _failed(self, source: Path, problems: Iterable[Problem]) -> None:
        self.count["failed"] += 1
        self._report.say("failed", source=source)
        for fault in problems:
            said = describe(fault, self._language)
            place = f"{printable(fault.path)}:{fault.line}:{fault.column}"
            self._output.write(f"  {place}: [{fault.code}] {said.message}\n")
            if said.hint:
                self._output.write(f"    {said.hint}\n")

    def _write(self, source: Path, page: SourcePage) -> None:
        own = self._asking.own(page)
        note_id = source_id(page)
        here = self._places.find(note_id, page)
        if here is not None and self._places.retells(here):
            self._report.say("original", note=self._shown(here))
            note_id += "-original"
            here = self._places.find(note_id, None)
        published = bool(own) or not is_reserved(page.footer.rights)
        if here is not None and own is None:
            published = not self._places.is_private(here)
        pictures = Pictures(source, here.stem if here else note_id)
        series = tuple(one.name for one in self._asking.settings.series)
        draft = make_draft(page, series, pictures.name, own=bool(own), published=published)
        target = self._places.target(note_id, draft.year, published=published)
        if self._places.is_private(target):
            self._places.keep_out_of_git()
        if here is None:
            self._write_new(source, target, draft, pictures)
        else:
            self._write_again(source, here, target, draft, pictures)

    def _write_new(self, source: Path, target: Path, draft: Draft, pictures: Pictures) -> None:
        text = note_text(draft.front, draft.body)
        self._copy(pictures, target.parent)
        self._places.keep(target, imported_text(imported(draft.front, draft.body)))
        write_file(target, text)
        self._places.add(target, draft)
        self._say("written", source, target, draft=draft, pictures=pictures)

    def _write_again(
        self, source: Path, here: Path, target: Path, draft: Draft, pictures: Pictures
    ) -> None:
        text = here.read_text(encoding="utf-8")
        try:
            merged = merge(text, self._last(here), draft.front, draft.body)
        except NoteUnreadable:
            raise NoteUnreadable(self._shown(here)) from None
        # What was released by hand is not hidden again.
        moved = self._places.is_private(here) and not self._places.is_private(target)
        target = target.with_name(here.name) if moved else here
        self._copy(pictures, target.parent)
        if merged.text != text or moved:
            write_file(target, merged.text)
        self._places.keep(target, imported_text(merged.imported))
        if moved:
            self._places.move(here, target)
        self.count["clashes"] += len(merged.clashes)
        key = "updated" if merged.taken or moved else "unchanged"
        self._say(key, source, target, draft=draft, pictures=pictures, taken=merged.taken)
        self._report.clashes(self._shown(target), merged.clashes)

    def _last(self, here: Path) -> Imported | None:
        text = self._places.kept(here)
        return None if text is None else read_imported(text)

    def _copy(self, pictures: Pictures, folder: Path) -> None:
        for file, name in pictures.found.items():
            data = file.read_bytes()
            copy = folder / name
            if copy.exists() and copy.read_bytes() == data:
                continue
            folder.mkdir(parents=True, exist_ok=True)
            write_bytes(copy, data)
            self._report.say("image_written", source=file.name, image=self._shown(copy))

    def _say(
        self,
        key: str,
        source: Path,
        note: Path,
        *,
        draft: Draft,
        pictures: Pictures,
        taken: int = 0,
    ) -> None:
        self.count[key] += 1
        self._report.say(key, source=source, note=self._shown(note), taken=taken)
        if key != "unchanged":
            self._report.left_out((*draft.left_out, *pictures.lost))
            self._report.hints(draft.hints)
            self._written.append(note)

    def _shown(self, file: Path) -> str:
        return shown_path(self._notes, file.relative_to(self._notes).as_posix())
