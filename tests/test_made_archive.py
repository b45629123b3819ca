"""The made-up archives that benchmarks measure: real records, of the shape that was asked for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import mean

import pytest
from made_archive import NOTE_LENGTH, write_archive

from fieldnotes.archive.joining import Loaded, load

NOTES = 120


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("made")
    write_archive(folder, NOTES)
    return load(folder)


def test_every_record_is_right(loaded: Loaded) -> None:
    assert loaded.errors == ()


def test_hints_are_the_few_that_are_meant(loaded: Loaded) -> None:
    assert {hint.code for hint in loaded.problems} <= {"meeting-unknown", "tag-unknown"}
    assert len(loaded.problems) < NOTES / 5


def test_there_are_as_many_of_each_as_asked_for(loaded: Loaded) -> None:
    archive = loaded.archive
    assert len(archive.notes) == NOTES
    assert NOTES / 5 <= len(archive.meetings) <= NOTES / 3
    assert len(archive.organisations) == NOTES / 10
    assert archive.threads


def test_notes_are_like_real_ones(loaded: Loaded) -> None:
    notes = loaded.archive.notes.values()
    assert mean(len(note.body) for note in notes) == pytest.approx(NOTE_LENGTH, rel=0.1)
    assert 20 <= mean(len(note.mentions) for note in notes) <= 45
    assert mean(len(note.claims) for note in notes) > 1
    assert 0.3 < mean("\u00a0" in note.body for note in notes) < 0.7
    kinds = Counter(paragraph.kind for note in notes for paragraph in note.paragraphs)
    assert {"paragraph", "item", "heading", "table", "quote"} <= set(kinds)


def test_accounts_have_parts_that_break_off_and_go_on(loaded: Loaded) -> None:
    archive = loaded.archive
    assert any(len(account.notes) > 2 for account in archive.accounts.values())
    assert any(note.to_be_continued for note in archive.notes.values())
    assert all(note.tellings for note in archive.notes.values() if note.meeting)


def test_names_are_found_in_texts_by_short_forms_too(loaded: Loaded) -> None:
    archive = loaded.archive
    texts = {
        (note.id, paragraph.anchor): paragraph.text
        for note in archive.notes.values()
        for paragraph in note.paragraphs
    }
    found = {
        texts[mention.note, mention.anchor][mention.start : mention.end]
        for mentions in archive.mentions.values()
        for mention in mentions
    }
    assert found & {name for body in archive.organisations.values() for name in body.short}
    assert found & {body.name for body in archive.organisations.values()}


def test_one_seed_makes_one_archive(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_archive(tmp_path / name, 30, seed=seed)
    a, b, c = (_files(tmp_path / name) for name in "abc")
    assert a == b
    assert a != c


def _files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
