"""The command line, in this process and as a process of its own, over a home with the starter guide."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from operator_app.app.command_line import run
from operator_app.app.opening import ready_desk

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter guide, loaded and indexed; copied for each test."""
    home = tmp_path_factory.mktemp("loaded") / "home"
    with ready_desk(home) as desk:
        assert desk.guide.index_is_current()
    return home


@pytest.fixture
def home(loaded_home: Path, tmp_path: Path) -> Path:
    """The home that the environment names (`tests/conftest.py`)."""
    home = tmp_path / "home"
    shutil.copytree(loaded_home, home)
    return home


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Command = Callable[..., Done]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """A command in this process: `command("search", "x")`."""

    def carry_out(*words: str) -> Done:
        try:
            status = run(words)
        except SystemExit as stopped:
            status = stopped.code if isinstance(stopped.code, int) else 1
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    return carry_out


def process(words: Sequence[str | bytes], **environment: str) -> "subprocess.Popen[bytes]":
    """A command as a process of its own, as a shell starts it: buffered output, no screen."""
    unwanted = ("PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8")
    inherited = {name: value for name, value in os.environ.items() if name not in unwanted}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-m", "operator_app", *words],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        cwd=PROJECT,
        env=inherited | environment,
    )


def finished(words: Sequence[str | bytes], given: bytes = b"", **environment: str) -> Done:
    """A process that was waited for."""
    with process(words, **environment) as running:
        out, err = running.communicate(given, timeout=60)
    return Done(running.returncode, out.decode(), err.decode())
