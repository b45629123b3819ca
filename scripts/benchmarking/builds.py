"""Builds: this one against MkDocs and Material as they come, on the same made-up notes in the same run."""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import environment
from benchmarking.processes import Cost, Progress, measure

GENERATOR = environment.ROOT / "tests" / "made_archive.py"

WALL_RATIO = 1.3
"""Most that a build of FEW notes may take of a plain one's wall time."""
CPU_GROWTH = 5.3
"""Most that a build of MANY notes may take of the CPU time of one of FEW."""
FEW, MANY = 1000, 5000

PLAIN_CONFIG = """\
site_name: Plain MkDocs
nav:
  - index.md
not_in_nav: "*"
theme:
  name: material
  language: th
  font: false
plugins:
  - search:
      lang: th
  - tags
"""
"""MkDocs and Material as they come, with search and tags, and the notes outside the nav."""

RECOMMENDED_CONFIG = (
    PLAIN_CONFIG
    + """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - toc:
      permalink: true
  - pymdownx.arithmatex:
      generic: true
  - pymdownx.betterem
  - pymdownx.caret
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
  - pymdownx.tasklist:
      custom_checkbox: true
  - pymdownx.tilde
"""
)
"""The same with the extensions that Material's documentation recommends (but emoji, which no note has).

They are what most sites with Material pay for, and what a note needs of them (footnotes, attributes) is here.
"""

BASELINES = {"plain": PLAIN_CONFIG, "recommended": RECOMMENDED_CONFIG}
"""What this build is set against, by the name of its row. The target is about the first."""


def measure_builds(options: argparse.Namespace, folder: Path) -> None:
    """Build the sites for each number of notes and print what they took."""
    progress = Progress()
    counts: list[int] = sorted(set(options.notes or [FEW]))
    # Once through everything, so that no build pays for reading the libraries from the disk.
    _measure_all(_make(folder, 10, options.seed), 1, progress)
    results = {}
    for count in counts:
        progress.say(f"{count} notes: making them up")
        notes = _make(folder, count, options.seed)
        results[count] = _measure_all(notes, options.repeat, progress, f"{count} notes")
        shutil.rmtree(str(notes.parent))
    progress.say("")
    _print_builds(results)


def _make(folder: Path, count: int, seed: int) -> Path:
    """Make an archive and the plain projects of it, and return the folder of its notes.

    In a process of its own: a large parent would be counted to the memory of the processes it starts.
    """
    place = folder / str(count)
    notes = place / "notes"
    place.mkdir()
    measure(
        [sys.executable, str(GENERATOR), str(notes), "--notes", str(count), "--seed", str(seed)],
        {},
        place,
    )
    for name, config in BASELINES.items():
        write_plain_project(notes, place / name, config)
    return notes


def write_plain_project(notes: Path, project: Path, config: str) -> None:
    """Write an MkDocs project of the same notes, with what it understands of their fronts: title and tags."""
    docs = project / "docs"
    (docs / "notes").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    (docs / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n", encoding="utf-8")
    for note in sorted(notes.glob("[0-9]*/*.md")):
        _, front, body = note.read_text(encoding="utf-8").split("---\n", 2)
        kept = "".join(
            line + "\n" for line in front.splitlines() if line.startswith(("title: ", "tags: "))
        )
        target = docs / "notes" / note.parent.name / note.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(f"---\n{kept}---\n{body}", encoding="utf-8", newline="\n")


def copy_own_project(project: Path) -> None:
    """Copy what the real site is made of, records apart: a fresh folder has no caches of an earlier build."""
    project.mkdir()
    shutil.copy(str(environment.ROOT / "mkdocs.yml"), str(project))
    shutil.copytree(str(environment.ROOT / "docs"), str(project / "docs"))


def _measure_all(
    notes: Path, repeat: int, progress: Progress, label: str = "warming up"
) -> dict[str, Cost]:
    """Return the median cost of each build; they take turns, and each site is removed at once."""
    place = notes.parent
    costs: dict[str, list[Cost]] = {name: [] for name in ("this", *BASELINES)}
    for turn in range(repeat):
        for name, taken in costs.items():
            progress.say(f"{label}: {name} build, {turn + 1} of {repeat}")
            project = place / name
            if name == "this":
                copy_own_project(project)
            site = place / "site"
            command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
            if name == "this":
                command.append("--strict")
            taken.append(measure(command, {"FIELDNOTES_NOTES": str(notes)}, project))
            shutil.rmtree(str(site))
            if name == "this":
                shutil.rmtree(str(project))
    return {name: median_cost(taken) for name, taken in costs.items()}


def median_cost(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure by itself."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        _median(cost.cpu for cost in costs),
        _median(cost.memory for cost in costs),
    )


def _median(figures: Iterable[float | None]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return statistics.median(known) if known else None


def _print_builds(results: dict[int, dict[str, Cost]]) -> None:
    row = "{0:>7}  {1:<20}{2:>9}{3:>9}{4:>11}"
    print(row.format("notes", "build", "wall, s", "CPU, s", "peak, MiB"))
    for count, costs in results.items():
        for name, cost in costs.items():
            print(
                row.format(count, name, _shown(cost.wall), _shown(cost.cpu), _shown(cost.memory, 0))
            )
        for name in BASELINES:
            ratios = (_ratio(*pair) for pair in zip(costs["this"], costs[name], strict=False))
            print(row.format(count, "this / " + name, *map(_shown, ratios)))
    print()
    for fewer, more in zip(results, list(results)[1:], strict=False):
        for name in results[more]:
            growth = _ratio(results[more][name].cpu, results[fewer][name].cpu)
            print(f"CPU of {more} notes / {fewer}, {name}: {_shown(growth)}")
    if FEW in results:
        costs = results[FEW]
        _print_target(
            f"wall time of {FEW} notes, this / plain",
            _ratio(costs["this"].wall, costs["plain"].wall),
            WALL_RATIO,
        )
    if FEW in results and MANY in results:
        _print_target(
            f"CPU time of {MANY} notes / {FEW}, this",
            _ratio(results[MANY]["this"].cpu, results[FEW]["this"].cpu),
            CPU_GROWTH,
        )


def _print_target(what: str, found: float | None, most: float) -> None:
    verdict = "not measured here" if found is None else "met" if found <= most else "missed"
    print(f"target: {what} <= {most}: {_shown(found)} ({verdict})")


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def _shown(figure: float | None, digits: int = 2) -> str:
    return "-" if figure is None else "{0:.{1}f}".format(figure, digits)
