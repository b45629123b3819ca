"""What fields name: an organisation, a place, a tag, by any of its names; and the names that have no record yet."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from fieldnotes.archive.identities import Identities, is_id
from fieldnotes.archive.model import (
    NOT_STATED,
    NotStated,
    Party,
    Place,
    Position,
    Tag,
    UnrecordedName,
)
from fieldnotes.archive.paragraphs import digest
from fieldnotes.thai.order import collation_key
from fieldnotes.thai.spelling import lookup_key


class Fault(Protocol):
    """Notes a problem with its facts."""

    def __call__(self, code: str, at: Position, **facts: str) -> None:
        """Note the problem `code` at a place."""


def place_id(name: str) -> str:
    """Return the id of a place that has no record yet: one for each name, however it is spelled."""
    return "place-" + digest(lookup_key(name))


def tag_id(label: str) -> str:
    """Return the id of a tag that has no record yet: one for each word, however it is spelled."""
    return "tag-" + digest(lookup_key(label))


class Naming:
    """Settles names, one field at a time. `broken` are the ids of records that could not be read."""

    def __init__(self, fault: Fault, broken: Collection[str]) -> None:
        self._fault = fault
        self._broken = broken
        self.organisations = Identities()
        self.tags = Identities()
        self.places = Identities()
        self.new_tags: dict[str, Tag] = {}
        self.new_places: dict[str, Place] = {}
        self._unrecorded: dict[str, tuple[str, dict[str, None]]] = {}

    @property
    def unrecorded(self) -> tuple[UnrecordedName, ...]:
        """Organisations that published notes name and no record has, in dictionary order."""
        names = (UnrecordedName(name, tuple(notes)) for name, notes in self._unrecorded.values())
        return tuple(sorted(names, key=lambda entry: (collation_key(entry.name), entry.name)))

    def find(self, identities: Identities, name: str, at: Position) -> str | NotStated | None:
        """Return the id that a name leads to; None if it is unknown, `NOT_STATED` if a problem is noted already."""
        found = identities.find(name)
        if len(found) > 1:
            self._fault("name-shared", at, found=name, expected=", ".join(found))
            return NOT_STATED
        if not found and name in self._broken:
            return NOT_STATED
        return found[0] if found else None

    def party(self, name: str, at: Position, note: str | None) -> Party:
        """Return the organisation, or else the place, that a field names.

        An unknown one is kept by its name, and listed with the id of the published note that uses it.
        """
        found = self.find(self.organisations, name, at)
        if isinstance(found, str):
            return Party(name, found)
        if found is None:
            if len(places := self.places.find(name)) == 1:
                return Party(name, place=places[0])
            nearest = self.organisations.nearest(name) or ""
            if is_id(name):
                self._fault("id-unknown", at, found=name, nearest=nearest)
            else:
                self._fault("organisation-unknown", at, found=name, nearest=nearest)
                if note is not None:
                    self._unrecorded.setdefault(lookup_key(name), (name, {}))[1][note] = None
        return Party(name)

    def place(self, name: str, at: Position, *, keep: bool = True) -> str | None:
        """Return the id of a place that a field names; an unknown one is a place of its own without a record yet."""
        found = self.find(self.places, name, at)
        if found is None:
            nearest = self.places.nearest(name) or ""
            if is_id(name):
                self._fault("id-unknown", at, found=name, nearest=nearest)
                return None
            self._fault("place-unknown", at, found=name, nearest=nearest)
            new = Place(id=place_id(name), name=name, recorded=False)
            if keep:
                self.new_places.setdefault(new.id, new)
            return new.id
        return found if isinstance(found, str) else None

    def tag(self, label: str, at: Position, *, keep: bool) -> str | None:
        """Return the id of a tag; an unknown one is a tag of its own without a record yet."""
        found = self.find(self.tags, label, at)
        if found is None:
            nearest = self.tags.nearest(label) or ""
            # A tag may well be a Latin word (otop); only what has an id's hyphen is read as an id.
            if is_id(label) and "-" in label:
                self._fault("id-unknown", at, found=label, nearest=nearest)
                return None
            self._fault("tag-unknown", at, found=label, nearest=nearest)
            new = Tag(id=tag_id(label), label=label, recorded=False)
            if keep:
                self.new_tags.setdefault(new.id, new)
            return new.id
        return found if isinstance(found, str) else None

    def above(self, identities: Identities, name: str | None, at: Position) -> str | None:
        """Return what a vocabulary's entry stands under. It is named within one file, so an unknown one is an error."""
        if name is None:
            return None
        found = self.find(identities, name, at)
        if found is None:
            self._fault("id-unknown", at, found=name, nearest=identities.nearest(name) or "")
        return found if isinstance(found, str) else None
