"""The rooms of the house: which may import which, read from the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "fieldnotes"
SCRIPTS = ROOT / "scripts"

ARROWS = {
    "thai": set(),
    "archive": {"thai"},
    "site": {"archive", "thai"},
    "authoring": {"archive", "thai"},
    "search": {"thai"},
}
"""Room -> the rooms that it may import. There are no others, and a new room is entered here first."""

WEB = {
    "mkdocs",
    "material",
    "jinja2",
    "markupsafe",
    "markdown",
    "pymdownx",
    "html",
    "nh3",
    "http",
    "urllib3",
    "properdocs",
}
"""What makes or reads web pages; the rooms that may know it."""
WEB_ROOMS = {"site", "search"}

THAI_SIGN = re.compile("[\u0e01-\u0e5b]")

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(file: Path) -> str | None:
    """The room a module stands in; None for the package's own `__init__`."""
    parts = file.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else None


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module that a tree imports, with its line; `from a import b` gives `a.b`, since b may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                (node.lineno, f"{'.' * node.level}{node.module or ''}.{alias.name}")
                for alias in node.names
            )


def without_docstrings(tree: ast.AST) -> ast.AST:
    """The tree without strings that stand as statements: docstrings, of attributes too."""

    class Remover(ast.NodeTransformer):
        def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
            return (
                None
                if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
                else node
            )

    Remover().visit(tree)
    return tree


def thai_strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and THAI_SIGN.search(node.value)
        ):
            yield node.lineno, node.value


def functions(tree: ast.AST) -> Iterator[ast.AST]:
    return (
        node
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    )


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_follow_the_arrows(file: Path) -> None:
    room = room_of(file)
    assert room is None or room in ARROWS, f"{room} is a room that ARROWS does not know"
    for line, name in imports(tree_of(file)):
        assert not name.startswith("."), (
            f"{file}:{line} a relative import hides which room it is from"
        )
        root, _, rest = name.partition(".")
        if root == "fieldnotes":
            other = rest.split(".")[0]
            assert room is not None, f"{file}:{line} the package itself imports nothing"
            assert other == room or other in ARROWS[room], (
                f"{file}:{line} {room} may not import {other}"
            )
        if root in WEB:
            assert room in WEB_ROOMS, f"{file}:{line} {room} knows no {root}"


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_import_hides_in_a_function(file: Path) -> None:
    hidden = [found for function in functions(tree_of(file)) for found in imports(function)]
    assert not hidden


def test_no_circle_of_modules() -> None:
    """Nor within a room: modules can be put in an order in which each imports only what stands before it."""
    names = {module_name(file): file for file in MODULES}
    needs = {
        name: {
            found
            for _, imported in imports(tree_of(file))
            for found in (imported, imported.rpartition(".")[0])
            if found in names
        }
        - {name}
        for name, file in names.items()
    }
    while free := [name for name, needed in needs.items() if not needed & needs.keys()]:
        for name in free:
            del needs[name]
    assert not needs, f"these import each other: {sorted(needs)}"


def module_name(file: Path) -> str:
    parts = ["fieldnotes", *file.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("file", sorted(SCRIPTS.glob("*.py")), ids=lambda file: file.name)
def test_scripts_are_thin(file: Path) -> None:
    """A command knows what the researcher's commands do, and tools; never the rooms behind."""
    for line, name in imports(tree_of(file)):
        if name.startswith("fieldnotes"):
            assert name.startswith("fieldnotes.authoring"), f"{file}:{line} imports {name}"


@pytest.mark.parametrize(
    "file",
    [file for file in MODULES if room_of(file) in ("site", "authoring", "search")],
    ids=lambda file: str(file.relative_to(PACKAGE)),
)
def test_thai_words_stand_in_templates(file: Path) -> None:
    """Python of the site and the commands holds no Thai: it stands in templates and `words.yml`."""
    assert not list(thai_strings(without_docstrings(tree_of(file))))


@pytest.mark.parametrize(
    "file",
    [file for file in MODULES if room_of(file) == "archive"],
    ids=lambda file: str(file.relative_to(PACKAGE)),
)
def test_thai_of_the_archive_is_grammar_with_a_name(file: Path) -> None:
    """In the archive Thai is the grammar of the records: in a module's tables and patterns, not within a function."""
    tree = without_docstrings(tree_of(file))
    assert not [found for function in functions(tree) for found in thai_strings(function)]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_pattern_begins_with_a_bare_combining_mark(file: Path) -> None:
    """A mark without its letter cannot be read in an editor: in classes of marks it is written \\u0e.. ."""
    for line, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        bare = re.search(
            "(?<![\u0e01-\u0e2e\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]",
            text,
        )
        assert bare is None, f"{file}:{line} a combining mark stands alone"
