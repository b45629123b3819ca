"""`record:` links: how pages and texts name each other before it is known where they will stand.

Every link within the site is written `record:<address>#<anchor>` and every file of `notes/`
`record-file:<path>`; one pass over a finished fragment makes them relative to the page it stands on.
So a text is the same on every page, with or without directory URLs, at the root of a host or below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

FILES = "files/"
"""Where images of notes stand in the site."""

_PAGE = "record:"
_FILE = "record-file:"
_ATTRIBUTES = ('href="', 'src="')

_GUIDE = "add"
"""The address of the hand-written page on adding a note: the one page of ours that a site may lack."""
_TO_GUIDE = re.compile(rf'\s*<a href="{_PAGE}{_GUIDE}">[^<]*</a>')


class DeadLink(ValueError):
    """A `record:` link to an address that the site does not have: a fault of a template or a view, not of a record."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages of the site are: their URLs from its root by their permanent addresses (home is "")."""

    pages: Mapping[str, str]

    def settle(self, html: str, page_url: str) -> str:
        """Return a fragment with its links made relative to a page, given by its URL from the site's root.

        A link with any other protocol than `http` and `https` is emptied: templates print addresses from records.

        Raises:
            DeadLink: a `record:` link leads to no page.
        """
        return self._settle(html, root_from(page_url), page_url, guard=True)

    def settle_page(self, html: str, root: str) -> str:
        """Return HTML with only its `record:` links made URLs below `root` (absolute on the 404 page).

        Raises:
            DeadLink: a `record:` link leads to no page.
        """
        return (
            self._settle(html, root, None, guard=False) if _PAGE in html or _FILE in html else html
        )

    def _settle(self, html: str, root: str, page_url: str | None, *, guard: bool) -> str:
        if _GUIDE not in self.pages:
            html = _TO_GUIDE.sub("", html)
        for attribute in _ATTRIBUTES:
            if attribute not in html:
                continue
            before, *rest = html.split(attribute)
            pieces = [before]
            for piece in rest:
                target, quote_sign, after = piece.partition('"')
                # In text every "<" is escaped, so what follows one without a ">" between is inside a tag.
                if quote_sign and before.rfind("<") > before.rfind(">"):
                    target = self._url(target, root, page_url, guard=guard)
                pieces += (attribute, target, quote_sign, after)
                before = piece
            html = "".join(pieces)
        return html

    def _url(self, target: str, root: str, page_url: str | None, *, guard: bool) -> str:
        if target.startswith(_PAGE):
            address, sign, anchor = target[len(_PAGE) :].partition("#")
            if (url := self.pages.get(address)) is None:
                raise DeadLink(target)
            if sign and url == page_url:
                return f"#{anchor}"
            return below(root, url) + sign + anchor
        if target.startswith(_FILE):
            return below(root, FILES + target[len(_FILE) :])
        if guard and not target.startswith(("#", "http://", "https://")):
            return "#"
        return target


def below(root: str, url: str) -> str:
    """Return a URL below a root: `./` is left out where something follows."""
    return url if root == "./" and url else root + url


def root_from(page_url: str) -> str:
    """Return the way from a page to the site's root: `../../` from `notes/gtk-30760/`, `./` from home."""
    return "../" * page_url.count("/") or "./"
