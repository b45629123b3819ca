"""As much of JSON Schema as the records' schemas use; what they do not use is an error here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_TYPES: dict[str, Any] = {
    "string": str,
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}
_SAID = {"$schema", "definitions", "title", "description", "examples"}
_KNOWN = {
    *_SAID, "type", "enum", "pattern", "anyOf", "$ref", "properties", "required",
    "additionalProperties", "items",
}  # fmt: skip


def faults(
    value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$"
) -> Iterator[str]:
    """Yield where a value is not what a schema says."""
    assert set(schema) <= _KNOWN, set(schema) - _KNOWN
    if "$ref" in schema:
        yield from faults(value, root["definitions"][schema["$ref"].rsplit("/", 1)[1]], root, at)
        return
    if "anyOf" in schema and all(
        list(faults(value, choice, root, at)) for choice in schema["anyOf"]
    ):
        yield f"{at}: none of the choices"
    if "enum" in schema and not any(
        value == one and type(value) is type(one) for one in schema["enum"]
    ):
        yield f"{at}: not in the list"
    if "type" in schema and not _is_one_of(value, schema["type"]):
        yield f"{at}: {type(value).__name__}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} is not of the form"
    if isinstance(value, dict) and "properties" in schema:
        yield from (f"{at}: no {key}" for key in schema["required"] if key not in value)
        for key, inner in value.items():
            if key in schema["properties"]:
                yield from faults(inner, schema["properties"][key], root, f"{at}.{key}")
            else:
                assert schema["additionalProperties"] is False
                yield f"{at}.{key}: unknown"
    if isinstance(value, list) and "items" in schema:
        for index, inner in enumerate(value):
            yield from faults(inner, schema["items"], root, f"{at}[{index}]")


def _is_one_of(value: Any, types: str | list[str]) -> bool:
    named = [types] if isinstance(types, str) else types
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return (
        any(isinstance(value, _TYPES[one]) for one in named if one in _TYPES)
        or ("number" in named and number)
        or ("integer" in named and number and float(value).is_integer())
    )


class EditorsLoader(yaml.SafeLoader):
    """YAML as editors read it: by the core schema of YAML 1.2, in which no date and no `17:40` is a number."""


EditorsLoader.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorsLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_first)
    )


def _whole_number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    """`0123` is octal in YAML 1.1 alone."""
    return int(str(loader.construct_scalar(node)), 10)


EditorsLoader.add_constructor("tag:yaml.org,2002:int", _whole_number)
