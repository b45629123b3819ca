"""What a claim counts, beside its words: they often hold the number already, and nobody wants it twice."""

from __future__ import annotations

from dataclasses import dataclass

from fieldnotes.archive.model import Claim
from fieldnotes.site import words
from fieldnotes.thai.numbers import read_number

_LONGEST_NUMBER = 40
"""Characters before a unit in which its number is looked for."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as stated with its unit, and what it counts for: 5 คน, per ตำบล."""

    number: int | None
    unit: str | None
    per: str | None


def unsaid(claim: Claim) -> Amount | None:
    """Return what a claim counts and its value does not say in words; None where that is nothing."""
    said = claim.value if isinstance(claim.value, str) else None
    number, unit, per = claim.number, claim.unit, claim.per
    if said is not None:
        if number is not None and _says_number(said, number, unit, per):
            number = None
        if per is not None and _says_rate(said, per):
            per = None
    elif number is None:
        return None
    if number is None:
        unit = None
    return None if number is None and per is None else Amount(number, unit, per)


def _says_number(said: str, number: int, unit: str | None, per: str | None) -> bool:
    if unit is None:
        return any(read_number(word) == number for word in said.split())
    before, *rest = said.split(unit)
    for piece in rest:
        if _number_at_end(before) == number:
            return True
        if number == 1 and per is not None and before.endswith(words.rates(per)):
            return True
        before = piece
    return False


def _number_at_end(text: str) -> int | None:
    """Return the number with which a text ends, as long as it may be read: 15 of "มา 15 ", not 5."""
    for start in range(max(0, len(text) - _LONGEST_NUMBER), len(text)):
        if (number := read_number(text[start:])) is not None:
            return number
    return None


def _says_rate(said: str, per: str) -> bool:
    return any(rate in said for rate in words.rates(per))
