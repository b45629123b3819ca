"""How Thai organisations' names are made, as `names.yml` says."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from pythainlp.corpus import thai_wikipedia_titles

from fieldnotes.authoring.tables import table
from fieldnotes.thai.spelling import normalise


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """The words of names, each list as `names.yml` explains it; `prefixed` are those that begin with a head
    or end with a tail."""

    heads: tuple[str, ...]
    weak: frozenset[str]
    alone: frozenset[str]
    ends: frozenset[str]
    lasts: frozenset[str]
    links: frozenset[str]
    conjunctions: frozenset[str]
    genitives: frozenset[str]
    abstract: tuple[str, ...]
    apart: tuple[str, ...]
    onwards: frozenset[str]
    tails: tuple[str, ...]
    places: frozenset[str]
    titles: tuple[str, ...]
    phrases: tuple[str, ...]
    tells: frozenset[str]
    plain: tuple[str, ...]
    companies: tuple[str, ...]
    company_ends: tuple[str, ...]
    public: str
    not_organisations: frozenset[str]
    prefixes: frozenset[str]
    quotes: tuple[str, ...]


@functools.cache
def name_grammar() -> NameGrammar:
    """Return the grammar, read once."""
    raw: dict[str, Any] = table(__package__, "names.yml")

    def words(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(normalise(word) for word in raw[key].split()))

    return NameGrammar(
        heads=tuple(sorted(words("heads"), key=lambda word: (-len(word), word))),
        weak=frozenset(words("weak")),
        alone=frozenset(words("alone")),
        ends=frozenset(words("ends")),
        lasts=frozenset(words("lasts")),
        links=frozenset(words("links")),
        conjunctions=frozenset(words("and")),
        genitives=frozenset(words("of")),
        abstract=words("abstract"),
        apart=words("apart"),
        onwards=frozenset(words("onwards")),
        tails=words("tails"),
        places=frozenset(words("places")),
        titles=words("titles"),
        phrases=words("phrases"),
        tells=frozenset(words("tells")),
        plain=words("plain"),
        companies=words("companies"),
        company_ends=tuple(raw["company_ends"].split("|")),
        public=raw["public_organisation"],
        not_organisations=frozenset(words("not_organisations")),
        prefixes=frozenset(words("prefixes")),
        quotes=tuple(raw["quotes"]),
    )


@functools.cache
def gazetteer() -> frozenset[str]:
    """Return names that an encyclopaedia has: the titles of Thai Wikipedia (with pythainlp) that begin with a head
    or end with a tail.

    A head alone, and what plain words begin with, is no name.
    """
    grammar = name_grammar()
    begins = re.compile("|".join(map(re.escape, grammar.heads)))
    titles = set()
    for title in thai_wikipedia_titles():
        name = normalise(title.partition(" (")[0])
        head = begins.match(name)
        headed = head is not None and len(name) - head.end() >= 5
        if (headed and not name.startswith(grammar.plain)) or (
            name.endswith(grammar.tails) and name not in grammar.tails
        ):
            titles.add(name)
    return frozenset(titles)
