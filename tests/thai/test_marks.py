"""Signs typed in another way that looks the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.thai.marks import mend_marks, mendings
from fieldnotes.thai.spelling import normalise


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("เเม่", "แม่"),  # SARA E twice
        ("น\u0e4d\u0e49า", "น้ำ"),  # SARA AM in two signs, around a tone
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("ท\u0e48\u0e35", "ที่"),  # a tone before its vowel
        ("ท\u0e35\u0e48\u0e48", "ที่"),  # a tone twice
        ("น\u0e33\u0e49", "น้ำ"),  # a tone behind SARA AM
    ],
)
def test_one_right_way(typed: str, right: str) -> None:
    assert mend_marks(typed) == right


@pytest.mark.parametrize(
    "text",
    ["มาาาก", "เเเ", "ก่้า", "โโ", "ๅ", "ก ํ", "\u0e49\u0e49", "ก\u00a0\u200bข", "e\u0301", "ฤๅ"],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert mend_marks(text) == text


@given(st.text(st.sampled_from("กนเแาำะ\u0e31\u0e35\u0e39\u0e48\u0e49\u0e4c\u0e4d\u0e3a a")))
def test_any_text(text: str) -> None:
    mended = mend_marks(text)
    assert mend_marks(mended) == mended
    assert normalise(mended) == normalise(text)
    rest, done = [], 0
    for start, end, sign in mendings(text):
        rest += [text[done:start], sign]
        done = end
    assert "".join([*rest, text[done:]]) == mended
