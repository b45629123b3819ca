"""Build the archive once, strictly: python3 scripts/build.py [--notes DIR] [--site DIR]."""

import os
import sys
from pathlib import Path
from typing import List

import environment


def main() -> int:
    parser = environment.parser("สร้างเว็บไซต์จากบันทึกทั้งหมด · Build the site from all records.")
    parser.add_argument(
        "--notes", metavar="DIR", help="โฟลเดอร์บันทึก · folder of the records (default: notes)"
    )
    parser.add_argument(
        "--site", metavar="DIR", help="โฟลเดอร์ของเว็บไซต์ · folder of the site (default: site)"
    )
    options = parser.parse_args()
    site = environment.from_current_folder(options.site, environment.ROOT / "site")
    notes = environment.from_current_folder(options.notes, environment.ROOT / "notes")
    if not may_be_emptied(site, [notes, environment.ROOT / "docs"]):
        environment.say(
            "ไม่สร้างเว็บไซต์ลงใน {0} เพราะมีไฟล์อื่นอยู่ ซึ่งจะถูกลบ กรุณาเลือกโฟลเดอร์ว่าง\n"
            "Not building into {0}: what is there would be deleted. Please name an empty folder.".format(
                site
            )
        )
        return 2
    environment.enter(environment.RUN)

    from mkdocs.__main__ import cli

    os.environ["FIELDNOTES_NOTES"] = str(notes)
    cli(["build", "--strict", "-f", str(environment.ROOT / "mkdocs.yml"), "-d", str(site)])
    return 0


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
