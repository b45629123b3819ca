"""Thai signs typed in another way that looks the same, of which only one is right.

A narrower choice than `spelling.normalise`, which serves comparing: there spaces of all kinds are one and "มาาาก" has a
vowel too many, while who mends an author's text may change only what no reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldnotes.thai.spelling import ORDER, normalise

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TONES = "\u0e48-\u0e4b"
_CONSONANT = "\u0e01-\u0e2e"

_RUN = re.compile(f"(?<=[{_CONSONANT}])[{_MARKS}\u0e32\u0e33]{{2,40}}(?![{_MARKS}\u0e32\u0e33])")
"""What stands above, below and behind one consonant; a longer run is no writing."""
_MARK_RUN = re.compile(f"[{_MARKS}]{{2,}}")
_TWO_SARA_E = re.compile(f"(?<!\u0e40)\u0e40\u0e40(?=[{_CONSONANT}])")
"""SARA E twice before a consonant, for SARA AE; three of them are a cry."""
_DOUBLED_MARK = re.compile(f"([{_MARKS}])\\1+")
_SARA_AM_IN_TWO = re.compile(f"\u0e4d([{_TONES}]?)\u0e32")
_TONE_AFTER_SARA_AM = re.compile(f"\u0e33([{_TONES}])")

_RANKS = {
    chr(code): rank
    for rank, signs in enumerate(ORDER)
    for code in range(0x0E00, 0x0E80)
    if re.match(f"[{signs}]", chr(code))
}


def mend_marks(text: str) -> str:
    """Return `text` with the right sign wherever another one looks the same; spaces and all else stay.

    >>> mend_marks("นํ้าเเข็ง") == "น้ำแข็ง"
    True
    >>> mend_marks("มาาาก เเเ ก่้า")
    'มาาาก เเเ ก่้า'

    What it returns is a fixed point, and means the same to `normalise`.
    """
    if text.isascii():
        return text
    return _TWO_SARA_E.sub("\u0e41", _RUN.sub(lambda run: _mended(run.group()), text))


def mendings(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and replacement of each place that `mend_marks` would change, in order."""
    found = [(match.start(), match.end(), "\u0e41") for match in _TWO_SARA_E.finditer(text)]
    found += [
        (run.start(), run.end(), mended)
        for run in _RUN.finditer(text)
        if (mended := _mended(run.group())) != run.group()
    ]
    yield from sorted(found)


def _mended(run: str) -> str:
    """A run of signs as it should be typed; as it is where more than their order is in doubt."""
    mended = _MARK_RUN.sub(_in_order, _DOUBLED_MARK.sub(r"\1", run))
    mended = _TONE_AFTER_SARA_AM.sub("\\1\u0e33", _SARA_AM_IN_TWO.sub("\\1\u0e33", mended))
    ranks = [_RANKS[sign] for sign in mended]
    if ranks != sorted(set(ranks)):
        return run
    base = "\u0e01"
    return mended if normalise(base + run) == normalise(base + mended) else run


def _in_order(run: re.Match[str]) -> str:
    return "".join(sorted(run.group(), key=_RANKS.__getitem__))
