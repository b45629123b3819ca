"""One spelling: golden rows, what lookups rely on, and pythainlp's rules beside ours."""

import unicodedata
from collections.abc import Sequence

import pythainlp.util
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.thai.clusters import is_boundary
from fieldnotes.thai.spelling import (
    collapse_spaces,
    lookup_key,
    normalise,
    normalise_aligned,
    normalise_with_offsets,
    with_plain_spaces,
)

THAI_BLOCK = [chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C))]
CONFUSABLE = list("กฤเแ\u0e48\u0e49\u0e34\u0e38\u0e4d\u0e3a\u0e4c\u0e4e\u0e32\u0e33\u0e45")
UNSEEN = list(" \n\u00a0\u200b\u00ad\ufeff\u2028")
FOREIGN = list("aÉe\u0301\u0323\u0958漢\u1100\u1161")

TYPED = st.one_of(
    st.text(THAI_BLOCK + UNSEEN + FOREIGN, max_size=20),
    st.text(CONFUSABLE + UNSEEN + FOREIGN, max_size=12),
    st.text(max_size=20),
)


@st.composite
def badly_typed_syllables(draw: st.DrawFn) -> str:
    """Syllables whose signs are all there, but in any order, in parts, or twice."""
    leading = draw(st.sampled_from(["", "\u0e40", "\u0e40\u0e40", "\u0e42"]))
    vowel = draw(st.sampled_from(["", "\u0e31", "\u0e34", "\u0e37\u0e37", "\u0e39", "\u0e47"]))
    tone = draw(st.sampled_from(["", "\u0e48", "\u0e49", "\u0e49\u0e49", "\u0e4a"]))
    following = draw(st.sampled_from(["", "\u0e32", "\u0e33", "\u0e4d\u0e32", "\u0e30", "\u0e45"]))
    if vowel:
        following = ""
    return (
        leading
        + draw(st.sampled_from("กนป"))
        + "".join(draw(st.permutations([vowel, tone, following])))
    )


def test_normalise(row: Sequence[str]) -> None:
    typed, expected = row
    assert normalise(typed) == expected


def test_lookup_key(row: Sequence[str]) -> None:
    assert len({lookup_key(name) for name in row}) == 1


def test_other_keys(row: Sequence[str]) -> None:
    assert len({lookup_key(name) for name in row}) == len(row)


@given(TYPED)
def test_normalised_text_is_left_alone_and_in_nfc(text: str) -> None:
    spelled = normalise(text)
    assert normalise(spelled) == spelled
    assert unicodedata.is_normalized("NFC", spelled)


@given(TYPED)
def test_canonically_equal_texts_have_one_spelling(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(text)
    assert normalise(unicodedata.normalize("NFC", text)) == normalise(text)


@given(TYPED, TYPED)
def test_a_line_is_spelled_the_same_wherever_it_stands(first: str, second: str) -> None:
    assert normalise(f"{first} {second}") == f"{normalise(first)} {normalise(second)}"


@given(st.lists(badly_typed_syllables(), min_size=1).map("".join))
def test_agrees_with_pythainlp_on_badly_typed_thai(text: str) -> None:
    assert normalise(text) == pythainlp.util.normalize(text)


@given(st.one_of(TYPED, st.text(alphabet="กขคงาิี่้เ \u00a0\u2003\u2028a1")), st.data())
def test_a_piece_of_an_aligned_text_is_spelled_as_in_it(text: str, data: st.DataObject) -> None:
    aligned = normalise_aligned(text)
    if aligned is None:
        return
    assert aligned == normalise(text) == with_plain_spaces(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert normalise(text[start:end]) == aligned[start:end]
    assert list(normalise_with_offsets(text)[1]) == list(range(len(text) + 1))


@given(TYPED)
def test_offsets_never_go_back_and_end_at_the_end(text: str) -> None:
    spelled, offsets = normalise_with_offsets(text)
    assert spelled == normalise(text)
    assert len(offsets) == len(spelled) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(text)


@given(
    st.one_of(
        st.lists(badly_typed_syllables() | st.sampled_from(UNSEEN)).map("".join),
        st.text(THAI_BLOCK + UNSEEN + ["e", "\u0301"], max_size=12),
    ),
    st.data(),
)
def test_a_match_is_cut_from_the_original_whole(text: str, data: st.DataObject) -> None:
    spelled, offsets = normalise_with_offsets(text)
    cuts = [i for i in range(len(spelled) + 1) if is_boundary(spelled, i)]
    start = data.draw(st.sampled_from(cuts))
    end = data.draw(st.sampled_from([cut for cut in cuts if cut >= start]))
    assert normalise(text[offsets[start] : offsets[end]]) == spelled[start:end]


def test_offsets_of_a_quote_typed_in_another_way() -> None:
    text = "\ufeffประธาน\u00a0เเจ้งว่า ส\u0e4d\u0e32นัก\u200bงานให้"
    spelled, offsets = normalise_with_offsets(text)
    start = spelled.index("แจ้งว่า สำนักงาน")
    end = start + len("แจ้งว่า สำนักงาน")
    assert text[offsets[start] : offsets[end]] == "เเจ้งว่า ส\u0e4d\u0e32นัก\u200bงาน"


@given(TYPED)
def test_a_key_is_its_own_key_and_has_no_space(text: str) -> None:
    key = lookup_key(text)
    assert lookup_key(key) == key
    assert key.split() in ([], [key])
    assert lookup_key(normalise(text)) == key


def test_collapse_spaces() -> None:
    assert collapse_spaces(" ก \n\n ข\u00a0 ค\t") == "ก ข ค"


def test_endless_marks_are_in_order_too() -> None:
    marks = "\u0301\u0323" * 1000
    assert normalise("e" + marks) == unicodedata.normalize("NFC", "e" + marks)


def test_formatting_signs_are_deleted_but_for_those_that_are_seen() -> None:
    formats = {chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) == "Cf"}
    kept = {sign for sign in formats if normalise(sign) == sign}
    # Signs that are seen: the frames that Arabic numbers and verses stand in.
    assert kept == set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
