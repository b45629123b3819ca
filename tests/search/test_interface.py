"""What the reader's browser gets: how large it is, what it may hold, and what is done to each page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from built_site import write_tree
from plain_site import run_plain

from fieldnotes.search.interface import interface_files, release
from fieldnotes.search.scripts import SOURCES, stripped
from fieldnotes.search.search_page import asks_stock_search, box_page

FILES = interface_files("0123456789ab")

PAGE = (
    '<p>ก</p><script id="__config" type="application/json">{}</script>'
    '<script src="../assets/javascripts/bundle.js"></script>'
)


def configured(**more: object) -> str:
    values = {
        "base": "..",
        "features": ["search.highlight", "search.suggest"],
        "search": "../assets/javascripts/workers/search.a7633da7.min.js",
    }
    return PAGE.format(json.dumps({**values, **more}).replace("<", "\\u003c"))


def config_of(page: str) -> dict[str, object]:
    found = re.search(r'<script id="__config" type="application/json">(.*?)</script>', page)
    assert found is not None
    values: dict[str, object] = json.loads(found[1])
    return values


@pytest.mark.parametrize(
    ("names", "kilobytes"),
    [(("starter.js", "box.js"), 4.5), (("page.js",), 16), (("marks.js",), 16), (("rows.js",), 10)],
)
def test_scripts_are_small(names: tuple[str, ...], kilobytes: float) -> None:
    assert sum(len(FILES[f"search/{name}"].encode()) for name in names) < kilobytes * 1024


@pytest.mark.parametrize("file", sorted(SOURCES.rglob("*.js")), ids=lambda file: file.name)
def test_scripts_hold_no_thai_and_write_no_markup(file: Path) -> None:
    text = stripped(file.read_text(encoding="utf-8"))
    assert not re.search("[\u0e01-\u0e5b]", text)
    for forbidden in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert forbidden not in text
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)


def test_a_page_gets_our_worker_and_script_before_those_of_material() -> None:
    page = box_page(configured(), "./")
    assert config_of(page)["search"] == "../search/starter.js"
    assert config_of(page)["features"] == ["search.suggest"]
    assert page.index("</script>") < page.index('<script src="../search/box.js" data-page="./">')
    assert page.index("box.js") < page.index("bundle.js")


def test_the_rest_of_a_page_is_as_it_was() -> None:
    before = configured(note="</script><b>&'")
    page = box_page(before, "./")
    assert config_of(page)["note"] == "</script><b>&'"
    assert page.startswith("<p>ก</p><script id=")
    assert page.endswith('bundle.js"></script>')


def test_a_page_at_the_root_of_a_host_is_led_from_there() -> None:
    page = box_page(configured(base="/a/", search="/a/assets/javascripts/workers/search.1.min.js"))
    assert config_of(page)["search"] == "/a/search/starter.js"
    assert '<script src="/a/search/box.js"></script>' in page


def test_a_worker_of_another_name_is_replaced_by_the_base() -> None:
    assert config_of(box_page(configured(search="x.js")))["search"] == "../search/starter.js"


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_page_that_was_made_smaller_is_read_too(quote: str) -> None:
    smaller = configured().replace('"__config"', f"{quote}__config{quote}")
    page = box_page(smaller.replace('"application/json"', f"{quote}application/json{quote}"), "./")
    assert '"search": "../search/starter.js"' in page
    assert '<script src="../search/box.js" data-page="./">' in page


@pytest.mark.parametrize(
    "attribute", ['data-md-component="search-query"', "data-md-component=search-query"]
)
def test_a_box_that_asks_another_search_is_known(attribute: str) -> None:
    box = f"<input {attribute} required>"
    assert asks_stock_search(box)
    assert not asks_stock_search(box_page(box + configured()))
    assert not asks_stock_search("<p>ก</p>")


SMALLER = """
import re
from mkdocs.plugins import event_priority

@event_priority(50)
def on_post_page(output, **_):
    return re.sub('id="__config" type="application/json"', "id=__config type=application/json", output)
"""
LESS = """
import re
from mkdocs.plugins import event_priority

@event_priority(200)
def on_post_page(output, **_):
    return re.sub(r'<script id="__config".*?</script>', "", output, flags=re.DOTALL)
"""


@pytest.mark.parametrize("hook", [SMALLER, LESS], ids=["smaller", "less"])
def test_what_another_plugin_makes_of_a_page(hook: str, tmp_path: Path) -> None:
    """One that makes pages smaller comes after ours; one that takes away what is needed is told of, once."""
    write_tree(tmp_path, {"hook.py": hook})
    made = {"index.md": "# ก\n", "about.md": "# ข\n"}
    hooks = [str(tmp_path / "hook.py")]
    site, said = run_plain(tmp_path, made, strict=hook is SMALLER, hooks=hooks)
    page = (site / "about" / "index.html").read_text(encoding="utf-8")
    assert ("search/box.js" in page) == (hook is SMALLER)
    assert said.stderr.count("does not find Thai") == (0 if hook is SMALLER else 1)


def test_what_a_browser_has_kept_meets_no_other_engine() -> None:
    """All but what comes with each page is asked for with what changes when it does."""
    for name in ("starter.js", "box.js"):
        assert f"0123456789ab-{release()}" in FILES[f"search/{name}"]
    assert "DATA.release" in FILES["search/box.js"]
    other = interface_files("ba9876543210")
    assert {name for name in FILES if FILES[name] != other[name]} == {
        "search/starter.js",
        "search/engine.js",
        "search/box.js",
    }


def test_what_is_no_page_of_material_is_left_alone() -> None:
    assert box_page("<p>ก</p>", "./") == "<p>ก</p>"
