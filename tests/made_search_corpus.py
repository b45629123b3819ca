"""A made-up Thai corpus for measuring search, and queries whose right answers its maker knows.

Nothing in it happened: words, names and numbers are put together at random from the tables below. Each document has
organisations by any of their names, places, people, dates and sums in the forms that people write, tags by any of their
synonyms, and in one sentence of four what real texts have: decomposed SARA AM, two SARA E for SARA AE, marks in the
other order, Thai digits, no-break and zero-width spaces.

What should be found is known from the texts as they were before that: a query is a row of wants, each the ways in which
a text may say one thing, and a document is right when it says each of them in any of its ways.

    python tests/made_search_corpus.py FOLDER --documents 1000
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

CASES = 12
"""Queries of each kind, where the texts have enough; never fewer than ten."""
FIRST_YEAR, YEARS = 2541, 18

_WORDS = (
    "การ ความ ชาวบ้าน ชุมชน ช่วยกัน ทำงาน ร่วมกัน พูดคุย เล่าให้ฟัง เรื่อง ปัญหา แนวทาง แก้ไข พัฒนา ส่งเสริม สนับสนุน ติดตาม ผลงาน ประเมิน "
    "เรียนรู้ แลกเปลี่ยน ประสบการณ์ ความรู้ ความคิด ข้อเสนอ ข้อตกลง ระเบียบ กติกา บัญชี รายรับ รายจ่าย กำไร ปันผล ดอกเบี้ย เงินกู้ เงินฝาก "
    "สมุด หลักฐาน เอกสาร รายงาน ข้อมูล สำรวจ ครัวเรือน ครอบครัว เด็ก เยาวชน ผู้สูงอายุ "
    "สตรี ผู้พิการ อาสาสมัคร แกนนำ ตัวแทน ที่ปรึกษา วิทยากร "
    "อบรม สัมมนา ศึกษาดูงาน นำเสนอ ซักถาม สรุป เห็นด้วย ลงมติ มอบหมาย รับผิดชอบ ดำเนินงาน ต่อเนื่อง เข้มแข็ง ยั่งยืน พึ่งตนเอง พอเพียง เกษตร "
    "นาข้าว สวนลำไย ปุ๋ยหมัก เมล็ดพันธุ์ แหล่งน้ำ ฝายชะลอน้ำ ป่าต้นน้ำ ไฟป่า หมอกควัน ขยะ สุขภาพ โรงเรียน วัด ศาลา ถนน ตลาด ร้านค้า ผ้าทอ "
    "จักสาน แปรรูป อาหาร สมุนไพร ประเพณี วัฒนธรรม ผญา ซอพื้นเมือง ทอดกฐิน ผ้าป่า ฌาปนกิจ เจ็บป่วย คลอดบุตร เสียชีวิต ทุนการศึกษา บำนาญ "
    "เบี้ยยังชีพ บ้านมั่นคง ที่ดินทำกิน หนี้นอกระบบ วินัย ไว้วางใจ โปร่งใส ตรวจสอบ ธรรมาภิบาล กฎหมาย นโยบาย ท้องถิ่น ท้องที่ ราชการ เอกชน"
).split()
_WEIGHTS = [1 / (rank + 4) for rank in range(len(_WORDS))]
"""How often each is drawn: some words are everywhere and most in few texts, as in any language."""
_COMMON = "งบประมาณ สมาชิก ประชุม กรรมการ กองทุน สวัสดิการ หนี้สิน เครือข่าย ชุมชน ผู้นำ ข้อมูล ครอบครัว ท้องถิ่น ยุทธศาสตร์".split()
_COMPOUNDS = (
    "กองทุนสวัสดิการชุมชน ภูมิปัญญาท้องถิ่น ทรัพยากรธรรมชาติ วิสาหกิจชุมชน แผนแม่บทชุมชน เศรษฐกิจพอเพียง ธนาคารหมู่บ้าน "
    "ศูนย์การเรียนรู้ สิ่งแวดล้อมศึกษา การจัดการความรู้ หลักประกันสุขภาพ สัจจะลดรายจ่าย คณะทำงานระดับตำบล ผู้ทรงคุณวุฒิ องค์กรการเงิน"
).split()
_LATIN = "GotoKnow KM SWOT AAR Facebook YouTube OTOP CODI Excel PowerPoint Dialogue Roadmap Workshop Timeline".split()
_TAGS = (
    ("ออมทรัพย์", "เก็บออม", "สะสมทรัพย์"),
    ("สวัสดิการผู้สูงวัย", "เงินผู้เฒ่า"),
    ("ป่าชุมชน", "ป่าของหมู่บ้าน"),
    ("แก้หนี้", "ปลดหนี้", "ปรับโครงสร้างหนี้"),
    ("เกษตรอินทรีย์", "เกษตรปลอดสาร"),
    ("แผนชุมชน", "แผนแม่บท"),
    ("ธรรมนูญตำบล", "ข้อตกลงร่วมของตำบล"),
    ("จัดการน้ำ", "เหมืองฝาย"),
    ("ลดขยะ", "คัดแยกขยะ"),
    ("สื่อชุมชน", "วิทยุชุมชน"),
    ("เด็กและเยาวชน", "คนรุ่นใหม่"),
    ("ท่องเที่ยวชุมชน", "โฮมสเตย์"),
)
"""Tags with their synonyms."""
_HEADS = "นา ทุ่ง ดอน สบ หนอง ห้วย แม่ ป่า ต้น วัง ปง สัน เด่น ท่า โป่ง ม่อน".split()
_TAILS = "สักงาม ตองกว้าง กวาวเหนือ งิ้วเฒ่า ค่าเตียน ฮวกน้อย แดงหลวง คำแสน ฮ่อมใต้ ไคร้มูล ขามป้อม แก้วเฮือน เหียงโค้ง ตาลเดี่ยว".split()
_LATIN_HEADS = "Na Thung Don Sop Nong Huai Mae Pa Ton Wang Pong San Den Tha Pong Mon".split()
_LATIN_TAILS = (
    "Sakngam Tongkwang Kwaonuea Ngiothao Khatian Huaknoi Daengluang Khamsaen "
    "Homtai Khraimun Khampom Kaeohuean Hiangkhong Tandiao"
).split()
_ORGANISATIONS = (
    ("กลุ่มออมทรัพย์บ้าน{0}", "Ban {1} Savings Group"),
    ("สภาเครือข่ายองค์กรชุมชนตำบล{0}", "{1} Community Council"),
    ("วิทยาลัยชุมชนแห่ง{0}", "{1} Community College"),
    ("ศูนย์ประสานงานภาคประชาชน{0}", "{1} Civic Centre"),
    ("สถาบันการเงินชุมชน{0}", "{1} Village Bank"),
    ("มูลนิธิเพื่อการศึกษา{0}", "{1} Learning Foundation"),
)
_LETTERS = "กขคชตทนบปพมรลวสอ"
_PEOPLE = (
    "ลุงคำปั๋น ป้าบัวเขียว ครูสมจินต์ พ่ออุ้ยหมื่น แม่จั๋นดี หนานอินทร์ "
    "ผู้ใหญ่วันชัย กำนันประเสริฐ อาจารย์ธวัลหทัย หมอพิชญ์สินี พระครูสุวัฒน์ น้องกอบัว"
).split()
_MONTHS = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split()
)
_SHORT_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
_DIGIT_WORDS = "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า".split()
_SHORT_FORMS = (
    ("ตำบล{0}", "ต.{0}"),
    ("อำเภอ{0}", "อ.{0}"),
    ("เทศบาลนคร{0}", "ทน.{0}"),
    ("มหาวิทยาลัยราชภัฏ{0}", "มรภ.{0}"),
    ("สำนักงาน{0}", "สนง.{0}"),
    ("คณะกรรมการ{0}", "คกก.{0}"),
    ("จังหวัด{0}", "จ.{0}"),
    ("โรงพยาบาล{0}", "รพ.{0}"),
    ("องค์การบริหารส่วนตำบล{0}", "อบต.{0}"),
)
"""How an office or place is written in full and in everyday life; the name follows."""
_SHORT_WORDS = (
    ("ผู้ว่าราชการจังหวัด", "ผู้ว่าฯ"),
    ("องค์กรปกครองส่วนท้องถิ่น", "อปท."),
    ("อาสาสมัครสาธารณสุข", "อสม."),
)
_REPEATED = "ต่าง อื่น ใหม่ เก่า เล็ก ใหญ่ เรื่อย จริง".split()
_CUT_SHORT = ("เครือข่าย", "สภา", "คณะกรรมการ", "สถาบัน", "กองทุน", "มูลนิธิ", "ศูนย์", "โครงการ")
_AFTER_CUT = ("สัญจร", "เยี่ยมยาม", "ออนซอน")
_PHRASES = (
    "ทุนหมุนเวียน ระยะยาว;คนกลาง รุ่นเก่า;บันทึกความรู้ ประจำเดือน;ครัวกลาง ของหมู่;ตลาดนัด คนเดินช้า;เวทีข่วง ผญาปัญญา"
)
_ONE_SIGN = "ฬ ฆ ฑ ฒ ฮ ฉ ฎ ฏ ฤ ฌ ๆ ฯ".split()

# The Kedmanee layout, key for key; of each pair of rows the second is with Shift.
_LATIN_KEYS = "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./" + "QWERTYUIOPASDFGHJKL:ZXCVBNM<>?"
_THAI_KEYS = "ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ" + '๐"ฎฑธํ๊ณฯญฤฆฏโฌ็๋ษศซ()ฉฮฺ์?ฒฬฦ'
_TO_LATIN = dict(zip(_THAI_KEYS, _LATIN_KEYS, strict=True))
_TO_THAI = {latin: thai for thai, latin in _TO_LATIN.items()}

_SARA_AM, _SARA_AM_IN_TWO = "\u0e33", "\u0e4d\u0e32"
_NO_BREAK_SPACE, _ZERO_WIDTH_SPACE = "\u00a0", "\u200b"
_THAI_DIGITS = str.maketrans("0123456789", "".join(map(chr, range(0x0E50, 0x0E5A))))
_VOWEL_AND_TONE = re.compile("([\u0e31\u0e34-\u0e39])([\u0e48-\u0e4b])")
"""A vowel above or below and the tone over it, in the order in which they are written."""
_MARK = re.compile("[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]")
_CONSONANTS = "".join(map(chr, range(0x0E01, 0x0E2F)))
_HOMOPHONES = dict(zip("ณนศษสใไฎฏ", "นณสสศไใฏฎ", strict=True))
_SILENCED = re.compile("[\u0e01-\u0e2e]\u0e4c")
_TONE = re.compile("[\u0e48\u0e49]")


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document: as it is given out, and as it was before it was written as people write."""

    title: str
    text: str
    clean: str
    year: int
    organisation: str
    tag: str


