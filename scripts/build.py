"""Build the archive once, strictly: python3 scripts/build.py [--notes DIR] [--site DIR | --zip FILE].

With --zip the site is written into one file, to be unpacked and opened without a server, search included.
"""

import os
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import List

import environment

FIRST = "00-READ-ME-FIRST.txt"
"""Name of the text beside `index.html` that a folder shows before all else; it can be read on any system."""
GUIDE = (
    "1. ถ้าเปิดดูอยู่ในไฟล์ zip ให้คลายไฟล์ทั้งหมดลงในโฟลเดอร์ก่อน",
    "   (คลิกขวาที่ไฟล์ zip แล้วเลือก แยกทั้งหมด หรือ Extract All)",
    "2. เปิดไฟล์ index.html ในโฟลเดอร์นั้นด้วยเบราว์เซอร์",
    "อ่านและค้นได้ทั้งหมดโดยไม่ต้องใช้อินเทอร์เน็ต อย่าย้ายไฟล์ออกจากโฟลเดอร์นี้",
    "",
    "Unpack the whole zip file first, then open index.html in a browser.",
)
WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the zip: the earliest that the form knows, so that the same site is the same bytes."""


def main() -> int:
    parser = environment.parser("สร้างเว็บไซต์จากบันทึกทั้งหมด · Build the site from all records.")
    parser.add_argument(
        "--notes", metavar="DIR", help="โฟลเดอร์บันทึก · folder of the records (default: notes)"
    )
    target = parser.add_mutually_exclusive_group()
    target.add_argument(
        "--site", metavar="DIR", help="โฟลเดอร์ของเว็บไซต์ · folder of the site (default: site)"
    )
    target.add_argument(
        "--zip",
        metavar="FILE",
        help="ไฟล์เดียวไว้คลายแล้วเปิดโดยไม่ต้องมีเซิร์ฟเวอร์ · one file, to be unpacked and opened without a server",
    )
    options = parser.parse_args()
    notes = environment.from_current_folder(options.notes, environment.ROOT / "notes")
    if options.zip is not None:
        file = environment.from_current_folder(options.zip, environment.ROOT)
        if file.is_dir() or not file.parent.is_dir():
            parser.error("เขียนไฟล์ที่ {0} ไม่ได้ · there can be no file {0}".format(file))
        environment.enter(environment.RUN)
        return build_zip(notes, file)

    site = environment.from_current_folder(options.site, environment.ROOT / "site")
    if not may_be_emptied(site, [notes, environment.ROOT / "docs"]):
        environment.say(
            "ไม่สร้างเว็บไซต์ลงใน {0} เพราะมีไฟล์อื่นอยู่ ซึ่งจะถูกลบ กรุณาเลือกโฟลเดอร์ว่าง\n"
            "Not building into {0}: what is there would be deleted. Please name an empty folder.".format(
                site
            )
        )
        return 2
    environment.enter(environment.RUN)
    return build(notes, site)


def build(notes: Path, site: Path) -> int:
    """Build the site of these records into a folder; return the exit code."""
    from mkdocs.__main__ import cli

    os.environ["FIELDNOTES_NOTES"] = str(notes)
    try:
        cli(["build", "--strict", "-f", str(environment.ROOT / "mkdocs.yml"), "-d", str(site)])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0


def build_zip(notes: Path, file: Path) -> int:
    """Build the edition that is opened from files, and write it as one zip file; return the exit code."""
    os.environ["FIELDNOTES_FILES"] = "true"
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        code = build(notes, site)
        if code == 0:
            # A Windows editor knows UTF-8 by the sign at its beginning, and lines by both signs at their ends.
            guide = "".join(line + "\r\n" for line in GUIDE).encode("utf-8-sig")
            (site / FIRST).write_bytes(guide)
            pack(site, file)
    return code


def pack(site: Path, file: Path) -> None:
    """Write a folder as a zip file that unpacks to a folder of the zip file's name: whole, or not at all."""
    draft = file.with_name(file.name + ".new")
    try:
        with zipfile.ZipFile(str(draft), "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(path.relative_to(site).as_posix() for path in site.rglob("*")):
                if (site / path).is_file():
                    entry = zipfile.ZipInfo(file.stem + "/" + path, WRITTEN)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    # The same on every system: made on Unix, to be read by all.
                    entry.create_system = 3
                    entry.external_attr = 0o644 << 16
                    packed.writestr(entry, (site / path).read_bytes())
        draft.replace(file)
    except BaseException:
        if draft.exists():
            draft.unlink()
        raise


def may_be_emptied(site: Path, kept: List[Path]) -> bool:
    """Whether MkDocs, which deletes all that is in its output folder, may be given this one.

    It may be missing, empty, or a site built before; and none of `kept` may lie in it.
    """
    inside = [folder for folder in kept if site == folder or site in folder.parents]
    if inside or (site.exists() and not site.is_dir()):
        return False
    return not site.exists() or not any(site.iterdir()) or (site / "sitemap.xml").is_file()


if __name__ == "__main__":
    sys.exit(main())
