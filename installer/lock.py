"""The lock: exact versions and hashes of everything that is installed, for every system that we support.

`lock.txt` is the program with its build backend, `lock-tools.txt` what the tests and checks need on top. Both come out
of `python3 installer lock`, which asks uv; installing needs no uv.
"""

from __future__ import annotations

import re
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from installer.problems import Problem
from installer.shell import Shell

UV = "uv==0.13.9"
OLDEST_PYTHON = "3.11"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# uv's names. Qt's wheels set the limits: glibc 2.34 (Debian 12, Ubuntu 22.04), on ARM 2.39 (Debian 13, Ubuntu 24.04);
# pikepdf has none for a Mac with an Intel processor or before macOS 15.
SYSTEMS = ("x86_64-manylinux_2_35", "aarch64-manylinux_2_39", "x86_64-pc-windows-msvc", "aarch64-apple-darwin")
MACOS = {"MACOSX_DEPLOYMENT_TARGET": "15.0"}


def paths(checkout: Path) -> tuple[Path, Path]:
    """The two lock files: the program's, the tools'."""
    folder = checkout / "installer"
    return folder / "lock.txt", folder / "lock-tools.txt"


def package_path(checkout: Path) -> Path:
    """The lock of what building packages needs on top of the program."""
    return checkout / "installer" / "lock-package.txt"


def check(checkout: Path) -> None:
    """Raise Problem if pyproject.toml asks for a package that the lock lacks."""
    pyproject = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    missing = missing_names(pyproject, *(path.read_text("utf-8") for path in paths(checkout)))
    if missing:
        raise Problem(f"The lock lacks {', '.join(missing)}: run `python3 installer lock`, then start again.")


def missing_names(pyproject: dict[str, Any], program: str, tools: str) -> list[str]:
    """Packages that pyproject.toml names and the two locks' text does not."""
    wanted_by_program = pyproject["build-system"]["requires"] + pyproject["project"]["dependencies"]
    wanted_by_tools = pyproject["dependency-groups"]["dev"]
    in_program, in_tools = set(locked(program)), set(locked(tools))
    lacking = [name for name in map(_name, wanted_by_program) if name not in in_program]
    return lacking + [name for name in map(_name, wanted_by_tools) if name not in in_program | in_tools]


def locked(text: str) -> list[str]:
    """Names of the packages that a lock pins, as the index spells them; one may stand there twice, for two Pythons."""
    return [_name(line) for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]


def _name(requirement: str) -> str:
    """`PySide6_Essentials>=6.12` → `pyside6-essentials`."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement)[0]).lower()


def renew(checkout: Path, shell: Shell, *, upgrade: bool) -> None:
    """Write both locks from pyproject.toml, then prove that every supported system finds its wheels. Raises Problem."""
    with tempfile.TemporaryDirectory() as folder:
        uv = _fetch_uv(shell, Path(folder))
        pyproject = checkout / "pyproject.toml"
        backend = Path(folder) / "backend.in"
        backend.write_text("\n".join(tomllib.loads(pyproject.read_text("utf-8"))["build-system"]["requires"]), "utf-8")
        _compile(checkout, shell, uv, backend, upgrade=upgrade)
        for system in SYSTEMS:
            for python in PYTHONS:
                _prove(checkout, shell, uv, system, python, Path(folder) / "nothing")
            print(f"  {system}: wheels for Python {', '.join(PYTHONS)}", flush=True)


def _fetch_uv(shell: Shell, folder: Path) -> str:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), UV]
    _run(shell, pip)
    return str(folder / "bin" / "uv")


def _compile(checkout: Path, shell: Shell, uv: str, backend: Path, *, upgrade: bool) -> None:
    program, tools = paths(checkout)
    common = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"]
    common += ["--only-binary", ":all:", "--no-annotate", "--custom-compile-command", "python3 installer lock"]
    common += ["--upgrade"] if upgrade else []
    sources = [str(checkout / "pyproject.toml"), str(backend)]
    _run(shell, [*common, *sources, "--output-file", str(program)])
    present = [f"--no-emit-package={name}" for name in sorted(set(locked(program.read_text("utf-8"))))]
    for name, out in (("dev", tools), ("package", package_path(checkout))):
        group = ["--group", f"{checkout / 'pyproject.toml'}:{name}", "--constraints", str(program)]
        _run(shell, [*common, *sources, *group, *present, "--output-file", str(out)])


def _prove(checkout: Path, shell: Shell, uv: str, system: str, python: str, target: Path) -> None:
    command = [uv, "pip", "install", "--dry-run", "--quiet", "--target", str(target), "--python-version", python]
    command += ["--python-platform", system, "--only-binary", ":all:", "--require-hashes"]
    _run(shell, command + [argument for path in paths(checkout) for argument in ("-r", str(path))])


def _run(shell: Shell, command: list[str]) -> None:
    result = shell.listen(command, MACOS, lambda _: None)
    if result.status:
        raise Problem(f"The lock could not be made: {' '.join(result.output.split())}")
