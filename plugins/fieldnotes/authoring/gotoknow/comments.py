"""The comments below a page: where each begins, whose it is, when it was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fieldnotes.authoring.gotoknow.footer import clean, is_moment, without_brackets
from fieldnotes.authoring.gotoknow.labels import labels
from fieldnotes.authoring.gotoknow.page import ADDRESS_TAKEN, LeftOut, Line, SourceComment
from fieldnotes.thai.numbers import arabic_digits


@dataclass(frozen=True, slots=True)
class ReadComments:
    """Comments, and the lines around them that no comment keeps."""

    comments: tuple[SourceComment, ...]
    left_out: tuple[LeftOut, ...]


def comments_heading(line: Line) -> int | None:
    """Return the number that `ความเห็น (1)` states, or None for any other line."""
    match = labels().comments_heading.match(line.text)
    return None if match is None else int(arabic_digits(match["count"])[:9])


def read_comments(lines: Sequence[Line]) -> ReadComments:
    """Read what stands below the heading of the comments.

    A comment begins with a name above `IP: …`, `เขียนเมื่อ …` or both. What stands before the first such line is left
    out with its reason, since nobody can say whose it is.
    """
    starts = _starts(lines)
    left_out = [
        LeftOut(line.number, line.text, "before-comments")
        for line in lines[: starts[0] if starts else len(lines)]
        if not line.is_blank
    ]
    comments = []
    for start, end in pairwise([*starts, len(lines)]):
        comment, more = _comment(lines[start:end])
        comments.append(comment)
        left_out += more
    return ReadComments(tuple(comments), tuple(left_out))


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where comments begin: at their names, or at their marks where these have no name."""
    seen = [index for index, line in enumerate(lines) if not line.is_blank]
    # A page that was copied with a blank line after each line parts names from their marks too.
    apart = (
        len(seen) > 1
        and not _is_mark(lines[seen[0]])
        and seen[1] > seen[0] + 1
        and _is_mark(lines[seen[1]])
    )
    starts: list[int] = []
    for place, index in enumerate(seen):
        if not _is_mark(lines[index]) or (place and _is_mark(lines[seen[place - 1]])):
            continue
        before = seen[place - 1] if place else None
        has_name = before is not None and (apart or before == index - 1)
        start = before if has_name and before is not None else index
        if not starts or start > starts[-1]:
            starts.append(start)
    return starts


def _is_mark(line: Line) -> bool:
    """Whether a line is one of those below a comment's name."""
    return _is_address(line) or _date_words(line) is not None


def _is_address(line: Line) -> bool:
    """Whether a line is `IP: …` with an address, or what is left of one."""
    match = labels().comment_address.match(line.text)
    return match is not None and not match["address"].replace(ADDRESS_TAKEN, "").strip(
        " ()\u00a0.xX*0123456789"
    )


def _date_words(line: Line) -> str | None:
    """The words of a comment's time; "" where the page gives none; None for another line."""
    match = labels().comment_written.match(line.text)
    if match is None:
        return None
    words = without_brackets(clean(match["date"]))
    return words if not words or is_moment(words) else None


def _comment(lines: Sequence[Line]) -> tuple[SourceComment, list[LeftOut]]:
    """Read one comment from its name, or its first mark, on."""
    left_out: list[LeftOut] = []
    name = written = None
    index = 0
    if not _is_mark(lines[0]):
        name = clean(lines[0].text)
        index = 1
    while index < len(lines):
        line = lines[index]
        if _is_address(line):
            left_out.append(LeftOut(line.number, line.text, "address"))
        elif (date := _date_words(line)) is not None:
            # A second one would be the text's own.
            if written is not None:
                break
            written = date
            left_out.append(
                LeftOut(line.number, line.text, "comment-label", "time" if date else "")
            )
        elif labels().comment_number.match(line.text):
            left_out.append(LeftOut(line.number, line.text, "comment-label"))
        elif not line.is_blank:
            break
        index += 1
    rest = list(lines[index:])
    while rest and (rest[-1].is_blank or clean(rest[-1].text) in labels().buttons):
        last = rest.pop()
        if not last.is_blank:
            left_out.append(LeftOut(last.number, last.text, "button"))
    text = tuple(line for line in rest if not line.is_blank)
    return SourceComment(name, written or None, text), left_out
