"""Write this project's index of many documents into a built site, without building a page of each.

    python direct.py DOCUMENTS SITE

Each line of DOCUMENTS is what the plugin gets of a page: address, title, HTML, metadata. The time this takes is that of
the search's part of a build.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fieldnotes.search import index, site_files
from fieldnotes.search.documents import document


def main() -> None:
    """Write the index and the scripts that go with it."""
    rows, site = map(Path, sys.argv[1:])
    with rows.open(encoding="utf-8") as lines:
        files = index.build([document(*json.loads(line)) for line in lines])
    site_files.write(site, files)


if __name__ == "__main__":
    main()
