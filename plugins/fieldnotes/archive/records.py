"""Records: each file of `notes/` read by itself, checked against its schema, not yet joined with others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fieldnotes.archive import located, personal_data
from fieldnotes.archive.front_matter import read_document
from fieldnotes.archive.model import Position
from fieldnotes.archive.nearest import nearest
from fieldnotes.archive.problems import Problem, problem
from fieldnotes.archive.schema import (
    ID_FORM,
    ClaimFront,
    Front,
    MeetingFront,
    NoteFront,
    OrganisationFront,
    PlaceFront,
    SettingsFront,
    TagFront,
    field_names,
    inner_model,
    slug,
)
from fieldnotes.archive.textfile import read_text
from fieldnotes.archive.vocabulary import vocabulary
from fieldnotes.thai.spelling import normalise_aligned

F = TypeVar("F", bound=Front)

IMAGE_SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"))
CLAIMS_SUFFIX = ".claims.yml"
SETTINGS_PATH = "archive.yml"
_PRIVATE_FOLDER = "private"
_WRONG_VALUE = {
    "string_type": "field-not-text",
    "model_type": "field-not-fields",
    "model_attributes_type": "field-not-fields",
    "tuple_type": "field-not-list",
}
"""pydantic's own faults, and the problems that they are; all others are named in the schema."""


@dataclass(frozen=True, slots=True)
class Record(Generic[F]):
    """One record: its checked front, the place of every value in it, and its body."""

    id: str
    path: str
    front: F
    node: located.Node
    body: str = ""
    body_line: int = 1
    aligned: bool = False
    """Whether the file's text in one spelling is known to differ in spaces only, and so that of any piece of it."""

    def at(self, *keys: int | str) -> Position:
        """Return where a value of the front stands in the file."""
        return located.locate(self.node, keys)

    def in_body(self, offset: int) -> Position:
        """Return where a character of the body stands in the file."""
        line_start = self.body.rfind("\n", 0, offset) + 1
        return Position(
            self.path, self.body_line + self.body.count("\n", 0, offset), offset - line_start + 1
        )


class BodyPlaces:
    """Where the characters of one record's body stand in its file; for many of them faster than `Record.in_body`."""

    def __init__(self, record: Record[F]) -> None:
        self._path = record.path
        self._first_line = record.body_line
        self._body = record.body
        self._starts: list[int] = []

    def of(self, offset: int) -> Position:
        """Return the place of a character."""
        if not self._starts:
            self._starts = [0, *(end.end() for end in re.finditer("\n", self._body))]
        line = bisect_right(self._starts, offset) - 1
        return Position(self._path, self._first_line + line, offset - self._starts[line] + 1)


@dataclass(slots=True)
class Records:
    """All that `notes/` holds, in order of path, with the faults of each file by itself."""

    root: Path
    notes: list[Record[NoteFront]] = field(default_factory=list)
    claims: dict[str, list[Record[ClaimFront]]] = field(default_factory=dict)
    """Path of a claims file -> its claims."""
    meetings: list[Record[MeetingFront]] = field(default_factory=list)
    organisations: list[Record[OrganisationFront]] = field(default_factory=list)
    tags: list[Record[TagFront]] = field(default_factory=list)
    places: list[Record[PlaceFront]] = field(default_factory=list)
    settings: Record[SettingsFront] | None = None
    images: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Ids of records whose file could not be read whole: a reference to one is not the fault to report."""
    allowed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Path of a record -> the strings that its `allow` permits."""
    lists: dict[str, str] = field(default_factory=dict)
    """Path of a YAML list -> its text. A list has no `allow` of its own."""


def read_records(root: Path) -> Records:
    """Read every record below `notes/`; no fault in a file keeps another from being read."""
    records = Records(root)
    if not root.is_dir():
        records.problems.append(problem("notes-missing", Position("."), found=root.name))
        return records
    for file, path in _files(root, records):
        _read_file(file, path, records)
    for path, text in records.lists.items():
        allowing = (
            path.removesuffix(CLAIMS_SUFFIX) + ".md"
            if path.endswith(CLAIMS_SUFFIX)
            else SETTINGS_PATH
        )
        records.problems += personal_data.find(text, path, records.allowed.get(allowing, ()))
    return records


def is_private(path: str) -> bool:
    """Whether a file of `notes/` is in the private folder, however its system writes that name."""
    return path.split("/", 1)[0].casefold() == _PRIVATE_FOLDER


