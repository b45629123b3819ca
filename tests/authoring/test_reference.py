"""Pages and schemas made from the code: whole, and as the code is now."""

from __future__ import annotations

import re

import pytest
import yaml

import write_reference
from environment import ROOT
from fieldnotes.archive.problems import catalogue
from fieldnotes.authoring.explaining import explanations

FILES = write_reference.files()


@pytest.mark.parametrize("path", FILES)
def test_is_up_to_date(path: str) -> None:
    """Where this fails: python3 scripts/write_reference.py."""
    assert (ROOT / path).read_text(encoding="utf-8") == FILES[path]


def test_nothing_is_left_of_what_was_made_before() -> None:
    made = {path for path in FILES if path.startswith("docs/schemas/")}
    there = {file.relative_to(ROOT).as_posix() for file in (ROOT / "docs" / "schemas").iterdir()}
    assert there == made


def test_every_code_is_explained_once() -> None:
    explained = [code for group in explanations().groups for code in group.codes]
    assert sorted(explained) == sorted(catalogue())
    assert len(set(explained)) == len(explained)


def test_every_code_has_its_place_on_the_page() -> None:
    page = FILES["docs/problems-explained.md"]
    for code in catalogue():
        section = re.search(rf"^### {code}\n(.*?)(?=^###? |\Z)", page, re.MULTILINE | re.DOTALL)
        assert section is not None, code
        assert re.search("[\u0e01-\u0e2e]", section[1])
        assert "วิธีแก้: " in section[1]


def test_most_codes_have_an_example_that_shows_the_line() -> None:
    page = FILES["docs/problems-explained.md"]
    assert page.count('```{ .text data-search-exclude="" }') > 60
    assert page.count(" --> notes/") > 60
    assert page.count("^^") + page.count("| ^") > 20


def test_the_page_shows_no_personal_data() -> None:
    page = FILES["docs/problems-explained.md"]
    assert not re.search(r"0[689][0-9]-[0-9]{3}|[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?!\d)", page)


def test_pages_are_in_the_site_and_have_a_title() -> None:
    for path in ("docs/problems-explained.md", "docs/fields.md"):
        front = yaml.safe_load(FILES[path].split("---")[1])
        assert front["title"]
        assert path.removeprefix("docs/") in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
