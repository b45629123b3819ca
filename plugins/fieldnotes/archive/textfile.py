"""From bytes to text: one encoding, one line ending, and a clear word on every file that has another.

Thai Windows still saves TIS-620/CP874 by default in old programs; such a file is named with its encoding and how
to save it right, never guessed into the archive.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from fieldnotes.archive.model import Position
from fieldnotes.archive.problems import Problem, problem

MAX_BYTES = 2_000_000
"""The longest real account is some 100 KB; 2 MB is a picture or a dump with a wrong name."""

_THAI_BYTES = frozenset((*range(0xA0, 0xDB), *range(0xDF, 0xFC), 0x80, 0x85, *range(0x91, 0x98)))
"""TIS-620 has Thai letters at 0xA1-0xDA and 0xDF-0xFB; CP874 adds a no-break space, quotes, dashes and the euro."""

_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32 LE"),
    (b"\0\0\xfe\xff", "UTF-32 BE"),
    (b"\xff\xfe", "UTF-16 LE"),
    (b"\xfe\xff", "UTF-16 BE"),
)
_UTF16_SAMPLE = 4096
_UTF16_HIGH_BYTES = b"\0\x0e\x20"
"""The higher byte of ASCII, of Thai, and of dashes and quotes: what every second byte of a Thai UTF-16 file is."""


def read_text(file: Path, path: str) -> tuple[str | None, list[Problem]]:
    """Return a file's text with `\\n` line ends and no BOM, or None with the problem; `path` is how it is reported."""
    at = Position(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            size = f"{file.stat().st_size / 1e6:.1f}"
            return None, [
                problem("file-enormous", at, found=size, expected=f"{MAX_BYTES / 1e6:.0f}")
            ]
        data = file.read_bytes()
    except OSError as error:
        return None, [problem("file-unreadable", at, found=error.strerror or type(error).__name__)]
    return decode(data, path)


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a record's bytes, or None with the problem."""
    at = Position(path)
    name = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _bare_utf16(data)
    if name is not None:
        return None, [problem("encoding-utf16", at, found=name)]
    try:
        text = data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        line, column = _line_column(data, error.start)
        code = "encoding-thai" if _is_thai_windows(data) else "encoding-unknown"
        return None, [
            problem(code, Position(path, line, column), found=f"0x{data[error.start]:02X}")
        ]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        before = text[: text.index("\0")]
        line = before.count("\n") + 1
        return None, [problem("file-nul", Position(path, line, len(before) - before.rfind("\n")))]
    if not text.strip():
        return None, [problem("file-empty", at)]
    return text, []


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte is the higher one of an ASCII or Thai sign, and some are NUL."""
    sample = data[:_UTF16_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    for first, name in ((1, "UTF-16 LE"), (0, "UTF-16 BE")):
        high, low = sample[first::2], sample[1 - first :: 2]
        if sum(byte in _UTF16_HIGH_BYTES for byte in high) >= 0.9 * len(high) and low.count(
            0
        ) <= 0.1 * len(low):
            return name
    return None


def _is_thai_windows(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 are Thai in one byte a letter: Thai bytes, most of them side by side.

    A file of UTF-8 that was damaged in one place still decodes to more Thai than to gaps, and one of Latin letters with
    accents (ISO 8859-1) has its high bytes one by one.
    """
    decoded = data.decode("utf-8", "replace")
    if sum("\u0e00" <= sign <= "\u0e7f" for sign in decoded) > decoded.count("\ufffd"):
        return False
    high = [byte for byte in data if byte >= 0x80]
    beside = sum(one >= 0x80 and other >= 0x80 for one, other in pairwise(data))
    return sum(byte in _THAI_BYTES for byte in high) >= 0.9 * len(high) and beside >= 0.4 * len(
        high
    )


def _line_column(data: bytes, offset: int) -> tuple[int, int]:
    before = (
        data[:offset]
        .decode("utf-8", "replace")
        .lstrip("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    return before.count("\n") + 1, len(before) - before.rfind("\n")
