"""Joining: records that were read one by one become one archive.

Names become identities, notes find their meetings and accounts, headings their agenda items, quotes
their paragraphs and texts their organisations. What does not fit is a problem at its place; nothing is
dropped in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fieldnotes.archive import meetings as meeting_joins
from fieldnotes.archive.accounts import Part, gather, writing_order
from fieldnotes.archive.context import Context
from fieldnotes.archive.indexes import (
    claims_by,
    in_dictionary_order,
    mentions_by_organisation,
    tellings_by_subject,
)
from fieldnotes.archive.meeting_index import MeetingIndex
from fieldnotes.archive.mentions import Names
from fieldnotes.archive.model import (
    Account,
    AgendaReference,
    Archive,
    Meeting,
    Note,
    Organisation,
    Telling,
)
from fieldnotes.archive.notes import join_notes
from fieldnotes.archive.problems import Problem, in_order
from fieldnotes.archive.records import Records, read_records
from fieldnotes.archive.vocabularies import (
    findable,
    join_organisations,
    join_places,
    join_tags,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `notes/` holds: the archive of all that could be joined, and every problem, in order of place.

    `images` are the paths, relative to `notes/`, of the pictures that published notes, meetings and organisations
    show.
    """

    archive: Archive
    problems: tuple[Problem, ...]
    images: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(fault for fault in self.problems if fault.severity == "error")


def load(notes: Path) -> Loaded:
    """Read and join all records below a folder. Never raises for what stands in a file: that is a problem."""
    return join(read_records(notes))


def join(records: Records) -> Loaded:
    """Join records into one archive."""
    context = Context(records)
    places = join_places(context)
    tags = join_tags(context)
    organisations = join_organisations(context)
    typed = meeting_joins.join_meetings(context)
    index = MeetingIndex(context.settings.series, typed.values())
    recorded = meeting_joins.settled(context, typed, index)
    joined = join_notes(context, recorded, index, Names(map(findable, organisations.values())))
    context.check_file_names()
    meeting_joins.find_continuations(context, joined.meetings, index)
    accounts = _join_accounts(joined.notes)
    _find_next_parts(joined.notes, accounts)
    _add_told_items(joined.meetings, (part.note for part in joined.notes.values()))
    notes = dict(
        sorted(
            ((part.note.id, part.note) for part in joined.notes.values()),
            key=lambda entry: writing_order(entry[1]),
        )
    )
    meetings = meeting_joins.in_order(joined.meetings, notes, accounts)
    naming = context.naming
    archive = Archive(
        settings=context.published_settings,
        notes=notes,
        accounts=accounts,
        meetings=meetings,
        organisations=in_dictionary_order(organisations, lambda organisation: organisation.name),
        tags=in_dictionary_order({**tags, **naming.new_tags}, lambda tag: tag.label),
        places=in_dictionary_order({**places, **naming.new_places}, lambda place: place.name),
        unrecorded=naming.unrecorded,
        threads=meeting_joins.threads(meetings),
        mentions=mentions_by_organisation(notes.values()),
        claims=claims_by(lambda party: party.organisation, notes.values()),
        place_claims=claims_by(lambda party: party.place, notes.values()),
        tellings=tellings_by_subject(notes.values(), meetings),
        unpublished=joined.unpublished,
    )
    showing: tuple[Note | Meeting | Organisation, ...] = (
        *notes.values(),
        *meetings.values(),
        *organisations.values(),
    )
    images = tuple(sorted({image for record in showing for image in record.images}))
    return Loaded(archive, in_order(context.problems), images)


def _join_accounts(notes: dict[str, Part]) -> dict[str, Account]:
    accounts = gather(notes.values())
    for account in accounts.values():
        for note_id in account.notes:
            part = notes[note_id]
            notes[note_id] = replace(part, note=replace(part.note, account=account.id))
    return accounts


def _find_next_parts(notes: dict[str, Part], accounts: Mapping[str, Account]) -> None:
    """Find, for each telling that was broken off, the part that goes on with it."""
    for account in accounts.values():
        for place, note_id in enumerate(account.notes):
            part = notes[note_id]
            if not part.note.to_be_continued:
                continue
            later = [notes[other].note for other in account.notes[place + 1 :]]
            tellings = tuple(_with_next_part(telling, later) for telling in part.note.tellings)
            notes[note_id] = replace(part, note=replace(part.note, tellings=tellings))


def _with_next_part(telling: Telling, later: Iterable[Note]) -> Telling:
    if not telling.broken_off:
        return telling
    for note in later:
        if any(other.reference == telling.reference for other in note.tellings):
            return replace(telling, continued_in=note.id)
    return telling


def _add_told_items(meetings: dict[str, Meeting], notes: Iterable[Note]) -> None:
    """Let the items that only notes tell of appear in their meetings' agendas."""
    told: dict[str, set[AgendaReference]] = defaultdict(set)
    for note in notes:
        if note.meeting is not None:
            told[note.meeting].update(telling.reference for telling in note.tellings)
    for meeting_id, references in told.items():
        meetings[meeting_id] = meeting_joins.with_items(meetings[meeting_id], references)
