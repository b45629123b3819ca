"""What one build shows: the archive and its problems, and the pages that follow from them."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from fieldnotes.archive.joining import Loaded
from fieldnotes.archive.model import Archive
from fieldnotes.archive.problems import Problem
from fieldnotes.site import report
from fieldnotes.site.page_spec import PageSpec
from fieldnotes.site.pages import in_order_of_rendering
from fieldnotes.site.plan import plan_pages
from fieldnotes.site.preview import Preview
from fieldnotes.site.text import Texts
from fieldnotes.site.views import problems as problems_view

log = get_plugin_logger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """An archive (`loaded` is None: there is none without errors yet), and the problems that were found."""

    loaded: Loaded | None
    problems: tuple[Problem, ...]

    @property
    def archive(self) -> Archive:
        """The archive to show; an empty one where there is none yet."""
        return self.loaded.archive if self.loaded is not None else Archive()

    @property
    def images(self) -> tuple[str, ...]:
        """The files beside records that its texts show, as paths in `notes/`."""
        return tuple(self.loaded.images) if self.loaded is not None else ()

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)


def judge(loaded: Loaded, notes: str, preview: Preview | None) -> Shown:
    """Log what is wrong with the records of the folder `notes`, and decide what is shown.

    Raises:
        PluginError: there are errors, and this is no preview; all problems have been logged.
    """
    folder = os.path.relpath(notes).replace(os.sep, "/")
    for problem in loaded.problems:
        # The preview never logs an error: `mkdocs serve --strict` would end at it.
        is_error = problem.severity == "error" and preview is None
        (log.error if is_error else log.info)(report.line(problem, folder))
    if preview is None:
        if loaded.errors:
            raise PluginError(report.sentence("failed", errors=len(loaded.errors)))
        return Shown(loaded, loaded.problems)
    shown = preview.take(loaded)
    if loaded.errors:
        log.info(report.sentence("none" if shown is None else "kept", errors=len(loaded.errors)))
    return Shown(shown, loaded.problems)


def plan(shown: Shown, preview: Preview | None) -> Iterator[PageSpec]:
    """Yield the pages of a build; those of an archive that cannot be shown yet all show its problems."""
    problems = problems_view.page(shown.problems)
    archive = shown.archive
    try:
        specs = tuple(in_order_of_rendering(plan_pages(archive, Texts(archive)), archive))
    except Exception:
        if preview is None:
            raise
        log.info(report.sentence("plan_failed", fault=traceback.format_exc()))
        specs = (replace(problems, address=""),)
    for spec in specs:
        yield replace(problems, address=spec.address) if shown.loaded is None else spec
    # Also when there are none left: whoever mended the last one stands on that page.
    if preview is not None:
        yield problems
