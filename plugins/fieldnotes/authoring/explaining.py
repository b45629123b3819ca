"""The page of the docs that explains each code: generated from the catalogue, so that it has neither more nor less."""

from __future__ import annotations

import functools
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fieldnotes.archive.joining import join
from fieldnotes.archive.problems import Language, Problem, catalogue
from fieldnotes.archive.records import read_records
from fieldnotes.authoring.diagnostics import Sources, render, shown_path
from fieldnotes.authoring.discretion import Discretion
from fieldnotes.authoring.tables import table

_LANGUAGE: Language = "th"
"""The docs are for the researcher."""

_SIGNS = re.compile(r"[&<>*_`\[\]{}|]")
"""What Markdown would read as its own; as entities they stay the words of the message."""


@dataclass(frozen=True, slots=True)
class Group:
    """Codes under one heading, with why the archive minds each."""

    title: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explanations:
    """What `explanations.yml` holds."""

    words: Mapping[str, str]
    groups: tuple[Group, ...]


@functools.cache
def explanations() -> Explanations:
    """Return the words of the page, read once."""
    raw = table(__package__, "explanations.yml")
    groups = tuple(Group(group["title"], group["codes"]) for group in raw.pop("groups"))
    return Explanations(raw, groups)


def page(cases: Iterable[Mapping[str, str]]) -> str:
    """Return the page as Markdown. `cases` are files by their path in `notes/`; a code's first is its example."""
    words, shown = explanations().words, examples(cases)
    lines = ["---", f"title: {words['title']}", "search: {exclude: true}", "---", ""]
    lines += [words["intro"], ""]
    for group in explanations().groups:
        lines += [f"## {group.title}", ""]
        for code, why in group.codes.items():
            lines += _section(code, why, shown.get(code, ""), words)
    return "\n".join(lines).rstrip() + "\n"


def _section(code: str, why: str, example: str, words: Mapping[str, str]) -> Iterable[str]:
    entry = catalogue()[code]
    yield from (f"### {code}", "")
    yield from (f"**{_open(entry.message[_LANGUAGE])}** · {words[entry.severity]}", "")
    yield from (why, "")
    yield from (f"{words['remedy']}: {_open(entry.hint[_LANGUAGE])}", "")
    if example:
        fence = "````" if "```" in example else "```"
        yield from (words["example"], "", fence + '{ .text data-search-exclude="" }')
        yield from (example, fence, "")


def _open(sentence: str) -> str:
    """A sentence of the catalogue with its facts left open, as Markdown."""
    opened = sentence.format_map(defaultdict(lambda: "…"))
    return _SIGNS.sub(lambda sign: f"&#{ord(sign.group())};", opened)


def examples(cases: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return for each code what a check says of its first case that can be shown in a few lines."""
    found: dict[str, str] = {}
    for files in cases:
        with tempfile.TemporaryDirectory() as folder:
            notes = Path(folder) / "notes"
            for path, content in files.items():
                file = notes / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8", newline="")
            records = read_records(notes)
            sources = Sources(notes, Discretion(records))
            for problem in join(records).problems:
                if problem.code not in found:
                    found[problem.code] = _example(problem, sources, notes)
    return found


def _example(problem: Problem, sources: Sources, notes: Path) -> str:
    lines = render(problem, sources, notes, _LANGUAGE)
    here, there = shown_path(notes, problem.path), f"notes/{problem.path}"
    return "\n".join(line.replace(here, there) for line in lines)
