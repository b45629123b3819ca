"""YAML in which every value is the text that was typed and knows its place.

YAML's own reading turns `1.10` into 1.1 and `17:40` into 1060 and lets a second key overwrite the first; so the
events of PyYAML's parser are read here, and the schema decides what a text means. Explicit tags (which could run
code) and aliases (which can explode) are faults.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import yaml

from fieldnotes.archive.model import Position
from fieldnotes.archive.problems import Problem, problem

MAX_DEPTH = 12
"""Deeper nesting than any record has; a bound against made-up input."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as typed. `plain`: written without quotes or a block sign. `end_column` is one past its last character."""

    text: str
    at: Position
    plain: bool = True
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order typed; each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    at: Position

    def get(self, key: str) -> Node | None:
        """Return the value under a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key as it stands in the file, or None."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping

_PASTED = "\u00a0\u2000-\u200b\u202f\u3000\ufeff"
_PASTED_SPACE = re.compile(rf"(?P<before>[ ]*(?:-[ ]+)?(?:[A-Za-z_]+:|-)?[ ]*)(?P<space>[{_PASTED}]+)(?P<after>.*)")
"""A line whose plain space (before the key, or after its colon or hyphen) is another kind, as it comes with pasted text."""

_LINE_BREAKS = {ord(sign): " " for sign in "\u0085\u2028\u2029"}
"""Signs that end a line for YAML and for no editor; they come with pasted text too."""

_CONTROL_CHARACTER = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML forbids in a text."""

_OPENED = ("while parsing a flow", "while scanning a quoted", "while scanning a simple key")
"""Faults of something that was opened and not closed: where it opened is the place to look at."""

MAX_MENDINGS = 20
"""Malformed lines of one text that are read as if they were quoted, so that what follows them is checked as well."""

Plain = str | list["Plain"] | dict[str, "Plain"] | None
"""A located value without its places: what the schema validates. An empty scalar is None."""


def plain(node: Node) -> Plain:
    """Return a value without its places."""
    match node:
        case Scalar(text=text, plain=unquoted):
            return None if unquoted and text in ("", "~", "null") else text
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping(entries=entries):
            return {key.text: plain(value) for key, value in entries}


def locate(node: Node, path: tuple[int | str, ...]) -> Position:
    """Return where the value at a path of keys and indices stands, or the nearest value above it that exists."""
    for step in path:
        inner: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            inner = node.get(step)
            if isinstance(inner, Scalar) and inner.text == "":
                key = node.key(step)
                return key.at if key else inner.at
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            inner = node.items[step]
        if inner is None:
            break
        node = inner
    return node.at