def _leads_out(link: Path, inside: Path) -> bool:
    """Whether a symbolic link leads to what is not shown: out of the folder, or to something private or hidden."""
    target = link.resolve()
    if not target.is_relative_to(inside):
        return True
    relative = target.relative_to(inside)
    return is_private(relative.as_posix()) or any(part.startswith(".") for part in relative.parts)


def _files(root: Path, records: Records) -> Iterator[tuple[Path, str]]:
    """Every file with its path in `notes/`, sorted, without hidden ones and links to what is not shown."""
    inside = root.resolve()
    for file in sorted(root.rglob("*"), key=lambda entry: entry.relative_to(root).as_posix()):
        relative = file.relative_to(root)
        if any(part.startswith(".") for part in relative.parts):
            continue
        # A name that is no Unicode could not be printed.
        path = relative.as_posix().encode("utf-8", "replace").decode("utf-8")
        try:
            # Only a link leads anywhere else, and to resolve each file would take longer than to read it.
            leads_out = file.is_symlink() and _leads_out(file, inside)
            is_record = file.is_file() or file.is_symlink()
        except (OSError, RuntimeError) as error:
            # Links that lead to each other: a RuntimeError before Python 3.13.
            records.problems.append(
                problem("file-unreadable", Position(path), found=_reason(error))
            )
            continue
        if leads_out:
            records.problems.append(problem("file-outside", Position(path)))
        elif is_record:
            yield file, path


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


def _read_file(file: Path, path: str, records: Records) -> None:
    top = path.split("/", 1)[0]
    if file.suffix.lower() in IMAGE_SUFFIXES:
        records.images.add(path)
    elif path.endswith(CLAIMS_SUFFIX):
        records.claims[path] = _entries(file, path, ClaimFront, records)
    elif path == "tags.yml":
        records.tags = _entries(file, path, TagFront, records)
    elif path == "places.yml":
        records.places = _entries(file, path, PlaceFront, records)
    elif path == SETTINGS_PATH:
        records.settings = _settings(file, path, records)
    elif file.suffix != ".md" or path == "README.md":
        records.problems.append(
            problem("file-ignored", Position(path), found=path.rsplit("/", 1)[-1])
        )
    elif top == "meetings":
        _append(records.meetings, _markdown(file, path, MeetingFront, records))
    elif top == "organisations":
        _append(records.organisations, _markdown(file, path, OrganisationFront, records))
    else:
        _append(records.notes, _markdown(file, path, NoteFront, records))


def _append(records: list[Record[F]], record: Record[F] | None) -> None:
    if record is not None:
        records.append(record)


def _markdown(file: Path, path: str, model: type[F], records: Records) -> Record[F] | None:
    """Read a Markdown record; None, with its problems noted, where it has no front that can be used."""
    stem = file.stem
    text, faults = read_text(file, path)
    document = None
    if text is not None:
        document, more = read_document(text, path)
        faults += more
    if text is None or document is None:
        if text is not None:
            faults += personal_data.find(text, path, ())
        records.problems += faults
        records.broken.add(stem)
        return None
    records.allowed[path] = _strings(document.front.get("allow"))
    read_badly = {fault.line for fault in faults}
    faults += _lost_to_comments(document.front, text, path)
    front, node, more = validate(document.front, model, text)
    faults += (fault for fault in more if fault.line not in read_badly)
    aligned = normalise_aligned(text)
    records.problems += faults
    records.problems += personal_data.find(text, path, records.allowed[path], aligned)
    if front is None:
        records.broken.add(stem)
        return None
    own_id = getattr(front, "id", None)
    record_id = own_id or stem
    if not ID_FORM.fullmatch(record_id):
        records.problems.append(
            problem(
                "id-form",
                Position(path),
                found=file.name,
                nearest=slug(stem) and slug(stem) + ".md",
            )
        )
        records.broken.add(stem)
        return None
    return Record(
        record_id,
        path,
        front,
        node,
        document.body,
        document.body_line,
        aligned=aligned is not None,
    )


