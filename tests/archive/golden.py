"""Golden cases: a folder of records in one file, with the problems that it has or what the archive makes of it.

    === 2549/a.md               the text of a file in `notes/`; "(escapes)" after the path: \\u00a0 and its kin are read
    ...
    === problems                one line each, all of them: path:line:column severity code -> nearest
    === expect                  YAML: path into the archive -> value, as in  notes.a.part: "1.2"

A case without problems has none. In an expected mapping only the fields that it names are compared.
"""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from fieldnotes.archive.joining import Loaded, load
from fieldnotes.archive.model import AgendaReference, SubjectKey
from fieldnotes.archive.problems import Problem
from fieldnotes.thai.dates import Moment, PartialDate

FOLDER = Path(__file__).parent / "cases"

_SECTION = re.compile(r"^=== (?P<name>\S+)(?P<escapes> \(escapes\))?\n", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:u(?P<four>[0-9a-f]{4})|x(?P<two>[0-9a-f]{2})|t)")


@dataclass(frozen=True, slots=True)
class Case:
    """One golden case."""

    files: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    expect: dict[str, object] = field(default_factory=dict)


def read_case(file: Path) -> Case:
    """Read a case; raises ValueError for one that checks nothing."""
    text = file.read_text(encoding="utf-8")
    parts = _SECTION.split(text)[1:]
    case = Case(expect={})
    problems: tuple[str, ...] | None = None
    for name, escapes, content in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if name == "problems":
            problems = tuple(line.strip() for line in content.splitlines() if line.strip())
        elif name == "expect":
            # Values as they were typed: 1.10 is no number here either.
            case.expect.update(yaml.load(content, Loader=yaml.BaseLoader))  # noqa: S506 - makes nothing but texts
        else:
            case.files[name] = _unescaped(content) if escapes else content
    if problems is None and not case.expect:
        raise ValueError(f"{file.name} expects nothing")
    return dataclasses.replace(case, problems=problems or ())


def _unescaped(text: str) -> str:
    def sign(match: re.Match[str]) -> str:
        digits = match["four"] or match["two"]
        return chr(int(digits, 16)) if digits else "\t"

    return _ESCAPE.sub(sign, text)


def load_files(folder: Path, files: Mapping[str, str | bytes]) -> Loaded:
    """Write records below a folder and load them."""
    notes = folder / "notes"
    notes.mkdir(exist_ok=True)
    for path, content in files.items():
        file = notes / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return load(notes)


def problem_line(problem: Problem) -> str:
    """Return a problem as a case writes it."""
    place = f"{problem.path}:{problem.line}:{problem.column} {problem.severity} {problem.code}"
    nearest = problem.facts.get("nearest")
    return f"{place} -> {nearest}" if nearest else place


def look_up(value: object, expression: str) -> object:
    """Return what stands at `notes.a.tellings.0.reference`; `*` is every value of what holds several."""
    steps = expression.split(".")
    for index, step in enumerate(steps):
        if step == "*":
            values = value.values() if isinstance(value, Mapping) else value
            assert isinstance(values, (tuple, list)) or hasattr(values, "__iter__")
            rest = ".".join(steps[index + 1 :])
            return [look_up(one, rest) if rest else one for one in values]
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, (tuple, list)):
            value = value[int(step)]
        else:
            value = getattr(value, step)
    return value


def comparable(value: object, expected: object) -> object:  # noqa: PLR0911 - a row of kinds
    """Return a value of the archive as YAML writes it, with no more fields than the expected one names."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case enum.Enum():
            return value.name
        case PartialDate() | Moment():
            return value.iso
        case AgendaReference():
            return f"{value.item}" + (f".{value.subject}" if value.subject is not None else "")
        case SubjectKey():
            return f"{value.meeting} {comparable(value.reference, '')}"
        case Mapping() if not isinstance(expected, dict):
            return [comparable(key, "") for key in value]
        case Mapping() if isinstance(expected, dict):
            return {key: comparable(value.get(key), expected[key]) for key in expected}
        case tuple() | list():
            others = expected if isinstance(expected, list) else []
            models = [*others, *[None] * (len(value) - len(others))]
            return [comparable(one, model) for one, model in zip(value, models, strict=False)]
    if dataclasses.is_dataclass(value) and isinstance(expected, dict):
        return {key: comparable(getattr(value, key), expected[key]) for key in expected}
    return str(value)
