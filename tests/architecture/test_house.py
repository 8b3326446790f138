"""The rules of CONTRIBUTING.md and the layers of ARCHITECTURE.md, which the tools alone do not hold."""

import ast
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from operator_app.domain.contacts import PhoneKind
from operator_app.domain.numbers import kind_of

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 80
PROGRAM = ("operator_app", "installer")
CODE = (*PROGRAM, "tests")
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
# Written by the bidirectional algorithm's own names only: a raw one in a source cannot be seen.
CONTROLS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SILENCED = re.compile(r"#\s*(type:\s*ignore|noqa|pragma:\s*no\s*cover|pylint:|mypy:|ruff:|pyright:)")
# Eight digits, grouped or not, that are neither a date nor part of something longer.
NUMBER = re.compile(
    r"(?<![\w.+\-/#:])(?:(?:\+|00)216[ .\-]?)?(?!\d{4}-\d\d-\d\d)(\d(?:[ .\-]?\d){7})(?![\w\-/:]|[ .]\d)"
)
# The national display format as libphonenumber writes it.
EXAMPLES = {"71341140"}
# Nobody's while the subscriber's part begins with three zeros.
INVENTED = re.compile(r"\d\d000\d{3}")


@cache
def files(*folders: str) -> tuple[Path, ...]:
    found = tuple(file for folder in folders for file in sorted((PROJECT / folder).rglob("*.py")))
    assert len(found) > 5 * len(folders)
    return found


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def place(file: Path, line: int) -> str:
    return f"{file.relative_to(PROJECT)}:{line}"


def functions(file: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, Function))


def outside(node: ast.AST) -> Iterator[ast.AST]:
    """Everything below a node that is not inside a function."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function):
            yield child
            yield from outside(child)


def comments(file: Path) -> Iterator[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(file.read_text(encoding="utf-8")).readline)
    return ((token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT)


def test_files_are_short() -> None:
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files(*PROGRAM)}
    assert [place(file, count) for file, count in lines.items() if count > LONGEST_FILE] == []


def test_functions_are_short() -> None:
    long = [
        place(file, node.lineno)
        for file in files(*PROGRAM)
        for node in functions(file)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_nothing_is_imported_inside_a_function() -> None:
    inside = [
        place(file, node.lineno)
        for file in files(*CODE)
        for node in set(ast.walk(tree(file))) - set(outside(tree(file)))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert sorted(inside) == []


def test_nothing_is_global() -> None:
    nodes = ((file, node) for file in files(*CODE) for node in ast.walk(tree(file)))
    assert [place(file, node.lineno) for file, node in nodes if isinstance(node, ast.Global)] == []


def test_no_check_is_silenced() -> None:
    suspects = [file for file in files(*CODE) if SILENCED.search(file.read_text(encoding="utf-8"))]
    silenced = [place(file, line) for file in suspects for line, comment in comments(file) if SILENCED.search(comment)]
    assert silenced == []


def test_content_holds_no_code() -> None:
    for folder in ("resources", "knowledge_base"):
        assert (PROJECT / folder).is_dir()
        assert [file for file in (PROJECT / folder).rglob("*") if file.suffix in (".py", ".pyc", ".so", ".pth")] == []


def test_no_source_holds_an_invisible_direction_mark() -> None:
    marked = [
        place(file, number)
        for file in files(*CODE)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if CONTROLS.search(line)
    ]
    assert marked == []


def test_no_person_answers_a_number_of_the_tests() -> None:
    published = "".join(re.findall(r"\d+|\n", (PROJECT / "knowledge_base/contacts.toml").read_text(encoding="utf-8")))
    real = []
    for file in files("tests"):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            for match in NUMBER.finditer(line):
                digits = re.sub(r"\D", "", match[1])
                somebody = kind_of(digits) in (PhoneKind.FIXED, PhoneKind.MOBILE)
                if somebody and not INVENTED.fullmatch(digits) and digits not in published and digits not in EXAMPLES:
                    real.append(f"{place(file, number)} {match[0]}")
    assert real == []


@pytest.mark.parametrize("text", ["+CBG CA BCD EFG", "at JI.HGF.EDC now", '"CBCDEFGH"', "FC-DEF-GHI"])
def test_a_number_of_somebody_would_be_found(text: str) -> None:
    """The rule above is able to fail; digits are letters here, since it reads this file too."""
    (match,) = NUMBER.finditer(text.translate(str.maketrans("ABCDEFGHIJ", "0123456789")))
    digits = re.sub(r"\D", "", match[1])
    assert kind_of(digits) in (PhoneKind.FIXED, PhoneKind.MOBILE)
    assert not INVENTED.fullmatch(digits)


def test_every_package_has_its_layer_and_every_contract_is_kept() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    named = {name.strip() for line in layers["layers"] for name in re.split("[|:]", line)}
    package = PROJECT / "operator_app"
    there = {file.stem for file in package.glob("*.py")} | {file.parent.name for file in package.glob("*/__init__.py")}
    assert there - {"__init__"} == named
    # As a process: it looks at the sources as they are, whatever this one has imported.
    words = ["--config", str(PROJECT / "pyproject.toml"), "--no-cache", "--no-logo"]
    code = f"import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command({words!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(contracts)} kept, 0 broken." in done.stdout


def test_the_domain_asks_no_clock() -> None:
    """The moment and the day are arguments: nothing in the domain reads them."""
    asked = [
        place(file, node.lineno)
        for file in files("operator_app/domain")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today")
        if isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date")
    ]
    assert asked == []
