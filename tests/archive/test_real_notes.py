"""The archive's own records: nothing to mend, complete in the facts of their source, and in words of our own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from fieldnotes.archive.joining import Loaded, load
from fieldnotes.archive.model import NOT_STATED, AgendaReference, Claim, Party
from fieldnotes.archive.paragraphs import comparable
from fieldnotes.thai.dates import Moment, PartialDate
from fieldnotes.thai.spelling import lookup_key, normalise

ROOT = Path(__file__).resolve().parents[2]
SOURCES = Path(__file__).with_name("source-windows.txt")
"""Digests of the texts that the archive retells and may not hold: one a line, sorted, as `digest_of` makes them of
every `WINDOW` letters in a row, names left out as in `letters`. The texts are their authors' and cannot be had from
them."""

COUNCIL = "สภาเครือข่ายองค์กรชุมชนจังหวัดลำปาง"
SAVINGS_COUNCIL = "สภาเครือข่ายองค์กรออมทรัพย์ชุมชนจังหวัดลำปาง"
COUNCIL_COMMITTEE = "คณะกรรมการสภาเครือข่ายองค์กรชุมชนจังหวัดลำปาง"
COORDINATORS = "คณะกรรมการประสานงานเครือข่ายองค์กรออมทรัพย์ชุมชนจังหวัดลำปาง"
INSTITUTE = "สถาบันพัฒนาระบบการออมเพื่อสุขภาวะและสวัสดิการชุมชนจังหวัดลำปาง"
BOARD = "คณะกรรมการสถาบันพัฒนาระบบการออมเพื่อสุขภาวะและสวัสดิการชุมชนจังหวัดลำปาง"
PARTNERS = (
    "ธกส.",
    "สำนักงานพัฒนาชุมชนจังหวัดลำปาง",
    "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดลำปาง",
    "สำนักงานสาธารณสุขจังหวัดลำปาง",
    "ศูนย์การศึกษานอกโรงเรียนจังหวัดลำปาง",
    "สำนักงานเกษตรจังหวัดลำปาง",
    "มหาวิทยาลัยราชภัฏลำปาง",
)
GROUPS = ("กลุ่มบ้านต้าสามัคคี", "กลุ่มบ้านพระบาท", "กลุ่มนาก่วมใต้พัฒนา", "กลุ่มท่าคราวน้อย", "กลุ่มบ้านศรีบุญเรือง")
ORGANISATIONS = (
    COUNCIL,
    COUNCIL_COMMITTEE,
    SAVINGS_COUNCIL,
    COORDINATORS,
    INSTITUTE,
    BOARD,
    *PARTNERS,
    *GROUPS,
    "พอช.",
    "สถาบันพัฒนาองค์กรชุมชน",
    "ศตจ.ปชช.",
    "ศูนย์ต่อสู้เพื่อเอาชนะความยากจนภาคประชาชน",
    "สำนักงานหลักประกันสุขภาพถ้วนหน้า",
    "เทศบาลนครลำปาง",
)
ISSUES = (
    "องค์กรการเงิน",
    "สวัสดิการ",
    "ผู้สูงอายุ",
    "ผู้ดูแลเด็ก",
    "สตรี",
    "วิสาหกิจชุมชน",
    "การจัดการทรัพยากรธรรมชาติและสิ่งแวดล้อม",
    "วัฒนธรรม",
)


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(ROOT / "notes")


def identity(loaded: Loaded, name: str) -> str:
    """The one organisation that bears a name."""
    [found] = (
        organisation.id
        for organisation in loaded.archive.organisations.values()
        if name in (organisation.name, *organisation.short, *organisation.also)
    )
    return found


def claims(loaded: Loaded, about: str, what: str) -> list[Claim]:
    organisation = identity(loaded, about)
    return [
        claim
        for claim in loaded.archive.claims[organisation]
        if claim.about.organisation == organisation and claim.what == what
    ]


def test_nothing_to_mend(loaded: Loaded) -> None:
    assert loaded.problems == ()
    assert loaded.archive.unrecorded == ()


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_every_organisation_of_the_source_has_a_record(loaded: Loaded, name: str) -> None:
    organisation = loaded.archive.organisations[identity(loaded, name)]
    assert organisation.kind
    assert organisation.id in loaded.archive.mentions
    assert organisation.id in loaded.archive.claims


def test_every_quote_stands_where_its_claim_says(loaded: Loaded) -> None:
    for note in loaded.archive.notes.values():
        paragraphs = {paragraph.anchor: paragraph for paragraph in note.paragraphs}
        for claim in note.claims:
            assert comparable(claim.quote) in comparable(paragraphs[claim.anchor].text)
            assert paragraphs[claim.anchor].number == claim.paragraph > 0


def test_the_note(loaded: Loaded) -> None:
    note = loaded.archive.notes["gtk-30760"]
    assert note.date == PartialDate(2006, 5, 24)
    assert (note.part, note.meeting, note.author) == ("1.2", "sanchon-2549-5", None)
    assert note.continuation
    assert note.to_be_continued
    assert note.retold_from == "GotoKnow 30760"
    assert note.comments == ()
    source = note.source
    assert source is not None
    assert (source.site, source.blog, source.number, source.comments) == (
        "GotoKnow",
        "lampang_network",
        "30760",
        1,
    )
    assert source.written == Moment(PartialDate(2006, 5, 24), 17, 40)
    assert source.edited == Moment(PartialDate(2012, 2, 11), 15, 0)
    assert source.rights == "สงวนสิทธิ์ทุกประการ"
    [telling] = note.tellings
    assert telling.reference == AgendaReference(1, 2)
    assert telling.broken_off
    assert telling.continued_in is None
    account = loaded.archive.accounts["gtk-30760"]
    assert account.earlier_missing
    assert account.later_missing


def test_the_meeting_says_no_more_than_its_source(loaded: Loaded) -> None:
    meeting = loaded.archive.meetings["sanchon-2549-5"]
    assert (meeting.number, meeting.year) == ("5/2549", 2549)
    assert (meeting.date, meeting.until, meeting.place) == (None, None, None)
    [item] = meeting.agenda
    assert (item.number, item.title, item.resolution) == (1, None, None)
    assert [subject.number for subject in item.subjects] == [1, 2]
    assert item.subjects[0].title == "การขยายผลสมาชิกใหม่"
    assert all(subject.resolution is None for subject in item.subjects)
    assert not [
        claim
        for note in loaded.archive.notes.values()
        for claim in note.claims
        if claim.what == "resolution"
    ]


def test_seats_are_as_stated_and_never_summed(loaded: Loaded) -> None:
    seats = claims(loaded, COUNCIL, "seats")
    assert [claim.number for claim in seats if claim.per == "ประเด็น"] == [2]
    values = "".join(claim.value for claim in seats if isinstance(claim.value, str))
    assert all(issue in values for issue in ISSUES)
    partners = {claim.to.organisation for claim in seats if isinstance(claim.to, Party)}
    assert {identity(loaded, partner) for partner in PARTNERS} <= partners
    assert all(claim.number is None for claim in seats if isinstance(claim.to, Party))
    [coordinators] = claims(loaded, COORDINATORS, "seats")
    assert (coordinators.number, coordinators.per) == (5, "ตำบล")
    assert 16 not in {claim.number for claim in seats}


def test_money_received_and_money_not_said_to_be(loaded: Loaded) -> None:
    [received] = claims(loaded, "พอช.", "funding")
    assert (received.number, received.unit, received.status, received.to) == (
        490_000,
        "บาท",
        "received",
        NOT_STATED,
    )
    [promised] = claims(loaded, "ศตจ.ปชช.", "funding")
    assert (promised.number, promised.per, promised.to) == (100_000, "ตำบล", NOT_STATED)
    assert promised.status != "received"


@pytest.mark.parametrize(
    ("about", "relation", "to", "status"),
    [
        (COORDINATORS, "meets_at", SAVINGS_COUNCIL, "unclear"),
        (COORDINATORS, "selects", BOARD, "planned"),
        (COORDINATORS, "founds", INSTITUTE, "planned"),
        ("พอช.", "supports", COUNCIL, "current"),
    ],
)
def test_relations(loaded: Loaded, about: str, relation: str, to: str, status: str) -> None:
    found = [
        claim
        for claim in claims(loaded, about, "relation")
        if claim.relation == relation
        and isinstance(claim.to, Party)
        and claim.to.organisation == identity(loaded, to)
    ]
    assert [claim.status for claim in found] == [status]


def test_what_the_source_does_not_relate_is_not_related(loaded: Loaded) -> None:
    """No link of the council to the institute, and neither council stands above the other."""
    council, savings, institute = (
        identity(loaded, name) for name in (COUNCIL, SAVINGS_COUNCIL, INSTITUTE)
    )
    for claim in loaded.archive.claims[council]:
        ends = {claim.about.organisation} | (
            {claim.to.organisation} if isinstance(claim.to, Party) else set()
        )
        assert not ends & {savings, institute}


def test_strategies_tactics_and_groups(loaded: Loaded) -> None:
    strategies = [
        claim
        for claim in claims(loaded, COUNCIL_COMMITTEE, "strategy")
        if isinstance(claim.value, str)
    ]
    for words in ("แผนแม่บทการเงินฐานราก", "แผนชุมชนพึ่งตนเอง", "วิสาหกิจชุมชน", "การอนุรักษ์วัฒนธรรม"):
        assert any(words in str(claim.value) for claim in strategies)
    assert len(strategies) == 4
    assert len(claims(loaded, COUNCIL, "tactic")) == 2
    [founded] = claims(loaded, COUNCIL, "founded")
    assert founded.as_of == PartialDate(2001)
    for group in GROUPS:
        assert loaded.archive.organisations[identity(loaded, group)].place
        assert [claim.status for claim in claims(loaded, group, "activity")] == ["planned"]
    assert loaded.archive.place_claims["ban-ueam"]


# -- in our own words -------------------------------------------------------------------------------------------------

WINDOW = 36
"""Letters in a row (some eight words) that two texts do not share by chance."""

TEXT_SUFFIXES = (
    ".md",
    ".yml",
    ".yaml",
    ".html",
    ".py",
    ".txt",
    ".case",
    ".tsv",
    ".toml",
    ".json",
    ".js",
    ".css",
)
OUTPUT = {
    ".git",
    ".venv",
    "site",
    "node_modules",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}


def letters(text: str, names: list[str]) -> str:
    """A text without spaces and signs, and with a sign in place of each name and title: those are facts."""
    key = re.sub(r"[^\w\u0e00-\u0e7f]+", "", lookup_key(normalise(text)))
    for name in names:
        key = key.replace(name, "\n")
    return key


def project_texts() -> Iterator[Path]:
    for top in sorted(ROOT.iterdir()):
        if top.is_file() and top.suffix in TEXT_SUFFIXES:
            yield top
        elif top.is_dir() and top.name not in OUTPUT:
            yield from (
                file
                for file in sorted(top.rglob("*"))
                if file.suffix in TEXT_SUFFIXES and file.is_file()
            )


def windows(text: str) -> Iterator[str]:
    """Every row of letters of a text that is not broken by a name."""
    for part in text.split("\n"):
        yield from (part[start : start + WINDOW] for start in range(len(part) - WINDOW + 1))


def digest_of(window: str) -> str:
    return hashlib.blake2s(window.encode(), digest_size=8).hexdigest()


def shared(text: str, digests: Collection[str]) -> list[str]:
    """The rows of Thai letters that a text shares with those of which there are digests."""
    return [
        window for window in windows(text) if not window.isascii() and digest_of(window) in digests
    ]


@pytest.fixture(scope="module")
def facts(loaded: Loaded) -> list[str]:
    """Names and titles, longest first: they may stand anywhere."""
    bodies = loaded.archive.organisations.values()
    names = [name for body in bodies for name in (body.name, *body.short)]
    names += [note.title for note in loaded.archive.notes.values()]
    return sorted((letters(name, []) for name in (*names, *ISSUES)), key=len, reverse=True)


def test_no_sentence_of_a_source_is_in_the_project(facts: list[str]) -> None:
    digests = frozenset(SOURCES.read_text(encoding="ascii").split())
    assert len(digests) > 1000
    texts = list(project_texts())
    assert texts
    for file in texts:
        text = letters(file.read_text(encoding="utf-8", errors="replace"), facts)
        found = shared(text, digests)
        assert not found, f"{file.relative_to(ROOT)} has words of its source: {found[:3]}"


def test_a_sentence_that_is_taken_over_is_found(loaded: Loaded, facts: list[str]) -> None:
    """Spaces, spelling and what stands around it do not hide it."""
    source = letters(loaded.archive.notes["gtk-30760"].body, facts)
    digests = frozenset(map(digest_of, windows(source)))
    sentence = next(part for part in source.split("\n") if len(part) > 2 * WINDOW)
    taken = "\u200b ".join(sentence[3 : WINDOW + 9])
    assert len(shared(letters(f"เขียนว่า {taken} ดังนี้", facts), digests)) == 7
    assert not shared(letters("กลุ่มออมทรัพย์เล่าเรื่องของตนเองให้ผู้อื่นฟังในที่ประชุมประจำปี", facts), digests)
