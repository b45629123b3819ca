"""Where a caret has to stand so that it is seen under its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.authoring.cells import view, width


@pytest.mark.parametrize(
    ("line", "start", "end", "before", "marked"),
    [
        ("abc", 1, 2, 1, 1),
        ("น้ำใจ", 3, 5, 2, 2),  # NO NU, its tone and SARA AM are two cells
        ("น้ำใจ", 1, 2, 0, 1),  # a tone stands in the cell of its letter
        ("เกม", 1, 2, 1, 1),  # the letter behind a leading vowel has a cell of its own
        ("ที่นี่กับ", 3, 6, 1, 1),
        ("日本 ก", 3, 4, 5, 1),  # wide letters take two
        ("\tก\tข", 3, 4, 8, 1),  # a tab goes on to the next stop
        ("\t\tก", 1, 2, 4, 4),
        ("ก\u200bข", 2, 3, 1, 1),  # a zero-width space takes none
        ("ก", 1, 2, 1, 1),  # behind the end
        ("", 0, 1, 0, 1),
        ("a\u202eก", 2, 3, 2, 1),  # what turns the direction is replaced by one cell
    ],
)
def test_places(line: str, start: int, end: int, before: int, marked: int) -> None:
    seen = view(line, start, end, 80)
    assert (seen.before, seen.width) == (before, marked)


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "ก้าวหน้าไปด้วยกัน" * 60 + "ตรงนี้" + "ก้าวหน้าไปด้วยกัน" * 60
    start = line.index("ตรงนี้")
    seen = view(line, start, start + len("ตรงนี้"), 60)
    assert seen.text.startswith("…")
    assert seen.text.endswith("…")
    assert width(seen.text) <= 60
    place = seen.text.index("ตรงนี้")
    assert seen.before == width(seen.text[:place])
    assert seen.width == width("ตรงนี้")
    # Not within a cluster.
    assert seen.text[1] not in "\u0e49\u0e48\u0e32"


@given(
    st.text(st.sampled_from("กขเแาำ\u0e49\u0e37\u0e31 a\t\u00a0\u200b日\u202e\n…"), max_size=200),
    st.integers(0, 210),
    st.integers(0, 20),
    st.integers(4, 90),
)
def test_any_line_fits(line: str, start: int, length: int, room: int) -> None:
    seen = view(line, start, start + length, room)
    assert width(seen.text) <= max(room, 8)
    assert seen.width >= 1
    assert 0 <= seen.before <= max(room, 8)
    assert not {"\t", "\n", "\u202e"} & set(seen.text)


def test_a_hostile_line_takes_no_time() -> None:
    assert len(view("ก" + "\u0e49" * 1_000_000, 500_000, 500_001, 80).text) < 3000
    assert len(view("ก" * 1_000_000, 500_000, 900_000, 80).text) <= 80
