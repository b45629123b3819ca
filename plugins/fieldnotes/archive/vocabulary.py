"""Closed lists of the records: words that a field may hold, and the Thai words that mean "not stated"."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import yaml

from fieldnotes.thai.spelling import lookup_key


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What `vocabulary.yml` holds; every mapping goes from the lookup key of a word to the value it stands for."""

    kinds: tuple[str, ...]
    statuses: Mapping[str, str]
    claim_kinds: Mapping[str, str]
    relations: Mapping[str, str]
    truths: Mapping[str, bool]
    not_stated: frozenset[str]
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
        withheld=raw["withheld"],
    )


def _words(values: Mapping[str, list[str]]) -> dict[str, str]:
    return {lookup_key(word): value for value, words in values.items() for word in (value, *words)}
