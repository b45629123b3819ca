"""The same documents as a site for each engine, and how each one's site is asked.

The three sites differ in their search alone: Material's and this project's are built by MkDocs with the same theme;
Pagefind's pages hold nothing but the documents, so that nothing of a theme is found.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import shutil
import sys
import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarking.corpus import Corpus, Document
from benchmarking.processes import measure

PAGES = Path(__file__).resolve().parent / "pages"
"""What is put into pages so that they can be asked."""

DIRECT = Path(__file__).resolve().parent / "direct.py"
MOST_PAGES = 2_000
"""Up to so many documents this project's site is built whole by MkDocs; of more its index is written directly."""
META = "thai_search"
"""Key of a page's metadata under which it tells this project's plugin what it is."""

THIS, MATERIAL, PAGEFIND = "this", "material", "pagefind"
ENGINES = (THIS, MATERIAL, PAGEFIND)

_CONFIG = """\
site_name: Search
nav:
  - index.md
not_in_nav: "*"
theme:
  name: material
  language: th
  font: false
plugins:
{plugins}"""

_SEARCH = """\
  - search:
      lang: th
"""
_THAI_SEARCH = "  - thai-search\n"
_NO_PLUGINS = "  []\n"

_PAGE = """\
<!doctype html>
<html lang="th">
<meta charset="utf-8">
<title>{title}</title>
<main data-pagefind-body>
<h1>{title}</h1>
{text}
</main>
"""

_READY_MADE = re.compile("-ui|component|highlight")
"""Pagefind's ready-made boxes, which are not used here."""
_NUMBER = re.compile(r"d/(\d+)")


@dataclass(frozen=True, slots=True)
class Site:
    """A built site, and what its search adds to it; the seconds are those of the whole build and of its search.

    `start` is the page that is opened to search, `plain` any other page; `number` turns an engine's name of a place
    into the document's number, or None for a page that is not one of the documents.
    """

    engine: str
    root: Path
    seconds: float | None
    search_seconds: float
    start: str
    plain: str
    is_search: Callable[[str], bool]
    number: Callable[[str], int | None]
    script: str
    typed: tuple[tuple[str, str], ...] = (("", "/"),)
    """Where letters are typed: a name for it, and the page's address."""

    @property
    def index_files(self) -> list[Path]:
        """The files that the search has put there: index, engine, style."""
        return [
            file
            for file in sorted(self.root.rglob("*"))
            if file.is_file() and self.is_search("/" + file.relative_to(self.root).as_posix())
        ]


def build_all(
    corpus: Corpus,
    folder: Path,
    engines: Sequence[str],
    say: Callable[[str], None],
    pagefind: str | None = None,
) -> list[Site]:
    """Build the site of each engine below a folder; `pagefind` names another program than the locked one."""
    directly = len(corpus.documents) > MOST_PAGES
    without = 0.0
    if MATERIAL in engines or (THIS in engines and not directly):
        say("building: MkDocs without search")
        without = _build(corpus, folder / "without", _NO_PLUGINS)
        shutil.rmtree(folder / "without")
    sites = []
    for engine in engines:
        say(f"building: {engine}")
        place = folder / engine
        if engine == PAGEFIND:
            sites.append(_pagefind(corpus, place, pagefind))
        elif engine == MATERIAL:
            sites.append(_material(_build(corpus, place, _SEARCH), without, place))
        elif directly:
            sites.append(_this_directly(corpus, place))
        else:
            seconds = _build(corpus, place, _SEARCH + _THAI_SEARCH)
            sites.append(_this(seconds, seconds - without, place))
    return sites


def number_in(address: str) -> int | None:
    """Return the number of the document whose page an address leads to.

    >>> number_in("/d/00012/#_3")
    12
    """
    found = _NUMBER.search(urllib.parse.urlsplit(address).path)
    return int(found[1]) if found else None


# -- MkDocs --------------------------------------------------------------------------------------------------------


def _build(corpus: Corpus, project: Path, plugins: str) -> float:
    """Write the documents as an MkDocs project and build it into its folder `site`; return the seconds it took."""
    docs = project / "docs"
    (docs / "d").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(_CONFIG.format(plugins=plugins), encoding="utf-8")
    (docs / "index.md").write_text("---\nsearch:\n  exclude: true\n---\n\n# -\n", encoding="utf-8")
    names = [group.names for group in corpus.names]
    for document in corpus.documents:
        page = docs / "d" / f"{document.number:05d}.md"
        page.write_text(_markdown(document, names), encoding="utf-8")
        # Whichever page tells them, they are known to the whole site.
        names = []
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]
    return measure(command, {}, project).wall


