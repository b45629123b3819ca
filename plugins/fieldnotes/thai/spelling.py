r"""One spelling for comparing, indexing and looking up Thai text.

The author's text stays as typed on the page; what is compared is ``normalise`` of it. The rules
are tables, so that they can be written in JavaScript too: `LINE_BREAKS` and `SPACES` are replaced,
`DELETED` signs removed; then Unicode NFC, sorting by `ORDER` and all of `RULES`, one after another
over the whole text, are repeated until nothing changes. All patterns mean the same in both
languages; only ``\1`` is ``$1`` there.

Against ``pythainlp.util.normalize`` (5.4.0), which is the reference for what the rules should be:

*agrees* on SARA E twice, SARA AM in two signs, tone marks before vowels or after following vowels,
LAKKHANGYAO for SARA AA, signs typed twice, and the last of several tone marks winning;

*differs on purpose*: no space or line break is removed or merged, and no mark is dropped for
standing alone, since matches are cut from the original by offset and a stray mark may be what a
text is about; "า า" stays two vowels, because a list may hold them; NBSP and its kin become
spaces, and soft hyphens, joiners, direction signs and BOM go; PHINTHU, NIKHAHIT and THANTHAKHAT
have a fixed place among marks; the result is in NFC and a fixed point.

It is our own code also for speed: pythainlp's runs at 2 M characters/s on a field note, this one
at 42 M on clean text and with NBSP, 25 M with a zero-width space after every word, 6 M with every
SARA AM in two signs; with offsets at 42, 42, 10 and 4 M.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LINE_BREAKS = "\u0085\u2028\u2029"
"""Signs that become a line feed: NEXT LINE, LINE SEPARATOR, PARAGRAPH SEPARATOR; CR does not."""

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Signs that become a space, as the inside of a character class.

All of Unicode's space separators (Zs) but the space itself.
"""

DELETED = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Signs that are seen by nobody and removed, as the inside of a character class.

Soft hyphen, zero-width space, joiners, word joiner, direction signs, BOM.
"""

DIGITS = dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
"""Thai digits and the Arabic ones that `lookup_key` takes for the same."""

LEADING = "\u0e40-\u0e44"
"""Vowels that stand before their letter, as the inside of a character class."""

_FOLLOWING = "\u0e30\u0e32\u0e33\u0e45"
_VOWEL_MARKS = "\u0e31\u0e34-\u0e39\u0e47"
_TONES = "\u0e48-\u0e4b"
_NIKHAHIT = "\u0e4d"

ORDER = ("\u0e3a", _VOWEL_MARKS, _NIKHAHIT, _TONES, "\u0e4c", "\u0e4e", _FOLLOWING)
"""What may follow a base, as the insides of character classes, in the order in which it does.

PHINTHU (first in NFC too), vowels above and below, NIKHAHIT, tone marks, THANTHAKHAT, YAMAKKAN,
following vowels. A run of these signs is sorted by it; two of one class keep their order.
"""

_TRAILING = "".join(ORDER)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing the same: wherever `pattern` matches, `replacement` is meant."""

    name: str
    pattern: str
    replacement: str


RULES: tuple[Rule, ...] = (
    Rule("LAKKHANGYAO only after RU and LU", "(^|[^\u0e24\u0e26])\u0e45", "\\1\u0e32"),
    Rule("SARA E twice is SARA AE", "\u0e40\u0e40", "\u0e41"),
    Rule("no sign twice in a row", f"([{LEADING}{_TRAILING}])\\1+", "\\1"),
    Rule("the last of several tone marks", f"[{_TONES}]+([{_TONES}])", "\\1"),
    Rule(
        "NIKHAHIT and SARA AA are SARA AM",
        f"{_NIKHAHIT}([{_TONES}\u0e4c\u0e4e]*)\u0e32",
        "\\1\u0e33",
    ),
)
"""The spelling rules for signs in their `ORDER`, to be applied one after another.

None may take more than linear time, however long a run of marks is: a text may be hostile.
"""

PLAIN = (
    "\u0000-\u007f\u00a1-\u00ac\u00ae-\u02ff\u0e00-\u0e39\u0e3b-\u0e44\u0e46-\u0e4c\u0e4e-\u0e7f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2328\u232b-\u2adb"
)
"""Signs that NFC leaves alone and no rule meets singly, as the inside of a character class.

Only a shortcut: a sign outside it is looked at more closely, and most often left as it is.
"""

