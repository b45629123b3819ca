"""Which meeting a note means: by id, by series and number, by number alone, or by title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from fieldnotes.archive.identities import Identities, is_id
from fieldnotes.archive.model import Meeting, Series
from fieldnotes.archive.paragraphs import digest
from fieldnotes.thai.numbers import arabic_digits
from fieldnotes.thai.spelling import lookup_key, normalise

NUMBER = re.compile(r"(?<![0-9/])(?P<count>[0-9]{1,3})\s*/\s*(?P<year>[0-9]{4}|[0-9]{2})(?![0-9/])")
"""A meeting's number within its year: `5/2549`, `5/49`; no date (`12/03/2549`) and no part of a longer number."""

_AFTER_NUMBER = re.compile(r"[\s)]*+$")

_BEFORE_SERIES = re.compile(r"^(?:การ)?ประชุม\s*")
_BEFORE_NUMBER = ("ครั้งที่", "ที่")


@dataclass(frozen=True, slots=True)
class MeetingName:
    """What words say of a meeting: its series (may be empty), count and Buddhist year, or else only a title."""

    series: str
    count: int | None
    year: int | None

    @property
    def number(self) -> str | None:
        """The number as the archive writes it: `5/2549`."""
        return None if self.count is None else f"{self.count}/{self.year}"


def read_meeting_name(text: str) -> MeetingName:
    """Read `เครือข่ายฯสัญจร 5/2549`, `การประชุมเครือข่ายฯสัญจร ครั้งที่ ๕/๒๕๔๙`, `5/49` or a title."""
    text = arabic_digits(normalise(text)).strip()
    match = NUMBER.search(text)
    # What stands after the number tells one meeting from another: `สัญจร 5/2549 (ภาคพิเศษ)` is not `สัญจร 5/2549`.
    if match is None or not _AFTER_NUMBER.match(text, match.end()):
        return MeetingName(text, None, None)
    before = text[: match.start()].rstrip()
    for words in _BEFORE_NUMBER:
        before = before.removesuffix(words)
    before = before.rstrip(" (")
    return MeetingName(
        _BEFORE_SERIES.sub("", before).strip(), int(match["count"]), buddhist_year(match["year"])
    )


def whole_number(text: str | None) -> MeetingName | None:
    """Return what `5/2549` or `ครั้งที่ ๕/๔๙` says; None for a number with more to it (`ครั้งพิเศษที่ 5/2549`) and for none."""
    name = read_meeting_name(text or "")
    return name if name.number is not None and not name.series else None


def stated_year(text: str | None) -> int | None:
    """Return the Buddhist year of the number in a text, whatever stands around it; None where there is none."""
    match = NUMBER.search(arabic_digits(normalise(text or "")))
    return None if match is None else buddhist_year(match["year"])


def buddhist_year(digits: str) -> int:
    """Return the Buddhist year that two or four digits mean: 49 and 2006 are both 2549."""
    year = int(digits)
    if len(digits) == 2:
        return 2500 + year
    return year + 543 if year < 2400 else year


class MeetingIndex:
    """The meetings with records, by what was typed of them, and the ids of those that notes alone make appear."""

    def __init__(self, series: Iterable[Series], recorded: Collection[Meeting]) -> None:
        self._series = {lookup_key(one.name): one for one in series}
        self._identities = Identities()
        self._former_ids: dict[str, tuple[str, ...]] = {}
        for meeting in recorded:
            if meeting.series and lookup_key(meeting.series) not in self._series:
                self._series[lookup_key(meeting.series)] = Series(
                    "meeting-" + digest(lookup_key(meeting.series)), meeting.series
                )
            names = [meeting.label, meeting.title or ""]
            if meeting.number:
                number = meeting.number
                names += [number, f"{meeting.series or ''}{number}"]
            self._identities.add(meeting.id, names, meeting.formerly)
        taken = {one for meeting in recorded for one in (meeting.id, *meeting.formerly)}
        for meeting in recorded:
            implied = (self.implied(name) for name in (meeting.label, meeting.title) if name)
            ids = {one.id: None for one in implied if one is not None and one.id not in taken}
            taken.update(ids)
            self._former_ids[meeting.id] = tuple(ids)
            self._identities.add(meeting.id, (), ids)

    def former_ids(self, meeting_id: str) -> tuple[str, ...]:
        """Return the ids under which a recorded meeting appeared, if it did, while only notes named it."""
        return self._former_ids[meeting_id]

    def find(self, words: str) -> tuple[str, ...]:
        """Return the ids of the recorded meetings that words mean: none, one, or several."""
        if exact := self._identities.find(words):
            return exact
        name = read_meeting_name(words)
        if name.number is None:
            return ()
        if found := self._identities.find(f"{name.series}{name.number}"):
            return found
        implied = self.implied(words)
        if implied is None:
            return ()
        # A number alone, in an archive of one series; or a record that has the id and no number.
        return self._identities.find(implied.label) or self._identities.find(implied.id)

    def nearest(self, words: str) -> str | None:
        """Return the known meeting's name most like unknown words; one of another number is another meeting."""
        found = self._identities.nearest(words)
        if (
            found is None
            or is_id(words)
            or read_meeting_name(found).number == read_meeting_name(words).number
        ):
            return found
        return None

    def implied(self, words: str) -> Meeting | None:
        """Return the meeting that words without a record make appear; None where they are written as an id."""
        if is_id(words):
            return None
        name = read_meeting_name(words)
        if name.number is None or name.year is None:
            return Meeting(
                id="meeting-" + digest(lookup_key(words)),
                label=words,
                recorded=False,
                title=words,
                year=stated_year(words),
            )
        series = self._series.get(lookup_key(name.series))
        if series is None and not name.series and len(self._series) == 1:
            [series] = self._series.values()
        label = series.name if series is not None else name.series
        stem = series.id if series is not None else "meeting-" + digest(lookup_key(name.series))
        return Meeting(
            id=f"{stem}-{name.year}-{name.count}",
            label=f"{label} {name.number}".strip(),
            recorded=False,
            series=label or None,
            number=name.number,
            year=name.year,
        )