def _markdown(document: Document, names: Sequence[Sequence[str]]) -> str:
    """Return a page whose text is HTML already, so that nothing in it is taken for Markdown."""
    meta = {"title": document.title, META: {**_said(document), "names": names}}
    return f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n\n{_html(document)}\n"


def _html(document: Document) -> str:
    paragraphs = (f"<p>{html.escape(line)}</p>" for line in document.paragraphs)
    # The heading too: `#` would take signs in a title for Markdown.
    return "\n\n".join((f"<h1>{html.escape(document.title)}</h1>", *paragraphs))


def _said(document: Document) -> dict[str, object]:
    """Return what the page tells this project's plugin of itself: facets and year."""
    facets = {"organisation": [document.org] * bool(document.org), "tag": list(document.tags)}
    said: dict[str, object] = {"title": document.title, "facets": facets}
    if document.year.isdecimal():
        facets["year"] = [document.year]
        said["date"] = str(int(document.year) - 543)
        said["date_words"] = document.year
    return said


def _material(seconds: float, without: float, place: Path) -> Site:
    return Site(
        engine=MATERIAL,
        root=place / "site",
        seconds=seconds,
        search_seconds=seconds - without,
        start="/",
        plain="/d/00000/",
        is_search=lambda path: (
            (
                path.startswith(("/search/search_index", "/assets/javascripts/workers/search"))
                or "/lunr/" in path
            )
            and not path.endswith(".map")
        ),
        number=number_in,
        script=_script(MATERIAL),
    )


def _this_directly(corpus: Corpus, place: Path) -> Site:
    """Build a site of one page, and in place of its index that of all documents."""
    first = replace(corpus, documents=corpus.documents[:1])
    _build(first, place, _SEARCH + _THAI_SEARCH)
    names = [group.names for group in corpus.names]
    rows = place / "documents.jsonl"
    with rows.open("w", encoding="utf-8", newline="\n") as file:
        for document in corpus.documents:
            meta = {META: {**_said(document), "names": names if document.number == 0 else []}}
            row = (f"d/{document.number:05d}/", document.title, _html(document), meta)
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    command = [sys.executable, str(DIRECT), str(rows), str(place / "site")]
    return _this(None, measure(command, {}, place).wall, place)


def _this(seconds: float | None, search_seconds: float, place: Path) -> Site:
    return Site(
        engine=THIS,
        root=place / "site",
        seconds=seconds,
        search_seconds=search_seconds,
        start="/search/",
        plain="/d/00000/",
        is_search=lambda path: path.startswith("/search/") and not path.endswith("/"),
        number=number_in,
        script=_script(THIS),
        typed=(("box", "/"), ("page", "/search/")),
    )


# -- Pagefind ------------------------------------------------------------------------------------------------------


def _pagefind(corpus: Corpus, place: Path, program: str | None = None) -> Site:
    root = place / "site"
    (root / "d").mkdir(parents=True)
    for document in corpus.documents:
        text = "\n".join(f"<p>{html.escape(line)}</p>" for line in document.paragraphs)
        page = root / "d" / f"{document.number:05d}" / "index.html"
        page.parent.mkdir()
        page.write_text(
            _PAGE.format(title=html.escape(document.title), text=text), encoding="utf-8"
        )
    command = [program] if program else [sys.executable, "-m", "pagefind"]
    seconds = measure([*command, "--site", str(root)], {}, place).wall
    shutil.copy(PAGES / "pagefind.html", root / "index.html")
    places = _places_of_pagefind(root)
    return Site(
        engine=PAGEFIND,
        root=root,
        seconds=seconds,
        search_seconds=seconds,
        start="/",
        plain="/d/00000/",
        is_search=lambda path: path.startswith("/pagefind/") and not _READY_MADE.search(path),
        number=places.get,
        script=_script(PAGEFIND),
    )


def _places_of_pagefind(root: Path) -> dict[str, int]:
    """Return the document of each name that Pagefind gives a page, from its files: asking it is a request each."""
    places = {}
    for file in (root / "pagefind" / "fragment").iterdir():
        text = gzip.decompress(file.read_bytes()).decode("utf-8")
        number = number_in(json.loads(text[text.index("{") :])["url"])
        if number is not None:
            places[file.stem] = number
    return places


def _script(engine: str) -> str:
    return "\n".join(
        (PAGES / name).read_text(encoding="utf-8") for name in ("common.js", f"{engine}.js")
    )
