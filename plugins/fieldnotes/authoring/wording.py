"""What the researcher's commands say: `words.yml`, in Thai and in English."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from fieldnotes.archive.problems import Language
from fieldnotes.authoring.tables import table


@functools.cache
def words(language: Language) -> Mapping[str, str]:
    """Return the words of one language by their keys in `words.yml`."""
    by_language: dict[str, dict[str, str]] = table(__package__, "words.yml")
    return by_language[language]
