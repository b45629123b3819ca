"""The folded form of a text: what is searched, and what a query is compared with.

Folded is: in the one spelling of `fieldnotes.thai.spelling`, Thai digits as Arabic ones, small letters, and any run of
white space as one space. ``fold`` of a folded text is the text. The reader's browser does the same
(`scripts/engine/fold.js`), with the tables that `tables` gives it.
"""

import re

from fieldnotes.thai import spelling

CASED = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1eff\uff21-\uff3a"
)
"""Letters that may be capitals: Latin, Greek, Cyrillic, fullwidth; blocks that no new Unicode release fills."""

WHITE = "\t-\r\x1c- "
"""White space once `normalise` has made plain spaces of the others, as the inside of a character class."""

COMBINING = "\u0300-\u036f"
"""Marks that may make one sign with a letter, after it has become a small one."""

_ARABIC = str.maketrans(spelling.DIGITS)
_CASED = re.compile(f"[{CASED}]")
_WHITE_RUN = re.compile(f"[{WHITE}]+")
_COMBINING = re.compile(f"[{COMBINING}]")


def fold(text: str) -> str:
    """Return the folded form of `text`; never fails, and a folded text is its own."""
    folded = _CASED.sub(_small, spelling.normalise(text).translate(_ARABIC))
    if _COMBINING.search(folded):
        folded = spelling.normalise(folded)
    return _WHITE_RUN.sub(" ", folded).strip(" ")


def without_spaces(folded: str) -> str:
    """Return a folded text without its spaces: what is compared where spaces do not count."""
    return folded.replace(" ", "")


def tables() -> dict[str, object]:
    """Return what `fold.js` needs to fold as `fold` does: insides of character classes, and rules."""
    return {
        "breaks": spelling.LINE_BREAKS,
        "spaces": spelling.SPACES,
        "deleted": spelling.DELETED,
        "order": list(spelling.ORDER),
        "rules": [[rule.pattern, rule.replacement.replace("\\", "$")] for rule in spelling.RULES],
        "suspicious": spelling.SUSPICIOUS.pattern,
        "plain": spelling.PLAIN,
        "leading": spelling.LEADING,
        "cased": CASED,
        "white": WHITE,
        "combining": COMBINING,
    }


def _small(letter: re.Match[str]) -> str:
    """Return the small letter of one capital, or the letter itself where it has none of one sign.

    Letter by letter, since a whole text's small letters depend on neighbours (sigma) and on the Unicode release.
    """
    small = letter.group().lower()
    return small if len(small) == 1 else letter.group()
