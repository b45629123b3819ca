"""Measure the archive on notes of its own: python3 scripts/benchmark.py build --notes 1000 [--notes 5000]…

What is measured is always set against something measured in the same run, turn and turn about, on the same
made-up notes (tests/made_archive.py): seconds alone say more of the machine than of the project. A
missed target is printed, never an exit code.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

import environment

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


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.required = True
    build = commands.add_parser(
        "build",
        help="this build against plain MkDocs with Material, search and tags",
    )
    build.add_argument(
        "--notes",
        type=_positive,
        action="append",
        metavar="N",
        help="how many notes (may be given more than once; default: {0})".format(FEW),
    )
    build.add_argument(
        "--repeat",
        type=_positive,
        default=1,
        metavar="R",
        help="builds of each, whose median counts",
    )
    build.add_argument("--seed", type=int, default=0, help="other notes of the same kind")
    build.set_defaults(run=measure_builds)
    options = parser.parse_args()
    environment.enter(environment.RUN)
    with tempfile.TemporaryDirectory(prefix="fieldnotes-benchmark-") as folder:
        try:
            options.run(options, Path(folder))
        except BuildFailed as failure:
            environment.say(str(failure))
            return 1
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


class BuildFailed(Exception):
    """A measured command did not succeed; the text is what it wrote."""


class Progress:
    """One line that says what is being done: in a terminal, never in a log."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def say(self, text: str) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K" + text)
            sys.stderr.flush()


class Cost(NamedTuple):
    """What a process took: seconds, and MiB at its peak. CPU and memory are None where the system does not tell."""

    wall: float
    cpu: Optional[float]
    memory: Optional[float]


def measure(command: Sequence[str], variables: Dict[str, str], folder: Path) -> Cost:
    """Run a command in a folder to its end and return what it took, with the processes that it waited for.

    Of several processes the memory is that of the largest.
    """
    log = folder / "benchmark.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=str(folder),
            env=dict(os.environ, **variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        cpu, memory = _wait(child)
        wall = time.perf_counter() - start
    if child.returncode:
        raise BuildFailed(
            "{0}\n{1}".format(" ".join(command), log.read_text("utf-8", "replace")[-4000:])
        )
    return Cost(wall, cpu, memory)


def _wait(child: "subprocess.Popen[bytes]") -> Tuple[Optional[float], Optional[float]]:
    if sys.platform == "win32":
        child.wait()
        return None, None
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    # KiB on Linux, bytes on macOS.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


# -- build -------------------------------------------------------------------------------------------------------


def measure_builds(options: argparse.Namespace, folder: Path) -> None:
    """Build the sites for each number of notes and print what they took."""
    progress = Progress()
    counts: List[int] = sorted(set(options.notes or [FEW]))
    # Once through everything, so that no build pays for reading the libraries from the disk.
    _measure_all(_make(folder, 10, options.seed), 1, progress)
    results = {}
    for count in counts:
        progress.say("{0} notes: making them up".format(count))
        notes = _make(folder, count, options.seed)
        results[count] = _measure_all(notes, options.repeat, progress, "{0} notes".format(count))
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
        target.write_text("---\n{0}---\n{1}".format(kept, body), encoding="utf-8", newline="\n")


def copy_own_project(project: Path) -> None:
    """Copy what the real site is made of, records apart: a fresh folder has no caches of an earlier build."""
    project.mkdir()
    shutil.copy(str(environment.ROOT / "mkdocs.yml"), str(project))
    shutil.copytree(str(environment.ROOT / "docs"), str(project / "docs"))


def _measure_all(
    notes: Path, repeat: int, progress: Progress, label: str = "warming up"
) -> Dict[str, Cost]:
    """Return the median cost of each build; they take turns, and each site is removed at once."""
    place = notes.parent
    costs: Dict[str, List[Cost]] = {name: [] for name in ("this", *BASELINES)}
    for turn in range(repeat):
        for name, taken in costs.items():
            progress.say("{0}: {1} build, {2} of {3}".format(label, name, turn + 1, repeat))
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


def _median(figures: Iterable[Optional[float]]) -> Optional[float]:
    known = [figure for figure in figures if figure is not None]
    return statistics.median(known) if known else None


def _print_builds(results: Dict[int, Dict[str, Cost]]) -> None:
    row = "{0:>7}  {1:<20}{2:>9}{3:>9}{4:>11}"
    print(row.format("notes", "build", "wall, s", "CPU, s", "peak, MiB"))
    for count, costs in results.items():
        for name, cost in costs.items():
            print(
                row.format(count, name, _shown(cost.wall), _shown(cost.cpu), _shown(cost.memory, 0))
            )
        for name in BASELINES:
            ratios = (_ratio(*pair) for pair in zip(costs["this"], costs[name]))
            print(row.format(count, "this / " + name, *map(_shown, ratios)))
    print()
    for fewer, more in zip(results, list(results)[1:]):
        for name in results[more]:
            growth = _ratio(results[more][name].cpu, results[fewer][name].cpu)
            print("CPU of {0} notes / {1}, {2}: {3}".format(more, fewer, name, _shown(growth)))
    if FEW in results:
        costs = results[FEW]
        _print_target(
            "wall time of {0} notes, this / plain".format(FEW),
            _ratio(costs["this"].wall, costs["plain"].wall),
            WALL_RATIO,
        )
    if FEW in results and MANY in results:
        _print_target(
            "CPU time of {0} notes / {1}, this".format(MANY, FEW),
            _ratio(results[MANY]["this"].cpu, results[FEW]["this"].cpu),
            CPU_GROWTH,
        )


def _print_target(what: str, found: Optional[float], most: float) -> None:
    verdict = "not measured here" if found is None else "met" if found <= most else "missed"
    print("target: {0} <= {1}: {2} ({3})".format(what, most, _shown(found), verdict))


def _ratio(one: Optional[float], other: Optional[float]) -> Optional[float]:
    return one / other if one is not None and other else None


def _shown(figure: Optional[float], digits: int = 2) -> str:
    return "-" if figure is None else "{0:.{1}f}".format(figure, digits)


if __name__ == "__main__":
    sys.exit(main())
