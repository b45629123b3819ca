"""The MkDocs plugin `thai-search`: MkDocs' events here, the index and the search page elsewhere."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from fieldnotes.search import files_edition, index
from fieldnotes.search.documents import Document, document
from fieldnotes.search.interface import interface_files
from fieldnotes.search.search_page import FOLDER, SearchPage, add_search_page, box_page

_AFTER_FILLING = 50
"""After who fills a page when it is about to be written (100), before the stock search looks at it (0)."""
_LATE = -100
"""After every plugin that may bring a page of its own."""


class ThaiSearchConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own hook has no types
    """The plugin's options in `mkdocs.yml`."""

    examples = ListOfItems(Type(str), default=[])
    """Queries that the search page offers before anything is typed."""
    files = Type(bool, default=False)
    """Whether the site is to be opened from files, without a server."""


class ThaiSearchPlugin(BasePlugin[ThaiSearchConfig]):  # type: ignore[no-untyped-call]  # as above
    """Makes the index of a site, its search page, and the ways there from the theme's box."""

    def __init__(self) -> None:
        """Make a plugin for builds."""
        self._documents: list[Document] = []
        self._page: SearchPage | None = None
        self._nav = Navigation([], [])

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
        self._page = add_search_page(files, config)
        return files

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Keep the navigation for `on_env`."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> None:
        """Fill the search page, now that all pages have their titles."""
        if self._page is not None:
            self._page.fill(self._nav, config.site_name, self.config.examples)

    @event_priority(_AFTER_FILLING)
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, **_: object
    ) -> TemplateContext:
        """Take what a page holds into the index; the stock search, which comes later, finds nothing to take."""
        if not (page.meta.get("search") or {}).get("exclude"):
            found = document(page.url, page.title or "", page.content or "", page.meta)
            self._documents.append(found)
            page.meta["search"] = {**(page.meta.get("search") or {}), "exclude": True}
        return context

    def on_post_page(self, output: str, *, config: MkDocsConfig, **_: object) -> str:
        """Let the page's box ask our engine."""
        return box_page(output, self._address(config))

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Let the box of the 404 page ask our engine too."""
        if not template_name.endswith(".html"):
            return output_content
        return box_page(output_content, self._address(config))

    @event_priority(_LATE)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index and the scripts, when the stock search has written its own."""
        site = Path(config.site_dir)
        files = index.build(self._documents)
        self._documents = []
        version = json.loads(zlib.decompress(files["head"]))["version"]
        texts = interface_files(version)
        if self.config.files:
            for path, data in files.items():
                texts[f"{FOLDER}index/{path}.js"] = files_edition.index_script(path, data)
            files_edition.settle(site)
        else:
            for path, data in files.items():
                file = site / FOLDER / "index" / f"{path}.bin"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        for path, text in texts.items():
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")

    def _address(self, config: MkDocsConfig) -> str:
        if self._page is None:
            return ""
        return "./" if config.use_directory_urls else "index.html"
