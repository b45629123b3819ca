"""From a source file's text to a page: which form it has, and no IP address in what is read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from fieldnotes.archive import personal_data
from fieldnotes.archive.model import Position
from fieldnotes.archive.problems import Problem, problem
from fieldnotes.archive.textfile import read_text
from fieldnotes.authoring.gotoknow import html_form, text_form
from fieldnotes.authoring.gotoknow.page import ADDRESS_TAKEN, LeftOut, SourcePage
from fieldnotes.authoring.gotoknow.sections import read_sections

_CONTROL = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What no text file should hold and YAML forbids."""

_IS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_page(file: Path, path: str) -> tuple[SourcePage | None, list[Problem]]:
    """Read a source file, or say what keeps it from being read; `path` is how it is reported."""
    text, problems = read_text(file, path)
    if text is None:
        return None, problems
    page = parse_page(text)
    if not page.body:
        return None, [problem("note-empty", Position(path))]
    return page, []


def parse_page(text: str) -> SourcePage:
    """Read the text of a page in either form."""
    control = Counter(f"U+{ord(sign):04X}" for sign in _CONTROL.findall(text))
    left_out = [LeftOut(1, sign, "control", count=count) for sign, count in control.items()]
    text = _CONTROL.sub("", text)
    if _IS_HTML.match(text):
        html = html_form.read(text)
        lines, more, title, url = html.lines, html.left_out, html.title, html.url
    else:
        text, count = without_addresses(text)
        lines, more = text_form.read_lines(text)
        title = url = None
        left_out += _addresses(count)
    page = read_sections(lines, title)
    return replace(
        page,
        footer=replace(page.footer, url=url),
        left_out=(*left_out, *more, *page.left_out),
    )


def _addresses(count: int) -> list[LeftOut]:
    return [LeftOut(1, "", "address", count=count)] if count else []


def without_addresses(text: str) -> tuple[str, int]:
    """Return a text in which a sign stands for each IP address, and how many there were."""
    spans = personal_data.ip_addresses(text)
    for start, end in reversed(spans):
        text = text[:start] + ADDRESS_TAKEN + text[end:]
    return text, len(spans)
