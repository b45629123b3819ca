"""Check every record: python3 scripts/check_notes.py [--notes DIR] [--format text|json] [--language th|en].

Exit code 1 when there is an error, 0 when there are hints alone or nothing.
"""

import sys

import environment


def main() -> int:
    parser = environment.parser("ตรวจบันทึกทุกไฟล์ · Check every record.")
    parser.add_argument(
        "--notes", metavar="DIR", help="โฟลเดอร์บันทึก · folder of the records (default: notes)"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="default: %(default)s"
    )
    parser.add_argument(
        "--language", choices=("th", "en"), default="th", help="default: %(default)s"
    )
    options = parser.parse_args()
    environment.enter(environment.RUN)

    from fieldnotes.authoring import checking

    notes = environment.from_current_folder(options.notes, environment.ROOT / "notes")
    return checking.run(notes, options.format, options.language, sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
