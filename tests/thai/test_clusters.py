"""Where text is cut: no mark is ever left without its letter."""

import unicodedata
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.thai.clusters import clusters, excerpt, is_boundary

LEADING = "เแโใไ"
SYLLABLES = st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(["", *LEADING]),
    st.sampled_from("กขนพฤ"),
    st.sampled_from(["", "\u0e31", "\u0e34\u0e48", "\u0e39", "\u0e49", "\u0e4c"]),
    st.sampled_from(["", "า", "ำ", "ะ"]),
)
THAI = st.lists(SYLLABLES | st.sampled_from([" ", "\n", "ๆ", "ฯ", "1", "a", ". "])).map("".join)


def test_clusters(row: Sequence[str]) -> None:
    text, expected = row
    assert clusters(text) == [part for part in expected.split("|") if part]


def test_excerpt(row: Sequence[str]) -> None:
    marked, width, expected = row
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    before, match, after = excerpt(text, start, end, int(width))
    assert f"{before}[{match}]{after}" == expected


@given(st.text())
def test_clusters_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert all(clusters(text))


@given(THAI | st.text())
def test_no_cluster_begins_with_a_mark(text: str) -> None:
    for cluster in clusters(text)[1:]:
        assert unicodedata.category(cluster[0])[0] != "M"
        assert cluster[0] not in "ะาำๅ"


@given(THAI, st.integers(-5, 60), st.integers(-5, 60), st.integers(-1, 30))
def test_an_excerpt_is_a_piece_of_the_text_in_whole_clusters(
    text: str, start: int, end: int, width: int
) -> None:
    before, match, after = excerpt(text, start, end, width)
    first = before.removeprefix("…")
    last = after.removesuffix("…")
    assert first + match + last in text
    assert max(len(first), len(last)) <= max(width, 0)
    # Every leading vowel in THAI has its consonant, so a piece that ends in one was cut wrongly.
    for piece in filter(None, (first, match, last)):
        assert unicodedata.category(piece[0])[0] != "M"
        assert piece[0] not in "าำะ"
        assert piece[-1] not in LEADING


@given(THAI, st.data())
def test_an_excerpt_holds_what_was_found(text: str, data: st.DataObject) -> None:
    cuts = [i for i in range(len(text) + 1) if is_boundary(text, i)]
    start = data.draw(st.sampled_from(cuts))
    end = data.draw(st.sampled_from([cut for cut in cuts if cut >= start]))
    before, match, after = excerpt(text, start, end, len(text))
    assert (before, match, after) == (text[:start], text[start:end], text[end:])


@given(st.text(), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_any_text_gives_an_excerpt(text: str, start: int, end: int, width: int) -> None:
    before, match, after = excerpt(text, start, end, width)
    assert before.removeprefix("…") + match + after.removesuffix("…") in f"…{text}…"
