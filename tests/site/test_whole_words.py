"""The name above each page: cut between words, and otherwise as it is."""

from __future__ import annotations

import re

import pytest

from fieldnotes.site.whole_words import in_whole_words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("คลังบันทึกการประชุม", "คลัง|บันทึก|การประชุม"),
        ("เครือข่ายฯสัญจร", "เครือข่ายฯ|สัญจร"),
        ("บ้าน ๆ", "บ้าน ๆ"),
        ("เครือข่าย (ลำปาง) ปี ๒๕๔๙", "เครือข่าย (ลำปาง) ปี ๒๕๔๙"),
        ("ล\u0e4d\u0e32ปาง", "ลำปาง"),
        ("Field notes & more", "Field notes & more"),
        ("", ""),
    ],
)
def test_a_name_may_break_between_two_words_that_touch(name: str, expected: str) -> None:
    html = f'<a title="{name}">x</a><b>\n {name} </b><p>{name} and more</p>'
    made = in_whole_words(html, name)
    shown = made[made.index("<b>") : made.index("</b>")]
    assert re.sub("<[^>]+>", "", shown.replace("<wbr>", "|")) == f"\n {expected} "
    # Attributes and running text are left alone.
    assert made.startswith(f'<a title="{name}">')
    assert made.endswith(f"<p>{name} and more</p>")
