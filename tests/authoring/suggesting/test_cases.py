"""What is suggested for a text, case by case: `=== title` and `=== body` are the text, other sections the records."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from archive.golden import _SECTION, comparable, load_files, look_up

from fieldnotes.authoring.suggesting.suggest import suggest

CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case(file: Path, tmp_path: Path) -> None:
    parts = _SECTION.split(file.read_text(encoding="utf-8"))[1:]
    sections = dict(zip(parts[::3], parts[2::3], strict=True))
    title, body = sections.pop("title").strip(), sections.pop("body")
    # Values as they were typed: 1.1 is no number here.
    expected = yaml.load(sections.pop("expect"), Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but texts
    assert expected
    loaded = load_files(tmp_path, sections)
    assert not loaded.errors
    found = suggest(title, body, loaded.archive)
    assert {
        place: comparable(look_up(found, place), value) for place, value in expected.items()
    } == expected
