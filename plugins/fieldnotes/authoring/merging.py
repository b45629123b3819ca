"""Importing again: what the source changed is taken, what was edited here stays, and where both did both are shown.

What was imported last is kept as digests, one for each field and each line of the text, in a hidden folder of `notes/`.
That is enough to know who changed what; a copy of the words would keep what a researcher has taken out of a note, a
telephone number say, in a public place for ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fieldnotes.archive import located
from fieldnotes.archive.front_matter import read_document
from fieldnotes.archive.paragraphs import digest
from fieldnotes.authoring.note_file import FIELDS, NoteUnwritable, Value, field_text, plain
from fieldnotes.authoring.regions import regions

BODY = "body"
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """The digests of a note as it was imported last; a field that was empty has none."""

    fields: Mapping[str, str]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Words that were edited here and changed at the source; `field` is a field's name, or `BODY`."""

    field: str
    line: int
    here: str
    source: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A note's text after importing again, what is then known of the import, and how many changes were taken."""

    text: str
    imported: Imported
    taken: int
    clashes: tuple[Clash, ...]


class NoteUnreadable(ValueError):
    """The file here has no front matter that can be read, so that nothing in it can be told from the source's."""


def imported(front: Mapping[str, Value], body: str) -> Imported:
    """Return what is kept of a note that is imported."""
    fields = {name: digest(value) for name, value in _values(plain(front)).items() if value}
    return Imported(fields, tuple(digest(line) for line in _lines(body)))


def imported_text(kept: Imported) -> str:
    """Return the file that keeps it: JSON, a line for each field and one for the text."""
    return json.dumps({"fields": dict(kept.fields), "lines": " ".join(kept.lines)}, indent=1) + "\n"


