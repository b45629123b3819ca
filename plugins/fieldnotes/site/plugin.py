"""The MkDocs plugin `fieldnotes`: it translates between MkDocs' events and a build; the rules are elsewhere."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Dir
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from fieldnotes.archive.joining import load
from fieldnotes.site import site_files
from fieldnotes.site.build import Build
from fieldnotes.site.preview import Preview
from fieldnotes.site.shown import Shown, judge
from fieldnotes.site.templating import THEME, Templates

_EARLY = 100
"""Before the search plugin indexes what a page holds."""
_LATE = -100
"""After every plugin that may still want what a page holds."""


class FieldNotesConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own hook has no types
    """The plugin's options in `mkdocs.yml`."""

    notes = Dir(default="notes")
    """The folder of the records: absolute, or relative to the folder of `mkdocs.yml`."""


class FieldNotesPlugin(BasePlugin[FieldNotesConfig]):  # type: ignore[no-untyped-call]  # as above
    """Builds the pages of the archive that a folder of records holds."""

    def __init__(self) -> None:
        """Make a plugin for builds; `on_startup` tells if it serves."""
        self._preview: Preview | None = None
        self._templates = Templates()
        self._build = Build(Shown(None, ()), self._templates, None)
        self._nav = Navigation([], [])

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
        # Reading makes many values and leaves none that only the collector could free: it would look in vain.
        gc.disable()
        try:
            loaded = load(Path(self.config.notes))
        finally:
            gc.enable()
        shown = judge(loaded, self.config.notes, self._preview)
        self._build = Build(shown, self._templates, self._preview)
        # A folder that the site's own configuration names stays in front of ours.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        own = [path for path in site_files.styles() if path not in config.extra_css]
        config.extra_css = [*own, *config.extra_css]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the archive to MkDocs' files."""
        self._build.add_files(files, self.config.notes, config)
        return files

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Keep the navigation for `on_env`."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Prepare to write."""
        self._build.begin_writing(files, env, self._nav, config)

    @event_priority(_EARLY)
    def _fill_page(
        self, context: TemplateContext, /, *, page: Page, **_: object
    ) -> TemplateContext:
        """Fill what MkDocs is about to write; until `_show_page`, plugins see what is to be searched."""
        self._build.fill(page)
        context["fieldnotes_banner"] = self._build.banner(page.url)  # type: ignore[typeddict-unknown-key]  # ours
        return context

    @event_priority(_LATE)
    def _show_page(
        self, context: TemplateContext, /, *, page: Page, **_: object
    ) -> TemplateContext:
        """Let the whole page be shown, now that it has been indexed."""
        context["fieldnotes_page"] = self._build.show(page, context)  # type: ignore[typeddict-unknown-key]  # ours
        return context

    on_page_context = CombinedEvent(_fill_page, _show_page)

    @event_priority(_LATE)
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Let go of a page's content, which is written now."""
        self._build.let_go(page)
        return output

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Give the banner to pages that are no documents (404); `on_post_template` settles its links."""
        banner = self._build.unsettled_banner()
        context["fieldnotes_banner"] = banner  # type: ignore[typeddict-unknown-key]  # ours
        return context

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Settle the links of the 404 page from the root of the host: it is shown at any address."""
        if not template_name.endswith(".html"):
            return output_content
        root = urlsplit(config.site_url or "/").path.rstrip("/") + "/"
        return self._build.settle_below(output_content, root)

    def on_post_build(self, **_: object) -> None:
        """End what `on_env` began."""
        self._build.end()

    def on_build_error(self, **_: object) -> None:
        """End what `on_env` began, however the build ended."""
        self._build.end()

    def on_serve(self, server: LiveReloadServer, /, **_: object) -> LiveReloadServer:
        """Watch the records; where there is no such folder yet, the place where it may appear."""
        notes = Path(self.config.notes)
        if notes.is_dir():
            server.watch(str(notes))
        else:
            parent = next(folder for folder in notes.parents if folder.is_dir())
            server.watch(str(parent), recursive=False)
        return server
