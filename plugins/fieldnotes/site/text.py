"""Texts of the archive as HTML: a note's, and the short ones (descriptions, comments, resolutions).

What comes out is safe to put on any page: its links are `record:` links (`fieldnotes.site.links`), its
ids are the anchors of the note's paragraphs.
"""

from __future__ import annotations

import functools
import re
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from fieldnotes.archive.model import Archive, Note
from fieldnotes.site.anchors import anchor_blocks, mark_blocks
from fieldnotes.site.dialect import Dialect
from fieldnotes.site.marks import ID, neutralise, strip_marks
from fieldnotes.site.mention_links import MentionLinks
from fieldnotes.site.references import References
from fieldnotes.site.sanitiser import Sanitiser

KEPT_NOTES = 64
"""Rendered notes that are kept: an account's page comes soon after those of its parts."""

KEPT_SHORT_TEXTS = 1024

_HEADING = re.compile(r"h[1-6]")
_TOP_HEADING = 2
"""A page has one h1, its title."""

_HEADING_TAG = re.compile(r"(?<=<h)[2-5](?=[ >])|(?<=</h)[2-5](?=>)")


class Texts:
    """Renders the texts of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._references = References(archive)
        self._mentions = MentionLinks(archive.organisations)
        self._sanitiser = Sanitiser()
        self._dialect = Dialect()
        self._short_dialect = Dialect(footnotes=False)
        self._comment_dialect = Dialect(footnotes=False, line_breaks=True)
        self._rendered = functools.lru_cache(KEPT_NOTES)(self._render_note)
        self._short = functools.lru_cache(KEPT_SHORT_TEXTS)(self._render_short)

    def note(self, note: Note) -> Markup:
        """Return a note's text: `id`s are its paragraphs' anchors, headings begin at h2."""
        return Markup(self._rendered(note.id).replace(ID, ""))  # noqa: S704 - sanitised

    def note_in_account(self, note: Note) -> Markup:
        """Return a note's text for a page with others: its ids begin with `<note id>--`, headings at h3.

        No id of a note holds two hyphens together, so that no two texts share an id.
        """
        lower = _HEADING_TAG.sub(lambda level: str(int(level[0]) + 1), self._rendered(note.id))
        return Markup(lower.replace(ID, f"{note.id}--"))  # noqa: S704 - sanitised

    def short(self, text: str, path: str | None = None, images: tuple[str, ...] = ()) -> Markup:
        """Return a description or a resolution, without ids, headings and footnotes.

        `path` is the record that it stands in, for the relative links in it; `images` are the files beside it
        that it may show.
        """
        return self._short(text, path, images, line_breaks=False)

    def comment(self, text: str) -> Markup:
        """Return a reader's comment: as `short`, but each line stays a line."""
        return self._short(text, None, (), line_breaks=True)

    def _render_note(self, note_id: str) -> str:
        note = self._archive.notes[note_id]
        try:
            root = self._dialect.parse(mark_blocks(neutralise(note.body), note.paragraphs))
            blocks = anchor_blocks(root, note.paragraphs)
            _settle_headings(root)
            anchors = frozenset(paragraph.anchor for paragraph in note.paragraphs)
            self._references.settle(root, note.path, anchors, frozenset(note.images))
            _settle_footnote_ids(root)
            self._mentions.link(blocks, note.mentions)
            return self._write(root)
        except RecursionError:
            root = _unread(note.body)
            anchor_blocks(root, note.paragraphs)
            return self._write(root)

    def _render_short(
        self, text: str, path: str | None, images: tuple[str, ...], *, line_breaks: bool
    ) -> Markup:
        dialect = self._comment_dialect if line_breaks else self._short_dialect
        try:
            root = dialect.parse(neutralise(text))
            for heading in _headings(root):
                heading.tag = "p"
                heading.set("class", "fn-heading")
            self._references.settle(root, path, images=images)
            return Markup(self._write(root))  # noqa: S704 - sanitised
        except RecursionError:
            return Markup(self._write(_unread(text)))  # noqa: S704 - sanitised

    def _write(self, root: Element) -> str:
        written = tostring(root, encoding="unicode", method="html")
        inner = written.removeprefix("<div>").removesuffix("</div>").strip()
        return strip_marks(self._sanitiser.clean(inner)).strip()


def _unread(text: str) -> Element:
    """A text whose markup is nested deeper than anyone writes and than can be read: its words alone."""
    root = Element("div")
    SubElement(root, "p").text = neutralise(text)
    return root


def _headings(root: Element) -> list[Element]:
    return [element for element in root.iter() if _HEADING.fullmatch(element.tag)]


def _settle_headings(root: Element) -> None:
    """Let headings begin below the page's own and skip no level, whichever levels the author used."""
    above: list[str] = []
    for heading in _headings(root):
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        heading.tag = f"h{min(_TOP_HEADING + len(above) - 1, 6)}"


def _settle_footnote_ids(root: Element) -> None:
    for element in root.iter():
        if (name := element.get("id", "")).startswith("fn"):
            element.set("id", ID + name)
        if (target := element.get("href", "")).startswith("#fn"):
            element.set("href", f"#{ID}{target[1:]}")
