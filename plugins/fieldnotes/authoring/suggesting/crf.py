"""Linear-chain conditional random fields as CRFsuite saves them, read and decoded without CRFsuite.

The file is that of CRFsuite 0.12 (crf1d_model.c, cqdb.c): a header, the features (20 bytes each: kind, source, target,
weight), and two "constant quark databases" that give labels and attributes their numbers. Decoding is Viterbi's
algorithm (1967) over the sums of weights. The program's own binding has no wheel for every system, and weights that are
added up in the same order give the same labels everywhere.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_STATE, _TRANSITION = 0, 1
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
_DATABASE = struct.Struct("<4sIIIII")
_BACK_NUMBER = 0x62445371


class BadModel(ValueError):
    """The file is no model of CRFsuite."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights: of an attribute for each label, and of a label after a label (`transitions[before, after]`)."""

    labels: tuple[str, ...]
    attributes: dict[str, tuple[NDArray[np.intp], NDArray[np.float64]]]
    transitions: NDArray[np.float64]

    def state_scores(self, rows: Sequence[Iterable[str]]) -> NDArray[np.float64]:
        """Return the sum of the weights of each row's attributes, for each label; unknown ones weigh nothing."""
        scores = np.zeros((len(rows), len(self.labels)))
        for number, row in enumerate(rows):
            for attribute in row:
                if (known := self.attributes.get(attribute)) is not None:
                    targets, weights = known
                    scores[number, targets] += weights
        return scores

    def marginals(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each label at each row (forward-backward; Lafferty and others, 2001)."""
        length = len(scores)
        forward, backward = np.zeros_like(scores), np.zeros_like(scores)
        for row in range(length):
            forward[row] = scores[row]
            if row:
                forward[row] += _log_sum(forward[row - 1][:, None] + self.transitions, 0)
        for row in range(length - 2, -1, -1):
            after = scores[row + 1] + backward[row + 1]
            backward[row] = _log_sum(self.transitions + after[None, :], 1)
        joint = forward + backward
        if not length:
            return joint
        likelihoods: NDArray[np.float64] = np.exp(joint - _log_sum(joint, 1)[:, None])
        return likelihoods

    def decode(self, scores: NDArray[np.float64]) -> list[str]:
        """Return the most likely labels of a sequence; of two that are as likely, the one with the lower number."""
        if not len(scores):
            return []
        best = scores[0]
        back = np.zeros(scores.shape, dtype=np.intp)
        for row in range(1, len(scores)):
            reached = best[:, None] + self.transitions
            back[row] = reached.argmax(axis=0)
            best = reached.max(axis=0) + scores[row]
        label = int(best.argmax())
        path = [label]
        for row in range(len(scores) - 1, 0, -1):
            label = int(back[row, label])
            path.append(label)
        return [self.labels[number] for number in reversed(path)]


def read_model(file: Path) -> Model:
    """Read a model; raises `BadModel`, or OSError."""
    data = file.read_bytes()
    try:
        return _read(data)
    except (struct.error, ValueError, IndexError, UnicodeDecodeError) as error:
        raise BadModel(f"{file.name}: {error}") from error


def _read(data: bytes) -> Model:
    (
        magic,
        _,
        kind,
        _,
        _,
        label_count,
        attribute_count,
        features_at,
        labels_at,
        attributes_at,
        _,
        _,
    ) = _HEADER.unpack_from(data)
    if magic != b"lCRF" or kind != b"FOMC":
        raise BadModel("no first-order model of CRFsuite")
    _, _, count = struct.unpack_from("<4sII", data, features_at)
    features = np.frombuffer(data, _FEATURE, count, features_at + 12)
    labels = _names(data, labels_at, label_count)
    names = _names(data, attributes_at, attribute_count)
    transitions = np.zeros((len(labels), len(labels)))
    between = features[features["kind"] == _TRANSITION]
    transitions[between["source"], between["target"]] = between["weight"]
    of_states = features[features["kind"] == _STATE]
    of_states = of_states[np.argsort(of_states["source"], kind="stable")]
    starts = np.searchsorted(of_states["source"], np.arange(len(names) + 1))
    targets = of_states["target"].astype(np.intp)
    weights = of_states["weight"].astype(np.float64)
    return Model(
        labels=tuple(labels),
        attributes={
            name: (targets[first:last], weights[first:last])
            for name, first, last in zip(names, starts[:-1], starts[1:], strict=True)
            if first < last
        },
        transitions=transitions,
    )


def _names(data: bytes, at: int, count: int) -> list[str]:
    """The keys of a database in order of their numbers."""
    magic, _, _, order, _, back_at = _DATABASE.unpack_from(data, at)
    if magic != b"CQDB" or order != _BACK_NUMBER:
        raise BadModel("no database of names where one should be")
    names = []
    for offset in struct.unpack_from(f"<{count}I", data, at + back_at):
        _, size = struct.unpack_from("<II", data, at + offset)
        names.append(data[at + offset + 8 : at + offset + 8 + size - 1].decode("utf-8"))
    return names


def _log_sum(values: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    """The logarithm of a sum of exponentials, without overflow."""
    top = values.max(axis=axis, keepdims=True)
    summed: NDArray[np.float64] = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return summed
