"""A made-up site to search in: notes enough for several pages of results, names, and odd spellings."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from plain_site import build_plain

NOTES = 45
"""Notes that speak of ออมทรัพย์."""

FULL_NAME = "สถาบันพัฒนาองค์กรชุมชน"
SHORT_NAME = "พอช."
NAMED = 3
"""Pages with the full name, none of them with the short one."""

EXTENSIONS = ["attr_list"]

EXAMPLE = "ออมทรัพย์ & อื่น"
"""A query that the search page offers."""

both = pytest.mark.parametrize("address", ["whole", "shards"], indirect=True)
"""For a test that is to hold whether a site's text is shipped whole or its index is in shards."""


def build_searched(
    folder: Path, made: Mapping[str, str] | None = None, small: int | None = None, **options: Any
) -> Path:
    """Build the site, or one of other pages; `small` as in the plugin's options. Return its folder.

    Where the index is in shards, there are more pages than those given.
    """
    own: dict[str, object] = {"examples": [EXAMPLE], "files": options.pop("files", False)}
    return build_plain(
        folder,
        {**(pages() if made is None else made), **(strange_pages() if small == 0 else {})},
        markdown_extensions=EXTENSIONS,
        theme={"features": options.pop("features", ["search.highlight", "search.suggest"])},
        plugins=["search", {"thai-search": own if small is None else {**own, "small": small}}],
        **options,
    )


def pages() -> dict[str, str]:
    """Return the Markdown files of the site by their paths in `docs`."""
    made = {
        "index.md": "# หน้าแรก\n\nเว็บไซต์นี้ทำขึ้นเพื่อทดสอบ\n",
        "about/index.md": "# เกี่ยวกับเว็บไซต์\n\nใครทำ ทำทำไม\n",
        "odd.md": odd_page(),
        "long.md": "# หน้ายาว\n\n"
        + "".join(f"ย่อหน้าที่ {n} ของหน้ายาว\n{{: #p-{n} }}\n\n" for n in range(1, 80))
        + "ปลายทางคือท่าน้ำสบตุ๋ย\n{: #p-80 }\n",
    }
    for n in range(1, NOTES + 1):
        year = 2549 + n % 2
        facts: dict[str, object] = {
            "kind": "บันทึก",
            "label": f"การประชุมครั้งที่ {n % 25 + 1} ตอนที่ 1",
            "date": f"{year - 543}-05-{n % 28 + 1:02}",
            "date_words": f"{n % 28 + 1} พฤษภาคม {year}",
            "facets": {
                "kind": ["บันทึก"],
                "year": [str(year)],
                "meeting": [f"ครั้งที่ {n % 25 + 1}"],
                "tag": [f"คำที่ {n % 3}"],
            },
        }
        made[f"notes/n{n}.md"] = _page(
            facts,
            f"บันทึกฉบับที่ {n}",
            "เปิดเรื่องด้วยเรื่องอากาศ",
            f"กลุ่มออมทรัพย์บ้านทุ่งหมายเลข {n} เก็บเงินทุกเดือน",
        )
    for n in range(1, NAMED + 1):
        facts = {
            "kind": "องค์กร",
            "facets": {"kind": ["องค์กร"]},
            "names": [[FULL_NAME, SHORT_NAME]] if n == 1 else [],
        }
        made[f"organisations/o{n}.md"] = _page(
            facts, f"องค์กรที่ {n}", f"หน่วยงานนี้ร่วมงานกับ{FULL_NAME}มานาน"
        )
    return made


def strange_pages() -> dict[str, str]:
    """Return pages of nothing but made-up words, so many that shards and bundles are many too."""
    chance = random.Random(2549)

    def word() -> str:
        return "".join(
            chance.choice("กขคงจชดตถทนบปผพมยรลวศสห") + chance.choice("าิีุูโเ")
            for _ in range(chance.randint(2, 4))
        )

    return {
        f"strange/s{n}.md": f"# {word()}\n\n" + " ".join(word() for _ in range(150)) + "\n"
        for n in range(1, 81)
    }


def odd_page() -> str:
    """Return a page that writes one thing in many ways."""
    pieces = [
        "# สะกดหลายแบบ",
        "จังหวัดล\u0e4d\u0e32ปางเขียนด้วยนิคหิตกับสระอา\n{: #p-1 }",
        "กลุ่ม\u00a0ท่ามะโอ เว้นด้วยช่องว่างไม่ตัดคำ และกลุ่ม  ท่ามะโอ เว้นสองช่อง\n{: #p-2 }",
        "ศูนย์\u200bเรียนรู้ มีช่องว่างที่มองไม่เห็น\n{: #p-3 }",
        "ครั้งที่ ๕/๒๕๔๙ เขียนด้วยเลขไทย\n{: #p-4 }",
        "จดหมายของ CODI และ Codi\n{: #p-5 }",
        "สภา**เครือข่าย**[องค์กร](about/index.md)ชาวนา\n{: #p-6 }",
        "ที่นี่มีน้ำใจ แต่ น<b>้</b>ำ แยกกัน\n{: #p-7 }",
    ]
    return "\n\n".join(pieces)


def _page(facts: Mapping[str, object], title: str, *paragraphs: str) -> str:
    # JSON is YAML.
    head = "---\nthai_search: " + json.dumps(facts, ensure_ascii=False) + "\n---\n"
    text = "".join(f"{text}\n{{: #p-{n} }}\n\n" for n, text in enumerate(paragraphs, 1))
    return f"{head}# {title}\n\n{text}"
