"""What the program needs that following its imports does not find: collected from its sources, never listed by hand.

- every module of `operator_app`, since commands and late parts are imported by name (`app/late.py`);
- every library that is imported by a literal name (`import_module("uharfbuzz")`);
- files beside the modules (SQL, migrations), and what the migrations, which are read as files, import.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "operator_app"
# Imported by compiled code, where nothing that reads Python sees it: by miniaudio's library.
COMPILED = ("_cffi_backend",)


def modules(checkout: Path) -> list[str]:
    """Every module of the program by its dotted name, and every module that it names as text for `import_module`."""
    package = checkout / PACKAGE
    files = [file for file in sorted(package.rglob("*.py")) if _is_module(file, package)]
    found = {_dotted(file, checkout) for file in files}
    for file in files:
        found |= set(_named(ast.parse(file.read_text("utf-8"))))
    for script in scripts(checkout):
        found |= set(_imported(ast.parse(script.read_text("utf-8"))))
    return sorted({*found, *COMPILED})


def scripts(checkout: Path) -> list[Path]:
    """Python files that are read as files: the migrations."""
    package = checkout / PACKAGE
    return [file for file in sorted(package.rglob("*.py")) if not _is_module(file, package)]


def data(checkout: Path) -> list[tuple[Path, str]]:
    """Files and folders to take along, each with its folder inside the program."""
    package = checkout / PACKAGE
    beside = [file for file in sorted(package.rglob("*")) if file.is_file() and file.suffix not in (".py", ".pyc")]
    found = [(file, str(file.parent.relative_to(checkout))) for file in (*beside, *scripts(checkout))]
    return [*found, *((checkout / name, f"{PACKAGE}/{name}") for name in ("resources", "knowledge_base"))]


def _is_module(file: Path, package: Path) -> bool:
    """Whether every folder from the package down to the file is a package."""
    folders = [file.parent, *file.parent.parents]
    return all((folder / "__init__.py").exists() for folder in folders[: folders.index(package) + 1])


def _dotted(file: Path, checkout: Path) -> str:
    parts = file.relative_to(checkout).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _named(tree: ast.Module) -> Iterator[str]:
    """Names given as text to `import_module`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            first = node.args[0]
            if name == "import_module" and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _imported(tree: ast.Module) -> Iterator[str]:
    """Modules that a script imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
