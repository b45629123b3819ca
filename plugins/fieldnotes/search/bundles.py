"""Texts of pages in bundles, in one byte a sign for Thai and Latin, compressed.

A bundle is windows-874 text, which every browser reads; a sign that it lacks is ``ESC``, its code in hexadecimal,
``;``. Documents are parted by RS, their fields by US: address, title, kind, label, date in words, names for ranking
(parted by GS), paragraphs (parted by GS). A paragraph is its anchor, ``H`` for a heading or ``P``, and its text,
parted by FS; where its anchor is that of the one before, it is empty.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldnotes.search.documents import Document

SIZE, LARGE_SIZE = 13_000, 7_000
"""Bytes of text after which a bundle ends, on a site of less text than `LARGE` and of more. With ten results to show
about ten bundles are fetched; smaller ones are fetched sooner, larger ones are compressed better."""

LARGE = 5_000_000
"""Bytes of text from which a site is large: its shards are larger too, and both together have to come soon."""

_FS, _GS, _RS, _US = "\x1c", "\x1d", "\x1e", "\x1f"
_CONTROL = re.compile("[\x1b-\x1f]")


@dataclass(frozen=True, slots=True)
class Bundles:
    """Compressed bundles, and the number of the first document in each."""

    files: list[bytes]
    first_documents: list[int]


def write(documents: Sequence[Document], *, whole: bool = False) -> Bundles:
    """Return the bundles of documents in their order; with `whole` all in one."""
    files: list[bytes] = []
    first: list[int] = []
    begun: list[bytes] = []
    size = start = 0
    texts = [_document(document) for document in documents]
    most = SIZE if sum(map(len, texts)) < LARGE else LARGE_SIZE
    for number, encoded in enumerate(texts):
        if begun and size + len(encoded) > most and not whole:
            files.append(_bundle(begun))
            first.append(start)
            begun, size, start = [], 0, number
        begun.append(encoded)
        size += len(encoded)
    if begun:
        files.append(_bundle(begun))
        first.append(start)
    return Bundles(files, first)


def _bundle(documents: Sequence[bytes]) -> bytes:
    return zlib.compress(_RS.encode().join(documents), 9)


def _document(document: Document) -> bytes:
    fields = [
        document.url,
        document.title,
        document.kind,
        document.label,
        document.date_words,
        _GS.join(map(_plain, document.names_of_it)),
        _GS.join(_paragraphs(document)),
    ]
    plain = [_plain(value) for value in fields[:5]] + fields[5:]
    return _US.join(plain).encode("cp874", "fieldnotes-escape")


def _paragraphs(document: Document) -> Iterator[str]:
    before = ""
    for part in document.paragraphs:
        anchor = "" if part.anchor == before else _plain(part.anchor)
        before = part.anchor
        yield f"{anchor}{_FS}{'H' if part.heading else 'P'}{_FS}{_plain(part.text)}"


def _plain(text: str) -> str:
    """Return text without the signs that part fields: white space to Unicode, and ESC."""
    return _CONTROL.sub(" ", text)


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(f"\x1b{ord(sign):x};" for sign in missing), error.end


codecs.register_error("fieldnotes-escape", _escape)
