"""What a source page says: its text line by line, what its footer states, and what no note keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

LineKind = Literal["text", "heading", "numbered", "bullet", "quote"]

ADDRESS_TAKEN = "\0"
"""Stands in a text where an IP address was: a sign that no text has, for `textfile` refuses it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line; `link` is where it leads.

    `image` is the address of the picture that it is; `text` then says what that shows.
    """

    text: str
    link: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: where it begins in the source (from 1), and what it is where HTML says so.

    `level` is that of a heading (1 to 6), or of a list within lists (from 1); a text with a level belongs to the item
    above it. `item` is the number that HTML gives an item.
    """

    number: int
    runs: tuple[Run, ...]
    kind: LineKind = "text"
    level: int = 0
    item: int = 0

    @property
    def text(self) -> str:
        """All of the line's words."""
        return "".join(run.text for run in self.runs)

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen in it."""
        return not self.text.replace(ADDRESS_TAKEN, "").strip() and not any(
            run.image for run in self.runs
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that the note does not keep as they are, and why: `reason` is a key of `importing.yml`.

    `into` names the fields that were read from them; `count` is how often the same words stand in the source.
    """

    line: int
    text: str
    reason: str
    into: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at: a key of `importing.yml` with the words that it is about."""

    line: int
    key: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class SourceComment:
    """A comment below the page; `written` is its time as the page words it."""

    name: str | None
    written: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """What the page says of itself, each in its own words; None where it does not."""

    site: str | None = None
    author: str | None = None
    blog: str | None = None
    number: str | None = None
    url: str | None = None
    written: str | None = None
    edited: str | None = None
    rights: str | None = None
    comments: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page, read."""

    title: str
    footer: Footer
    body: tuple[Line, ...]
    comments: tuple[SourceComment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    hints: tuple[Hint, ...] = field(default=())
