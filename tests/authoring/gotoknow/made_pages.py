"""Made-up pages in the forms of GotoKnow, for tests that need many of them."""

from __future__ import annotations

import random

WORDS = (
    "กลุ่มออมทรัพย์", "บ้านสมมติ", "ที่ประชุม", "สวัสดิการ", "เล่าว่า", "ประธาน", "เงินกู้", "๒๕๔๙", "5,000 บาท", "เดือนละครั้ง",
    "เรื่องที่สอง", "คณะกรรมการ", "ตำบลตัวอย่าง", "ออมวันละบาท", "(1.2)", "<Click>", "เครือข่ายฯ", "ฯลฯ", "จริงๆ",
)  # fmt: skip


def sentence(made: random.Random, least: int = 3, most: int = 12) -> str:
    return made.choice(("", " ", "\u00a0 ")).join(made.choices(WORDS, k=made.randint(least, most)))


def page(number: int, *, blog: str = "ban_mai", rights: str = "สงวนสิทธิ์ทุกประการ") -> str:
    """A page in the form of the seed, of its number alone."""
    made = random.Random(number)
    body = []
    for _ in range(made.randint(2, 12)):
        if made.random() < 0.3:
            body += [
                f"\u00a0\u00a0\u00a0{item}.{sentence(made, 1, 4)}"
                for item in range(1, made.randint(3, 6))
            ]
        else:
            body.append("\u00a0\u00a0\u00a0 " + sentence(made))
    comments = made.randint(0, 3)
    lines = [f"การประชุมเครือข่ายฯสัญจร ครั้งที่ {number % 12 + 1}/2549 (1.{number % 7 + 1})", ""]
    lines += [line for text in body for line in (text, "")]
    lines += [
        f"บันทึกนี้เขียนที่\u00a0GotoKnow\u00a0โดย\u00a0\u00a0ใน\u00a0{blog}",
        "",
        "คำสำคัญ (Tags)" + made.choice(("#uncategorized", "#กองทุน#สวัสดิการ")),
        "",
        (
            f"หมายเลขบันทึก: {number}, เขียน: {made.randint(1, 28)} May 2006 @ 17:40\u00a0(),\u00a0"
            "แก้ไข: 11 Feb 2012 @ 15:00\u00a0(),\u00a0"
            f"สัญญาอนุญาต: {rights}, ความเห็น: {comments}, อ่าน: คลิก"
        ),
        "",
    ]
    if comments:
        lines += ["", f"ความเห็น\u00a0({comments})", ""]
    for _ in range(comments):
        lines += [
            "ครูสมมติ",
            f"IP: xxx.24.9.{made.randint(1, 250)}",
            "เขียนเมื่อ\u00a0",
            sentence(made, 2, 5),
            "",
        ]
    return "\n".join(lines).rstrip("\n")