def _entries(file: Path, path: str, model: type[F], records: Records) -> list[Record[F]]:
    """Read a YAML list of entries; one that is wrong is reported and left out, the others stand."""
    text, faults = read_text(file, path)
    records.problems += faults
    if text is None:
        return []
    records.lists[path] = text
    root, faults = located.read(text, path)
    records.problems += faults
    read_badly = {fault.line for fault in faults}
    if root is None:
        return []
    records.problems += _lost_to_comments(root, text, path)
    if not isinstance(root, located.Sequence):
        records.problems.append(problem("file-not-list", root.at))
        return []
    entries: list[Record[F]] = []
    for item in root.items:
        if not isinstance(item, located.Mapping):
            if item.at.line not in read_badly:
                records.problems.append(problem("field-not-fields", item.at))
            continue
        front, node, more = validate(item, model, text)
        records.problems += (fault for fault in more if fault.line not in read_badly)
        if front is not None:
            entries.append(Record(getattr(front, "id", "") or "", path, front, node))
        elif isinstance(entry_id := item.get("id"), located.Scalar):
            records.broken.add(entry_id.text)
    return entries


def _settings(file: Path, path: str, records: Records) -> Record[SettingsFront] | None:
    text, faults = read_text(file, path)
    root: located.Node | None = None
    if text is not None:
        root, more = located.read(text, path)
        faults += more
    records.problems += faults
    if text is None:
        return None
    if isinstance(root, located.Mapping):
        records.allowed[path] = _strings(root.get("allow"))
    records.problems += personal_data.find(text, path, records.allowed.get(path, ()))
    if root is None:
        return None
    if not isinstance(root, located.Mapping):
        records.problems.append(problem("front-matter-form", root.at))
        return None
    records.problems += _lost_to_comments(root, text, path)
    front, node, more = validate(root, SettingsFront, text)
    read_badly = {fault.line for fault in faults}
    records.problems += (fault for fault in more if fault.line not in read_badly)
    return None if front is None else Record("archive", path, front, node)


def _strings(node: located.Node | None) -> tuple[str, ...]:
    if not isinstance(node, located.Sequence):
        return ()
    return tuple(item.text for item in node.items if isinstance(item, located.Scalar))


_COMMENT = re.compile(r"[ \t]+(?P<rest>#.*)")
_NO_REMARK = re.compile(r"#\S")
"""What is more likely a part of the value than a remark: `#1`."""


def _lost_to_comments(node: located.Node, text: str, path: str) -> list[Problem]:
    """A ` #` after a value begins a YAML comment, and what was meant as the value's rest would be lost.

    In fields that hold an author's words it is an error. Elsewhere a remark may stand (`part: 1.2  # as written`), and
    only what hardly is one is reported.
    """
    if " #" not in text and "\t#" not in text:
        return []
    lines = text.split("\n")
    faults: list[Problem] = []
    for key, value in _scalars(node, ""):
        end = value.end
        line = lines[end.line - 1]
        comment = _COMMENT.match(line, end.column - 1)
        if not value.plain or comment is None:
            continue
        no_remark = _NO_REMARK.match(comment["rest"]) is not None
        if not no_remark and (key not in _WORDED or not value.text):
            continue
        quoted = located.quoted_line(line) or located.quoted_entry(line) or ""
        faults.append(
            problem(
                "title-comment" if key in _WORDED else "value-comment",
                Position(path, end.line, comment.start("rest") + 1),
                found=comment["rest"].strip(),
                nearest=quoted.strip(),
            )
        )
    return faults


def _scalars(node: located.Node, key: str) -> Iterator[tuple[str, located.Scalar]]:
    """The values of a node with the names of their fields."""
    match node:
        case located.Mapping(entries=entries):
            for name, value in entries:
                yield from _scalars(value, name.text)
        case located.Sequence(items=items):
            for item in items:
                yield from _scalars(item, key)
        case located.Scalar():
            yield key, node


def validate(
    node: located.Mapping, model: type[F], text: str
) -> tuple[F | None, located.Mapping, list[Problem]]:
    """Check a located mapping against its schema; every fault is reported at its value's place.

    The front, and the mapping that is returned with it, lack the wrong values, so that what joins records can check the
    others. The front is None where a value is wrong without which the record means nothing.
    """
    faults: list[Problem] = []
    kept: located.Node = node
    for _ in range(_MOST_REPAIRS):
        try:
            front = model.model_validate(located.plain(kept))
        except ValidationError as error:
            details = error.errors(include_url=False)
        else:
            return front, kept if isinstance(kept, located.Mapping) else node, faults
        if not faults:
            lines = text.split("\n")
            faults = [_fault(one, node, model, lines) for one in details]
        kept = _repaired(kept, [tuple(one["loc"]) for one in details], model)
    return None, node, faults


_MOST_REPAIRS = 3
"""A missing value takes its entry with it, which may leave its list wrong; deeper than that no record goes."""

_Keys = tuple[int | str, ...]