def read_imported(text: str) -> Imported | None:
    """Read such a file; None for any other."""
    try:
        found = json.loads(text)
        return Imported(
            {str(name): str(value) for name, value in found["fields"].items()},
            tuple(str(found["lines"]).split()),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def merge(here: str, last: Imported | None, front: Mapping[str, Value], body: str) -> Merged:
    """Bring the source as it is now into a note's file as it is here.

    Without knowledge of the last import every difference is a clash, for nobody can say who made it; but what is empty
    at the source was not made there.

    Raises:
        NoteUnreadable: the file's front matter cannot be read.
        NoteUnwritable: the file would not be read back as what it is to say.
    """
    document, problems = read_document(here, "")
    if document is None or any(problem.severity == "error" for problem in problems):
        raise NoteUnreadable
    ours = located.plain(document.front)
    theirs = plain(front)
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        raise NoteUnreadable
    fields = _merge_fields(document.front, _values(ours), _values(theirs), last)
    text_lines = _merge_lines(document.body, body, last, document.body_line)
    changed = {name.split(".")[0] for name in fields.taken}
    text = here
    if changed or text_lines.taken:
        text = _rewritten(_Split(here, document.body), ours, theirs, fields, text_lines.text)
        _verify(text, ours, fields, theirs)
    return Merged(
        text,
        Imported(fields.known, text_lines.known),
        len(fields.taken) + text_lines.taken,
        (*fields.clashes, *text_lines.clashes),
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    taken: tuple[str, ...]
    known: dict[str, str]
    clashes: tuple[Clash, ...]


def _merge_fields(
    node: located.Mapping, ours: Mapping[str, str], theirs: Mapping[str, str], last: Imported | None
) -> _Fields:
    taken, clashes, known = [], [], {}
    for name in dict.fromkeys((*theirs, *(last.fields if last else ()))):
        mine, new = ours.get(name, _NOTHING), theirs.get(name, _NOTHING)
        before = last.fields.get(name, "") if last else None
        new_digest = digest(new) if new else ""
        if before == new_digest or mine == new or (before is None and not new):
            known[name] = new_digest
        elif before == (digest(mine) if mine else ""):
            taken.append(name)
            known[name] = new_digest
        else:
            clashes.append(Clash(name, _line_of(node, name), mine, new))
            known[name] = before or ""
    return _Fields(tuple(taken), {name: one for name, one in known.items() if one}, tuple(clashes))


def _line_of(node: located.Mapping, name: str) -> int:
    return located.locate(node, tuple(name.split("."))).line


def _values(front: object) -> dict[str, str]:
    """Name of a field -> its value as text; the fields of `source` each by itself; "" for what is empty."""
    found: dict[str, str] = {}
    if not isinstance(front, dict):
        return found
    for name, value in front.items():
        if name == "source" and isinstance(value, dict):
            found |= {f"source.{inner}": _as_text(one) for inner, one in value.items()}
        else:
            found[name] = _as_text(value)
    return found


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False) if value else _NOTHING


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    known: tuple[str, ...]
    taken: int
    clashes: tuple[Clash, ...]


def _lines(body: str) -> list[str]:
    """The lines of a text that show something, each with a line end before it where a blank line stands above."""
    return [match[0].rstrip() for match in _LINE.finditer(f"\n\n{body.strip(chr(10))}")]


_LINE = re.compile(r"(?:(?<=\n)\n)?(?<=\n)[^\n]*\S[^\n]*")


def _merge_lines(ours: str, theirs: str, last: Imported | None, first_line: int) -> _Text:
    mine, new = _lines(ours), _lines(theirs)
    if mine == new:
        return _Text(ours, tuple(map(digest, new)), 0, ())
    if last is None:
        # Whatever differs may have been edited here.
        last = Imported({}, tuple(f"?{place}" for place in range(len(mine))))
    before = last.lines
    digests = [digest(line) for line in mine], [digest(line) for line in new]
    merged: list[str] = []
    known: list[str] = []
    clashes: list[Clash] = []
    taken = 0
    for b, m, n in regions(before, *digests):
        base, here, source = before[b], digests[0][m], digests[1][n]
        if list(base) == source or here == source:
            merged += mine[m]
            known += source
        elif list(base) == here:
            merged += new[n]
            known += source
            taken += 1
        else:
            line = first_line + _line_number(ours, mine, m.start)
            clashes.append(Clash(BODY, line, _joined(mine[m]), _joined(new[n])))
            merged += mine[m]
            known += base
    text = _joined(merged) if taken else ours
    kept = tuple(one for one in known if not one.startswith("?"))
    return _Text(text, kept, taken, tuple(clashes))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip("\n")


def _line_number(body: str, lines: Sequence[str], place: int) -> int:
    """On which line of a body, from 0, one of its lines stands; past the end: where it ends."""
    seen = [number for number, line in enumerate(body.split("\n")) if line.strip()]
    return seen[place] if place < len(lines) else body.count("\n")


@dataclass(frozen=True, slots=True)
class _Split:
    """A file and the part of it that is its body."""

    text: str
    body: str

    @property
    def head(self) -> str:
        return self.text[: len(self.text) - len(self.body)]


def _rewritten(
    here: _Split,
    ours: Mapping[str, object],
    theirs: Mapping[str, object],
    fields: _Fields,
    new_body: str,
) -> str:
    """The file with the fields that changed written anew, and no other line of the front matter touched."""
    head = here.head
    for name in dict.fromkeys(one.split(".")[0] for one in fields.taken):
        value = _merged_value(name, ours, theirs, fields)
        head = _with_field(head, name, field_text(name, value) if value is not None else "")
    return head.rstrip("\n") + "\n\n" + new_body.strip("\n") + "\n"


def _merged_value(
    name: str, ours: Mapping[str, object], theirs: Mapping[str, object], fields: _Fields
) -> Value:
    value = theirs.get(name)
    if name == "source" and isinstance(value, dict):
        mine = ours.get(name)
        merged = dict(mine) if isinstance(mine, dict) else {}
        merged |= {inner: one for inner, one in value.items() if f"source.{inner}" in fields.taken}
        return merged
    return value  # type: ignore[return-value]  # what `plain` gave is made of texts, lists and mappings


def _with_field(head: str, name: str, text: str) -> str:
    """The front matter with a field's lines in place of its old ones, or before the first field that comes after it."""
    field = re.compile(
        rf"^{re.escape(name)}[ ]*:.*\n(?:(?:[ \t]+.*|-.*(?<!---))?\n)*", re.MULTILINE
    )
    if (match := field.search(head)) is not None:
        return head[: match.start()] + text + head[match.end() :]
    for later in FIELDS[FIELDS.index(name) + 1 :]:
        if (match := re.search(rf"^{later}[ ]*:", head, re.MULTILINE)) is not None:
            return head[: match.start()] + text + head[match.start() :]
    end = head.rstrip().rindex("\n") + 1
    return head[:end] + text + head[end:]


def _verify(
    text: str, ours: Mapping[str, object], fields: _Fields, theirs: Mapping[str, object]
) -> None:
    """Read the file back: fields that were taken are the source's, all others what they were."""
    document, problems = read_document(text, "")
    if document is None or any(problem.severity == "error" for problem in problems):
        raise NoteUnwritable("the front matter would not be read")
    found = _values(located.plain(document.front))
    expected = _values(dict(ours)) | {
        name: _values(dict(theirs)).get(name, "") for name in fields.taken
    }
    if {name: one for name, one in found.items() if one} != {
        name: one for name, one in expected.items() if one
    }:
        raise NoteUnwritable("the front matter would be read as something else")
