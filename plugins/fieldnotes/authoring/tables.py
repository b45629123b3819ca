"""What stands in YAML beside the modules: words, grammars and lists, so that Python holds no Thai."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def table(package: str | None, name: str) -> dict[str, Any]:
    """Return what the file `name` of a package holds; `package` is the caller's `__package__`."""
    text = resources.files(package or __package__).joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
