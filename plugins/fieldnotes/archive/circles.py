"""What stands, over others or directly, under itself."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def circular(above: Mapping[K, K | None]) -> list[K]:
    """Return the keys from which the way up leads back to them."""
    found = []
    for start in above:
        seen = {start}
        current = above.get(start)
        while current is not None and current not in seen:
            seen.add(current)
            current = above.get(current)
        if current == start:
            found.append(start)
    return found
