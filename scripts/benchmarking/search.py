"""Searching in Thai: this project, Material's own search and Pagefind, over the same documents in the same run."""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarking import made, sites, tagged
from benchmarking.asking import (
    Answer,
    Seen,
    Speed,
    answers,
    running_browser,
    seen,
    speed,
    whole_rankings,
)
from benchmarking.corpus import GIVEN, Corpus, read_documents, read_queries
from benchmarking.hosting import disk_size
from benchmarking.metrics import mean, precision_at, preferred_first, recall
from benchmarking.processes import Progress
from benchmarking.reports import shown, table
from benchmarking.sites import ENGINES, THIS, Site
from benchmarking.truth import Asked, Oracle, ask

EXACT_UP_TO = 200
"""Hits up to which a total has to be exact."""
MISSPELT = ("typo", "wrong letter", "missing letter", "extra letter", "swapped letters")
"""How the names of kinds begin whose queries are misspelt by a letter."""


class Quality(NamedTuple):
    """Figures of one engine over some queries; None where no query tells."""

    recall: float | None
    precision: float | None
    whole_first: float | None
    empty: float | None
    exact_few: float | None
    exact: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was found out about one engine."""

    site: Site
    size: tuple[int, int]
    answers: Sequence[Answer]
    speed: Speed | None
    seen: Sequence[Seen | None]


def quality(asked: Sequence[Asked], found: Sequence[Answer]) -> Quality:
    """Return the figures of some queries. A query without any relevant document counts in totals alone."""
    pairs = [(one, answer) for one, answer in zip(asked, found, strict=True) if one.relevant]
    first = [preferred_first(answer.documents, one.whole) for one, answer in pairs]
    totals = [(one.total, answer.total) for one, answer in zip(asked, found, strict=True)]
    return Quality(
        recall=mean([recall(answer.documents, one.relevant) for one, answer in pairs]),
        precision=mean([precision_at(answer.documents, one.relevant) for one, answer in pairs]),
        whole_first=mean([verdict for verdict in first if verdict is not None]),
        empty=mean([not answer.documents for _, answer in pairs]),
        exact_few=mean([right == told for right, told in totals if right <= EXACT_UP_TO]),
        exact=mean([right == told for right, told in totals]),
    )


def run(options: argparse.Namespace, folder: Path) -> None:
    """Measure what the options ask for, and print it."""
    progress = Progress()
    engines = [name for name in ENGINES if name not in options.without]
    if options.tags:
        _measure_tags(options, folder / "tags", progress)
    if options.tags and not (options.corpus or options.documents):
        return
    corpus = _corpus(options)
    oracle = Oracle(corpus.documents)
    asked, remarks = ask(oracle, corpus.queries)
    print(f"{corpus.label}: {len(corpus.documents)} documents, {len(asked)} queries")
    for remark in (*corpus.remarks, *remarks):
        print(f"note: {remark}")
    built = sites.build_all(corpus, folder, engines, progress.say, options.pagefind)
    measured = []
    with running_browser() as browser:
        for site in built:
            texts = [one.query.query for one in asked]
            found = answers(browser, site, texts, progress.say)
            looked = seen(browser, site, texts, progress.say) if site.engine == THIS else []
            # Who finds nothing shows no first result.
            telling = [text for text, answer in zip(texts, found, strict=True) if answer.documents]
            some = _some(telling, options.timed)
            figures = (
                speed(browser, site, some, _some(texts, max(1, options.timed // 3)), progress.say)
                if options.timed and some
                else None
            )
            measured.append(
                Measured(site, disk_size(iter(site.index_files)), found, figures, looked)
            )
            progress.say("")
            print(f"measured: {site.engine}", flush=True)
    _print_kinds(asked, measured)
    _print_overall(measured)
    _print_faults(asked, measured, options.faults)
    _print_targets(asked, measured, len(corpus.documents))
    for reason in not_measured([one.site for one in measured], has_tags=bool(options.tags)):
        print(f"not measured: {reason}")


def not_measured(built: Sequence[Site], *, has_tags: bool) -> Iterator[str]:
    """Yield what a run says nothing of, and why, with what would change that."""
    for site in built:
        if site.seconds is None:
            yield (
                f"the whole build of {site.engine}: of more than {sites.MOST_PAGES:,} documents its index is written "
                "directly, without a page for each; its search's part of the build is measured"
            )
    if not has_tags:
        yield (
            "relevance (MAP): it needs posts with the hashtags that people gave them, as JSON lines with the keys "
            "title, text and tags: --tags FILE"
        )


def _corpus(options: argparse.Namespace) -> Corpus:
    if options.corpus is None:
        corpus = made.corpus(options.documents or 1000, options.seed)
    else:
        documents = read_documents(options.corpus, options.documents)
        corpus = Corpus(tuple(documents), (), label=options.corpus.name)
    queries = list(corpus.queries)
    if options.queries is not None:
        queries = read_queries(options.queries, len(corpus.documents))
    if options.limit:
        counts: dict[str, int] = {}
        kept = []
        for query in queries:
            counts[query.kind] = counts.get(query.kind, 0) + 1
            if counts[query.kind] <= options.limit:
                kept.append(query)
        queries = kept
    return Corpus(corpus.documents, tuple(queries), corpus.names, corpus.label, corpus.remarks)


def _some(texts: Sequence[str], count: int) -> list[str]:
    """Return so many of the texts, spread over all, the same in every run."""
    if len(texts) <= count:
        return list(texts)
    return random.Random("timed").sample(list(texts), count)  # noqa: S311 - a choice, not a secret


# -- what is printed -----------------------------------------------------------------------------------------------

_QUALITY = ("recall", "P@10", "whole first", "empty", f"exact <= {EXACT_UP_TO}", "exact")


def _print_kinds(asked: Sequence[Asked], measured: Sequence[Measured]) -> None:
    kinds: dict[str, list[int]] = {}
    for number, one in enumerate(asked):
        kinds.setdefault(one.query.kind, []).append(number)
    rows = []
    for kind, numbers in [*kinds.items(), ("all", list(range(len(asked))))]:
        for engine in measured:
            figures = quality(
                [asked[number] for number in numbers],
                [engine.answers[number] for number in numbers],
            )
            rows.append([kind, engine.site.engine, str(len(numbers)), *map(shown, figures)])
    print()
    print(table(["kind of query", "engine", "queries", *_QUALITY], rows, names=2))


def _print_overall(measured: Sequence[Measured]) -> None:
    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("index on disk, MB", lambda one: shown(one.size[0] / 1e6)),
        ("index as sent, MB", lambda one: shown(one.size[1] / 1e6)),
        ("whole build, s", lambda one: shown(one.site.seconds, 1)),
        ("the search's part of it, s", lambda one: shown(one.site.search_seconds, 1)),
        ("first result: queries", _of_speed(lambda speed: str(speed.asked))),
        ("first result: KB of search", _of_speed(lambda speed: shown(_kilo(speed.first_bytes), 0))),
        (
            "first result: KB of everything",
            _of_speed(lambda speed: shown(_kilo(speed.opened_bytes), 0)),
        ),
        ("first result: s since asked", _of_speed(lambda speed: shown(speed.first_seconds))),
        ("first result: s since opened", _of_speed(lambda speed: shown(speed.opened_seconds))),
        ("first result not seen: queries", _of_speed(lambda speed: str(speed.silent))),
        (
            "KB of search before focus",
            _of_speed(lambda speed: shown(speed.bytes_before_focus / 1000, 1)),
        ),
        ("keystroke, ms: median", _of_speed(lambda speed: _keys(speed, 0))),
        ("keystroke, ms: p95", _of_speed(lambda speed: _keys(speed, 1))),
    ]
    print()
    print(
        table(
            ["overall", *(one.site.engine for one in measured)],
            [[name, *(figure(one) for one in measured)] for name, figure in rows],
        )
    )
    for one in measured:
        if one.speed and one.speed.files_before_focus:
            print(f"before focus, {one.site.engine}: {', '.join(one.speed.files_before_focus)}")


def _of_speed(figure: Callable[[Speed], str]) -> Callable[[Measured], str]:
    return lambda one: figure(one.speed) if one.speed else "-"


def _keys(speed: Speed, index: int) -> str:
    return " / ".join(
        f"{name} {shown(pair[index], 0)}".strip() for name, pair in speed.keys.items()
    )


def _kilo(figure: float | None) -> float | None:
    return None if figure is None else figure / 1000


def _print_faults(asked: Sequence[Asked], measured: Sequence[Measured], most: int) -> None:
    """Print the queries in which this project's search falls short, or its page and its engine differ."""
    for one in measured:
        if one.site.engine != THIS:
            continue
        lines = []
        for number, (query, answer) in enumerate(zip(asked, one.answers, strict=True)):
            faults = []
            if (found := recall(answer.documents, query.relevant)) < 1:
                faults.append(f"recall {found:.2f}")
            if (precision := precision_at(answer.documents, query.relevant)) < 1:
                faults.append(f"P@10 {precision:.2f}")
            if preferred_first(answer.documents, query.whole) is False:
                faults.append("not whole words first")
            if answer.total != query.total:
                faults.append(f"total {answer.total}, not {query.total}")
            if one.seen and (said := _difference(answer, one.seen[number])):
                faults.append(said)
            if faults:
                lines.append(f"{query.query.kind}: {query.query.query}: {', '.join(faults)}")
        if lines:
            print(f"\n{len(lines)} of {len(asked)} queries fall short ({one.site.engine})")
            print("\n".join(lines[:most]))


