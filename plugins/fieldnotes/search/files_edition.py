"""The edition of a site that is opened from files, without a server: what browsers refuse there stands otherwise.

A page that was opened from a file may start no worker, load no module and fetch nothing, not even what lies beside it,
but it may load classic scripts. So data become scripts, and each address names a file.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from fieldnotes.search.search_page import FOLDER

_INSTANT = "navigation.instant"
"""Material's features that fetch pages all begin so."""

_UNASKED = (
    "404.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "assets/javascripts/lunr/**/*",
    "assets/javascripts/workers/*",
    "assets/**/*.map",
)
"""What only a server, a crawler or a worker asks for, or who looks into the theme."""


def prepare(config: MkDocsConfig) -> None:
    """Have each address name a file, none the host, and no page fetched."""
    config.use_directory_urls = False
    config.site_url = ""
    features = config.theme.get("features") or []
    config.theme["features"] = [name for name in features if not name.startswith(_INSTANT)]


def index_script(path: str, data: bytes) -> str:
    """Return the script that hands a file of the index to the engine."""
    packed = base64.b64encode(data).decode("ascii")
    return f"thaiSearchFile({json.dumps(path)}, {json.dumps(packed)});\n"


def settle(site: Path) -> None:
    """Put the stock index where Material's script looks for it when opened from a file; remove what none asks for."""
    stock = site / FOLDER / "search_index.json"
    if stock.is_file():
        text = stock.read_text(encoding="utf-8")
        script = stock.with_suffix(".js")
        script.write_text(f"var __index = {text.strip()};\n", encoding="utf-8", newline="\n")
        stock.unlink()
    for pattern in _UNASKED:
        for file in [found for found in site.glob(pattern) if found.is_file()]:
            file.unlink()
