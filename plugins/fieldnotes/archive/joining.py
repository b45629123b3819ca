"""Joining: records that were read one by one become one archive.

Names become identities, notes find their meetings and accounts, headings their agenda items, quotes their paragraphs and
texts their organisations. What does not fit is a problem at its place; nothing is dropped in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from fieldnotes.archive import body_links
from fieldnotes.archive.accounts import gather, split_title, writing_order
from fieldnotes.archive.agenda import read_reference, split_reference
from fieldnotes.archive.identities import Identities, is_id
from fieldnotes.archive.meeting_index import MeetingIndex, read_meeting_name, whole_number
from fieldnotes.archive.mentions import Names, mentions_in
from fieldnotes.archive.model import (
    NOT_STATED,
    Account,
    AgendaItem,
    AgendaReference,
    Archive,
    Claim,
    Comment,
    Meeting,
    Mention,
    Note,
    NotStated,
    Organisation,
    Party,
    Place,
    Position,
    Series,
    Settings,
    Source,
    Subject,
    SubjectKey,
    Tag,
    Telling,
    UnrecordedName,
)
from fieldnotes.archive.paragraphs import digest, read_paragraphs, wrong_anchors
from fieldnotes.archive.problems import Problem, in_order, problem
from fieldnotes.archive.quotes import Quotes
from fieldnotes.archive.records import (
    CLAIMS_SUFFIX,
    PRIVATE_FOLDER,
    F,
    Record,
    Records,
    read_records,
)
from fieldnotes.archive.schema import (
    ClaimFront,
    MeetingFront,
    NoteFront,
    OrganisationFront,
    PlaceFront,
    SourceFront,
    TagFront,
)
from fieldnotes.archive.vocabulary import vocabulary
from fieldnotes.archive.withholding import Withholding
from fieldnotes.thai.dates import BUDDHIST_OFFSET
from fieldnotes.thai.order import collation_key
from fieldnotes.thai.spelling import lookup_key

V = TypeVar("V")
R = TypeVar("R", NoteFront, MeetingFront, OrganisationFront, TagFront, PlaceFront)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `notes/` holds: the archive of all that could be joined, and every problem, in order of place.

    `images` are the paths, relative to `notes/`, of the pictures that published notes show.
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
    return _Joining(records).run()


class _Joining:
    """One joining: the identities and the problems that every step of it shares."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.problems: list[Problem] = list(records.problems)
        settings = records.settings.front if records.settings else None
        self.settings = Settings(
            title=settings.title if settings else None,
            description=settings.description if settings else None,
            holder=settings.holder if settings else None,
            series=tuple(Series(one.id, one.name) for one in settings.series) if settings else (),
            rights=settings.defaults.rights if settings else None,
            withhold=settings.withhold if settings else (),
        )
        self.withholding = Withholding(self.settings.withhold)
        self.organisations = Identities()
        self.tags = Identities()
        self.places = Identities()
        self.new_tags: dict[str, Tag] = {}
        self.new_places: dict[str, Place] = {}
        self.unrecorded: dict[str, tuple[str, dict[str, None]]] = {}
        self.unpublished = frozenset(
            (
                *(record.path for record in records.notes if not _is_published(record)),
                *(image for image in records.images if _is_private(image)),
            )
        )
        self.known_paths = frozenset(
            (
                *(record.path for record in records.notes),
                *(record.path for record in records.meetings),
                *(record.path for record in records.organisations),
                *(path for path in records.lists if not path.endswith(CLAIMS_SUFFIX)),
                *records.images,
            )
        )

    def fault(self, code: str, at: Position, **facts: str) -> None:
        self.problems.append(problem(code, at, **facts))

    def run(self) -> Loaded:
        self._check_vocabularies()
        places = self._join_places()
        tags = self._join_tags()
        organisations = self._join_organisations()
        names = Names(organisations.values())
        recorded = self._join_meetings()
        index = MeetingIndex(self.settings.series, recorded.values())
        notes, meetings, unpublished = self._join_notes(recorded, index, names)
        self._find_continuations(meetings, index)
        accounts = self._join_accounts(notes)
        self._find_tellings(notes, accounts, meetings)
        published = self._published_claims(notes)
        ordered = dict(sorted(published.items(), key=lambda entry: writing_order(entry[1])))
        placed = _placed(meetings, ordered, accounts)
        archive = Archive(
            settings=self.settings,
            notes=ordered,
            accounts=accounts,
            meetings=placed,
            organisations=organisations,
            tags=_in_dictionary_order({**tags, **self.new_tags}, lambda tag: tag.label),
            places=_in_dictionary_order({**places, **self.new_places}, lambda place: place.name),
            unrecorded=tuple(
                sorted(
                    (UnrecordedName(name, tuple(users)) for name, users in self.unrecorded.values()),
                    key=lambda entry: (collation_key(entry.name), entry.name),
                )
            ),
            threads=_threads(placed),
            mentions=_mentions(ordered.values()),
            claims=_claims(ordered.values(), lambda party: party.organisation),
            place_claims=_claims(ordered.values(), lambda party: party.place),
            tellings=_tellings(ordered.values(), meetings),
            unpublished=unpublished,
        )
        images = tuple(sorted({image for note in ordered.values() for image in note.images}))
        return Loaded(archive, in_order(self.problems), images)

    # -- identities ---------------------------------------------------------------------------------------------

    def _unique(self, records: Iterable[Record[R]]) -> dict[str, Record[R]]:
        """Records by id; a second one with an id is reported at its `id`, or at its file's head.

        An id that a record had formerly leads to it still, so no other record may have it.
        """
        unique: dict[str, Record[R]] = {}
        for record in records:
            if (first := unique.get(record.id)) is not None:
                self.fault("id-duplicate", record.at("id"), found=record.id, first=_place_words(first.at("id")))
            else:
                unique[record.id] = record
        redirected: dict[str, Record[R]] = {}
        for record in unique.values():
            for position, former in enumerate(record.front.formerly):
                other = unique.get(former) or redirected.get(former)
                if other is not None:
                    at = record.at("formerly", position)
                    self.fault("id-duplicate", at, found=former, first=_place_words(other.at("id")))
                redirected.setdefault(former, record)
        return unique

    def _unique_names(self, names: Iterable[tuple[str, Position]]) -> None:
        first: dict[str, Position] = {}
        for name, at in names:
            key = lookup_key(name)
            if key in first:
                self.fault("name-duplicate", at, found=name, first=_place_words(first[key]))
            else:
                first[key] = at

    def _check_vocabularies(self) -> None:
        for record in self.records.organisations:
            kind = record.front.kind
            kinds = vocabulary().kinds
            if kind is not None and kind not in kinds:
                self.fault("kind-unknown", record.at("kind"), found=kind, expected=", ".join(kinds))

    def _one(self, identities: Identities, name: str, at: Position) -> str | None | NotStated:
        """The id that a name leads to; None where it is unknown; `NOT_STATED` where a problem is reported already."""
        found = identities.find(name)
        if len(found) > 1:
            self.fault("name-shared", at, found=name, expected=", ".join(found))
            return NOT_STATED
        if not found and name in self.records.broken:
            return NOT_STATED
        return found[0] if found else None

    def party(self, name: str, at: Position, note: str | None) -> Party:
        """The organisation that a field names; unknown ones are kept by name and listed, where a published note uses them."""
        found = self._one(self.organisations, name, at)
        if isinstance(found, str):
            return Party(name, found)
        if found is None:
            if len(places := self.places.find(name)) == 1:
                return Party(name, place=places[0])
            nearest = self.organisations.nearest(name) or ""
            if is_id(name):
                self.fault("id-unknown", at, found=name, nearest=nearest)
            else:
                self.fault("organisation-unknown", at, found=name, nearest=nearest)
                if note is not None:
                    self.unrecorded.setdefault(lookup_key(name), (name, {}))[1][note] = None
        return Party(name)

    def place(self, name: str, at: Position, keep: bool = True) -> str | None:
        """The id of a place that a field names; an unknown one is a place of its own that `places.yml` does not have yet."""
        found = self._one(self.places, name, at)
        if found is None:
            nearest = self.places.nearest(name) or ""
            if is_id(name):
                self.fault("id-unknown", at, found=name, nearest=nearest)
                return None
            self.fault("place-unknown", at, found=name, nearest=nearest)
            new = Place(id="place-" + digest(lookup_key(name)), name=name, recorded=False)
            if keep:
                self.new_places.setdefault(new.id, new)
            return new.id
        return found if isinstance(found, str) else None

    def tag(self, label: str, at: Position, keep: bool) -> str | None:
        """The id of a tag; an unknown one is a tag of its own that `tags.yml` does not have yet."""
        found = self._one(self.tags, label, at)
        if found is None:
            nearest = self.tags.nearest(label) or ""
            # A tag may well be a Latin word (otop); only what has an id's hyphen is read as an id.
            if is_id(label) and "-" in label:
                self.fault("id-unknown", at, found=label, nearest=nearest)
                return None
            self.fault("tag-unknown", at, found=label, nearest=nearest)
            new = Tag(id="tag-" + digest(lookup_key(label)), label=label, recorded=False)
            if keep:
                self.new_tags.setdefault(new.id, new)
            return new.id
        return found if isinstance(found, str) else None

    # -- vocabularies and organisations --------------------------------------------------------------------------

    def _join_places(self) -> dict[str, Place]:
        records = self._unique(self.records.places)
        self._unique_names((record.front.name, record.at("name")) for record in self.records.places)
        for record in records.values():
            self.places.add(record.id, (record.front.name, *record.front.also), record.front.formerly)
        places = {}
        for record in records.values():
            front = record.front
            places[record.id] = Place(
                id=record.id,
                name=front.name,
                recorded=True,
                also=front.also,
                within=self._above(record, front.within, "within"),
                kind=front.kind,
                description=front.description or "",
                formerly=(*front.formerly, "place-" + digest(lookup_key(front.name))),
            )
        self._refuse_circles({place.id: place.within for place in places.values()}, records, "within")
        return _without_circles(places, lambda place: place.within, lambda place: replace(place, within=None))

    def _join_tags(self) -> dict[str, Tag]:
        records = self._unique(self.records.tags)
        self._unique_names((record.front.label, record.at("label")) for record in self.records.tags)
        for record in records.values():
            self.tags.add(record.id, (record.front.label, *record.front.also), record.front.formerly)
        tags = {}
        for record in records.values():
            front = record.front
            tags[record.id] = Tag(
                id=record.id,
                label=front.label,
                recorded=True,
                also=front.also,
                broader=self._above(record, front.broader, "broader"),
                description=front.description or "",
                formerly=(*front.formerly, "tag-" + digest(lookup_key(front.label))),
            )
        self._refuse_circles({tag.id: tag.broader for tag in tags.values()}, records, "broader")
        return _without_circles(tags, lambda tag: tag.broader, lambda tag: replace(tag, broader=None))

    def _above(self, record: Record[TagFront] | Record[PlaceFront], name: str | None, key: str) -> str | None:
        """What a vocabulary's entry stands under. It is named within one file, so an unknown one is an error."""
        if name is None:
            return None
        identities = self.places if key == "within" else self.tags
        found = self._one(identities, name, record.at(key))
        if found is None:
            self.fault("id-unknown", record.at(key), found=name, nearest=identities.nearest(name) or "")
        return found if isinstance(found, str) else None

    def _refuse_circles(
        self,
        above: Mapping[str, str | None],
        records: Mapping[str, Record[TagFront]] | Mapping[str, Record[PlaceFront]],
        key: str,
    ) -> None:
        for record_id in _circular(above):
            self.fault("circle", records[record_id].at(key), found=record_id)

    def _join_organisations(self) -> dict[str, Organisation]:
        records = self._unique(self.records.organisations)
        self._unique_names((record.front.name, record.at("name")) for record in self.records.organisations)
        organisations = {}
        for record in records.values():
            front = record.front
            self.organisations.add(
                record.id, (front.name, *front.short, *front.also, *front.romanised), front.formerly
            )
            organisations[record.id] = Organisation(
                id=record.id,
                path=record.path,
                name=front.name,
                short=front.short,
                also=front.also,
                romanised=front.romanised,
                kind=front.kind,
                place=self.place(front.place, record.at("place")) if front.place else None,
                description=self.withholding.in_markdown(record.body.strip()),
                formerly=front.formerly,
            )
            self._check_links(record)
        return _in_dictionary_order(organisations, lambda organisation: organisation.name)

    def _check_links(self, record: Record[F], anchors: Iterable[str] = ()) -> None:
        self.problems += body_links.check_links(record, self.known_paths, frozenset(anchors), self.unpublished)

    # -- meetings -------------------------------------------------------------------------------------------------

    def _join_meetings(self) -> dict[str, Meeting]:
        records = self._unique(self.records.meetings)
        meetings: dict[str, Meeting] = {}
        labels: list[tuple[str, Position]] = []
        for record in records.values():
            front = record.front
            if front.number is None and front.date is None and front.title is None:
                self.fault("meeting-nameless", record.at())
            number = whole_number(front.number)
            count = number.number if number else front.number
            series = front.series
            if series is None and number is not None and len(self.settings.series) == 1:
                series = self.settings.series[0].name
            year = front.date[0].buddhist_year if front.date else read_meeting_name(front.number or "").year
            label = " ".join(filter(None, (series, count))) if count else front.title
            if count and series:
                labels.append((f"{series} {count}", record.at("number")))
            meetings[record.id] = Meeting(
                id=record.id,
                label=self._in(label or series) or record.id,
                recorded=True,
                path=record.path,
                series=self._in(series),
                number=self._in(count),
                title=self._in(front.title),
                date=front.date[0] if front.date else None,
                until=front.date[1] if front.date and front.date[1] != front.date[0] else None,
                place=self.place(front.place, record.at("place")) if front.place else None,
                year=year,
                agenda=self._agenda(record),
                description=self.withholding.in_markdown(record.body.strip()),
                formerly=front.formerly,
            )
            self._check_links(record)
        self._unique_names(labels)
        return meetings

    def _agenda(self, record: Record[MeetingFront]) -> tuple[AgendaItem, ...]:
        items: dict[int, AgendaItem] = {}
        for position, item in enumerate(record.front.agenda):
            if item.number in items:
                self.fault("agenda-duplicate", record.at("agenda", position, "number"), found=str(item.number))
                continue
            subjects: dict[int, Subject] = {}
            for place, subject in enumerate(item.subjects):
                if subject.number in subjects:
                    at = record.at("agenda", position, "subjects", place, "number")
                    self.fault("agenda-duplicate", at, found=str(subject.number))
                else:
                    subjects[subject.number] = Subject(
                        subject.number, self._in(subject.title), self._in_md(subject.resolution)
                    )
            items[item.number] = AgendaItem(
                number=item.number,
                title=self._in(item.title),
                resolution=self._in_md(item.resolution),
                subjects=tuple(subjects[number] for number in sorted(subjects)),
            )
        return tuple(items[number] for number in sorted(items))

    def _in(self, text: str | None) -> str | None:
        return None if text is None else self.withholding.in_text(text)

    def _in_md(self, text: str | None) -> str | None:
        return None if text is None else self.withholding.in_markdown(text)

    def _find_continuations(self, meetings: dict[str, Meeting], index: MeetingIndex) -> None:
        """Turn `continues: 4/2549 วาระที่ 2` into the item meant; done when all meetings are known, those without a record too.

        An item that is gone on with and stands in no record appears in its meeting's agenda, as one does that notes tell of.
        """
        told: dict[str, set[AgendaReference]] = defaultdict(set)
        for record in self.records.meetings:
            meeting = meetings.get(record.id)
            if meeting is None or meeting.path != record.path:
                continue
            continued: dict[AgendaReference, SubjectKey] = {}
            for position, item in enumerate(record.front.agenda):
                rows = [(AgendaReference(item.number), item.continues, record.at("agenda", position, "continues"))]
                rows += [
                    (
                        AgendaReference(item.number, subject.number),
                        subject.continues,
                        record.at("agenda", position, "subjects", place, "continues"),
                    )
                    for place, subject in enumerate(item.subjects)
                ]
                for reference, words, at in rows:
                    here = SubjectKey(record.id, reference)
                    key = self._continued(here, words, at, meetings, index) if words else None
                    if key is not None:
                        continued[reference] = key
                        told[key.meeting].add(key.reference)
            if continued:
                meetings[record.id] = replace(
                    meeting,
                    agenda=tuple(
                        replace(
                            item,
                            continues=continued.get(AgendaReference(item.number)),
                            subjects=tuple(
                                replace(subject, continues=continued.get(AgendaReference(item.number, subject.number)))
                                for subject in item.subjects
                            ),
                        )
                        for item in meeting.agenda
                    ),
                )
        for meeting_id, references in told.items():
            meetings[meeting_id] = _with_items(meetings[meeting_id], references)

    def _continued(
        self, here: SubjectKey, words: str, at: Position, meetings: Mapping[str, Meeting], index: MeetingIndex
    ) -> SubjectKey | None:
        """The earlier matter that words mean, which the matter `here` goes on with; None, with its problem, where there is none."""
        name, reference = split_reference(words)
        if reference is None:
            self.fault("covers-unreadable", at, found=words)
            return None
        found = index.find(name)
        if not found and (implied := index.implied(name)) is not None and implied.id in meetings:
            # A meeting that has no record and appears from its notes.
            found = (implied.id,)
        if len(found) != 1:
            if found or name not in self.records.broken:
                code = "meeting-shared" if found else ("id-unknown" if is_id(name) else "meeting-unknown")
                self.fault(code, at, found=name, nearest=index.nearest(name) or "", expected=", ".join(found))
            return None
        if not self._check_reference(reference, meetings[found[0]], at, words):
            return None
        if SubjectKey(found[0], reference) == here:
            self.fault("circle", at, found=words)
            return None
        return SubjectKey(found[0], reference)

    def _check_reference(self, reference: AgendaReference, meeting: Meeting, at: Position, words: str) -> bool:
        """Whether a meeting's recorded agenda has an item; a meeting whose agenda is not recorded has any."""
        if _lists(meeting, reference):
            return True
        self.fault(
            "covers-unknown",
            at,
            found=words,
            expected=", ".join(_reference_words(meeting)),
            meeting=meeting.path or meeting.id,
        )
        return False

    # -- notes ----------------------------------------------------------------------------------------------------

    def _join_notes(
        self, recorded: dict[str, Meeting], index: MeetingIndex, names: Names
    ) -> tuple[dict[str, tuple[Note, str]], dict[str, Meeting], int]:
        """Join the notes one by one. Returns published notes with their account's title, all meetings, and how many are not published."""
        records = self._unique(self.records.notes)
        by_claims_path = {record.path.removesuffix(".md") + CLAIMS_SUFFIX for record in self.records.notes}
        for path in self.records.claims:
            stem = path.rsplit("/", 1)[-1].removesuffix(CLAIMS_SUFFIX)
            if path not in by_claims_path and stem not in self.records.broken:
                self.fault("claims-orphan", Position(path), expected=stem + ".md")
        meetings = dict(recorded)
        notes: dict[str, tuple[Note, str]] = {}
        unpublished = 0
        for record in self.records.notes:
            # A second note with an id is checked as well, and leaves nothing.
            is_first = records[record.id] is record
            published = is_first and _is_published(record)
            meeting = self._meeting_of(record, index, meetings, published)
            claims = self.records.claims.get(record.path.removesuffix(".md") + CLAIMS_SUFFIX, [])
            note, title = self._note(record, meeting, names, claims, published)
            if published:
                notes[note.id] = (note, title)
            elif is_first:
                unpublished += 1
        return notes, meetings, unpublished

    def _meeting_of(
        self, record: Record[NoteFront], index: MeetingIndex, meetings: dict[str, Meeting], published: bool
    ) -> Meeting | None:
        words = record.front.meeting
        if words is None:
            return None
        at = record.at("meeting")
        found = index.find(words)
        if len(found) > 1:
            self.fault("meeting-shared", at, found=words, expected=", ".join(found))
            return None
        if found:
            return meetings[found[0]]
        if words in self.records.broken:
            return None
        implied = index.implied(words)
        if implied is None:
            self.fault("id-unknown", at, found=words, nearest=index.nearest(words) or "")
            return None
        if (same := index.same_as_recorded(implied)) is not None:
            return meetings[same]
        if (known := meetings.get(implied.id)) is not None and known.recorded:
            return known
        self.fault("meeting-unknown", at, found=words, nearest=index.nearest(words) or "")
        return meetings.setdefault(implied.id, implied) if published else implied

    def _note(
        self,
        record: Record[NoteFront],
        meeting: Meeting | None,
        names: Names,
        claims: list[Record[ClaimFront]],
        published: bool,
    ) -> tuple[Note, str]:
        front = record.front
        hidden = Withholding((*self.settings.withhold, *front.withhold))
        if not record.body.strip():
            self.fault("note-empty", Position(record.path, record.body_line))
        body = hidden.in_markdown(record.body)
        stated = self._stated_references(record, meeting)
        items = {reference.item for reference in stated}
        paragraphs = read_paragraphs(body, item=items.pop() if len(items) == 1 else None)
        self._check_folder(record)
        for wrong in wrong_anchors(record.body):
            code = "anchor-duplicate" if wrong.repeated else "anchor-form"
            self.fault(code, record.in_body(wrong.offset), found=wrong.anchor)
        self._check_links(record, (paragraph.anchor for paragraph in paragraphs))
        title = hidden.in_text(front.title)
        account_title, part = split_title(title, front.part)
        user = record.id if published else None
        note = Note(
            id=record.id,
            path=record.path,
            title=title,
            body=body,
            date=front.date,
            meeting=meeting.id if meeting else None,
            account=None,
            part=hidden.in_text(part) if part else part,
            continuation=front.continuation,
            to_be_continued=front.to_be_continued,
            author=hidden.in_text(front.author) if front.author else None,
            rights=hidden.in_text(front.rights) if front.rights else self.settings.rights,
            retold_from=hidden.in_text(front.retold_from) if front.retold_from else None,
            source=_source(front.source, hidden),
            organisations=tuple(
                self.party(hidden.in_text(name), record.at("organisations", position), user)
                for position, name in enumerate(front.organisations)
            ),
            tags=_each_once(
                self.tag(hidden.in_text(label), record.at("tags", position), published)
                for position, label in enumerate(front.tags)
            ),
            places=_each_once(
                self.place(hidden.in_text(name), record.at("places", position), published)
                for position, name in enumerate(front.places)
            ),
            comments=tuple(
                Comment(
                    hidden.in_text(comment.name) if comment.name else None,
                    comment.time,
                    hidden.in_markdown(comment.text),
                )
                for comment in front.comments
            ),
            paragraphs=paragraphs,
            mentions=mentions_in(record.id, paragraphs, names),
            images=body_links.images_in(record.body, record.path, self.records.images - self.unpublished),
            formerly=front.formerly,
        )
        note = replace(
            note,
            tellings=self._covered(record, note, meeting, stated),
            claims=self._claims_of(note, claims, hidden, meeting, user),
        )
        return note, hidden.in_text(front.account) if front.account else account_title

    def _check_folder(self, record: Record[NoteFront]) -> None:
        folder = record.path.split("/", 1)[0]
        date = record.front.date
        if folder.isdigit() and date is not None and folder != str(date.buddhist_year):
            self.fault("folder-year", record.at("date"), found=folder, expected=str(date.buddhist_year))

    def _stated_references(self, record: Record[NoteFront], meeting: Meeting | None) -> list[AgendaReference]:
        """What a note's `covers` says, each once, without what its meeting's record lacks."""
        stated: dict[AgendaReference, None] = {}
        for position, words in enumerate(record.front.covers):
            reference = read_reference(words)
            at = record.at("covers", position)
            if reference is None:
                self.fault("covers-unreadable", at, found=words)
            elif meeting is None:
                self.fault("covers-no-meeting", at, found=words)
            elif self._check_reference(reference, meeting, at, words):
                stated[reference] = None
        return list(stated)

    def _covered(
        self, record: Record[NoteFront], note: Note, meeting: Meeting | None, stated: list[AgendaReference]
    ) -> tuple[Telling, ...]:
        """What a note says that it covers, or else what its headings and ordinals open; in the order of telling."""
        if meeting is None:
            return ()
        opened: dict[AgendaReference, str] = {}
        for paragraph in note.paragraphs:
            if (reference := paragraph.reference) is None:
                continue
            if not stated and not _lists(meeting, reference):
                # Withheld names may have moved the text, so the place is that of the body's first line then.
                offset = paragraph.source_offset if note.body == record.body else 0
                self.fault("heading-unlisted", record.in_body(offset), found=paragraph.text[:60], meeting=meeting.id)
                continue
            opened.setdefault(reference, paragraph.anchor)
        covered = stated or list(opened)
        return tuple(
            Telling(
                note=note.id,
                reference=reference,
                broken_off=note.to_be_continued and reference == covered[-1],
                anchor=opened.get(reference),
            )
            for reference in covered
        )

    def _claims_of(
        self,
        note: Note,
        records: list[Record[ClaimFront]],
        hidden: Withholding,
        meeting: Meeting | None,
        user: str | None,
    ) -> tuple[Claim, ...]:
        quotes = Quotes(note.paragraphs)
        claims = []
        for record in records:
            front = record.front
            if front.what == "relation" and front.relation is None:
                self.fault("field-missing", record.at(), expected="relation")
            if front.relation is not None and front.to is None:
                self.fault("field-missing", record.at(), expected="to")
            about = self.party(hidden.in_text(front.about), record.at("about"), user)
            to = self.party(hidden.in_text(front.to), record.at("to"), user) if isinstance(front.to, str) else front.to
            quote, found = quotes.find(hidden.in_text(front.quote))
            if len(found) != 1:
                self.fault(
                    "quote-repeated" if found else "quote-missing",
                    record.at("quote"),
                    found=quote,
                    nearest="" if found else quotes.nearest(quote) or "",
                    note=note.path,
                )
                continue
            [paragraph] = found
            claims.append(
                Claim(
                    note=note.id,
                    about=about,
                    what=front.what,
                    quote=quote,
                    anchor=paragraph.anchor,
                    paragraph=paragraph.number,
                    status=front.status,
                    value=_stated(front.value, hidden),
                    number=front.number,
                    unit=_hidden(front.unit, hidden),
                    per=_hidden(front.per, hidden),
                    purpose=_stated(front.purpose, hidden),
                    relation=front.relation,
                    to=to,
                    said_by=_stated(front.said_by, hidden),
                    as_of=front.as_of or (meeting.date if meeting else None),
                    as_of_latest=None if front.as_of or (meeting and meeting.date) else note.date,
                )
            )
        return tuple(claims)

    # -- joins over all notes ---------------------------------------------------------------------------------------

    def _join_accounts(self, notes: dict[str, tuple[Note, str]]) -> dict[str, Account]:
        accounts = gather(notes.values())
        for account in accounts.values():
            for note_id in account.notes:
                note, title = notes[note_id]
                notes[note_id] = (replace(note, account=account.id), title)
        return accounts

    def _find_tellings(
        self, notes: dict[str, tuple[Note, str]], accounts: Mapping[str, Account], meetings: dict[str, Meeting]
    ) -> None:
        """Find the part that goes on with what was broken off, and the items that only notes make appear."""
        for account in accounts.values():
            for place, note_id in enumerate(account.notes):
                note, title = notes[note_id]
                tellings = tuple(
                    replace(telling, continued_in=_continued_in(telling, account.notes[place + 1 :], notes))
                    if telling.broken_off
                    else telling
                    for telling in note.tellings
                )
                notes[note_id] = (replace(note, tellings=tellings), title)
        references: dict[str, set[AgendaReference]] = defaultdict(set)
        for note, _ in notes.values():
            if note.meeting is not None:
                references[note.meeting].update(telling.reference for telling in note.tellings)
        for meeting_id, found in references.items():
            meetings[meeting_id] = _with_items(meetings[meeting_id], found)

    def _published_claims(self, notes: Mapping[str, tuple[Note, str]]) -> dict[str, Note]:
        return {note_id: note for note_id, (note, _) in notes.items()}


