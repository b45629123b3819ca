"""Three texts side by side: what two of them made of the third, stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher


def regions(
    before: Sequence[str], mine: Sequence[str], new: Sequence[str]
) -> Iterable[tuple[slice, slice, slice]]:
    """Stretches of the three texts that belong together: lines that all three share, and what stands between them."""
    in_mine = _matches(before, mine)
    in_new = _matches(before, new)
    b = m = n = 0
    for place in [one for one in range(len(before)) if one in in_mine and one in in_new]:
        if (b, m, n) != (place, in_mine[place], in_new[place]):
            yield slice(b, place), slice(m, in_mine[place]), slice(n, in_new[place])
        b, m, n = place + 1, in_mine[place] + 1, in_new[place] + 1
        yield slice(place, b), slice(m - 1, m), slice(n - 1, n)
    if b < len(before) or m < len(mine) or n < len(new):
        yield slice(b, len(before)), slice(m, len(mine)), slice(n, len(new))


def _matches(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
