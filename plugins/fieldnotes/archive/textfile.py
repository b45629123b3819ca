"""From bytes to text: one encoding, one line ending, and a clear word on every file that has another.

Thai Windows still saves TIS-620/CP874 by default in old programs; such a file is named with its encoding and how
to save it right, never guessed into the archive.
"""

from __future__ import annotations

from pathlib import Path

from fieldnotes.archive.model import Position
from fieldnotes.archive.problems import Problem, problem

MAX_BYTES = 2_000_000
"""The longest real account is some 100 KB; 2 MB is a picture or a dump with a wrong name."""

_THAI_BYTES = frozenset((*range(0xA1, 0xDB), *range(0xDF, 0xFC)))


def read_text(file: Path, path: str) -> tuple[str | None, list[Problem]]:
    """Return a file's text with `\\n` line ends and no BOM, or None with the problem; `path` is how it is reported."""
    at = Position(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            size = f"{file.stat().st_size / 1e6:.1f}"
            return None, [problem("file-enormous", at, found=size, expected=f"{MAX_BYTES / 1e6:.0f}")]
        data = file.read_bytes()
    except OSError as error:
        return None, [problem("file-unreadable", at, found=error.strerror or type(error).__name__)]
    return decode(data, path)


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a record's bytes, or None with the problem."""
    at = Position(path)
    for mark, name in ((b"\xff\xfe", "UTF-16 LE"), (b"\xfe\xff", "UTF-16 BE")):
        if data.startswith(mark):
            return None, [problem("encoding-utf16", at, found=name)]
    if name := _bare_utf16(data):
        return None, [problem("encoding-utf16", at, found=name)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_column(data, error.start)
        code = "encoding-thai" if _mostly_thai_bytes(data) else "encoding-unknown"
        return None, [problem(code, Position(path, line, column), found=f"0x{data[error.start]:02X}")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        before = text[: text.index("\0")]
        line = before.count("\n") + 1
        return None, [problem("file-nul", Position(path, line, len(before) - before.rfind("\n")))]
    if not text.strip():
        return None, [problem("file-empty", at)]
    return text, []


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: ASCII signs of the front matter then have a NUL beside them."""
    if data[:8:2] == b"----"[: len(data[:8:2])] and data[1:8:2] == b"\0\0\0\0"[: len(data[1:8:2])]:
        return "UTF-16 LE" if len(data) >= 4 else None
    if data[1:8:2] == b"----"[: len(data[1:8:2])] and data[:8:2] == b"\0\0\0\0"[: len(data[:8:2])]:
        return "UTF-16 BE" if len(data) >= 4 else None
    return None


def _mostly_thai_bytes(data: bytes) -> bool:
    """TIS-620 has Thai letters at 0xA1-0xDA and 0xDF-0xFB and nothing else above ASCII (CP874 adds a few signs)."""
    high = [byte for byte in data if byte >= 0x80]
    return sum(byte in _THAI_BYTES for byte in high) >= 0.9 * len(high)


def _line_column(data: bytes, offset: int) -> tuple[int, int]:
    start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode("utf-8", "replace")) + 1