def _is_published(record: Record[NoteFront]) -> bool:
    return record.front.publish and not _is_private(record.path)


def _is_private(path: str) -> bool:
    return path.startswith(PRIVATE_FOLDER + "/")


def _lists(meeting: Meeting, reference: AgendaReference) -> bool:
    """Whether a meeting's recorded agenda has an item; one whose agenda, or an item's subjects, is not recorded has any."""
    if not meeting.recorded or not meeting.agenda:
        return True
    return any(
        item.number == reference.item
        and (
            reference.subject is None
            or not item.subjects
            or any(subject.number == reference.subject for subject in item.subjects)
        )
        for item in meeting.agenda
    )


def _continued_in(telling: Telling, later: Iterable[str], notes: Mapping[str, tuple[Note, str]]) -> str | None:
    for note_id in later:
        if any(other.reference == telling.reference for other in notes[note_id][0].tellings):
            return note_id
    return None


def _with_items(meeting: Meeting, references: Iterable[AgendaReference]) -> Meeting:
    """A meeting with the items and subjects that its notes tell of and its record does not list."""
    items = {item.number: item for item in meeting.agenda}
    for reference in sorted(references, key=lambda one: (one.item, one.subject or 0)):
        item = items.setdefault(reference.item, AgendaItem(reference.item))
        known = {subject.number for subject in item.subjects}
        if reference.subject is not None and reference.subject not in known:
            subjects = sorted((*item.subjects, Subject(reference.subject)), key=lambda subject: subject.number)
            items[reference.item] = replace(item, subjects=tuple(subjects))
    return replace(meeting, agenda=tuple(items[number] for number in sorted(items)))


