"""The templates of pages: Jinja with autoescaping, apart from MkDocs' own environment, which does not escape.

Filters for what templates print: `date`, `day`, `date_short`, `span`, `moment`, `number`, `unsaid`, `marked`. Tests:
`stated` for a value that is neither None nor `NOT_STATED`; `web_address` for an address that came from a record, since
one with another protocol must not become a link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # for `_written`

from fieldnotes.archive.model import NOT_STATED
from fieldnotes.site import words
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


class _Generator(CodeGenerator):
    """Lets a template print what `_written` returns: escaped as ever, but at a third of the price."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


def _written(value: object) -> str:
    """Return a value as it is printed: escaped, without the `Markup` around it, for it is joined to others at once."""
    if type(value) is str:
        return _escape_inner(value)
    return value if type(value) is Markup else escape(value)


class _Environment(Environment):
    code_generator_class = _Generator
    written = staticmethod(_written)


class Templates:
    """Renders the fragments of pages."""

    def __init__(self, *, reload: bool = False) -> None:
        """Make the environment; `reload`: read a template again when its file changes (live preview)."""
        self._environment = environment = _Environment(
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
            day=_day,
            marked=_marked,
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


def _day(date: PartialDate) -> str:
    """Return a date in full; a year alone says of which era it is."""
    written = format_date(date)
    return written if date.month else words.title("year", year=written)


def _marked(pieces: Sequence[str]) -> Markup:
    """Return an excerpt of which every second piece, from the second on, is marked."""
    written = [_written(piece) for piece in pieces]
    written[1::2] = [f"<mark>{name}</mark>" for name in written[1::2]]
    return Markup("".join(written))  # noqa: S704 - escaped piece by piece


def _span(first: PartialDate, last: PartialDate | None) -> str:
    return format_date(first) if last is None or last == first else format_span(first, last)
