"""Hostile records: they build, their words are shown as words, and nothing of them runs in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_site import build, write_tree
from playwright.sync_api import Browser, Dialog
from serving import served

SCRIPT = "<script>window.ran=1</script>"
HANDLER = "<img src=x onerror=window.ran=2>"
BROKEN = "</div></article><b><table><tr><p"
TEMPLATE = "{{ 7*7 }}{% raw %}{{ config }}{% endraw %}${7*7}"

NAMES = {
    "script": SCRIPT,
    "handler": f'"{HANDLER}',
    "broken": BROKEN,
    "template": TEMPLATE,
    "quote": "\"'><svg onload=window.ran=3>",
}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _records() -> dict[str, str]:
    files = {
        "archive.yml": f"holder: {_quoted(SCRIPT + TEMPLATE + HANDLER)}\n",
        "tags.yml": "",
        "places.yml": "",
    }
    for name, evil in NAMES.items():
        value = _quoted(evil)
        files[f"organisations/{name}.md"] = (
            f"---\nname: {_quoted('กลุ่ม' + evil)}\nshort: [{_quoted('ก.' + evil)}]\n"
            f"kind: {value}\nplace: {name}\n---\n\n{evil}\n"
        )
        files[f"meetings/{name}.md"] = (
            f"---\nseries: {value}\nnumber: 1/2549\ntitle: {value}\nplace: {name}\nagenda:\n"
            f"  - {{number: 1, title: {value}, resolution: {value},"
            f" subjects: [{{number: 1, title: {value}}}]}}\n---\n\n{evil}\n"
        )
        files[f"2549/{name}.md"] = (
            f"---\ntitle: {value}\ndate: 24 พ.ค. 2549\nmeeting: {name}\n"
            "covers: [วาระที่ 1 เรื่องที่ 1]\n"
            f"organisations: [{_quoted('กลุ่ม' + evil)}]\ntags: [{name}]\nplaces: [{name}]\n"
            f"author: {value}\nrights: {value}\npart: {value}\nretold_from: {value}\n"
            "to_be_continued: true\ncontinuation: true\n"
            f"source: {{site: {value}, blog: {value}, number: {value},"
            f" url: 'javascript:window.ran=4', rights: {value}}}\n"
            f"comments:\n  - {{name: {value}, time: 25 พ.ค. 2549, text: {value}}}\n---\n\n"
            f"# {evil}\n\n{evil}\n\nกลุ่ม{evil} ว่า {evil}\n\n"
            "[กด](javascript:window.ran=5) [กด](JaVaScRiPt:window.ran=6) "
            "[กด](data:text/html,x) <javascript:window.ran=7>\n\n"
            '![ภาพ](https://example.org/x.png "x\\" onload=window.ran=8") '
            '[ก](https://example.org "\\"><script>window.ran=9</script>")\n\n'
            f"- {evil}\n\n> {evil}\n\n| ก | ข |\n|---|---|\n| {evil} | {evil} |\n\n"
            f"[บก.: {evil.replace(']', '')}]\n\nข้อความสุดท้ายของ {name} ที่ยกมา\n"
        )
        files[f"2549/{name}.claims.yml"] = (
            f"- about: {_quoted('กลุ่ม' + evil)}\n  what: relation\n  relation: supports\n"
            f"  to: {value}\n  value: {value}\n  for: {value}\n  said_by: {value}\n"
            f"  unit: {value}\n  per: {value}\n  quote: ข้อความสุดท้ายของ {name} ที่ยกมา\n"
        )
        files["tags.yml"] += (
            f"- {{id: {name}, label: {_quoted('คำ' + evil)},"
            f" also: [{value}], description: {value}}}\n"
        )
        files["places.yml"] += (
            f"- {{id: {name}, name: {_quoted('บ้าน' + evil)}, also: [{_quoted('ที่' + evil)}],"
            f" kind: {value}, description: {value}}}\n"
        )
    return files


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    return build(write_tree(folder / "notes", _records()), folder / "site")


def test_nothing_of_a_hostile_record_runs(site: Path, browser: Browser) -> None:
    pages = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    assert len(pages) > 30
    with served(site) as address:
        context = browser.new_context()
        asked: list[str] = []
        dialogs: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()

        def refuse(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", refuse)
        for path in pages:
            page.goto(f"{address}/{path}")
            assert page.evaluate("window.ran") is None, path
            assert (
                page.locator("script:not([src])").evaluate_all(
                    "all => all.filter(one => /window\\.ran/.test(one.text)).length"
                )
                == 0
            ), path
            assert (
                page.locator(
                    "[onerror], [onload], a[href^='javascript' i], a[href^='data' i]"
                ).count()
                == 0
            ), path
            assert page.locator(".md-footer").count() == 1, (
                f"{path}: broken HTML closed the page's own elements"
            )
        assert dialogs == []
        assert [url for url in asked if not url.startswith(address)] == []
        context.close()


def test_hostile_words_are_shown_as_words(site: Path, browser: Browser) -> None:
    with served(site) as address:
        page = browser.new_page()
        for name, evil in NAMES.items():
            page.goto(f"{address}/notes/{name}/")
            text = page.locator("article").inner_text()
            assert evil in page.locator("h1").inner_text()
            assert text.count(evil) >= 5, name
        page.close()


def test_a_template_in_a_record_is_not_filled_in(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "49{%" not in text, file
        assert "<Config" not in text, file
