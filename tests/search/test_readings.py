"""The habits of people who search in Thai, in a real browser: golden rows a habit, and what holds of every query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from fieldnotes import search
from fieldnotes.search import folding

ROOM = Path(search.__file__).parent
HABITS = yaml.safe_load((ROOM / "habits.yml").read_text("utf-8"))
CASES = Path(__file__).parent / "cases" / "readings"
ALTERNATIVES = ("name", "dots", "short", "sign", "era", "sum")
FALLBACKS = ("keyboard", "question", "pdf", "joined")
NONE = "∅"
MOST = 24

ENGINE = "\n".join(
    (ROOM / "scripts" / "engine" / name).read_text("utf-8")
    for name in ("fold.js", "clusters.js", "readings.js")
)
READ = r"""([engine, data, names, words, queries]) => {
  const { fold, alternatives, fallbacks } =
    new Function("DATA", `"use strict";${engine}\nreturn { fold, alternatives, fallbacks };`)(data);
  const groups = names.map((group) => group.map(fold));
  const known = new Set(words.map(fold));
  const lexicon = (word) => (known.has(word) ? 3 : 0);
  const terms = (query) => (fold(query).match(/"[^"]*"|[^ ]+/g) ?? []).map((term) => term.replace(/"/g, ""));
  return queries.map((query) => ({
    terms: terms(query),
    alternatives: alternatives(terms(query), data.habits, groups),
    fallbacks: fallbacks(query, data.habits, lexicon),
  }));
}"""

Reading = dict[str, Any]


def rows(name: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file of cases, with their numbers; `\\u000a` is the sign of that code."""
    lines = (CASES / name).read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("# "):
            yield (
                number,
                [
                    re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), field)
                    for field in line.split("\t")
                ],
            )


def parted(field: str) -> list[str]:
    return [] if field == NONE else field.split(" | ")


NAMES = [group for _, group in rows("names.tsv")]
WORDS = [word for _, line in rows("lexicon.txt") for word in line[0].split()]
FILES = [path.name for path in sorted(CASES.glob("*.tsv")) if path.name != "names.tsv"]
ROWS = [(name, number, fields) for name in FILES for number, fields in rows(name)]


class Reader:
    """Reads queries in the browser, many at a time."""

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page()

    def read(self, queries: Sequence[str]) -> list[Reading]:
        data = {"fold": folding.tables(), "habits": HABITS}
        found: list[Reading] = self.page.evaluate(READ, [ENGINE, data, NAMES, WORDS, list(queries)])
        return found


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Reader]:
    reader = Reader(browser)
    yield reader
    reader.page.close()


@pytest.fixture(scope="module")
def readings(reader: Reader) -> dict[str, Reading]:
    """What every query of the golden rows is read as."""
    queries = [fields[0] for _, _, fields in ROWS]
    return dict(zip(queries, reader.read(queries), strict=True))


def tight(text: str) -> str:
    return folding.without_spaces(folding.fold(text))


@pytest.mark.parametrize(
    ("name", "fields"),
    [(name, fields) for name, _, fields in ROWS],
    ids=[f"{name}:{number}" for name, number, _ in ROWS],
)
def test_habit(readings: dict[str, Reading], name: str, fields: list[str]) -> None:
    query, wanted, *rest = fields
    kind = re.split(r"[-.]", name)[0]
    reading = readings[query]
    if kind in FALLBACKS:
        found = [one["query"] for one in reading["fallbacks"] if one["kind"] == kind]
        assert found == parted(wanted)
        return
    found = [tight(one["text"]) for one in reading["alternatives"] if one["kind"] == kind]
    if wanted == NONE:
        assert found == []
    of_any_kind = {tight(one["text"]) for one in reading["alternatives"]}
    # Two habits may lead to one reading; it is given once.
    assert {tight(text) for text in parted(wanted)} <= of_any_kind
    assert wanted == NONE or found
    assert of_any_kind.isdisjoint(tight(text) for field in rest for text in parted(field))