_ARABIC = str.maketrans(DIGITS)
_SPACE_SIGN = re.compile(f"[{SPACES}]")
_BREAK_SIGN = re.compile(f"[{LINE_BREAKS}]")
_SPACE_OR_BREAK_SIGN = re.compile(f"[{SPACES}{LINE_BREAKS}]")
_DELETED_SIGN = re.compile(f"[{DELETED}]")
_RULES = tuple((re.compile(rule.pattern), rule.replacement) for rule in RULES)

_RANKS = {
    chr(code): rank
    for rank, signs in enumerate(ORDER)
    for code in range(0x0E00, 0x0E80)
    if re.match(f"[{signs}]", chr(code))
}
_TRAILING_RUN = re.compile(f"[{_TRAILING}]{{2,}}")
_MISORDERED_PAIR = re.compile(
    "|".join(f"[{ORDER[rank]}][{''.join(ORDER[:rank])}]" for rank in range(1, len(ORDER)))
)

# Whether there is anything to mend is found out by three searches, for each has a character class
# to skip by, and NIKHAHIT, PHINTHU and LAKKHANGYAO, as rare signs, are left to the first of them.
_UNUSUAL_SIGN = re.compile(f"[^{PLAIN}]")
_UNUSUAL_PAIR = re.compile(
    f"[{_FOLLOWING}{_TONES}\u0e4c\u0e4e][{_VOWEL_MARKS}{_TONES}\u0e4c\u0e4e]"
)
_DOUBLED_SIGN = re.compile(f"([{LEADING}{_FOLLOWING}{_VOWEL_MARKS}])\\1")
SUSPICIOUS = re.compile(f"{_UNUSUAL_SIGN.pattern}|{_UNUSUAL_PAIR.pattern}|{_DOUBLED_SIGN.pattern}")
"""Finds where something may have to be mended; a text without such a place is normalised."""

_JOINING = f"[{LEADING}{_TRAILING}]|[^{PLAIN}]"
_JOINING_SIGN = re.compile(_JOINING)
_JOINING_RUN = re.compile(f"(?:{_JOINING})*")
_ENDLESS_RUN = re.compile(f"(?:{_JOINING}){{500,}}")
# A base or a run of leading vowels, with what follows it; no rule reaches from one into the next.
_UNIT = re.compile(f"(?:[{LEADING}]+|.)(?:[{_TRAILING}]|[^{PLAIN}])*", re.DOTALL)


def normalise(text: str) -> str:
    """Return the one spelling of `text`, in NFC; never fails.

    Case, digits, line breaks and the number of spaces stay. The result normalised is the result.
    """
    aligned = normalise_aligned(text)
    if aligned is not None:
        return aligned
    text = _DELETED_SIGN.sub("", with_plain_spaces(text))
    return _settle(text) if _is_suspicious(text) else text


def normalise_aligned(text: str) -> str | None:
    """Return ``normalise(text)`` if that takes no more than plain spaces and line feeds, else None.

    The result is as long as `text`, and any piece of it is what ``normalise`` makes of that piece
    of `text`: who needs pieces of a long text normalised need not look at each of them again.
    """
    if text.isascii():
        return text
    if _UNUSUAL_SIGN.search(text):
        text = with_plain_spaces(text)
        if _UNUSUAL_SIGN.search(text):
            return None
    return None if _UNUSUAL_PAIR.search(text) or _DOUBLED_SIGN.search(text) else text


