"""What the researcher's commands say: `words.yml`, in Thai and in English."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

import yaml

from fieldnotes.archive.problems import Language


@functools.cache
def words(language: Language) -> Mapping[str, str]:
    """Return the words of one language by their keys in `words.yml`."""
    text = resources.files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    by_language: dict[str, dict[str, str]] = yaml.safe_load(text)
    return by_language[language]
