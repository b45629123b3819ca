"""The scripts of the reader's browser, put together from their sources: small, each in one function scope."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from fieldnotes.search import folding

SOURCES = Path(__file__).parent / "scripts"
HABITS = Path(__file__).parent / "habits.yml"
SOUNDS = Path(__file__).parent / "sounds.yml"

ENGINE = (
    "engine/fold.js",
    "engine/clusters.js",
    "engine/coding.js",
    "engine/corpus.js",
    "engine/readings.js",
    "engine/evaluate.js",
    "engine/ranking.js",
    "engine/excerpts.js",
    "engine/corrections.js",
    "engine/engine.js",
)
"""The engine's sources, each after those whose constants it reads when it is loaded."""

_COMMENT_BLOCK = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_COMMENT_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_TYPE = re.compile(r"/\*\* @[^*\n]*\*/ ?")
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)


def stripped(source: str) -> str:
    """Return JavaScript without types, comments that stand on lines of their own, indentation and empty lines."""
    for pattern in (_COMMENT_BLOCK, _COMMENT_LINE, _TYPE, _INDENT):
        source = pattern.sub("", source)
    return source


@functools.cache
def data() -> dict[str, Any]:
    """Return the tables that the engine reads as `DATA`."""
    habits, sounds = (yaml.safe_load(file.read_text("utf-8")) for file in (HABITS, SOUNDS))
    return {"fold": folding.tables(), "habits": habits, "sounds": sounds}


def script(paths: Sequence[str], before: str = "") -> str:
    """Return some of the sources as one classic script that leaves nothing in the global scope by itself."""
    parts = [stripped((SOURCES / path).read_text("utf-8")) for path in paths]
    return '(() => {\n"use strict";\n' + before + "".join(parts) + "})();\n"


def with_data(paths: Sequence[str], **more: object) -> str:
    """Return some of the sources as one script, with `DATA` before them."""
    tables = json.dumps({**data(), **more}, ensure_ascii=False, separators=(",", ":"))
    return script(paths, f"const DATA = {tables};\n")
