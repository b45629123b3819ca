"""The archive seen from the other end: who is mentioned where, what is claimed of whom, who tells of what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from fieldnotes.archive.accounts import writing_order
from fieldnotes.archive.model import Claim, Meeting, Mention, Note, Party, SubjectKey, Telling
from fieldnotes.thai.order import collation_key

V = TypeVar("V")


def in_dictionary_order(values: Mapping[str, V], label: Callable[[V], str]) -> dict[str, V]:
    """Return values by id in the order in which a Thai dictionary would have their labels."""
    return dict(
        sorted(values.items(), key=lambda entry: (collation_key(label(entry[1])), entry[0]))
    )


def mentions_by_organisation(notes: Iterable[Note]) -> dict[str, tuple[Mention, ...]]:
    """Return the mentions of each organisation, newest note first, in reading order within a note."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for note in sorted(notes, key=writing_order, reverse=True):
        for mention in note.mentions:
            found[mention.organisation].append(mention)
    return {organisation: tuple(mentions) for organisation, mentions in found.items()}


def claims_by(
    end: Callable[[Party], str | None], notes: Iterable[Note]
) -> dict[str, tuple[Claim, ...]]:
    """Return claims by what stands at either end of them: `end` says what of a party counts."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for note in notes:
        for claim in note.claims:
            parties = [claim.about, claim.to] if isinstance(claim.to, Party) else [claim.about]
            for record_id in dict.fromkeys(map(end, parties)):
                if record_id is not None:
                    found[record_id].append(claim)
    return {record_id: tuple(claims) for record_id, claims in found.items()}


def tellings_by_subject(
    notes: Iterable[Note], meetings: Mapping[str, Meeting]
) -> dict[SubjectKey, tuple[Telling, ...]]:
    """Return who tells of each item or subject, in the order of the notes."""
    found: dict[SubjectKey, list[Telling]] = defaultdict(list)
    for note in notes:
        if note.meeting is not None and note.meeting in meetings:
            for telling in note.tellings:
                found[SubjectKey(note.meeting, telling.reference)].append(telling)
    return {key: tuple(tellings) for key, tellings in found.items()}
