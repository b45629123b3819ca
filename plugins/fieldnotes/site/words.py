"""The Thai words that a page's title and description need before its template is rendered
(`words.yml`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

import yaml


@functools.cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = resources.files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    words: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return words


def title(page: str, **facts: object) -> str:
    """Return the title of a kind of page; raises KeyError for one that has no words."""
    return _words()[page]["title"].format_map(facts)


def rates(per: str) -> tuple[str, ...]:
    """Return the ways to say "for each" of something: ตำบลละ, ต่อตำบล."""
    return tuple(form.format(per=per) for form in _words()["rates"].values())


def description(page: str, **facts: object) -> str:
    """Return the sentence that describes a kind of page; raises KeyError for an unknown one."""
    return _words()[page]["description"].format_map(facts)
