"""The reader of CRFsuite's models: a model made here, byte by byte, and the one that pythainlp brings."""

from __future__ import annotations

import itertools
import struct
from pathlib import Path

import numpy as np
import pytest
from pythainlp.corpus import corpus_path

from fieldnotes.authoring.suggesting.crf import BadModel, Model, read_model


def database(names: list[str]) -> bytes:
    head, records, offsets = 24, b"", []
    for number, name in enumerate(names):
        offsets.append(head + len(records))
        word = name.encode() + b"\0"
        records += struct.pack("<II", number, len(word)) + word
    back = head + len(records)
    size = back + 4 * len(names)
    start = struct.pack("<4sIIIII", b"CQDB", size, 0, 0x62445371, len(names), back)
    return start + records + struct.pack(f"<{len(names)}I", *offsets)


def model_file(file: Path) -> Path:
    features = [(0, 0, 1, 2.0), (0, 1, 0, 1.5), (1, 0, 1, 0.5), (1, 1, 1, -1.0)]
    rows = b"".join(struct.pack("<IIId", *row) for row in features)
    rows = struct.pack("<4sII", b"FEAT", 12 + len(rows), len(features)) + rows
    labels, attributes = database(["O", "B"]), database(["กรม", "และ"])
    at = 48
    places = (at, at + len(rows), at + len(rows) + len(labels))
    size = places[2] + len(attributes)
    head = struct.pack("<4sI4sIIIIIIIII", b"lCRF", size, b"FOMC", 100, 0, 2, 2, *places, 0, 0)
    file.write_bytes(head + rows + labels + attributes)
    return file


def test_weights_are_read(tmp_path: Path) -> None:
    model = read_model(model_file(tmp_path / "a.model"))
    assert model.labels == ("O", "B")
    assert model.transitions.tolist() == [[0, 0.5], [0, -1]]
    assert model.state_scores([["กรม", "unknown"], ["และ"]]).tolist() == [[0, 2], [1.5, 0]]
    assert model.decode(model.state_scores([["กรม"], ["และ"], ["กรม"]])) == ["B", "O", "B"]
    assert model.decode(model.state_scores([])) == []


def test_decoding_is_the_best_of_all_paths() -> None:
    random = np.random.default_rng(0)
    model = Model(("a", "b", "c"), {}, random.normal(size=(3, 3)))
    scores = random.normal(size=(5, 3))

    def total(path: tuple[int, ...]) -> float:
        between = sum(model.transitions[one, other] for one, other in itertools.pairwise(path))
        return float(sum(scores[row, label] for row, label in enumerate(path)) + between)

    paths = list(itertools.product(range(3), repeat=5))
    best = max(paths, key=total)
    assert model.decode(scores) == [model.labels[label] for label in best]
    weights = np.exp([total(path) for path in paths])
    likely = model.marginals(scores)
    assert np.allclose(likely.sum(axis=1), 1)
    of_first = sum(w for w, path in zip(weights, paths, strict=True) if path[0] == 0)
    assert np.isclose(likely[0, 0], of_first / weights.sum())


def test_the_bundled_model() -> None:
    model = read_model(Path(corpus_path()) / "thainer_crf_1_5_1.model")
    assert {"B-ORGANIZATION", "I-ORGANIZATION", "O"} <= set(model.labels)
    assert "word.prepostag:NN" in model.attributes


@pytest.mark.parametrize("data", [b"", b"lCRF", b"x" * 100, b"lCRF" + b"\xff" * 44])
def test_no_model(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.model").write_bytes(data)
    with pytest.raises(BadModel):
        read_model(tmp_path / "a.model")
