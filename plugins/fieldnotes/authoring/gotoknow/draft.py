"""From a source page to a note: its id and place, its fields, its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fieldnotes.archive.accounts import split_title
from fieldnotes.archive.meeting_index import NUMBER, buddhist_year, read_meeting_name
from fieldnotes.archive.paragraphs import digest
from fieldnotes.archive.vocabulary import vocabulary
from fieldnotes.authoring.gotoknow.body import Picture, write_body
from fieldnotes.authoring.gotoknow.footer import clean
from fieldnotes.authoring.gotoknow.labels import labels
from fieldnotes.authoring.gotoknow.page import Hint, LeftOut, SourcePage
from fieldnotes.authoring.note_file import Unread, Value
from fieldnotes.thai.dates import (
    DateFault,
    Moment,
    format_date_short,
    format_moment,
    read_moment,
)
from fieldnotes.thai.numbers import arabic_digits
from fieldnotes.thai.spelling import lookup_key, normalise

_SITE = "GotoKnow"
_ADDRESS = "https://www.gotoknow.org/posts/{}"
_NUMBER_IN_ADDRESS = re.compile(r"gotoknow\.org/(?:posts|blog/posts|blogs/posts)/([0-9]+)")
_FIRST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A note before it is written; `year` is the folder of published ones."""

    id: str
    year: str
    front: dict[str, Value]
    body: str
    left_out: tuple[LeftOut, ...]
    hints: tuple[Hint, ...]


def is_reserved(rights: str | None) -> bool:
    """Whether the words of a licence, or their absence, let nobody else publish a text."""
    words = normalise(rights or "").casefold()
    return not any(word in words for word in labels().open_licences)


def source_id(page: SourcePage) -> str:
    """Return the id of a page's note: of its number, or else of its date and how it begins."""
    number = _number(page)
    if number is not None:
        return f"gtk-{number}"
    written = _moment(page.footer.written)
    start = "".join(line.text for line in page.body)
    letters = lookup_key(page.title + start[: 4 * _FIRST_LETTERS])[:_FIRST_LETTERS]
    day = written.date.iso.replace("-", "") + "-" if written is not None else ""
    return f"gtk-{day}{digest(letters)}"


def _number(page: SourcePage) -> str | None:
    if page.footer.number:
        return str(int(arabic_digits(page.footer.number)))
    match = _NUMBER_IN_ADDRESS.search(page.footer.url or "")
    return match[1] if match else None


def make_draft(
    page: SourcePage, series: Sequence[str], picture: Picture, *, own: bool, published: bool
) -> Draft:
    """Return a page as a note.

    `series` are the names of the archive's series of meetings; `own`: its writer is whose archive this is.
    """
    stated = page.footer
    written = _moment(stated.written)
    number = _number(page)
    body = write_body(page.body, picture)
    hints = list(page.hints)
    left_out = [*page.left_out, *body.left_out]
    front: dict[str, Value] = {
        "title": page.title,
        "date": vocabulary().unknown if written is None else format_date_short(written.date),
        "meeting": meeting_in(page.title, series),
        "organisations": [],
        "tags": list(stated.tags),
    }
    if written is None:
        hints.append(Hint(1, "no-date"))
    if (part := split_title(page.title, None)[1]) is not None:
        front["part"] = part
    # An empty field would mean the archive's own author.
    nobody = None if own else vocabulary().unknown
    front["author"] = stated.author or nobody
    front["rights"] = stated.rights
    front["source"] = {
        "site": stated.site or _SITE,
        "blog": stated.blog,
        "number": number,
        "url": stated.url or (_ADDRESS.format(number) if number else None),
        "written": _moment_value(stated.written),
        "edited": _moment_value(stated.edited),
        "rights": stated.rights,
        "comments": _count(stated.comments),
    }
    comments: list[Value] = []
    for comment in page.comments:
        text = write_body(comment.lines, picture)
        left_out += text.left_out
        if not text.text:
            words = " ".join(filter(None, (comment.name, comment.written)))
            left_out.append(LeftOut(1, words, "empty-comment"))
            continue
        comments.append(
            {
                "name": comment.name,
                "time": _moment_value(comment.written),
                "text": text.text,
            }
        )
    if comments:
        front["comments"] = comments
    if not published:
        front["publish"] = False
    return Draft(
        source_id(page),
        "undated" if written is None else str(written.date.buddhist_year),
        front,
        body.text,
        tuple(left_out),
        tuple(hints),
    )


def _moment(words: str | None) -> Moment | None:
    try:
        return read_moment(words) if words else None
    except DateFault:
        return None


def _moment_value(words: str | None) -> Value:
    """A date and time as the archive's records write them; words that are none stay as a remark."""
    if not words:
        return None
    moment = _moment(words)
    if moment is None:
        return Unread(words)
    if moment.hour is None or moment.minute is None:
        return format_moment(moment) if moment.hour is not None else format_date_short(moment.date)
    return f"{format_date_short(moment.date)} {moment.hour:02}:{moment.minute:02}"


def _count(words: str | None) -> str | None:
    digits = arabic_digits(words or "").strip()
    return digits if digits.isascii() and digits.isdigit() else None


def meeting_in(title: str, series: Sequence[str]) -> str | None:
    """Return the meeting that a title names: its series and number, `เครือข่ายฯสัญจร 5/2549`; None where it names none.

    A number alone is enough in an archive of one series.
    """
    words = split_title(arabic_digits(normalise(title)), None)[0]
    match = NUMBER.search(words)
    if match is None:
        return None
    number = f"{int(match['count'])}/{buddhist_year(match['year'])}"
    before = words[: match.start()]
    known = [name for name in series if lookup_key(name) in lookup_key(before)]
    if known:
        return f"{max(known, key=len)} {number}"
    name = read_meeting_name(words[: match.end()])
    if not name.series:
        return number if len(series) == 1 else None
    if not any(word in before for word in labels().meetings):
        # A number of something else: a letter, a contract.
        return None
    return clean(f"{name.series} {number}")
