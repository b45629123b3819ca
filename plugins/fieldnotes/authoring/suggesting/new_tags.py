"""Words of a text that may become a tag, and how much speaks for each of them."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from pythainlp.corpus import provinces, thai_wikipedia_titles

from fieldnotes.authoring.suggesting.reading import Phrase, Reading, key, rarity

MOST = 40
"""Phrases of a text that are looked at more closely."""

PRIOR = {
    "always": -5.0,
    "count": 0.5,
    "in title": 0.5,
    "late": -0.5,
    "rarity": 0.2,
    "length": 0.5,
    "title of an encyclopaedia": 0.5,
    "province": 0.5,
    "part of a longer one": -0.5,
    "likely": 0.5,
    "rank": 0.3,
    "once": -0.2,
}
"""What speaks for a phrase -> how much, before the archive is asked."""


@dataclass(frozen=True, slots=True)
class NewTag:
    """A phrase that may become a tag: its key, what it is, and what speaks for it in the order of `PRIOR`."""

    key: str
    phrase: Phrase
    features: tuple[float, ...]


def new_tags(
    reading: Reading, frequencies: Counter[str], total: int, is_known: Callable[[str], bool]
) -> list[NewTag]:
    """Return the phrases of a text that are the likeliest to become tags, the best first.

    `frequencies`: in how many of `total` texts a phrase's key stands. Known tags are none of them.
    """
    ranked = []
    for name, phrase in reading.phrases.items():
        in_title = name in reading.title_key
        if len(name) < 2 or (phrase.count < 2 and not in_title) or is_known(name):
            continue
        # TF-IDF, more for a longer phrase and for the title's words.
        likely = (
            math.log1p(phrase.count)
            * rarity(frequencies[name], total)
            * math.sqrt(min(len(name), 12))
            * (2 if in_title else 1)
        )
        ranked.append((likely, name, phrase, in_title))
    ranked.sort(key=lambda entry: (-entry[0], entry[2].first, entry[1]))
    del ranked[MOST:]
    found = []
    for rank, (likely, name, phrase, in_title) in enumerate(ranked):
        longer = any(
            name != other and name in other and more.count >= 0.8 * phrase.count
            for _, other, more, _ in ranked
        )
        features = (
            1.0,
            math.log1p(phrase.count),
            float(in_title),
            phrase.first,
            rarity(frequencies[name], total) / 3,
            math.log(len(name)),
            float(name in _encyclopaedia()),
            float(name in _provinces()),
            float(longer),
            likely / ranked[0][0] if ranked[0][0] else 0.0,
            1 / (1 + rank),
            float(phrase.count == 1),
        )
        found.append(NewTag(name, phrase, features))
    return found


@functools.cache
def _encyclopaedia() -> frozenset[str]:
    """Keys of what Thai Wikipedia has an article on; its titles come with pythainlp."""
    return frozenset(key(str(title)) for title in thai_wikipedia_titles())


@functools.cache
def _provinces() -> frozenset[str]:
    return frozenset(key(str(name)) for name in provinces())
