"""The benchmark's own corpus, for who has none: made by the tests' generator, which knows what should be found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarking.corpus import Corpus, NameGroup, read_documents, read_queries

GENERATOR = Path(__file__).resolve().parents[2] / "tests" / "made_search_corpus.py"


def corpus(documents: int, seed: int = 0) -> Corpus:
    """Return a made-up corpus of so many documents, with its queries and names."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, str(GENERATOR), name, "--documents", str(documents)]
        subprocess.run([*command, "--seed", str(seed)], check=True)
        found = read_documents(folder / "corpus.jsonl")
        queries = read_queries(folder / "queries.json", len(found))
        groups = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    return Corpus(
        tuple(found),
        tuple(queries),
        tuple(NameGroup(group["kind"], tuple(group["names"])) for group in groups),
        "made up",
    )
