"""Suggest what a note may say in its fields: python3 scripts/suggest.py NOTE [--notes DIR] …

Tags, organisations, agenda items and claims, each with the words that speak for it. Nothing is written into the note.
Exit code 1 when the note cannot be read.
"""

import sys
from pathlib import Path

import environment


def main() -> int:
    parser = environment.parser(
        "เสนอคำสำคัญ องค์กร วาระ และข้อมูลของบันทึก · Suggest what a note may say."
    )
    parser.add_argument("note", metavar="NOTE", help="ไฟล์บันทึก · a note, or any text")
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

    from fieldnotes.authoring.suggesting import command

    notes = environment.from_current_folder(options.notes, environment.ROOT / "notes")
    note = environment.from_current_folder(options.note, Path(options.note))
    return command.run(
        note, notes, options.format, options.language, output=sys.stdout, faults=sys.stderr
    )


if __name__ == "__main__":
    sys.exit(main())
