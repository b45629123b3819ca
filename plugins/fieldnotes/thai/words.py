"""Words of a text in its one spelling: Thai words, runs of other letters, runs of digits.

The words are those of pythainlp's `newmm`. It is asked only where it may matter: where the longest words read forwards
and the longest words read backwards agree, so does nearly always newmm (99.7 % of its boundaries on 477,000 signs of
news and field notes), and finding those takes a tenth of the time.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise

import ahocorasick
from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize

from fieldnotes.thai.clusters import is_boundary
from fieldnotes.thai.spelling import normalise

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_RUN = re.compile(f"[{_THAI}][{_THAI}.]*|[^\\W\\d_{_THAI}]+|\\d+")
_ALL_THAI = re.compile(f"[{_THAI}]+")
_SIGNS = [chr(code) for code in range(0x0E01, 0x0E4F) if not 0x0E3B <= code <= 0x0E3F]
_ATTACHED = "".join(sign for sign in _SIGNS if not is_boundary(f"ก{sign}", 1))
_LEADING = "".join(sign for sign in _SIGNS if not is_boundary(f"{sign}ก", 1))
_INSIDE = re.compile(f"(?=[{_ATTACHED}])|(?<=[{_LEADING}])(?=[ก-ฮ{_LEADING}])")
"""Where a run of Thai is not cut, as `is_boundary` says of each two signs, but all at once."""

_OF_THE_WORD_BEFORE = "ฯๆ"


def words(text: str) -> Iterator[str]:
    """Yield the words of a normalised text in order: Thai words, runs of other letters, runs of digits."""
    for run in _RUN.findall(text):
        if "\u0e01" <= run[0] <= "\u0e4e":
            yield from _thai(run)
        else:
            yield run


def whole_words(text: str) -> list[str]:
    """Return the words of a normalised text, each with the signs (ฯ, ๆ) that follow it."""
    found: list[str] = []
    at = 0
    for word in words(text):
        start = text.index(word, at)
        is_part = word[0] in _OF_THE_WORD_BEFORE or not is_boundary(text, start)
        if found and start == at and is_part:
            found[-1] += word
        else:
            found.append(word)
        at = start + len(word)
    return found


@functools.lru_cache(maxsize=65536)
def _thai(run: str) -> tuple[str, ...]:
    """Return the words of a run of Thai: newmm is asked for what lies between cuts that both directions make."""
    if not _ALL_THAI.fullmatch(run):
        return _by_newmm(run)
    forwards, backwards = _forwards(run), _backwards(run)
    inside = {match.start() for match in _INSIDE.finditer(run, 1)}
    if forwards == backwards and forwards.isdisjoint(inside):
        return tuple(run[i:j] for i, j in pairwise(sorted(forwards)))
    both = sorted((forwards & backwards) - inside)
    found: list[str] = []
    for start, end in pairwise(both):
        is_open = any(start < cut < end for cut in forwards | backwards)
        found += _by_newmm(run[start:end]) if is_open else (run[start:end],)
    return tuple(found)


@functools.lru_cache(maxsize=65536)
def _by_newmm(run: str) -> tuple[str, ...]:
    return tuple(word for word in word_tokenize(run, engine="newmm") if word.strip(". "))


def _forwards(run: str) -> set[int]:
    """Return where the longest words begin and end, read from the start; both ends of the run are among it."""
    cuts = {0, len(run)}
    for end, length in _dictionary().iter_long(run):
        cuts.add(end + 1)
        cuts.add(end + 1 - length)
    return cuts


def _backwards(run: str) -> set[int]:
    """The same, read from the end."""
    size = len(run)
    cuts = {0, size}
    for end, length in _dictionary_backwards().iter_long(run[::-1]):
        cuts.add(size - end - 1)
        cuts.add(size - end - 1 + length)
    return cuts


@functools.cache
def _dictionary() -> ahocorasick.Automaton:
    return _automaton({normalise(word) for word in thai_words()})


@functools.cache
def _dictionary_backwards() -> ahocorasick.Automaton:
    return _automaton({normalise(word)[::-1] for word in thai_words()})


def _automaton(of: set[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in of:
        if _ALL_THAI.fullmatch(word):
            automaton.add_word(word, len(word))
    automaton.make_automaton()
    return automaton
