"""What stands between the archive and MkDocs: links, addresses, contents, dates, the state of the preview."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest
from built_site import REAL_NOTES, build, configuration, contents, dead_links, run_build, write_tree

from fieldnotes.archive.joining import load
from fieldnotes.archive.model import Archive, Meeting, Note
from fieldnotes.site.links import Addresses, DeadLink, root_from
from fieldnotes.site.page_spec import PageSpec
from fieldnotes.site.pages import UNDATED, day, in_order_of_rendering, source_path
from fieldnotes.site.pages import contents as table_of_contents
from fieldnotes.site.preview import Preview
from fieldnotes.thai.dates import PartialDate

DIRECTORIES = Addresses({"": "", "notes/": "notes/", "notes/a": "notes/a/", "add": "add/"})
FILES = Addresses({"": "index.html", "notes/": "notes/index.html", "notes/a": "notes/a.html"})


@pytest.mark.parametrize(
    ("addresses", "page", "link", "expected"),
    [
        (DIRECTORIES, "notes/a/", "record:", "../../"),
        (DIRECTORIES, "notes/a/", "record:notes/", "../../notes/"),
        (DIRECTORIES, "notes/a/", "record:notes/a#p-1", "#p-1"),
        (
            DIRECTORIES,
            "notes/a/",
            "record-file:2549/%E0%B8%81.png",
            "../../files/2549/%E0%B8%81.png",
        ),
        (DIRECTORIES, "", "record:notes/a#p-1", "notes/a/#p-1"),
        (DIRECTORIES, "", "record:", "./"),
        (FILES, "notes/a.html", "record:", "../index.html"),
        (FILES, "index.html", "record:notes/a", "notes/a.html"),
        (DIRECTORIES, "notes/a/", "https://example.org/", "https://example.org/"),
        (DIRECTORIES, "notes/a/", "#top", "#top"),
        (DIRECTORIES, "notes/a/", "javascript:alert(1)", "#"),
        (DIRECTORIES, "notes/a/", "\tjavascript:alert(1)", "#"),
    ],
)
def test_a_link_is_relative_to_its_page(
    addresses: Addresses, page: str, link: str, expected: str
) -> None:
    assert (
        addresses.settle(f'<a class="x" href="{link}">ก</a>', page)
        == f'<a class="x" href="{expected}">ก</a>'
    )


def test_words_that_look_like_a_link_are_left_alone() -> None:
    words = '<p>พิมพ์ว่า href="record:notes/x" แล้ว src="javascript:x" &lt;a href="record:y"</p>'
    assert DIRECTORIES.settle(words, "notes/a/") == words


def test_a_link_to_no_page_is_a_fault_of_the_site() -> None:
    with pytest.raises(DeadLink, match="record:notes/b"):
        DIRECTORIES.settle('<a href="record:notes/b">ก</a>', "")


def test_the_error_page_links_from_the_root_of_its_host() -> None:
    settled = DIRECTORIES.settle_page(
        '<a href="record:notes/a">ก</a><a href="x.html">ข</a>', "/lampang/"
    )
    assert settled == '<a href="/lampang/notes/a/">ก</a><a href="x.html">ข</a>'


def test_the_root_is_found_from_any_depth() -> None:
    assert [root_from(url) for url in ("", "index.html", "notes/", "notes/a/", "notes/a.html")] == [
        "./",
        "./",
        "../",
        "../../",
        "../",
    ]


def test_addresses_are_the_paths_that_pages_would_have_in_docs() -> None:
    assert [source_path(address) for address in ("", "notes/", "notes/a")] == [
        "index.md",
        "notes/index.md",
        "notes/a.md",
    ]


def test_only_a_day_that_is_known_is_a_date_of_a_page() -> None:
    assert day(PartialDate(2006, 5, 24)) == "2006-05-24"
    assert day(PartialDate(2006, 5)) == day(None) == day(PartialDate(1957, 1, 1)) == UNDATED


def test_contents_are_the_headings_that_have_ids() -> None:
    toc = table_of_contents(
        '<h1 id="a">ไม่เอา</h1><h2 class="x" id="b">ก <a href="#">&lt;ข&gt;</a><sup>1</sup></h2><h3 id="c">ค</h3>'
        "<h2>ไม่มี id</h2><h2 id='no'>ง</h2><h2 id=\"d\">จ</h2>"
    )
    assert [(link.title, link.id, [inner.id for inner in link.children]) for link in toc] == [
        ("ก &lt;ข&gt;", "b", ["c"]),
        ("จ", "d", []),
    ]


def test_an_account_comes_right_after_its_last_note() -> None:
    archive = Archive(
        notes={name: Note(name, f"{name}.md", name, "") for name in "abc"},
        meetings={"m": Meeting("m", "ม", recorded=True, notes=("a", "b"))},
    )
    addresses = ["notes/a", "notes/b", "notes/c", "notes/", "meetings/m", "meetings/m/account"]
    specs = [PageSpec(address, address, "x.html", dict) for address in addresses]
    ordered = [spec.address for spec in in_order_of_rendering(specs, archive)]
    assert ordered == [
        "notes/a",
        "notes/b",
        "meetings/m/account",
        "notes/c",
        "notes/",
        "meetings/m",
    ]


def test_the_preview_keeps_the_last_good_archive(tmp_path: Path) -> None:
    preview = Preview()
    note = tmp_path / "2549" / "a.md"
    write_tree(tmp_path, {"2549/a.md": "ไม่มีส่วนหัว\n"})
    assert preview.take(load(tmp_path)) is None
    note.write_text("---\ntitle: ดี\ndate: 2549\n---\n\nเนื้อความ\n", encoding="utf-8")
    good = load(tmp_path)
    assert preview.take(good) is good
    note.write_text("---\ntitle: [\n", encoding="utf-8")
    assert preview.take(load(tmp_path)) is good


def test_a_build_with_errors_names_them_all_and_leaves_the_old_site_alone(tmp_path: Path) -> None:
    notes = write_tree(
        tmp_path / "notes",
        {
            "2549/a.md": "ไม่มีส่วนหัว\n",
            "2549/b.md": "---\ntitle: ข\ndate: 31 เม.ย. 2549\n---\n\nเนื้อความ\n",
        },
    )
    old = write_tree(tmp_path / "site", {"index.html": "เว็บเดิม"})
    result = run_build(notes, old)
    assert result.returncode != 0
    assert "2549/a.md:1:1" in result.stderr
    assert "2549/b.md:3:" in result.stderr
    assert (old / "index.html").read_text(encoding="utf-8") == "เว็บเดิม"


def test_a_main_template_of_the_site_itself_breaks_no_page(tmp_path: Path) -> None:
    write_tree(
        tmp_path / "theme",
        {
            "main.html": '{% extends "base.html" %}{% block extrahead %}<meta name="own" content="1">{% endblock %}'
        },
    )
    config = configuration(
        tmp_path / "project",
        theme={
            "name": "material",
            "language": "th",
            "font": False,
            "custom_dir": str(tmp_path / "theme"),
        },
    )
    site = build(REAL_NOTES, tmp_path / "site", config)
    page = (site / "notes" / "gtk-30760" / "index.html").read_text(encoding="utf-8")
    assert '<meta name="own"' in page
    assert "fn-mention" in page
    assert list(dead_links(site)) == []


def test_an_earlier_address_leads_to_the_new_one(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    shutil.copytree(REAL_NOTES, notes)
    record = notes / "organisations" / "codi.md"
    record.write_text(
        record.read_text(encoding="utf-8").replace("---\n", "---\nformerly: [old-codi]\n", 1),
        encoding="utf-8",
    )
    site = build(notes, tmp_path / "site")
    redirect = (site / "organisations" / "old-codi" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../organisations/codi/"' in redirect
    assert list(dead_links(site)) == []
    flat = build(
        notes, tmp_path / "flat", configuration(tmp_path / "project", use_directory_urls=False)
    )
    assert (flat / "organisations" / "old-codi.html").is_file()
    assert list(dead_links(flat)) == []


def test_a_page_of_docs_at_an_address_of_the_archive_is_told(tmp_path: Path) -> None:
    docs = write_tree(tmp_path / "docs", {"index.md": "# หน้าแรก\n", "tags/index.md": "# ของเดิม\n"})
    for name in ("about", "add", "privacy"):
        write_tree(docs, {f"{name}.md": "# หน้า\n"})
    config = configuration(tmp_path / "project", docs_dir=str(docs))
    result = run_build(REAL_NOTES, tmp_path / "site", config)
    assert result.returncode != 0
    assert "tags/index.md" in result.stderr


def test_an_image_beside_a_note_is_shown_with_it(tmp_path: Path) -> None:
    notes = write_tree(
        tmp_path / "notes", {"2549/a.md": "---\ntitle: ก\ndate: 2549\n---\n\n![ภาพหมู่](รูป1.png)\n"}
    )
    (notes / "2549" / "รูป1.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    site = build(notes, tmp_path / "site")
    page = (site / "notes" / "a" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<img src="../../files/2549/[^"]+" alt="ภาพหมู่" loading="lazy"', page)
    assert (site / "files" / "2549" / "รูป1.png").is_file()
    assert list(dead_links(site)) == []


def test_images_in_descriptions_are_shown_with_them(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    shutil.copytree(REAL_NOTES, notes)
    for record in ("organisations/codi", "meetings/sanchon-2549-5"):
        file = notes / f"{record}.md"
        picture = file.parent / "ภาพ หมู่.png"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n")
        with file.open("a", encoding="utf-8") as text:
            text.write("\n![ภาพหมู่](ภาพ หมู่.png)\n")
    site = build(notes, tmp_path / "site")
    for record in ("organisations/codi", "meetings/sanchon-2549-5"):
        page = (site / record / "index.html").read_text(encoding="utf-8")
        folder = record.partition("/")[0]
        assert re.search(rf'<img src="../../files/{folder}/[^"]+" alt="ภาพหมู่"', page)
        assert (site / "files" / folder / "ภาพ หมู่.png").is_file()
    assert list(dead_links(site)) == []


def test_no_page_bears_the_day_of_its_build(tmp_path: Path) -> None:
    site = build(REAL_NOTES, tmp_path / "site", SITE_URL="https://example.org/lampang/")
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert (
        "<loc>https://example.org/lampang/notes/gtk-30760/</loc><lastmod>2006-05-24</lastmod>"
        in sitemap
    )
    assert "/problems/" not in sitemap
    assert not [path for path, data in contents(site).items() if today.encode() in data]


def test_a_text_is_searched_at_its_home_alone(tmp_path: Path) -> None:
    # The stock search shows what the pages offer to any search; ours would leave it nothing.
    docs = write_tree(tmp_path / "docs", {"index.md": "# หน้าแรก\n"})
    indices = ("meetings", "agenda", "organisations", "places", "tags", "notes")
    config = configuration(
        tmp_path / "project",
        docs_dir=str(docs),
        nav=["index.md", *(f"{name}/index.md" for name in indices)],
        plugins=["search", {"fieldnotes": {"notes": str(REAL_NOTES)}}],
    )
    site = build(REAL_NOTES, tmp_path / "site", config)
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    locations = set(re.findall(r'"location":"([^"#]*)', index))
    assert "notes/gtk-30760/" in locations
    assert "organisations/codi/" in locations
    assert not {"notes/", "organisations/", "meetings/sanchon-2549-5/account/"} & locations
