"""What should be found: the documents that hold the query, by plain search for strings.

Written apart from the engine that is measured, after the definition of the evaluation's own lists, so that
the two can disagree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from pythainlp.tokenize import Tokenizer
from pythainlp.util import normalize

from benchmarking.corpus import GIVEN, LITERAL, WITHOUT_SPACES, Document, Query

_ZERO_WIDTH = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_DIGITS = {0x0E50 + value: str(value) for value in range(10)}
_SPACES = re.compile(r"\s+")
_OPERATOR = re.compile(r"""["\u201c\u201d].+["\u201c\u201d]|(?:^|\s)-\S""")
"""An exact phrase, or a word that is excluded: not to be taken literally."""


def plain(text: str) -> str:
    """Return a text in the one spelling in which texts and queries are compared."""
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ").translate(_ZERO_WIDTH)
    return normalize(text).lower().translate(_DIGITS)


class Oracle:
    """The documents in that spelling, with and without their spaces."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.texts = [plain(document.whole) for document in documents]
        self._spaceless: list[str] = []
        self._tokenizer = Tokenizer(engine="newmm")

    def find(self, intent: str, mode: str = LITERAL) -> frozenset[int]:
        """Return the numbers of the documents that hold every word of the intent, or all of it without spaces."""
        if mode == WITHOUT_SPACES:
            self._spaceless = self._spaceless or [_SPACES.sub("", text) for text in self.texts]
            return _holding(self._spaceless, [_SPACES.sub("", plain(intent))])
        return _holding(self.texts, plain(intent).split())

    def whole_words(self, wanted: Sequence[tuple[str, Collection[int]]]) -> list[frozenset[int]]:
        """For each intent with its documents, return those that hold each of its words where newmm parts the text.

        Each document is segmented once, and only when an intent asks for it.
        """
        asked: dict[int, list[int]] = {}
        for index, (_, documents) in enumerate(wanted):
            for document in documents:
                asked.setdefault(document, []).append(index)
        terms = [plain(intent).split() for intent, _ in wanted]
        found: list[set[int]] = [set() for _ in wanted]
        for document, indices in asked.items():
            text = self.texts[document]
            borders = self._borders(text)
            for index in indices:
                if all(_stands_between(term, text, borders) for term in terms[index]):
                    found[index].add(document)
        return [frozenset(documents) for documents in found]

    def _borders(self, text: str) -> set[int]:
        borders, place = {0}, 0
        for word in self._tokenizer.word_tokenize(text):
            place += len(word)
            borders.add(place)
        return borders


def _holding(texts: Sequence[str], terms: Sequence[str]) -> frozenset[int]:
    if not terms:
        return frozenset()
    return frozenset(
        number for number, text in enumerate(texts) if all(term in text for term in terms)
    )


def _stands_between(term: str, text: str, borders: Collection[int]) -> bool:
    place = text.find(term)
    while place >= 0:
        if place in borders and place + len(term) in borders:
            return True
        place = text.find(term, place + 1)
    return False


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its truth.

    `literal` is what literal matching finds of it as typed, which the total counts; None where the query is in a
    language of its own ("…", -…), for which the truth is the total. `whole` are the relevant documents that hold it
    between borders of words: the query as typed, or, where nothing literally holds that, what was meant.
    """

    query: Query
    relevant: frozenset[int]
    literal: frozenset[int] | None
    whole: frozenset[int]

    @property
    def total(self) -> int:
        """The total that is right: the literal pages, or all that should be found where none is literal."""
        return len(self.literal or self.relevant)


def ask(oracle: Oracle, queries: Iterable[Query]) -> tuple[list[Asked], list[str]]:
    """Return the queries with their truth, and what is to be said where a file's list is another one."""
    asked, remarks = [], []
    for query in queries:
        relevant = query.relevant
        if query.mode != GIVEN:
            relevant = oracle.find(query.intent, query.mode)
            if query.relevant is not None and relevant != query.relevant:
                remarks.append(
                    f"{query.kind}: {query.query}: the file lists {len(query.relevant)} documents, "
                    f"the oracle finds {len(relevant)} ({len(relevant ^ query.relevant)} differ)"
                )
        literal = None if _OPERATOR.search(query.query) else oracle.find(query.query)
        asked.append(Asked(query, relevant or frozenset(), literal, frozenset()))
    lists = [_holding_as_words(one, oracle) for one in asked]
    return [
        replace(one, whole=whole)
        for one, whole in zip(asked, oracle.whole_words(lists), strict=True)
    ], remarks


def _holding_as_words(asked: Asked, oracle: Oracle) -> tuple[str, frozenset[int]]:
    """Return the words that may stand whole in a document, and the relevant documents that hold them at all.

    None, where what was meant can be said in several ways: then there is no one way that has to stand first.
    """
    query = asked.query
    if asked.literal:
        return query.query, asked.relevant & asked.literal
    meant = oracle.find(query.intent)
    return query.intent, asked.relevant if asked.relevant <= meant else frozenset()
