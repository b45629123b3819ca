"""The index of a site: files that any static host can serve, of which a query fetches few.

========  ============================================================================================
path      what it holds
========  ============================================================================================
head      JSON: version, number of pages, how many have a date, the first key of each shard (how many signs it
          shares with the one before, a space, the rest), the first page of each bundle (how many further it
          lies than the one before), and of each page a letter for how many words it has (A one, each further
          letter for sqrt(2) as many)
g/N       shard N of the terms: for each gram and each word the pages that hold it (`shards`)
t/N       bundle N of the texts, to verify, to cut excerpts, and to name results (`bundles`)
names     JSON: groups of names of one thing
facets    JSON: for each facet its values, and for each value its pages
words     the words of the site, with the number of pages of each
========  ============================================================================================

Pages are numbered from the newest to the oldest, then by address; what has no date comes last. A small site has no
grams: its text is shipped whole in one bundle, and searched sign by sign.
"""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from fieldnotes.search import bundles
from fieldnotes.search.documents import FACETS, Document
from fieldnotes.search.folding import fold
from fieldnotes.search.grams import Grams
from fieldnotes.search.shards import Shards
from fieldnotes.thai.words import words

SMALL = 100_000
"""Bytes of compressed text up to which a site's text is shipped whole."""

MOST_WORDS = 24_000
"""Words that `words` holds at most, the most frequent ones: it is for mending what was mistyped."""


FEW_WORDS = 8_000
"""Up to so many words those of a single page are among them too."""


def build(documents: Iterable[Document], small: int = SMALL) -> dict[str, bytes]:
    """Return the files of the index: path -> compressed bytes. The same documents give the same bytes."""
    ordered = sorted(documents, key=_order)
    whole = bundles.write(ordered, whole=True)
    is_small = sum(map(len, whole.files)) <= small
    texts = whole if is_small else bundles.write(ordered)
    shards = Shards(len(ordered))
    lexicon, lengths = _add_terms(shards, ordered, with_grams=not is_small)
    terms = shards.write(one=is_small)
    files = {f"t/{number}": data for number, data in enumerate(texts.files)}
    files |= {f"g/{number}": data for number, data in enumerate(terms.files)}
    files["names"] = _packed({"groups": _names(ordered)})
    files["facets"] = _packed(_facets(ordered))
    files["words"] = _words(lexicon)
    version = hashlib.sha256(b"".join(files[path] for path in sorted(files))).hexdigest()[:12]
    head = {
        "version": version,
        "count": len(ordered),
        "dated": sum(bool(document.date) for document in ordered),
        "small": is_small,
        "shards": list(_front_coded(terms.first_keys)),
        "bundles": _gaps(texts.first_documents),
        "lengths": "".join(map(_length, lengths)),
    }
    return {"head": _packed(head), **files}


def _order(document: Document) -> tuple[bool, list[int], str]:
    digits = document.date.split("-") if document.date else []
    numbers = [-int(part) for part in digits if part.isdigit()]
    return not numbers, numbers, document.url


def _add_terms(
    shards: Shards, documents: Sequence[Document], *, with_grams: bool
) -> tuple[Counter[str], list[int]]:
    """Add grams and words of all pages; return in how many pages each word is, and how many words are in each page."""
    grams = Grams()
    lexicon: Counter[str] = Counter()
    lengths: list[int] = []
    for number, document in enumerate(documents):
        title = fold(document.title)
        text = "\n".join([title, *(fold(part.text) for part in document.paragraphs)])
        headings = [fold(part.text) for part in document.paragraphs if part.heading]
        names = [fold(name) for name in document.names_of_it]
        strong = "\n".join([title, *headings, *names])
        counts = Counter(_words_of(text))
        lexicon.update(counts.keys())
        lengths.append(counts.total())
        shards.add_words(number, counts, set(_words_of(strong)))
        if with_grams:
            grams.add(text, strong)
    if with_grams:
        shards.add_grams(grams.finish())
    return lexicon, lengths


def _words_of(text: str) -> Iterator[str]:
    """Yield the words of a text; a short form is the same with its last dot and without."""
    return (bare for word in words(text) if (bare := word.strip(".")))


def _length(words: int) -> str:
    return chr(ord("A") + round(2 * math.log2(max(words, 1))))


def _names(documents: Iterable[Document]) -> list[list[str]]:
    groups = {tuple(dict.fromkeys(group)) for document in documents for group in document.names}
    return sorted(list(group) for group in groups if len(group) > 1)


def _facets(documents: Sequence[Document]) -> dict[str, object]:
    """Return for each facet its values with their pages as gaps: the first page, then how many further each lies."""
    values: dict[str, dict[str, list[int]]] = {}
    for number, document in enumerate(documents):
        for name, found in document.facets.items():
            for value in found:
                values.setdefault(name, {}).setdefault(value, []).append(number)
    known = [name for name in FACETS if name in values]
    return {
        "facets": [
            {
                "name": name,
                "values": list(values[name]),
                "pages": [_gaps(pages) for pages in values[name].values()],
            }
            for name in [*known, *sorted(values.keys() - set(known))]
        ]
    }


def _gaps(pages: Sequence[int]) -> list[int]:
    return [page - before for before, page in zip([0, *pages], pages, strict=False)]


def _words(lexicon: Counter[str]) -> bytes:
    """Return the words in order, each as the number of signs it shares with the one before, the rest, and its pages."""
    often = [word for word, pages in lexicon.items() if pages > 1 or len(lexicon) < FEW_WORDS]
    kept = sorted(sorted(often, key=lambda word: (-lexicon[word], word))[:MOST_WORDS])
    lines = (
        f"{coded} {lexicon[word]}" for coded, word in zip(_front_coded(kept), kept, strict=True)
    )
    return zlib.compress("\n".join(lines).encode(), 9)


def _front_coded(words: Iterable[str]) -> Iterator[str]:
    """Yield each word as the number of UTF-16 units it shares with the one before, a space, and the rest."""
    before = ""
    for word in words:
        pairs = enumerate(zip(before, word, strict=False))
        shared = next((i for i, (a, b) in pairs if a != b), min(len(before), len(word)))
        if any(ord(sign) > 0xFFFF for sign in word[:shared]):
            shared = 0
        yield f"{shared} {word[shared:]}"
        before = word


def _packed(value: object) -> bytes:
    return zlib.compress(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        ),
        9,
    )
