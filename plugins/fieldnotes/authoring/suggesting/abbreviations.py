"""Abbreviations with dots (พอช., ก.ล.ต., ศตจ.ปชช.), and names that begin with one (ม.เกษตร, สภ.ปากพนัง)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldnotes.authoring.suggesting.grammar import sign_pattern
from fieldnotes.authoring.suggesting.names import name_grammar
from fieldnotes.authoring.suggesting.rules import NewName, Token


def abbreviations(text: str, words: Sequence[Token]) -> Iterator[NewName]:
    """Yield the abbreviations of a text that are likely an organisation's, from left to right."""
    grammar = name_grammar()
    ends = {token.end for token in words}
    by_start = {token.start: token for token in words}
    for match in sign_pattern("abbreviation").finditer(text):
        start, dots = match.start(), match.start("rest")
        short = text[start:dots]
        # รมว.สธ. is a person of สธ.: the last that stands by itself is the organisation.
        parts = short.split(".")[:-1]
        while (
            len(parts) > 1
            and ".".join(parts[:1]) + "." in grammar.not_organisations
            and len(parts[0]) > 1
        ):
            start += len(parts[0]) + 1
            parts = parts[1:]
            short = text[start:dots]
        end = _place_end(dots, by_start, grammar.ends - grammar.places)
        if short in grammar.prefixes and end > dots:
            yield NewName(start, end, "abbreviation", 0.8)
            continue
        letters = sum(map(len, parts))
        if (
            short in grammar.not_organisations
            or letters < 2
            or sign_pattern("single").fullmatch(short)
        ):
            continue
        if dots not in ends and match["rest"] and letters < 2:
            continue
        yield NewName(start, dots, "abbreviation", 0.9)


def _place_end(at: int, by_start: dict[int, Token], ends: frozenset[str]) -> int:
    """Where the place or field ends that begins at `at`: words up to one that ends a name."""
    end = at
    while (token := by_start.get(end)) is not None:
        if (
            not token.text.strip()
            or token.text in ends
            or not sign_pattern("thai").match(token.text)
        ):
            break
        end = token.end
    return end
