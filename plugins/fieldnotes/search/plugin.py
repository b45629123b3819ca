"""The MkDocs plugin `thai-search`: MkDocs' events here, the index and the search page elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from fieldnotes.search import files_edition, index, site_files
from fieldnotes.search.documents import Document, MetadataFault, document
from fieldnotes.search.interface import release
from fieldnotes.search.search_page import SearchPage, add_search_page, asks_stock_search, box_page

log = get_plugin_logger(__name__)

_AFTER_FILLING = 50
"""After who fills a page when it is about to be written (100), before the stock search looks at it (0)."""
_EARLY = 100
"""Before who makes a page smaller, and so other than the theme wrote it."""
_LATE = -100
"""After every plugin that may bring a page of its own."""


class ThaiSearchConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own hook has no types
    """The plugin's options in `mkdocs.yml`."""

    examples = ListOfItems(Type(str), default=[])
    """Queries that the search page offers before anything is typed."""
    files = Type(bool, default=False)
    """Whether the site is to be opened from files, without a server."""
    small = Type(int, default=index.SMALL)
    """Bytes of compressed text up to which a site's text is shipped whole; for tests and for measuring."""


class ThaiSearchPlugin(BasePlugin[ThaiSearchConfig]):  # type: ignore[no-untyped-call]  # as above
    """Makes the index of a site, its search page, and the ways there from the theme's box."""

    def __init__(self) -> None:
        """Make a plugin for builds."""
        self._documents: list[Document] = []
        self._faults: list[MetadataFault] = []
        self._page: SearchPage | None = None
        self._nav = Navigation([], [])
        self._has_warned = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        """Do nothing. That this method exists keeps the plugin from build to build."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare a site that is opened from files."""
        if self.config.files:
            files_edition.prepare(config)
        return config

    @event_priority(_LATE)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the search page to MkDocs' files."""
        self._documents = []
        self._faults = []
        self._has_warned = False
        self._page = add_search_page(files, config)
        return files

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Keep the navigation for `on_env`."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> None:
        """Fill the search page, now that all pages have their titles."""
        if self._page is not None:
            self._page.fill(self._nav, config.site_name, self.config.examples, release())

    @event_priority(_AFTER_FILLING)
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, **_: object
    ) -> TemplateContext:
        """Take what a page holds into the index; the stock search, which comes later, finds nothing to take."""
        if not (page.meta.get("search") or {}).get("exclude"):
            try:
                found = document(page.url, page.title or "", page.content or "", page.meta)
                self._documents.append(found)
            except MetadataFault as fault:
                # Told with all others at the end: who mends one page at a time builds as often.
                self._faults.append(MetadataFault(page.file.src_uri, fault.places))
            page.meta["search"] = {**(page.meta.get("search") or {}), "exclude": True}
        return context

    @event_priority(_EARLY)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let the page's box ask our engine."""
        return self._boxed(output, page.file.src_uri, config)

    @event_priority(_EARLY)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Let the box of the 404 page ask our engine too."""
        if not template_name.endswith(".html"):
            return output_content
        return self._boxed(output_content, template_name, config)

    @event_priority(_LATE)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index and the scripts, when the stock search has written its own.

        Raises:
            PluginError: the metadata of some pages cannot be read; all of them are named.
        """
        if self._faults:
            raise PluginError("\n".join(map(str, self._faults)))
        site = Path(config.site_dir)
        files = index.build(self._documents, self.config.small)
        self._documents = []
        site_files.write(site, files, as_scripts=self.config.files)
        if self.config.files:
            files_edition.settle(site)

    def _boxed(self, output: str, place: str, config: MkDocsConfig) -> str:
        address = "./" if config.use_directory_urls else "index.html"
        boxed = box_page(output, "" if self._page is None else address)
        if asks_stock_search(boxed) and not self._has_warned:
            self._has_warned = True
            log.warning(
                "The search box of '%s' does not find Thai: expected Material's element "
                '<script id="__config"> with JSON, found none. Does another plugin or the theme\'s '
                "template change it? Other pages may be the same.",
                place,
            )
        return boxed
