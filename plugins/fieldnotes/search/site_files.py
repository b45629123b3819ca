"""All that search writes into a built site: the files of the index, and the scripts that ask for them."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Mapping
from pathlib import Path

from fieldnotes.search.files_edition import index_script
from fieldnotes.search.interface import interface_files
from fieldnotes.search.search_page import FOLDER


def write(site: Path, index: Mapping[str, bytes], *, as_scripts: bool = False) -> None:
    """Write an index (path -> compressed bytes) and its scripts, and remove the index of any earlier build.

    The version stands in the path of each file, since a static host takes no notice of what stands behind `?`: a page
    that is still open finds nothing of its own index, rather than a part of another. `as_scripts` is for a site that is
    opened from files.
    """
    version = json.loads(zlib.decompress(index["head"]))["version"]
    folder = site / FOLDER / "index"
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in index.items():
        if as_scripts:
            _write(folder / version / f"{path}.js", index_script(path, data).encode("ascii"))
        else:
            _write(folder / version / f"{path}.bin", data)
    for path, text in interface_files(version).items():
        _write(site / path, text.encode("utf-8"))


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
