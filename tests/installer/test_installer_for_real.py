"""The installer as people start it, the lock as it is, and the wheel as it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from installer import lock

CHECKOUT = Path(__file__).resolve().parents[2]


def python(*arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run this Python in an empty home, with nothing on its path but what it is told."""
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)], env=env, cwd=CHECKOUT, capture_output=True, text=True, check=False
    )


def test_started_as_a_folder_it_shows_its_help(tmp_path: Path) -> None:
    ended = python("installer", "--help", home=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "python3 installer" in ended.stdout


def test_wrong_usage_is_told_without_a_traceback(tmp_path: Path) -> None:
    ended = python("installer", "fly", home=tmp_path)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_lock_has_a_version_in_every_range_of_pyproject() -> None:
    pyproject = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    program, tools = (path.read_text("utf-8") for path in lock.paths(CHECKOUT))
    assert lock.missing_names(pyproject, program, tools) == []
    ranges = [*pyproject["project"]["dependencies"], *pyproject["dependency-groups"]["dev"]]
    wanted = {requirement.name.lower().replace("_", "-"): requirement for requirement in map(Requirement, ranges)}
    pins = [line.split()[0].split("==") for line in f"{program}{tools}".splitlines() if "==" in line]
    outside = [f"{name}=={pin}" for name, pin in pins if name in wanted and Version(pin) not in wanted[name].specifier]
    assert outside == []


@pytest.mark.parametrize(
    ("program", "tools", "missing"),
    [
        ("a-b==1 \\\nbackend==1 \\\n", "tool==1 \\\n", []),
        ("a-b==1 \\\nbackend==1 \\\ntool==1 \\\n", "", []),
        ("# a-b==1\nbackend==1 \\\n", "a-b==1 \\\ntool==1 \\\n", ["a-b"]),
        ("a-b==1 \\\n", "", ["backend", "tool"]),
    ],
)
def test_program_may_lean_on_its_own_lock_only(program: str, tools: str, missing: list[str]) -> None:
    pyproject = {
        "build-system": {"requires": ["backend>=1"]},
        "project": {"dependencies": ["A_b[extra]>=1 ; sys_platform == 'linux'"]},
        "dependency-groups": {"dev": ["tool"]},
    }
    assert lock.missing_names(pyproject, program, tools) == missing


def test_every_pin_of_the_lock_has_hashes() -> None:
    for path in lock.paths(CHECKOUT):
        for entry in path.read_text("utf-8").replace("\\\n", " ").splitlines():
            assert entry.startswith("#") or "--hash=sha256:" in entry, entry[:80]


@pytest.mark.slow
def test_wheel_holds_what_the_program_reads_and_imports_alone(tmp_path: Path) -> None:
    built = python("-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, home=tmp_path)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        files = archive.namelist()
    for folder in ("resources", "knowledge_base"):
        sources = [path for path in (CHECKOUT / folder).rglob("*") if path.is_file()]
        lacking = [path for path in sources if f"operator_app/{path.relative_to(CHECKOUT)}" not in files]
        assert lacking == []
    assert not [name for name in files if name.startswith(("installer/", "tests/"))]

    alone = tmp_path / "alone"
    assert python("-m", "venv", "--without-pip", alone, home=tmp_path).returncode == 0
    interpreter = alone / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = python("-m", "pip", "--python", interpreter, "install", "-q", "--no-deps", "--no-index", wheel, home=tmp_path)
    assert pip.returncode == 0, pip.stderr
    imported = subprocess.run([interpreter, "-c", "import operator_app"], cwd=tmp_path, check=False)
    assert imported.returncode == 0
