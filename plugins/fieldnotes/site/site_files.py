"""The files of the site as MkDocs wants them: pages of the archive, redirects, images of records, assets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from fieldnotes.site.links import FILES, Addresses, root_from
from fieldnotes.site.page_spec import RedirectSpec
from fieldnotes.site.pages import address_of
from fieldnotes.site.references import is_shown
from fieldnotes.site.templating import ASSETS, Templates

ASSETS_IN_SITE = "assets/fieldnotes/"


def addresses_of(files: Files) -> Addresses:
    """Return where all pages stand, those of `docs/` too."""
    return Addresses(
        {
            address_of(file): file.page.url if file.page else _url(file)
            for file in files.documentation_pages()
        }
    )


def redirects(
    specs: Iterator[RedirectSpec], addresses: Addresses, templates: Templates, config: MkDocsConfig
) -> Iterator[File]:
    """Yield a page at each address of before, but where a page stands now or nothing to lead to."""
    pages = addresses.pages
    for spec in specs:
        if spec.address not in pages and spec.to in pages:
            path = f"{spec.address}{'/index' if config.use_directory_urls else ''}.html"
            html = templates.render(
                "redirect.html", {"url": root_from(path) + pages[spec.to], "to": spec.to}
            )
            yield File.generated(config, path, content=html, inclusion=InclusionLevel.NOT_IN_NAV)


def images(paths: tuple[str, ...], notes: str, config: MkDocsConfig) -> Iterator[File]:
    """Yield the images that texts show, by their paths in the folder `notes`."""
    for path in paths:
        source = Path(notes, *path.split("/"))
        if is_shown(path) and source.is_file():
            yield _copied(config, FILES + path, source)


def assets(config: MkDocsConfig) -> Iterator[File]:
    """Yield the styles and pictures of our own pages."""
    for path in asset_paths():
        yield _copied(config, ASSETS_IN_SITE + path, ASSETS / path)


def styles() -> list[str]:
    """Return the paths in the site of our own style sheets."""
    return [ASSETS_IN_SITE + path for path in asset_paths() if path.endswith(".css")]


def asset_paths() -> list[str]:
    """Return the files in `assets/`, as paths below it."""
    return sorted(
        path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*") if path.is_file()
    )


def _copied(config: MkDocsConfig, path: str, source: Path) -> File:
    return File.generated(
        config, path, abs_src_path=os.fspath(source), inclusion=InclusionLevel.NOT_IN_NAV
    )


def _url(file: File) -> str:
    return "" if file.url in (".", "./") else file.url
