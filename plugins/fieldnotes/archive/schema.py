"""What each kind of record may hold: the one declaration that reading, checking and documentation share.

Every value comes in as the text that was typed (`located.plain`); the types here turn it into what it means. A
value that cannot be turned is a `PydanticCustomError` whose type is the code of a problem.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from fieldnotes.archive import typed
from fieldnotes.archive.model import (
    NOT_STATED,
    ClaimKind,
    ClaimStatus,
    Relation,
    Stated,
)
from fieldnotes.archive.nearest import nearest
from fieldnotes.archive.vocabulary import ClosedList, vocabulary
from fieldnotes.thai.dates import (
    DateFault,
    Moment,
    PartialDate,
    read_date,
    read_date_span,
    read_moment,
)
from fieldnotes.thai.numbers import read_number
from fieldnotes.thai.spelling import lookup_key

ID_FORM = re.compile(r"(?!(?:index|readme|undated|[0-9]{4})(?![a-z0-9-]))[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id: ASCII, lower case, hyphens between: it stands in a URL that has to last.

The words left out, and years, are addresses of lists: `notes/index`, `tags/otop/2549`.
"""


def _text(value: object) -> object:
    if value is None:
        return None
    if not isinstance(value, str):
        raise PydanticCustomError("field-not-text", "not a text")
    return value.strip()


def _required_text(value: object) -> object:
    """A text that says something; pydantic itself reports None."""
    text = _text(value)
    if text == "":
        raise PydanticCustomError("field-missing", "empty")
    return text


def _known_text(value: object) -> object:
    """A text, or None where it says that it is not known."""
    text = _text(value) or None
    return None if isinstance(text, str) and vocabulary().says_not_stated(text) else text


def _stated(value: object) -> object:
    text = _text(value) or None
    return NOT_STATED if isinstance(text, str) and vocabulary().says_not_stated(text) else text


def _listed(value: object) -> object:
    if value is None:
        return ()
    if isinstance(value, str):
        raise PydanticCustomError(
            "field-not-list", "not a list", {"found": value, "nearest": f"[{value}]"}
        )
    if not isinstance(value, list):
        raise PydanticCustomError("field-not-list", "not a list")
    return value


def _flag(value: object) -> object:
    if value is None:
        return False
    truth = vocabulary().truths.get(lookup_key(value)) if isinstance(value, str) else None
    if truth is None:
        raise PydanticCustomError("field-not-truth", "not a truth value")
    return truth


def _published(value: object) -> object:
    return True if value is None else _flag(value)


def _whole_number(value: object) -> object:
    if value is None:
        return None
    number = read_number(value) if isinstance(value, str) else None
    if number is None:
        raise PydanticCustomError("number-unreadable", "not a number")
    return number


def _dated(text: str, fault: DateFault) -> PydanticCustomError:
    return PydanticCustomError(
        f"date-{fault.reason}", "no date", {"found": text, "nearest": fault.nearest or ""}
    )


def _date(value: object) -> object:
    text = _known_text(value)
    if not isinstance(text, str):
        return None
    try:
        return read_date(text)
    except DateFault as fault:
        raise _dated(text, fault) from fault


def _stated_date(value: object) -> object:
    """A date that must be there, if only to say that it is not known."""
    if value is None:
        raise PydanticCustomError("field-missing", "empty")
    return _date(_required_text(value))


def _date_span(value: object) -> object:
    text = _known_text(value)
    if not isinstance(text, str):
        return None
    try:
        return read_date_span(text)
    except DateFault as fault:
        raise _dated(text, fault) from fault


def _moment(value: object) -> object:
    text = _known_text(value)
    if not isinstance(text, str):
        return None
    try:
        return read_moment(text)
    except DateFault as fault:
        raise _dated(text, fault) from fault


def _id(value: object) -> object:
    text = _required_text(value)
    if isinstance(text, str) and not ID_FORM.fullmatch(text):
        raise PydanticCustomError("id-form", "no id", {"found": text, "nearest": slug(text)})
    return text


