"""Measure the archive, always beside something else in the same run: python3 scripts/benchmark.py COMMAND --help.

`build` sets this build against plain MkDocs, on made-up notes (tests/made_archive.py), turn and turn about.
`search` sets this search against Material's own and Pagefind, over a corpus of yours or a made-up one
(tests/made_search_corpus.py), in a real browser with a line of 60 ms and 9 Mb/s.
`suggest` sets what is suggested for a note against plain ways, on texts of yours.

Seconds alone say more of the machine than of the project. A missed target is printed, never an exit code.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import List

import environment


def main() -> int:
    parser = environment.parser(__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.required = True
    add_build(commands.add_parser("build", help="this build against plain MkDocs with Material"))
    add_search(commands.add_parser("search", help="this search against Material's and Pagefind"))
    add_suggest(commands.add_parser("suggest", help="suggested tags and names against plain ways"))
    options = parser.parse_args()
    environment.enter(environment.BENCHMARK if options.command == "search" else environment.RUN)

    if options.command == "suggest":
        return suggest(options)

    from benchmarking import builds
    from benchmarking.processes import BuildFailed

    with tempfile.TemporaryDirectory(prefix="fieldnotes-benchmark-") as folder:
        try:
            if options.command == "build":
                builds.measure_builds(options, Path(folder))
            else:
                # Needs what BENCHMARK locks.
                from benchmarking import corpus, search

                try:
                    search.run(options, Path(folder))
                except corpus.BadFile as fault:
                    environment.say(str(fault))
                    return 2
        except BuildFailed as failure:
            environment.say(str(failure))
            return 1
    return 0


def suggest(options: argparse.Namespace) -> int:
    from benchmarking import corpus, suggestions

    if options.notes is None:
        options.notes = environment.ROOT / "notes"
    try:
        suggestions.run(options)
    except corpus.BadFile as fault:
        environment.say(str(fault))
        return 2
    return 0


def add_suggest(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--tags", help="tagged posts, as JSON lines (.jsonl, .jsonl.gz)", type=Path, metavar="FILE"
    )
    command.add_argument(
        "--organisations", help="sentences with spans, as JSON lines", type=Path, metavar="FILE"
    )
    command.add_argument(
        "--seed-spans",
        help="spans in a note, as JSON, and the note's text",
        type=Path,
        nargs=2,
        metavar=("SPANS", "TEXT"),
    )
    command.add_argument(
        "--notes", help="whose organisations are on record for that note", type=Path, metavar="DIR"
    )
    command.add_argument("--documents", type=_positive, metavar="N", help="posts to read at most")
    command.add_argument(
        "--splits",
        type=int,
        default=0,
        metavar="N",
        help="measure tags also from archives of four fifths of the posts, in so many splits",
    )


def add_build(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--notes",
        type=_positive,
        action="append",
        metavar="N",
        help="how many notes (may be given more than once; default: 1000)",
    )
    command.add_argument(
        "--repeat",
        type=_positive,
        default=1,
        metavar="R",
        help="builds of each, whose median counts",
    )
    command.add_argument("--seed", type=int, default=0, help="other notes of the same kind")


def add_search(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--corpus",
        help="documents, as JSON lines (.jsonl, .jsonl.gz); default: made up",
        type=Path,
        metavar="FILE",
    )
    command.add_argument("--queries", help="queries, as JSON", type=Path, metavar="FILE")
    command.add_argument(
        "--tags",
        help="tagged posts, as JSON lines: relevance with hashtags as queries (not measured without)",
        type=Path,
        metavar="FILE",
    )
    command.add_argument(
        "--documents",
        type=_positive,
        metavar="N",
        help="how many documents to make up, or to read of a corpus",
    )
    command.add_argument(
        "--limit", type=_positive, metavar="N", help="queries of each kind at most"
    )
    command.add_argument(
        "--timed",
        type=int,
        default=24,
        metavar="N",
        help="queries whose first result is timed in a fresh browser each (default: 24; 0: none)",
    )
    command.add_argument(
        "--without",
        type=_names,
        default=[],
        metavar="ENGINES",
        help="engines to leave out, with commas between: this, material, pagefind",
    )
    command.add_argument(
        "--pagefind", metavar="PROGRAM", help="another release of Pagefind than the locked one"
    )
    command.add_argument(
        "--faults", type=int, default=40, metavar="N", help="queries that fall short to name"
    )
    command.add_argument("--seed", type=int, default=0, help="other documents of the same kind")


def _names(text: str) -> List[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in ("this", "material", "pagefind"):
            raise argparse.ArgumentTypeError("no such engine: {0}".format(name))
    return names


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
