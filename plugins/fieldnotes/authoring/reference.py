"""The field reference of the docs, made from the same schemas as editors use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldnotes.archive.schema import Front, inner_model
from fieldnotes.authoring.field_words import RecordWords, wording
from fieldnotes.authoring.json_schema import FRONTS, LISTS

Schema = dict[str, Any]


def page() -> str:
    """Return the page as Markdown: a table for each kind of record."""
    words = wording()
    lines = ["---", f"title: {words.title}", "---", "", words.intro, ""]
    models = models_by_name()
    for name, record in words.records.items():
        lines += [f"## {record.title}", "", record.where, ""]
        lines += [*_table(models[name], record), ""]
    return "\n".join(lines).rstrip() + "\n"


def models_by_name() -> dict[str, type[Front]]:
    """Return every model of a record or of a part of one, by its class's name."""
    found: dict[str, type[Front]] = {}
    waiting = [*FRONTS.values(), *LISTS.values()]
    while waiting:
        model = waiting.pop(0)
        found[model.__name__] = model
        inner = [inner_model(model, (name,)) for name in model.model_fields]
        waiting += [one for one in inner if one.__name__ not in found]
    return found


def _table(model: type[Front], record: RecordWords) -> Iterator[str]:
    words = wording()
    raw = model.model_json_schema()
    yield "| " + " | ".join(words.headings) + " |"
    yield "|" + "---|" * len(words.headings)
    choices = []
    for key, field in record.fields.items():
        schema = raw["properties"][key]
        kind = _kind(schema)
        required = words.required if key in raw.get("required", ()) else ""
        example = f"`{field.example}` {{ data-search-exclude }}" if field.example else ""
        yield f"| `{key}` | {required} | {words.types[kind]} | {_cell(field.means)} | {example} |"
        if kind == "choice":
            choices.append((key, [word for word in _enum(schema) if word is not None]))
    for key, typed in choices:
        yield ""
        yield f"{words.words} `{key}`: " + " · ".join(f"`{word}`" for word in typed)


def _kind(schema: Schema) -> str:
    """Which of the kinds of `fields.yml` a value is."""
    inner = [one for one in schema.get("anyOf", [schema]) if one != {"type": "null"}]
    if "$ref" in inner[0]:
        return "fields"
    if inner[0].get("type") == "array":
        entry = inner[0]["items"]
        if any("$ref" in one for one in entry.get("anyOf", [entry])):
            return "entries"
        return "ids" if "integer" in entry["type"] else "texts"
    if _enum(schema):
        return "truth" if True in _enum(schema) else "choice"
    types = inner[0].get("type", [])
    if "boolean" in types:
        return "text"
    if "pattern" in inner[0]:
        return "id" if "integer" in types else "date"
    return "number"


def _enum(schema: Schema) -> list[Any]:
    choices = schema.get("anyOf", [schema])
    return next((one["enum"] for one in choices if "enum" in one), [])


def _cell(text: str) -> str:
    return text.replace("|", "&#124;").replace("[", "&#91;")
