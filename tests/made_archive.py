"""Made-up archives of any size, for measuring and for tests that need many records.

Nothing in them happened: the texts are real words in random order (drawn as often as Thai uses them), the places,
people and organisations are composed, and any likeness is chance. What matters is their shape, which follows
the one real note (5,663 characters, 44 blocks, 29 names of organisations) and what was counted in
63,241 Thai files: every other one has no-break spaces, some are in other spellings.

    python tests/made_archive.py FOLDER --notes 1000
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pythainlp.corpus import thai_words, tnc

NOTE_LENGTH = 7_000
"""Characters of an average note's text; single notes have from about a third to twice as many."""

NOTES_PER_MEETING = 4
NOTES_PER_ORGANISATION = 10
MOST_ORGANISATIONS = 400
FEWEST_ORGANISATIONS = 12
MEETINGS_A_YEAR = 12
FIRST_YEAR, YEARS = 2545, 16
"""Buddhist years over which the meetings of a series are spread; more meetings make more series."""

STREAM_WORDS = 200_000
"""Words drawn once; a phrase is a slice of them, which is some ten times faster than drawing each word."""

_WORD = re.compile(
    r"[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4d]{1,13}"
)
"""A word of Thai letters alone: no ฯ, no ๆ, no combining mark at its begin."""

_SARA_AM, _SARA_AM_IN_TWO = "\u0e33", "\u0e4d\u0e32"
_NO_BREAK_SPACE, _ZERO_WIDTH_SPACE = "\u00a0", "\u200b"
_THAI_DIGITS = str.maketrans("0123456789", "".join(map(chr, range(0x0E50, 0x0E5A))))

_PROVINCE = "จังหวัดนครสมมุติ"
_PLACE_HEADS = "นา ทุ่ง ดอน สบ หนอง ห้วย แม่ ป่า ต้น วัง ปง สัน เด่น ท่า โป่ง ม่อน".split()
_PLACE_TAILS = (
    "สัก ตอง กวาว งิ้ว ค่า ฮวก แดง คำ หลวง ฮ่อม ไคร้ ขาม แก้ว เหียง ตาล ปุย โท้ง ลาน เปา ยาว".split()
)
_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
_ORGANISATION_FORMS = (
    ("กลุ่ม", "กลุ่มออมทรัพย์บ้าน{village}", "กลุ่มบ้าน{village}"),
    ("กลุ่ม", "กลุ่มสัจจะสะสมทรัพย์บ้าน{village}", "กลุ่มบ้าน{village}"),
    ("เครือข่าย", "เครือข่ายกองทุนสวัสดิการตำบล{tambon}", "เครือข่ายตำบล{tambon}"),
    ("สภา", "สภาเครือข่ายองค์กรชุมชนตำบล{tambon}", ""),
    ("คณะกรรมการ", "คณะกรรมการประสานงานเครือข่ายองค์กรชุมชนตำบล{tambon}", ""),
    ("หน่วยงานรัฐ", "สำนักงานพัฒนาชุมชนและสวัสดิการอำเภอ{amphoe}", ""),
    ("หน่วยงานสนับสนุน", "ศูนย์ประสานงานภาคประชาชนอำเภอ{amphoe}", ""),
    ("สถาบันการเงิน", "สถาบันการเงินชุมชนบ้าน{village}", ""),
    ("สถาบันการศึกษา", "วิทยาลัยชุมชนตำบล{tambon}", ""),
    ("สถาบัน", "สถาบันการเรียนรู้และการออมตำบล{tambon}", ""),
)
"""Kind, full name, and an everyday name that two groups of one village may share."""

_TAG_SUBJECTS = (
    "การออม สวัสดิการ หนี้สิน สมาชิก งบประมาณ แผนชุมชน ป่าชุมชน ผู้สูงอายุ เยาวชน สตรี การบัญชี การเรียนรู้".split()
)
_TAG_ASPECTS = ("", "ระดับตำบล", "ของกลุ่ม", "ภาคประชาชน", "และการประสานงาน")


@dataclass(frozen=True, slots=True)
class MadePlace:
    """A place of `places.yml`: its bare name (`นาสัก`) and how it is written (`บ้านนาสัก`)."""

    id: str
    bare: str
    name: str
    kind: str
    within: str | None


