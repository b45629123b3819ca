"""Dictionary order and index headings."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.thai.order import OTHER_HEADING, collation_key, initial
from fieldnotes.thai.spelling import normalise

IN_ORDER = [
    line
    for line in (Path(__file__).parent / "cases" / "order.txt").read_text("utf-8").splitlines()
    if not line.startswith("# ")
]
NAMES = st.one_of(
    st.text(
        [chr(code) for code in range(0x0E01, 0x0E3B)] + list("เแโใไ่้็์ๆฯ. aBé1๑\u00a0"), max_size=6
    ),
    st.text(max_size=8),
    st.sampled_from(IN_ORDER),
)
# Without what may follow a tone mark.
SYLLABLES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "เ", "ไ"]),
    st.sampled_from("กขคนฮ"),
    st.sampled_from(["", "\u0e31", "\u0e35"]),
)


@given(st.permutations(IN_ORDER))
def test_names_sort_as_in_a_dictionary(shuffled: list[str]) -> None:
    assert sorted(shuffled, key=collation_key) == IN_ORDER


def test_initial(row: Sequence[str]) -> None:
    name, expected = row
    assert initial(name) == expected


@given(NAMES, NAMES)
def test_names_stand_in_one_place_exactly_if_they_are_spelled_the_same(a: str, b: str) -> None:
    assert (collation_key(a) == collation_key(b)) is (normalise(a) == normalise(b))
    assert collation_key(normalise(a)) == collation_key(a)


@given(st.lists(SYLLABLES).map("".join), st.lists(SYLLABLES, min_size=1).map("".join))
def test_a_name_stands_before_what_it_begins(name: str, rest: str) -> None:
    assert collation_key(name) < collation_key(name + rest)


@given(st.lists(st.tuples(SYLLABLES, st.sampled_from(["", "\u0e48", "\u0e49"])), min_size=1))
def test_a_tone_mark_decides_only_between_otherwise_equal_names(
    syllables: list[tuple[str, str]],
) -> None:
    plain = "".join(syllable for syllable, _ in syllables)
    marked = "".join(syllable + tone for syllable, tone in syllables)
    assert collation_key(plain) <= collation_key(marked) < collation_key(plain + "ก")


@given(st.lists(NAMES, max_size=30))
def test_each_heading_comes_once(names: list[str]) -> None:
    headings = [heading for heading, _ in groupby(sorted(names, key=collation_key), key=initial)]
    letters = [heading for heading in headings if heading != OTHER_HEADING]
    assert len(set(letters)) == len(letters)
    thai = [heading for heading in letters if heading >= "ก"]
    assert all(first < second for first, second in pairwise(thai))
