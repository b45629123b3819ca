"""The archive as its pages see it: frozen values, joined by id.

Every date is a common-era `PartialDate`; pages show it in the Buddhist era. `None` always means "not stated":
a page says so in words and never guesses. Ids are ASCII and permanent, labels are Thai and as written.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fieldnotes.thai.dates import Moment, PartialDate


class NotStated(enum.Enum):
    """A value of which the record itself says that the source does not state it (`to: ไม่ระบุ`)."""

    NOT_STATED = "not stated"


NOT_STATED = NotStated.NOT_STATED

Stated = str | NotStated | None
"""Words as written; `NOT_STATED` where the record says that they are not stated; `None` where it is silent."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value stands in its file: `path` relative to `notes/` with `/` between, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class AgendaReference:
    """An agenda item by its number, or one of its subjects: (1, None) is วาระที่ 1, (1, 2) its เรื่องที่ 2."""

    item: int
    subject: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """เรื่องที่ …: a numbered matter under an agenda item."""

    number: int
    title: str | None = None
    resolution: str | None = None
    continues: SubjectKey | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """วาระที่ …: an item of a meeting's agenda with its subjects, both in order of number."""

    number: int
    title: str | None = None
    resolution: str | None = None
    continues: SubjectKey | None = None
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class SubjectKey:
    """An item or a subject in the whole archive: the meeting's id and the reference within it."""

    meeting: str
    reference: AgendaReference


@dataclass(frozen=True, slots=True)
class Telling:
    """What one note tells of one agenda item or subject.

    `broken_off` is about the telling, never about the meeting: the note says that it is to be continued and this
    is the last matter it tells. `continued_in` is the id of the later part that goes on with it, where the archive
    has one. `anchor` is the paragraph where the note itself opens the matter by a heading or an ordinal.
    """

    note: str
    reference: AgendaReference
    broken_off: bool
    continued_in: str | None = None
    anchor: str | None = None


