"""Organisations by the words around them: the named-entity model that pythainlp brings, read without its program.

`thainer_crf_1_5_1.model` (trained on ThaiNER 1.5.1) knows words, their neighbours and their parts of speech in LST20's
names; those are mapped here from the Universal Dependencies tags of pythainlp's ORCHID tagger.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

from pythainlp.corpus import corpus_path, thai_stopwords, thai_words
from pythainlp.tag import pos_tag
from pythainlp.util import is_thai

from fieldnotes.authoring.suggesting.crf import Model, read_model
from fieldnotes.authoring.suggesting.names import name_grammar
from fieldnotes.authoring.suggesting.rules import NewName, Token

_MODEL = "thainer_crf_1_5_1.model"
_BEGIN, _INSIDE = "B-ORGANIZATION", "I-ORGANIZATION"
LEAST_SURE, LEAST_SURE_OF_PLAIN = 0.5, 0.7
"""Below these probabilities a name is none; a row of plain words of the word list has to be surer."""
_LST20 = {
    "NOUN": "NN",
    "PROPN": "NN",
    "VERB": "VV",
    "ADJ": "AJ",
    "ADV": "AV",
    "PUNCT": "PU",
    "SYM": "PU",
    "NUM": "NU",
    "PRON": "PR",
    "ADP": "PS",
    "AUX": "AX",
    "CCONJ": "CC",
    "SCONJ": "CC",
    "DET": "AJ",
    "PART": "PA",
    "INTJ": "IJ",
}
"""A tag of Universal Dependencies -> the tag of LST20 with which the model was trained."""


@functools.cache
def _model() -> Model:
    return read_model(Path(corpus_path()) / _MODEL)


def names_by_model(words: Sequence[Token]) -> Iterator[NewName]:
    """Yield the organisations that the model sees in a line and that may be names, from left to right."""
    for run, sure in organisations_of_model(words):
        yield from _trimmed(run, sure)


def organisations_of_model(words: Sequence[Token]) -> Iterator[tuple[Sequence[Token], float]]:
    """Yield the words of each organisation that the model sees, and how likely the least likely of them is one's."""
    if not words:
        return
    model = _model()
    tags = pos_tag([word.text for word in words], engine="perceptron", corpus="orchid_ud")
    parts = [_LST20.get(tag, "XX") for _, tag in tags]
    scores = model.state_scores([_attributes(words, parts, at) for at in range(len(words))])
    labels = model.decode(scores)
    if _BEGIN not in labels and _INSIDE not in labels:
        return
    likely = model.marginals(scores)
    begin, inside = model.labels.index(_BEGIN), model.labels.index(_INSIDE)
    first: int | None = None
    for at, label in enumerate([*labels, ""]):
        if first is not None and label != _INSIDE:
            sure = float((likely[first:at, begin] + likely[first:at, inside]).min())
            yield words[first:at], sure
            first = None
        if label == _BEGIN or (label == _INSIDE and first is None):
            first = at


def _trimmed(words: Sequence[Token], sure: float) -> Iterator[NewName]:
    """A name without spaces and brackets at its ends."""
    kept = list(words)
    while kept and not any(sign.isalnum() for sign in kept[0].text):
        kept.pop(0)
    while kept and not kept[-1].text.strip(" (\"'“‘"):
        kept.pop()
    grammar = name_grammar()
    whole = "".join(word.text for word in kept)
    if whole in grammar.not_organisations or sure < LEAST_SURE or whole.startswith(grammar.phrases):
        return
    known = all(word.text in _dictionary() or word.text.isspace() for word in kept)
    if kept and sure >= (LEAST_SURE_OF_PLAIN if known else LEAST_SURE):
        yield NewName(kept[0].start, kept[-1].end, "model", sure)


def _attributes(words: Sequence[Token], parts: Sequence[str], at: int) -> Iterator[str]:
    """The model's attributes of a word, its neighbours', and whether it stands at an end of the line."""
    yield from _of("word.", "word.word:", "postag:", words[at].text, parts[at])
    if at > 0:
        yield from _of(
            "word.prev", "word.prevword:", "word.prepostag:", words[at - 1].text, parts[at - 1]
        )
    else:
        yield "BOS"
    if at + 1 < len(words):
        yield from _of(
            "word.next", "word.nextword:", "word.nextpostag:", words[at + 1].text, parts[at + 1]
        )
    else:
        yield "EOS"


def _of(prefix: str, word_name: str, part_name: str, word: str, part: str) -> Iterator[str]:
    yield word_name + word
    yield part_name + part
    if word in _stop_words():
        yield prefix + "stopword"
    if is_thai(word):
        yield prefix + "isthai"
    if word.isspace():
        yield prefix + "isspace"
    if word.isdigit():
        yield "word.isdigit()" if prefix == "word." else prefix + "wordisdigit"


@functools.cache
def _dictionary() -> frozenset[str]:
    return frozenset(map(str, thai_words()))


@functools.cache
def _stop_words() -> frozenset[str]:
    return thai_stopwords()
