"""Whose the notes of a source blog are: said once, and kept in `archive.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from fieldnotes.archive import located
from fieldnotes.archive.records import SETTINGS_PATH, validate
from fieldnotes.archive.schema import BlogFront, SettingsFront
from fieldnotes.archive.textfile import read_text
from fieldnotes.authoring.note_file import NoteUnwritable, scalar_text, write_file
from fieldnotes.thai.spelling import lookup_key

_BLOGS = re.compile(
    r"^blogs[ ]*:[ ]*(?P<value>.*)$\n?(?P<entries>(?:^(?:[ \t]+.*|-[ ].*|#.*)?$\n?)*)", re.MULTILINE
)


def is_own(settings: SettingsFront, blog: str, own_words: Iterable[str]) -> bool | None:
    """Whether a blog is the archive's holder's, as it was said last; None where nobody said.

    `own_words` are the words that stand for the holder where `archive.yml` has no name.
    """
    entry = next(
        (one for one in reversed(settings.blogs) if lookup_key(one.blog) == lookup_key(blog)), None
    )
    if entry is None:
        return None
    names = {lookup_key(word) for word in own_words}
    if settings.holder:
        names.add(lookup_key(settings.holder))
    return entry.holder is None or lookup_key(entry.holder) in names


def read_settings(notes: Path) -> SettingsFront:
    """Return what `archive.yml` says; of what cannot be read, nothing."""
    text, _ = read_text(notes / SETTINGS_PATH, SETTINGS_PATH)
    root = located.read(text, SETTINGS_PATH)[0] if text is not None else None
    if text is None or not isinstance(root, located.Mapping):
        return SettingsFront()
    return validate(root, SettingsFront, text)[0] or SettingsFront()


def remember(notes: Path, blog: str, holder: str, day: date) -> None:
    """Keep in `archive.yml` whose a blog is; its comments and all other lines stay as they are.

    Raises:
        OSError: the file cannot be written.
        NoteUnwritable: it cannot be read, or would not be read back with the new entry.
    """
    file = notes / SETTINGS_PATH
    text = ""
    if file.exists():
        read, _ = read_text(file, SETTINGS_PATH)
        if read is None:
            raise NoteUnwritable(SETTINGS_PATH)
        text = read
        root, faults = located.read(text, SETTINGS_PATH)
        if faults or not (root is None or isinstance(root, located.Mapping)):
            raise NoteUnwritable(SETTINGS_PATH)
    before = read_settings(notes).blogs
    entry = BlogFront.model_validate({"blog": blog, "holder": holder, "date": day.isoformat()})
    kept = [one for one in before if lookup_key(one.blog) != lookup_key(blog)]
    lines = _entry_lines(blog, holder, day)
    match = _BLOGS.search(text)
    if match is None:
        text = (text.rstrip("\n") + "\n" if text else "") + "blogs:\n" + lines
    elif len(kept) == len(before) and not match["value"].split("#")[0].strip(" []"):
        entries = match["entries"].rstrip("\n")
        inner = entries + "\n" if entries.strip() else ""
        text = f"{text[: match.start()]}blogs:\n{inner}{lines}{_after(text, match, bool(inner))}"
    else:
        every = [_entry_lines(one.blog, one.holder, _day(one)) for one in kept]
        text = f"{text[: match.start()]}blogs:\n{''.join(every)}{lines}{text[match.end() :]}"
    root, problems = located.read(text, SETTINGS_PATH)
    front, _, faults = (
        validate(root, SettingsFront, text)
        if isinstance(root, located.Mapping)
        else (None, root, [])
    )
    if problems or front is None or faults or front.blogs != (*kept, entry):
        raise NoteUnwritable(SETTINGS_PATH)
    write_file(file, text)


def _after(text: str, match: re.Match[str], has_entries: bool) -> str:
    """What follows the list; remarks below an empty one belong to what comes next."""
    rest = text[match.end() :]
    return rest if has_entries else match["entries"] + rest


def _day(entry: BlogFront) -> date | None:
    found = entry.date
    if found is None or found.month is None or found.day is None:
        return None
    return date(found.year, found.month, found.day)


def _entry_lines(blog: str, holder: str | None, day: date | None) -> str:
    lines = [f"  - blog: {scalar_text(blog)}\n"]
    if holder is not None:
        lines.append(f"    holder: {scalar_text(holder)}\n")
    if day is not None:
        lines.append(f"    date: {day.isoformat()}\n")
    return "".join(lines)
