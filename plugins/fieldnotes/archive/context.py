"""What every step of a joining shares: the records, the names that lead to them, and the problems found so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from fieldnotes.archive import body_links
from fieldnotes.archive.model import Position, Series, Settings
from fieldnotes.archive.naming import Naming
from fieldnotes.archive.problems import Problem, problem
from fieldnotes.archive.records import CLAIMS_SUFFIX, PRIVATE_FOLDER, F, Record, Records
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
        self.withholding = Withholding(self.settings.withhold)
        self.naming = Naming(self.fault, records.broken)
        self.unpublished = frozenset(
            (
                *(record.path for record in records.notes if not is_published(record)),
                *(image for image in records.images if _is_private(image)),
            )
        )
        """Paths of notes and images that no page may show."""
        self._known_paths = frozenset(
            (
                *(record.path for record in records.notes),
                *(record.path for record in records.meetings),
                *(record.path for record in records.organisations),
                *(path for path in records.lists if not path.endswith(CLAIMS_SUFFIX)),
                *records.images,
            )
        )

    def fault(self, code: str, at: Position, **facts: str) -> None:
        """Note a problem."""
        self.problems.append(problem(code, at, **facts))

    def check_links(self, record: Record[F], anchors: Iterable[str] = ()) -> None:
        """Note what is wrong with the links of a record's body; `anchors` are the places in it."""
        self.problems += body_links.check_links(
            record, self._known_paths, frozenset(anchors), self.unpublished
        )

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
    return record.front.publish and not _is_private(record.path)


def _is_private(path: str) -> bool:
    return path.startswith(PRIVATE_FOLDER + "/")


def _words(at: Position) -> str:
    return f"{at.path}:{at.line}:{at.column}"


def _settings(records: Records) -> Settings:
    if records.settings is None:
        return Settings()
    front = records.settings.front
    return Settings(
        title=front.title,
        description=front.description,
        holder=front.holder,
        series=tuple(Series(one.id, one.name) for one in front.series),
        rights=front.defaults.rights,
        withhold=front.withhold,
    )