def _source(front: SourceFront | None, hidden: Withholding) -> Source | None:
    """Where a note was first published. Its address stays as it is: an address that is changed leads nowhere."""
    if front is None:
        return None
    return Source(
        site=_hidden(front.site, hidden),
        blog=_hidden(front.blog, hidden),
        number=front.number,
        url=front.url,
        written=front.written,
        edited=front.edited,
        rights=_hidden(front.rights, hidden),
        comments=front.comments,
    )


def _hidden(text: str | None, hidden: Withholding) -> str | None:
    return None if text is None else hidden.in_text(text)


def _stated(value: str | NotStated | None, hidden: Withholding) -> str | NotStated | None:
    return hidden.in_text(value) if isinstance(value, str) else value


def _each_once(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in ids if one is not None))


def _place_words(at: Position) -> str:
    return f"{at.path}:{at.line}:{at.column}"


def _reference_words(meeting: Meeting) -> list[str]:
    """The references that a meeting's record has, as `covers` may write them in short."""
    return [
        text
        for item in meeting.agenda
        for text in (str(item.number), *(f"{item.number}.{subject.number}" for subject in item.subjects))
    ]


def _circular(above: Mapping[str, str | None]) -> list[str]:
    """Ids that stand, over others or directly, under themselves."""
    circular = []
    for start in above:
        seen = {start}
        current = above.get(start)
        while current is not None and current not in seen:
            seen.add(current)
            current = above.get(current)
        if current == start:
            circular.append(start)
    return circular


