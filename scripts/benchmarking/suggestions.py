"""`benchmark.py suggest`: tags and organisations that are suggested, beside plain ways, on the same texts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarking import organisation_baselines as plain
from benchmarking.corpus import BadFile, Document, read_documents
from benchmarking.processes import Progress
from benchmarking.reports import shown, table
from benchmarking.suggested import Figures, Span, exact, overlapping, tags_at
from benchmarking.tag_baselines import Baselines, ranked
from fieldnotes.archive.joining import load
from fieldnotes.archive.model import Archive, Note, Tag
from fieldnotes.archive.naming import tag_id
from fieldnotes.archive.paragraphs import read_paragraphs
from fieldnotes.authoring.suggesting.organisations import KnownNames, find_spans
from fieldnotes.authoring.suggesting.reading import key
from fieldnotes.authoring.suggesting.tagging import Scored, Tagging, read_note
from fieldnotes.thai.spelling import normalise_with_offsets

FOLDS = 10
"""Parts of the posts: the weights with which a post is tagged are learned from the other nine."""
SPLIT = 5
"""With `--splits`, each fifth is tagged from an archive of the other four alone."""

RECALL_ABOVE, F1_ABOVE = 0.025, 0.02
"""By how much tags must be better than the three plain ways together."""
EXACT, OVERLAPPING, EXACT_ON_SEED = 0.68, 0.80, 0.85

_HEAD = ("precision", "recall", "F1")


def run(options: argparse.Namespace) -> None:
    """Measure what the options ask for, and print it; raises `BadFile`."""
    progress = Progress()
    if options.tags:
        _measure_tags(read_documents(options.tags, options.documents), options.splits, progress)
    if options.organisations:
        _measure_organisations(options.organisations)
    if options.seed_spans:
        spans, text = options.seed_spans
        _measure_seed(spans, text, options.notes)


def archive_of(posts: Sequence[Document]) -> Archive:
    """Return an archive of posts, each with the tags that it was given."""
    labels: dict[str, str] = {}
    for post in posts:
        for tag in post.tags:
            labels.setdefault(tag_id(key(tag)), tag)
    return Archive(
        notes={
            f"post-{post.number}": Note(
                id=f"post-{post.number}",
                path="",
                title=post.title,
                body=post.text,
                tags=tuple(dict.fromkeys(tag_id(key(tag)) for tag in post.tags)),
                paragraphs=read_paragraphs(post.text),
            )
            for post in posts
        },
        tags={one: Tag(one, label, recorded=False) for one, label in labels.items()},
    )


def _measure_tags(posts: Sequence[Document], splits: int, progress: Progress) -> None:
    posts = [post for post in posts if any(map(key, post.tags))]
    truths = [frozenset(filter(None, map(key, post.tags))) for post in posts]
    archive = archive_of(posts)
    print(f"tags of {len(posts)} posts, each without its own, the first five of each way:")
    readings = [read_note(note) for note in archive.notes.values()]
    baselines = Baselines(readings, truths)
    ways: list[tuple[str, Callable[[int], dict[str, float]]]] = [
        ("extract_keywords", baselines.keywords),
        ("TF-IDF", baselines.tf_idf),
        ("phrase joins", baselines.phrases),
        ("known-tag dictionary", baselines.dictionary),
        ("nearest notes' tags (kNN)", baselines.neighbours),
        ("the three together", baselines.together),
    ]
    rows = []
    for name, way in ways:
        progress.say(name)
        rows.append((name, tags_at([ranked(way(at)) for at in range(len(posts))], truths)))
    together = rows[-1][1]
    progress.say("suggested")
    ours = tags_at(_left_one_out(archive, progress), truths)
    rows.append(("suggested", ours))
    progress.say("")
    print(table(("tags", *_HEAD), [(name, *_cells(figures)) for name, figures in rows]))
    _target("recall at 5 above the three", ours.recall - together.recall, RECALL_ABOVE)
    _target("F1 at 5 above the three", ours.f1 - together.f1, F1_ABOVE)
    for number in range(splits):
        print(f"split {number + 1} (archives of four fifths): {_split(posts, number, progress)}")


def _left_one_out(archive: Archive, progress: Progress) -> list[list[str]]:
    tagging = Tagging(archive)
    rankings: dict[str, list[str]] = {}
    for fold in range(FOLDS):
        progress.say(f"suggested, part {fold + 1} of {FOLDS}")
        asked = tagging.readings[fold::FOLDS]
        tagging.learn({reading.id for reading in asked})
        for reading in asked:
            rankings[reading.id] = _keys(tagging.score(reading, {reading.id}), archive)
    return [rankings[reading.id] for reading in tagging.readings]


def _split(posts: Sequence[Document], number: int, progress: Progress) -> str:
    """The figures of the posts of each fifth, tagged from an archive of the others."""
    order = np.random.default_rng(number).permutation(len(posts))
    rankings: list[list[str]] = []
    truths = []
    for fold in range(SPLIT):
        progress.say(f"split {number + 1}, part {fold + 1} of {SPLIT}")
        asked = [posts[int(at)] for at in order[fold::SPLIT]]
        numbers = {post.number for post in asked}
        archive = archive_of([post for post in posts if post.number not in numbers])
        tagging = Tagging(archive)
        rankings += [
            _keys(tagging.score(read_note(note)), archive)
            for note in archive_of(asked).notes.values()
        ]
        truths += [frozenset(filter(None, map(key, post.tags))) for post in asked]
    progress.say("")
    return " / ".join(_cells(tags_at(rankings, truths)))


def _keys(scored: Sequence[Scored], archive: Archive) -> list[str]:
    return [
        key(archive.tags[one.known.tag].label)
        if one.known is not None
        else (one.new.key if one.new is not None else "")
        for one in scored
    ]


def _measure_organisations(path: Path) -> None:
    texts, truths = [], []
    for row in _sentences(path):
        texts.append(str(row["text"]))
        truths.append([(int(span["start"]), int(span["end"])) for span in row["orgs"]])
    print(f"organisations in {len(texts)} sentences, none of them on record:")
    known = KnownNames(Archive())
    rows = [
        ("prefix rules", [plain.by_prefix(text) for text in texts]),
        ("with dotted abbreviations", [plain.with_abbreviations(text) for text in texts]),
        ("bundled CRF", [plain.by_bundled_model(text) for text in texts]),
        ("suggested, rules alone", [_spans(text, known, rules_alone=True) for text in texts]),
        ("suggested", [_spans(text, known) for text in texts]),
    ]
    _print_spans(rows, truths)
    print("note: the bundled CRF may have been trained on these sentences; the rules were not.")
    _target("exact F1", exact(rows[-1][1], truths).f1, EXACT)
    _target("overlapping F1", overlapping(rows[-1][1], truths).f1, OVERLAPPING)


def _measure_seed(spans: Path, text_file: Path, notes: Path) -> None:
    try:
        text = text_file.read_text(encoding="utf-8")
        truth = [
            (int(span["start"]), int(span["end"])) for span in json.loads(spans.read_text("utf-8"))
        ]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise BadFile(f"{spans}, {text_file}: {fault}") from fault
    known = KnownNames(load(notes).archive)
    print(f"organisations in {text_file.name}:")
    rows = [
        ("prefix rules", [plain.by_prefix(text)]),
        ("with dotted abbreviations", [plain.with_abbreviations(text)]),
        ("bundled CRF", [plain.by_bundled_model(text)]),
        ("suggested, none on record", [_spans(text, KnownNames(Archive()))]),
        (f"suggested, {len(known.records)} on record", [_spans(text, known)]),
    ]
    _print_spans(rows, [truth])
    _target("exact F1 with the records", exact(rows[-1][1], [truth]).f1, EXACT_ON_SEED)


def _spans(text: str, known: KnownNames, *, rules_alone: bool = False) -> list[Span]:
    """The places in the text as it was given."""
    normal, offsets = normalise_with_offsets(text)
    return [
        (offsets[span.start], offsets[span.end])
        for span in find_spans(normal, known)
        if not (rules_alone and span.rule == "model")
    ]


def _sentences(path: Path) -> Iterator[dict[str, Any]]:
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
    except (OSError, ValueError) as fault:
        raise BadFile(f"{path}: {fault}") from fault


def _print_spans(
    rows: Sequence[tuple[str, list[list[Span]]]], truths: Sequence[Sequence[Span]]
) -> None:
    cells = [
        (name, *_cells(exact(found, truths)), *_cells(overlapping(found, truths)))
        for name, found in rows
    ]
    head = ("organisations", *_HEAD, *(f"overlap {name}" for name in _HEAD))
    print(table(head, cells))


def _cells(figures: Figures) -> tuple[str, str, str]:
    return shown(figures.precision, 3), shown(figures.recall, 3), shown(figures.f1, 3)


def _target(name: str, figure: float, least: float) -> None:
    verdict = "met" if figure >= least else "MISSED"
    print(f"target {verdict}: {name} {figure:.3f}, at least {least:g}")