@dataclass(frozen=True, slots=True)
class MadeOrganisation:
    """An organisation: the name that leads to it alone, and all the names that a text may use."""

    id: str
    name: str
    kind: str
    place: str
    short: str | None
    also: str
    romanised: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """How a text may call it, one as often as the other."""
        return tuple(name for name in (self.name, self.short, self.also, self.romanised) if name)


@dataclass(frozen=True, slots=True)
class MadeMeeting:
    """A meeting and the titles of its subjects, item by item; only a recorded one has a file."""

    id: str
    series: str
    number: str
    held: date
    agenda: tuple[tuple[str, ...], ...]
    recorded: bool

    @property
    def label(self) -> str:
        """How a note names it."""
        return f"{self.series} {self.number}"

    @property
    def references(self) -> list[tuple[int, int]]:
        """Item and subject of everything on the agenda, from 1."""
        return [
            (item, subject)
            for item, subjects in enumerate(self.agenda, 1)
            for subject in range(1, len(subjects) + 1)
        ]


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """A claim: its quote and the lines of the other fields."""

    quote: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a note is to tell: a part of a meeting, or (without one) something by itself."""

    meeting: MadeMeeting | None = None
    label: str | None = None
    references: tuple[tuple[int, int], ...] = ()
    first: bool = True
    last: bool = True
    written: date = date(2004, 1, 1)


def write_archive(folder: Path, notes: int, seed: int = 0) -> None:
    """Write a tree of records with so many notes below `folder` (made if missing); the same for the same seed."""
    _Writer(folder, notes, seed).write()


class _Words:
    """Thai words in random order, each as often as the Thai National Corpus has it."""

    def __init__(self, random_source: random.Random) -> None:
        self._random = random_source.random
        known = thai_words()
        frequencies = {
            word: count
            for word, count in tnc.unigram_word_freqs().items()
            if count >= 10 and word in known and _WORD.fullmatch(word)
        }
        words = sorted(frequencies)
        weights = list(itertools.accumulate(frequencies[word] for word in words))
        self._stream = random_source.choices(words, cum_weights=weights, k=STREAM_WORDS)

    def phrase(self, fewest: int = 5, most: int = 14) -> str:
        """Return some words without a space between them, as Thai writes a clause."""
        length = fewest + int(self._random() * (most - fewest + 1))
        start = int(self._random() * (STREAM_WORDS - length))
        return "".join(self._stream[start : start + length])


class _Writer:
    def __init__(self, folder: Path, notes: int, seed: int) -> None:
        self.folder = folder
        self.notes = notes
        # A string: the hash of a number is not promised to stay the same seed.
        self.random = random.Random(f"made archive {seed}")
        self.words = _Words(self.random)
        self.places = list(self._make_places())
        self.organisations = list(self._make_organisations())
        # Some bodies are in nearly every note and most in few, as with any names (after Zipf).
        self._organisation_weights = list(
            itertools.accumulate(1 / (rank + 5) for rank in range(len(self.organisations)))
        )
        self.tags = [(subject, aspect) for subject in _TAG_SUBJECTS for aspect in _TAG_ASPECTS]
        meetings = notes // NOTES_PER_MEETING + 1
        self._series_count = -(-meetings // (MEETINGS_A_YEAR * YEARS))
        amphoes = [place.bare for place in self.places if place.kind == "อำเภอ"]
        self.series = [
            (
                f"series-{number + 1:02d}",
                f"เครือข่ายฯสัญจร{amphoes[number % len(amphoes)]}" + "เหนือ" * (number // len(amphoes)),
            )
            for number in range(self._series_count)
        ]
        self.meetings: list[MadeMeeting] = []
        self.links: list[tuple[str, int]] = []
        """Id and year's folder of the notes written so far."""

    def write(self) -> None:
        for name in ("meetings", "organisations"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self._write_settings()
        self._write_vocabularies()
        self._write_organisations()
        for number, telling in enumerate(itertools.islice(self._tellings(), self.notes), 1):
            self._write_note(f"made-{number:05d}", telling)
        for position, meeting in enumerate(self.meetings):
            if meeting.recorded:
                self._write_meeting(meeting, position)

    def _chance(self, probability: float) -> bool:
        return self.random.random() < probability

    # -- what there is ----------------------------------------------------------------------------------------------

    def _make_places(self) -> Iterator[MadePlace]:
        bare = [head + tail for head in _PLACE_HEADS for tail in _PLACE_TAILS]
        self.random.shuffle(bare)
        names = iter(bare)
        yield MadePlace("province", "นครสมมุติ", _PROVINCE, "จังหวัด", None)
        count = max(12, min(MOST_ORGANISATIONS, self.notes // NOTES_PER_ORGANISATION) // 2)
        for number, name in enumerate(itertools.islice(names, 6), 1):
            yield MadePlace(f"amphoe-{number}", name, f"อำเภอ{name}", "อำเภอ", "province")
        for number, name in enumerate(itertools.islice(names, count // 3), 1):
            yield MadePlace(
                f"tambon-{number}", name, f"ตำบล{name}", "ตำบล", f"amphoe-{number % 6 + 1}"
            )
        for number, name in enumerate(itertools.islice(names, count - count // 3), 1):
            yield MadePlace(
                f"ban-{number}", name, f"บ้าน{name}", "หมู่บ้าน", f"tambon-{number % (count // 3) + 1}"
            )

    def _make_organisations(self) -> Iterator[MadeOrganisation]:
        by_kind = {
            key: [place for place in self.places if place.kind == kind]
            for key, kind in (("village", "หมู่บ้าน"), ("tambon", "ตำบล"), ("amphoe", "อำเภอ"))
        }
        candidates = [
            (kind, name.format(**{key: place.bare}), also.format(**{key: place.bare}), place)
            for kind, name, also in _ORGANISATION_FORMS
            for key, places in by_kind.items()
            if "{" + key + "}" in name
            for place in places
        ]
        self.random.shuffle(candidates)
        count = max(
            FEWEST_ORGANISATIONS, min(MOST_ORGANISATIONS, self.notes // NOTES_PER_ORGANISATION)
        )
        letters = [f"{a}{b}{c}." for a, b, c in itertools.permutations("กขคชตทนบปพมรลวสอ", 3)]
        self.random.shuffle(letters)
        for number, (kind, name, also, place) in enumerate(candidates[:count], 1):
            short = letters[number] if self._chance(0.4) else None
            if short and self._chance(0.3):
                short = ".".join(short[:3]) + "."
            yield MadeOrganisation(
                id=f"made-org-{number:03d}",
                name=name,
                kind=kind,
                place=place.name,
                short=short,
                also=also,
                romanised=f"FN{number:03d}" if self._chance(0.1) else None,
            )

    def _next_meeting(self, parts: int) -> MadeMeeting:
        position = len(self.meetings)
        series_id, series = self.series[position % self._series_count]
        round_number = position // self._series_count
        year = FIRST_YEAR + round_number // MEETINGS_A_YEAR
        count = round_number % MEETINGS_A_YEAR + 1
        subjects = [
            self.words.phrase(3, 6) for _ in range(max(2, parts + self.random.randint(0, 3)))
        ]
        items: list[tuple[str, ...]] = []
        while subjects:
            size = self.random.randint(1, 3)
            items.append(tuple(subjects[:size]))
            del subjects[:size]
        meeting = MadeMeeting(
            id=f"{series_id}-{year}-{count}",
            series=series,
            number=f"{count}/{year}",
            held=date(year - 543, count, self.random.randint(1, 28)),
            agenda=tuple(items),
            recorded=self._chance(0.95),
        )
        self.meetings.append(meeting)
        return meeting

    def _tellings(self) -> Iterator[Telling]:
        """Yield what notes tell, without end: accounts of meetings in parts, and now and then a note by itself."""
        while True:
            if self._chance(0.05):
                written = date(FIRST_YEAR - 543, 1, 1) + timedelta(
                    days=self.random.randrange(365 * YEARS)
                )
                yield Telling(written=written)
            parts = self.random.randint(2, 2 * NOTES_PER_MEETING - 2)
            meeting = self._next_meeting(parts)
            references = meeting.references
            label_form = self.random.choice(("(1.{})", "({})", "ตอนที่ {}"))
            for part in range(parts):
                # Each part tells at least one subject, and every subject is told.
                begin, end = len(references) * part // parts, len(references) * (part + 1) // parts
                last = part == parts - 1
                yield Telling(
                    meeting=meeting,
                    label="(ตอนจบ)" if last and self._chance(0.3) else label_form.format(part + 1),
                    references=tuple(references[begin : max(end, begin + 1)]),
                    first=part == 0,
                    last=last,
                    written=meeting.held + timedelta(days=part + 1),
                )

    # -- files that there are few of --------------------------------------------------------------------------------

    def _put(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, encoding="utf-8", newline="\n")

    def _write_settings(self) -> None:
        series = "".join(
            f"  - {{id: {series_id}, name: {name}}}\n" for series_id, name in self.series
        )
        self._put(
            "archive.yml",
            f"holder: ผู้ทดสอบ\nseries:\n{series}defaults:\n  rights: CC BY 4.0\n",
        )

    def _write_vocabularies(self) -> None:
        tags = []
        for number, (subject, aspect) in enumerate(self.tags):
            broader = (
                f"  broader: tag-{number - number % len(_TAG_ASPECTS):02d}\n" if aspect else ""
            )
            also = f"  also: [งาน{subject}{aspect}]\n" if number % 3 == 0 else ""
            tags.append(f"- id: tag-{number:02d}\n  label: {subject}{aspect}\n{also}{broader}")
        self._put("tags.yml", "\n".join(tags))
        places = []
        for place in self.places:
            within = f"  within: {place.within}\n" if place.within else ""
            places.append(f"- id: {place.id}\n  name: {place.name}\n  kind: {place.kind}\n{within}")
        self._put("places.yml", "\n".join(places))

    def _write_organisations(self) -> None:
        for organisation in self.organisations:
            lines = [
                f"name: {organisation.name}",
                f"kind: {organisation.kind}",
                f"place: {organisation.place}",
            ]
            if organisation.short:
                lines.append(f"short: [{organisation.short}]")
            if organisation.also:
                lines.append(f"also: [{organisation.also}]")
            if organisation.romanised:
                lines.append(f"romanised: [{organisation.romanised}]")
            text = " ".join(self.words.phrase() for _ in range(4))
            self._put(
                f"organisations/{organisation.id}.md",
                "\n".join(("---", *lines, "---", "", text, "")),
            )

    def _write_meeting(self, meeting: MadeMeeting, position: int) -> None:
        lines = ["---", f"series: {meeting.series}", f"number: {meeting.number}"]
        lines.append(f"date: {'ไม่ทราบ' if self._chance(0.1) else _thai_date(meeting.held)}")
        lines.append(f"place: {self.random.choice(self.places).name}")
        lines.append("agenda:")
        earlier = (
            self.meetings[position - self._series_count] if position >= self._series_count else None
        )
        for item, subjects in enumerate(meeting.agenda, 1):
            lines += [
                f"  - number: {item}",
                f"    title: {'ไม่ระบุ' if self._chance(0.2) else self.words.phrase(3, 6)}",
            ]
            lines.append("    subjects:")
            for subject, title in enumerate(subjects, 1):
                lines += [f"      - number: {subject}", f"        title: {title}"]
                if self._chance(0.3):
                    lines.append(f"        resolution: {self.words.phrase()} {self.words.phrase()}")
                if earlier is not None and earlier.recorded and self._chance(0.2):
                    before = self.random.choice(earlier.references)
                    lines.append(
                        f"        continues: {earlier.label} วาระที่ {before[0]} เรื่องที่ {before[1]}"
                    )
        text = " ".join(self.words.phrase() for _ in range(6))
        self._put(f"meetings/{meeting.id}.md", "\n".join((*lines, "---", "", text, "")))

    # -- notes ------------------------------------------------------------------------------------------------------

    def _write_note(self, note_id: str, telling: Telling) -> None:
        year = telling.written.year + 543
        folder = self.folder / str(year)
        folder.mkdir(exist_ok=True)
        cast = self._cast()
        withheld = (
            f"{self.random.choice(_PLACE_TAILS)}{self.random.choice(_PLACE_TAILS)}พันธุ์"
            if self._chance(0.02)
            else None
        )
        body, claims = _Body(self, telling, cast, withheld).write()
        claims = [claim for claim in claims if body.count(claim.quote) == 1]
        self._put(
            f"{year}/{note_id}.md",
            "\n".join(
                (
                    "---",
                    *self._front(note_id, telling, cast, withheld),
                    "---",
                    "",
                    self._spelt(body),
                )
            ),
        )
        if claims:
            rows = (
                "\n  ".join((f"- {claim.fields[0]}", *claim.fields[1:], f"quote: {claim.quote}"))
                for claim in claims
            )
            self._put(f"{year}/{note_id}.claims.yml", "\n".join(rows) + "\n")
        self.links.append((note_id, year))

    def _cast(self) -> list[MadeOrganisation]:
        drawn = self.random.choices(
            self.organisations, cum_weights=self._organisation_weights, k=10
        )
        return list(dict.fromkeys(drawn))

    def _front(
        self, note_id: str, telling: Telling, cast: Sequence[MadeOrganisation], withheld: str | None
    ) -> Iterator[str]:
        meeting, chance = telling.meeting, self._chance
        if meeting is not None:
            yield f"title: การประชุม{meeting.series} ครั้งที่ {meeting.number} {telling.label}"
        else:
            yield f"title: {self.words.phrase(4, 7)} {note_id[-5:]}"
        yield f"date: {telling.written.isoformat() if chance(0.2) else _thai_date(telling.written)}"
        if meeting is not None:
            yield f"meeting: {meeting.label}"
            if chance(0.5):
                covered = (f"วาระที่ {item} เรื่องที่ {subject}" for item, subject in telling.references)
                yield f"covers: [{', '.join(covered)}]"
            if not telling.last:
                yield "to_be_continued: true"
        yield f"organisations: [{', '.join(organisation.name for organisation in cast[:4])}]"
        tags = self.random.sample(self.tags, self.random.randint(2, 6))
        # One in a hundred notes has a word that no vocabulary lists yet: a hint, and a page of its own.
        unlisted = [self.words.phrase(2, 3)] if chance(0.01) else []
        yield f"tags: [{', '.join([subject + aspect for subject, aspect in tags] + unlisted)}]"
        yield f"places: [{', '.join(place.name for place in self.random.sample(self.places, 2))}]"
        if chance(0.7):
            yield "author: ผู้บันทึกสมมุติ"
        if withheld:
            yield f"withhold: [{withheld}]"
        if chance(0.8):
            written = _thai_date(telling.written)
            yield "source:"
            yield "  site: บล็อกสมมุติ"
            yield f"  number: {note_id[-5:]}"
            yield f"  url: https://blog.example/posts/{note_id[-5:]}"
            yield f"  written: {written} {self.random.randint(8, 22)}:{self.random.randint(10, 59)}"
            yield "  rights: สงวนสิทธิ์ทุกประการ"
        if chance(0.2):
            yield "comments:"
            for reader in range(self.random.randint(1, 3)):
                yield f"  - {{name: ผู้อ่าน {reader + 1}, text: {self.words.phrase()} {withheld or ''}}}"

    def _spelt(self, body: str) -> str:
        """A text as one writer or another types it; about as many of each as there are among real files."""
        body = body.replace("  ", f" {_NO_BREAK_SPACE}" if self._chance(0.5) else " ")
        if self._chance(0.1):
            body = body.replace("และ", f"และ{_ZERO_WIDTH_SPACE}")
        if self._chance(0.035):
            body = body.replace(_SARA_AM, _SARA_AM_IN_TWO)
        return body


class _Body:
    """The text of one note."""

    def __init__(
        self,
        writer: _Writer,
        telling: Telling,
        cast: Sequence[MadeOrganisation],
        withheld: str | None,
    ) -> None:
        self._writer = writer
        self._telling = telling
        self._cast = cast
        self._withheld = withheld
        self._random = writer.random
        self._phrase = writer.words.phrase
        self._names = [organisation.names for organisation in cast]
        self._thai_digits = writer._chance(0.05)
        self._claims: list[MadeClaim] = []

    def write(self) -> tuple[str, list[MadeClaim]]:
        """Return the text, and the claims whose quotes were put into it."""
        wanted = min(
            max(self._random.gauss(NOTE_LENGTH, NOTE_LENGTH / 5), NOTE_LENGTH / 3), NOTE_LENGTH * 2
        )
        headings = self._headings()
        blocks = [self._paragraph(claim=False)]
        if self._random.random() < 0.2 and self._writer.links:
            blocks.append(f"{self._phrase()} {self._link()} {self._phrase()}")
        length = sum(map(len, blocks))
        for position, heading in enumerate(headings, 1):
            blocks.append(heading)
            while length < wanted * position / len(headings):
                block = self._block()
                blocks.append(block)
                length += len(block)
        if self._withheld:
            blocks.append(f"{self._phrase()} คุณ{self._withheld} {self._phrase()}")
        return "\n\n".join(blocks) + "\n", self._claims

    def _headings(self) -> list[str]:
        meeting = self._telling.meeting
        if meeting is None:
            return [f"## {self._phrase(3, 6)}" for _ in range(3)]
        headings = []
        for item, subject in self._telling.references:
            words = f"## วาระที่ {item} เรื่องที่ {subject} {meeting.agenda[item - 1][subject - 1]}"
            headings.append(words.translate(_THAI_DIGITS) if self._thai_digits else words)
            headings += [f"### {self._phrase(3, 6)}" for _ in range(self._random.randint(0, 2))]
        return headings

    def _block(self) -> str:
        chance = self._random.random()
        if chance < 0.12:
            return self._list("{}." if chance < 0.06 else "-")
        if chance < 0.13:
            return self._table()
        if chance < 0.15:
            return "> " + self._paragraph(claim=False)
        return self._paragraph()

    def _paragraph(self, claim: bool = True) -> str:
        pieces = [self._clause() for _ in range(2 + int(self._random.random() * 7))]
        chance = self._random.random()
        if claim and chance < 0.1:
            pieces.insert(len(pieces) // 2, self._claim())
        if chance > 0.97:
            pieces.append(f"[บก.: {self._phrase()}]")
        # Two spaces mark where a writer may have typed a no-break space.
        separators = ("  " if self._random.random() < 0.3 else " " for _ in pieces)
        return "".join(itertools.chain.from_iterable(zip(pieces, separators, strict=True))).rstrip()

    def _clause(self) -> str:
        chance = self._random.random()
        if chance < 0.19:
            return f"{self._phrase(2, 6)}{self._name()}{self._phrase(2, 6)}"
        if chance < 0.21:
            return f"**{self._phrase(2, 4)}** {self._phrase()}"
        if chance < 0.25:
            amount = f"{self._phrase(2, 6)} {self._random.randint(2, 990) * 1000:,} บาท"
            return amount.translate(_THAI_DIGITS) if self._thai_digits else amount
        return self._phrase()

    def _name(self) -> str:
        names = self._names[int(self._random.random() * len(self._names))]
        return names[int(self._random.random() * len(names))]

    def _list(self, sign: str) -> str:
        return "\n".join(
            f"{sign.format(number)} {self._clause()}"
            for number in range(1, self._random.randint(3, 7) + 1)
        )

    def _table(self) -> str:
        rows = (
            f"| {organisation.name} | {self._random.randint(2, 80)} คน |"
            for organisation in self._cast[:5]
        )
        return "\n".join(("| องค์กร | สมาชิก |", "|---|---|", *rows))

    def _link(self) -> str:
        note_id, year = self._random.choice(self._writer.links)
        return f"[เล่าไว้ในบันทึกก่อน](../{year}/{note_id}.md)"

    def _claim(self) -> str:
        """Return a sentence that says something of an organisation, and note the claim that quotes it."""
        about, other = self._cast[0], self._cast[-1]
        if len(self._cast) > 2:
            about, other = self._random.sample(list(self._cast), 2)
        said = ("said_by: ประธาน",) if self._random.random() < 0.7 else ()
        form = int(self._random.random() * 4)
        reason = self._phrase(4, 8)
        fields: tuple[str, ...]
        if form == 0:
            amount = f"{self._random.randint(2, 990) * 1000:,} บาท"
            quote = f"{about.name}ได้งบประมาณ {amount} สำหรับ{reason}"
            fields = (f"value: {amount}", f"for: {reason}", f"to: {other.name}", "status: received")
            what = "funding"
        elif form == 1:
            seats = self._random.randint(2, 9)
            quote = f"{about.name}มีตัวแทนตำบลละ {seats} คน เพื่อ{reason}"
            fields = (f"value: ตำบลละ {seats} คน", f"number: {seats}", "unit: คน", "per: ตำบล")
            what = "seats"
        elif form == 2:
            quote = f"{about.name}ทำงานร่วมกับ{other.name}ในเรื่อง{reason}"
            fields = ("relation: works_with", f"to: {other.name}", "status: current")
            what = "relation"
        else:
            quote = f"{about.name}จะจัด{reason}"
            fields = (f"value: {reason}", "status: planned")
            what = "activity"
        self._claims.append(
            MadeClaim(quote, (f"about: {about.name}", f"what: {what}", *fields, *said))
        )
        return quote


def _thai_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year + 543}"


def main() -> None:
    """Write an archive from the command line."""
    parser = argparse.ArgumentParser(description="Write a made-up archive of records.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    write_archive(options.folder, options.notes, options.seed)


if __name__ == "__main__":
    main()
