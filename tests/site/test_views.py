"""What a reader finds on each kind of page, from archives made by hand."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import TypeVar, get_args

import pytest

from fieldnotes.archive.model import (
    NOT_STATED,
    Account,
    AgendaItem,
    AgendaReference,
    Archive,
    Claim,
    ClaimKind,
    ClaimStatus,
    Comment,
    Meeting,
    Mention,
    Note,
    Organisation,
    Paragraph,
    Party,
    Place,
    Relation,
    Settings,
    Source,
    Stated,
    Subject,
    SubjectKey,
    Tag,
    Telling,
    UnrecordedName,
)
from fieldnotes.archive.problems import Problem
from fieldnotes.site.page_spec import PageSpec
from fieldnotes.site.plan import plan_pages, plan_redirects
from fieldnotes.site.templating import Templates
from fieldnotes.site.text import Texts
from fieldnotes.site.views import problems
from fieldnotes.site.views.claims import KIND_ORDER, RELATION_ORDER, ends
from fieldnotes.thai.dates import Moment, PartialDate

UNKNOWN = "บันทึกไม่ได้ระบุ"
WRITTEN_BY_HAND = {"add", "about", "privacy"}
"""Pages of docs/ to which pages of the archive lead."""

WHOLE_TAG = re.compile(r"<[^>]*>")
LINK = re.compile(r'href="record:([^"#]*)(?:#([^"]*))?"')


@functools.cache
def templates() -> Templates:
    return Templates()


@dataclass(frozen=True)
class Site:
    """The pages of an archive, rendered when they are asked for."""

    archive: Archive
    pages: Mapping[str, PageSpec]

    def html(self, address: str) -> str:
        page = self.pages[address]
        return templates().render(page.template, page.context())

    def text(self, address: str) -> str:
        return words(self.html(address))

    def links(self, address: str) -> set[str]:
        return {target for target, _ in LINK.findall(self.html(address))}


def site(archive: Archive) -> Site:
    return Site(archive, {page.address: page for page in plan_pages(archive, Texts(archive))})


def words(html: str) -> str:
    return " ".join(unescape(WHOLE_TAG.sub(" ", html)).split())


def part_of_page(html: str, start: str, end: str = "</section>") -> str:
    """What a reader sees from an id (or other words of the source) to the end of its section."""
    return words("<" + html.partition(start)[2].partition(end)[0])


def note(name: str = "gtk-1", text: str = "ข้อความของบันทึก", **fields: object) -> Note:
    made = Note(
        id=name,
        path=f"2549/{name}.md",
        title=f"บันทึก {name}",
        body=text,
        date=PartialDate(2006, 5, 24),
        paragraphs=(Paragraph(f"p-{name}", "paragraph", text, 1, 0, 0),),
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # each test knows its fields


def meeting(name: str = "sanchon-2549-5", **fields: object) -> Meeting:
    return replace(Meeting(name, f"เครือข่ายฯสัญจร {name}", recorded=True, year=2549), **fields)  # type: ignore[arg-type]  # as above


Record = TypeVar("Record", Note, Account, Meeting, Organisation, Tag, Place)


def archive(*records: object, **fields: object) -> Archive:
    """An archive of these records, joined as far as the pages under test need it."""

    def of(kind: type[Record]) -> dict[str, Record]:
        return {record.id: record for record in records if isinstance(record, kind)}

    notes = list(of(Note).values())
    mentions: dict[str, list[Mention]] = {}
    claims: dict[str, list[Claim]] = {}
    place_claims: dict[str, list[Claim]] = {}
    for one in reversed(notes):
        for mention in one.mentions:
            mentions.setdefault(mention.organisation, []).append(mention)
    for one in notes:
        for claim in one.claims:
            for end in ends(claim):
                if end.organisation:
                    claims.setdefault(end.organisation, []).append(claim)
                if end.place:
                    place_claims.setdefault(end.place, []).append(claim)
    made = Archive(
        notes=of(Note),
        accounts=of(Account),
        meetings=of(Meeting),
        organisations=of(Organisation),
        tags=of(Tag),
        places=of(Place),
        mentions={name: tuple(rows) for name, rows in mentions.items()},
        claims={name: tuple(rows) for name, rows in claims.items()},
        place_claims={name: tuple(rows) for name, rows in place_claims.items()},
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # as above


COUNCIL = Organisation("council", "organisations/council.md", "สภากลาง", kind="สภา")
BOARD = Organisation("board", "organisations/board.md", "คณะกรรมการกลาง", short=("ค.ก.",))


def claim(**fields: object) -> Claim:
    made = Claim(
        note="gtk-1",
        about=Party("สภากลาง", "council"),
        what="seats",
        quote="คำที่ยกมา",
        anchor="p-gtk-1",
        paragraph=7,
        value="ตำบลละ 2 คน",
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # as above


def one_of_each() -> Archive:
    """A small archive in which everything is linked to everything."""
    told = Telling("gtk-2", AgendaReference(1, 2), broken_off=True, anchor="p-gtk-2")
    first = note(
        text="สภากลาง กับข้อความของบันทึก",
        meeting="m-1",
        account="gtk-1",
        part="1.1",
        organisations=(Party("สภากลาง", "council"), Party("กลุ่มไม่มีระเบียน")),
        tags=("om", "nisin"),
        places=("ban-ueam",),
        mentions=(Mention("council", "gtk-1", "p-gtk-1", 0, 7),),
        claims=(claim(),),
        tellings=(Telling("gtk-1", AgendaReference(1, 1), broken_off=False),),
    )
    second = note(
        "gtk-2",
        meeting="m-1",
        account="gtk-1",
        part="1.2",
        to_be_continued=True,
        organisations=(Party("คณะกรรมการกลาง", "board"), Party("สภากลาง", "council")),
        tags=("om",),
        tellings=(told,),
    )
    return archive(
        first,
        second,
        Account("gtk-1", "การประชุมสัญจร", "m-1", ("gtk-1", "gtk-2"), later_missing=True),
        meeting(
            "m-0",
            agenda=(AgendaItem(3, "เรื่องแจ้ง", "รับทราบ"),),
            year=2548,
            next="m-1",
            notes=(),
        ),
        meeting(
            "m-1",
            agenda=(
                AgendaItem(
                    1,
                    subjects=(
                        Subject(1, "สมาชิกใหม่"),
                        Subject(
                            2,
                            "โครงสร้าง",
                            continues=SubjectKey("m-0", AgendaReference(3)),
                        ),
                        Subject(3, "สวัสดิการ"),
                    ),
                ),
            ),
            accounts=("gtk-1",),
            notes=("gtk-1", "gtk-2"),
            previous="m-0",
            place="ban-ueam",
        ),
        COUNCIL,
        BOARD,
        Tag("om", "การออม", recorded=True, also=("ออมทรัพย์",), broader="ngoen"),
        Tag("ngoen", "การเงิน", recorded=True),
        Tag("nisin", "หนี้สิน", recorded=False),
        Place("lampang", "จังหวัดลำปาง", recorded=True),
        Place("ban-ueam", "ตำบลบ้านเอื้อม", recorded=True, within="lampang"),
        unrecorded=(UnrecordedName("กลุ่มไม่มีระเบียน", ("gtk-1",)),),
        tellings={
            SubjectKey("m-1", AgendaReference(1, 1)): first.tellings,
            SubjectKey("m-1", AgendaReference(1, 2)): (told,),
        },
        threads=(
            (SubjectKey("m-0", AgendaReference(3)), SubjectKey("m-1", AgendaReference(1, 2))),
        ),
    )


@pytest.fixture(scope="module")
def linked() -> Site:
    return site(one_of_each())


# --- every page ---------------------------------------------------------------------------------


def test_every_link_leads_to_a_page(linked: Site) -> None:
    for address in linked.pages:
        assert linked.links(address) <= {*linked.pages, *WRITTEN_BY_HAND}, address


def test_every_page_has_one_title_and_says_where_it_is_and_how_to_go_back(linked: Site) -> None:
    for address in linked.pages:
        if address:  # home has the title of docs/index.md
            html = linked.html(address)
            assert html.count("<h1>") == 1, address
            assert 'aria-current="page"' in html, address
            assert "" in linked.links(address), address


def test_every_record_is_reached_from_home(linked: Site) -> None:
    seen, waiting = {""}, [""]
    while waiting:
        for target in linked.links(waiting.pop()) - seen - WRITTEN_BY_HAND:
            seen.add(target)
            waiting.append(target)
    assert seen == set(linked.pages)


@pytest.mark.parametrize("made", [Archive(), one_of_each()], ids=["empty", "linked"])
def test_pages_never_shout_and_never_show_nothing_as_zero(made: Archive) -> None:
    pages = site(made)
    for address in pages.pages:
        text = pages.text(address)
        assert "!" not in text, address
        assert not re.search(r"(?<![\d/.,-])0 (ครั้ง|ฉบับ|แห่ง|คำ|เรื่อง|ข้อ|ความเห็น)", text), address


def test_empty_indices_say_why_and_what_to_do() -> None:
    pages = site(Archive())
    for address in ("notes/", "meetings/", "agenda/", "organisations/", "places/", "tags/"):
        assert "ยังไม่มี" in pages.text(address), address
        assert "add" in pages.links(address), address


def test_words_of_records_are_shown_as_words() -> None:
    evil = "<script>alert(1)</script>{{ 7*7 }}"
    made = archive(
        note(
            title=evil,
            author=evil,
            rights=evil,
            part=evil,
            meeting="m-1",
            tags=("t",),
            places=("p",),
            organisations=(Party(evil), Party(evil, "o")),
            claims=(
                claim(about=Party(evil, "o"), value=evil, quote=evil, said_by=evil, purpose=evil),
            ),
            source=Source(site=evil, url="javascript:alert(1)", number=evil, rights=evil),
            retold_from=evil,
            comments=(Comment(evil, None, evil),),
        ),
        meeting(
            "m-1", title=evil, label=evil, agenda=(AgendaItem(1, evil, evil),), notes=("gtk-1",)
        ),
        Organisation("o", "organisations/o.md", evil, (evil,), (evil,), (evil,), evil),
        Tag("t", evil, recorded=True, also=(evil,)),
        Place("p", evil, recorded=True, also=(evil,), kind=evil),
        unrecorded=(UnrecordedName(evil, ("gtk-1",)),),
    )
    pages = site(made)
    for address in pages.pages:
        html = pages.html(address)
        assert "<script" not in html, address
        assert "javascript:" not in html, address
        assert "49" not in html.replace("2549", ""), address


def test_all_keys_of_records_have_words() -> None:
    labels = vars(templates()._environment.get_template("_labels.html").module)
    assert set(labels["claim_kinds"]) == set(get_args(ClaimKind))
    assert set(labels["statuses"]) == set(get_args(ClaimStatus))
    both_ends = {(relation, end) for relation in get_args(Relation) for end in (True, False)}
    assert set(labels["relations"]) == both_ends == set(RELATION_ORDER)
    assert {*KIND_ORDER, "relation"} == set(get_args(ClaimKind))


def test_earlier_ids_lead_on() -> None:
    made = archive(
        note(formerly=("old-note",)),
        meeting("m-1", formerly=("old-meeting",), notes=("gtk-1",)),
        replace(COUNCIL, formerly=("old-council",)),
    )
    assert {(redirect.address, redirect.to) for redirect in plan_redirects(made)} == {
        ("notes/old-note", "notes/gtk-1"),
        ("meetings/old-meeting", "meetings/m-1"),
        ("meetings/old-meeting/account", "meetings/m-1/account"),
        ("organisations/old-council", "organisations/council"),
    }


# --- note ---------------------------------------------------------------------------------------


def test_a_note_says_what_it_does_not_know() -> None:
    text = site(archive(note(date=None))).text("notes/gtk-1")
    assert f"การประชุม {UNKNOWN}" in text
    assert f"เขียนเมื่อ {UNKNOWN}" in text
    assert "ผู้เขียน ไม่ปรากฏชื่อผู้เขียน" in text
    assert f"สิทธิของข้อความนี้ {UNKNOWN}" in text


def test_a_note_shows_its_date_in_the_buddhist_era() -> None:
    assert "24 พฤษภาคม 2549" in site(archive(note())).text("notes/gtk-1")
    assert "พ.ศ. 2549" in site(archive(note(date=PartialDate(2006)))).text("notes/gtk-1")


def test_missing_parts_are_steps_without_invented_labels() -> None:
    alone = archive(
        note(part="1.2", account="gtk-1", continuation=True, to_be_continued=True),
        Account("gtk-1", "เรื่อง", None, ("gtk-1",), earlier_missing=True, later_missing=True),
    )
    steps = part_of_page(site(alone).html("notes/gtk-1"), 'class="fn-steps"', "</nav>")
    assert steps == "ตอนก่อนหน้า ยังไม่มีในคลัง ตอน 1.2 หน้านี้ ตอนต่อไป ยังไม่มีในคลัง"


def test_a_note_leads_to_the_parts_before_and_after(linked: Site) -> None:
    assert "ตอนต่อไป ตอน 1.2" in linked.text("notes/gtk-1")
    assert "ตอนก่อนหน้า ตอน 1.1" in linked.text("notes/gtk-2")
    assert "ตอนต่อไป ยังไม่มีในคลัง" in linked.text("notes/gtk-2")


def test_a_retelling_says_so_at_its_head_with_a_link() -> None:
    source = Source(site="GotoKnow", number="30760", url="https://example.org/30760")
    html = site(archive(note(retold_from="GotoKnow 30760", source=source))).html("notes/gtk-1")
    head = html.partition("</header>")[0]
    assert "เรียบเรียงใหม่จากบันทึกหมายเลข 30760 ใน GotoKnow ไม่ใช่ถ้อยคำของผู้เขียน" in words(head)
    assert 'href="https://example.org/30760"' in head


def test_telling_that_breaks_off_is_said_of_the_telling(linked: Site) -> None:
    covered = part_of_page(linked.html("notes/gtk-2"), 'id="fn-covered"')
    assert "วาระที่ 1 เรื่องที่ 2 โครงสร้าง เล่ายังไม่จบ ยังไม่มีตอนที่เล่าต่อในคลัง" in covered
    assert "เล่าไว้แล้ว" in part_of_page(linked.html("notes/gtk-1"), 'id="fn-covered"')


def test_telling_that_goes_on_names_the_later_part() -> None:
    told = Telling("gtk-1", AgendaReference(1), broken_off=True, continued_in="gtk-2")
    made = archive(
        note(meeting="m-1", tellings=(told,)),
        note("gtk-2", meeting="m-1", part="จบ"),
        meeting("m-1", notes=("gtk-1", "gtk-2")),
        tellings={SubjectKey("m-1", AgendaReference(1)): (told,)},
    )
    assert "เล่ายังไม่จบ เล่าต่อใน ตอน จบ" in site(made).text("notes/gtk-1")


def test_an_abbreviation_stands_beside_its_full_name(linked: Site) -> None:
    assert "คณะกรรมการกลาง (ค.ก.)" in linked.text("notes/gtk-2")
    assert "กลุ่มไม่มีระเบียน ยังไม่มีหน้าในคลัง" in linked.text("notes/gtk-1")


def test_claims_of_a_note_say_status_date_speaker_and_place() -> None:
    stated = claim(
        status="planned", said_by="ประธาน", as_of_latest=PartialDate(2006, 5, 24), purpose="ตำบล"
    )
    html = site(archive(note(claims=(stated,)), COUNCIL)).html("notes/gtk-1")
    text = part_of_page(html, 'id="fn-claims"')
    for said in (
        "สภากลาง 1 ข้อ",
        "องค์ประกอบ ตำบลละ 2 คน ในส่วน ตำบล",
        "สถานะ จะดำเนินการ",
        "ข้อมูลไม่เกินวันที่เขียนบันทึก (24 พฤษภาคม 2549)",
        "ผู้กล่าว ประธาน",
        "“คำที่ยกมา” ย่อหน้า 7",
    ):
        assert said in text
    assert 'href="record:notes/gtk-1#p-gtk-1"' in html


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source(comments=1), "ต้นฉบับมี 1 ความเห็น นับไว้โดยไม่ได้คัดลอกมา"),
        (Source(comments=0), "ต้นฉบับไม่มีความเห็น"),
        (Source(), "บันทึกไม่ได้ระบุว่าต้นฉบับมีความเห็นหรือไม่"),
        (None, "ไม่มีความเห็นที่เก็บไว้กับบันทึกนี้"),
    ],
)
def test_comments_that_are_only_counted_are_counted(source: Source | None, said: str) -> None:
    assert said in site(archive(note(source=source))).text("notes/gtk-1")


def test_comments_stand_with_name_and_time() -> None:
    comments = (
        Comment("[สงวนนาม]", Moment(PartialDate(2006, 5, 25), 9, 30), "อ่านแล้ว"),
        Comment(None, None, "อีกคน"),
    )
    text = site(archive(note(comments=comments))).text("notes/gtk-1")
    assert "[สงวนนาม] · 25 พฤษภาคม 2549 เวลา 09.30 น. อ่านแล้ว" in text
    assert f"ไม่ปรากฏชื่อ · วันที่ {UNKNOWN} อีกคน" in text


# --- meeting ------------------------------------------------------------------------------------


def test_a_meeting_says_what_is_not_known(linked: Site) -> None:
    text = linked.text("meetings/m-1")
    assert f"วันที่ประชุม {UNKNOWN}" in text
    assert "วาระที่ 1 บันทึกไม่ได้ระบุชื่อวาระ" in text
    assert f"มติ {UNKNOWN}" in text
    assert "เรื่องที่ 3 สวัสดิการ ยังไม่มีบันทึกในคลังที่เล่าเรื่องนี้" in text
    assert "มติ รับทราบ" in linked.text("meetings/m-0")


def test_a_meeting_of_several_days_shows_both() -> None:
    made = meeting("m-1", date=PartialDate(2006, 9, 27), until=PartialDate(2006, 9, 28))
    assert "27–28 กันยายน 2549" in site(archive(made)).text("meetings/m-1")


def test_the_table_of_parts_shows_the_gaps(linked: Site) -> None:
    table = re.search(r"<table.*</table>", linked.html("meetings/m-1"), re.DOTALL)
    assert table is not None
    rows = [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in table[0].split("</tr>")
    ]
    assert rows[:-1] == [
        ["วาระและเรื่อง", "ตอน 1.1", "ตอน 1.2", "ตอนต่อไป ยังไม่มีในคลัง"],
        ["วาระที่ 1 เรื่องที่ 1 สมาชิกใหม่", "เล่าไว้แล้ว", "ไม่พบว่าเล่า", "ไม่ทราบ"],
        ["วาระที่ 1 เรื่องที่ 2 โครงสร้าง", "ไม่พบว่าเล่า", "เล่ายังไม่จบ", "ไม่ทราบ"],
        ["วาระที่ 1 เรื่องที่ 3 สวัสดิการ", "ไม่พบว่าเล่า", "ไม่พบว่าเล่า", "ไม่ทราบ"],
    ]
    assert table[0].count('scope="col"') == 4
    assert table[0].count('scope="row"') == 3


def test_matters_that_go_on_are_linked_both_ways(linked: Site) -> None:
    assert "สืบเนื่องจาก เครือข่ายฯสัญจร m-0 วาระที่ 3 เรื่องแจ้ง" in linked.text("meetings/m-1")
    assert "สืบเนื่องไปที่ เครือข่ายฯสัญจร m-1 วาระที่ 1 เรื่องที่ 2 โครงสร้าง" in linked.text("meetings/m-0")
    threads = part_of_page(linked.html("agenda/"), 'id="fn-threads"')
    assert threads.index("m-0 วาระที่ 3") < threads.index("m-1 วาระที่ 1 เรื่องที่ 2")


def test_the_agenda_lists_every_item_and_subject(linked: Site) -> None:
    text = linked.text("agenda/")
    for matter in ("สมาชิกใหม่", "โครงสร้าง", "สวัสดิการ", "เรื่องแจ้ง"):
        assert matter in text


def test_a_matter_told_without_a_record_stands_in_the_agenda() -> None:
    told = Telling("gtk-1", AgendaReference(2, 4), broken_off=False)
    made = archive(
        note(meeting="m-1", tellings=(told,)),
        meeting("m-1", recorded=False, notes=("gtk-1",)),
        tellings={SubjectKey("m-1", AgendaReference(2, 4)): (told,)},
    )
    text = site(made).text("meetings/m-1")
    assert "วาระที่ 2" in text
    assert "เรื่องที่ 4 บันทึกไม่ได้ระบุชื่อเรื่อง" in text


def test_the_whole_account_holds_every_part_and_its_gaps(linked: Site) -> None:
    text = linked.text("meetings/m-1/account")
    assert text.index("ตอน 1.1") < text.index("ตอน 1.2") < text.index("ตอนต่อไป ยังไม่มีในคลัง")
    assert text.count("ข้อความของบันทึก") == 2


def test_meetings_lead_to_the_one_before_and_after(linked: Site) -> None:
    assert "ครั้งก่อนที่มีในคลัง เครือข่ายฯสัญจร m-0" in linked.text("meetings/m-1")
    assert "ครั้งถัดไปที่มีในคลัง เครือข่ายฯสัญจร m-1" in linked.text("meetings/m-0")
    assert "ครั้งถัดไป ไม่มีในคลัง" in linked.text("meetings/m-1")


def test_a_meeting_gathers_organisations_and_tags_of_its_notes(linked: Site) -> None:
    assert {
        "organisations/council",
        "organisations/board",
        "tags/om",
        "tags/nisin",
    } <= linked.links("meetings/m-1")


def test_a_resolution_is_read_as_markdown_wherever_it_stands() -> None:
    reference = AgendaReference(1)
    agenda = (AgendaItem(1, "งบ", "ให้ **ตำบลละ 5 คน** ดู[กฎ](../organisations/council.md)"),)
    key = SubjectKey("m-1", reference)
    made = archive(
        meeting("m-1", path="meetings/m-1.md", agenda=agenda), COUNCIL, threads=((key, key),)
    )
    pages = site(made)
    for address in ("meetings/m-1", "agenda/"):
        assert "<strong>ตำบลละ 5 คน</strong>" in pages.html(address), address
        assert "organisations/council" in pages.links(address), address
        assert "**" not in pages.html(address), address


def test_what_is_named_as_often_stands_in_dictionary_order() -> None:
    names = {"o-1": "หอ", "o-2": "เกาะ", "o-3": "ขวัญ", "o-4": "กลุ่ม"}
    tags = {"t-1": "หนี้", "t-2": "เงิน", "t-3": "การออม"}
    parties = tuple(Party(name, organisation) for organisation, name in names.items())
    made = archive(
        note(meeting="m-1", organisations=parties, tags=tuple(tags)),
        note("gtk-2", meeting="m-1", tags=("t-1",)),
        meeting("m-1", notes=("gtk-1", "gtk-2")),
        *(Organisation(key, f"organisations/{key}.md", name) for key, name in names.items()),
        *(Tag(key, label, recorded=True) for key, label in tags.items()),
    )
    pages = site(made)
    gathered = part_of_page(pages.html("meetings/m-1"), 'id="fn-organisations"')
    assert gathered.endswith("กลุ่ม เกาะ ขวัญ หอ")
    assert part_of_page(pages.html("meetings/m-1"), 'id="fn-tags"').endswith("หนี้ 2 ฉบับ การออม เงิน")
    together = part_of_page(pages.html("organisations/o-4"), 'id="fn-together"')
    assert re.findall("เกาะ|ขวัญ|หอ", together) == ["เกาะ", "ขวัญ", "หอ"]
    together = part_of_page(pages.html("tags/t-1"), 'id="fn-together"')
    assert re.findall("การออม|เงิน", together) == ["การออม", "เงิน"]


# --- organisation -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relation", "forward", "backward"),
    [
        ("part_of", "เป็นส่วนหนึ่งของ", "มีส่วนที่ขึ้นอยู่ คือ"),
        ("selects", "คัดเลือก", "คัดเลือกโดย"),
        ("advises", "เป็นที่ปรึกษาของ", "มีที่ปรึกษา คือ"),
        ("meets_at", "ประชุมที่", "เป็นที่ประชุมของ"),
        ("supports", "สนับสนุน", "ได้รับการสนับสนุนจาก"),
        ("works_with", "ทำงานร่วมกับ", "ทำงานร่วมกับ"),
    ],
)
def test_a_relation_reads_right_from_either_end(
    relation: Relation, forward: str, backward: str
) -> None:
    made = claim(
        what="relation", relation=relation, value=None, to=Party("คณะกรรมการกลาง", "board")
    )
    pages = site(archive(note(claims=(made,)), COUNCIL, BOARD))
    from_one = part_of_page(pages.html("organisations/council"), 'id="fn-relations"')
    from_other = part_of_page(pages.html("organisations/board"), 'id="fn-relations"')
    assert f"{forward} คณะกรรมการกลาง" in from_one
    assert f"{backward} สภากลาง" in from_other


def test_what_the_source_leaves_out_of_a_claim_is_said() -> None:
    made = claim(what="funding", value=NOT_STATED, to=NOT_STATED, purpose=NOT_STATED)
    text = site(archive(note(claims=(made,)), COUNCIL)).text("organisations/council")
    assert f"จำนวนเงิน {UNKNOWN} สำหรับ {UNKNOWN} ผู้รับ {UNKNOWN}" in text
    assert f"ผู้กล่าว {UNKNOWN}" in text
    assert f"ข้อมูล ณ วันที่ใด {UNKNOWN}" in text


def test_a_number_without_words_is_shown_with_its_unit() -> None:
    made = claim(what="funding", value=None, number=100000, unit="บาท", per="ตำบล")
    text = site(archive(note(claims=(made,)), COUNCIL)).text("organisations/council")
    assert "100,000 บาท ต่อตำบล" in text


@pytest.mark.parametrize(
    ("value", "number", "unit", "per", "shown"),
    [
        ("ผู้แทน 5 คน", 5, "คน", "ตำบล", "ผู้แทน 5 คน (ต่อตำบล)"),
        ("ผู้แทน", 5, "คน", "ตำบล", "ผู้แทน (5 คน ต่อตำบล)"),
        ("มาประชุม 15 คน", 5, "คน", None, "มาประชุม 15 คน (5 คน)"),
        ("490,000 บาท", 490_000, "บาท", None, "490,000 บาท"),
        ("๔๙๐,๐๐๐ บาท", 490_000, "บาท", None, "๔๙๐,๐๐๐ บาท"),
        ("ตำบลละ 1 แสนบาท", 100_000, "บาท", "ตำบล", "ตำบลละ 1 แสนบาท"),
        ("ผู้แทนห้าคน", 5, "คน", None, "ผู้แทนห้าคน"),
        ("นัดพบกันปีละครั้ง", 1, "ครั้ง", "ปี", "นัดพบกันปีละครั้ง"),
        ("จัดงานทุกปี", None, None, "ปี", "จัดงานทุกปี"),
        ("จัดงาน", None, None, "ปี", "จัดงาน (ต่อปี)"),
        ("จำนวน 8", 8, None, None, "จำนวน 8"),
        ("หลายแห่ง", 8, None, None, "หลายแห่ง (8)"),
        (None, 5, "คน", "ตำบล", "5 คน ต่อตำบล"),
        (NOT_STATED, 5, "คน", None, "5 คน"),
    ],
)
def test_a_number_is_shown_once_in_words_or_beside_them(
    value: Stated, number: int | None, unit: str | None, per: str | None, shown: str
) -> None:
    made = claim(what="funding", value=value, number=number, unit=unit, per=per)
    text = site(archive(note(claims=(made,)), COUNCIL)).text("organisations/council")
    assert f"งบประมาณ {shown} สถานะ" in text
    related = claim(
        what="relation",
        relation="selects",
        value=value,
        number=number,
        unit=unit,
        per=per,
        to=Party("คณะกรรมการกลาง", "board"),
    )
    pages = site(archive(note(claims=(related,)), COUNCIL, BOARD))
    assert f"คณะกรรมการกลาง {shown} สถานะ" in pages.text("organisations/council")
    assert f"สภากลาง {shown} สถานะ" in pages.text("organisations/board")


def test_images_of_a_description_are_shown() -> None:
    made = archive(
        replace(COUNCIL, description="![ตรา](ตรา.png)", images=("organisations/ตรา.png",)),
        meeting(
            "m-1", path="meetings/m-1.md", description="![หมู่](a.jpg)", images=("meetings/a.jpg",)
        ),
    )
    pages = site(made)
    assert '<img src="record-file:organisations/' in pages.html("organisations/council")
    assert '<img src="record-file:meetings/a.jpg" alt="หมู่"' in pages.html("meetings/m-1")


def test_kinds_stand_in_the_order_of_their_list() -> None:
    kinds = ("วัด", "กลุ่ม", None, "สภา", "กลุ่ม", "เหมืองฝาย")
    made = archive(
        *(
            Organisation(f"o-{number}", f"organisations/o-{number}.md", f"ก{number}", kind=kind)
            for number, kind in enumerate(kinds)
        )
    )
    html = site(made).html("organisations/").partition('id="fn-kinds"')[2]
    names = re.findall('<span class="fn-party__name">([^<]*)</span>', html)
    assert names == ["สภา", "กลุ่ม", "วัด", "เหมืองฝาย", f"ประเภท{UNKNOWN}"]


def test_a_claim_cites_note_and_paragraph() -> None:
    made = claim(as_of=PartialDate(2001))
    pages = site(archive(note(claims=(made,)), COUNCIL))
    text = pages.text("organisations/council")
    assert "ข้อมูล ณ พ.ศ. 2544" in text
    assert "“คำที่ยกมา” ตามบันทึก บันทึก gtk-1, ย่อหน้า 7" in text
    assert 'href="record:notes/gtk-1#p-gtk-1"' in pages.html("organisations/council")


def test_claims_stand_beside_one_another() -> None:
    made = note(claims=(claim(value="มี 8 ประเด็น"), claim(value="มี 9 ประเด็น")))
    text = site(archive(made, COUNCIL)).text("organisations/council")
    assert "มี 8 ประเด็น" in text
    assert "มี 9 ประเด็น" in text


def _mentions(text: str, name: str) -> Iterator[Mention]:
    for found in re.finditer(name, text):
        yield Mention("council", "gtk-1", "p-gtk-1", found.start(), found.end())


def test_every_mention_is_marked_in_its_words() -> None:
    text = "สภากลางประชุมแล้ว " + "ถ้อยคำอื่น " * 40 + "แล้วสภากลางก็เลิก และสภากลางกลับบ้าน"
    made = note(text=text, mentions=tuple(_mentions(text, "สภากลาง")))
    html = site(archive(made, COUNCIL)).html("organisations/council")
    section = html.partition('id="fn-mentions"')[2].partition("</section>")[0]
    assert section.count("<mark>สภากลาง</mark>") == 3
    assert section.count("<li>") == 2  # the last two share their words
    assert "3 แห่ง" in words("<" + section)
    assert "ถ้อยคำอื่น " * 30 not in words(section)


def test_organisations_that_come_together_are_counted(linked: Site) -> None:
    together = part_of_page(linked.html("organisations/board"), 'id="fn-together"')
    assert "สภากลาง ในบันทึก 1 ฉบับ" in together


def test_organisations_are_listed_by_initial_and_kind_with_names_that_lack_a_record(
    linked: Site,
) -> None:
    html = linked.html("organisations/")
    assert re.findall(r'<a href="#initial-[^"]+">(.)</a>', html) == [
        "ส",
        "ค",
    ]  # the archive's order
    assert "สภา 1 แห่ง" in part_of_page(html, 'id="fn-kinds"')
    assert "กลุ่มไม่มีระเบียน บันทึก gtk-1" in part_of_page(html, 'id="fn-unrecorded"')


def test_an_organisation_of_very_many_mentions_has_pages_by_year() -> None:
    text = "สภากลาง " * 40
    notes = [
        note(
            f"n-{number}",
            text=text,
            date=PartialDate(2000 + number % 3, 1, 1),
            mentions=tuple(
                replace(mention, note=f"n-{number}", anchor=f"p-n-{number}")
                for mention in _mentions(text, "สภากลาง")
            ),
        )
        for number in range(9)
    ]
    pages = site(archive(*notes, COUNCIL))
    years = [f"organisations/council/{year}" for year in (2543, 2544, 2545)]
    assert set(years) <= pages.links("organisations/council") & set(pages.pages)
    assert sum(pages.html(year).count("<mark>") for year in years) == 360
    assert pages.html("organisations/council").count("<mark>") < 60


# --- places, tags, years, home -------------------------------------------------------------------


def test_a_place_says_what_it_lies_in_and_what_lies_and_happened_in_it(linked: Site) -> None:
    inner, outer = linked.text("places/ban-ueam"), linked.text("places/lampang")
    assert "อยู่ใน จังหวัดลำปาง" in inner
    assert "พื้นที่ที่อยู่ภายใน ตำบลบ้านเอื้อม" in outer
    assert {"meetings/m-1", "notes/gtk-1"} <= linked.links("places/ban-ueam")


def test_a_claim_about_a_place_leads_to_its_page_and_stands_there() -> None:
    place = Party("ต.บ้านเอื้อม", place="ban-ueam")
    made = note(
        claims=(
            claim(what="activity", about=place, value="เปิดกลุ่มใหม่"),
            claim(what="relation", relation="works_with", value=None, to=place),
        )
    )
    pages = site(
        archive(made, COUNCIL, Place("ban-ueam", "ตำบลบ้านเอื้อม", recorded=True, within=None))
    )
    text = pages.text("places/ban-ueam")
    assert "กิจกรรม เปิดกลุ่มใหม่" in text
    assert "ทำงานร่วมกับ สภากลาง" in text
    assert "“คำที่ยกมา” ตามบันทึก บันทึก gtk-1, ย่อหน้า 7" in text
    assert "notes/gtk-1" in pages.links("places/ban-ueam")
    assert "ทำงานร่วมกับ ตำบลบ้านเอื้อม" in pages.text("organisations/council")
    assert "places/ban-ueam" in pages.links("organisations/council")
    told = pages.text("notes/gtk-1")
    assert "ยังไม่มีหน้าในคลัง" not in told
    assert "ตำบลบ้านเอื้อม 1 ข้อ ดูทุกเรื่องของพื้นที่นี้" in told
    assert "พื้นที่ ตำบลบ้านเอื้อม" in told


def test_places_that_lie_in_each_other_do_not_hang_the_site() -> None:
    pages = site(
        archive(
            Place("a", "ก", recorded=True, within="b"), Place("b", "ข", recorded=True, within="a")
        )
    )
    assert "อยู่ใน ข" in pages.text("places/a")


def test_a_tag_shows_its_neighbours(linked: Site) -> None:
    text = linked.text("tags/om")
    assert "คำพ้อง ออมทรัพย์" in text
    assert "คำที่กว้างกว่า การเงิน" in text
    assert "คำที่แคบกว่า การออม" in linked.text("tags/ngoen")
    assert "คำที่มาด้วยกัน หนี้สิน 1 ฉบับ" in text
    assert {"notes/gtk-1", "notes/gtk-2", "meetings/m-1"} <= linked.links("tags/om")


def test_tags_are_counted_and_an_unused_one_says_so(linked: Site) -> None:
    text = linked.text("tags/")
    assert "การออม 2 ฉบับ" in text
    assert "การเงิน ยังไม่มีบันทึกที่ใช้" in text


def test_a_year_holds_its_meetings_and_notes(linked: Site) -> None:
    assert {"meetings/m-1", "notes/gtk-1", "notes/gtk-2", "years/2548"} <= linked.links(
        "years/2549"
    )
    assert "meetings/m-0" in linked.links("years/2548")


def test_home_leads_in(linked: Site) -> None:
    html = linked.html("")
    assert 'for="__search"' in html
    assert "บันทึก gtk-2" in part_of_page(html, 'id="fn-newest"')
    text = words(html)
    for way in ("การประชุม 2 ครั้ง", "องค์กรและหน่วยงาน 2 แห่ง", "คำสำคัญ 3 คำ", "บันทึก 2 ฉบับ"):
        assert way in text


def test_home_names_the_holder_where_there_is_one() -> None:
    made = archive(settings=Settings(holder="เครือข่าย <ลำปาง>"))
    assert "ผู้ดูแลคลัง เครือข่าย <ลำปาง>" in site(made).text("")
    assert "ผู้ดูแลคลัง" not in site(archive()).text("")


def test_long_lists_are_split_by_year_and_lose_nothing() -> None:
    many = [
        note(f"n-{number}", date=PartialDate(1990 + number % 10, 1, 1), tags=("om",), places=("p",))
        for number in range(400)
    ]
    pages = site(
        archive(*many, Tag("om", "การออม", recorded=True), Place("p", "ตำบล", recorded=True))
    )
    everything = {f"notes/n-{number}" for number in range(400)}
    for index in ("notes/", "tags/om", "places/p"):
        assert len(pages.links(index) & everything) < 60, index
    for prefix in ("years/", "tags/om/", "places/p/"):
        parts = [address for address in pages.pages if address.startswith(prefix)]
        assert set().union(*map(pages.links, parts)) >= everything, prefix


def test_problems_are_listed_by_file_errors_first() -> None:
    found = (
        Problem("2549/a.md", 2, 7, "date-unreadable", "error", {"found": "วานนี้", "nearest": ""}),
        Problem("2549/b.md", 1, 1, "folder-year", "hint", {"found": "2549", "expected": "2550"}),
    )
    page = problems.page(found)
    text = words(templates().render(page.template, page.context()))
    assert text.index("2549/a.md") < text.index("2549/b.md")
    assert "บรรทัด 2 ช่องที่ 7" in text
    assert "วานนี้" in text
