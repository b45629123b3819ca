"""Building whole sites for tests, as a user does: a folder of records, the project's own configuration, one command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = ROOT / "mkdocs.yml"
REAL_NOTES = ROOT / "notes"


def write_tree(folder: Path, files: Mapping[str, str]) -> Path:
    """Write text files by their relative paths and return the folder."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def configuration(folder: Path, **options: object) -> Path:
    """Write a configuration that is the project's own but for some options; its docs stay the project's."""
    file = folder / "mkdocs.yml"
    folder.mkdir(parents=True, exist_ok=True)
    values = {"INHERIT": str(CONFIGURATION), "docs_dir": str(ROOT / "docs"), **options}
    file.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    return file


def environment(notes: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a command that reads these records and nothing of the caller's addresses."""
    kept = {
        name: value for name, value in os.environ.items() if name not in ("SITE_URL", "REPO_URL")
    }
    return {**kept, "FIELDNOTES_NOTES": str(notes), "PYTHONUTF8": "1", **variables}


def run_build(
    notes: Path, site: Path, config: Path = CONFIGURATION, program: str = "mkdocs", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Build a site in a process of its own, strictly, and return what came of it."""
    return subprocess.run(
        [sys.executable, "-m", program, "build", "--strict", "-f", str(config), "-d", str(site)],
        env=environment(notes, **variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build(
    notes: Path, site: Path, config: Path = CONFIGURATION, program: str = "mkdocs", **variables: str
) -> Path:
    """Build a site that must succeed and return its folder."""
    result = run_build(notes, site, config, program, **variables)
    assert result.returncode == 0, result.stdout + result.stderr
    return site


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site with its bytes."""
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


@dataclass
class Page:
    """What a built page holds: its ids (with how often), and its links and resources as written."""

    ids: dict[str, int] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Gathers ids, links and resources of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if identifier := values.get("id"):
            self.page.ids[identifier] = self.page.ids.get(identifier, 0) + 1
        leads = tag in ("a", "area") or values.get("rel") in ("canonical", "next", "prev", "edit")
        if leads and "href" in values:
            self.page.links.append(values["href"])
        elif tag == "link" and "href" in values:
            self.page.resources.append(values["href"])
        elif tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.page.links.append(values.get("content", "").partition("url=")[2])
        elif "src" in values:
            self.page.resources.append(values["src"])


def read_page(file: Path) -> Page:
    """Read one built page."""
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    return reader.page


def dead_links(site: Path, base: str = "/") -> Iterator[str]:
    """Yield each link, anchor or resource of a site that leads nowhere; `base` is the site's path on its host."""
    pages = {file: read_page(file) for file in sorted(site.rglob("*.html"))}
    for file, page in pages.items():
        for target in (*page.links, *page.resources):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            if parts.path.startswith("/"):
                path = site / unquote(parts.path).removeprefix(base).lstrip("/")
            else:
                path = file.parent / unquote(parts.path) if parts.path else file
            resolved = Path(os.path.normpath(path))
            if resolved.is_dir():
                resolved = resolved / "index.html"
            where = file.relative_to(site).as_posix()
            if not resolved.is_file():
                yield f"{where}: {target}"
            elif parts.fragment and resolved in pages:
                fragment = unquote(parts.fragment)
                # Material reads an address that begins with two underscores as one of its own switches.
                if fragment not in pages[resolved].ids and not fragment.startswith("__"):
                    yield f"{where}: {target} (no such anchor)"
