"""No IP address is kept: they are taken out before anything else is read."""

from __future__ import annotations

from collections import Counter

from fieldnotes.archive import personal_data
from fieldnotes.authoring.gotoknow.page import ADDRESS_TAKEN, LeftOut


def without_addresses(text: str) -> tuple[str, list[LeftOut]]:
    """Return a text in which a sign stands for each IP address, and the lines from which one was taken."""
    spans = personal_data.ip_addresses(text)
    lines = Counter(text.count("\n", 0, start) + 1 for start, _ in spans)
    for start, end in reversed(spans):
        text = text[:start] + ADDRESS_TAKEN + text[end:]
    return text, [LeftOut(line, "", "address", count=count) for line, count in lines.items()]
