"""A name that breaks between Thai words alone: browsers know fewer words than there are, and part เครือ from ข่าย."""

from __future__ import annotations

import re

from fieldnotes.thai.spelling import normalise
from fieldnotes.thai.words import whole_words

_WHOLE = '<span class="fn-whole">{}</span>'


def in_whole_words(html: str, name: str) -> str:
    """Return HTML in which the name, where it is all the text of an element, is not parted within a word."""
    if name not in html:
        return html
    kept = re.compile(rf"(?<=>)(\s*){re.escape(name)}(?=\s*<)")
    return kept.sub(lambda match: match[1] + _marked(normalise(name)), html)


def _marked(name: str) -> str:
    made: list[str] = []
    at = 0
    for word in whole_words(name):
        start = name.index(word, at)
        made += (name[at:start], "<wbr>" if at and start == at else "", _WHOLE.format(word))
        at = start + len(word)
    return "".join([*made, name[at:]])
