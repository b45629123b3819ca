"""Shards of the terms: grams and words in the order of their keys, with the pages that hold each.

Keys are in the order of UTF-16, which is that of JavaScript's ``<``. A shard is compressed by zlib; within are, each
preceded by its length as a number: keys, heads, times, bits.

*Number*: seven bits a byte, the lowest first, the high bit set where more follow.
*Keys*: for each entry the number of UTF-8 bytes shared with the key before, that of the bytes that follow, and these.
*Heads*: for each entry the number ``listed * 8 + complement * 4 + sort``; sort 0 is a gram, 1 a spaced gram, 2 a word.
What is listed is the places, in a universe, of the pages that hold the term; of a complement, of those that do not. The
universe is all pages; that of a word is the pages of its first three signs where this gram stands in the same shard.
Then, but for spaced grams, a number: how many of its pages have it in title, headings or names.
*Times*: for each page of each word a byte: how often the word is in it, as a place in `TIMES`.
*Bits*: for each entry what is listed, then which of its pages have it in title, headings or names (as places among its
pages), both as gaps (the first place, then how many lie between one and the next), in the code of Rice: as many zeros
as the gap holds ``2 ** k``, a one, and its lowest k bits, the highest first. k is that of `parameter`.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from fieldnotes.search.grams import AllPostings, Pages, Postings, gram_of

SIZE = 6_000
"""Bytes after which a shard ends, before it is compressed; a query of eight signs fetches about six shards."""

GRAM, SPACED, WORD = range(3)

TIMES = (1, 2, 3, 4, 5, 6, 8, 11)
"""How often a word is in a page, told apart for ranking: so often or more, and less than the next."""

_Places = npt.NDArray[np.uint32] | npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Terms:
    """Compressed shards, and the first key of each."""

    files: list[bytes]
    first_keys: list[str]


@dataclass(slots=True)
class _Word:
    pages: list[int] = field(default_factory=list)
    times: bytearray = field(default_factory=bytearray)
    strong: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    sort: int
    pages: Pages
    strong: npt.NDArray[np.intp]
    """Places in `pages`."""
    times: bytes


class Shards:
    """Gathers the terms of a number of pages."""

    def __init__(self, count: int) -> None:
        """Begin the shards of `count` pages."""
        self._count = count
        self._words: dict[str, _Word] = {}
        self._grams: AllPostings | None = None

    def add_words(self, page: int, counts: Mapping[str, int], strong: AbstractSet[str]) -> None:
        """Add the words of the next page, with how often each is in it, and those of its title, headings and names."""
        for word, times in counts.items():
            entry = self._words.setdefault(word, _Word())
            if word in strong:
                entry.strong.append(len(entry.pages))
            entry.pages.append(page)
            entry.times.append(bisect_right(TIMES, times) - 1)

    def add_grams(self, grams: AllPostings) -> None:
        """Add the grams of all pages."""
        self._grams = grams

    def write(self, *, one: bool = False) -> Terms:
        """Return the shards; with `one` all is in one of them."""
        files: list[bytes] = []
        first_keys: list[str] = []
        begun: list[_Entry] = []
        size = 0
        for entry in self._entries():
            if begun and size > SIZE and entry.key != begun[-1].key and not one:
                files.append(self._shard(begun))
                first_keys.append(begun[0].key)
                begun, size = [], 0
            begun.append(entry)
            size += len(entry.key) + 2 + min(len(entry.pages), self._count - len(entry.pages))
        if begun:
            files.append(self._shard(begun))
            first_keys.append(begun[0].key)
        return Terms(files, first_keys)

    def _entries(self) -> list[_Entry]:
        entries = [
            _Entry(
                word,
                WORD,
                np.array(found.pages, np.uint32),
                np.array(found.strong, np.intp),
                bytes(found.times),
            )
            for word, found in self._words.items()
        ]
        if self._grams is not None:
            entries += _gram_entries(self._grams.plain, GRAM)
            entries += _gram_entries(self._grams.spaced, SPACED)
        entries.sort(key=lambda entry: (entry.key.encode("utf-16-be", "surrogatepass"), entry.sort))
        return entries

    def _shard(self, entries: Sequence[_Entry]) -> bytes:
        keys, heads, times = bytearray(), bytearray(), bytearray()
        lists: list[npt.NDArray[np.int64]] = []
        parameters: list[int] = []
        before = b""
        gram: _Entry | None = None
        for entry in entries:
            key = entry.key.encode("utf-8", "surrogatepass")
            shared = _shared(before, key)
            keys += _number(shared) + _number(len(key) - shared) + key[shared:]
            before = key
            universe = self._count
            places: _Places = entry.pages
            if entry.sort == GRAM:
                gram = entry
            elif entry.sort == WORD and gram is not None and gram.key == entry.key[:3]:
                universe, places = len(gram.pages), np.searchsorted(gram.pages, entry.pages)
            complement = len(places) * 2 > universe
            listed = _missing(places, universe) if complement else places
            heads += _number(len(listed) << 3 | complement << 2 | entry.sort)
            lists.append(_gaps(listed))
            parameters.append(parameter(len(listed), universe))
            if entry.sort != SPACED:
                heads += _number(len(entry.strong))
                lists.append(_gaps(entry.strong))
                parameters.append(parameter(len(entry.strong), len(entry.pages)))
            times += entry.times
        bits = _rice(np.concatenate(lists), np.repeat(parameters, [len(gaps) for gaps in lists]))
        return zlib.compress(
            b"".join(_number(len(stream)) + stream for stream in (keys, heads, times, bits)), 9
        )


def parameter(listed: int, universe: int) -> int:
    """Return the k of Rice's code for `listed` places in a universe: near the best where they lie at random."""
    k = 0
    while (universe - listed) * 69 > listed * 100 << k + 1:
        k += 1
        if not listed:
            break
    return k


def _rice(gaps: npt.NDArray[np.int64], parameters: npt.NDArray[np.int64]) -> bytes:
    """Return gaps in the code of Rice, each with its own parameter."""
    zeros = gaps >> parameters
    ends = np.cumsum(zeros + 1 + parameters)
    bits = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    low = ends - parameters
    bits[low - 1] = 1
    for place in range(int(parameters.max(initial=0))):
        has = parameters > place
        bits[low[has] + place] = gaps[has] >> (parameters[has] - 1 - place) & 1
    return np.packbits(bits).tobytes()


def _gram_entries(postings: Postings, sort: int) -> Iterator[_Entry]:
    keys, starts = np.unique(postings.keys, return_index=True)
    ends = np.append(starts[1:], len(postings.keys))
    for key, start, end in zip(keys.tolist(), starts.tolist(), ends.tolist(), strict=True):
        strong = np.flatnonzero(postings.strong[start:end])
        yield _Entry(gram_of(key), sort, postings.pages[start:end], strong, b"")


def _missing(places: _Places, universe: int) -> _Places:
    held = np.ones(universe, np.bool_)
    held[places] = False
    return np.flatnonzero(held)


def _gaps(places: _Places) -> npt.NDArray[np.int64]:
    """Return the first place, and how many lie between each and the next."""
    gaps = places.astype(np.int64)
    gaps[1:] -= gaps[:-1] + 1
    return gaps


def _shared(before: bytes, key: bytes) -> int:
    """Return how many bytes two keys begin with alike."""
    most = min(len(before), len(key))
    return next((i for i in range(most) if before[i] != key[i]), most)


def _number(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
