"""Personal data: every kind is found however it is written, and what only looks like it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.archive.personal_data import find, has_right_check_digit
from fieldnotes.thai.numbers import thai_digits

SEPARATORS = st.sampled_from(["", "-", " ", "\u00a0", ".", "–"])


def codes(text: str, *allowed: str) -> list[str]:
    return [problem.code for problem in find(text, "a.md", allowed)]


@pytest.mark.parametrize(
    "text",
    [
        "โทร.081-234-5678",
        "โทร 0-5422-1234",
        "โทร.054-221234",
        "(054) 221-234",
        "02-123-4567 ต่อ 12",
        "+66 81 234 5678",
        "+66(0)81-234-5678",
        "0066812345678",
        "๐๘๑-๒๓๔-๕๖๗๘",
        "09-1234567",
        "0-9123-4567",
        "081\u200b2345678",
        "ติดต่อ0812345678นะ",
    ],
)
def test_telephone_numbers(text: str) -> None:
    assert codes(text) == ["personal-phone"]


@given(
    first=st.sampled_from("689"),
    digits=st.from_regex("[0-9]{8}", fullmatch=True),
    separator=SEPARATORS,
    convert=st.sampled_from([str, thai_digits]),
)
def test_any_mobile_number(first: str, digits: str, separator: str, convert: object) -> None:
    number = separator.join([f"0{first}{digits[0]}", digits[1:4], digits[4:]])
    text = f"โทร. {number if convert is str else thai_digits(number)} ครับ"
    # Ten digits may be the last of something longer that is also personal, never nothing.
    assert codes(text) == ["personal-phone"]


@pytest.mark.parametrize(
    "text",
    [
        "IP: xxx.24.9.110",
        "๑๐.๒๔.๙.๑๑๐",
        "จาก 10.24.9.110 เมื่อ",
        "10.xxx.xxx.1",
        "2001:db8::1",
        "fe80:0:0:0:0:0:0:1",
    ],
)
def test_internet_addresses(text: str) -> None:
    assert codes(text) == ["personal-ip-address"]


@pytest.mark.parametrize("text", ["a@example.or.th", "ถึงsomchai.j@example.comนะ", "<a+b@x.co>"])
def test_mail_addresses(text: str) -> None:
    assert codes(text) == ["personal-email"]


@given(st.from_regex("[1-8][0-9]{11}", fullmatch=True), st.booleans(), st.booleans())
def test_identity_numbers(digits: str, gaps: bool, thai: bool) -> None:
    right = next(digits + last for last in "0123456789" if has_right_check_digit(digits + last))
    wrong = digits + str((int(right[-1]) + 1) % 10)
    for number, expected in ((right, True), (wrong, False)):
        shown = (
            f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"
            if gaps
            else number
        )
        text = f"เลข {thai_digits(shown) if thai else shown} ของ"
        assert ("personal-identity-number" in codes(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1.2.3.4 เรื่องหนึ่ง",
        "## 1.2.3.4 เรื่อง",
        "- 10.1.1.1 ก",
        "**1.2.3.4** ก",
        "17:40:30",
        "เวลา 9:30:00 น.",
        "::",
        "a::b",
        "490,000 บาท",
        "ISBN 0-670-03384-7",
        "https://www.gotoknow.org/posts/0812345678",
        "https://a.example/1.2.3.4/",
        "5/2549",
        "2549-05-24 17:40",
        "01-02-2549",
        "v1.2.3.4",
        "0.12345678",
        "0 1 2 3 4 5 6 7 8",
        "05 06 07 08 09",
        "บัญชี 054-2-21234-5",
        "081-2-34567-8",
        "หมายเลขบันทึก 30760",
        "@ 17:40",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert codes(text) == []


def test_allowed_is_that_very_string() -> None:
    assert codes("โทร. 081-234-5678", "081-234-5678") == []
    assert codes("โทร. ๐๘๑-๒๓๔-๕๖๗๘", "081-234-5678") == []
    assert codes("โทร. 081-234-5678", "โทร. 081-234-5678") == []
    assert codes("โทร. 081-234-5679", "081-234-5678") == ["personal-phone"]


@pytest.mark.parametrize(
    "text", ["โทร. 081-234-5678", "a.person@example.or.th", "10.24.9.110", "1-1037-02071-81-1"]
)
def test_the_problem_does_not_tell_it(text: str) -> None:
    """Problems end in public logs."""
    [problem] = find(text, "a.md", ())
    shown = problem.facts["found"]
    assert sum(sign.isalnum() and sign != "x" for sign in shown) <= 4


@given(st.text(alphabet="0123456789๐๑- .:()+/@aก\n\u200b\u00a0", max_size=200))
def test_any_text(text: str) -> None:
    lines = text.split("\n")
    for problem in find(text, "a.md", ()):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1])
