"""Closed lists of the records: words that a field may hold, and the Thai words that mean "not stated"."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import yaml

from fieldnotes.thai.spelling import lookup_key


@dataclass(frozen=True, slots=True)
class ClosedList:
    """The values that a field may have; each may be written by its own name or by its Thai words."""

    words: Mapping[str, tuple[str, ...]]
    """Value -> its Thai words."""
    by_key: Mapping[str, str]
    """Lookup key of a name or word -> the value."""

    def find(self, text: str) -> str | None:
        """Return the value that a text stands for, or None."""
        return self.by_key.get(lookup_key(text))

    @property
    def typed(self) -> tuple[str, ...]:
        """Everything that may be typed."""
        return tuple(word for value, words in self.words.items() for word in (value, *words))

    def __str__(self) -> str:
        """The values with their Thai words, as a message lists them."""
        return ", ".join(f"{value} ({', '.join(words)})" for value, words in self.words.items())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What `vocabulary.yml` holds."""

    kinds: tuple[str, ...]
    statuses: ClosedList
    claim_kinds: ClosedList
    relations: ClosedList
    truths: Mapping[str, bool]
    """Lookup key of a word -> whether it means yes."""
    not_stated: frozenset[str]
    unknown: str
    """The first of the words that mean "not stated"."""
    withheld: str

    def says_not_stated(self, text: str) -> bool:
        """Whether a value says that the source does not state it."""
        return lookup_key(text) in self.not_stated


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the closed lists, read once."""
    text = resources.files(__package__).joinpath("vocabulary.yml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    return Vocabulary(
        kinds=tuple(raw["kinds"]),
        statuses=_words(raw["statuses"]),
        claim_kinds=_words(raw["claim_kinds"]),
        relations=_words(raw["relations"]),
        truths={
            lookup_key(word): truth
            for truth, key in ((True, "yes"), (False, "no"))
            for word in raw["truths"][key]
        },
        not_stated=frozenset(map(lookup_key, raw["not_stated"])),
        unknown=raw["not_stated"][0],
        withheld=raw["withheld"],
    )


def _words(values: Mapping[str, list[str]]) -> ClosedList:
    return ClosedList(
        words={value: tuple(words) for value, words in values.items()},
        by_key={
            lookup_key(word): value for value, words in values.items() for word in (value, *words)
        },
    )
