"""What a page is before anything is rendered: address, title and what its template needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fieldnotes.thai.dates import PartialDate

Context = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the site.

    `address` is permanent and ASCII, without a suffix (`notes/gtk-30760`); that of an index ends in
    `/`, home is "". `title` and `description` are plain text, to be escaped where they are printed.
    `context` is called only when the page is rendered, so that a plan of ten thousand pages holds
    nothing big.
    `searchable` is false for lists and for pages that repeat a text: the text is searched at its
    home. `about` says what search is told of the page beside its text (`views.findable`).
    """

    address: str
    title: str
    template: str
    context: Callable[[], Context]
    description: str | None = None
    searchable: bool = True
    updated: PartialDate | None = None
    about: Callable[[], Context] | None = None


@dataclass(frozen=True, slots=True)
class RedirectSpec:
    """An address that a record had before (`formerly`), and the one that it has now."""

    address: str
    to: str
