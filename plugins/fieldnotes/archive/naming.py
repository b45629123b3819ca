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
from fieldnotes.archive.withholding import Withholding
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
    """Settles names, one field at a time. `broken` are the ids of records that could not be read.

    Names are looked up as they were typed; `hidden` says which words of them nobody is to see, here or in a problem.
    """

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

    def find(
        self, identities: Identities, name: str, at: Position, hidden: Withholding
    ) -> str | NotStated | None:
        """Return the id that a name leads to; None if it is unknown, `NOT_STATED` if a problem is noted already."""
        found = identities.find(name)
        if len(found) > 1:
            shown = hidden.in_text(name)
            self._fault("name-shared", at, found=shown, expected=", ".join(found))
            return NOT_STATED
        if not found and name in self._broken:
            return NOT_STATED
        return found[0] if found else None

    def party(self, name: str, at: Position, note: str | None, hidden: Withholding) -> Party:
        """Return the organisation, or else the place, that a field names.

        An unknown one is kept by its name, and listed with the id of the published note that uses it.
        """
        found = self.find(self.organisations, name, at, hidden)
        shown = hidden.in_text(name)
        if isinstance(found, str):
            return Party(shown, found)
        if found is None:
            if len(places := self.places.find(name)) == 1:
                return Party(shown, place=places[0])
            if is_id(name):
                self._unknown("id-unknown", self.organisations, name, at, hidden)
            else:
                self._unknown("organisation-unknown", self.organisations, name, at, hidden)
                if note is not None:
                    key = lookup_key(name)
                    known, notes = self._unrecorded.get(key, (name, {}))
                    self._unrecorded[key] = (hidden.in_text(known), {**notes, note: None})
        return Party(shown)

    def place(
        self, name: str, at: Position, hidden: Withholding, *, keep: bool = True
    ) -> str | None:
        """Return the id of a place that a field names; an unknown one is a place of its own without a record yet."""
        found = self.find(self.places, name, at, hidden)
        if found is None:
            if is_id(name):
                self._unknown("id-unknown", self.places, name, at, hidden)
                return None
            self._unknown("place-unknown", self.places, name, at, hidden)
            new_id = place_id(name)
            if keep:
                # Of notes that use one word, those count that withhold a part of it.
                known = self.new_places[new_id].name if new_id in self.new_places else name
                self.new_places[new_id] = Place(new_id, hidden.in_text(known), recorded=False)
            return new_id
        return found if isinstance(found, str) else None

    def tag(self, label: str, at: Position, hidden: Withholding, *, keep: bool) -> str | None:
        """Return the id of a tag; an unknown one is a tag of its own without a record yet."""
        found = self.find(self.tags, label, at, hidden)
        if found is None:
            # A tag may well be a Latin word (otop); only what has an id's hyphen is read as an id.
            if is_id(label) and "-" in label:
                self._unknown("id-unknown", self.tags, label, at, hidden)
                return None
            self._unknown("tag-unknown", self.tags, label, at, hidden)
            new_id = tag_id(label)
            if keep:
                known = self.new_tags[new_id].label if new_id in self.new_tags else label
                self.new_tags[new_id] = Tag(new_id, hidden.in_text(known), recorded=False)
            return new_id
        return found if isinstance(found, str) else None

    def above(
        self, identities: Identities, name: str | None, at: Position, hidden: Withholding
    ) -> str | None:
        """Return what a vocabulary's entry stands under. It is named within one file, so an unknown one is an error."""
        if name is None:
            return None
        found = self.find(identities, name, at, hidden)
        if found is None:
            self._unknown("id-unknown", identities, name, at, hidden)
        return found if isinstance(found, str) else None

    def _unknown(
        self, code: str, identities: Identities, name: str, at: Position, hidden: Withholding
    ) -> None:
        nearest = hidden.in_text(identities.nearest(name) or "")
        self._fault(code, at, found=hidden.in_text(name), nearest=nearest)
