"""What the theme puts around pages, rendered once for all pages for which it is the same.

Material renders its header, navigation and footer anew for every page, which takes longer than our part of it. For
pages outside the navigation they differ in few words alone: title, description, address, table of contents.
So the theme renders one page of each kind with marks in those places, and the others are put together from it.

What comes out is what the theme would have written, byte for byte (a test compares them), as long as its templates
ask nothing else of a page and nobody else gives a page something of its own: the first page's whole context is
there when its kind is rendered. That is known of Material's own templates beside plugins that were looked
through; with any other (a folder of templates, a plugin, a hook) every page is rendered by the theme: see `is_known`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_theme_dir

from fieldnotes.site.templating import THEME

TEMPLATE = "fieldnotes.html"
"""The template of a page that is put together here: it prints `fieldnotes_page`."""

_MARK = re.compile("(?:<h1)?\ue000([a-z]+)\ue003")


def _mark(name: str) -> str:
    return f"\ue000{name}\ue003"


KNOWN_PLUGINS = frozenset({"fieldnotes", "search", "material/search", "thai-search"})
"""Plugins that give no page's template anything of its own, as MkDocs names them; a hook counts as a plugin."""


def is_known(config: MkDocsConfig) -> bool:
    """Whether nobody but Material, MkDocs and we have a say in what is put around a page."""
    if (
        config.theme.name != "material"
        or config.hooks
        or not KNOWN_PLUGINS.issuperset(config.plugins)
    ):
        return False
    of_mkdocs = Path(inspect.getfile(type(config.theme))).parent / "templates"
    folders = [THEME, Path(get_theme_dir("material")), of_mkdocs]
    return [Path(folder).resolve() for folder in config.theme.dirs] == [
        folder.resolve() for folder in folders
    ]


class Pattern:
    """A text with marks, to be filled in."""

    def __init__(self, text: str) -> None:
        self._pieces = _MARK.split(text)

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with each mark replaced by the value of its name."""
        pieces = self._pieces[:]
        pieces[1::2] = [values[name] for name in pieces[1::2]]
        return "".join(pieces)


class Frames:
    """The frames of one build."""

    def __init__(self, environment: Environment, nav: Navigation) -> None:
        self._environment = environment
        self._in_nav = {page.url for page in nav.pages}
        # Addresses in the navigation are relative to the page: the same ones from all pages of a
        # folder, unless the navigation leads into that folder itself.
        self._nav_is_flat = all(page.url.rstrip("/").count("/") <= 1 for page in nav.pages)
        self._between = ""
        """What Material writes between two entries of a table of contents."""
        self._patterns: dict[tuple[object, ...], Pattern] = {}

    def fits(self, page: Page) -> bool:
        """Whether a page is outside the navigation, so that it has the frame of others."""
        return self._nav_is_flat and page.url not in self._in_nav

    def put_around(self, page: Page, context: Mapping[str, Any]) -> str:
        """Return a whole page, of which content, title and table of contents are known."""
        content = page.content or ""
        has_heading = "<h1" in content
        kind = (
            page.url.partition("/")[0],
            page.url.count("/"),
            "description" in page.meta,
            len(page.toc) > 0,
            has_heading,
        )
        pattern = self._patterns.get(kind)
        if pattern is None:
            pattern = self._patterns[kind] = self._pattern(page, context, has_heading=has_heading)
        return pattern.fill(
            {
                "title": page.meta["title"],
                "description": page.meta.get("description", ""),
                "address": page.canonical_url or "",
                "content": content,
                "contents": self._contents(page.toc),
                "anchor": next((link.id for link in page.toc), ""),
            }
        )

    def _pattern(self, page: Page, context: Mapping[str, Any], *, has_heading: bool) -> Pattern:
        model = copy(page)
        model.title = _mark("title")
        model.meta = {**page.meta, "title": _mark("title")}
        if "description" in page.meta:
            model.meta["description"] = _mark("description")
        if page.canonical_url is not None:
            model.canonical_url = _mark("address")
        # Material looks for a heading in the content and writes one where there is none.
        model.content = ("<h1" if has_heading else "") + _mark("content")
        second = AnchorLink("second", "second", 2)
        if len(page.toc) > 0:
            model.toc = TableOfContents([_model_link(), second])
        written = self._environment.get_template("main.html").render({**context, "page": model})
        before, shown, rest = written.partition(self._link(_model_link()))
        if shown:  # with `toc.integrate` the contents of a page outside the navigation are not
            self._between, _, after = rest.partition(self._link(second))
            written = before + _mark("contents") + after
        return Pattern(written)

    def _contents(self, links: Iterable[AnchorLink]) -> str:
        return self._between.join(
            (self._branch if link.children else self._leaf).fill(
                {
                    "item": link.title,
                    "label": str(escape(Markup(link.title).striptags())),  # noqa: S704 - undone at once
                    "anchor": link.id,
                    "children": self._between_children.join(
                        self._leaf.fill({"item": child.title, "anchor": child.id})
                        for child in link.children
                    )
                    if link.children
                    else "",
                }
            )
            for link in links
        )

    def _link(self, link: AnchorLink) -> str:
        return self._environment.get_template("partials/toc-item.html").render(toc_item=link)

    @cached_property
    def _leaf(self) -> Pattern:
        return Pattern(self._link(_model_link()))

    @cached_property
    def _branch(self) -> Pattern:
        parent = _model_link()
        parent.children = [AnchorLink("child", "child", 3)]
        written = self._link(parent).replace(
            self._link(AnchorLink("child", "child", 3)), _mark("children")
        )
        return Pattern(
            written.replace(f'aria-label="{_mark("item")}"', f'aria-label="{_mark("label")}"')
        )

    @cached_property
    def _between_children(self) -> str:
        parent = AnchorLink("parent", "parent", 2)
        parent.children = [AnchorLink("first", "first", 3), AnchorLink("second", "second", 3)]
        first, second = (self._link(child) for child in parent.children)
        return self._link(parent).partition(first)[2].partition(second)[0]


def _model_link() -> AnchorLink:
    return AnchorLink(_mark("item"), _mark("anchor"), 2)
