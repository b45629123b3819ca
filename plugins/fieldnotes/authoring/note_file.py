"""Writing a note's file: the fields in the order of the records' guide, read back before it is put in place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fieldnotes.archive import located
from fieldnotes.archive.front_matter import read_document
from fieldnotes.thai.spelling import LINE_BREAKS

FIELDS = (
    "title", "date", "meeting", "organisations", "tags", "id", "part", "account", "covers", "continuation",
    "to_be_continued", "places", "author", "rights", "retold_from", "source", "comments", "withhold", "publish",
    "formerly", "allow",
)  # fmt: skip
"""The fields of a note in the order in which they are written: first the five that a researcher fills in."""

_LONGEST_LINE = 100


class NoteUnwritable(ValueError):
    """What was to be written would not be read back as it is: nothing was written."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An empty value with the words that could not be read for it, kept as a remark beside it."""

    words: str


Value = str | bool | None | Unread | Mapping[str, "Value"] | Iterable["Value"]


def note_text(front: Mapping[str, Value], body: str) -> str:
    """Return the text of a note's file.

    Values are texts, truth values, None, lists and mappings of these; only what YAML or the archive would read as
    something else is quoted.

    Raises:
        NoteUnwritable: the text would not be read back as the same fields and body; or a field is unknown.
    """
    unknown = [name for name in front if name not in FIELDS]
    if unknown:
        raise NoteUnwritable(f"no field of a note: {', '.join(unknown)}")
    fields = [field_text(name, front[name]) for name in FIELDS if name in front]
    text = "---\n" + "".join(fields) + "---\n\n" + body.strip("\n") + "\n"
    document, problems = read_document(text, "")
    if document is None or problems:
        raise NoteUnwritable("the front matter would not be read")
    if located.plain(document.front) != {
        name: plain(front[name]) for name in FIELDS if name in front
    }:
        raise NoteUnwritable("the front matter would be read as something else")
    if document.body.strip("\n") != body.strip("\n"):
        raise NoteUnwritable("the body would be read as something else")
    return text


def write_file(file: Path, text: str) -> None:
    """Put a text in a file's place whole or not at all; folders that lack are made.

    Raises:
        OSError: it cannot be written; what was there before is still there.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(file, text.encode("utf-8"))


def write_bytes(file: Path, data: bytes) -> None:
    """As `write_file`, of bytes."""
    # Hidden, so that who reads the folder meanwhile does not take it for a record.
    number, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files that nobody else may read.
        part.chmod(file.stat().st_mode if file.exists() else 0o666 & ~_umask())
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def field_text(name: str, value: Value, indent: str = "") -> str:
    """Return the lines of one field, with a line end after each."""
    if isinstance(value, Unread):
        return f"{indent}{name}:  # {' '.join(value.words.split())}\n"
    if value is None or isinstance(value, (str, bool)):
        return f"{indent}{name}: {scalar_text(value)}".rstrip(" ") + "\n"
    if isinstance(value, Mapping):
        return f"{indent}{name}:\n" + "".join(
            field_text(key, inner, indent + "  ") for key, inner in value.items()
        )
    items = list(value)
    in_one_line = _flow(name, items, indent)
    if in_one_line is not None:
        return in_one_line
    return f"{indent}{name}:\n" + "".join(_item_text(item, indent + "  ") for item in items)


def _flow(name: str, items: list[Value], indent: str) -> str | None:
    """A short list on one line: `tags: [กองทุน, ออมทรัพย์]`; None where it does not fit or is no list of texts."""
    if not all(isinstance(item, str) for item in items):
        return None
    line = f"{indent}{name}: [{', '.join(scalar_text(str(item)) for item in items)}]"
    root, problems = located.read(line, "")
    if len(line) > _LONGEST_LINE or root is None or problems:
        return None
    return line + "\n" if located.plain(root) == {name: items} else None


def _item_text(item: Value, indent: str) -> str:
    if isinstance(item, Mapping):
        lines = "".join(field_text(key, value, indent + "  ") for key, value in item.items())
        return f"{indent}- {lines.removeprefix(indent + '  ')}"
    if item is None or isinstance(item, (str, bool)):
        return f"{indent}- {scalar_text(item)}\n"
    raise NoteUnwritable("a list within a list")


def scalar_text(value: str | bool | None) -> str:
    """Return a value as YAML: plain where our own reading gives it back, else in double quotes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    root, problems = located.read(f"k: {value}", "")
    if root is not None and not problems and located.plain(root) == {"k": value}:
        return value
    return '"' + "".join(_escaped(sign) for sign in value) + '"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    return f"\\u{ord(sign):04x}" if sign in LINE_BREAKS or sign == "\ufeff" else sign


def plain(value: Value) -> object:
    """A value as it is read back: truth values as texts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, Unread):
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value]