def _without_circles(values: dict[str, V], above: Callable[[V], str | None], cut: Callable[[V], V]) -> dict[str, V]:
    circular = set(_circular({key: above(value) for key, value in values.items()}))
    return {key: cut(value) if key in circular else value for key, value in values.items()}


def _in_dictionary_order(values: Mapping[str, V], label: Callable[[V], str]) -> dict[str, V]:
    return dict(sorted(values.items(), key=lambda entry: (collation_key(label(entry[1])), entry[0])))


def _count(meeting: Meeting) -> int:
    """A meeting's number within its year; one that has none, or more to it, comes after those that have."""
    number = whole_number(meeting.number)
    return 999 if number is None or number.count is None else number.count


def _placed(
    meetings: Mapping[str, Meeting], notes: Mapping[str, Note], accounts: Mapping[str, Account]
) -> dict[str, Meeting]:
    """Meetings with their notes and accounts, in order, each with its neighbours in its series."""
    notes_of: dict[str, list[str]] = defaultdict(list)
    for note in notes.values():
        if note.meeting is not None:
            notes_of[note.meeting].append(note.id)
    accounts_of: dict[str, list[str]] = defaultdict(list)
    for account in accounts.values():
        if account.meeting is not None:
            accounts_of[account.meeting].append(account.id)

    in_series: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in sorted(meetings.values(), key=lambda one: (one.year or 9999, _count(one), one.id)):
        in_series[lookup_key(meeting.series or "")].append(meeting)
    times: dict[str, str] = {}
    for members in in_series.values():
        time = ""
        for meeting in members:
            written = [notes[note].date for note in notes_of[meeting.id]]
            date = meeting.date or min((one for one in written if one is not None and one.month), default=None)
            # One of unknown date stands where its number puts it, after the one before.
            year = str(meeting.year - BUDDHIST_OFFSET) if meeting.year else "9999"
            time = date.iso if date else max(time, year) if time.startswith(year) else year
            times[meeting.id] = time
    ordered = sorted(meetings.values(), key=lambda one: (one.year or 9999, times[one.id], _count(one), one.id))
    previous: dict[str, str] = {}
    following: dict[str, str] = {}
    for members in in_series.values():
        for earlier, later in pairwise(members):
            previous[later.id], following[earlier.id] = earlier.id, later.id
    return {
        meeting.id: replace(
            meeting,
            notes=tuple(notes_of[meeting.id]),
            accounts=tuple(accounts_of[meeting.id]),
            previous=previous.get(meeting.id),
            next=following.get(meeting.id),
        )
        for meeting in ordered
    }


