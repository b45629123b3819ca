"""The full name for a short form or alias, where exactly one organisation has it."""

from __future__ import annotations

from fieldnotes.archive.identities import Identities, is_id
from fieldnotes.archive.joining import Loaded
from fieldnotes.archive.records import Records
from fieldnotes.authoring.discretion import Discretion
from fieldnotes.thai.spelling import lookup_key


class OrganisationNames:
    """Leads from what a field says to the organisation's name."""

    def __init__(self, records: Records, loaded: Loaded, discretion: Discretion) -> None:
        self._identities = Identities()
        self._names: dict[str, str] = {}
        # An organisation that cannot be read, or stands twice, may have the same short form.
        if any(fault.path.startswith("organisations/") for fault in loaded.errors):
            return
        for record in records.organisations:
            front = record.front
            names = (front.name, *front.short, *front.also, *front.romanised)
            self._identities.add(record.id, names, front.formerly)
            if discretion.is_discreet(front.name, record.path):
                self._names[record.id] = front.name

    def find(self, typed: str) -> str | None:
        """Return the id of the one organisation that a field names, or None."""
        found = self._identities.find(typed)
        return found[0] if len(found) == 1 else None

    def full(self, typed: str) -> str | None:
        """Return the name that belongs in place of what was typed; None for a name, an id, and what may be another."""
        found = self.find(typed)
        name = self._names.get(found or "")
        if name is None or is_id(typed) or lookup_key(typed) == lookup_key(name):
            return None
        return name if self.find(name) == found else None
