"""The words that GotoKnow's pages have around a text, and patterns made of them: the words stand in `labels.yml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from fieldnotes.authoring.tables import table

SPACES = r"[ \t\u00a0\u200b]*"
"""What may stand between the parts of a line: GotoKnow parts them by no-break spaces."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The patterns of all lines that say something of a page rather than stand in its text."""

    site_line: re.Pattern[str]
    tags_line: re.Pattern[str]
    field: re.Pattern[str]
    written_line: re.Pattern[str]
    edited_line: re.Pattern[str]
    comments_heading: re.Pattern[str]
    comment_written: re.Pattern[str]
    comment_number: re.Pattern[str]
    comment_address: re.Pattern[str]
    page_words: re.Pattern[str]
    """Finds words that only stand where a page speaks of itself."""
    no_tags: frozenset[str]
    buttons: frozenset[str]
    open_licences: tuple[str, ...]
    meetings: tuple[str, ...]


@functools.cache
def labels() -> Labels:
    """Return the patterns, made once."""
    words = table(__package__, "labels.yml")
    fields = "|".join(f"(?P<{name}>{_any(these)})" for name, these in words["fields"].items())
    return Labels(
        site_line=re.compile(
            rf"{SPACES}{_loose(words['site'])}{SPACES}(?P<site>[^\s\u00a0]+)"
            rf"{SPACES}{words['by']}(?P<author>(?:[ \t\u00a0].*)?)[ \t\u00a0]{words['in']}{SPACES}(?P<blog>.*)$"
        ),
        tags_line=re.compile(rf"{SPACES}(?P<label>{_any(words['tags'])}){SPACES}:?(?P<tags>.*)$"),
        field=re.compile(rf"(?:^|(?<=[,|;\s\u200b]))(?:{fields}){SPACES}:"),
        written_line=_dated(words["fields"]["written"]),
        edited_line=_dated(words["fields"]["edited"]),
        comments_heading=re.compile(
            rf"{SPACES}(?:{_any(words['comments'])}){SPACES}\({SPACES}(?P<count>[0-9\u0e50-\u0e59]+){SPACES}\){SPACES}$"
        ),
        comment_written=re.compile(
            rf"{SPACES}{_loose(words['comment_written'])}{SPACES}:?(?P<date>.*)$"
        ),
        comment_number=re.compile(
            rf"{SPACES}(?:{_any(words['comment_number'])}){SPACES}:?{SPACES}[0-9]+{SPACES}$"
        ),
        comment_address=re.compile(
            rf"{SPACES}{words['address']}{SPACES}:{SPACES}(?P<address>.*)$", re.IGNORECASE
        ),
        page_words=re.compile(f"{_loose(words['site'])}|{_any(words['fields']['number'])}"),
        no_tags=frozenset(words["no_tag"]),
        buttons=frozenset(words["buttons"]),
        open_licences=tuple(words["open_licences"]),
        meetings=tuple(words["meetings"]),
    )


def _loose(words: str) -> str:
    """The pattern of a label in which a space stands for any spaces, or none."""
    return SPACES.join(map(re.escape, words.split()))


def _any(all_words: Iterable[str]) -> str:
    """The pattern of one of several labels, the longest first."""
    return "|".join(map(_loose, sorted(all_words, key=len, reverse=True)))


def _dated(words: Iterable[str]) -> re.Pattern[str]:
    """The pattern of a label before a date, without a colon between them or with one."""
    return re.compile(rf"{SPACES}(?:{_any(words)}){SPACES}:?(?P<date>.*)$")