def test_every_habit_has_its_cases() -> None:
    count = dict.fromkeys((*ALTERNATIVES, *FALLBACKS), 0)
    for name, _, _ in ROWS:
        count[re.split(r"[-.]", name)[0]] += 1
    assert min(count.values()) >= 12


def some_queries() -> list[str]:
    """Queries that nobody thought of: pieces of the golden ones, and signs in no order."""
    random = Random(3)
    typed = [fields[0] for _, _, fields in ROWS]
    signs = "กขคงดตนบมรสอ.ะาิีุูเแโไำ่้์ๆฯ 0123456789/-,พศปต.ค.[](){}*+?\\^$|\"'abcmy"
    queries = [
        "",
        " ",
        "-",
        '"',
        "5",
        ".",
        "ก" * 500,
        "5/" * 200,
        "หนึ่งแสน" * 60,
        "ก." * 150,
        "[" * 90,
    ]
    for _ in range(1500):
        first, second = random.choice(typed), random.choice(typed)
        cut = random.randrange(len(first) + 1)
        queries.append(first[:cut] + random.choice(["", " "]) + second[cut:])
        queries.append("".join(random.choices(signs, k=random.randrange(1, 30))))
    return queries


def test_what_holds_of_every_query(reader: Reader) -> None:
    queries = some_queries()
    for query, reading in zip(queries, reader.read(queries), strict=True):
        terms = reading["terms"]
        texts = set()
        for one in reading["alternatives"]:
            assert one["kind"] in ALTERNATIVES
            assert 0 <= one["from"] < one["to"] <= len(terms), (query, one)
            typed = "".join(terms[one["from"] : one["to"]]).replace(" ", "")
            text = folding.without_spaces(one["text"])
            assert typed not in text, (query, one)
            assert len(text) > 1
            assert len(one["said"]) == 2
            assert all(one["said"]), (query, one)
            texts.add((one["from"], one["to"], text))
        assert len(texts) == len(reading["alternatives"]) <= MOST
        read = [folding.fold(one["query"]) for one in reading["fallbacks"]]
        assert len(set(read)) == len(read) <= 9
        assert folding.fold(query) not in read
        assert all(read)
        kinds = [FALLBACKS.index(one["kind"]) for one in reading["fallbacks"]]
        assert kinds == sorted(kinds)


def test_names_of_a_large_archive_do_not_crowd_out_the_rest(browser: Browser) -> None:
    names = [["พอช.", *(f"ชื่อที่ {n:03}" for n in range(100))]]
    page = browser.new_page()
    try:
        data = {"fold": folding.tables(), "habits": HABITS}
        (found,) = page.evaluate(READ, [ENGINE, data, names, [], ["พอช. 2549"]])
    finally:
        page.close()
    assert len(found["alternatives"]) == MOST
    assert "2006" in [one["text"] for one in found["alternatives"]]


def words_of(value: object) -> Iterator[str]:
    """Every string in a table, whatever its shape."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)


def test_words_of_the_tables_are_folded() -> None:
    tables = {name: table for name, table in HABITS.items() if name not in {"keyboard", "pdf"}}
    assert [word for word in words_of(tables) if folding.fold(word) != word] == []


def test_every_key_writes_one_sign_on_either_side() -> None:
    rows_of_keys = [[side.split(" ") for side in row] for row in HABITS["keyboard"]]
    assert all(len(latin) == len(thai) for latin, thai in rows_of_keys)
    latin = [key for row in rows_of_keys for key in row[0]]
    assert sorted(latin) == sorted(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "`~")


def test_the_engine_holds_no_thai_word() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOM / "scripts" / "engine").glob("*.js"))
    code = re.sub(r"/\*[\s\S]*?\*/|//.*", "", source)
    assert "function alternatives(" in code
    assert re.findall("[\u0e00-\u0e7f]+", code) == []
