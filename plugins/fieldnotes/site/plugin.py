"""The MkDocs plugin `fieldnotes`: it translates between MkDocs' events and the archive; the rules are elsewhere."""

from __future__ import annotations

import dataclasses
import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Dir
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from fieldnotes.archive.joining import Loaded, load
from fieldnotes.archive.model import Archive
from fieldnotes.archive.problems import Problem
from fieldnotes.site import report
from fieldnotes.site.ahead import RenderAhead
from fieldnotes.site.frames import TEMPLATE as FRAMED
from fieldnotes.site.frames import Frames, is_known
from fieldnotes.site.links import FILES, Addresses, root_from
from fieldnotes.site.page_spec import PageSpec
from fieldnotes.site.pages import (
    UNDATED,
    ArchivePage,
    add_page,
    address_of,
    in_order_of_rendering,
    shows_notes,
    source_path,
)
from fieldnotes.site.plan import plan_pages, plan_redirects
from fieldnotes.site.preview import Preview
from fieldnotes.site.references import is_shown
from fieldnotes.site.templating import ASSETS, THEME, Templates
from fieldnotes.site.text import Texts
from fieldnotes.site.views import problems as problems_view

log = get_plugin_logger(__name__)

_ASSETS_IN_SITE = "assets/fieldnotes/"
_OWN_SHARE = 3
"""Every how many pages without notes' texts the main process renders one itself while another renders ahead."""
_EARLY = 100
"""Before the search plugin indexes what a page holds."""
_LATE = -100
"""After every plugin that may still want what a page holds."""


class FieldNotesConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own hook has no types
    """The plugin's options in `mkdocs.yml`."""

    notes = Dir(default="notes")
    """The folder of the records: absolute, or relative to the folder of `mkdocs.yml`."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Site:
    """What one build shows: an archive (None: there is none without errors yet), and the problems that were found."""

    shown: Loaded | None
    problems: tuple[Problem, ...]

    @property
    def archive(self) -> Archive:
        return self.shown.archive if self.shown is not None else Archive()

    @property
    def errors(self) -> int:
        return sum(problem.severity == "error" for problem in self.problems)


class FieldNotesPlugin(BasePlugin[FieldNotesConfig]):  # type: ignore[no-untyped-call]  # as above
    """Builds the pages of the archive that a folder of records holds."""

    def __init__(self) -> None:
        """Make a plugin for builds; `on_startup` tells if it serves."""
        self._preview: Preview | None = None
        self._templates = Templates()
        self._site = _Site(None, ())
        self._home: PageSpec | None = None
        self._addresses = Addresses({})
        self._banner_in_text = False
        self._nav: Navigation | None = None
        self._frames: Frames | None = None
        self._ahead: RenderAhead | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        """Remember whether this is a live preview. That this method exists keeps the plugin from build to build."""
        if command == "serve":
            self._preview = Preview()
            self._templates = Templates(reload=True)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check all records, before MkDocs empties the folder of the old site.

        Raises:
            PluginError: a build found errors; all problems have been logged.
        """
        loaded = load(Path(self.config.notes))
        self._site = self._judge(loaded)
        # A folder that the site's own configuration names stays in front of ours.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        own = [_ASSETS_IN_SITE + path for path in _assets() if path.endswith(".css")]
        config.extra_css = [
            *(path for path in own if path not in config.extra_css),
            *config.extra_css,
        ]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the archive's pages, the addresses that pages had before, images and assets to MkDocs' files."""
        self._home = None
        for spec in self._plan():
            standing = files.get_file_from_path(source_path(spec.address))
            if standing is not None and spec.address == "":
                self._home = spec
                continue
            if standing is not None:
                taken = report.sentence("taken", address=spec.address, path=standing.src_uri)
                (log.warning if self._preview is None else log.info)(taken)
                files.remove(standing)
            add_page(files, spec, config)
        self._addresses = Addresses(
            {
                address_of(file): file.page.url if file.page else _url(file)
                for file in files.documentation_pages()
            }
        )
        for file in self._other_files(config):
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)
        return files

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Keep the navigation for `on_env`."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Take today's date from all pages, and see whether the site frames its pages by a `main.html` of its own."""
        for file in files.documentation_pages():
            if file.page is not None and not isinstance(file.page, ArchivePage):
                file.page.update_date = UNDATED
        frame = env.get_template("main.html").filename
        self._banner_in_text = frame is None or not Path(frame).is_relative_to(THEME)
        if self._preview is None:  # which has time, and a banner that comes and goes
            pages = [
                file.page
                for file in files.documentation_pages()
                if isinstance(file.page, ArchivePage)
            ]
            self._hurry(pages, env, config)

    @event_priority(_EARLY)
    def _render_page(
        self, context: TemplateContext, /, *, page: Page, **_: object
    ) -> TemplateContext:
        """Render what MkDocs is about to write; until `_show_page`, plugins see what is to be searched."""
        banner = self._addresses.settle(self._banner(), page.url)
        head = banner if self._banner_in_text else ""
        if isinstance(page, ArchivePage):
            page.fill(head + self._render(page.spec, page.url))
        else:
            root = root_from(page.url)
            own = self._guard(
                lambda: self._addresses.settle_page(page.content or "", root), page.url
            )
            page.content = head + own
            if self._home is not None and page.file.src_uri == "index.md":
                home = self._home
                page.content += self._guard(lambda: self._rendered(home, page.url), home.address)
        context["fieldnotes_banner"] = banner  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(_LATE)
    def _show_page(
        self, context: TemplateContext, /, *, page: Page, **_: object
    ) -> TemplateContext:
        """Let the whole page be shown, now that it has been indexed."""
        if isinstance(page, ArchivePage):
            page.show()
            if self._frames is not None and page.meta.get("template") == FRAMED:
                framed = self._frames.put_around(page, context)
                context["fieldnotes_page"] = framed  # type: ignore[typeddict-unknown-key]
        return context

    on_page_context = CombinedEvent(_render_page, _show_page)

    @event_priority(_LATE)
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Let go of a page's content, which is written now."""
        if isinstance(page, ArchivePage):
            page.empty()
        return output

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Give the banner to pages that are no documents (404)."""
        context["fieldnotes_banner"] = self._banner()  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Settle the links of the 404 page from the root of the host: it is shown at any address."""
        if not template_name.endswith(".html"):
            return output_content
        root = urlsplit(config.site_url or "/").path.rstrip("/") + "/"
        return self._addresses.settle_page(output_content, root)

    def on_post_build(self, **_: object) -> None:
        """End what `on_env` began."""
        if self._ahead is not None:
            self._ahead.stop()
            self._ahead = None

    def on_build_error(self, **_: object) -> None:
        """End what `on_env` began, however the build ended."""
        self.on_post_build()

    def on_serve(self, server: LiveReloadServer, /, **_: object) -> LiveReloadServer:
        """Watch the records; where there is no such folder yet, the place where it may appear."""
        notes = Path(self.config.notes)
        if notes.is_dir():
            server.watch(str(notes))
        else:
            parent = next(folder for folder in notes.parents if folder.is_dir())
            server.watch(str(parent), recursive=False)
        return server

    def _judge(self, loaded: Loaded) -> _Site:
        """Log what is wrong, and decide what is shown."""
        folder = os.path.relpath(self.config.notes).replace(os.sep, "/")
        for problem in loaded.problems:
            # The preview never logs an error: `mkdocs serve --strict` would end at it.
            is_error = problem.severity == "error" and self._preview is None
            (log.error if is_error else log.info)(report.line(problem, folder))
        if not loaded.errors:
            shown: Loaded | None = loaded if self._preview is None else self._preview.take(loaded)
            return _Site(shown, loaded.problems)
        if self._preview is None:
            raise PluginError(report.sentence("failed", errors=len(loaded.errors)))
        shown = self._preview.take(loaded)
        log.info(report.sentence("none" if shown is None else "kept", errors=len(loaded.errors)))
        return _Site(shown, loaded.problems)

    def _plan(self) -> Iterator[PageSpec]:
        """The pages of this build; those of an archive that cannot be shown yet all show its problems."""
        archive = self._site.archive
        problems = problems_view.page(self._site.problems)
        try:
            specs = tuple(in_order_of_rendering(plan_pages(archive, Texts(archive)), archive))
        except Exception:
            if self._preview is None:
                raise
            log.info(report.sentence("plan_failed", fault=traceback.format_exc()))
            specs = (dataclasses.replace(problems, address=""),)
        for spec in specs:
            if self._site.shown is None:
                yield dataclasses.replace(problems, address=spec.address)
            else:
                yield spec
        if self._preview is not None and self._site.problems:
            yield problems

    def _other_files(self, config: MkDocsConfig) -> Iterator[File]:
        """Files that are no pages: redirects, images of notes, assets."""
        for redirect in plan_redirects(self._site.archive):
            if (
                redirect.address not in self._addresses.pages
                and redirect.to in self._addresses.pages
            ):
                path = f"{redirect.address}{'/index' if config.use_directory_urls else ''}.html"
                url = root_from(path) + self._addresses.pages[redirect.to]
                html = self._templates.render("redirect.html", {"url": url, "to": redirect.to})
                yield File.generated(
                    config, path, content=html, inclusion=InclusionLevel.NOT_IN_NAV
                )
        for image in self._site.shown.images if self._site.shown is not None else ():
            source = Path(self.config.notes, *image.split("/"))
            if is_shown(image) and source.is_file():
                yield _copied(config, FILES + image, source)
        for path in _assets():
            yield _copied(config, _ASSETS_IN_SITE + path, ASSETS / path)

    def _hurry(self, pages: list[ArchivePage], env: Environment, config: MkDocsConfig) -> None:
        """Arrange that the pages, in the order in which MkDocs will ask for them, take less time."""
        if self._nav is not None and is_known(config):
            self._frames = Frames(env, self._nav)
            for page in pages:
                if self._frames.fits(page):
                    page.meta["template"] = FRAMED
        by_address = {page.spec.address: page for page in pages}
        # Framing, indexing and writing take less than rendering: this process renders some pages itself. Not notes: an
        # account shows their texts again, which are kept where they were rendered.
        alone = [page.spec.address for page in pages if not shows_notes(page.spec)]
        own_share = frozenset(alone[::_OWN_SHARE])
        self._ahead = RenderAhead(
            [address for address in by_address if address not in own_share],
            lambda address: self._rendered(by_address[address].spec, by_address[address].url),
        )

    def _render(self, spec: PageSpec, page_url: str) -> str:
        if self._ahead is not None and (text := self._ahead.take(spec.address)) is not None:
            return text
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

    def _banner(self) -> str:
        if self._preview is None or not self._site.problems:
            return ""
        errors = self._site.errors
        return self._templates.render(
            "banner.html",
            {
                "errors": errors,
                "hints": len(self._site.problems) - errors,
                "stale": self._site.shown is not None,
            },
        )


def _assets() -> list[str]:
    """The files in `assets/`, as paths below it."""
    return sorted(
        path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*") if path.is_file()
    )


def _copied(config: MkDocsConfig, path: str, source: Path) -> File:
    return File.generated(
        config, path, abs_src_path=str(source), inclusion=InclusionLevel.NOT_IN_NAV
    )


def _url(file: File) -> str:
    return "" if file.url in (".", "./") else file.url
