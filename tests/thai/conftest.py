r"""Golden rows: a test that takes `row` runs once for each row of the file named after it.

``test_read_date(row)`` has ``cases/read_date.tsv``. A row is a line of fields parted by tabs; lines
that begin with "# " and empty ones are for the reader. An empty field is "∅", and signs that cannot
be seen, or stand at the edge of a field, are written like ``\u00a0``. A test's name ends in the line.
"""

import re
from pathlib import Path

import pytest

EMPTY = "∅"
CASES = Path(__file__).parent / "cases"
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every golden test its rows; the line number and text of a row are its name."""
    if "row" not in metafunc.fixturenames:
        return
    path = CASES / f"{metafunc.function.__name__.removeprefix('test_')}.tsv"
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    cases = [(n, line) for n, line in lines if line.strip() and not line.startswith("# ")]
    metafunc.parametrize(
        "row",
        [[unescape(field) for field in line.split("\t")] for _, line in cases],
        ids=[f"{path.name}:{n}" for n, _ in cases],
    )


def unescape(field: str) -> str:
    """Return `field` with its escapes as the signs they stand for."""
    if field == EMPTY:
        return ""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), field)
