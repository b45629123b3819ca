"""A record's front matter and body, with the place of each.

python-frontmatter's handler finds the block; its own reading loses an unterminated block and lets a duplicate key
overwrite, so what lies between the two lines of dashes goes to `located`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from fieldnotes.archive import located
from fieldnotes.archive.model import Position
from fieldnotes.archive.problems import Problem, problem

_FENCE = "---"
# The handler's own boundary swallows blank lines, and lines would be counted wrong. Pasted text brings
# spaces that nobody sees after the dashes.
_HANDLER = YAMLHandler(fm_boundary=re.compile(r"^---[ \t\u00a0\u200b\ufeff]*$", re.MULTILINE))


@dataclass(frozen=True, slots=True)
class Document:
    """A file's front matter (its values with their places) and its body, which begins on `body_line`."""

    front: located.Mapping
    body: str
    body_line: int


def read_document(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Split a record's text and read its front matter; None where there is none that can be read."""
    content = text.lstrip()
    blank_lines = text.count("\n", 0, len(text) - len(content))
    start = Position(path, blank_lines + 1)
    if not _HANDLER.detect(content):
        return None, [
            problem("front-matter-missing", start, found=content.split("\n", 1)[0].strip()[:40])
        ]
    try:
        block, rest = _HANDLER.split(content)
    except ValueError:
        return None, [problem("front-matter-unterminated", start, expected=_FENCE)]
    body = rest.removeprefix("\n")
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    root, problems = located.read(block, path, blank_lines + 1)
    if root is None:
        return None, problems or [problem("front-matter-empty", start)]
    if not isinstance(root, located.Mapping):
        return None, [*problems, problem("front-matter-form", root.at)]
    return Document(root, body, body_line), problems
