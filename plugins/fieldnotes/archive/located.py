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
from fieldnotes.thai.spelling import normalise

MAX_DEPTH = 12
"""Deeper nesting than any record has; a bound against made-up input."""


class Places:
    """Where in its file a text stands that was read, lines of which may have been mended.

    Every value keeps what the parser says of its place, and only of few is the place in the file ever asked for.
    """

    def __init__(
        self, path: str, first_line: int, typed: list[str], mended: dict[int, tuple[int, int]]
    ) -> None:
        self._path = path
        self._first_line = first_line
        self._typed = typed
        """The lines as they stand in the file; places are always given in these."""
        self._mended = mended
        """Mended line -> from which column on it is how many signs longer than the typed one."""

    def at(self, line: int, column: int) -> Position:
        """Return the place in the file; YAML's lines are the file's, since it gets to see no other line ends."""
        if line >= len(self._typed):
            # Of `---` alone the parser says that an empty value stands after it, on a line that is not there.
            line = len(self._typed) - 1
            column = len(self._typed[line])
        if line in self._mended:
            start, added = self._mended[line]
            column = max(start, column - added) if column > start else column
            column = min(column, len(self._typed[line]))
        return Position(self._path, line + self._first_line, column + 1)


class _Placed:
    """A value that knows its place: line and column are the parser's, from 0, and `at` is the place in the file."""

    __slots__ = ()

    places: Places
    line: int
    column: int

    @property
    def at(self) -> Position:
        """Where the value begins; a mapping begins with its first key."""
        return self.places.at(self.line, self.column)


@dataclass(frozen=True, slots=True)
class Scalar(_Placed):
    """A text as typed. `plain`: written without quotes or a block sign.

    `end_line` and `end_column` are the parser's too, and `end` is the place in the file.
    """

    text: str
    places: Places
    line: int
    column: int
    plain: bool = True
    end_line: int = 0
    end_column: int = 0

    @property
    def end(self) -> Position:
        """The place after the text's last character."""
        return self.places.at(self.end_line, self.end_column)


@dataclass(frozen=True, slots=True)
class Sequence(_Placed):
    """A list of values."""

    items: tuple[Node, ...]
    places: Places
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping(_Placed):
    """Keys with values, in the order typed; each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    places: Places
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """Return the value under a key, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None

    def key(self, key: str) -> Scalar | None:
        """Return the key as it stands in the file, or None."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping

_PASTED = "\u00a0\u2000-\u200b\u202f\u3000\ufeff"
_PASTED_INDENT = re.compile(rf"[ \t]*[{_PASTED}][ \t{_PASTED}]*(?=\S)")
"""A line that is indented with another space than the plain one, as it comes with pasted text."""
_PASTED_AFTER_KEY = re.compile(
    rf"(?P<before>[ ]*(?:-[ ]+)?[a-z_]+:|[ ]*-)(?P<gap>[ ]*[{_PASTED}][ {_PASTED}]*)(?P<after>.*)"
)
"""A key or a list's hyphen with such a space behind it: YAML takes key and value for one word."""
_NO_SPACE_AFTER_KEY = re.compile(r"(?P<before>[ ]*(?:-[ ]+)?[a-z_]+:)(?P<gap>)(?P<after>[^\s/].*)")
"""A key whose value follows at once (`title:การประชุม`); an address (`https://`) is none."""

_LINE_BREAK = re.compile("[\u0085\u2028\u2029]")
"""Signs that end a line for YAML and for no editor; they come with pasted text too."""

_CONTROL_CHARACTER = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML forbids in a text, and what Unicode keeps for a program's own use."""

_COMMA = "\ufdd0"
_COMMA_IN_NUMBER = re.compile(
    r",(?<=[0-9\u0e50-\u0e59],)(?=[0-9\u0e50-\u0e59]{3}(?![0-9\u0e50-\u0e59]))"
)
"""The comma of `490,000`. In `{value: 490,000 บาท}` it would end the value, so YAML does not get to see it."""

_OPENED = ("while parsing a flow", "while scanning a quoted scalar", "while scanning a simple key")
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


def _start(event: yaml.Event) -> tuple[int, int]:
    """Line and column where an event begins."""
    mark = event.start_mark
    return (0, 0) if mark is None else (mark.line, mark.column)


def _end(event: yaml.Event) -> tuple[int, int]:
    """Line and column where an event ends."""
    mark = event.end_mark
    return (0, 0) if mark is None else (mark.line, mark.column)


class _Abandon(Exception):
    """The rest of the document cannot be read."""


