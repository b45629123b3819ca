"""Pages of the archive as MkDocs sees them: files that no folder holds, and pages that need no Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from fieldnotes.archive.model import Archive
from fieldnotes.site.page_spec import PageSpec
from fieldnotes.site.views import findable
from fieldnotes.thai.dates import PartialDate

UNDATED = "1970-01-01"
"""The date of a page that has none of its own: the day of its build would differ from build to build.

MkDocs wants one to stamp `sitemap.xml.gz`; our `sitemap.xml` leaves it out.
"""

_HEADING = re.compile(r'<h([23])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_NOT_A_TITLE = re.compile(r"<sup\b.*?</sup>|<[^>]*>", re.DOTALL)


class ArchivePage(Page):
    """A page whose content a template renders when MkDocs is about to write it."""

    def __init__(self, spec: PageSpec, file: File, config: MkDocsConfig) -> None:
        """Make the page of a file; title and description are escaped, for Material prints them as they are."""
        title = escape(spec.title)
        super().__init__(title, file, config)
        self.spec = spec
        self.edit_url = None
        self.update_date = day(spec.updated)
        self._shown = ""
        # Material prints `page.title` in the head through `striptags`, which undoes escaping.
        self.meta = {"title": title}
        if spec.description:
            self.meta["description"] = escape(spec.description)
        if not spec.searchable:
            self.meta["search"] = {"exclude": True}

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing: there is no source (MkDocs would look for front matter in it)."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render nothing yet: all pages at once would fill the memory."""
        self.content = ""

    def fill(self, html: str) -> None:
        """Give the page its content and its table of contents.

        Until `show`, the content is what is to be searched: nothing of a page that repeats what has its home
        elsewhere. Within a page, `data-search-exclude` says the same to whoever reads it.
        """
        if self.spec.about is not None:
            self.meta[findable.KEY] = self.spec.about()
        self._shown = html
        self.content = html if self.spec.searchable else ""
        self.toc = contents(html)

    def show(self) -> None:
        """Make the content what is shown."""
        self.content = self._shown
        self._shown = ""

    def empty(self) -> None:
        """Let go of the content, which has been written."""
        self.content = ""
        self.toc = TableOfContents([])


def add_page(files: Files, spec: PageSpec, config: MkDocsConfig) -> File:
    """Add the file and the page of a plan to MkDocs' files; its address is free."""
    file = File.generated(
        config, source_path(spec.address), content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    ArchivePage(spec, file, config)
    files.append(file)
    return file


def source_path(address: str) -> str:
    """Return the path that a page would have in `docs/`: `notes/gtk-30760.md`, `organisations/index.md`."""
    return f"{address}index.md" if address == "" or address.endswith("/") else f"{address}.md"


def address_of(file: File) -> str:
    """Return the address of a documentation page: the opposite of `source_path`."""
    folder, _, _ = file.src_uri.rpartition("/")
    if file.name == "index":
        return f"{folder}/" if folder else ""
    return file.src_uri.removesuffix(".md")


def day(date: PartialDate | None) -> str:
    """Return a date for the sitemap (`2006-05-24`); `UNDATED` where the day is not known or no clock can stamp it."""
    exact = date is not None and date.day is not None and 1970 <= date.year < 2100
    return date.iso if date is not None and exact else UNDATED


def contents(html: str) -> TableOfContents:
    """Return the table of contents of a fragment: its h2 and h3 that have ids."""
    top: list[AnchorLink] = []
    for level, anchor, title in _HEADING.findall(html):
        link = AnchorLink(" ".join(_NOT_A_TITLE.sub("", title).split()), anchor, int(level))
        (top[-1].children if level == "3" and top else top).append(link)
    return TableOfContents(top)


def shows_notes(spec: PageSpec) -> bool:
    """Whether a page shows a note's text: the note itself, or a whole account."""
    return spec.template in ("note.html", "account.html")


def in_order_of_rendering(specs: Iterable[PageSpec], archive: Archive) -> Iterator[PageSpec]:
    """Yield the pages with each meeting's account right after the last of its notes, whose texts it repeats."""
    waiting: dict[str, list[PageSpec]] = {}
    position = {f"notes/{note}": place for place, note in enumerate(archive.notes)}
    last = {
        f"meetings/{meeting.id}/account": max(
            (f"notes/{note}" for note in meeting.notes),
            key=lambda address: position.get(address, -1),
            default=None,
        )
        for meeting in archive.meetings.values()
    }
    rest = list(specs)
    for spec in rest:
        if (after := last.get(spec.address)) is not None:
            waiting.setdefault(after, []).append(spec)
    moved = {spec.address for specs_after in waiting.values() for spec in specs_after}
    for spec in rest:
        if spec.address not in moved:
            yield spec
            yield from waiting.get(spec.address, ())