def read(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document; `first_line` is the line of the file on which the text begins.

    Returns the value (None where the text is empty or cannot be read) and all faults found.
    """
    return _Reader(text, path, first_line).read()


class _Abandon(Exception):
    """The rest of the document cannot be read."""


class _Reader:
    """One reading of a text: its faults and the lines that were mended. A class because they go along everywhere."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._path = path
        self._first_line = first_line
        self._problems: list[Problem] = []
        self._typed = text.split("\n")
        """The lines as they stand in the file; places are always given in these."""
        self._added: dict[int, int] = {}
        """Line -> how many signs the mended line has before its value that the typed one has not."""
        self._set_text(self._without_control_characters(text.translate(_LINE_BREAKS)))

    def _set_text(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def _without_control_characters(self, text: str) -> str:
        faults: list[tuple[int, str]] = [(match.start(), match[0]) for match in _CONTROL_CHARACTER.finditer(text)]
        if not faults:
            return text
        self._set_text(text)
        for index, sign in faults:
            self._fault("yaml-character", self._position(index), found=f"U+{ord(sign):04X}")
        return _CONTROL_CHARACTER.sub(" ", text)

    def read(self) -> tuple[Node | None, list[Problem]]:
        """Read the text; a malformed line that has a mended form is reported and then read in that."""
        before = self._problems
        for _ in range(MAX_MENDINGS + 1):
            self._problems = list(before)
            try:
                return self._document(yaml.parse(self._text, Loader=yaml.CSafeLoader)), self._problems
            except yaml.MarkedYAMLError as error:
                fault, mended = self._malformed(error)
            except (_Abandon, RecursionError):
                return None, self._problems
            before = [*before, fault]
            if not mended:
                break
        # What was found before the place that cannot be read stands; doubles go when problems are put in order.
        return None, [*self._problems, *before]

    def _document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent)):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._fault("yaml-second-document", self._position(event.start_mark.index))
                    raise _Abandon
            elif not isinstance(event, yaml.DocumentEndEvent):
                root = self._node(event, events, 0)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        at = self._position(event.start_mark.index)
        if depth > MAX_DEPTH:
            self._fault("yaml-deep", at, expected=str(MAX_DEPTH))
            raise _Abandon
        if isinstance(event, yaml.AliasEvent):
            self._fault("yaml-alias", at, found=f"*{event.anchor}")
            return Scalar("", at)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._fault("yaml-alias", at, found=f"&{event.anchor}")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._fault("yaml-tag", at, found=tag)
        match event:
            case yaml.ScalarEvent():
                end = self._position(event.end_mark.index)
                if (control := _CONTROL_CHARACTER.search(event.value)) is not None:
                    self._fault("yaml-character", at, found=f"U+{ord(control[0]):04X}")
                return Scalar(
                    text=event.value,
                    at=at,
                    plain=event.style is None or event.style == "",
                    end_line=end.line,
                    end_column=end.column,
                )
            case yaml.SequenceStartEvent():
                items = []
                while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                    items.append(self._node(inner, events, depth + 1))
                return Sequence(tuple(items), at)
            case yaml.MappingStartEvent():
                return self._mapping(at, events, depth)
        raise _Abandon

    def _mapping(self, at: Position, events: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self._node(inner, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self._fault("yaml-key", key.at)
            elif key.text in entries:
                first = entries[key.text][0].at
                self._fault("key-duplicate", key.at, found=key.text, line=str(first.line))
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), at)

    def _position(self, index: int) -> Position:
        """The place in the file of a character of the text. Counted here: YAML's own lines also end at other signs."""
        line = bisect_right(self._starts, index) - 1
        column = index - self._starts[line]
        if line in self._added:
            column = max(0, min(column - self._added[line], len(self._typed[line]) - 1))
        return Position(self._path, line + self._first_line, column + 1)

    def _fault(self, code: str, at: Position, **facts: str) -> None:
        self._problems.append(problem(code, at, **facts))

    def _malformed(self, error: yaml.MarkedYAMLError) -> tuple[Problem, bool]:
        """The fault that stopped the parser, and whether the text was mended, so that it may be read again."""
        lines = self._text.split("\n")
        mark = error.problem_mark or error.context_mark
        opened = error.context_mark
        if opened is not None and (error.context or "").startswith(_OPENED):
            mark = opened
        index = min(mark.index if mark else 0, len(self._text))
        number = bisect_right(self._starts, index) - 1
        for pasted_number, line in enumerate(lines[: number + 1]):
            pasted = _PASTED_SPACE.match(line)
            # After a colon or hyphen a value may begin with such a space; the parser then took key and value for one word.
            if pasted is not None and not pasted["before"].endswith((" ", "\t")) or pasted is not None and not pasted["before"].strip():
                start = self._starts[pasted_number] + pasted.start("space")
                mended = f"{pasted['before']}{' ' * len(pasted['space'])}{pasted['after']}"
                return self._mended(
                    "yaml-nbsp", self._position(start), pasted_number, mended, found=line.strip(), nearest=mended.strip()
                )
        typed = lines[number]
        at = self._position(index)
        indent = typed[: len(typed) - len(typed.lstrip())]
        if "\t" in indent:
            return self._mended("yaml-tab", at, number, typed.replace("\t", "  ", indent.count("\t")), found=typed.strip())
        facts = {"found": self._typed[number].strip(), "nearest": ""}
        if opened is not None and (error.context or "").startswith("while parsing a flow"):
            facts["nearest"] = closed_line(typed) or ""
            if facts["nearest"] and number not in self._added:
                return self._mended("yaml-malformed", at, number, closed_line(typed, strip=False) or "", **facts)
            return problem("yaml-malformed", at, **facts), False
        quoted = quoted_line(typed)
        if quoted is None or number in self._added:
            return problem("yaml-malformed", at, **facts), False
        facts["nearest"] = quoted.strip()
        return self._mended("yaml-malformed", at, number, quoted, **facts)

    def _mended(self, code: str, at: Position, number: int, line: str, **facts: str) -> tuple[Problem, bool]:
        lines = self._text.split("\n")
        self._added[number] = len(line) - len(lines[number]) if code == "yaml-tab" else int(code == "yaml-malformed" and line.rstrip()[-1] in "'\"")
        lines[number] = line
        self._set_text("\n".join(lines))
        return problem(code, at, **facts), True


_PAIR = re.compile(r"(?P<before>[ ]*(?:-[ ]+)?(?P<key>[\w-]+):[ ]+)(?P<value>\S.*?)[ ]*$")
_ENTRY = re.compile(r"(?P<before>[ ]*-[ ]+)(?P<value>\S.*?)[ ]*$")


def quoted_line(line: str) -> str | None:
    """Return `key: value` with its value in quotes, as it would be read whole; None for a line that is no such pair."""
    return _quoted(_PAIR.match(line))


def quoted_entry(line: str) -> str | None:
    """Return `- value` with its value in quotes; None for a line that is no entry of a list."""
    return _quoted(_ENTRY.match(line))


def _quoted(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    bare = match["value"]
    style: Literal["'", '"'] = "'" if '"' in bare else '"'
    escaped = bare.replace("'", "''") if style == "'" else bare.replace("\\", "\\\\")
    return f"{match['before']}{style}{escaped}{style}"


_CLOSING = {"[": "]", "{": "}"}


def closed_line(line: str, *, strip: bool = True) -> str | None:
    """Return `key: [a, b` with its bracket closed; None for a line whose value opens none or closes it."""
    match = _PAIR.match(line)
    if match is None or (closing := _CLOSING.get(match["value"][0])) is None or match["value"].endswith(closing):
        return None
    closed = match["before"] + match["value"].rstrip(", ") + closing
    return closed.strip() if strip else closed
