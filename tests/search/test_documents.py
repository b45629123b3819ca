"""What is searched of a page: its text as Material renders it, the places in it, and what the page says of itself."""

from __future__ import annotations

import datetime
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from built_site import REAL_NOTES, build, run_build, write_tree
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from plain_site import build_plain
from playwright.sync_api import Browser, Page
from serving import served

from fieldnotes.search import index
from fieldnotes.search.documents import Document, MetadataFault, Paragraph, document, paragraphs
from fieldnotes.search.folding import fold

CASES = Path(__file__).parent / "cases" / "documents"

EXTENSIONS: dict[str, dict[str, object]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.details": {},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span"},
    "pymdownx.keys": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
"""Those that Material's documentation recommends and that make HTML of their own."""


def read(html: str, title: str = "") -> list[tuple[str, str]]:
    """Anchor and text of each paragraph."""
    return [(part.anchor, part.text) for part in paragraphs(html, title)]


def texts(html: str, title: str = "") -> list[str]:
    return [text for _, text in read(html, title)]


def said(value: object, **meta: object) -> Document:
    return document("a/", "ก", "", {"thai_search": value, **meta})


# -- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_text_of_what_markdown_makes(case: Path) -> None:
    """Each row of the case is anchor, `#` for a heading, and text."""
    markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    html = markdown.convert(case.read_text(encoding="utf-8"))
    found = [
        f"{part.anchor}\t{'#' * part.heading}\t{part.text}"
        for part in paragraphs(html, "กลุ่มออมทรัพย์ & สวัสดิการ")
    ]
    assert found == case.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<dt>ชื่อย่อ</dt><dd>ธกส.</dd>", ["ชื่อย่อ", "ธกส."]),
        ("<table><tr><td>ก<td>ข<tr><th>ค</table>", ["ก", "ข", "ค"]),
        ("ก<br>ข", ["ก ข"]),
        ("<blockquote>ก</blockquote>ข<hr>ค", ["ก", "ข", "ค"]),
        ("<label>แท็บหนึ่ง</label><label>แท็บสอง</label>", ["แท็บหนึ่ง", "แท็บสอง"]),
        ("<fieldset><legend>ก</legend>ข</fieldset><menu><li>ค</menu>", ["ก", "ข", "ค"]),
        ("<table><caption>ก</caption><tr><td>ข</table>", ["ก", "ข"]),
        ("<p>  ก \n\t ข\u00a0\u00a0<b> ค</b>  </p>", ["ก ข ค"]),
        (
            "<p>สภา<b>เครือ</b><wbr>ข่าย<!-- x --><?y?><script>z</script>ชาวนา</p>",
            ["สภาเครือข่ายชาวนา"],
        ),
        ("<p>ก<svg><title>ข</title><text>ค</text></svg>ง</p>", ["กง"]),
        ("<p>ก<img alt='ข' title='ค'>ง</p>", ["กง"]),
        ("<textarea>ก</textarea><iframe>ข</iframe><select><option>ค</select>", []),
        ("<p hidden>ก</p>ข<span hidden>ค</span>ง<p aria-hidden='true'>จ</p>", ["ขง"]),
        ("<span aria-hidden='false'>ก</span>", ["ก"]),
        ("ก<nav>ข</nav>ค<div data-search-exclude>ง</div>จ", ["ก", "ค", "จ"]),
        ("ก<button>ข</button>ค<i data-search-exclude>ง</i>จ", ["ก ค จ"]),
        ("<p>พิมพ์ว่า data-search-exclude &lt;b&gt;</p>", ["พิมพ์ว่า data-search-exclude <b>"]),
        ("<table><td class='linenos'><pre>1\n2</pre></td><td><pre>ก</pre></td></table>", ["ก"]),
        ("<section class='headerlinks'>ก</section>", ["ก"]),
        ("", []),
        ("<!-- ก -->", []),
        ("</p></div>ก</body></html>ข", ["กข"]),
    ],
)
def test_blocks_part_the_text_and_what_is_no_text_is_left_out(
    html: str, expected: list[str]
) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<p id="p-2">ก่อน<sup id="fnref:1">1</sup> หลัง</p><p>ต่อ</p>',
            [("p-2", "ก่อน หลัง"), ("p-2", "ต่อ")],
        ),
        (
            '<p id="p-2">ก่อน<sup id="fnref2:a"><a class="footnote-ref" href="#fn:a">1</a></sup>หลัง</p>',
            [("p-2", "ก่อนหลัง")],
        ),
        (
            '<ol><li id="fn:1"><p>ก\u00a0<a class="x footnote-backref" href="#fnref:1">↩</a></p></li></ol>',
            [("fn:1", "ก")],
        ),
        ('<p id="a">ก <b id="b">ข</b> ค</p><p>ง</p>', [("a", "ก ข ค"), ("b", "ง")]),
        ('<p id="a"> <a id="b"></a>ก<a id="c"></a></p>', [("b", "ก")]),
        ('ก<div id="a"><p>ข</p></div><p id="">ค</p>', [("", "ก"), ("a", "ข"), ("a", "ค")]),
        ('<h2 id="a">ก</h2><input id="__tabbed_1_1"><p>ข</p>', [("a", "ก"), ("a", "ข")]),
        ('<p id="a">ก<i id="b" hidden>ข</i></p><p>ค</p>', [("a", "ก"), ("a", "ค")]),
        ('<sup id="note">ก</sup>', [("note", "ก")]),
    ],
)
def test_a_paragraph_leads_to_the_nearest_id_at_or_before_its_text(
    html: str, expected: list[tuple[str, str]]
) -> None:
    assert read(html) == expected