def _difference(answer: Answer, page: Seen | None) -> str:
    """Return where the page shows something else than what the engine answered; "" where nowhere."""
    if page is None:
        return "the page never shows a total"
    if page.total != answer.total:
        return f"the page shows the total {page.total}, the engine says {answer.total}"
    if (page.more or 0) != (answer.more or 0):
        return f"the page shows {page.more} more, the engine says {answer.more}"
    if page.documents[: len(answer.documents)] != answer.documents[: len(page.documents)]:
        return "the page shows other results than the engine"
    return ""


class Target(NamedTuple):
    """A figure that has to be reached: its name, what was found, the border, and whether less is better."""

    name: str
    found: float | None
    border: float
    less: bool = False

    @property
    def verdict(self) -> str:
        """`met`, `missed`, or that it was not measured."""
        if self.found is None:
            return "not measured"
        met = self.found <= self.border if self.less else self.found >= self.border
        return "met" if met else "missed"


def _print_targets(asked: Sequence[Asked], measured: Sequence[Measured], count: int) -> None:
    one = next((one for one in measured if one.site.engine == THIS), None)
    if one is None:
        return
    pairs = list(zip(asked, one.answers, strict=True))
    literal = [pair for pair in pairs if _is_literal(pair[0])]
    misspelt = [pair for pair in pairs if pair[0].query.kind.startswith(MISSPELT)]
    every, plain = _quality_of(pairs), _quality_of(literal)
    keys = one.speed.keys if one.speed else {}
    targets = [
        Target("recall, literal kinds", plain.recall, 1),
        Target("empty answers, literal kinds", plain.empty, 0, less=True),
        Target("recall, all kinds", every.recall, 1),
        Target("precision at 10, literal kinds", plain.precision, 0.98),
        Target("precision at 10, all kinds", every.precision, 0.98),
        Target("whole word first", every.whole_first, 0.95),
        Target(f"exact totals up to {EXACT_UP_TO}, literal kinds", plain.exact_few, 1),
        Target("recall of misspelt queries", _quality_of(misspelt).recall, 0.9),
        Target(
            "KB to the first result",
            _kilo(one.speed.first_bytes) if one.speed else None,
            150,
            less=True,
        ),
        Target(
            "s to the first result", one.speed.first_seconds if one.speed else None, 0.6, less=True
        ),
        *(
            Target(f"ms a keystroke, p95 ({name})", pair[1], 100, less=True)
            for name, pair in keys.items()
        ),
        Target(
            "KB before focus",
            one.speed.bytes_before_focus / 1000 if one.speed else None,
            5,
            less=True,
        ),
        Target("MB of index a 1,000 documents", one.size[1] / 1e6 / count * 1000, 2, less=True),
    ]
    print()
    print(
        table(
            ["target", "border", "found", "verdict"],
            [
                [
                    target.name,
                    f"{'<=' if target.less else '>='} {target.border:g}",
                    shown(target.found, 3),
                    target.verdict,
                ]
                for target in targets
            ],
        )
    )


