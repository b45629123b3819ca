"""What of one file has one right answer: signs that look the same, the era of a date, an organisation's full name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fieldnotes.archive import located
from fieldnotes.archive.front_matter import Document, read_document
from fieldnotes.archive.problems import Problem
from fieldnotes.authoring.edits import Edit, apply
from fieldnotes.authoring.markdown_spans import kept_spans
from fieldnotes.authoring.organisation_names import OrganisationNames
from fieldnotes.authoring.scalars import Keys, retyped, scalars, segments
from fieldnotes.thai.dates import DateFault, read_date, read_date_span, read_moment
from fieldnotes.thai.eras import in_buddhist_era
from fieldnotes.thai.marks import mend_marks, mendings
from fieldnotes.thai.spelling import normalise

Read = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Kind:
    """Which fields of a kind of record hold dates, and which name organisations."""

    dates: dict[Keys, Read]
    organisations: frozenset[Keys] = frozenset()


NOTE = Kind(
    {
        ("date",): read_date,
        ("source", "written"): read_moment,
        ("source", "edited"): read_moment,
        ("comments", "time"): read_moment,
    },
    frozenset({("organisations",)}),
)
MEETING = Kind({("date",): read_date_span})
CLAIMS = Kind({("as_of",): read_date}, frozenset({("about",), ("to",)}))
OTHER = Kind({})

_AS_TYPED = frozenset(("id", "formerly", "allow", "withhold", "url"))
"""Fields whose very signs count."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's text as it stands and as it would be, with the number of places changed."""

    before: str
    after: str
    changes: int


def mend(raw: str, text: str, path: str, kind: Kind, names: OrganisationNames) -> Mended | None:
    """Return a file mended; None where it cannot be read without a fault, or a change would alter what it says.

    `raw` is the file's text with its own line ends, `text` the same as `read_text` gives it.
    """
    parsed, faults = _parse(text, path)
    if parsed is None or faults:
        return None
    edits = [*_in_fields(parsed, text, kind, names), *_in_body(parsed)]
    after = apply(raw, edits)
    if edits and not _means_the_same(parsed, after, path, kind, names):
        return None
    return Mended(raw, after, len(edits))


@dataclass(frozen=True, slots=True)
class _Parsed:
    node: located.Node
    body: str = ""
    body_line: int = 1


def _parse(text: str, path: str) -> tuple[_Parsed | None, list[Problem]]:
    if path.endswith(".md"):
        document: Document | None
        document, faults = read_document(text, path)
        if document is None:
            return None, faults
        return _Parsed(document.front, document.body, document.body_line), faults
    root, faults = located.read(text, path)
    return (None if root is None else _Parsed(root)), faults


def _in_fields(parsed: _Parsed, text: str, kind: Kind, names: OrganisationNames) -> Iterator[Edit]:
    lines = text.split("\n")
    full = _full_names(parsed.node, kind, names)
    for keys, scalar in scalars(parsed.node):
        if _AS_TYPED.intersection(keys):
            continue
        pieces = list(segments(scalar, lines))
        for number, start, end in pieces:
            typed = lines[number - 1][start:end]
            if len(pieces) == 1 and id(scalar) in full:
                mended = retyped(typed, full[id(scalar)])
            elif len(pieces) == 1 and keys in kind.dates:
                mark = typed[:1] if typed[:1] in "\"'" else ""
                bare = mend_marks(typed.removeprefix(mark).removesuffix(mark))
                mended = f"{mark}{in_buddhist_era(bare, kind.dates[keys])}{mark}"
            else:
                yield from _marks(typed, number, start)
                continue
            if mended != typed:
                yield Edit(number, start, end, mended)


def _full_names(node: located.Node, kind: Kind, names: OrganisationNames) -> dict[int, str]:
    """The full name for each field's value, by the value's identity; none where the list names it already."""
    found: dict[int, str] = {}
    for field in kind.organisations:
        fields = [scalar for keys, scalar in scalars(node) if keys == field]
        named = [names.find(scalar.text) for scalar in fields]
        in_one_list = field == ("organisations",)
        for scalar, organisation in zip(fields, named, strict=True):
            full = names.full(scalar.text)
            if full is not None and not (in_one_list and named.count(organisation) > 1):
                found[id(scalar)] = full
    return found


def _marks(typed: str, number: int, offset: int) -> Iterator[Edit]:
    kept = kept_spans(typed)
    for start, end, mended in mendings(typed):
        if not any(first < end and start < last for first, last in kept):
            yield Edit(number, offset + start, offset + end, mended)


def _in_body(parsed: _Parsed) -> Iterator[Edit]:
    body = parsed.body
    found = list(mendings(body))
    kept = kept_spans(body) if found else []
    for start, end, mended in found:
        if any(first < end and start < last for first, last in kept):
            continue
        line_start = body.rfind("\n", 0, start) + 1
        number = parsed.body_line + body.count("\n", 0, start)
        yield Edit(number, start - line_start, end - line_start, mended)


def _means_the_same(
    parsed: _Parsed, after: str, path: str, kind: Kind, names: OrganisationNames
) -> bool:
    """Whether a mended file is read as before: each date as the same day, each name as the same organisation."""
    text = after.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    again, faults = _parse(text, path)
    if again is None or faults or normalise(again.body) != normalise(parsed.body):
        return False
    old, new = list(scalars(parsed.node)), list(scalars(again.node))
    return len(old) == len(new) and all(
        keys == other_keys and _same(keys, value.text, other.text, kind, names)
        for (keys, value), (other_keys, other) in zip(old, new, strict=True)
    )


def _same(keys: Keys, value: str, other: str, kind: Kind, names: OrganisationNames) -> bool:
    if value == other or normalise(value) == normalise(other):
        return True
    if keys in kind.organisations:
        return names.find(value) is not None and names.find(value) == names.find(other)
    try:
        return keys in kind.dates and kind.dates[keys](value) == kind.dates[keys](other)
    except DateFault:
        return False