def test_a_heading_is_one_to_its_end() -> None:
    found = list(paragraphs("<h2>ก<div>ข</div>ค</h2>ง<p>จ</p>", ""))
    assert [(part.text, part.heading) for part in found] == [
        ("ก", True),
        ("ข", True),
        ("ค", True),
        ("ง", False),
        ("จ", False),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "ก & ข <b>ค</b>",
        "ก &amp; ข <b>ค</b>",
        "ก\n&amp;  ข <i>ค</i>",
        'ก & ข ค<a class="headerlink">¶</a>',
    ],
)
def test_a_title_is_plain_and_stands_once(title: str) -> None:
    page = document("a/", title, '<p>นำ</p><h1 id="x">ก &amp; ข <b>ค</b></h1><p>ง</p>', {})
    assert page.title == "ก & ข ค"
    assert [part.text for part in page.paragraphs] == ["นำ", "ง"]


def test_a_heading_that_says_more_or_comes_later_stays() -> None:
    assert texts("<h1>ก ข</h1><h2>ก</h2>", "ก") == ["ก ข", "ก"]
    assert texts("<p>ก</p>", "ก") == ["ก"]


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\x1e", "\x7f", "\x9f"])
def test_signs_that_are_no_text_are_white_space(sign: str) -> None:
    page = document("a/", f"ก{sign}ข", f"<p>ค{sign}ง</p>", {})
    assert (page.title, [part.text for part in page.paragraphs]) == ("ก ข", ["ค ง"])


def test_a_page_without_a_title_is_called_by_its_address() -> None:
    assert document("a/", "<i></i>", "", {}).title == "a/"
    assert document("a/", 2567, "", {}).title == "2567"  # type: ignore[arg-type]  # MkDocs passes on what YAML says


@pytest.mark.parametrize("depth", [3_000, 50_000])
def test_elements_may_lie_deep(depth: int) -> None:
    html = "<div>" * depth + "ลึก" + "</div>" * depth + "<b>" * depth + "ตื้น"
    assert texts(html) == ["ลึก", "ตื้น"]


ELEMENTS = (
    "p",
    "div",
    "b",
    "h2",
    "li",
    "td",
    "label",
    "sup",
    "script",
    "textarea",
    "select",
    "nav",
)


@given(st.lists(st.sampled_from([*ELEMENTS, *(f"/{name}" for name in ELEMENTS), "", "br"])))
def test_any_html_gives_paragraphs_with_text(tags: list[str]) -> None:
    html = "".join(f"<{tag}>ก " if tag else "&amp;" for tag in tags)
    for part in paragraphs(html, ""):
        assert part.text
        assert part.text == " ".join(part.text.split())


