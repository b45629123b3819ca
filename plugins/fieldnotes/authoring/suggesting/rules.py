"""Organisations' names by rule: a head (กระทรวง, สำนักงาน …) and what follows it up to where a name ends.

Which words those are is said in `names.yml`. Words are newmm's, spaces among them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import ahocorasick
from pythainlp.corpus import provinces, thai_words
from pythainlp.tokenize import word_tokenize

from fieldnotes.authoring.suggesting.grammar import sign_pattern
from fieldnotes.authoring.suggesting.names import NameGrammar, gazetteer, name_grammar
from fieldnotes.thai.clusters import is_boundary


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a space of a text: `text[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NewName:
    """A likely name: `text[start:end]`, the rule that found it, and how sure it is (0 to 1)."""

    start: int
    end: int
    rule: str
    sure: float = 1.0


LONGEST = 120
"""Signs that a name has at most."""
_PIECE = re.compile(r"\s+|\S{1,300}")
"""What is cut into words at once: no word goes over a space, and of what has none newmm may take quadratic time."""
_LATIN = re.compile("[A-Za-z]+")


def tokens(text: str) -> list[Token]:
    """Return the words and spaces of a text; joined they are the text."""
    found: list[Token] = []
    for piece in _PIECE.finditer(text):
        start = piece.start()
        for word in word_tokenize(piece[0], engine="newmm"):
            found.append(Token(word, start, start + len(word)))
            start += len(word)
    return found


def names_by_rule(text: str, words: Sequence[Token]) -> Iterator[NewName]:
    """Yield names that begin with a head, from left to right; one that another holds is not yielded."""
    grammar = name_grammar()
    known = _known_names(text)
    position = 0
    for index, token in enumerate(words):
        if token.start < position:
            continue
        name = _company(text, token, grammar) or _headed(
            text, words, index, grammar, known.get(token.start, 0)
        )
        if name is None:
            # ผู้บัญชาการทหารบก is one word, and has the army's name in it.
            within = [at for at in range(token.start + 1, token.end) if known.get(at) == token.end]
            if within and text[within[0] : token.end] in grammar.alone:
                name = NewName(within[0], token.end, "alone")
            name = name or _titled(text, token, known, grammar)
        if name is not None:
            yield name
            position = name.end


def _titled(
    text: str, token: Token, known: Mapping[int, int], grammar: NameGrammar
) -> NewName | None:
    """A known name that begins within a word, after a title."""
    for title in grammar.titles:
        start = token.start + len(title)
        if text.startswith(title, token.start) and token.start < start < token.end:
            end = known.get(start, 0)
            if end > token.end:
                return NewName(start, end, "head")
    return None


def _known_names(text: str) -> dict[int, int]:
    """Where a name of the gazetteer begins -> where the longest one ends."""
    found: dict[int, int] = {}
    for last, length in _gazetteer_automaton().iter(text):
        start, end = last + 1 - length, last + 1
        if is_boundary(text, start) and is_boundary(text, end):
            found[start] = max(found.get(start, 0), end)
    return found


@functools.cache
def _gazetteer_automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name in sorted(gazetteer() | name_grammar().alone):
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    return automaton


def _company(text: str, token: Token, grammar: NameGrammar) -> NewName | None:
    """A company's name has spaces, and ends with จำกัด or (มหาชน)."""
    if not text.startswith(grammar.companies, token.start):
        return None
    line = text[token.start : token.start + LONGEST].partition("\n")[0]
    ends = [
        (place, place + len(end)) for end in grammar.company_ends if (place := line.find(end)) > 0
    ]
    if not ends:
        return None
    first = min(ends)[0]
    end = max(end for place, end in ends if place == first)
    return NewName(token.start, token.start + end, "head")


