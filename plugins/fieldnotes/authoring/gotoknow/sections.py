"""The parts of a page: its head, its text, its foot and the comments, told apart line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fieldnotes.authoring.gotoknow.comments import comments_heading, read_comments
from fieldnotes.authoring.gotoknow.footer import (
    FooterLine,
    clean,
    is_moment,
    read_dated_line,
    read_fields,
    read_site_line,
    read_tags_line,
    same_words,
)
from fieldnotes.authoring.gotoknow.page import (
    Footer,
    Hint,
    LeftOut,
    Line,
    SourceComment,
    SourcePage,
)
from fieldnotes.thai.clusters import excerpt

LONGEST_TITLE = 200
"""Characters of a first line that may be a title; a longer one is a paragraph."""

_FIRST_WORDS = 60
_LONGEST_NAME = 80
_FOOTER_FIELDS = 2
"""Labelled values on one line from which on it is a footer; one alone may be a sentence."""


@dataclass(slots=True)
class _Stated:
    """What head and foot say, gathered, with the lines that said it."""

    values: dict[str, str] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, line: Line, said: FooterLine) -> None:
        """Take a line's values; what the foot says counts more than the head."""
        self.values.update({name: value for name, value in said.values.items() if value})
        self.tags.update(dict.fromkeys(said.tags))
        into = [name for name, value in said.values.items() if value and name in _KEPT]
        into += ["tags"] if said.tags else []
        self.left_out.append(LeftOut(line.number, line.text, "footer", ", ".join(into)))

    def footer(self) -> Footer:
        """Return the fields of a page's foot."""
        get = self.values.get
        return Footer(
            site=get("site"),
            author=get("author"),
            blog=get("blog"),
            number=get("number"),
            written=get("written"),
            edited=get("edited"),
            rights=get("rights"),
            comments=get("comments"),
            tags=tuple(self.tags),
        )


_KEPT = frozenset(("site", "author", "blog", "number", "written", "edited", "rights", "comments"))


def read_sections(lines: Sequence[Line], title: str | None = None) -> SourcePage:
    """Read the lines of a page; `title` is what its HTML says, where that does not stand in the lines."""
    stated = _Stated()
    hints: list[Hint] = []
    start = 0
    if title is None:
        title, start = _title(lines, hints)
    body_from, standfirst = _read_head(lines, start, title, stated)
    foot, comments_from = _find_foot(lines, body_from)
    body_to = foot[0] if foot else len(lines)
    for index in foot:
        said = _footer_line(lines[index])
        if said is not None:
            stated.add(lines[index], said)
    left_out = stated.left_out
    comments: tuple[SourceComment, ...] = ()
    if comments_from is not None:
        if not foot:
            body_to = comments_from
        heading = lines[comments_from]
        left_out.append(LeftOut(heading.number, heading.text, "comments-heading"))
        read = read_comments(lines[comments_from + 1 :])
        comments = read.comments
        left_out += read.left_out
        if (count := comments_heading(heading)) != len(comments):
            hints.append(Hint(heading.number, "comments-count", f"{len(comments)}/{count}"))
    elif foot:
        left_out += (
            LeftOut(line.number, line.text, "after-footer")
            for line in lines[foot[-1] + 1 :]
            if not line.is_blank
        )
    hints += (
        Hint(1, "date-unreadable", words)
        for name in ("written", "edited")
        if (words := stated.values.get(name)) and not is_moment(words)
    )
    body = (*standfirst, *lines[body_from:body_to])
    return SourcePage(
        title=title,
        footer=stated.footer(),
        body=tuple(line for line in body if not line.is_blank),
        comments=comments,
        left_out=tuple(sorted(left_out, key=lambda one: one.line)),
        hints=tuple(hints),
    )


def _seen(lines: Sequence[Line], start: int) -> Iterable[int]:
    return (index for index in range(start, len(lines)) if not lines[index].is_blank)


def _title(lines: Sequence[Line], hints: list[Hint]) -> tuple[str, int]:
    """The title, and where what follows it begins; the first words of a text that begins without one."""
    seen = list(_seen(lines, 0))
    if not seen:
        return "", 0
    first = lines[seen[0]]
    text = first.text
    indented = len(text) - len(text.lstrip()) > 1
    alone = len(seen) == 1 or _footer_line(lines[seen[1]]) is not None
    dated = alone and len(seen) > 1 and read_dated_line(lines[seen[1]].text) is not None
    is_title = (
        not indented
        and len(text) <= LONGEST_TITLE
        and (dated or not alone)
        and _footer_line(first) is None
        and comments_heading(first) is None
    )
    if is_title:
        return clean(text), seen[0] + 1
    words = clean(text)
    title = "".join(excerpt(words, 0, 0, _FIRST_WORDS)) if len(words) > _FIRST_WORDS else words
    hints.append(Hint(first.number, "no-title", title))
    return title, 0


