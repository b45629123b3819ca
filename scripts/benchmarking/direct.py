"""Write this project's index of many documents into a built site, without building a page of each.

    python direct.py DOCUMENTS SITE

Each line of DOCUMENTS is what the plugin gets of a page: address, title, HTML, metadata. The time this takes is that of
the search's part of a build.
"""

from __future__ import annotations

import json
import shutil
import sys
import zlib
from pathlib import Path

from fieldnotes.search import index
from fieldnotes.search.documents import document
from fieldnotes.search.interface import interface_files


def main() -> None:
    """Write the index and the scripts that go with it."""
    rows, site = map(Path, sys.argv[1:])
    with rows.open(encoding="utf-8") as lines:
        files = index.build([document(*json.loads(line)) for line in lines])
    folder = site / "search" / "index"
    shutil.rmtree(folder)
    for path, data in files.items():
        file = folder / f"{path}.bin"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    version = json.loads(zlib.decompress(files["head"]))["version"]
    for path, text in interface_files(version).items():
        (site / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
