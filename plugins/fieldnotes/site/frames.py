"""What the theme puts around pages, rendered once for all pages that it is the same for.

Material renders its header, its navigation and its footer anew for every page, which takes longer than the page itself. For
pages outside the navigation they differ by a few words alone: the title, the description, the address, the table of
contents. So the theme renders one page of each kind with marks in those places, and the others are put together from it.

What comes out is what the theme would have written, byte for byte, as long as its templates ask nothing else of a page: so
only Material's own templates are trusted with it (`FieldNotesPlugin` asks `is_known`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

TEMPLATE = "fieldnotes.html"
"""The template of a page that is put together here: it prints `fieldnotes_page`."""

_MARK = re.compile("(?:<h1)?\ue000([a-z]+)\ue003")
_TITLE, _DESCRIPTION, _ADDRESS, _CONTENT, _ITEM, _ID = (
    f"\ue000{name}\ue003" for name in ("title", "description", "address", "content", "item", "id")
)

Values = Mapping[str, str]


def is_known(config: MkDocsConfig) -> bool:
    """Whether all templates of the theme are Material's own or ours."""
    return config.theme.name == "material" and config.theme.custom_dir is None


class Pattern:
    """A text with marks, to be filled in."""

    def __init__(self, text: str) -> None:
        self._pieces = _MARK.split(text)

    def fill(self, values: Values) -> str:
        """Return the text with each mark replaced by its value."""
        pieces = self._pieces
        return "".join(
            values[piece] if place % 2 else piece for place, piece in enumerate(pieces)
        )


class Frames:
    """The frames of one build."""

    def __init__(self, environment: Environment, nav: Navigation) -> None:
        self._environment = environment
        self._in_nav = {page.url for page in nav.pages}
        self._deep_nav = any(page.url.strip("/").count("/") for page in nav.pages)
        self._frames: dict[tuple[object, ...], Pattern] = {}
        self._leaf: Pattern | None = None
        self._branch: tuple[Pattern, Pattern] | None = None

    def fits(self, page: Page) -> bool:
        """Whether a page is outside the navigation, so that it has the frame of others."""
        return page.url not in self._in_nav

    def put_around(self, page: Page, context: Mapping[str, Any]) -> str:
        """Return a whole page; its content, title and table of contents are known."""
        meta = page.meta
        content = page.content or ""
        kind = (
            page.url if self._deep_nav else page.url.split("/", 1)[0],
            page.url.count("/"),
            "description" in meta,
            "<h1" in content,
            len(page.toc) > 0,
            tuple(meta.get("hide", ())),
        )
        frame = self._frames.get(kind)
        if frame is None:
            frame = self._frames[kind] = self._render(page, context, has_heading="<h1" in content)
        first = next(iter(page.toc), None)
        return frame.fill(
            {
                "title": meta["title"],
                "description": meta.get("description", ""),
                "address": page.canonical_url or "",
                "content": content,
                "item": self._contents(page.toc),
                "id": first.id if first is not None else "",
            }
        )

    def _render(self, page: Page, context: Mapping[str, Any], *, has_heading: bool) -> Pattern:
        model = copy(page)
        model.title = _TITLE
        model.meta = {**page.meta, "title": _TITLE}
        if "description" in page.meta:
            model.meta["description"] = _DESCRIPTION
        if page.canonical_url is not None:
            model.canonical_url = _ADDRESS
        model.content = f"<h1{_CONTENT}" if has_heading else _CONTENT
        if len(page.toc):
            model.toc = TableOfContents([AnchorLink(_ITEM, _ID.strip(), 2)])
        written = self._environment.get_template("main.html").render({**context, "page": model})
        if len(page.toc):
            item = self._item(AnchorLink(_ITEM, _ID, 2))
            written = written.replace(item, _ITEM)
        return Pattern(written)
