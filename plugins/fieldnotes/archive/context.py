"""What every step of a joining shares: the records, the names that lead to them, and the problems found so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from fieldnotes.archive import body_links
from fieldnotes.archive.model import Position, Series, Settings
from fieldnotes.archive.naming import Naming
from fieldnotes.archive.problems import Problem, problem
from fieldnotes.archive.records import (
    CLAIMS_SUFFIX,
    BodyPlaces,
    F,
    Record,
    Records,
    is_private,
)
from fieldnotes.archive.schema import (
    MeetingFront,
    NoteFront,
    OrganisationFront,
    PlaceFront,
    TagFront,
)
from fieldnotes.archive.withholding import Withholding
from fieldnotes.thai.spelling import lookup_key

R = TypeVar("R", NoteFront, MeetingFront, OrganisationFront, TagFront, PlaceFront)


class Context:
    """One joining."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.problems: list[Problem] = list(records.problems)
        self.settings = _settings(records)
        # A name is withheld everywhere, whichever record asks for it: its bearer stands in other notes too.
        self.withholding = Withholding(
            (
                *self.settings.withhold,
                *(name for note in records.notes for name in note.front.withhold),
            )
        )
        self.naming = Naming(self.fault, records.broken)
        self.unpublished = frozenset(
            (
                *(record.path for record in records.notes if not is_published(record)),
                *(image for image in records.images if is_private(image)),
            )
        )
        """Paths of notes and images that no page may show."""
        self._shown_images = frozenset(records.images - self.unpublished)
        self._known_paths = frozenset(
            (
                *(record.path for record in records.notes),
                *(record.path for record in records.meetings),
                *(record.path for record in records.organisations),
                *(path for path in records.lists if not path.endswith(CLAIMS_SUFFIX)),
                *records.images,
            )
        )

    @property
    def published_settings(self) -> Settings:
        """The settings as pages may have them: without withheld names, and without the list of these."""
        hidden = self.withholding
        return replace(
            self.settings,
            holder=hidden.in_stated(self.settings.holder),
            rights=hidden.in_stated(self.settings.rights),
            author=hidden.in_stated(self.settings.author),
            series=tuple(
                replace(one, name=hidden.in_text(one.name)) for one in self.settings.series
            ),
            withhold=(),
        )

    def fault(self, code: str, at: Position, **facts: str) -> None:
        """Note a problem. What it says may end in a public log, so no withheld name is in it."""
        shown = {key: self.withholding.in_text(fact) for key, fact in facts.items()}
        self.problems.append(problem(code, at, **shown))

    def check_links(self, record: Record[F], anchors: Iterable[str] = ()) -> None:
        """Note what is wrong with the links of a record's body; `anchors` are the places in it."""
        places = BodyPlaces(record)
        self.problems += body_links.check_links(
            record.body,
            record.path,
            places.of,
            known=self._known_paths,
            anchors=frozenset(anchors),
            unpublished=self.unpublished,
        )

    def check_links_in(self, text: str, at: Position) -> None:
        """Note what is wrong with the links of a Markdown text in a field."""
        self.problems += body_links.check_links(
            text,
            at.path,
            lambda _: at,
            known=self._known_paths,
            anchors=frozenset(),
            unpublished=self.unpublished,
        )

    def images_in(self, text: str, path: str) -> tuple[str, ...]:
        """Return the paths of the pictures that a record's text shows, in order, each once."""
        return body_links.images_in(text, path, self._shown_images)

    def hidden_in_body(self, record: Record[F], hidden: Withholding) -> str:
        """Return a record's body without withheld names; one that cannot be replaced is reported at its place."""
        replaced = hidden.in_markdown(record.body)
        if replaced.left is not None:
            self.fault("withheld-in-markup", record.in_body(replaced.left))
        return replaced.text

    def hidden_in_markdown(self, text: str, at: Position, hidden: Withholding) -> str:
        """Return a Markdown text of a field without withheld names; one that cannot be replaced is reported."""
        replaced = hidden.in_markdown(text)
        if replaced.left is not None:
            self.fault("withheld-in-markup", at)
        return replaced.text

    def check_withheld(
        self, text: object, record: Record[F], field: str, hidden: Withholding
    ) -> None:
        """Report a withheld name in a field that is divided by markup, so that it could not be replaced."""
        if isinstance(text, str) and hidden.left_in_markdown(text) is not None:
            self.fault("withheld-in-markup", record.at(field))

    def check_file_names(self) -> None:
        """Report the names of published files that have a withheld name in them: they become addresses."""
        records = self.records
        paths = (
            *(record.path for record in records.notes),
            *(record.path for record in records.meetings),
            *(record.path for record in records.organisations),
            *records.images,
        )
        for path in paths:
            if path not in self.unpublished and self.withholding.is_in_path(path):
                self.fault("withheld-in-file-name", Position(path))

    def unique(self, records: Iterable[Record[R]]) -> dict[str, Record[R]]:
        """Return records by id; a second one with an id is reported at its `id`, or at its file's head.

        An id that a record had formerly leads to it still, so no other record may have it.
        """
        unique: dict[str, Record[R]] = {}
        for record in records:
            if (first := unique.get(record.id)) is not None:
                self.fault(
                    "id-duplicate", record.at("id"), found=record.id, first=_words(first.at("id"))
                )
            else:
                unique[record.id] = record
        redirected: dict[str, Record[R]] = {}
        for record in unique.values():
            for position, former in enumerate(record.front.formerly):
                other = unique.get(former) or redirected.get(former)
                if other is not None:
                    at = record.at("formerly", position)
                    self.fault("id-duplicate", at, found=former, first=_words(other.at("id")))
                redirected.setdefault(former, record)
        return unique

    def check_names(self, names: Iterable[tuple[str, Position]]) -> None:
        """Report every name that a record before it has."""
        first: dict[str, Position] = {}
        for name, at in names:
            key = lookup_key(name)
            if key in first:
                self.fault("name-duplicate", at, found=name, first=_words(first[key]))
            else:
                first[key] = at


def is_published(record: Record[NoteFront]) -> bool:
    """Whether a note is shown: neither `publish: false` nor in the private folder."""
    return record.front.publish and not is_private(record.path)


def _words(at: Position) -> str:
    return f"{at.path}:{at.line}:{at.column}"


def _settings(records: Records) -> Settings:
    if records.settings is None:
        return Settings()
    front = records.settings.front
    return Settings(
        holder=front.holder,
        series=tuple(Series(one.id, one.name) for one in front.series),
        rights=front.defaults.rights,
        author=front.defaults.author,
        withhold=front.withhold,
    )
