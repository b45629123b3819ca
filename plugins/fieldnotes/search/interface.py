"""The scripts and the style of all that the reader touches, as they stand in the site."""

from __future__ import annotations

import json
from pathlib import Path

from fieldnotes.search import folding
from fieldnotes.search.scripts import ENGINE, script, stripped, with_data
from fieldnotes.search.search_page import FOLDER, interface_words

_STYLE = Path(__file__).parent / "assets" / "thai-search.css"


def interface_files(version: str) -> dict[str, str]:
    """Return the files by their paths in the site; `version` is that of the index, which the engine asks for.

    `starter.js` and `box.js` are loaded with every page. The others wait: `engine.js` and `rows.js` for the box to get
    focus, `marks.js` for a page that a result leads to, `page.js` for the search page.
    """
    words = interface_words()
    return {
        FOLDER + name: text
        for name, text in {
            "starter.js": script(["starter.js"], _data(version=version)),
            "engine.js": with_data([*ENGINE, "worker.js"], version=version),
            "box.js": script(["box.js"], _data(version=version)),
            "rows.js": script(["voice.js", "rows.js"], _data(words=words["box"])),
            "marks.js": script(
                ["engine/fold.js", "marks.js"], _data(words=words["marks"], fold=folding.tables())
            ),
            "page.js": script(["voice.js", "page.js"]),
            "thai-search.css": stripped(_STYLE.read_text(encoding="utf-8")),
        }.items()
    }


def _data(**values: object) -> str:
    return f"const DATA = {json.dumps(values, ensure_ascii=False, separators=(',', ':'))};\n"
