"""One build of the site: which pages stand where, what each of them holds, and how they are made quickly."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from fieldnotes.site import report, site_files
from fieldnotes.site.ahead import RenderAhead
from fieldnotes.site.frames import TEMPLATE as FRAMED
from fieldnotes.site.frames import Frames, is_known
from fieldnotes.site.links import Addresses, root_from
from fieldnotes.site.page_spec import PageSpec
from fieldnotes.site.pages import UNDATED, ArchivePage, add_page, shows_notes, source_path
from fieldnotes.site.plan import plan_redirects
from fieldnotes.site.preview import Preview
from fieldnotes.site.progress import Progress
from fieldnotes.site.shown import Shown, plan
from fieldnotes.site.templating import THEME, Templates
from fieldnotes.site.whole_words import in_whole_words

log = get_plugin_logger(__name__)


class Build:
    """The state of one build, from the records that were read to the last page that is written."""

    def __init__(self, shown: Shown, templates: Templates, preview: Preview | None) -> None:
        """Begin a build of what is `shown`; with a preview nothing of ours may end it."""
        self._shown = shown
        self._templates = templates
        self._preview = preview
        self._home: PageSpec | None = None
        self._addresses = Addresses({})
        self._banner_in_text = False
        self._frames: Frames | None = None
        self._ahead: RenderAhead | None = None
        self._progress: Progress | None = None

    def add_files(self, files: Files, notes: str, config: MkDocsConfig) -> None:
        """Add the archive's pages, the addresses that pages had before, images and assets to MkDocs' files.

        Home is a page of `docs/`: the archive's part of it goes below its words. At every other address of
        the archive a page of `docs/` gives way, and is told.
        """
        for spec in plan(self._shown, self._preview):
            standing = files.get_file_from_path(source_path(spec.address))
            if standing is not None and spec.address == "":
                self._home = spec
                continue
            if standing is not None:
                taken = report.sentence("taken", address=spec.address, path=standing.src_uri)
                (log.warning if self._preview is None else log.info)(taken)
                files.remove(standing)
            add_page(files, spec, config)
        self._addresses = site_files.addresses_of(files)
        for file in chain(
            site_files.redirects(
                plan_redirects(self._shown.archive), self._addresses, self._templates, config
            ),
            site_files.images(self._shown.images, notes, config),
            site_files.assets(config),
        ):
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)

    def begin_writing(
        self, files: Files, env: Environment, nav: Navigation, config: MkDocsConfig
    ) -> None:
        """Prepare what all pages need, now that MkDocs knows all of them and is about to write the first.

        Pages of `docs/` lose today's date; whether the site frames its pages by a `main.html` of its own decides
        where the banner stands.
        """
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        own = [page for page in pages if isinstance(page, ArchivePage)]
        for page in pages:
            if not isinstance(page, ArchivePage):
                page.update_date = UNDATED
        env.filters["in_whole_words"] = in_whole_words
        frame = env.get_template("main.html").filename
        self._banner_in_text = frame is None or not Path(frame).is_relative_to(THEME)
        self._progress = Progress(len(pages), sys.stderr)
        if self._preview is None:  # which has time, and a banner that comes and goes
            if is_known(config):
                self._frames = Frames(env, nav)
                for page in filter(self._frames.fits, own):
                    page.meta["template"] = FRAMED
            # All that is there now is let go at the end alone. Looking through it for what could go sooner would take
            # time, and would copy it in the process that renders ahead.
            gc.freeze()
            self._ahead = self._render_ahead(own)

    def fill(self, page: Page) -> None:
        """Give a page its content: what is to be searched, until `show`."""
        head = self.banner(page.url) if self._banner_in_text else ""
        if isinstance(page, ArchivePage):
            page.fill(head + self._text(page.spec, page.url))
            return
        content, root = page.content or "", root_from(page.url)
        text = self._guard(lambda: self._addresses.settle_page(content, root), page.url)
        if (home := self._home) is not None and page.file.src_uri == "index.md":
            text += self._guard(lambda: self._rendered(home, page.url), home.address)
        page.content = head + text

    def show(self, page: Page, context: TemplateContext) -> str | None:
        """Let the whole content of a page be shown, now that it has been indexed.

        Returns the page with all that the theme puts around it, where that is known without asking the theme.
        """
        if not isinstance(page, ArchivePage):
            return None
        page.show()
        if self._frames is None or page.meta.get("template") != FRAMED:
            return None
        return self._frames.put_around(page, context)

    def let_go(self, page: Page) -> None:
        """Count a page that is written, and forget its content."""
        if self._progress is not None:
            self._progress.step()
        if isinstance(page, ArchivePage):
            page.empty()

    def banner(self, page_url: str) -> str:
        """Return what stands above a page while the preview has problems to show; else nothing."""
        return self._addresses.settle(self.unsettled_banner(), page_url)

    def unsettled_banner(self) -> str:
        """Return the banner with its `record:` links."""
        if self._preview is None or not self._shown.problems:
            return ""
        errors = self._shown.errors
        facts = {
            "errors": errors,
            "hints": len(self._shown.problems) - errors,
            "stale": self._shown.loaded is not None,
        }
        return self._templates.render("banner.html", facts)

    def settle_below(self, html: str, root: str) -> str:
        """Return HTML whose `record:` links lead to pages below `root`, a path on the host."""
        return self._addresses.settle_page(html, root)

    def end(self) -> None:
        """End what `begin_writing` began, however the build ended."""
        if self._ahead is not None:
            self._ahead.stop()
            self._ahead = None
            gc.unfreeze()
        if self._progress is not None:
            self._progress.end()
            self._progress = None

    def _render_ahead(self, pages: list[ArchivePage]) -> RenderAhead:
        by_address = {page.spec.address: page for page in pages}
        return RenderAhead(
            by_address,
            lambda address: self._rendered(by_address[address].spec, by_address[address].url),
            # An account shows its notes' texts again, which are kept where they were rendered.
            alone=lambda address: not shows_notes(by_address[address].spec),
        )

    def _text(self, spec: PageSpec, page_url: str) -> str:
        if self._ahead is not None:
            return self._ahead.text(spec.address)
        return self._guard(lambda: self._rendered(spec, page_url), spec.address)

    def _rendered(self, spec: PageSpec, page_url: str) -> str:
        return self._addresses.settle(
            self._templates.render(spec.template, spec.context()), page_url
        )

    def _guard(self, render: Callable[[], str], address: str) -> str:
        """Return what `render` makes; in the preview, which nothing may end, a fault of ours is shown."""
        try:
            return render()
        except Exception as fault:
            if self._preview is None:
                raise
            log.info(report.sentence("page_failed", address=address, fault=traceback.format_exc()))
            return self._templates.render("fault.html", {"fault": repr(fault)})
