"""Building a small site that is no archive: Material, the stock search and ours, and pages in Markdown."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from built_site import environment, write_tree


def build_plain(folder: Path, pages: Mapping[str, str], **options: Any) -> Path:
    """Build a site of these Markdown pages with these options of `mkdocs.yml`; return the folder of the site."""
    return run_plain(folder, pages, **options)[0]


def run_plain(
    folder: Path, pages: Mapping[str, str], *, strict: bool = True, **options: Any
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Build as `build_plain` does, and return what the build said too; it must have succeeded.

    `strict` takes a warning for a failure.
    """
    write_tree(folder / "docs", pages)
    theme = options.pop("theme", {})
    assert isinstance(theme, dict)
    values = {
        "site_name": "เว็บไซต์อื่น",
        "theme": {"name": "material", "language": "th", "font": False, **theme},
        "plugins": [{"search": {"lang": "th"}}, "thai-search"],
        **options,
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(file), "-d", str(site)]
    result = subprocess.run(
        [*command, *(["--strict"] if strict else [])],
        env=environment(folder),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return site, result