def _repaired(node: located.Node, wrong: Iterable[_Keys], model: type[Front]) -> located.Node:
    """A mapping without the values at some paths.

    A top value that is required leaves its placeholder; an entry in which a value is missing goes as a whole.
    """
    removed: set[_Keys] = set()
    placeholders: dict[str, str] = {}
    for keys in wrong:
        if len(keys) == 1 and keys[0] in model.placeholders:
            placeholder = model.placeholders[str(keys[0])]
            placeholders[str(keys[0])] = (
                vocabulary().unknown if placeholder is None else placeholder
            )
        value = _walk(node, keys)
        missing = value is None or (
            isinstance(value, located.Scalar) and located.plain(value) is None
        )
        removed.add(
            keys[:-1] if missing and len(keys) > 1 and not isinstance(keys[-1], int) else keys
        )
    pruned = _without(node, removed, ())
    if not isinstance(pruned, located.Mapping):
        return pruned
    added = tuple(
        (
            located.Scalar(key, pruned.places, pruned.line, pruned.column),
            located.Scalar(text, pruned.places, pruned.line, pruned.column, plain=False),
        )
        for key, text in placeholders.items()
        if pruned.get(key) is None
    )
    return replace(pruned, entries=(*pruned.entries, *added))


def _without(node: located.Node, removed: Collection[_Keys], path: _Keys) -> located.Node:
    match node:
        case located.Mapping(entries=entries):
            kept = tuple(
                (key, _without(value, removed, (*path, key.text)))
                for key, value in entries
                if (*path, key.text) not in removed
            )
            return replace(node, entries=kept)
        case located.Sequence(items=items):
            left = tuple(
                _without(item, removed, (*path, index))
                for index, item in enumerate(items)
                if (*path, index) not in removed
            )
            return replace(node, items=left)
    return node


def _fault(
    details: ErrorDetails, node: located.Mapping, model: type[Front], lines: list[str]
) -> Problem:
    keys = tuple(details["loc"])
    code = _WRONG_VALUE.get(details["type"], details["type"])
    name = next((key for key in reversed(keys) if isinstance(key, str)), "")
    at = located.locate(node, keys)
    given = _value(node, keys)
    if details["type"] == "extra_forbidden":
        known = field_names(inner_model(model, keys[:-1]))
        return problem(
            "field-unknown",
            _key_place(node, keys),
            found=name,
            nearest=nearest(name, known) or "",
            expected=", ".join(known),
        )
    if details["type"] == "missing" or code == "field-missing" or given == "":
        return problem("field-missing", at, expected=name)
    facts: dict[str, str] = {key: str(value) for key, value in details.get("ctx", {}).items()}
    typed = lines[at.line - 1] if at.line <= len(lines) else ""
    facts.setdefault("found", given if given is not None else typed.strip())
    if code == "field-not-text":
        facts.setdefault("nearest", _as_text(_walk(node, keys), keys, typed))
    facts["field"] = name
    return problem(code, at, **facts)


def _as_text(value: located.Node | None, keys: _Keys, typed: str) -> str:
    """The line in which what looks like a list or fields is a text.

    That is in quotes, or, in fields whose words rarely have brackets, without these.
    """
    if keys and isinstance(keys[-1], int):
        return (located.quoted_entry(typed) or "").strip()
    if (
        keys
        and keys[-1] not in _WORDED
        and isinstance(value, located.Sequence)
        and len(value.items) == 1
    ):
        [only] = value.items
        return f"{keys[-1]}: {only.text}" if isinstance(only, located.Scalar) else ""
    return (located.quoted_line(typed) or "").strip()


_WORDED = ("title", "name", "label", "quote", "value", "text", "description", "resolution")


def _value(node: located.Node, keys: tuple[int | str, ...]) -> str | None:
    """The text at a path; None for a list, a mapping, or where there is nothing."""
    return (
        located_scalar.text
        if isinstance(located_scalar := _walk(node, keys), located.Scalar)
        else None
    )


def _walk(node: located.Node | None, keys: tuple[int | str, ...]) -> located.Node | None:
    for key in keys:
        if isinstance(node, located.Mapping) and isinstance(key, str):
            node = node.get(key)
        elif isinstance(node, located.Sequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
        else:
            return None
    return node


def _key_place(node: located.Node, keys: tuple[int | str, ...]) -> Position:
    parent = _walk(node, keys[:-1])
    key = parent.key(str(keys[-1])) if isinstance(parent, located.Mapping) else None
    return key.at if key is not None else located.locate(node, keys)