# -- metadata ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"year": 2567}, {"year": ("2567",)}),
        ({"year": "2567"}, {"year": ("2567",)}),
        ({"year": [2567, "2568", 2567]}, {"year": ("2567", "2568")}),
        ({"tag": ["ก", None, " ", "ข  ค"], "place": [], "year": None}, {"tag": ("ก", "ข ค")}),
        ({"tag": ("ก",), "year": datetime.date(2024, 1, 31)}, {"tag": ("ก",), "year": ("2024-01-31",)}),
        (None, {}),
        ({}, {}),
    ],
)  # fmt: skip
def test_values_of_filters(value: object, expected: Mapping[str, tuple[str, ...]]) -> None:
    assert said({"facets": value}).facets == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([["กรมชลประทาน", "ชป."], ["กรมป่าไม้"]], (("กรมชลประทาน", "ชป."), ("กรมป่าไม้",))),
        (["กรมชลประทาน", "ชป.", 191], (("กรมชลประทาน", "ชป.", "191"),)),
        ("กรมชลประทาน", (("กรมชลประทาน",),)),
        (["กรมชลประทาน", ["กรมป่าไม้", "ปม."]], (("กรมชลประทาน",), ("กรมป่าไม้", "ปม."))),
        ([[], [None], ["ก", "ก"]], (("ก",),)),
        ([], ()),
        (None, ()),
    ],
)
def test_groups_of_names(value: object, expected: tuple[tuple[str, ...], ...]) -> None:
    assert said({"names": value}).names == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime.date(2024, 1, 31), "2024-01-31"),
        (datetime.datetime(2024, 1, 31, 10, 30, tzinfo=datetime.UTC), "2024-01-31"),
        ("2024-01-31", "2024-01-31"),
        (" 2024-01 ", "2024-01"),
        (2024, "2024"),
        ("0001", "0001"),
        (None, ""),
        ("", ""),
    ],
)
def test_days(value: object, expected: str) -> None:
    page = said({"date": value})
    assert (page.date, page.date_words) == (expected, expected)
    assert index.build([page])


def test_words_of_a_page_are_texts_and_numbers() -> None:
    page = said({"kind": 5, "label": "  ครั้งที่\n5 ", "date_words": 2567, "title": "ก <b>"})
    assert (page.kind, page.label, page.date_words, page.title) == ("5", "ครั้งที่ 5", "2567", "ก <b>")
    assert page.facets == {"kind": ("5",)}
    assert said({"kind": "ก", "facets": {"kind": "ข"}}).facets == {"kind": ("ข",)}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("บันทึก", "thai_search: expected keys with their values, found 'บันทึก'"),
        ([], "thai_search: expected keys with their values, found []"),
        ({"facets": ["a"]}, "thai_search.facets: expected names of filters, each with its values, found ['a']"),
        ({"facets": 5}, "thai_search.facets: "),
        ({"facets": {"year": {"a": 1}}}, "thai_search.facets.year: expected a text or a list of texts, found {'a': 1}"),
        ({"facets": {"year": ["a", ["b"]]}}, "thai_search.facets.year[1]: expected a text or a number, found ['b']"),
        ({"facets": {"year": True}}, "thai_search.facets.year: "),
        ({"facets": {"yaer": ["2567"]}}, "thai_search.facets.yaer: expected one of the filters kind, year, "),
        ({"facets": {2567: "ก"}}, "thai_search.facets[2567]: expected one of the filters kind, "),
        ({"facets": {"constructor": ["x"], "year": []}}, "thai_search.facets.constructor: expected one of "),
        ({"facets": {"__proto__": ["x"]}}, "thai_search.facets.__proto__: expected one of the filters kind"),
        ({"names": {"a": "b"}}, "thai_search.names: expected a list of groups of names, each a list of texts, found "),
        ({"names": [["a", {}]]}, "thai_search.names[0][1]: expected a text or a number, found {}"),
        ({"names": ["a", {}]}, "thai_search.names[1]: "),
        ({"label": ["a"]}, "thai_search.label: expected a text or a number, found ['a']"),
        ({"kind": False}, "thai_search.kind: "),
        ({"date": "²-1"}, "thai_search.date: expected a date that exists, as 2006-05-24, 2006-05 or 2006, found '²-1'"),
        ({"date": "2024-02-30"}, "thai_search.date: "),
        ({"date": "2024-13"}, "thai_search.date: "),
        ({"date": "0000"}, "thai_search.date: "),
        ({"date": "๒๐๒๔"}, "thai_search.date: "),
        ({"date": "31 มกราคม 2567"}, "thai_search.date: "),
        ({"date": 20240131}, "thai_search.date: "),
        ({"lable": "a"}, "thai_search.lable: expected one of the keys kind, label, "),
        ({"label": ["ก" * 999]}, "…"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_page_and_place(value: object, place: str) -> None:
    with pytest.raises(MetadataFault) as fault:
        said(value)
    first, second = str(fault.value).splitlines()
    assert "'a/'" in first
    assert place in second
    assert len(second) < 200


def test_all_that_is_wrong_with_a_page_is_told_at_once() -> None:
    with pytest.raises(MetadataFault) as fault:
        said({"date": "x", "facets": {"year": {}, "tag": [{}]}, "names": 5, "label": {}})
    places = re.findall(r"^  (\S+):", str(fault.value), re.MULTILINE)
    assert sorted(places) == [
        "thai_search.date",
        "thai_search.facets.tag[0]",
        "thai_search.facets.year",
        "thai_search.label",
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = ("kind", "label", "date", "date_words", "facets", "names", "title")


@given(
    JSON | st.dictionaries(st.sampled_from(KEYS), JSON),
    st.dictionaries(st.sampled_from(["tags", "date"]), JSON),
)
def test_no_metadata_breaks_the_index(value: object, meta: dict[str, object]) -> None:
    try:
        page = said(value, **meta)
    except MetadataFault:
        page = said(None, **meta)
    assert index.build([page])


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"date": datetime.date(2024, 1, 31)}, ("2024-01-31", "2024-01-31")),
        ({"date": {"created": datetime.date(2024, 1, 1)}}, ("2024-01-01", "2024-01-01")),
        ({"date": {"created": datetime.date(2024, 1, 1), "updated": datetime.datetime(2024, 2, 1)}},  # noqa: DTZ001
         ("2024-02-01", "2024-02-01")),
        ({"date": "31 มกราคม 2567"}, ("", "31 มกราคม 2567")),
        ({"date": "²-1"}, ("", "²-1")),
        ({"date": ["x"]}, ("", "")),
        ({}, ("", "")),
    ],
)  # fmt: skip
def test_the_theme_s_own_date_is_taken_or_only_shown(
    meta: Mapping[str, object], expected: tuple[str, str]
) -> None:
    page = document("a/", "ก", "", meta)
    assert (page.date, page.date_words) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [(["ก", 2567, None, {}], ("ก", "2567")), ("ก", ("ก",)), (None, ()), ({}, ())],
)
def test_the_theme_s_own_tags_are_taken(tags: object, expected: tuple[str, ...]) -> None:
    assert document("a/", "ก", "", {"tags": tags}).facets.get("tag", ()) == expected


