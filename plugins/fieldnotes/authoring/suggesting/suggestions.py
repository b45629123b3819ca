"""What is suggested for a note: frozen values, each with its reason and, in the text, its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fieldnotes.archive.model import AgendaReference, ClaimKind, ClaimStatus, Relation

Field = Literal["title", "body"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: `field[start:end]` of the very text that was given, line and column from 1.

    `paragraph` is the number that a citation shows (0 in the title and in headings), `anchor` the paragraph's.
    """

    field: Field
    start: int
    end: int
    line: int
    column: int
    paragraph: int = 0
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is suggested: a code of `words.yml`, and the facts that its sentence names."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: one of the archive's (`id`), or a new word (None). `score` is between 0 and 1."""

    label: str
    id: str | None
    score: float
    reason: Reason
    quote: str
    place: Place


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the text names: one on record (`id`), or a name that is likely one.

    `name` is the record's own name, or the words of the text. `nearest` is the known spelling most like a new name,
    `mentions` how often the text names it; the place is that of the first.
    """

    name: str
    id: str | None
    nearest: str | None
    mentions: int
    score: float
    reason: Reason
    quote: str
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item or subject that the text opens or names. `opens`: a heading or a paragraph begins with it."""

    reference: AgendaReference
    opens: bool
    reason: Reason
    quote: str
    place: Place


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that the text seems to make, in the fields of a claim's record; None where the words do not say."""

    what: ClaimKind
    about: str | None
    value: str | None
    number: int | None
    unit: str | None
    per: str | None
    relation: Relation | None
    to: str | None
    status: ClaimStatus
    reason: Reason
    quote: str
    place: Place


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that is suggested for one note, the likeliest first; items and claims in the order of the text."""

    tags: tuple[Tag, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    items: tuple[Item, ...] = ()
    claims: tuple[Claim, ...] = ()
