"""The templates of pages: Jinja with autoescaping, apart from MkDocs' own environment, which does not escape.

Filters for what templates print: `date`, `date_short`, `span`, `moment`, `number`, `unsaid`. Tests: `stated` for a
value that is neither None nor `NOT_STATED`; `web_address` for an address that came from a record, since
one with another protocol must not become a link.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fieldnotes.archive.model import NOT_STATED
from fieldnotes.site.references import is_external
from fieldnotes.site.views.amounts import unsaid
from fieldnotes.thai.dates import (
    PartialDate,
    format_date,
    format_date_short,
    format_moment,
    format_span,
)
from fieldnotes.thai.numbers import format_number

TEMPLATES = Path(__file__).parent / "templates"
PAGES = TEMPLATES / "pages"
THEME = TEMPLATES / "theme"
ASSETS = Path(__file__).parent / "assets"


class Templates:
    """Renders the fragments of pages."""

    def __init__(self, *, reload: bool = False) -> None:
        """Make the environment; `reload`: read a template again when its file changes (live preview)."""
        self._environment = environment = Environment(
            loader=FileSystemLoader(PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=reload,
        )
        environment.filters.update(
            date=format_date,
            date_short=format_date_short,
            moment=format_moment,
            number=format_number,
            span=_span,
            unsaid=unsaid,
        )
        environment.tests["web_address"] = is_external
        environment.tests["stated"] = _is_stated

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Return a template's text; raises jinja2.TemplateError for a fault in it."""
        return self._environment.get_template(name).render(context)


def _is_stated(value: object) -> bool:
    return value is not None and value is not NOT_STATED


def _span(first: PartialDate, last: PartialDate | None) -> str:
    return format_date(first) if last is None or last == first else format_span(first, last)
