"""Names of organisations in running text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.archive.mentions import Names
from fieldnotes.archive.model import Organisation
from fieldnotes.thai.clusters import is_boundary
from fieldnotes.thai.spelling import normalise

NAMES = (
    "กลุ่มน้ำใจ",
    "กลุ่มน้ำใจบ้านเอื้อม",
    "บ้านเอื้อม",
    "พอช.",
    "ศตจ.ปชช.",
    "ปชช.",
    "CODI",
    "สภา",
    "สภาสตรี ลำปาง",
)
ORGANISATIONS = [
    Organisation(f"o{number}", f"{number}.md", name) for number, name in enumerate(NAMES)
]
PIECES = st.one_of(
    st.sampled_from(
        [*NAMES, "ก", " ", "และ", ".", "\u0e48", "\u0e4d\u0e32", "\u200b", "\u00a0", "CO", "I", "แ"]
    ),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, max_size=15).map("".join)


def spelled_otherwise(name: str) -> str:
    return (
        name.replace("\u0e49\u0e33", "\u0e4d\u0e49\u0e32").replace("แ", "เเ").replace(" ", "\u00a0")
    )


@given(TEXTS)
def test_offsets_cut_exactly_a_name(text: str) -> None:
    last = 0
    for found in Names(ORGANISATIONS).find(text):
        assert last <= found.start < found.end <= len(text)
        assert normalise(text[found.start : found.end]) == NAMES[int(found.organisation[1:])]
        assert is_boundary(
            normalise(text[: found.start]) + normalise(text[found.start :]),
            len(normalise(text[: found.start])),
        )
        last = found.end


@given(TEXTS)
def test_the_longest_wins(text: str) -> None:
    """No name is found where a longer one begins at the same place."""
    spans = [(found.start, found.end) for found in Names(ORGANISATIONS).find(text)]
    for longer in NAMES:
        alone = Names([Organisation("alone", "a.md", longer)])
        for other in alone.find(text):
            assert not any(start == other.start and end < other.end for start, end in spans)


@given(
    st.sampled_from(NAMES),
    st.sampled_from(["ที่", " ", '"', "(", ""]),
    st.sampled_from(["และ", " ", '"', ")", ""]),
)
def test_a_name_is_found_in_running_text_however_it_is_spelled(
    name: str, before: str, after: str
) -> None:
    for spelling in (name, spelled_otherwise(name)):
        text = f"{before}{spelling}{after}"
        [found] = Names(ORGANISATIONS).find(text)
        assert NAMES[int(found.organisation[1:])] == name
        assert text[found.start : found.end] == spelling


def test_no_names_and_no_organisations() -> None:
    assert list(Names([]).find("กลุ่มน้ำใจ")) == []
    assert list(Names(ORGANISATIONS).find("")) == []
    assert list(Names([Organisation("a", "a.md", " ")]).find("ก ข")) == []


def test_half_an_abbreviation_is_no_name() -> None:
    found = Names([Organisation("a", "a.md", "ก", short=("ปชช.",))]).find("ศตจ.ปชช. กับ ปชช.")
    assert [(one.start, one.end) for one in found if one.abbreviation] == [(13, 17)]
