"""What each field is called and means in Thai: `fields.yml`, for editors and for the docs."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from fieldnotes.authoring.tables import table


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field's meaning, and an example as it is typed ("" where none helps)."""

    means: str
    example: str


@dataclass(frozen=True, slots=True)
class RecordWords:
    """A kind of record: its name, where it stands, and its fields by the keys that are typed."""

    title: str
    where: str
    fields: Mapping[str, FieldWords]


@dataclass(frozen=True, slots=True)
class Wording:
    """What `fields.yml` holds."""

    title: str
    intro: str
    headings: tuple[str, ...]
    required: str
    words: str
    types: Mapping[str, str]
    records: Mapping[str, RecordWords]
    """The name of a schema's class -> its words, in the order of the docs."""


@functools.cache
def wording() -> Wording:
    """Return the words, read once."""
    raw = table(__package__, "fields.yml")
    records = {
        name: RecordWords(
            record["title"],
            record["where"],
            {
                key: FieldWords(field["means"], field.get("example", ""))
                for key, field in record["fields"].items()
            },
        )
        for name, record in raw.pop("records").items()
    }
    return Wording(headings=tuple(raw.pop("headings")), records=records, **raw)
