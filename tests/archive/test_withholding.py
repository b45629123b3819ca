"""Withheld names: what is looked at first to save time never hides one that a full search finds."""

from __future__ import annotations

import re
import string
import sys

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fieldnotes.archive.withholding import Withholding

NAMES = st.lists(
    st.sampled_from(["สมชาย ใจดี", "น้ำ", "แก้ว", "Som Chai", "kim", "É. Kim", "a&b", "ก_ข", "*"]),
    min_size=1,
    max_size=3,
)
PIECES = st.one_of(
    st.sampled_from(" \n\t>*_\\~`|[]{}<>()!&%#;:.\u00a0\u200b\u2028สมชายใจดีน้ำแก้วกข"),
    st.sampled_from(
        """สม ชาย ใจดี สมชาย เเก้ว \u0e4d\u0e32 น\u0e4d\u0e49\u0e32 Som \u017fom CHAI chai K\u0131m K\u0130M \u212aim
        é E\u0301 i\u0307 kim a&b &nbsp; &#160; &#3626; &eacute; ]( ](x) ](x%20) [^1] {#a} <b> [บก.: ก] [บก.: %E0%B8%AA
        ![ **""".split()
    ),
    st.just("\n> "),
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)


class Thorough(Withholding):
    """Searches every text in full."""

    def _may_have_name(self, text: str) -> bool:  # noqa: ARG002 - whatever it is
        return True


@given(names=NAMES, text=TEXTS)
@settings(max_examples=600)
@example(names=["สมชาย ใจดี"], text="**สม**ชาย\n> ใจ_ดี_")
@example(names=["สมชาย ใจดี"], text="สม[ชาย](x)&nbsp;ใจดี")
@example(names=["kim"], text="K\u0130M \u212a\u0131M")
@example(names=["Som Chai", "น้ำ"], text="\u017fOM cHAI น\u0e4d\u0e49\u0e32")
def test_a_name_is_found_as_in_a_full_search(names: list[str], text: str) -> None:
    quick, thorough = Withholding(names), Thorough(names)
    assert quick.in_text(text) == thorough.in_text(text)
    assert quick.in_markdown(text) == thorough.in_markdown(text)
    assert quick.left_in_markdown(text) == thorough.left_in_markdown(text)


def test_a_name_is_found_in_any_case() -> None:
    """A pattern takes some letters of other languages for ASCII ones; so must what is looked at first."""
    every_sign = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    for letter in string.ascii_lowercase:
        hidden = Withholding([letter * 2])
        for sign in re.findall(letter, every_sign, re.IGNORECASE):
            assert hidden.in_text(f"ก{sign}{sign}ก") != f"ก{sign}{sign}ก"


@given(names=NAMES, text=TEXTS)
def test_a_name_is_left_or_replaced(names: list[str], text: str) -> None:
    hidden = Withholding(names)
    assert hidden.left_in_markdown(text) == hidden.in_markdown(text).left
