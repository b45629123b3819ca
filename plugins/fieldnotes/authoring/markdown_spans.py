"""Where a Markdown text is not an author's words: code, addresses, what links point to, attributes."""

from __future__ import annotations

import re

_KEPT = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|.*)"
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|\]\[[^\[\]\n]*\]"
    r"|^[ ]{0,3}\[[^\[\]\n]+\]:[^\n]*"
    r"|[A-Za-z][A-Za-z0-9+.-]*://[^\s<>]+"
    r"|<[^<>\n]*>"
    r"|\{[^{}\n]*\}",
    re.MULTILINE | re.DOTALL,
)
"""Fenced code, code in a line, a link's address, label and definition, a bare address, tags, attributes."""
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\[\]\n]+)\]:", re.MULTILINE)


def kept_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each stretch of a Markdown text that stands for itself and must stay as typed."""
    spans = [match.span() for match in _KEPT.finditer(text)]
    labels = {match["label"] for match in _DEFINITION.finditer(text)}
    for label in labels:
        # `[words]` alone is a link too where its words are defined.
        spans += [match.span() for match in re.finditer(re.escape(f"[{label}]"), text)]
    return sorted(spans)
