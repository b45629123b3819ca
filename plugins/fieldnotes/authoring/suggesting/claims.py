"""Statements that a text seems to make about organisations: seats, money, relations, founding, resolutions.

A pattern finds the words; who is meant is the organisation named last before them in the same paragraph, and to whom,
the first one after. Counts are kept as they are worded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from fieldnotes.archive.model import ClaimKind, ClaimStatus, Relation
from fieldnotes.archive.paragraphs import comparable
from fieldnotes.authoring.suggesting.grammar import ClaimPattern, claim_patterns, grammar, words_of
from fieldnotes.authoring.suggesting.organisations import KnownNames, Span, find_spans
from fieldnotes.authoring.suggesting.passages import Passage, Text
from fieldnotes.authoring.suggesting.suggestions import Claim, Reason
from fieldnotes.thai.numbers import read_number

REACH = 80
"""Signs within which an organisation belongs to the words of a claim; further off it is another sentence's."""
NEAR = 40
"""Signs around a sum within which the word stands that makes it a grant."""

WIDENINGS = 8
"""Spaces up to which a quote is widened, so that the note has it once."""


@dataclass(frozen=True, slots=True)
class _Match:
    pattern: ClaimPattern
    start: int
    end: int
    groups: dict[str, str | None]


def suggest_claims(text: Text, known: KnownNames) -> tuple[Claim, ...]:
    """Return the claims that a note's paragraphs seem to make, in the order of the text."""
    whole = comparable(text.whole)
    claims: list[Claim] = []
    for passage in text.passages:
        if passage.field == "title" or passage.kind == "heading":
            continue
        spans = find_spans(passage.text, known)
        taken = -1
        for match in _matches(passage.text):
            if match.start < taken:
                continue
            claim = _claim(text, passage, spans, match, known=known, whole=whole, taken=taken)
            if claim is not None:
                claims.append(claim)
                taken = match.end
    return tuple(claims)


def _matches(text: str) -> list[_Match]:
    """All places where a pattern stands; where two begin together, in the order of the patterns."""
    found = [
        (match.start(), order, _Match(pattern, match.start(), match.end(), match.groupdict()))
        for order, pattern in enumerate(claim_patterns())
        for match in pattern.pattern.finditer(text)
    ]
    return [match for _, _, match in sorted(found, key=lambda entry: entry[:2])]


def _claim(
    text: Text,
    passage: Passage,
    spans: Sequence[Span],
    match: _Match,
    *,
    known: KnownNames,
    whole: str,
    taken: int,
) -> Claim | None:
    words = passage.text
    what = cast("ClaimKind", match.pattern.fixed["what"])
    before = [span for span in spans if span.end <= match.start]
    after = [span for span in spans if span.start >= match.end]
    # Words within a name (สภาจัดตั้ง…) make no claim.
    if (
        any(span.start < match.end and match.start < span.end for span in spans)
        and what == "relation"
    ):
        return None
    about = before[-1] if before and match.start - before[-1].end <= REACH else None
    to = after[0] if after and after[0].start - match.end <= REACH else None
    if what == "relation":
        if about is None or to is None or "\n" in words[about.start : to.end]:
            return None
        start, end = about.start, to.end
    else:
        if what == "funding" and not _speaks_of_money(words, match, taken):
            return None
        start = about.start if about is not None else match.start
        end = match.end
        to = None
    start, end = _once(words, start, end, whole)
    evidence = text.evidence(passage, start, end)
    value, number = match.groups.get("value"), match.groups.get("number")
    return Claim(
        what=what,
        about=_name(words, about, known),
        value=value,
        number=read_number(number.strip(".,")) if number else None,
        unit=match.groups.get("unit"),
        per=match.groups.get("per"),
        relation=cast("Relation | None", match.pattern.fixed.get("relation")),
        to=_name(words, to, known),
        status=_status(words[start:end]),
        reason=Reason(f"claim-{what}", (("words", words[match.start : match.end].strip()),)),
        quote=evidence.quote,
        place=evidence.place,
    )


def _speaks_of_money(words: str, match: _Match, taken: int) -> bool:
    """Whether a word near a sum, and no other sum's, makes it a grant."""
    around = words[max(match.start - NEAR, taken, 0) : match.end + NEAR // 2]
    return any(word in around for word in words_of("claims", "money"))


def _status(clause: str) -> ClaimStatus:
    """The status whose word stands first in a clause; a longer word goes before one that it begins with."""
    best: tuple[int, int, ClaimStatus] | None = None
    statuses: dict[str, list[str]] = grammar()["claims"]["statuses"]
    for status, words in statuses.items():
        for word in words:
            place = clause.find(word)
            if place >= 0:
                found = (place, -len(word), cast("ClaimStatus", status))
                best = found if best is None or found[:2] < best[:2] else best
    return best[2] if best else "unclear"


def _name(words: str, span: Span | None, known: KnownNames) -> str | None:
    if span is None:
        return None
    record = known.records.get(span.organisation) if span.organisation is not None else None
    return record.name if record else words[span.start : span.end]


def _once(words: str, start: int, end: int, whole: str) -> tuple[int, int]:
    """Widen a quote, space by space, until the note has it once: a claim's record must quote so much.

    A sentence that stands twice in the note cannot be widened far enough; then the first try is as good as any.
    """
    first = (start, end)
    for _ in range(WIDENINGS):
        if whole.count(comparable(words[start:end])) <= 1:
            break
        if end < len(words):
            following = words.find(" ", end + 1)
            end = following if following >= 0 else len(words)
        elif start > 0:
            start = max(words.rfind(" ", 0, max(start - 1, 0)), 0)
    else:
        start, end = first
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end
