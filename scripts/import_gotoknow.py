"""Bring pages of GotoKnow into the archive.

    python3 scripts/import_gotoknow.py FILE… [--notes DIR] [--mine | --not-mine] [--language th|en]

A FILE is a page copied as text, a saved HTML page, or a folder of these. Exit code 0 when every source is in the
archive, whatever else is wrong there; 1 when one could not be read or written, or clashes with what was edited here; 2
for a wrong option; 3 when there is no environment.
"""

import sys
from pathlib import Path

import environment


def main() -> int:
    parser = environment.parser(
        "นำบันทึกจาก GotoKnow เข้าคลัง · Bring pages of GotoKnow into the archive."
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="ไฟล์ .txt หรือ .html หรือโฟลเดอร์ · pages, or folders of them",
    )
    parser.add_argument(
        "--notes", metavar="DIR", help="โฟลเดอร์บันทึก · folder of the records (default: notes)"
    )
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument(
        "--mine",
        action="store_const",
        const=True,
        dest="own",
        help="บันทึกของเจ้าของคลังเอง · they are the holder's own",
    )
    whose.add_argument(
        "--not-mine",
        action="store_const",
        const=False,
        dest="own",
        help="บันทึกของผู้อื่น · they are somebody else's",
    )
    parser.add_argument(
        "--language", choices=("th", "en"), default="th", help="default: %(default)s"
    )
    options = parser.parse_args()
    environment.enter(environment.RUN)

    from fieldnotes.authoring import importing

    notes = environment.from_current_folder(options.notes, environment.ROOT / "notes")
    return importing.run(
        [Path(file) for file in options.files],
        notes,
        own=options.own,
        language=options.language,
        output=sys.stdout,
        ask=input if sys.stdin is not None and sys.stdin.isatty() else None,
    )


if __name__ == "__main__":
    sys.exit(main())