def _one_of(known: ClosedList, value: object) -> object:
    text = _required_text(value)
    if not isinstance(text, str):
        return text
    if (found := known.find(text)) is None:
        raise PydanticCustomError(
            "word-unknown",
            "not one of",
            {"found": text, "expected": str(known), "nearest": nearest(text, known.typed) or ""},
        )
    return found


def _claim_kind(value: object) -> object:
    return _one_of(vocabulary().claim_kinds, value)


def _status(value: object) -> object:
    return "unclear" if value is None else _one_of(vocabulary().statuses, value)


def _relation(value: object) -> object:
    return None if value is None else _one_of(vocabulary().relations, value)


def slug(text: str) -> str:
    """Return the id nearest to a text: its ASCII letters and digits in lower case; "" where these are none."""
    found = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
    return found if ID_FORM.fullmatch(found) else ""


_DATE = typed.date(vocabulary().not_stated)

Text = Annotated[str, BeforeValidator(_required_text), WithJsonSchema(typed.WORDS)]
KnownText = Annotated[str | None, BeforeValidator(_known_text), WithJsonSchema(typed.TEXT)]
StatedText = Annotated[Stated, BeforeValidator(_stated), WithJsonSchema(typed.TEXT)]
KindText = Annotated[
    str | None,
    BeforeValidator(_known_text),
    WithJsonSchema(typed.suggested(vocabulary().kinds)),
]
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema(typed.identifier(ID_FORM.pattern))]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_listed)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema(typed.truth(vocabulary().truths))]
Published = Annotated[
    bool, BeforeValidator(_published), WithJsonSchema(typed.truth(vocabulary().truths))
]
WholeNumber = Annotated[int, BeforeValidator(_whole_number), WithJsonSchema(typed.NUMBER)]
Date = Annotated[PartialDate | None, BeforeValidator(_date), WithJsonSchema(_DATE)]
StatedDate = Annotated[PartialDate | None, BeforeValidator(_stated_date), WithJsonSchema(_DATE)]
DateSpan = Annotated[
    tuple[PartialDate, PartialDate] | None, BeforeValidator(_date_span), WithJsonSchema(_DATE)
]
Time = Annotated[Moment | None, BeforeValidator(_moment), WithJsonSchema(_DATE)]
KindOfClaim = Annotated[
    ClaimKind,
    BeforeValidator(_claim_kind),
    WithJsonSchema(typed.one_of(vocabulary().claim_kinds.typed)),
]
Status = Annotated[
    ClaimStatus,
    BeforeValidator(_status),
    WithJsonSchema(typed.one_of(vocabulary().statuses.typed)),
]
KindOfRelation = Annotated[
    Relation | None,
    BeforeValidator(_relation),
    WithJsonSchema(typed.one_of(vocabulary().relations.typed)),
]


class Front(BaseModel):
    """Base of all fronts: unknown keys are faults, values do not change."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    placeholders: ClassVar[Mapping[str, str | None]] = {}
    """What stands in for a value that is missing or wrong, so that the rest of a record can still be checked
    (None: that it is not known).

    A kind of record without one for each of its required fields is left out where such a field is wrong.
    """


class CommentFront(Front):
    """A comment of the source page."""

    name: KnownText = None
    time: Time = None
    text: Text


class SourceFront(Front):
    """Where a note was first published."""

    site: KnownText = None
    blog: KnownText = None
    number: KnownText = None
    url: KnownText = None
    written: Time = None
    edited: Time = None
    rights: KnownText = None
    comments: WholeNumber | None = None


class NoteFront(Front):
    """A note's front matter; only `title` and `date` are required."""

    placeholders = {"title": "-", "date": None}

    title: Text
    date: StatedDate
    meeting: KnownText = None
    organisations: Texts = ()
    tags: Texts = ()
    id: Id | None = None
    part: KnownText = None
    account: KnownText = None
    covers: Texts = ()
    continuation: Flag = False
    to_be_continued: Flag = False
    places: Texts = ()
    author: StatedText = None
    rights: KnownText = None
    retold_from: KnownText = None
    source: SourceFront | None = None
    comments: Annotated[tuple[CommentFront, ...], BeforeValidator(_listed)] = ()
    withhold: Texts = ()
    publish: Published = True
    formerly: Ids = ()
    allow: Texts = ()


