"""Links and images in a record's text: where they lead, and what is wrong with them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from fieldnotes.archive.model import Position
from fieldnotes.archive.paragraphs import LINK_TEXT, blank_code
from fieldnotes.archive.problems import Problem, problem

_LINK = re.compile(
    rf"(?<!\\)(?P<image>!?){LINK_TEXT}\(\s*+(?:<(?P<angled>[^<>\n]*+)>|"
    # As on the page, an address may have spaces in it; a quotation mark behind one begins the title.
    r"(?P<bare>(?:[^\s()<>]|\([^\s()]*+\)|[ \t]++(?=[^\s()<>\"']))++))[^()\n]*+\)"
    r"|^[ ]{0,3}\[[^\[\]^][^\[\]]*+\]:[ ]++<?(?P<defined>[^\s<>]++)",
    re.MULTILINE | re.DOTALL,
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HTML_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|button|center|code|details|div|em|embed|font|form|h[1-6]|hr|i|iframe|img|input|"
    r"li|link|math|meta|object|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul)"
    r"(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link or image in a text: its target as written and where that stands in the text."""

    target: str
    offset: int
    image: bool


def find_links(body: str) -> Iterator[BodyLink]:
    """Yield the links and images of a text, code left out; an image that is a link comes after the link."""
    if "[" not in body:
        return
    text = blank_code(body)
    if "](" in text or "]: " in text:
        yield from _links_in(text, 0, len(text))


def _links_in(text: str, start: int, end: int) -> Iterator[BodyLink]:
    for match in _LINK.finditer(text, start, end):
        group = next(name for name in ("angled", "bare", "defined") if match[name] is not None)
        yield BodyLink(match[group], match.start(group), bool(match["image"]))
        if match["text"] and "](" in match["text"] and match.span() != (start, end):
            yield from _links_in(text, *match.span("text"))


def path_in_notes(target: str, path: str) -> str | None:
    """Return the path in `notes/` that a relative target means, seen from a record; None where it leads out."""
    joined = posixpath.normpath(
        posixpath.join(posixpath.dirname(path), unquote(target.split("#", 1)[0].split("?", 1)[0]))
    )
    return None if joined.startswith(("../", "/")) or joined == ".." else joined


def check_links(
    text: str,
    path: str,
    place: Callable[[int], Position],
    *,
    known: Collection[str],
    anchors: Collection[str],
    unpublished: Collection[str],
) -> list[Problem]:
    """Return what is wrong with the links of a text.

    `path` is the record in which it stands, and `place` says where in that a character does. `known` are
    the paths of records and images, `anchors` the places in this text, `unpublished` those of the paths
    that no page may show.
    """
    faults = []
    for link in find_links(text):
        at = place(link.offset)
        target = link.target
        if scheme := _SCHEME.match(target):
            if scheme[0].lower() not in ("http:", "https:"):
                faults.append(problem("link-unsafe", at, found=target[:60]))
            elif link.image:
                faults.append(problem("image-external", at, found=target[:60]))
        elif target.startswith("//"):
            faults.append(problem("link-unsafe", at, found=target[:60]))
        elif target.startswith("#"):
            if target[1:] not in anchors:
                faults.append(problem("link-broken", at, found=target))
        elif (leads_to := path_in_notes(target, path)) is None or target.startswith(("/", "\\")):
            faults.append(problem("link-outside", at, found=target))
        elif leads_to not in known:
            faults.append(
                problem("image-missing" if link.image else "link-broken", at, found=target)
            )
        elif leads_to in unpublished and path not in unpublished:
            faults.append(problem("link-unpublished", at, found=target))
    if (tag := _HTML_TAG.search(blank_code(text))) is not None:
        faults.append(problem("html-as-text", place(tag.start()), found=tag[0][:40]))
    return faults


def images_in(body: str, path: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the paths of the images that a text shows, in order, each once."""
    if "![" not in body:
        return ()
    paths = (
        path_in_notes(link.target, path)
        for link in find_links(body)
        if link.image and not _SCHEME.match(link.target)
    )
    return tuple(dict.fromkeys(found for found in paths if found is not None and found in known))
