"""Which pieces of one to three signs stand in which page, against cutting each text by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.search.grams import Grams, Postings, gram_of

Found = set[tuple[str, int]]


def by_hand(texts: list[str]) -> tuple[Found, Found]:
    plain: Found = set()
    spaced: Found = set()
    for page, text in enumerate(texts):
        signs = [(sign, at) for at, sign in enumerate(text) if sign not in " \n"]
        for start in range(len(signs)):
            for size in (1, 2, 3):
                piece = signs[start : start + size]
                if len(piece) == size:
                    is_plain = piece[-1][1] - piece[0][1] == size - 1
                    gram = "".join(sign for sign, _ in piece)
                    (plain if is_plain else spaced).add((gram, page))
    return plain, spaced


def listed(postings: Postings) -> Found:
    rows = [
        (gram_of(key), page)
        for key, page in zip(postings.keys.tolist(), postings.pages.tolist(), strict=True)
    ]
    assert len(rows) == len(set(rows))
    return set(rows)


def grams_of(texts: list[str]) -> tuple[Found, Found]:
    grams = Grams()
    for text in texts:
        grams.add(text, text[: len(text) // 2])
    found = grams.finish()
    return listed(found.plain), listed(found.spaced)


@given(st.lists(st.text("กขำ่ a5\n\U0001f600", max_size=12), max_size=5))
def test_grams_are_those_cut_by_hand(texts: list[str]) -> None:
    assert grams_of(texts) == by_hand(texts)


def test_a_site_of_very_many_different_signs_is_read_in_parts() -> None:
    texts = [
        f"{chr(0x4E00 + number)}{chr(0x20000 + number)} {chr(0xAC00 + number % 11000)}ก"
        for number in range(12_000)
    ]
    assert grams_of(texts) == by_hand(texts)