def normalise_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Return ``normalise(text)`` and where each of its characters stands in `text`.

    The offsets have one entry for every character of the normalised text and one past its end, and
    never go back: ``text[offsets[i]:offsets[j]]`` is what ``normalised[i:j]`` was written as,
    whole for a match that begins and ends between clusters. A removed sign belongs to what stands
    before it.
    """
    aligned = normalise_aligned(text)
    if aligned is not None:
        return aligned, range(len(text) + 1)
    kept, places = _delete(with_plain_spaces(text))
    if not _is_suspicious(kept):
        return kept, places
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for start, end in _suspects(kept):
        pieces.append(kept[done:start])
        offsets.extend(places[done:start])
        for match in _UNIT.finditer(kept, start, end):
            settled = _settle(match.group())
            pieces.append(settled)
            offsets.extend(_align(match.group(), settled, places[match.start() : match.end()]))
        done = end
    pieces.append(kept[done:])
    offsets.extend(places[done:])
    return "".join(pieces), offsets


def with_plain_spaces(text: str) -> str:
    """Return `text`, of the same length, with plain spaces and line feeds for their relatives."""
    if text.isascii():
        return text
    text = text.replace("\u00a0", " ")
    if not _SPACE_OR_BREAK_SIGN.search(text):
        return text
    return _BREAK_SIGN.sub("\n", _SPACE_SIGN.sub(" ", text))


def collapse_spaces(text: str) -> str:
    """Return `text` with any run of white space, line breaks too, as one space; none at its end."""
    return " ".join(text.split())


@functools.lru_cache(maxsize=8192)
def lookup_key(text: str) -> str:
    """Return what two spellings of one name have in common: names with equal keys are one name.

    Normalised, Thai digits as Arabic ones, case folded, without white space. ``lookup_key`` of a
    key is the key. A key is for comparing only and is never shown.
    """
    folded = normalise(text).translate(_ARABIC).casefold()
    return normalise("".join(folded.split()))


def _is_suspicious(text: str) -> bool:
    """Tell whether anything in `text` may have to be mended."""
    return not text.isascii() and bool(
        _UNUSUAL_SIGN.search(text) or _UNUSUAL_PAIR.search(text) or _DOUBLED_SIGN.search(text)
    )


def _delete(text: str) -> tuple[str, Sequence[int]]:
    """Return `text` without the deleted signs, and where what is left, and its end, stood."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for match in _DELETED_SIGN.finditer(text):
        pieces.append(text[done : match.start()])
        places.extend(range(done, match.start()))
        done = match.end()
    pieces.append(text[done:])
    places.extend(range(done, len(text) + 1))
    return "".join(pieces), places


def _suspects(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text` in which something may have to be mended.

    Each begins with a base that nothing before can change, or with the text, and ends before one.
    """
    end = 0
    while match := SUSPICIOUS.search(text, end):
        start = match.start()
        while start > end and _JOINING_SIGN.match(text, start):
            start -= 1
        run = _JOINING_RUN.match(text, match.end())
        end = run.end() if run else match.end()
        yield start, end


def _settle(text: str) -> str:
    """Return `text` after NFC, `ORDER` and `RULES`, repeated until nothing changes.

    It ends: `RULES` shorten the text or replace LAKKHANGYAO for good, `ORDER` moves Thai signs
    towards one order, and NFC moves a Thai mark past a foreign one at most once.
    """
    while True:
        settled = unicodedata.normalize("NFC", _ENDLESS_RUN.sub(_sort_endless_run, text))
        if _MISORDERED_PAIR.search(settled):
            settled = _TRAILING_RUN.sub(_sort_run, settled)
        for pattern, replacement in _RULES:
            settled = pattern.sub(replacement, settled)
        if settled == text or not _is_suspicious(settled):
            return settled
        text = settled


def _sort_run(run: re.Match[str]) -> str:
    """Return a run of signs that follow a base in their order."""
    return "".join(sorted(run.group(), key=_RANKS.__getitem__))


def _sort_endless_run(run: re.Match[str]) -> str:
    """Return a run that no reader wrote as NFC wants its marks.

    CPython sorts them in quadratic time: 100,000 marks on one letter took 8 s.
    """
    ordered: list[str] = []
    group: list[str] = []
    for char in run.group():
        for part in unicodedata.normalize("NFD", char):
            if unicodedata.combining(part):
                group.append(part)
            else:
                ordered += [*sorted(group, key=unicodedata.combining), part]
                group.clear()
    return "".join([*ordered, *sorted(group, key=unicodedata.combining)])


def _align(unit: str, settled: str, places: Sequence[int]) -> Sequence[int]:
    """Return the place of each character of `settled`, which `unit` at `places` became."""
    if len(unit) == len(settled):
        return places
    head = 0
    while head < min(len(unit), len(settled)) and unit[head] == settled[head]:
        head += 1
    tail = 0
    while tail < min(len(unit), len(settled)) - head and unit[-1 - tail] == settled[-1 - tail]:
        tail += 1
    last_mended = max(len(unit) - tail - 1, head - 1, 0)
    mended = len(settled) - head - tail
    return [
        *places[:head],
        *(places[min(head + i, last_mended)] for i in range(mended)),
        *places[len(places) - tail :],
    ]