def test_a_build_ends_with_each_file_and_each_place_of_a_fault(tmp_path: Path) -> None:
    write_tree(
        tmp_path / "docs",
        {
            "index.md": "# ก\n",
            "b/c.md": "---\nthai_search:\n  facets: {year: {a: b}}\n---\n# ข\n",
            "d.md": "---\nthai_search:\n  date: x\n  lable: x\n---\n# ค\n",
        },
    )
    config = tmp_path / "mkdocs.yml"
    plain = {"site_name": "ก", "theme": {"name": "material"}, "plugins": ["search", "thai-search"]}
    config.write_text(yaml.safe_dump(plain), encoding="utf-8")
    result = run_build(tmp_path, tmp_path / "site", config)
    assert result.returncode != 0
    assert "'b/c.md'" in result.stderr
    assert "thai_search.facets.year: expected a text or a list of texts" in result.stderr
    assert "'d.md'" in result.stderr
    assert "thai_search.date: expected a date that exists" in result.stderr
    assert "thai_search.lable: expected one of the keys" in result.stderr
    assert "Traceback" not in result.stderr


# -- built sites ------------------------------------------------------------------------------------------------------


class Indexed(NamedTuple):
    """A page as the index of a built site holds it."""

    title: str
    paragraphs: list[Paragraph]

    @property
    def bare(self) -> str:
        """All its text without white space."""
        return bare(" ".join([self.title, *(part.text for part in self.paragraphs)]))


def bare(text: str) -> str:
    # Small letters too: a style may show capitals.
    return "".join(fold(text).split())


