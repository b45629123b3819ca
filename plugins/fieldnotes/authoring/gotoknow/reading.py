"""From a source file's text to a page: which form it has, and no IP address in what is read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from fieldnotes.archive.model import Position
from fieldnotes.archive.problems import Problem, problem
from fieldnotes.archive.textfile import read_text
from fieldnotes.authoring.gotoknow import html_form, text_form
from fieldnotes.authoring.gotoknow.addresses import without_addresses
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
        addresses = html.addresses
    else:
        text, addresses = without_addresses(text)
        lines, more = text_form.read_lines(text)
        title = url = None
    page = read_sections(lines, title)
    # A line that is listed shows that its address was taken.
    listed = {one.line for one in page.left_out if ADDRESS_TAKEN in one.text}
    left_out += (one for one in addresses if one.line not in listed)
    return replace(
        page,
        footer=replace(page.footer, url=url),
        left_out=(*left_out, *more, *page.left_out),
    )