def _read_head(
    lines: Sequence[Line], start: int, title: str, stated: _Stated
) -> tuple[int, tuple[Line, ...]]:
    """Read author, dates and the title again; return where the text begins, and a standfirst above them.

    A head without a date, or without a text below it, is none.
    """
    seen = list(_seen(lines, start))
    first_dated = next(
        (
            place
            for place, index in enumerate(seen[: _LINES_ABOVE_DATE + 1])
            if read_dated_line(lines[index].text) is not None
        ),
        None,
    )
    if first_dated is None:
        return start, ()
    above = [lines[index] for index in seen[:first_dated]]
    below = (_footer_line(lines[index]) for index in seen[first_dated:])
    if any(_footer_line(line) is not None for line in above) or all(below):
        # The foot of a short text: nothing but a foot follows.
        return start, ()
    above = [line for line in above if not _is_title_again(line, title, stated)]
    if above and len(clean(above[-1].text)) <= _LONGEST_NAME:
        author = above.pop()
        stated.add(author, FooterLine({"author": clean(author.text)}))
    end = seen[first_dated]
    for index in seen[first_dated:]:
        said = _footer_line(lines[index])
        if said is None:
            if _is_title_again(lines[index], title, stated):
                end = index + 1
            break
        stated.add(lines[index], said)
        end = index + 1
    return end, tuple(above)


_LINES_ABOVE_DATE = 2


def _is_title_again(line: Line, title: str, stated: _Stated) -> bool:
    """Whether a line repeats the title; it is then left out."""
    if not title or not same_words(line.text, title):
        return False
    stated.left_out.append(LeftOut(line.number, line.text, "title-again"))
    return True


def _footer_line(line: Line) -> FooterLine | None:
    """What a line of a head or a foot says; None for a line of the text."""
    text = line.text
    return (
        read_site_line(text) or read_tags_line(text) or read_fields(text) or read_dated_line(text)
    )


def _find_foot(lines: Sequence[Line], start: int) -> tuple[list[int], int | None]:
    """Return the lines of the foot and the line of the comments' heading.

    A text may quote a foot, and so may a comment; the foot is the one after which the comments are as many as their
    heading says, or else the one after which nothing follows, or else a heading.
    """
    best: tuple[int, list[int], int | None] = (0, [], None)
    for run in _runs(lines, start):
        after = next(iter(_seen(lines, run[-1] + 1)), None)
        count = None if after is None else comments_heading(lines[after])
        if after is None:
            rank = 3
        elif count is not None:
            rank = 4 if len(read_comments(lines[after + 1 :]).comments) == count else 2
        else:
            rank = 1 if len(run) > 1 and _states_number(lines, run) else 0
        # Of several after which only text follows, the last.
        if rank > best[0] or (rank == best[0] == 1):
            best = (rank, run, after if count is not None else None)
    if best[0]:
        return best[1], best[2]
    return [], _comments_without_foot(lines, start)


def _runs(lines: Sequence[Line], start: int) -> Iterable[list[int]]:
    """The runs of lines, blank ones aside, that may be a foot."""
    run: list[int] = []
    certain = False
    for index in [*_seen(lines, start), None]:
        said = None if index is None else _footer_line(lines[index])
        if said is not None and index is not None:
            run.append(index)
            certain = certain or len(said.values) >= _FOOTER_FIELDS or "number" in said.values
            continue
        if run and certain:
            # The site's own line begins a foot: what stands above it is the text's last line.
            sites = [place for place, one in enumerate(run) if read_site_line(lines[one].text)]
            yield run[sites[-1] :] if sites else run
        run, certain = [], False


def _states_number(lines: Sequence[Line], run: Iterable[int]) -> bool:
    said = (_footer_line(lines[index]) for index in run)
    return any("number" in one.values for one in said if one is not None)


_MOST_HEADINGS = 20
"""More headings of comments than a page has, those in its text with them."""


def _comments_without_foot(lines: Sequence[Line], start: int) -> int | None:
    """The last heading of comments that are as many as it says."""
    headings = [one for one in _seen(lines, start) if comments_heading(lines[one]) is not None]
    for index in reversed(headings[-_MOST_HEADINGS:]):
        count = comments_heading(lines[index])
        if count is not None and len(read_comments(lines[index + 1 :]).comments) == count:
            return index
    return None
