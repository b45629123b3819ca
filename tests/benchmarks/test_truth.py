"""The oracle, and the made-up queries beside it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from made_search_corpus import date_forms, sum_forms, write_search_corpus

from benchmarking.corpus import BadFile, Document, Query, read_documents, read_queries
from benchmarking.tagged import TagQuery, baselines, tag_queries
from benchmarking.truth import Oracle, ask, plain

DOCUMENTS = [
    Document(0, "กําหนดการ", "ปี ๒๕๔๙ งานของชุมชน", tags=("น้ำ",)),
    Document(1, "เเม่ทะ", "ครั้งที่ 5/2549", tags=("น้ำ", "#ป่า")),
    Document(2, "GotoKnow", "ชุม\u200bชน\u00a0เข้มแข็ง", tags=("ป่า",)),
]


def test_texts_are_compared_in_one_spelling() -> None:
    assert plain("กํา เเม่ ๒๕๔๙ KM\u200b") == "กำ แม่ 2549 km"


def test_each_word_has_to_be_there() -> None:
    oracle = Oracle(DOCUMENTS)
    assert oracle.find("ชุมชน") == {0, 2}
    assert oracle.find("ชุมชน 2549") == {0}
    assert oracle.find("ครั้งที่5/2549", "nospace") == {1}
    assert oracle.find("gotoknow") == {2}
    assert oracle.find("") == frozenset()


def test_whole_words_stand_between_borders() -> None:
    oracle = Oracle([Document(0, "ศาสตร์", "วิชา"), Document(1, "วิทยาศาสตร์", "วิชา")])
    assert oracle.whole_words([("ศาสตร์", {0, 1})]) == [frozenset({0})]


def test_the_total_is_of_what_is_literal_if_anything_is() -> None:
    queries = [
        Query("typo", "ชุมชล", "ชุมชน", "lit"),
        Query("name", "แม่ทะ", "แม่ทะ", "given", frozenset({0, 1})),
        Query("-", "ชุมชน -ปี", "ชุมชน", "given", frozenset({2})),
        Query("file", "ชุมชน", "ชุมชน", "lit", frozenset({0})),
    ]
    asked, remarks = ask(Oracle(DOCUMENTS), queries)
    assert [one.total for one in asked] == [2, 1, 1, 2]
    assert asked[2].literal is None
    assert len(remarks) == 1
    assert "the file lists 1 documents, the oracle finds 2" in remarks[0]


def test_tags_of_one_post_are_no_query() -> None:
    assert tag_queries(DOCUMENTS) == [
        TagQuery("น้ำ", frozenset({0, 1})),
        TagQuery("ป่า", frozenset({1, 2})),
    ]


def test_each_baseline_has_a_figure() -> None:
    figures = baselines(DOCUMENTS, [TagQuery("ชุมชน", frozenset({0, 2}))])
    assert figures["substring, by how often"] == 1.0
    assert len(figures) == 6


def test_a_bad_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "queries.json"
    file.write_text(json.dumps([{"query": "ก", "mode": "given"}]), encoding="utf-8")
    with pytest.raises(BadFile, match=r"query 1: its truth is not given for 7 documents"):
        read_queries(file, 7)
    with pytest.raises(BadFile, match=r"none\.jsonl cannot be read"):
        read_documents(tmp_path / "none.jsonl")


def test_a_list_is_taken_by_the_length_of_the_corpus(tmp_path: Path) -> None:
    file = tmp_path / "queries.json"
    row = {"kind": "k", "query": "ก", "relevant_1k": [5], "relevant_10k": [5, 6]}
    file.write_text(json.dumps([row]), encoding="utf-8")
    assert read_queries(file, 10_000)[0].relevant == frozenset({5, 6})
    assert read_queries(file, 50)[0].relevant is None


def test_the_made_corpus_has_ten_of_each_kind_and_knows_what_is_literal(tmp_path: Path) -> None:
    made = write_search_corpus(tmp_path, 300, seed=3)
    documents = read_documents(tmp_path / "corpus.jsonl")
    queries = read_queries(tmp_path / "queries.json", len(documents))
    kinds = Counter(query.kind for query in queries)
    assert len(documents) == 300
    assert len(kinds) >= 45
    assert not [kind for kind, count in kinds.items() if count < 10]
    oracle = Oracle(documents)
    for query in queries:
        found = oracle.find(query.intent, query.mode) if query.mode != "given" else query.relevant
        assert found == query.relevant, query
    assert [document.text for document in made.documents] == [one.text for one in documents]


def test_the_same_seed_makes_the_same_corpus(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_search_corpus(tmp_path / name, 30, seed=1)
    for file in ("corpus.jsonl", "queries.json", "names.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()


def test_how_dates_and_sums_are_written() -> None:
    assert "24/5/49" in date_forms(24, 5, 2549)
    assert "24 พ.ค. 2549" in date_forms(24, 5, 2549)
    assert sum_forms(490_000) == ["490,000 บาท", "490000 บาท", "4.9 แสนบาท", "สี่แสนเก้าหมื่นบาท"]
    assert sum_forms(100_000)[3] == "หนึ่งแสนบาท"
