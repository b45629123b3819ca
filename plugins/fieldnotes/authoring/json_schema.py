"""JSON Schemas of the records, made from the models that check them: editors complete and warn by them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fieldnotes.archive.schema import (
    ClaimFront,
    Front,
    MeetingFront,
    NoteFront,
    OrganisationFront,
    PlaceFront,
    SettingsFront,
    TagFront,
)
from fieldnotes.authoring.field_words import wording

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
"""What every editor's YAML support knows."""

FRONTS: Mapping[str, type[Front]] = {
    "note": NoteFront,
    "meeting": MeetingFront,
    "organisation": OrganisationFront,
    "archive": SettingsFront,
}
"""Schema name -> the model of one front."""

LISTS: Mapping[str, type[Front]] = {"claims": ClaimFront, "tags": TagFront, "places": PlaceFront}
"""Schema name -> the model of an entry, of files that are lists."""


def schemas() -> dict[str, Schema]:
    """Return each schema by its name."""
    return {
        **{name: _schema(model) for name, model in FRONTS.items()},
        **{name: _list(_schema(model)) for name, model in LISTS.items()},
    }


def as_text(schema: Schema) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(model: type[Front]) -> Schema:
    raw = model.model_json_schema()
    inner = raw.pop("$defs", {})
    schema: Schema = {"$schema": _DIALECT, **_front(raw)}
    if inner:
        schema["definitions"] = {name: _front(one) for name, one in sorted(inner.items())}
    return schema


def _list(entry: Schema) -> Schema:
    definitions = {"definitions": found} if (found := entry.pop("definitions", None)) else {}
    dialect = entry.pop("$schema")
    return {
        "$schema": dialect,
        "title": entry["title"],
        "type": "array",
        "items": entry,
        **definitions,
    }


def _front(raw: Schema) -> Schema:
    """The schema of one model with its Thai words, and with null wherever a field may stand empty."""
    words = wording().records[raw["title"]]
    required = raw.get("required", [])
    return {
        "title": words.title,
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": {
            key: {
                "description": words.fields[key].means,
                **({"examples": [words.fields[key].example]} if words.fields[key].example else {}),
                **_value(field, empty=key not in required),
            }
            for key, field in raw["properties"].items()
        },
    }


def _value(field: Schema, *, empty: bool) -> Schema:
    kept = {key: value for key, value in field.items() if key not in ("default", "title")}
    if set(kept) == {"anyOf"}:
        choices = [_moved(choice) for choice in kept["anyOf"] if choice != {"type": "null"}]
        kept = choices[0] if len(choices) == 1 else {"anyOf": choices}
    kept = _moved(kept)
    if not empty:
        return kept
    if isinstance(kept.get("enum"), list) and set(kept) == {"enum"}:
        return {"enum": [*kept["enum"], None]}
    if "type" in kept:
        types = kept["type"] if isinstance(kept["type"], list) else [kept["type"]]
        return {**kept, "type": [*types, "null"]}
    return {"anyOf": [*kept.get("anyOf", [kept]), {"type": "null"}]}


def _moved(value: Schema) -> Schema:
    """A value with its references as draft 07 has them."""
    if "$ref" in value:
        return {"$ref": value["$ref"].replace("#/$defs/", "#/definitions/")}
    if "items" in value:
        return {**value, "items": _moved(value["items"])}
    if "anyOf" in value:
        return {**value, "anyOf": [_moved(choice) for choice in value["anyOf"]]}
    return value
