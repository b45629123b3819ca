"""Write the pages and schemas that are made from the code: python3 scripts/write_reference.py [--check].

The explanation of each code takes its examples from the tests. With --check nothing is written, and exit code 1 says
that a file is not up to date.
"""

import sys
from typing import Dict

import environment


def main() -> int:
    parser = environment.parser(__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    environment.enter(environment.RUN)

    stale = 0
    for path, content in files().items():
        file = environment.ROOT / path
        if file.is_file() and file.read_bytes() == content.encode("utf-8"):
            continue
        stale += 1
        print(path)
        if not options.check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode("utf-8"))
    return int(options.check and stale > 0)


def files() -> Dict[str, str]:
    """Return each file that is made from the code: its path from the project's folder, and its content."""
    sys.path.append(str(environment.ROOT / "tests"))
    from archive.golden import FOLDER, read_case

    from fieldnotes.authoring import explaining, json_schema, reference

    cases = [read_case(file).files for file in sorted(FOLDER.glob("*.case"))]
    made = {
        "docs/problems-explained.md": explaining.page(cases),
        "docs/fields.md": reference.page(),
    }
    for name, schema in json_schema.schemas().items():
        made["docs/schemas/{0}.json".format(name)] = json_schema.as_text(schema)
    return made


if __name__ == "__main__":
    sys.exit(main())
