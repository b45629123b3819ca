"""Whatever stands in a file, reading ends, raises nothing, and every problem lies in the file and can be said."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from archive.golden import load_files
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fieldnotes.archive import located
from fieldnotes.archive.joining import Loaded
from fieldnotes.archive.problems import describe
from fieldnotes.archive.textfile import decode

GOOD = {
    "archive.yml": "series: [{id: s, name: สัญจร}]\nwithhold: [สมชาย ใจดี]\n",
    "tags.yml": "- {id: welfare, label: กองทุนสวัสดิการ}\n",
    "places.yml": "- {id: ueam, name: ตำบลบ้านเอื้อม}\n",
    "organisations/codi.md": "---\nname: สถาบันพัฒนาองค์กรชุมชน\nshort: [พอช.]\n---\nก\n",
    "meetings/s-2549-5.md": "---\nseries: สัญจร\nnumber: 5/2549\nagenda: [{number: 1}]\n---\nก\n",
    "2549/a.md": "---\ntitle: ก (1)\ndate: 2549\nmeeting: 5/2549\ncovers: [วาระที่ 1]\n---\nพอช. ได้งบ\n",
    "2549/a.claims.yml": "- {about: พอช., what: funding, quote: ได้งบ}\n",
}
PATHS = sorted(GOOD)

PIECES = st.sampled_from(
    """--- ... : - # [ ] { } , & * ! | > ' " % @ ` ~ ? << \\ {# {#a} {.nolink} [บก.: ]( ![ ** __ ``` ~~~ ## === |---|
    title: date: meeting: organisations: tags: covers: part: account: source: comments: withhold: publish: id: name:
    short: also: agenda: number: subjects: continues: series: about: what: quote: to: relation: allow: formerly:
    label: broader: within: defaults: language: true 2549 2566-02-29 5/2549 ๕/๒๕๔๙ 1.10 490,000 17:40 ไม่ทราบ
    funding relation selects พอช. codi ได้งบ วาระที่ 1 เรื่องที่ สอง (1) ตอนจบ สมชาย ใจดี
    081-234-5678 a@b.co 1.2.3.4 ก น้ำ แ เเ \u0e4d\u0e32 \u0e48 \u00a0 \u200b \u2028 \x85 \ufeff \x07 \ufdd0 \U0001f600
    <b> javascript: https://a.example ../ /etc""".split(" ")
)
GAPS = st.sampled_from(["", " ", "\n", "\n  ", "\n- ", "\n\n", "\t"])
CLUTTER = st.lists(st.tuples(PIECES, GAPS), max_size=40).map(
    lambda rows: "".join(a + b for a, b in rows)
)
TEXTS = st.one_of(CLUTTER, st.text(max_size=200))
FRONTS = st.builds(lambda front, body: f"---\n{front}\n---\n{body}", TEXTS, TEXTS)


def load_one(path: str, content: str | bytes) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        return load_files(Path(folder), {**GOOD, path: content})


def assert_sound(loaded: Loaded, path: str, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    text = (
        data.decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    )
    lines = {path: text.split("\n")}
    for problem in loaded.problems:
        file_lines = lines.get(problem.path) or GOOD[problem.path].split("\n")
        assert 1 <= problem.line <= len(file_lines), problem
        assert 1 <= problem.column <= len(file_lines[problem.line - 1]) + 1, problem
        for language in ("th", "en"):
            said = describe(problem, language)
            (said.message + said.hint).encode()
            assert said.message
            assert "\n" not in said.message + said.hint
    for note in loaded.archive.notes.values():
        anchors = [paragraph.anchor for paragraph in note.paragraphs]
        assert len(set(anchors)) == len(anchors)
        assert note.meeting is None or note.meeting in loaded.archive.meetings
        assert set(note.tags) <= set(loaded.archive.tags)
        assert set(note.places) <= set(loaded.archive.places)
        for mention in note.mentions:
            assert mention.organisation in loaded.archive.organisations
    for thread in loaded.archive.threads:
        assert len(thread) > 1
        for key in thread:
            items = {item.number: item for item in loaded.archive.meetings[key.meeting].agenda}
            subjects = [subject.number for subject in items[key.reference.item].subjects]
            assert key.reference.subject is None or key.reference.subject in subjects


@pytest.mark.parametrize("path", PATHS)
@given(text=st.one_of(FRONTS, TEXTS))
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_record(path: str, text: str) -> None:
    assert_sound(load_one(path, text), path, text)


@given(path=st.sampled_from(PATHS), data=st.binary(max_size=300))
@settings(max_examples=150)
def test_any_bytes_in_any_record(path: str, data: bytes) -> None:
    assert_sound(load_one(path, data), path, data)


@given(
    path=st.sampled_from(PATHS),
    encoding=st.sampled_from(["cp874", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"]),
)
def test_any_encoding(path: str, encoding: str) -> None:
    data = GOOD[path].encode(encoding)
    assert_sound(load_one(path, data), path, data)


@pytest.mark.parametrize("path", PATHS)
@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_to_a_good_record(path: str, data: st.DataObject) -> None:
    """What goes wrong in life: something is typed, pasted or deleted somewhere in a record that was right."""
    text = GOOD[path]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 10)))
    text = text[:start] + data.draw(TEXTS) + text[end:]
    assert_sound(load_one(path, text), path, text)


@given(TEXTS, st.integers(1, 50))
@example("a: |\n x\n\u00a0 y\nb: 'c", 2)
@example("- {a: b, c: d: e}\n- {a: b", 1)
@example("a: \x85b: c", 1)
@example("a:\u00a0b", 1)
def test_yaml_ends_and_its_problems_lie_in_the_text(text: str, first_line: int) -> None:
    node, problems = located.read(text, "a.md", first_line)
    lines = text.split("\n")
    for problem in problems:
        assert first_line <= problem.line < first_line + len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - first_line]) + 1
    if node is not None:
        located.plain(node)


@given(st.dictionaries(st.from_regex("[a-z_]{1,9}", fullmatch=True), TEXTS, min_size=1, max_size=6))
def test_quoted_values_are_read_as_typed(values: dict[str, str]) -> None:
    """In quotes any printable text is a value: what a hint says to do, helps."""
    printable = {
        key: "".join(filter(str.isprintable, value)).strip() or "ก" for key, value in values.items()
    }
    lines = []
    for key, value in printable.items():
        quoted = located.quoted_line(f"{key}: {value}")
        assert quoted is not None
        lines.append(quoted)
    node, problems = located.read("\n".join(lines), "a.md")
    assert not problems
    assert node is not None
    assert located.plain(node) == printable


@given(st.binary(max_size=400))
def test_decoding_raises_nothing(data: bytes) -> None:
    text, problems = decode(data, "a.md")
    assert (text is None) == bool(problems)
    assert text is None or ("\r" not in text and "\0" not in text)
