"""What a run of the search's benchmark leaves out, it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarking.search import not_measured
from benchmarking.sites import THIS, Site


def site(seconds: float | None) -> Site:
    return Site(
        engine=THIS,
        root=Path(),
        seconds=seconds,
        search_seconds=1.0,
        start="/search/",
        plain="/",
        is_search=lambda _: False,
        number=lambda _: None,
        script="",
    )


@pytest.mark.parametrize(
    ("seconds", "has_tags", "expected"),
    [
        (None, True, ["whole build of this: of more than 2,000 documents"]),
        (9.0, False, ["--tags FILE"]),
        (None, False, ["whole build of this", "keys title, text and tags: --tags FILE"]),
        (9.0, True, []),
    ],
)
def test_each_dash_has_its_reason(
    seconds: float | None, expected: list[str], *, has_tags: bool
) -> None:
    said = list(not_measured([site(seconds)], has_tags=has_tags))
    assert len(said) == len(expected)
    for line, piece in zip(said, expected, strict=True):
        assert piece in line
