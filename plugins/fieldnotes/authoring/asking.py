"""Whose a page's notes are: as the command says, as `archive.yml` says, or as a person answers, once for each blog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fieldnotes.archive.vocabulary import vocabulary
from fieldnotes.authoring.diagnostics import shown_path
from fieldnotes.authoring.gotoknow.page import SourcePage
from fieldnotes.authoring.import_report import Report, printable, words
from fieldnotes.authoring.note_file import NoteUnwritable
from fieldnotes.authoring.ownership import is_own, read_settings, remember
from fieldnotes.thai.spelling import lookup_key

Ask = Callable[[str], str]
"""Asks a person one question and returns what was typed."""


class Asking:
    """Answers whose a page is and keeps new answers; `settings` are those of `archive.yml` as it is now."""

    def __init__(self, notes: Path, report: Report, *, own: bool | None, ask: Ask | None) -> None:
        self.settings = read_settings(notes)
        self._notes = notes
        self._report = report
        self._own = own
        self._ask = ask
        self._answers: dict[str, bool] = {}

    def own(self, page: SourcePage) -> bool | None:
        """Return whether a page is the archive's holder's; None where nobody said and nobody can be asked."""
        own = self._own
        blog = page.footer.blog
        own_words = (words("th")["own"], words("en")["own"])
        known = is_own(self.settings, blog, own_words) if blog else None
        if own is None:
            own = known
        if own is None:
            own = self._asked(page)
        if own is not None and blog and own != known:
            self._remember(blog, own)
        return own

    def _asked(self, page: SourcePage) -> bool | None:
        """What a person says, asked once for each blog; None where nobody can be asked."""
        if self._ask is None:
            return None
        blog = page.footer.blog or ""
        if lookup_key(blog) in self._answers:
            return self._answers[lookup_key(blog)]
        key = "ask" if blog else "ask_no_blog"
        question = self._report.word(key).format(blog=printable(blog), title=printable(page.title))
        while True:
            try:
                answer = vocabulary().truths.get(lookup_key(self._ask(question)))
            except EOFError:
                return None
            if answer is not None:
                if blog:
                    self._answers[lookup_key(blog)] = answer
                return answer

    def _remember(self, blog: str, own: bool) -> None:
        holder = (self.settings.holder if own else None) or self._report.word(
            "own" if own else "others"
        )
        file = shown_path(self._notes, "archive.yml")
        try:
            remember(self._notes, blog, holder, datetime.now().astimezone().date())
        except (OSError, NoteUnwritable) as fault:
            self._report.say("not_remembered", file=file, why=fault)
        else:
            self._report.say("remembered", file=file, blog=blog, holder=holder)
        self.settings = read_settings(self._notes)
        self._answers[lookup_key(blog)] = own
