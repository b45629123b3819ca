"""Grams of texts: which pieces of one, two or three signs stand in which page.

Spaces are no signs of a gram. One of two or three signs with white space between them is *spaced*, and counted apart:
it is looked at only where spaces do not count.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_BATCH = 1_000_000
"""Signs that are looked at at once; more only take more memory."""

_BITS = 21
_SPACE, _BREAK = 32, 10

Keys = npt.NDArray[np.uint64]
Pages = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Postings:
    """Which grams stand in which pages: three arrays of one length, by gram and then page.

    `keys`: gram as number (`gram_of`), `pages`: page, `strong`: whether it stands in
    the page's title, headings or names.
    """

    keys: Keys
    pages: Pages
    strong: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class AllPostings:
    """The grams as they stand in the texts, and those that are spaced."""

    plain: Postings
    spaced: Postings


class Grams:
    """Gathers the grams of pages, which are added in the order of their numbers."""

    def __init__(self) -> None:
        """Begin with the first page."""
        self._texts: list[str] = []
        self._strong: list[str] = []
        self._size = 0
        self._first = 0
        self._found: tuple[list[tuple[Keys, Pages]], ...] = ([], [], [])

    def add(self, text: str, strong: str) -> None:
        """Add the next page's folded text, and that of its title, headings and names."""
        self._texts.append(text)
        self._strong.append(strong)
        self._size += len(text)
        if self._size > _BATCH:
            self._flush()

    def finish(self) -> AllPostings:
        """Return the grams of all pages."""
        self._flush()
        plain, spaced, strong = (_merged(found) for found in self._found)
        return AllPostings(
            Postings(*plain, strong=_contained(plain, strong)),
            Postings(*spaced, strong=np.zeros(len(spaced[0]), np.bool_)),
        )

    def _flush(self) -> None:
        if self._texts:
            plain, spaced = _grams(self._texts)
            strong, _ = _grams(self._strong)
            for found, (keys, pages) in zip(self._found, (plain, spaced, strong), strict=True):
                found.append((keys, pages + np.uint32(self._first)))
            self._first += len(self._texts)
            self._texts.clear()
            self._strong.clear()
            self._size = 0


def gram_of(key: int) -> str:
    """Return the gram that a key stands for."""
    mask = (1 << _BITS) - 1
    codes = (key >> 2 * _BITS, key >> _BITS & mask, key & mask)
    return "".join(chr(code) for code in codes if code)


def _grams(texts: list[str]) -> tuple[tuple[Keys, Pages], tuple[Keys, Pages]]:
    """Return the plain grams and the spaced ones of some pages, each once a page, by gram and then page."""
    joined = "\0\0".join([*texts, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    occurring = np.flatnonzero(np.bincount(codes, minlength=1))
    known: Keys = np.append(0, occurring[occurring > 0]).astype(np.uint64)
    # A gram and its page fit into one number, which sorts quickly, if signs are numbered as far as they occur.
    bits, of_page = len(known).bit_length(), len(texts).bit_length()
    if 3 * bits + of_page > 64:
        half = len(texts) // 2
        return _joined(_grams(texts[:half]), _grams(texts[half:]), half)
    lengths = np.fromiter((len(text) + 2 for text in texts), np.int64, len(texts))
    pages = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)
    places = np.flatnonzero((codes != _SPACE) & (codes != _BREAK))
    signs = np.searchsorted(known, codes[places]).astype(np.uint64)
    pages = pages[places]
    apart = np.diff(places) > 1
    one, two, three = signs[:-2], signs[1:-1], signs[2:]
    shift = np.uint64(bits)
    bigrams = (one << shift | two) << shift
    plain = ~(apart[:-1] | apart[1:])
    whole = (one != 0) & (two != 0) & (three != 0)
    trigrams = bigrams | three
    first = pages[:-2]
    chosen = whole & plain
    pair = (one != 0) & (two != 0)
    pairs, spaced_pairs = pair & ~apart[:-1], pair & apart[:-1]
    singles = one != 0
    spaced = whole & ~plain

    def once(keys: list[Keys], of: list[Keys]) -> tuple[Keys, Pages]:
        packed = np.concatenate(keys) << np.uint64(of_page) | np.concatenate(of)
        packed.sort()
        packed = packed[np.concatenate([[True], packed[1:] != packed[:-1]])[: len(packed)]]
        return _keys(packed >> np.uint64(of_page), bits, known), (
            packed & np.uint64((1 << of_page) - 1)
        ).astype(np.uint32)

    return (
        once(
            [trigrams[chosen], bigrams[pairs], one[singles] << shift << shift],
            [first[chosen], first[pairs], first[singles]],
        ),
        once([trigrams[spaced], bigrams[spaced_pairs]], [first[spaced], first[spaced_pairs]]),
    )


def _keys(ranked: Keys, bits: int, known: Keys) -> Keys:
    """Return the keys of grams whose signs are places among the known ones; the order is the same."""
    mask = np.uint64((1 << bits) - 1)
    keys: Keys = np.zeros(len(ranked), np.uint64)
    for place in (2, 1, 0):
        keys = keys << np.uint64(_BITS) | known[ranked >> np.uint64(place * bits) & mask]
    return keys


def _joined(
    one: tuple[tuple[Keys, Pages], tuple[Keys, Pages]],
    other: tuple[tuple[Keys, Pages], tuple[Keys, Pages]],
    first: int,
) -> tuple[tuple[Keys, Pages], tuple[Keys, Pages]]:
    plain, spaced = (
        _merged([mine, (keys, pages + np.uint32(first))])
        for mine, (keys, pages) in zip(one, other, strict=True)
    )
    return plain, spaced


def _merged(found: list[tuple[Keys, Pages]]) -> tuple[Keys, Pages]:
    if not found:
        return np.zeros(0, np.uint64), np.zeros(0, np.uint32)
    keys = np.concatenate([keys for keys, _ in found])
    pages = np.concatenate([pages for _, pages in found])
    order = np.argsort(keys, kind="stable")  # batches come in the order of their pages
    return keys[order], pages[order]


def _contained(all_: tuple[Keys, Pages], some: tuple[Keys, Pages]) -> npt.NDArray[np.bool_]:
    """Return for each of `all_` whether it is among `some`; both are in order."""
    known = np.unique(all_[0])
    flags = np.zeros(len(all_[0]), np.bool_)
    if not len(known):
        return flags
    shift = np.uint64(32)
    pairs = np.searchsorted(known, all_[0]).astype(np.uint64) << shift | all_[1]
    index = np.minimum(np.searchsorted(known, some[0]), len(known) - 1)
    wanted = (index.astype(np.uint64) << shift | some[1])[known[index] == some[0]]
    place = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
    flags[place[pairs[place] == wanted]] = True
    return flags