def indexed(site: Path) -> Iterator[tuple[str, Indexed]]:
    """Address and text of each page, from the bundles of a site's index."""
    for file in sorted((site / "search" / "index").rglob("t/*.bin")):
        written = zlib.decompress(file.read_bytes()).decode("cp874")
        plain = re.sub("\x1b([0-9a-f]+);", lambda sign: chr(int(sign[1], 16)), written)
        for page in plain.split("\x1e"):
            url, title, *_, rows = page.split("\x1f")
            found = []
            anchor = ""
            for row in filter(None, rows.split("\x1d")):
                named, kind, text = row.split("\x1c")
                anchor = named or anchor
                found.append(Paragraph(anchor, text, kind == "H"))
            yield url, Indexed(title, found)


@pytest.fixture(scope="module", params=["archive", "plain"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    if request.param == "archive":
        return build(REAL_NOTES, folder / "site")
    cases = {case.name: case.read_text(encoding="utf-8") for case in CASES.glob("*.md")}
    return build_plain(
        folder,
        {**cases, "index.md": "# หน้าแรก\n", "a.png": ""},
        markdown_extensions=[{name: options} for name, options in EXTENSIONS.items()],
    )


@pytest.fixture(scope="module")
def shown(site: Path, browser: Browser) -> Iterator[tuple[Page, str]]:
    """A page of a browser that runs no scripts of the site, and the address of the site."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="th-TH")
    context.route("**/*.js", lambda route: route.abort())
    with served(site) as address:
        yield context.new_page(), address
    context.close()


NOT_TEXT = (
    "[data-search-exclude], nav, button, select, textarea, iframe, [hidden], [aria-hidden=true], "
    ".headerlink, .footnote-ref, .footnote-backref, .linenos"
)
"""What is no text of a page."""


def article(page: Page, address: str, expression: str) -> Any:
    """Open a page, take away what is said to be no text of it, and return what a script finds in its `article`."""
    page.goto(address, wait_until="domcontentloaded")
    return page.evaluate(
        """([notText, expression]) => {
          const article = document.querySelector("article");
          for (const element of article.querySelectorAll(notText)) element.replaceWith(" ");
          return new Function("article", `return ${expression}`)(article);
        }""",
        [
            NOT_TEXT,
            expression,
        ],
    )


def test_each_line_that_a_reader_sees_is_searched(site: Path, shown: tuple[Page, str]) -> None:
    page, address = shown
    seen = 0
    for url, known in indexed(site):
        lines = article(page, f"{address}/{url}", r"article.innerText.split('\n')")
        seen += len(lines)
        assert [line for line in lines if bare(line) not in known.bare] == [], url
    assert seen > 40


def test_nothing_is_searched_but_what_stands_in_the_page(
    site: Path, shown: tuple[Page, str]
) -> None:
    page, address = shown
    for url, known in indexed(site):
        text = bare(article(page, f"{address}/{url}", "article.textContent"))
        assert [part.text for part in known.paragraphs if bare(part.text) not in text] == [], url


def test_no_example_is_found_instead_of_what_it_shows(site: Path) -> None:
    shown = re.compile(
        r"\b(title|date|name|kind|rights): |พอช\.|โครงสร้างการทำงาน|กรมชลประทาน"
        r"|\b24[ /]?[พ5]|๒๔ พ|gotoknow|ภาคพิเศษ|490,000",
        re.IGNORECASE,
    )
    found = [
        part.text
        for url, known in indexed(site)
        if url in ("add/", "about/", "how-to-search/", "thai-search/")
        for part in known.paragraphs
        if shown.search(part.text)
    ]
    assert found == []


def test_names_values_and_cells_do_not_glue(site: Path, shown: tuple[Page, str]) -> None:
    page, address = shown
    seen = 0
    for url, known in indexed(site):
        cells = article(
            page,
            f"{address}/{url}",
            """[...article.querySelectorAll("dt, dd, th, td, li, summary, label, caption")]
              .filter((cell) => !cell.querySelector("p, div, ul, ol, li, table, pre, label"))
              .map((cell) => cell.innerText.trim())
              .filter(Boolean)""",
        )
        seen += len(cells)
        parts = {fold(part.text) for part in known.paragraphs}
        assert [cell for cell in cells if fold(cell) not in parts] == [], url
    assert seen > 10


def test_each_anchor_is_an_id_of_its_page(site: Path) -> None:
    for url, known in indexed(site):
        html = (site / url / "index.html").read_text(encoding="utf-8")
        ids = set(re.findall(r'\bid="([^"]*)"', html))
        assert {part.anchor for part in known.paragraphs} - {""} <= ids, url