class _Reader:
    """One reading of a text: its faults and the lines that were mended. A class because they go along everywhere."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._path = path
        self._first_line = first_line
        self._problems: list[Problem] = []
        self._typed = text.split("\n")
        self._mended: dict[int, tuple[int, int]] = {}
        clean = self._without_control_characters(_LINE_BREAK.sub(" ", text))
        self._set_text(_COMMA_IN_NUMBER.sub(_COMMA, clean))

    def _set_text(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def _without_control_characters(self, text: str) -> str:
        faults: list[tuple[int, str]] = [
            (match.start(), match[0]) for match in _CONTROL_CHARACTER.finditer(text)
        ]
        if not faults:
            return text
        self._set_text(text)
        for index, sign in faults:
            self._fault("yaml-character", self._position(index), found=f"U+{ord(sign):04X}")
        return _CONTROL_CHARACTER.sub(" ", text)

    def read(self) -> tuple[Node | None, list[Problem]]:
        """Read the text; a malformed line that has a mended form is reported and then read in that."""
        before = self._problems
        while True:
            self._problems = list(before)
            try:
                root = self._document(yaml.parse(self._text, Loader=yaml.CSafeLoader))
                fault = (
                    self._badly_spaced(len(self._starts) - 1) if _looks_badly_spaced(root) else None
                )
                if fault is None or len(self._mended) > MAX_MENDINGS:
                    return root, self._problems
            except yaml.MarkedYAMLError as error:
                mended = set(self._mended)
                fault = self._malformed(error)
                if fault is None or len(self._mended) > MAX_MENDINGS or set(self._mended) == mended:
                    # What was found before the place that cannot be read stands too.
                    return None, [*self._problems, *([fault] if fault else [])]
            except (_Abandon, RecursionError):
                return None, self._problems
            before = [*before, fault]

    def _document(self, events: Iterator[yaml.Event]) -> Node | None:
        places = self._places()
        root: Node | None = None
        for event in events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent)):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._fault("yaml-second-document", places.at(*_start(event)))
                    raise _Abandon
            elif not isinstance(event, yaml.DocumentEndEvent):
                root = self._node(event, events, places, 0)
        return root

    def _node(
        self, event: yaml.Event, events: Iterator[yaml.Event], places: Places, depth: int
    ) -> Node:
        line, column = _start(event)
        if depth > MAX_DEPTH:
            self._fault("yaml-deep", places.at(line, column), expected=str(MAX_DEPTH))
            raise _Abandon
        # Nearly all events are of this kind.
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:
            return self._scalar(event, places, line, column)
        if not isinstance(event, yaml.NodeEvent):
            raise _Abandon
        if isinstance(event, yaml.AliasEvent):
            self._fault("yaml-alias", places.at(line, column), found=f"*{event.anchor}")
            return Scalar("", places, line, column)
        if event.anchor is not None:
            self._fault("yaml-alias", places.at(line, column), found=f"&{event.anchor}")
        if (
            isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
            and event.tag is not None
        ):
            self._fault("yaml-tag", places.at(line, column), found=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, places, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, places, depth + 1))
            return Sequence(tuple(items), places, line, column)
        entries = self._entries(events, places, depth + 1)
        return Mapping(entries, places, line, column)

    def _scalar(self, event: yaml.ScalarEvent, places: Places, line: int, column: int) -> Scalar:
        style = event.style
        text = event.value.replace(_COMMA, ",")
        # The whole text was looked through before; only an escape in double quotes brings one about.
        if style == '"' and (control := _CONTROL_CHARACTER.search(text)) is not None:
            sign = f"U+{ord(control[0]):04X}"
            self._fault("yaml-character", places.at(line, column), found=sign)
        return Scalar(text, places, line, column, not style, *_end(event))

    def _entries(
        self, events: Iterator[yaml.Event], places: Places, depth: int
    ) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self._node(inner, events, places, depth)
            value = self._node(next(events), events, places, depth)
            if not isinstance(key, Scalar):
                self._fault("yaml-key", key.at)
            elif key.text in entries:
                first = entries[key.text][0].at
                self._fault("key-duplicate", key.at, found=key.text, line=str(first.line))
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())

    def _position(self, index: int) -> Position:
        """The place in the file of a character of the text."""
        line = bisect_right(self._starts, index) - 1
        return self._places().at(line, index - self._starts[line])

    def _places(self) -> Places:
        """The places in the text as it is now: it may be mended once more."""
        return Places(self._path, self._first_line, self._typed, dict(self._mended))

    def _fault(self, code: str, at: Position, **facts: str) -> None:
        self._problems.append(self._problem(code, at, **facts))

    @staticmethod
    def _problem(code: str, at: Position, **facts: str) -> Problem:
        return problem(code, at, **{key: fact.replace(_COMMA, ",") for key, fact in facts.items()})

    def _malformed(self, error: yaml.MarkedYAMLError) -> Problem | None:
        """The fault that stopped the parser, its line mended if it can be; None for what a mending brought about."""
        mark = error.problem_mark or error.context_mark
        index = min(mark.index if mark else 0, len(self._text))
        number = bisect_right(self._starts, index) - 1
        in_flow = (error.context or "").startswith("while parsing a flow")
        if error.context_mark is not None and (error.context or "").startswith(_OPENED):
            opened = bisect_right(self._starts, error.context_mark.index) - 1
            if opened != number or "quoted" in (error.context or ""):
                index, number = error.context_mark.index, opened
        if (badly_spaced := self._badly_spaced(number)) is not None:
            return badly_spaced
        if "<document start>" in (error.problem or ""):
            return self._problem("yaml-second-document", self._position(index))
        if number in self._mended:
            return None
        line = self._line(number)
        at = self._position(index)
        closed = closed_line(line) if in_flow else None
        quoted = None if in_flow else quoted_line(line)
        fault = self._problem(
            "yaml-malformed", at, found=line.strip(), nearest=(closed or quoted or "").strip()
        )
        if closed is not None:
            self._mend(number, closed, len(line), 0)
        elif quoted is not None:
            self._mend(number, quoted, len(quoted) - len(quoted.lstrip("- ").split(": ", 1)[1]), 1)
        elif in_flow and (pair := _PAIR.match(line)) is not None:
            self._mend(number, pair["before"] + '""', len(pair["before"]), 0)
        elif in_flow and line.startswith("- "):
            self._mend(number, "#" + line[1:], len(line), 0)
        return fault

    def _badly_spaced(self, last: int) -> Problem | None:
        """The first line, up to `last`, in which the space before or after a key is wrong; it is mended."""
        for number in range(last + 1):
            if number in self._mended:
                continue
            line = self._line(number)
            stripped = line.lstrip(" ")
            if stripped.startswith("\t") and stripped.strip():
                code, start = "yaml-tab", len(line) - len(stripped)
                mended = self._indent(number) + line.strip()
            elif (pasted := _PASTED_INDENT.match(line)) is not None:
                code, start = "yaml-nbsp", pasted.start()
                mended = self._indent(number) + line[pasted.end() :]
            elif (gap := _PASTED_AFTER_KEY.match(line)) is not None:
                code, start = "yaml-nbsp", gap.start("gap")
                mended = f"{gap['before']} {gap['after']}"
            elif (gap := _NO_SPACE_AFTER_KEY.match(line)) is not None:
                code, start = "yaml-colon", gap.start("gap")
                mended = f"{gap['before']} {gap['after']}"
            else:
                continue
            at = self._position(self._starts[number] + start)
            self._mend(number, mended, start, len(mended) - len(line))
            return self._problem(code, at, found=line.strip(), nearest=normalise(mended).strip())
        return None

    def _indent(self, number: int) -> str:
        """The indentation that a line should have: that of the line above, deeper if that ends in a colon."""
        above = next(
            (line for line in reversed(self._text.split("\n")[:number]) if line.strip()), ""
        )
        return above[: len(above) - len(above.lstrip())] + (
            "  " if above.rstrip().endswith(":") else ""
        )

    def _line(self, number: int) -> str:
        end = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[number] : end]

    def _mend(self, number: int, line: str, start: int, added: int) -> None:
        """Put another line in place of one; from column `start` on it is `added` signs longer."""
        lines = self._text.split("\n")
        lines[number] = line
        self._mended[number] = (start, added)
        self._set_text("\n".join(lines))


def _looks_badly_spaced(root: Node | None) -> bool:
    """Whether what should be fields came out as one text, or a field's name with a space in it that nobody sees."""
    match root:
        case Mapping(entries=entries):
            return any(
                _BADLY_SPACED_KEY.search(key.text) or _is_badly_spaced(value)
                for key, value in entries
            )
        case Sequence(items=items):
            return any(map(_is_badly_spaced, items))
    return isinstance(root, Scalar) and root.plain


def _is_badly_spaced(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.plain and _BADLY_SPACED_VALUE.match(node.text) is not None
    return _looks_badly_spaced(node)


_BADLY_SPACED_KEY = re.compile(f"[{_PASTED}]|:")
_BADLY_SPACED_VALUE = re.compile(rf"(?:-|[a-z_]+:)[{_PASTED}]|[a-z_]+:[^\s/]")
"""An entry or a field that was taken for the text of the field above it."""


_PAIR = re.compile(r"(?P<before>[ ]*(?:-[ ]+)?(?P<key>[\w-]+):[ ]+)(?P<value>\S(?:.*\S)?)\s*$")
_ENTRY = re.compile(r"(?P<before>[ ]*-[ ]+)(?P<value>\S(?:.*\S)?)\s*$")


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


def closed_line(line: str) -> str | None:
    """Return `key: [a, b` or `- {a: b` with its bracket closed; None for a line that opens none or closes it."""
    match = _PAIR.match(line) or _ENTRY.match(line)
    if (
        match is None
        or (closing := _CLOSING.get(match["value"][0])) is None
        or match["value"].endswith(closing)
    ):
        return None
    return match["before"] + match["value"].rstrip(", ") + closing
