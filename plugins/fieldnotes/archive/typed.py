"""What may be typed into a field, as JSON Schema says it to an editor.

An editor reads YAML by YAML's rules and sees a number in `1.10` where the archive sees the text that was typed; so each
kind of value takes in all that a reading of its text may look like. A schema never refuses what checking accepts, but
for words of a closed list in other than their usual spelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

Schema = dict[str, object]


class OrText:
    """Marks fields within a field for which one text may stand."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Schema:
        """Return the schema of the fields or of a text."""
        return {"anyOf": [TEXT, handler(core)]}


TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""A text: `1.2`, `30760` and `true` are texts too."""

WORDS: Schema = {**TEXT, "pattern": "\\S"}
"""A text that says something."""

NUMBER: Schema = {"type": ["string", "number"]}
"""A number, in words or with commas a text."""


def date(unknown_words: Iterable[str]) -> Schema:
    """A date as the archive reads it: it has a figure, or says by its first letters that it is not known."""
    beginnings = sorted({word[:2] for word in unknown_words})
    return {
        "type": ["string", "number"],
        "pattern": rf"[0-9\u0e50-\u0e59]|^\s*(?:{'|'.join(beginnings)})",
    }


def identifier(pattern: str) -> Schema:
    """An id; one of digits alone is a number to an editor."""
    return {"type": ["string", "integer"], "pattern": f"^\\s*{pattern}\\s*$"}


def one_of(words: Iterable[str]) -> Schema:
    """A word of a closed list."""
    return {"enum": list(words)}


def suggested(words: Iterable[str]) -> Schema:
    """A text for which an editor offers words."""
    return {"anyOf": [{"enum": list(words)}, TEXT]}


def truth(truths: Mapping[str, bool]) -> Schema:
    """Yes or no, also with a capital as people begin a value."""
    capital = (word.capitalize() for word in truths if word.isascii())
    return {"enum": [True, False, *truths, *capital]}