@dataclass(frozen=True, slots=True)
class MadeQuery:
    """A query and the numbers of the documents that should be found."""

    kind: str
    query: str
    intent: str
    mode: str
    relevant: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MadeName:
    """Names of one thing, the full one first."""

    kind: str
    names: tuple[str, ...]


class MadeSearchCorpus:
    """Documents, names and queries; the same for the same number of documents and seed."""

    def __init__(self, count: int, seed: int = 0) -> None:
        # A string: the hash of a number is not promised to stay the same seed.
        self._random = random.Random(f"made search corpus {seed}")
        pairs = [
            (head + tail, f"{latin_head} {latin_tail}")
            for head, latin_head in zip(_HEADS, _LATIN_HEADS, strict=True)
            for tail, latin_tail in zip(_TAILS, _LATIN_TAILS, strict=True)
        ]
        self._random.shuffle(pairs)
        self.places = [thai for thai, _ in pairs[:60]]
        self.organisations = list(self._make_organisations(pairs[60:108]))
        self.names = [*self.organisations, *(MadeName("tag", names) for names in _TAGS)]
        self.documents = [self._document() for _ in range(count)]
        self._texts = [_plain(document.clean) for document in self.documents]
        self._spaceless = ["".join(text.split()) for text in self._texts]
        self.queries = list(self._queries())

    def _make_organisations(self, pairs: Sequence[tuple[str, str]]) -> Iterator[MadeName]:
        seen: set[str] = set()
        for number, (thai, latin) in enumerate(pairs):
            form, romanised = _ORGANISATIONS[number % len(_ORGANISATIONS)]
            letters = ""
            while not letters or letters in seen:
                letters = "".join(self._random.sample(_LETTERS, 4))
            seen.add(letters)
            dotted = "".join(f"{letter}." for letter in letters)
            names = form.format(thai), dotted, f"{letters}.", romanised.format(thai, latin)
            yield MadeName("organisation", names)

    # -- documents ----------------------------------------------------------------------------------------------

    def _pick(self, things: Sequence[str]) -> str:
        """Return one, the earlier ones more often (after Zipf)."""
        return things[min(int(len(things) ** self._random.random()) - 1, len(things) - 1)]

    def _any(self, things: Sequence[T]) -> T:
        return self._random.choice(things)

    def _clause(self, fewest: int = 4, most: int = 9) -> str:
        return "".join(self._random.choices(_WORDS, _WEIGHTS, k=self._random.randint(fewest, most)))

    def _document(self) -> MadeDocument:
        year = FIRST_YEAR + int(self._random.random() ** 0.7 * YEARS)
        cast = [self._any(self.organisations) for _ in range(3)]
        tag = self._any(_TAGS)
        title = f"{self._any(_COMPOUNDS)}{self._clause(2, 4)} {self._any(self.places)}"
        sentences = [f"บันทึกของปี {year} {self._clause()}"]
        makers = self._makers(cast, tag, year)
        sentences += [self._any(makers)() for _ in range(self._random.randint(12, 22))]
        lines, noisy = [], []
        for start in range(0, len(sentences), 4):
            part = sentences[start : start + 4]
            lines.append(" ".join(part))
            noisy.append(" ".join(self._as_written(sentence) for sentence in part))
        clean = "\n".join(lines)
        return MadeDocument(
            title, "\n\n".join(noisy), f"{title}\n{clean}", year, cast[0].names[0], tag[0]
        )

    def _makers(
        self, cast: Sequence[MadeName], tag: Sequence[str], year: int
    ) -> list[Callable[[], str]]:
        """Return what makes sentences; the more often one stands here, the more of its kind there are."""

        def plain() -> str:
            return f"{self._any(_COMMON)}{self._clause()} {self._clause()}"

        def organisation() -> str:
            return f"{self._any(self._any(cast).names)} {self._clause()}"

        def place() -> str:
            return f"ที่{self._any(('บ้าน', ''))}{self._pick(self.places)} {self._clause()}"

        def office() -> str:
            form = self._any(self._any(_SHORT_FORMS))
            return (
                f"{self._clause(1, 3)} {form.format(self._any(self.places[:12]))} {self._clause()}"
            )

        def everyday() -> str:
            return f"{self._clause(1, 3)} {self._any(self._any(_SHORT_WORDS))} {self._clause()}"

        def village() -> str:
            number = self._random.randint(1, 14)
            form = self._any(("หมู่ที่ {0}", "ม.{0}", "หมู่ {0}"))
            return f"ชาวบ้าน {form.format(number)} {self._clause()}"

        def person() -> str:
            return f"{self._pick(_PEOPLE)}เล่าว่า{self._clause()}"

        def dated() -> str:
            form = self._any(
                date_forms(self._random.randint(13, 28), self._random.randint(1, 12), year)
            )
            return f"เมื่อวันที่ {form} {self._clause()}"

        def meeting() -> str:
            return f"ประชุมครั้งที่ {self._random.randint(1, 12)}/{year} {self._clause()}"

        def paid() -> str:
            return f"ได้รับเงิน {self._any(sum_forms(self._random.randint(10, 99) * 10_000))} {self._clause()}"

        def tagged() -> str:
            return f"{self._clause(1, 2)} {self._any(tag)} {self._clause()}"

        def foreign() -> str:
            return f"{self._clause(1, 3)} {self._any(_LATIN)} {self._clause()}"

        def repeated() -> str:
            return f"กลุ่ม{self._any(_REPEATED)}{self._any(('ๆ', ' ๆ'))} {self._clause()}"

        def cut() -> str:
            return f"งาน{self._any(_CUT_SHORT)}{self._any(('ฯ', 'ฯ '))}{self._any(_AFTER_CUT)} {self._clause()}"

        def phrase() -> str:
            words = self._any(_PHRASES.split(";"))
            if self._random.random() < 0.5:
                words = "แล้วก็".join(reversed(words.split()))
            return f"{words} {self._clause()}"

        def rare() -> str:
            return f"{self._clause(1, 2)} {self._any(('นาฬิกา', 'ระฆัง', 'บัณฑิต', 'วัฒนา', 'ฤดู', 'ฉลาก', 'กุฏิ', 'ฎีกา'))}"

        makers = [
            plain,
            plain,
            organisation,
            organisation,
            organisation,
            place,
            office,
            everyday,
            village,
        ]
        return [*makers, person, dated, meeting, paid, tagged, foreign, repeated, cut, phrase, rare]

    def _as_written(self, sentence: str) -> str:
        """Return a sentence as real texts have it: three of four as it is."""
        if self._random.random() >= 0.25:
            return sentence
        ways: Sequence[Callable[[str], str]] = (
            lambda text: text.replace(_SARA_AM, _SARA_AM_IN_TWO),
            lambda text: text.replace("แ", "เเ"),
            lambda text: _VOWEL_AND_TONE.sub(r"\2\1", text),
            lambda text: text.translate(_THAI_DIGITS),
            lambda text: text.replace(" ", _NO_BREAK_SPACE),
            lambda text: text.replace(" ", f" {_ZERO_WIDTH_SPACE}").replace(
                "ชุมชน", f"ชุมชน{_ZERO_WIDTH_SPACE}"
            ),
        )
        return self._any(ways)(sentence)

    # -- what is right ------------------------------------------------------------------------------------------

    def holding(self, *wants: Sequence[str], spaceless: bool = False) -> tuple[int, ...]:
        """Return the documents that say each of the wants in any of its ways."""
        texts = self._spaceless if spaceless else self._texts
        ways = [
            [_plain(way).replace(" ", "") if spaceless else _plain(way) for way in want]
            for want in wants
        ]
        return tuple(
            number
            for number, text in enumerate(texts)
            if all(any(way in text for way in want) for want in ways)
        )

    def _literal(self, kind: str, typed: str, intent: str = "") -> MadeQuery:
        words = (intent or typed).split()
        return MadeQuery(
            kind, typed, intent or typed, "lit", self.holding(*([word] for word in words))
        )

    def _read(self, kind: str, typed: str, *ways: str, intent: str = "") -> MadeQuery:
        """Return a query that says one thing, which a text may say in any of these ways.

        A text that holds each word as typed is right too: literal hits are never wrong.
        """
        literal = self.holding(*([word] for word in typed.split()))
        found = tuple(sorted({*literal, *self.holding(ways)}))
        return MadeQuery(kind, typed, intent or ways[0], "given", found)

    # -- queries ------------------------------------------------------------------------------------------------

    def _queries(self) -> Iterator[MadeQuery]:
        """Yield of each kind the first CASES queries that have an answer."""
        for make in (
            self._words,
            self._names_of_bodies,
            self._numbers,
            self._spellings,
            self._syntax,
            self._other_names,
            self._short_forms,
            self._signs,
            self._eras,
            self._sums,
            self._run_together,
            self._keyboards,
            self._questions,
            self._misspelt,
        ):
            counts: dict[str, int] = {}
            seen: set[tuple[str, str]] = set()
            for query in make():
                key = query.kind, query.query
                if query.relevant and key not in seen and counts.get(query.kind, 0) < CASES:
                    seen.add(key)
                    counts[query.kind] = counts.get(query.kind, 0) + 1
                    yield query

    def _piece(self, fewest: int, most: int) -> str:
        """Return a piece of some text, cut anywhere but before a mark, without spaces."""
        while True:
            text = self._any(self._spaceless)
            length = self._random.randint(fewest, most)
            start = self._random.randrange(len(text) - length - 1)
            piece = text[start : start + length]
            whole = not _MARK.match(piece) and not _MARK.match(text[start + length])
            if whole and re.fullmatch("[\u0e01-\u0e4e]+", piece) and self.holding([piece]):
                return piece

    def _words(self) -> Iterator[MadeQuery]:
        for word in _COMMON:
            yield self._literal("common word", word)
        for word in _COMPOUNDS:
            yield self._literal("compound", word)
        for word in _COMPOUNDS:
            yield self._literal("sub-word", word[_start(word, 2) : _start(word, len(word) - 3)])
            yield self._literal("typing (prefix)", word[: _start(word, len(word) // 2)])
        for _ in range(CASES * 2):
            yield self._literal("phrase no space", self._piece(14, 22))
        for name in self.places:
            yield self._literal("unknown name", name)
        for word in _LATIN:
            yield self._literal(
                "Latin", self._any((word.upper(), word.lower(), word.swapcase(), word))
            )
        for _ in range(CASES * 4):
            yield self._literal("multi-word", f"{self._any(_COMMON)} {self._any(self.places)}")
            yield self._literal(
                "several words", f"{self._pick(_PEOPLE)} {self._any(_COMMON)} {self._any(_WORDS)}"
            )
        for sign in _ONE_SIGN:
            yield self._literal("one character", sign)

    def _names_of_bodies(self) -> Iterator[MadeQuery]:
        for body in self.organisations:
            name = body.names[0]
            yield self._literal("full org", name)
            start, end = _start(name, self._random.randint(2, 6)), _start(name, len(name) - 3)
            yield self._literal("partial org", name[start:end])
            yield self._literal(
                "abbreviation", self._any((body.names[1], body.names[2], body.names[2][:-1]))
            )

    def _numbers(self) -> Iterator[MadeQuery]:
        for _ in range(CASES * 2):
            year, number = FIRST_YEAR + self._random.randrange(YEARS), self._random.randint(1, 12)
            yield self._literal(
                "number", self._any((str(year), f"{number}/{year}", f"{number * 70},000"))
            )
            yield self._literal(
                "Thai digits", self._any((f"ปี {year}", f"{number}/{year}")).translate(_THAI_DIGITS)
            )

    def _spellings(self) -> Iterator[MadeQuery]:
        words = [*_COMPOUNDS, *_COMMON, *_WORDS]
        for word in self._random.sample(words, len(words)):
            in_two = word.replace(_SARA_AM, _SARA_AM_IN_TWO).replace("แ", "เเ")
            if in_two != word:
                yield self._literal("decomposed am", in_two, word)
            swapped = _VOWEL_AND_TONE.sub(r"\2\1", word)
            if swapped != word:
                yield self._literal("mark order", swapped, word)
            apart = word.replace(_SARA_AM, f" {_SARA_AM}", 1)
            if apart != word and len(word) > 3:
                yield self._read("text from PDF", apart, word)
        for _ in range(CASES * 2):
            text = self._any(self._texts).split("\n")[1]
            pieces = text.split(" ")
            place = self._random.randrange(len(pieces) - 1)
            typed = pieces[place][-8:] + pieces[place + 1][:8]
            if not _MARK.match(typed) and len(typed) > 8:
                found = self.holding([typed], spaceless=True)
                yield MadeQuery("space typed away", typed, typed, "nospace", found)
            word = self._any(_COMPOUNDS)
            cut = _start(word, len(word) // 2)
            yield self._read("space put in", f"{word[:cut]} {word[cut:]}", word)

    def _syntax(self) -> Iterator[MadeQuery]:
        for phrase in _PHRASES.split(";"):
            found = self.holding([phrase])
            yield MadeQuery('"exact phrase"', f'"{phrase}"', phrase, "given", found)
        for _ in range(CASES * 2):
            words = self._any(self._any(self._texts).split("\n")[1:]).split(" ")
            place = self._random.randrange(len(words) - 1)
            phrase = f"{words[place]} {words[place + 1]}"
            yield MadeQuery(
                '"exact phrase"', f'"{phrase}"', phrase, "given", self.holding([phrase])
            )
            wanted, unwanted = self._any(self.places), self._any(_COMMON)
            found = tuple(sorted(set(self.holding([wanted])) - set(self.holding([unwanted]))))
            yield MadeQuery("-excluded word", f"{wanted} -{unwanted}", wanted, "given", found)

    def _other_names(self) -> Iterator[MadeQuery]:
        for body in self.organisations:
            full, dotted, short, romanised = body.names
            typed = self._any((full, dotted, short, short[:-1]))
            yield self._read("another name", typed, *body.names, short[:-1], intent=typed)
            yield self._read("romanised name", romanised.lower(), *body.names, short[:-1])
            if full.startswith("กลุ่มออมทรัพย์บ้าน"):
                bare = full.removeprefix("กลุ่มออมทรัพย์บ้าน")
                for typed in (f"กลุ่มบ้าน{bare}", f"กลุ่ม{bare}", f"ออมทรัพย์{bare}"):
                    yield self._read("prefix left off", typed, *body.names, short[:-1])
            elif full.startswith("สภาเครือข่ายองค์กรชุมชน"):
                typed = full.removeprefix("สภาเครือข่าย")
                yield self._read("prefix left off", typed, *body.names, short[:-1])
        for names in _TAGS:
            for typed in names[1:]:
                yield self._read("tag synonym", typed, *names)

    def _short_forms(self) -> Iterator[MadeQuery]:
        cases = [
            (form.format(place), [way.format(place) for way in forms])
            for forms in _SHORT_FORMS
            for form in forms
            for place in self.places[:12]
        ]
        self._random.shuffle(cases)
        numbers = [
            (f"ม.{number}", [f"หมู่ที่ {number}", f"ม.{number}", f"หมู่ {number}"])
            for number in (3, 11, 13)
        ]
        words = [(form, list(forms)) for forms in _SHORT_WORDS for form in forms]
        for typed, ways in (*numbers[1:], *words, *cases):
            yield self._read("everyday short form", typed, *ways, intent=typed)

    def _signs(self) -> Iterator[MadeQuery]:
        for word in _CUT_SHORT:
            for after in _AFTER_CUT:
                ways = f"{word}ฯ{after}", f"{word}ฯ {after}"
                typed = self._any(
                    (f"{word}{after}", f"{word} ฯ {after}", f"{word} {after}", f"{word}ฯ{after}")
                )
                yield self._read("the sign ฯ", typed, *ways)
        for word in _REPEATED:
            for typed in (f"กลุ่ม{word} ๆ", f"กลุ่ม{word}ๆ", f"กลุ่ม{word}{word}"):
                yield self._read("the sign ๆ", typed, f"กลุ่ม{word}ๆ", f"กลุ่ม{word} ๆ")

    def _eras(self) -> Iterator[MadeQuery]:
        for offset in self._random.sample(range(YEARS), YEARS):
            year = FIRST_YEAR + offset
            common = str(year - 543)
            yield self._read("era", self._any((common, f"ค.ศ. {common}")), str(year), common)
            yield self._read("era", f"ปี {year % 100}", f"ปี {year}", str(year))
            number = self._random.randint(1, 12)
            meeting = f"ครั้งที่ {number}/{year}"
            yield self._read("era", f"ครั้งที่ {number}/{year % 100}", meeting)
        for document in self._random.sample(self.documents, min(len(self.documents), 400)):
            found = re.search(r"วันที่ (\d+)(?: |/)(\S+?)(?: |/)", document.clean)
            if not found:
                continue
            day, said = int(found[1]), found[2]
            month = next(
                index
                for index, names in enumerate(zip(_MONTHS, _SHORT_MONTHS, strict=True), 1)
                if said in names or said == str(index)
            )
            year = document.year
            ways = date_forms(day, month, year)
            short, short_year = _SHORT_MONTHS[month - 1], year % 100
            bare = short.replace(".", "")
            typed = self._any((*ways, f"{day} {bare}. {short_year}", f"{day}/{month}/{year - 543}"))
            yield self._read("date", typed, *ways)
            of_month = [way.partition(" ")[2] if " " in way else way[2:] for way in ways]
            typed = self._any(
                (f"{bare}.{short_year}", f"{short}{short_year}", f"{_MONTHS[month - 1]} {year}")
            )
            yield self._read("month", typed, *of_month)

    def _sums(self) -> Iterator[MadeQuery]:
        for tens in self._random.sample(range(10, 100), 60):
            amount = tens * 10_000
            ways = sum_forms(amount)
            typed = self._any((ways[0], ways[2], ways[3], ways[2].removesuffix("บาท"), ways[1]))
            yield self._read("sum", typed, *ways, intent=typed)

    def _run_together(self) -> Iterator[MadeQuery]:
        for _ in range(CASES * 6):
            first = self._any(_COMPOUNDS)
            second = self._any((self._any(self.places), self._any(_PEOPLE)))
            typed = first + second
            if not self.holding([typed], spaceless=True):
                found = self.holding([first], [second])
                yield MadeQuery("keywords run together", typed, f"{first} {second}", "given", found)

    def _keyboards(self) -> Iterator[MadeQuery]:
        words = [*_COMPOUNDS, *_COMMON, *_PEOPLE]
        for word in self._random.sample(words, len(words)):
            if all(sign in _TO_LATIN for sign in word):
                typed = "".join(_TO_LATIN[sign] for sign in word)
                yield self._read("keyboard left in English", typed, word)
        for word in self._random.sample(_LATIN, len(_LATIN)):
            for written in (word, word.lower()):
                typed = "".join(_TO_THAI.get(sign, sign) for sign in written)
                if len(typed) > 2 and not self.holding([typed]):
                    yield self._read("keyboard left in Thai", typed, word)

    def _questions(self) -> Iterator[MadeQuery]:
        things = [*_COMPOUNDS, *self.places[:10]]
        ends = ("คืออะไร", " คืออะไร", "มีอะไรบ้าง", "อยู่ที่ไหน", " ทำอย่างไรครับ", "คือใครคะ", " เมื่อไหร่")
        for thing in self._random.sample(things, len(things)):
            yield self._read("question", thing + self._any(ends), thing)
            before, after = self._any(
                (("ช่วยหา", "ให้หน่อยครับ"), ("", "ค่ะ"), ("ขอข้อมูล", "หน่อยค่ะ"), ("อยากรู้เรื่อง ", ""))
            )
            yield self._read("voice", f"{before}{thing}{after}", thing)

    def _misspelt(self) -> Iterator[MadeQuery]:
        words = [word for word in (*_COMPOUNDS, *_COMMON, *_WORDS) if len(word) > 7]
        for number in range(CASES * 12):
            # Every other one is a piece that goes across borders of words.
            word = self._piece(9, 14) if number % 2 else self._any(words)
            for kind, change in (
                ("wrong letter", self._with_wrong),
                ("missing letter", self._with_missing),
                ("extra letter", self._with_extra),
                ("swapped letters", self._with_swapped),
                ("homophone spelling", self._with_homophones),
            ):
                typed = change(word)
                if _plain(typed) != _plain(word) and not self.holding([typed], spaceless=True):
                    ending = ", across words" if number % 2 and kind != "homophone spelling" else ""
                    yield MadeQuery(kind + ending, typed, word, "given", self.holding([word]))

    def _place(self, word: str) -> int:
        return self._random.randrange(1, len(word) - 1)

    def _with_wrong(self, word: str) -> str:
        place = self._any([index for index, sign in enumerate(word) if sign in _CONSONANTS])
        return word[:place] + self._any(_CONSONANTS) + word[place + 1 :]

    def _with_missing(self, word: str) -> str:
        place = self._place(word)
        return word[:place] + word[place + 1 :]

    def _with_extra(self, word: str) -> str:
        place = _start(word, self._place(word))
        return word[:place] + self._any(_CONSONANTS) + word[place:]

    def _with_swapped(self, word: str) -> str:
        place = self._place(word)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    def _with_homophones(self, word: str) -> str:
        places = [index for index, sign in enumerate(word) if sign in _HOMOPHONES]
        typed = list(word)
        for place in self._random.sample(places, min(2, len(places))):
            typed[place] = _HOMOPHONES[typed[place]]
        if len(places) < 2:
            return _TONE.sub("", _SILENCED.sub("", "".join(typed), count=1), count=1 - len(places))
        return "".join(typed)


def date_forms(day: int, month: int, year: int) -> list[str]:
    """Return how a day of a Buddhist year is written.

    >>> date_forms(24, 5, 2549)[2]
    '24/5/2549'
    """
    full, short = _MONTHS[month - 1], _SHORT_MONTHS[month - 1]
    return [
        f"{day} {full} {year}",
        f"{day} {short} {year}",
        f"{day}/{month}/{year}",
        f"{day} {short} {year % 100}",
        f"{day}/{month}/{year % 100}",
        f"{day} {full} พ.ศ. {year}",
    ]


def sum_forms(amount: int) -> list[str]:
    """Return how a sum from 100,000 to 990,000 baht is written.

    >>> sum_forms(490_000)[2]
    '4.9 แสนบาท'
    """
    hundred, ten = divmod(amount // 10_000, 10)
    words = _DIGIT_WORDS[hundred] + "แสน" + (_DIGIT_WORDS[ten] + "หมื่น") * bool(ten)
    return [f"{amount:,} บาท", f"{amount} บาท", f"{amount / 100_000:g} แสนบาท", f"{words}บาท"]


def _plain(text: str) -> str:
    """Return a text as it is compared; what people write otherwise is not in these texts."""
    text = text.replace(_SARA_AM_IN_TWO, _SARA_AM).replace("เเ", "แ").lower()
    digits = {ord(thai): arabic for thai, arabic in zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True)}
    return text.translate(digits)


def _start(word: str, place: int) -> int:
    """Return the nearest place at or after this one that a mark does not follow."""
    while place < len(word) and _MARK.match(word[place]):
        place += 1
    return place


def write_search_corpus(folder: Path, count: int, seed: int = 0) -> MadeSearchCorpus:
    """Write corpus.jsonl, queries.json and names.json into a folder."""
    made = MadeSearchCorpus(count, seed)
    rows = (
        {
            "id": number,
            "title": document.title,
            "text": document.text,
            "year": str(document.year),
            "org": document.organisation,
            "tag": document.tag,
            "src": "made",
        }
        for number, document in enumerate(made.documents)
    )
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "corpus.jsonl").write_text(lines, encoding="utf-8", newline="\n")
    queries = [
        {
            "kind": query.kind,
            "query": query.query,
            "intent": query.intent,
            "mode": query.mode,
            "relevant": query.relevant,
        }
        for query in made.queries
    ]
    (folder / "queries.json").write_text(json.dumps(queries, ensure_ascii=False), encoding="utf-8")
    names = [{"kind": group.kind, "names": group.names} for group in made.names]
    (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
    return made


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(description="Write a made-up corpus for searching.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    write_search_corpus(options.folder, options.documents, options.seed)


if __name__ == "__main__":
    main()
