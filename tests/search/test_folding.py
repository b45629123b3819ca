"""Texts are folded alike in Python and in the reader's browser, hostile ones too."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from pythainlp.corpus import thai_words

from fieldnotes.search import scripts
from fieldnotes.search.folding import fold, tables

HOSTILE_SIGNS = [
    *map(chr, range(0x0E01, 0x0E5C)),
    *"aAzZßẞİıſÅÖΣςσЖж!\"'<>&\\/.,-ＡＺ",
    *"\u0000\u0007\t\n\u000b\u000c\r\u001c\u001f \u0085\u00a0\u00ad\u061c\u180e\u200b\u200c\u200d\u200e",
    *"\u2028\u2029\u2060\ufeff\u3000",
    *"\u0301\u0308\u0323\u030c\u0345\u20dd\u3099が각\u1161\u0f71\U0001f468\U0001f3fd\U0001d15e\ufb01①ａ",
]
MARKS = list(map(chr, (*range(0x0E30, 0x0E3B), *range(0x0E40, 0x0E4F))))


def hostile(count: int) -> Iterator[str]:
    """Texts of random signs, many of them marks, in the order in which nobody writes them."""
    made = random.Random(2549)
    for _ in range(count):
        signs = MARKS if made.random() < 0.4 else HOSTILE_SIGNS
        yield "".join(
            made.choice(signs if made.random() < 0.8 else HOSTILE_SIGNS)
            for _ in range(made.randint(0, 24))
        )


def words_written_apart() -> Iterator[str]:
    apart = str.maketrans(
        {"\u0e33": "\u0e4d\u0e32", "\u0e41": "\u0e40\u0e40", "\u0e35": "\u200b\u0e35"}
    )
    for word in sorted(thai_words())[::15]:
        yield word
        yield word.translate(apart)
        yield word[::-1] + " \u00a0" + word.upper()


def test_python_and_javascript_fold_alike(browser: Browser) -> None:
    texts = [*words_written_apart(), *hostile(12_000)]
    assert len(texts) >= 10_000
    program = f"const DATA = {json.dumps({'fold': tables()})};" + (
        scripts.SOURCES / "engine/fold.js"
    ).read_text("utf-8")
    page = browser.new_page()
    try:
        folded, again, pieces = page.evaluate(
            f"""(texts) => {{ {program}
              const whole = texts.map(foldWithOffsets);
              return [
                texts.map(fold),
                whole.map(({{text}}) => text),
                whole.every(({{text, offsets}}, i) => offsets.length === text.length + 1
                  && offsets.every((at, j) => j === 0 || at >= offsets[j - 1])
                  && offsets[text.length] === texts[i].length),
              ];
            }}""",
            texts,
        )
    finally:
        page.close()
    expected = [fold(text) for text in texts]
    assert [t for t, a, b in zip(texts, folded, expected, strict=True) if a != b][:5] == []
    assert [t for t, a, b in zip(texts, again, expected, strict=True) if a != b][:5] == []
    assert pieces


@given(st.text())
def test_a_folded_text_is_its_own(text: str) -> None:
    assert fold(fold(text)) == fold(text)
