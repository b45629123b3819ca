"""The scripts and the style of all that the reader touches, as they stand in the site."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path

from fieldnotes.search import folding
from fieldnotes.search.scripts import ENGINE, SOURCES, data, script, stripped, with_data
from fieldnotes.search.search_page import FOLDER, interface_words

_STYLE = Path(__file__).parent / "assets" / "thai-search.css"


def interface_files(version: str) -> dict[str, str]:
    """Return the files by their paths in the site; `version` is that of the index, which the engine asks for.

    `starter.js` and `box.js` are loaded with every page. The others wait: `engine.js` and `rows.js` for the box to get
    focus, `marks.js` for a page that a result leads to, `page.js` for the search page. They are asked for with what
    changes when they do, so that none that a browser has kept meets another's engine.
    """
    words = interface_words()
    early = [f"index/{version}/{name}.bin" for name in ("head", "names")]
    versions = {"version": f"{version}-{release()}", "release": release()}
    return {
        FOLDER + name: text
        for name, text in {
            "starter.js": script(["starter.js"], _data(version=versions["version"], early=early)),
            "engine.js": with_data(
                [*ENGINE, "worker.js", "release.js"], version=version, release=release()
            ),
            "box.js": script(["box.js"], _data(**versions, missing=words["box"]["missing"])),
            "rows.js": script(
                ["voice.js", "shared.js", "dress.js", "rows.js"],
                _data(words=words["box"], release=release()),
            ),
            "marks.js": script(
                ["engine/fold.js", "engine/clusters.js", "shared.js", "dress.js", "marks.js"],
                _data(words=words["marks"], release=release(), fold=folding.tables()),
            ),
            "page.js": script(["voice.js", "shared.js", "page.js"]),
            "unready.js": stripped((SOURCES / "unready.js").read_text(encoding="utf-8")),
            "thai-search.css": stripped(_STYLE.read_text(encoding="utf-8")),
        }.items()
    }


@functools.cache
def release() -> str:
    """Return what changes whenever a script, the style or their words do."""
    sources = sorted(file for file in SOURCES.rglob("*.js"))
    read = b"".join(file.read_bytes() for file in [*sources, _STYLE])
    tables = json.dumps([data(), interface_words()], ensure_ascii=False)
    return hashlib.sha256(read + tables.encode("utf-8")).hexdigest()[:8]


def _data(**values: object) -> str:
    return f"const DATA = {json.dumps(values, ensure_ascii=False, separators=(',', ':'))};\n"
