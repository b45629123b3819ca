"""The built site as a whole: nothing leads nowhere, nothing loads from elsewhere, and it is always the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built_site import REAL_NOTES, build, configuration, contents, dead_links, read_page
from made_archive import write_archive

CLOCK = """
import datetime
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=400)
    @classmethod
    def utcnow(cls):
        return cls.now()
    @classmethod
    def today(cls):
        return cls.now()
datetime.datetime = Later
import time
_time = time.time
time.time = lambda: _time() + 400 * 86400
"""
"""A day more than a year ahead, for a process that imports it at its start."""


@pytest.fixture(scope="module")
def made_notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "notes"
    write_archive(folder, notes=40)
    return folder


@pytest.fixture(scope="module", params=["real", "made"])
def notes(request: pytest.FixtureRequest, made_notes: Path) -> Path:
    return REAL_NOTES if request.param == "real" else made_notes


@pytest.fixture(scope="module")
def site(notes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(notes, tmp_path_factory.mktemp("built") / "site")


def test_no_link_and_no_anchor_is_dead(site: Path) -> None:
    assert list(dead_links(site)) == []


def test_ids_are_unique_on_each_page(site: Path) -> None:
    repeated = {
        file.relative_to(site).as_posix(): again
        for file in site.rglob("*.html")
        if (again := [name for name, count in read_page(file).ids.items() if count > 1])
    }
    assert repeated == {}


def test_nothing_is_loaded_from_another_site(site: Path) -> None:
    loaded = [
        f"{file.name}: {resource}"
        for file in site.rglob("*.html")
        for resource in read_page(file).resources
        if re.match(r"(?:[a-z]+:)?//", resource)
    ]
    assert loaded == []
    styles = [
        file
        for file in site.rglob("*.css")
        if re.search(rb"url\(\s*['\"]?(?:https?:)?//", file.read_bytes())
    ]
    assert styles == []


def test_every_page_says_that_it_is_thai(site: Path) -> None:
    for file in site.rglob("*.html"):
        assert '<html lang="th"' in file.read_text(encoding="utf-8"), file


def test_no_fact_of_a_list_is_parted_from_nothing(site: Path) -> None:
    rows = re.compile(r'<span class="fn-row__about">(.*?)</span>', re.DOTALL)
    for page in sorted(site.rglob("*.html")):
        for about in rows.findall(page.read_text(encoding="utf-8")):
            facts = re.sub("<[^>]*>", "", about).split("·")
            assert len(facts) == 1 or all(fact.strip() for fact in facts), (page, about)


def test_no_address_has_a_letter_outside_ascii(site: Path) -> None:
    assert [path for path in contents(site) if not path.isascii()] == []


@pytest.mark.parametrize("directory_urls", [True, False])
def test_without_directories_in_addresses_and_below_a_path(
    notes: Path, tmp_path: Path, directory_urls: bool
) -> None:
    config = configuration(
        tmp_path / "project",
        use_directory_urls=directory_urls,
        site_url="https://example.org/khlang/",
    )
    site = build(notes, tmp_path / "site", config)
    assert list(dead_links(site, base="/khlang/")) == []
    single = "notes" if directory_urls else "organisations"
    assert list(site.joinpath(single).rglob("*.html"))


def test_the_same_in_another_folder_on_another_day_and_over_an_older_site(
    notes: Path, made_notes: Path, tmp_path: Path
) -> None:
    config = configuration(tmp_path / "one", site_url="https://example.org/khlang/")
    first = contents(build(notes, tmp_path / "site", config))

    clock = tmp_path / "clock"
    clock.mkdir()
    clock.joinpath("sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    elsewhere = configuration(tmp_path / "two" / "deeper", site_url="https://example.org/khlang/")
    other = REAL_NOTES if notes == made_notes else made_notes
    older = build(other, tmp_path / "elsewhere" / "site", elsewhere)
    second = contents(build(notes, older, elsewhere, PYTHONPATH=str(clock)))

    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_properdocs_builds_the_same_but_for_the_generator(
    notes: Path, tmp_path: Path, site: Path
) -> None:
    generator = re.compile(rb'<meta name="generator"[^>]*>')
    ours = {path: generator.sub(b"", data) for path, data in contents(site).items()}
    theirs = {
        path: generator.sub(b"", data)
        for path, data in contents(build(notes, tmp_path / "site", program="properdocs")).items()
    }
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []
