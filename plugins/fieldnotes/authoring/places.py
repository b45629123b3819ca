"""Where imported notes stand in `notes/`, and where it is kept what each was imported as."""

from __future__ import annotations

import re
from pathlib import Path

from fieldnotes.archive.records import CLAIMS_SUFFIX, IMAGE_SUFFIXES, is_private, read_records
from fieldnotes.archive.schema import NoteFront
from fieldnotes.authoring.gotoknow.draft import Draft
from fieldnotes.authoring.gotoknow.page import SourcePage
from fieldnotes.authoring.note_file import write_file
from fieldnotes.thai.numbers import arabic_digits
from fieldnotes.thai.spelling import lookup_key

_SITE = "GotoKnow"

PRIVATE = "private"
"""The folder that git ignores."""

_KEPT = ".imported"
"""The folder of digests, in `notes/` for published notes and in the private folder for others. Hidden, so that it is no
record; in `notes/`, so that it goes with them."""


class Places:
    """The notes that there are, by id and by the number of their source."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes
        self._by_id: dict[str, Path] = {}
        self._by_number: dict[str, Path] = {}
        self._retold: set[Path] = set()
        for record in read_records(notes).notes:
            self._add(notes / record.path, record.id, record.front)

    def _add(self, file: Path, record_id: str, front: NoteFront) -> None:
        self._by_id[record_id] = file
        if front.retold_from is not None:
            self._retold.add(file)
        elif (
            front.source is not None
            and front.source.number is not None
            and lookup_key(front.source.site or _SITE) == lookup_key(_SITE)
        ):
            self._by_number.setdefault(arabic_digits(front.source.number), file)

    def find(self, note_id: str, page: SourcePage | None) -> Path | None:
        """Return the file of a note with this id, or of one that came from the same page; None where there is none.

        A file that cannot be read is found by its name, so that nothing is written in its place.
        """
        number = arabic_digits(page.footer.number) if page and page.footer.number else None
        if number is not None and number in self._by_number:
            return self._by_number[number]
        if note_id in self._by_id:
            return self._by_id[note_id]
        return next(
            (
                file
                for file in sorted(self._notes.rglob(f"{note_id}.md"))
                if not any(part.startswith(".") for part in file.relative_to(self._notes).parts)
            ),
            None,
        )

    def retells(self, file: Path) -> bool:
        """Whether a note retells its source instead of being it."""
        return file in self._retold

    def is_private(self, file: Path) -> bool:
        """Whether a file is in the private folder."""
        return is_private(file.relative_to(self._notes).as_posix())

    def target(self, note_id: str, year: str, *, published: bool) -> Path:
        """Return where a new note goes."""
        return self._notes / (year if published else PRIVATE) / f"{note_id}.md"

    def add(self, file: Path, draft: Draft) -> None:
        """Take note of a new file."""
        self._by_id[file.stem] = file
        source = draft.front.get("source")
        number = source.get("number") if isinstance(source, dict) else None
        if number:
            self._by_number.setdefault(number, file)

    def keep_out_of_git(self) -> None:
        """Have git ignore the private folder wherever `notes/` is, before anything is put into it."""
        ignore = self._notes / PRIVATE / ".gitignore"
        if not ignore.exists():
            write_file(ignore, "*\n")

    def count_private(self) -> int:
        """Return how many notes wait in the private folder."""
        return sum(1 for _ in (self._notes / PRIVATE).rglob("*.md"))

    def keep(self, note: Path, text: str) -> None:
        """Keep what a note was imported as; a private note's beside the private ones."""
        write_file(self._kept_file(note), text)

    def kept(self, note: Path) -> str | None:
        """Return what was kept of a note, wherever the note was then; None where nothing is."""
        own = self._kept_file(note)
        for file in (own, self._notes / _KEPT / own.name, self._notes / PRIVATE / _KEPT / own.name):
            if file.is_file():
                return file.read_text(encoding="utf-8", errors="replace")
        return None

    def move(self, old: Path, new: Path) -> None:
        """End a note's move: its claims and pictures follow, and the old file, whose text is in the new one, goes."""
        for file in sorted(old.parent.iterdir()):
            follows = file.name == old.stem + CLAIMS_SUFFIX or (
                re.fullmatch(rf"{re.escape(old.stem)}-[0-9]+", file.stem) is not None
                and file.suffix.lower() in IMAGE_SUFFIXES
            )
            if follows:
                file.replace(new.parent / file.name)
        old.unlink()
        self._kept_file(old).unlink(missing_ok=True)
        self._by_id[new.stem] = new
        self._by_number = {
            number: new if file == old else file for number, file in self._by_number.items()
        }

    def _kept_file(self, note: Path) -> Path:
        folder = self._notes / PRIVATE if self.is_private(note) else self._notes
        return folder / _KEPT / f"{note.stem}.json"