def _headed(
    text: str, words: Sequence[Token], index: int, grammar: NameGrammar, known: int
) -> NewName | None:
    token = words[index]
    head = next((head for head in grammar.heads if text.startswith(head, token.start)), None)
    if head is None:
        return NewName(token.start, known, "alone") if known else None
    head_end = token.start + len(head)
    # The head may be the begin of a longer word, which then is no head.
    if (
        token.end > head_end
        and token.text in _dictionary()
        and not known
        and len(token.text) - len(head) < 4
    ):
        return None
    end = known
    if not known or _goes_on(words, known, grammar):
        end = max(known, _end(words, index, head_end, grammar))
    if end <= head_end and head not in grammar.weak:
        end = _abbreviated(text, head_end)
    if end <= head_end or text[head_end:end] in grammar.lasts:
        return NewName(token.start, known, "alone") if known else None
    end = _with_tail(text, end, grammar)
    rest = text[head_end:end]
    plain = next((one for one in grammar.plain if text.startswith(one, token.start)), None)
    if plain is not None and not known:
        telling = _is_telling(text, words, token.start + len(plain), end, grammar)
        if end <= token.start + len(plain) or not telling:
            return None
    if (
        head in grammar.weak
        and not known
        and not _is_telling(text, words, token.start, end, grammar)
    ):
        return None
    return NewName(token.start, end, "head", 1.0 if known or len(rest) > 4 else 0.5)


def _goes_on(words: Sequence[Token], end: int, grammar: NameGrammar) -> bool:
    """Whether a known name that ends here is only the first part of a longer one."""
    after = next((word for word in words if word.start >= end), None)
    if after is None or after.start != end:
        # No word begins here: the name ends within a longer word.
        return after is None or after.start != end
    return after.text in grammar.onwards


def _abbreviated(text: str, end: int) -> int:
    """Where the abbreviation ends that follows a head (สำนักงาน กกต.), or `end` itself."""
    match = sign_pattern("abbreviated").match(text, end)
    return match.end() if match else end


def _end(words: Sequence[Token], index: int, head_end: int, grammar: NameGrammar) -> int:
    """Where the name whose head ends at `head_end` ends: after its last word that is part of one."""
    end = head_end
    position = index
    while position < len(words) and words[position].end <= head_end:
        position += 1
    if position < len(words) and words[position].start < head_end:
        # A word that begins within the head: the gazetteer of words has them as one.
        end = words[position].end
        position += 1
    while position < len(words):
        token = words[position]
        if token.end - words[index].start > LONGEST:
            break
        if token.text in grammar.lasts:
            return token.end
        if not _may_go_on(words, position, grammar, first=end == head_end):
            break
        if token.text not in grammar.links:
            end = token.end
        position += 1
    return end


def _may_go_on(words: Sequence[Token], position: int, grammar: NameGrammar, *, first: bool) -> bool:
    token = words[position]
    if token.text in grammar.links:
        following = words[position + 1] if position + 1 < len(words) else None
        if following is None or not _is_thai(following.text) or following.text in grammar.ends:
            return False
        if token.text in grammar.genitives:
            return any(
                word.text.startswith(grammar.abstract)
                for word in words[max(position - 2, 0) : position]
            )
        if token.text in grammar.conjunctions:
            return not following.text.startswith(grammar.heads) and not first
        return True
    after_abstract = position > 0 and words[position - 1].text in grammar.abstract
    if token.text in grammar.ends and not after_abstract:
        return False
    if _is_thai(token.text):
        return first or not token.text.startswith(grammar.apart)
    return first and bool(_LATIN.fullmatch(token.text))


def _with_tail(text: str, end: int, grammar: NameGrammar) -> int:
    """A name with the words in brackets that belong to its form."""
    rest = text[end : end + len(grammar.public) + 1]
    spaces = len(rest) - len(rest.lstrip())
    return end + spaces + len(grammar.public) if rest.lstrip().startswith(grammar.public) else end


def _is_telling(
    text: str, words: Sequence[Token], start: int, end: int, grammar: NameGrammar
) -> bool:
    """Whether what follows a weak head makes it a name."""
    if text[max(start - 1, 0) : start] + text[end : end + 1] in grammar.quotes:
        return True
    inside = [word.text for word in words if start <= word.start and word.end <= end][1:]
    return (
        any(word in grammar.tells or word in _places() for word in inside)
        or any(_is_thai(word) and word not in _dictionary() for word in inside)
        or any(_LATIN.fullmatch(word) for word in inside)
        or len(inside) >= 3
    )


def _is_thai(word: str) -> bool:
    return sign_pattern("thai").fullmatch(word) is not None


@functools.cache
def _places() -> frozenset[str]:
    return frozenset(map(str, provinces()))


@functools.cache
def _dictionary() -> frozenset[str]:
    return frozenset(map(str, thai_words()))
