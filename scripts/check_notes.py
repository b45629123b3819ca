"""Check every record: python3 scripts/check_notes.py [--notes DIR] [--format text|json|github|gitlab] [--fix | --diff].

Exit codes:
  0  no error: hints alone, or nothing (with --diff: nothing that could be mended)
  1  at least one error (with --fix: one that is left; with --diff: something could be mended)
  2  a wrong option, or, with --fix, a file that could not be written
  3  no environment could be made to run in
"""

import os
import sys

import environment

PAGE = "problems-explained"
"""The page of the docs that explains each code."""


def main() -> int:
    parser = environment.parser(
        "ตรวจบันทึกทุกไฟล์ · Check every record.\n\n{0}".format(
            "\n".join(__doc__.splitlines()[2:])  # the exit codes
        )
    )
    parser.add_argument(
        "--notes", metavar="DIR", help="โฟลเดอร์บันทึก · folder of the records (default: notes)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "gitlab"),
        default="text",
        help="github and gitlab are for their review pages (default: %(default)s)",
    )
    parser.add_argument(
        "--language", choices=("th", "en"), default="th", help="default: %(default)s"
    )
    mending = parser.add_mutually_exclusive_group()
    mending.add_argument(
        "--fix",
        action="store_true",
        help="แก้สิ่งที่มีคำตอบเดียวให้เอง แล้วตรวจ · mend what has one right answer, then check",
    )
    mending.add_argument(
        "--diff",
        action="store_true",
        help="แสดงว่าจะแก้อะไรโดยไม่เขียนไฟล์ · show what would be mended, and write nothing",
    )
    options = parser.parse_args()
    environment.enter(environment.RUN)

    from fieldnotes.authoring import checking, fixing

    notes = environment.from_current_folder(options.notes, environment.ROOT / "notes")
    # What another program reads stays one value.
    aside = sys.stdout if options.format == "text" else sys.stderr
    if options.diff:
        return int(fixing.run(notes, options.language, sys.stdout, write=False).files > 0)
    failed = options.fix and fixing.run(notes, options.language, aside, write=True).failed
    found = checking.run(notes, options.format, options.language, sys.stdout, page_address())
    return 2 if failed else found


def page_address() -> str:
    """Return where each code is explained: on the site where that is known, else in the docs' own file."""
    site = os.environ.get("SITE_URL", "").rstrip("/")
    if site:
        return "{0}/{1}/".format(site, PAGE)
    file = environment.ROOT / "docs" / (PAGE + ".md")
    try:
        return os.path.relpath(str(file)).replace(os.sep, "/")
    except ValueError:  # another drive of Windows
        return str(file)


if __name__ == "__main__":
    sys.exit(main())