class SubjectFront(Front):
    """A subject of an agenda item."""

    number: WholeNumber
    title: KnownText = None
    resolution: KnownText = None
    continues: KnownText = None


class AgendaItemFront(Front):
    """An agenda item of a meeting's record."""

    number: WholeNumber
    title: KnownText = None
    resolution: KnownText = None
    continues: KnownText = None
    subjects: Annotated[tuple[SubjectFront, ...], BeforeValidator(_listed)] = ()


class MeetingFront(Front):
    """A meeting's front matter; one of `number`, `date` and `title` is enough."""

    id: Id | None = None
    series: KnownText = None
    number: KnownText = None
    title: KnownText = None
    date: DateSpan = None
    place: KnownText = None
    agenda: Annotated[tuple[AgendaItemFront, ...], BeforeValidator(_listed)] = ()
    formerly: Ids = ()
    allow: Texts = ()


class OrganisationFront(Front):
    """An organisation's front matter: identity only."""

    id: Id | None = None
    name: Text
    short: Texts = ()
    also: Texts = ()
    romanised: Texts = ()
    kind: KindText = None
    place: KnownText = None
    formerly: Ids = ()
    allow: Texts = ()


class ClaimFront(Front):
    """One claim of a note's claims file."""

    placeholders = {"what": "activity", "relation": "works_with", "to": None}

    about: Text
    what: KindOfClaim
    quote: Text
    value: StatedText = None
    number: WholeNumber | None = None
    unit: KnownText = None
    per: KnownText = None
    purpose: StatedText = Field(default=None, alias="for")
    relation: KindOfRelation = None
    to: StatedText = None
    status: Status = "unclear"
    said_by: StatedText = None
    as_of: Date = None


class TagFront(Front):
    """An entry of `tags.yml`."""

    id: Id
    label: Text
    also: Texts = ()
    broader: KnownText = None
    description: KnownText = None
    formerly: Ids = ()


class PlaceFront(Front):
    """An entry of `places.yml`."""

    id: Id
    name: Text
    also: Texts = ()
    within: KnownText = None
    kind: KnownText = None
    description: KnownText = None
    formerly: Ids = ()


class SeriesFront(Front):
    """A series of meetings."""

    id: Id
    name: Text


class DefaultsFront(Front):
    """What holds for a record that does not say otherwise."""

    rights: KnownText = None
    author: KnownText = None


def _blog(value: object) -> object:
    """A blog alone is one of the archive's holder."""
    return {"blog": value} if isinstance(value, str) else value


class BlogFront(Front):
    """A source blog: whose it is, and when that was said; without a holder it is the archive's holder's."""

    blog: Text
    holder: KnownText = None
    date: Date = None


class SettingsFront(Front):
    """`archive.yml`."""

    holder: KnownText = None
    blogs: Annotated[
        tuple[Annotated[BlogFront, BeforeValidator(_blog), typed.OrText()], ...],
        BeforeValidator(_listed),
    ] = ()
    series: Annotated[tuple[SeriesFront, ...], BeforeValidator(_listed)] = ()
    defaults: DefaultsFront = DefaultsFront()
    withhold: Texts = ()
    allow: Texts = ()


FrontType = TypeVar("FrontType", bound=Front)


def field_names(model: type[Front]) -> tuple[str, ...]:
    """Return the keys that a record of this kind may have, as they are typed."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def inner_model(model: type[Front], path: tuple[int | str, ...]) -> type[Front]:
    """Return the model of the mapping at a path below a model (`("source",)` of a note is `SourceFront`)."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_within(model.model_fields[step].annotation) or model
    return model


def _model_within(annotation: object) -> type[Front] | None:
    if isinstance(annotation, type) and issubclass(annotation, Front):
        return annotation
    for inner in get_args(annotation):
        if (found := _model_within(inner)) is not None:
            return found
    return None
