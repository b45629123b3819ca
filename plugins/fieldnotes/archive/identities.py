"""Names are identities: one record may be named by id, full name, short form or alias, in any spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from fieldnotes.archive.nearest import nearest
from fieldnotes.archive.schema import ID_FORM
from fieldnotes.thai.spelling import lookup_key


class Identities:
    """The names of one kind of record. Looking one up gives the ids that bear it: none, one, or several."""

    def __init__(self) -> None:
        self._bearers: dict[str, dict[str, None]] = defaultdict(dict)
        self._written: dict[str, None] = {}
        self._ids: dict[str, None] = {}
        self._nearest: dict[str, str | None] = {}

    def add(self, record_id: str, names: Iterable[str], formerly: Iterable[str] = ()) -> None:
        """Enter a record with every name that leads to it, the ids that it had formerly too."""
        self._ids[record_id] = None
        self._nearest.clear()
        for one_id in (record_id, *formerly):
            self._bearers[lookup_key(one_id)][record_id] = None
        for name in names:
            if key := lookup_key(name):
                self._bearers[key][record_id] = None
                self._written[name] = None

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids of the records that a name leads to."""
        return tuple(self._bearers.get(lookup_key(name), ()))

    def nearest(self, name: str) -> str | None:
        """Return the known name (or id, for what is written as one) most like an unknown one."""
        if name not in self._nearest:
            self._nearest[name] = nearest(name, self._ids if is_id(name) else self._written)
        return self._nearest[name]


def is_id(name: str) -> bool:
    """Whether a reference is written as an id (`codi`, `sanchon-2549-5`) and not as a name in words."""
    return ID_FORM.fullmatch(name) is not None and not name.isdigit()
