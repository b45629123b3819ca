"""The search page at `search/`, and what each page of the site gets for its search box."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url

log = get_plugin_logger(__name__)

FOLDER = "search/"
"""Where all of search stands in the site."""

_ROOM = Path(__file__).parent
_SOURCE = FOLDER + "index.md"
_PLACE = FOLDER + "index.html"

_CONFIG = re.compile(
    r"""(<script\b[^>]*\bid=(["']?)__config\2(?=[\s>])[^>]*>)(?P<json>.*?)(</script>)""", re.DOTALL
)
"""The element in which Material's page tells its script what it needs; without quotes where a page was made smaller."""

_BOX = re.compile(r"""\bdata-md-component=(["']?)search-query\1(?=[\s>])""")
"""What Material's search box has."""

_WORKER = re.compile(r"assets/javascripts/workers/search\.[^/]*$")
"""The end of the address of Material's own worker."""

_HIGHLIGHT = "search.highlight"
"""The feature of Material that marks words by its own rules: marks.js does it, and nothing is marked twice."""


class Way(NamedTuple):
    """A page that leads on where search cannot."""

    title: str
    url: str


class SearchPage(Page):
    """The search page; its content is there once the navigation is known."""

    def __init__(self, file: File, config: MkDocsConfig) -> None:
        """Make the page of a file."""
        words = interface_words()["page"]
        super().__init__(words["title"], file, config)
        self.edit_url = None
        self.meta = {
            **words,
            "search": {"exclude": True},
            "hide": ["navigation", "toc", "feedback"],
        }

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing: there is no source."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render nothing yet."""
        self.content = ""
        self.toc = TableOfContents([])

    def fill(self, nav: Navigation, site_name: str, examples: Sequence[str], release: str) -> None:
        """Give the page its content.

        `nav` has the pages to which it leads, `examples` are queries, `release` is that of its script and style.
        """
        context = {
            "words": {**interface_words()["shown"], "site": f" - {site_name}"},
            "ways": tuple(_ways(nav, self.url)),
            "examples": examples,
            "release": release,
        }
        self.content = _templates().get_template("search.html").render(context)


@functools.cache
def interface_words() -> Mapping[str, Mapping[str, Any]]:
    """Return the Thai words of page and box: `page`, `shown`, `box`, `marks` (`words.yml`)."""
    text = resources.files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    words: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    return words


def add_search_page(files: Files, config: MkDocsConfig) -> SearchPage | None:
    """Add the search page to the site's files, unless the site has a page of its own there; return it."""
    standing = files.get_file_from_path(_SOURCE) or next(
        (file for file in files if file.dest_uri in (_PLACE, "search.html")), None
    )
    if standing is not None:
        log.info("No search page is made: '%s' stands at its address.", standing.src_uri)
        return None
    file = File.generated(config, _SOURCE, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    page = SearchPage(file, config)
    files.append(file)
    return page


def asks_stock_search(output: str) -> bool:
    """Whether this is a page of Material with a search box that does not ask our engine."""
    return _BOX.search(output) is not None and f"{FOLDER}starter.js" not in output


def box_page(output: str, page: str = "") -> str:
    """Return a page of the site whose search box asks our engine; any other text as it is.

    `page` is the address of the search page as seen from the folder `search/` ("./", "index.html"); "" where the
    site has none.
    """
    match = _CONFIG.search(output)
    if match is None:
        return output
    try:
        config = json.loads(match["json"])
    except json.JSONDecodeError:
        return output
    root, found = _WORKER.subn("", config.get("search") or "")
    if not found:
        root = config["base"].rstrip("/") + "/"
    config["search"] = f"{root}{FOLDER}starter.js"
    config["features"] = [name for name in config.get("features", ()) if name != _HIGHLIGHT]
    script = Markup('<script src="{}"{}></script>').format(
        f"{root}{FOLDER}box.js", Markup(' data-page="{}"').format(page) if page else ""
    )
    # Before Material's script, which it prepares.
    return "".join(
        (
            output[: match.start()],
            match[1],
            str(htmlsafe_json_dumps(config)),
            match[4],
            str(script),
            output[match.end() :],
        )
    )


@functools.cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _ways(nav: Navigation, here: str) -> Iterator[Way]:
    """Yield the navigation's first level: a section as its first page."""
    for item in nav.items:
        first = _first_page(item) if isinstance(item, Section) else item
        url = getattr(first, "url", None)
        if url is None:
            continue
        is_page = isinstance(first, Page)
        # MkDocs keeps titles as HTML.
        title = Markup(item.title or "").striptags()  # noqa: S704 - undone at once
        if title:
            yield Way(title, get_relative_url(url, here) if is_page else url)


def _first_page(section: Section) -> Page | None:
    for child in section.children:
        found = _first_page(child) if isinstance(child, Section) else child
        if isinstance(found, Page):
            return found
    return None
