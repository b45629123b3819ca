"""The documents that are searched, the queries that are asked, and reading both from files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

LITERAL, WITHOUT_SPACES, GIVEN = "lit", "nospace", "given"
"""How a query's truth is known: every word of the intent, or the intent without its spaces, is in the text
(truth.py); or it is given with the query, because whoever made the corpus knows it."""

_LENGTH_NAMES = {1_000: "relevant_1k", 10_000: "relevant_10k"}
"""Key of a query's truth in eval/search/queries.json, by the length of the corpus."""


class BadFile(Exception):
    """A file of documents, queries or tagged posts cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: a page of the sites that are built. `tags` are what people gave it, not searched."""

    number: int
    title: str
    text: str
    year: str = ""
    org: str = ""
    tags: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> list[str]:
        """The text's lines that hold something."""
        return [line for line in self.text.splitlines() if line.strip()]

    @property
    def whole(self) -> str:
        """Title and text, as a reader sees them on the page."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, what was meant, and the numbers of the documents that should be found (None: not given)."""

    kind: str
    query: str
    intent: str
    mode: str
    relevant: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names of one thing, the full one first: an organisation with its short forms, a tag with its synonyms."""

    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in their order, queries about them, and what the site's records say of names."""

    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
    names: tuple[NameGroup, ...] = ()
    label: str = ""
    remarks: tuple[str, ...] = field(default=())


def read_documents(path: Path, most: int | None = None) -> list[Document]:
    """Read a JSON-lines file (.jsonl or .jsonl.gz) of documents, at most so many; raise BadFile."""
    documents = []
    for number, row in enumerate(_rows(path)):
        if number == most:
            break
        try:
            documents.append(
                Document(
                    number,
                    " ".join(str(row["title"]).split()),
                    str(row["text"]),
                    str(row.get("year") or ""),
                    str(row.get("org") or ""),
                    _tags(row),
                )
            )
        except KeyError as missing:
            raise BadFile(f"{path}:{number + 1}: the document has no {missing}") from None
    if not documents:
        raise BadFile(f"{path} holds no document")
    return documents


def _tags(row: dict[str, Any]) -> tuple[str, ...]:
    tags = row.get("tags")
    if tags is None:
        tags = [row["tag"]] if row.get("tag") else []
    return tuple(map(str, tags))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise BadFile(f"{path}:{number}: expected a JSON object")
                    yield row
    except (OSError, ValueError) as error:
        raise BadFile(f"{path} cannot be read: {error}") from error


def _opened(path: Path) -> TextIO:
    return (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8")
    )


def read_queries(path: Path, count: int) -> list[Query]:
    """Read a JSON file of queries, with the truth that fits a corpus of so many documents; raise BadFile."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadFile(f"{path} cannot be read: {error}") from error
    if isinstance(rows, dict):
        rows = rows.get("queries")
    if not isinstance(rows, list):
        raise BadFile(f"{path}: expected a list of queries")
    return [_query(row, count, f"{path}: query {number}") for number, row in enumerate(rows, 1)]


def _query(row: object, count: int, place: str) -> Query:
    if not isinstance(row, dict) or not isinstance(row.get("query"), str):
        raise BadFile(f"{place}: expected an object with a `query`")
    listed = row.get("relevant", row.get(_LENGTH_NAMES.get(count, "")))
    relevant = None
    if listed is not None:
        relevant = frozenset(map(int, listed))
        if any(not 0 <= number < count for number in relevant):
            raise BadFile(f"{place}: a relevant document is not among the {count} of the corpus")
    mode = str(row.get("mode", LITERAL))
    if mode not in {LITERAL, WITHOUT_SPACES, GIVEN}:
        raise BadFile(f"{place}: mode {mode!r} is none of {LITERAL}, {WITHOUT_SPACES}, {GIVEN}")
    if mode == GIVEN and relevant is None:
        raise BadFile(f"{place}: its truth is not given for {count} documents")
    return Query(
        str(row.get("kind", "query")),
        row["query"],
        str(row.get("intent", row["query"])),
        mode,
        relevant,
    )
