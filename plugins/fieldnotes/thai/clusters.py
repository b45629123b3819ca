"""Where Thai text may be cut: between clusters, never inside one.

A cluster is what a reader takes for one letter: a base with its combining marks, the leading
vowels before it and the following vowels (SARA A, AA, AM, LAKKHANGYAO) after it. In other scripts
it is a base with its marks, variation signs, joiners and skin tones; CR and LF stay together.

pythainlp's ``tcc`` is made for finding syllables: it cuts "e" from its accent and has to read all
of a text (2.4 M characters/s) to tell one boundary. Here an excerpt looks at a few characters
around its ends only and takes 10 microseconds.
"""

import unicodedata
from itertools import pairwise

from pythainlp import thai_follow_vowels, thai_lead_vowels

_LEADING_VOWELS = frozenset(thai_lead_vowels)
_FOLLOWING_VOWELS = frozenset(thai_follow_vowels)
_FIRST_BASE, _LAST_BASE = "\u0e01", "\u0e2e"
_FIRST_SKIN_TONE, _LAST_SKIN_TONE = "\U0001f3fb", "\U0001f3ff"
_JOINER = "\u200d"
# Signs that nobody sees and that may have slipped into a cluster; no more than _REACH of them are
# looked past.
_UNSEEN = "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff"
_REACH = 8

_ELLIPSIS = "…"
_SPACE_SEARCH = 12
"""How many characters nearer to the match a cut may move to fall at a space."""


def is_boundary(text: str, index: int) -> bool:
    """Tell whether `text` may be cut before the character at `index`; both ends are boundaries."""
    if index <= 0 or index >= len(text):
        return True
    after = text[index : index + _REACH].lstrip(_UNSEEN)
    before = text[max(0, index - _REACH) : index].rstrip(_UNSEEN)
    if not after or not before:
        return True
    previous, following = before[-1], after[0]
    if _is_attached(following) or (previous == "\r" and following == "\n"):
        return False
    if previous in _LEADING_VOWELS:
        return not (_FIRST_BASE <= following <= _LAST_BASE or following in _LEADING_VOWELS)
    return not (previous == _JOINER and unicodedata.category(following) == "So")


def clusters(text: str) -> list[str]:
    """Return the clusters of `text` in order; joined they are `text`."""
    cuts = [i for i in range(len(text) + 1) if is_boundary(text, i)]
    return [text[i:j] for i, j in pairwise(cuts)]


def excerpt(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """Return what stands before ``text[start:end]``, the match itself, and what stands after it.

    At most `width` characters are kept on either side, fewer to cut at white space (if there is
    some within 12 characters and half of `width`) or between clusters; "…" stands where something
    was cut off, beyond `width`. A match that begins or ends inside a cluster is widened to whole
    clusters; positions outside `text` are moved into it. The pieces are plain text with line
    breaks as in `text`, to be escaped by who shows them.
    """
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    first = _cut_before(text, start, max(width, 0))
    last = _cut_after(text, end, max(width, 0))
    before = text[first:start]
    after = text[end:last]
    if text[:first].strip():
        before = _ELLIPSIS + before
    if text[last:].strip():
        after += _ELLIPSIS
    return before, text[start:end], after


def _cut_before(text: str, start: int, width: int) -> int:
    """Return where an excerpt begins that keeps at most `width` characters before `start`."""
    earliest = start - width
    if earliest <= 0:
        return 0
    for cut in range(earliest, earliest + _search(width) + 1):
        if text[cut - 1].isspace() and not text[cut : cut + 1].isspace() and is_boundary(text, cut):
            return cut
    while not is_boundary(text, earliest):
        earliest += 1
    return earliest


def _cut_after(text: str, end: int, width: int) -> int:
    """Return where an excerpt ends that keeps at most `width` characters after `end`."""
    latest = end + width
    if latest >= len(text):
        return len(text)
    for cut in range(latest, latest - _search(width) - 1, -1):
        if text[cut].isspace() and not text[cut - 1 : cut].isspace() and is_boundary(text, cut):
            return cut
    while not is_boundary(text, latest):
        latest -= 1
    return latest


def _search(width: int) -> int:
    """Return how far to look for a space: never so far that half of the context is lost."""
    return min(_SPACE_SEARCH, width // 2)


def _is_attached(char: str) -> bool:
    """Tell whether `char` is never the first of a cluster."""
    return (
        char in _FOLLOWING_VOWELS
        or char == _JOINER
        or _FIRST_SKIN_TONE <= char <= _LAST_SKIN_TONE
        or (not char.isascii() and unicodedata.category(char)[0] == "M")
    )