BlockKind = Literal["heading", "paragraph", "item", "quote", "table"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list item, heading or table of a note.

    `text` is the plain text without Markdown signs and without editor's notes. `number` counts the blocks that are
    not headings, from 1 (0 for a heading): the "ย่อหน้า" of a citation. `section` counts the headings above it.
    `source_offset` is where the block's text starts in the body (after a list or heading sign). `silent` are
    the (start, end) spans of `text` in which no organisation may be found (`.nolink`, code).
    """

    anchor: str
    kind: BlockKind
    text: str
    number: int
    section: int
    source_offset: int
    level: int = 0
    silent: tuple[tuple[int, int], ...] = ()
    reference: AgendaReference | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a note's text names an organisation: `paragraph.text[start:end]` are the words."""

    organisation: str
    note: str
    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment on the source page; withheld names are replaced already."""

    name: str | None
    time: Moment | None
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a note was first published, as its page said. `comments` counts comments that are not copied."""

    site: str | None = None
    blog: str | None = None
    number: str | None = None
    url: str | None = None
    written: Moment | None = None
    edited: Moment | None = None
    rights: str | None = None
    comments: int | None = None


ClaimKind = Literal[
    "seats",
    "role",
    "relation",
    "funding",
    "activity",
    "strategy",
    "tactic",
    "founded",
    "resolution",
]
ClaimStatus = Literal["current", "planned", "received", "not_received", "ended", "unclear"]
Relation = Literal[
    "part_of",
    "selects",
    "appoints",
    "advises",
    "meets_at",
    "founds",
    "supports",
    "works_with",
    "represents",
]


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a claim is about or goes to: the words written, and the organisation, or else place, they name."""

    name: str
    organisation: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that a note makes about an organisation, traced to the words that make it.

    `number` is the count as stated, never inferred or summed; `as_of` is the claim's own date or its meeting's, and
    when both are unknown `as_of_latest` is the day the note was written ("no later than").
    `said_by` are the words for who said it. `anchor` and `paragraph` say where `quote` stands in the note.
    """

    note: str
    about: Party
    what: ClaimKind
    quote: str
    anchor: str
    paragraph: int
    status: ClaimStatus = "unclear"
    value: Stated = None
    number: int | None = None
    unit: str | None = None
    per: str | None = None
    purpose: Stated = None
    relation: Relation | None = None
    to: Party | NotStated | None = None
    said_by: Stated = None
    as_of: PartialDate | None = None
    as_of_latest: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """บันทึก: one text by one author, usually one part of an account of a meeting."""

    id: str
    path: str
    title: str
    body: str
    date: PartialDate | None = None
    meeting: str | None = None
    account: str | None = None
    part: str | None = None
    continuation: bool = False
    to_be_continued: bool = False
    tellings: tuple[Telling, ...] = ()
    author: str | None = None
    rights: str | None = None
    retold_from: str | None = None
    source: Source | None = None
    organisations: tuple[Party, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    images: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """เรื่องเล่า: the parts in which one author tells one meeting, in order (ids of notes).

    `title` is the parts' title without their labels. `earlier_missing` and `later_missing`: the text says that a part
    comes before the first or after the last, and the archive does not have it.
    """

    id: str
    title: str
    meeting: str | None
    notes: tuple[str, ...]
    earlier_missing: bool = False
    later_missing: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """การประชุม. `recorded` tells a meeting with a record of its own from one that its notes alone make appear."""

    id: str
    label: str
    recorded: bool
    path: str | None = None
    series: str | None = None
    number: str | None = None
    title: str | None = None
    date: PartialDate | None = None
    until: PartialDate | None = None
    place: str | None = None
    year: int | None = None
    agenda: tuple[AgendaItem, ...] = ()
    description: str = ""
    accounts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    previous: str | None = None
    next: str | None = None
    images: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """องค์กร: identity only; what is said of it are claims."""

    id: str
    path: str
    name: str
    short: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    romanised: tuple[str, ...] = ()
    kind: str | None = None
    place: str | None = None
    description: str = ""
    images: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """คำสำคัญ. `recorded` is false for a word that notes use and `tags.yml` does not have yet."""

    id: str
    label: str
    recorded: bool
    also: tuple[str, ...] = ()
    broader: str | None = None
    description: str = ""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """พื้นที่. `recorded` is false for a name that records use and `places.yml` does not have yet."""

    id: str
    name: str
    recorded: bool
    also: tuple[str, ...] = ()
    within: str | None = None
    kind: str | None = None
    description: str = ""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnrecordedName:
    """An organisation's name that records use and no record has, with the ids of the notes that use it."""

    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A series of meetings (`เครือข่ายฯสัญจร`)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """`archive.yml`: whose archive this is."""

    holder: str | None = None
    series: tuple[Series, ...] = ()
    rights: str | None = None
    author: str | None = None
    """Who wrote the notes that name no author."""
    withhold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """All that is published, joined. The mappings are in the order in which their values are listed:

    notes from oldest to newest, meetings by date, organisations, tags and places in dictionary order.
    Threads are matters that go on from meeting to meeting, each with at least two, in order of meeting.
    """

    settings: Settings = field(default_factory=Settings)
    notes: Mapping[str, Note] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    tags: Mapping[str, Tag] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    unrecorded: tuple[UnrecordedName, ...] = ()
    threads: tuple[tuple[SubjectKey, ...], ...] = ()
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    """Organisation id -> its mentions, newest note first, in reading order within a note."""
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    """Organisation id -> claims about it or that go to it, in order of note and quote."""
    place_claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    """Place id -> claims about it or that go to it, in the same order."""
    tellings: Mapping[SubjectKey, tuple[Telling, ...]] = field(default_factory=dict)
    """Item or subject -> who tells of it, in order of telling."""
    unpublished: int = 0
