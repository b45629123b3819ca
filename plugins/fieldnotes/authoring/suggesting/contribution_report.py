"""What a note gives to the archive, as a person or a program reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from fieldnotes.archive.problems import Language, shown
from fieldnotes.authoring.suggesting.contribution import Contribution
from fieldnotes.authoring.suggesting.report import MOST_SHOWN, label, words


def added(given: Contribution, language: Language) -> Iterator[str]:
    """Yield a sentence for each kind of thing that a note adds."""
    said = words(language)["contribution"]
    rows: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("meeting", (given.meeting,) if given.meeting else ()),
        ("part", (given.part,) if given.part else ()),
        ("items", tuple(label(one, language) for one in given.items)),
        ("continued", tuple(label(one, language) for one in given.continued)),
        ("organisations", given.organisations),
        ("tags", given.tags),
        ("places", given.places),
        ("claims", (str(given.claims),) if given.claims else ()),
    )
    for kind, names in rows:
        if names:
            yield said[kind].format(names=", ".join(shown(name, MOST_SHOWN) for name in names))
    for end in given.closes:
        yield said[f"closes-{end}"]


def gaps(given: Contribution, language: Language) -> Iterator[str]:
    """Yield a sentence for each thing that is still missing."""
    said = words(language)["contribution"]
    for gap in given.gaps:
        yield said[gap.kind].format(
            name=shown(gap.name or "", MOST_SHOWN),
            reference=label(gap.reference, language) if gap.reference is not None else "",
        )


def write_contribution(given: Contribution, language: Language, output: TextIO) -> None:
    """Write what a note adds, and what is still missing."""
    said = words(language)["contribution"]
    output.write(f"\n{said['title']}\n")
    sentences = list(added(given, language)) or [said["nothing"]]
    output.writelines(f"- {sentence}\n" for sentence in sentences)
    if given.gaps:
        output.write(f"{said['gaps']}\n")
        output.writelines(f"- {sentence}\n" for sentence in gaps(given, language))


def contribution_as_json(given: Contribution, language: Language) -> dict[str, Any]:
    """Return plain values: what is added, in fields, and sentences on what is missing."""
    return {
        "organisations": list(given.organisations),
        "tags": list(given.tags),
        "places": list(given.places),
        "meeting": given.meeting,
        "part": given.part,
        "closes": list(given.closes),
        "items": [label(one, "th") for one in given.items],
        "continued": [label(one, "th") for one in given.continued],
        "claims": given.claims,
        "gaps": [
            {"code": gap.kind, "message": sentence}
            for gap, sentence in zip(given.gaps, gaps(given, language), strict=True)
        ],
    }
