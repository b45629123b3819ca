"""YAML in which every value is the text that was typed and knows its place.

YAML's own reading turns `1.10` into 1.1 and `17:40` into 1060 and lets a second key overwrite the first; so the
events of PyYAML's parser are read here, and the schema decides what a text means. Explicit tags (which could run
code) and aliases (which can explode) are faults.
"""

from __future__ import annotations

import re
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

_PASTED_SPACE = re.compile(r"^[ ]*(?:-[ ]+)?(?:(?P<key>[A-Za-z_]+:)?(?P<space>[\u00a0\u2000-\u200b\u3000\ufeff]+))")
"""A key whose plain space is another kind of space, as it comes with text pasted from a web page."""

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
    """One pass over the parser's events. A class because position, faults and depth go along everywhere."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._text = text
        self._path = path
        self._first_line = first_line
        self._problems: list[Problem] = []

    def read(self) -> tuple[Node | None, list[Problem]]:
        events = yaml.parse(self._text, Loader=yaml.CSafeLoader)
        try:
            root = self._document(events)
        except yaml.MarkedYAMLError as error:
            self._malformed(error)
            root = None
        except yaml.reader.ReaderError as error:
            self._unreadable(error)
            root = None
        except (_Abandon, RecursionError):
            root = None
        return root, self._problems

    def _document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent)):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._fault("yaml-second-document", self._at(event))
                    raise _Abandon
            elif not isinstance(event, yaml.DocumentEndEvent):
                root = self._node(event, events, 0)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        at = self._at(event)
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
                end = event.end_mark
                return Scalar(
                    text=event.value,
                    at=at,
                    plain=event.style is None or event.style == "",
                    end_line=end.line + self._first_line,
                    end_column=end.column + 1,
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

    def _at(self, event: yaml.Event) -> Position:
        mark = event.start_mark
        return Position(self._path, mark.line + self._first_line, mark.column + 1)

    def _fault(self, code: str, at: Position, **facts: str) -> None:
        self._problems.append(problem(code, at, **facts))

    def _malformed(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        lines = self._text.splitlines()
        # The parser points past the end when a quote or bracket is never closed: the place where it opened helps more.
        if error.context_mark is not None and (line >= len(lines) or not lines[line].strip()):
            line, column = error.context_mark.line, error.context_mark.column
        at = Position(self._path, line + self._first_line, column + 1)
        typed = lines[line] if line < len(lines) else ""
        quoted = quoted_line(typed)
        for number, row in enumerate(lines[: line + 1]):
            if (pasted := _PASTED_SPACE.match(row)) is not None:
                place = Position(self._path, number + self._first_line, pasted.start("space") + 1)
                plain_row = row.replace("\u00a0", " ").strip()
                self._fault("yaml-nbsp", place, found=row.strip(), nearest=plain_row)
                return
        if "\t" in typed[: len(typed) - len(typed.lstrip())]:
            self._fault("yaml-tab", at, found=typed.strip())
        else:
            self._fault("yaml-malformed", at, found=typed.strip(), nearest=quoted or "")

    def _unreadable(self, error: yaml.reader.ReaderError) -> None:
        position = error.position if isinstance(error.position, int) else 0
        before = self._text[:position]
        line = before.count("\n")
        column = position - (before.rfind("\n") + 1)
        at = Position(self._path, line + self._first_line, column + 1)
        self._fault("yaml-character", at, found=f"U+{ord(str(error.character)[:1] or ' '):04X}")


def quoted_line(line: str) -> str | None:
    """Return `key: value` with its value in quotes, as it would be read whole; None for a line that is no such pair."""
    key, colon, value = line.partition(": ")
    if not colon or not value.strip() or not key.strip().replace("_", "").replace("-", "").isalnum():
        return None
    bare = value.strip()
    style: Literal["'", '"'] = "'" if '"' in bare else '"'
    escaped = bare.replace("'", "''") if style == "'" else bare.replace("\\", "\\\\")
    return f"{key}: {style}{escaped}{style}"