def _threads(meetings: Mapping[str, Meeting]) -> tuple[tuple[SubjectKey, ...], ...]:
    """Matters that go on: items joined by `continues`, over any number of meetings."""
    joined: dict[SubjectKey, set[SubjectKey]] = {}
    for meeting in meetings.values():
        for item in meeting.agenda:
            rows = [(AgendaReference(item.number), item.continues)]
            rows += [(AgendaReference(item.number, one.number), one.continues) for one in item.subjects]
            for reference, earlier in rows:
                if earlier is None:
                    continue
                here = SubjectKey(meeting.id, reference)
                thread = joined.get(here, {here}) | joined.get(earlier, {earlier})
                for key in thread:
                    joined[key] = thread
    place = {meeting: position for position, meeting in enumerate(meetings)}
    unique = {id(thread): thread for thread in joined.values()}

    def order(key: SubjectKey) -> tuple[int, int, int]:
        return (place[key.meeting], key.reference.item, key.reference.subject or 0)

    threads = [tuple(sorted(thread, key=order)) for thread in unique.values()]
    return tuple(sorted(threads, key=lambda thread: order(thread[0])))


def _mentions(notes: Iterable[Note]) -> dict[str, tuple[Mention, ...]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for note in sorted(notes, key=writing_order, reverse=True):
        for mention in note.mentions:
            found[mention.organisation].append(mention)
    return {organisation: tuple(mentions) for organisation, mentions in found.items()}


def _claims(notes: Iterable[Note], end: Callable[[Party], str | None]) -> dict[str, tuple[Claim, ...]]:
    """Claims by what stands at either end of them."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for note in notes:
        for claim in note.claims:
            parties = [claim.about, claim.to] if isinstance(claim.to, Party) else [claim.about]
            for record_id in dict.fromkeys(map(end, parties)):
                if record_id is not None:
                    found[record_id].append(claim)
    return {record_id: tuple(claims) for record_id, claims in found.items()}


def _tellings(notes: Iterable[Note], meetings: Mapping[str, Meeting]) -> dict[SubjectKey, tuple[Telling, ...]]:
    found: dict[SubjectKey, list[Telling]] = defaultdict(list)
    for note in notes:
        if note.meeting is not None and note.meeting in meetings:
            for telling in note.tellings:
                found[SubjectKey(note.meeting, telling.reference)].append(telling)
    return {key: tuple(tellings) for key, tellings in found.items()}