def _is_literal(asked: Asked) -> bool:
    """Whether what should be found is what literally holds the query as it is typed."""
    if asked.literal is None:
        return asked.query.mode == GIVEN
    return bool(asked.literal) and asked.literal == asked.relevant


def _quality_of(pairs: Sequence[tuple[Asked, Answer]]) -> Quality:
    return quality([asked for asked, _ in pairs], [answer for _, answer in pairs])


# -- tags ----------------------------------------------------------------------------------------------------------


def _measure_tags(options: argparse.Namespace, folder: Path, progress: Progress) -> None:
    posts = read_documents(options.tags, options.documents)
    queries = tagged.tag_queries(posts)
    print(f"{options.tags.name}: {len(posts)} posts, {len(queries)} hashtags as queries")
    figures: dict[str, float | None] = {}
    if THIS not in options.without:
        # The tags are the truth, so the site knows nothing of them.
        corpus = Corpus(tuple(tagged.without_tags(post) for post in posts), ())
        (site,) = sites.build_all(corpus, folder, [THIS], progress.say)
        texts = [query.text for query in queries]
        with running_browser() as browser:
            rankings = whole_rankings(browser, site, texts, progress.say)
        figures["this project, its whole answer"] = tagged.mean_average_precision(queries, rankings)
    progress.say("")
    plain: Mapping[str, float | None] = tagged.baselines(posts, queries)
    figures.update(plain)
    print(table(["ranking", "MAP"], [[name, shown(figure, 3)] for name, figure in figures.items()]))
    if THIS not in options.without:
        own = figures["this project, its whole answer"]
        best = max(figure for figure in plain.values() if figure is not None)
        target = Target("MAP above each of the others", own, best)
        print(f"target: {target.name} ({best:.3f}): {shown(own, 3)}, {target.verdict}")
    print()
