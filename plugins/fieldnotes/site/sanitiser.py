"""The last gate before a text goes on a page: only what is listed here passes.

The trees of `fieldnotes.site.dialect` hold nothing else; this stands behind them, should one of them ever be wrong.
"""

from __future__ import annotations

import nh3

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "br", "div", "span"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "pre", "code"),
    *("em", "strong", "sup", "a", "abbr", "img"),
}
_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "loading", "decoding"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
}
_SCHEMES = {"http", "https", "record", "record-file"}


class Sanitiser:
    """Cleans HTML by a list of what is allowed."""

    def __init__(self) -> None:
        self._cleaner = nh3.Cleaner(
            tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None
        )

    def clean(self, html: str) -> str:
        """Return the HTML without any element, attribute or protocol that is not allowed."""
        return self._cleaner.clean(html)
