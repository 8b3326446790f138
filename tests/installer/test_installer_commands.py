"""The commands from the first word to the program that they start, in a made-up checkout on a made-up machine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from installer import cli
from installer.commands import Commands
from installer.machine import Machine
from installer.problems import Problem
from installer.shell import Result
from tests.installer.installer_fakes import FakeShell, machine

PYPROJECT = """
[build-system]
requires = ["hatchling>=1.27"]
[project]
dependencies = ["segno>=1.6"]
[dependency-groups]
dev = ["ruff"]
"""
DISPLAY = {"DISPLAY": ":0"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in which nothing is installed."""
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    (tmp_path / "installer").mkdir()
    (tmp_path / "installer" / "lock.txt").write_text("hatchling==1.33.0 \\\nsegno==1.6.6 \\\n", "utf-8")
    (tmp_path / "installer" / "lock-tools.txt").write_text("ruff==0.17.6 \\\n", "utf-8")
    (tmp_path / "installer" / "lock-package.txt").write_text("pyinstaller==6.22.3 \\\n", "utf-8")
    return tmp_path


def shell_that_makes_environments(answers: dict[str, Result] | None = None) -> FakeShell:
    """A shell whose `python -m venv` leaves an interpreter, as the real one does."""

    def make(command: list[str]) -> None:
        if command[1:3] == ["-m", "venv"]:
            folder = Path(command[3])
            (folder / "bin").mkdir()
            (folder / "bin" / "python").touch()
            (folder / "pyvenv.cfg").write_text("version = 3.11.2\n", "utf-8")

    return FakeShell(answers or {}, on_command=make)


def dispatch(checkout: Path, shell: FakeShell, arguments: Sequence[str], on: Machine | None = None) -> int:
    """Carry out the command line."""
    return cli.dispatch(Commands(on or machine(environ=DISPLAY), shell, checkout), arguments)


def installed(checkout: Path, *, command: str = "run") -> FakeShell:
    """A shell after a first start that went well, with its record wiped."""
    shell = shell_that_makes_environments()
    dispatch(checkout, shell, [command])
    shell.commands.clear()
    shell.surroundings.clear()
    return shell


def names(shell: FakeShell) -> list[str]:
    """Each started program with its first word that isn't an option: short enough to compare."""
    return [" ".join([Path(command[0]).name, *command[1:3]]) for command in shell.commands]


def test_first_run_makes_the_environment_installs_and_becomes_the_program(checkout: Path) -> None:
    shell = shell_that_makes_environments()
    assert dispatch(checkout, shell, ["run", "--home", "here"]) == 0
    assert names(shell) == ["python3 -m venv", "python -m pip", "python -m pip", "operator-app --home here"]
    locked, project = shell.commands[1:3]
    assert "--require-hashes" in locked
    assert [Path(word).name for word in locked if word.endswith(".txt")] == ["lock.txt"]
    assert project[-3:] == ["--no-build-isolation", "--editable", str(checkout)]


def test_second_run_only_becomes_the_program(checkout: Path) -> None:
    shell = installed(checkout)
    dispatch(checkout, shell, ["run"])
    assert names(shell) == ["operator-app"]


def test_changed_lock_is_installed_over_the_old(checkout: Path) -> None:
    shell = installed(checkout)
    (checkout / "installer" / "lock.txt").write_text("hatchling==1.34.0 \\\nsegno==1.6.6 \\\n", "utf-8")
    dispatch(checkout, shell, ["run"])
    assert names(shell) == ["python -m pip", "python -m pip", "operator-app"]


def test_other_python_makes_the_environment_anew(checkout: Path) -> None:
    shell = installed(checkout)
    dispatch(checkout, shell, ["run"], on=replace(machine(environ=DISPLAY), python=(3, 12)))
    assert names(shell)[0] == "python3 -m venv"


@pytest.mark.parametrize(("version", "first"), [("3.11.2", "python -m pip"), ("3.12.1", "python3 -m venv")])
def test_environment_made_by_hand_is_kept_if_its_python_is_the_same(checkout: Path, version: str, first: str) -> None:
    shell = installed(checkout)
    (checkout / ".venv" / "installer.json").unlink()
    (checkout / ".venv" / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n", "utf-8")
    dispatch(checkout, shell, ["run"])
    assert names(shell)[0] == first


class Killed(BaseException):
    """As by a signal, between two commands."""


@pytest.mark.parametrize(
    ("update", "victim"), [(False, "venv"), (False, "--require-hashes"), (False, "--editable"), (True, "--editable")]
)
def test_interrupted_installation_is_begun_again(checkout: Path, update: bool, victim: str) -> None:
    shell = installed(checkout) if update else shell_that_makes_environments()
    (checkout / "installer" / "lock-tools.txt").write_text("ruff==0.18.0 \\\n", "utf-8")
    make = shell.on_command

    def die(command: list[str]) -> None:
        make(command)
        if victim in command:
            raise Killed

    shell.on_command = die
    with pytest.raises(Killed):
        dispatch(checkout, shell, ["run"])
    shell.on_command = make
    shell.commands.clear()
    dispatch(checkout, shell, ["run"])
    assert names(shell)[0] == "python3 -m venv"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("NewConnectionError: [Errno -3]\nERROR: No matching distribution found for segno", "check the network"),
        ("WARNING: ProxyError('Cannot connect to proxy.')", "The proxy cannot be used: set HTTPS_PROXY"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))", "PIP_CERT"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "refused"),
        ("ERROR: No matching distribution found for pikepdf==10.18.0", "no build for this Python and system"),
        ("  OSError: Readme file does not exist: README.md\nhint: See above", "Readme file does not exist"),
    ],
)
def test_what_pip_says_becomes_one_sentence(checkout: Path, words: str, sentence: str) -> None:
    shell = shell_that_makes_environments({"pip": Result(1, words)})
    with pytest.raises(Problem, match=sentence):
        dispatch(checkout, shell, ["run"])
    assert (checkout / ".venv" / "installer.log").read_text("utf-8") == words


def test_dependency_that_the_lock_lacks_is_named_before_anything_is_made(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text(PYPROJECT.replace("segno", "Tomli_W>=1 ; python_version > '3'"), "utf-8")
    shell = shell_that_makes_environments()
    with pytest.raises(Problem, match="The lock lacks tomli-w: run `python3 installer lock`"):
        dispatch(checkout, shell, ["run"])
    assert shell.commands == []


def test_environment_in_use_is_not_thrown_away_under_its_own_python(checkout: Path) -> None:
    own = replace(machine(), interpreter=str(checkout / ".venv" / "bin" / "python"))
    with pytest.raises(Problem, match="deactivate"):
        dispatch(checkout, FakeShell(), ["run"], on=own)


@pytest.mark.parametrize(
    ("environ", "given", "passed", "platform"),
    [
        (DISPLAY, [], [], None),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["ring"], ["ring"], None),
        ({}, [], ["tour"], "offscreen"),
        ({}, ["--home", "here"], ["--home", "here", "tour"], "offscreen"),
        ({}, ["--home=here"], ["--home=here", "tour"], "offscreen"),
        ({}, ["search", "passeport"], ["search", "passeport"], "offscreen"),
        ({}, ["--home", "here", "doctor"], ["--home", "here", "doctor"], "offscreen"),
        ({}, ["--help"], ["--help"], "offscreen"),
    ],
)
def test_without_a_display_the_tour_is_played(
    checkout: Path, environ: dict[str, str], given: list[str], passed: list[str], platform: str | None
) -> None:
    shell = installed(checkout)
    dispatch(checkout, shell, ["run", *given], on=machine(environ=environ))
    assert shell.commands[-1][1:] == passed
    assert shell.surroundings[-1].get("QT_QPA_PLATFORM") == platform


def test_windows_needs_no_display_variable(checkout: Path) -> None:
    shell = FakeShell()
    dispatch(checkout, shell, ["run"], on=machine(platform="win32", programs=[]))
    assert shell.commands[-1] == [str(checkout / ".venv" / "Scripts" / "operator-app.exe")]


def test_all_checks_run_then_pytest_last(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shell = installed(checkout, command="test")
    failing = FakeShell({"mypy": Result(1, "")})
    assert dispatch(checkout, failing, ["test"]) == 1
    started = [name for name in names(failing) if not name.startswith(("dpkg-query", "sudo"))]
    assert started == ["ruff check", "ruff format --check", "mypy", "lint-imports", "python -m pytest"]
    assert failing.surroundings[-1] == {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    assert capfd.readouterr().out.endswith("== checks failed: mypy\n== pytest\n")
    assert dispatch(checkout, shell, ["test"]) == 0
    assert dispatch(checkout, FakeShell({"pytest": Result(5, "")}), ["test"]) == 5


def test_arguments_go_to_pytest_alone(checkout: Path) -> None:
    shell = installed(checkout, command="test")
    dispatch(checkout, shell, ["test", "tests/index", "--help"])
    assert names(shell)[-1] == "python -m pytest"
    assert shell.commands[-1][3:] == ["tests/index", "--help"]
    assert not any(name.startswith("ruff") for name in names(shell))


def test_tests_install_the_tools_after_a_plain_run(checkout: Path) -> None:
    shell = installed(checkout)
    dispatch(checkout, shell, ["test"])
    locked = next(command for command in shell.commands if "--require-hashes" in command)
    assert [Path(word).name for word in locked if word.endswith(".txt")] == ["lock.txt", "lock-tools.txt"]
    assert json.loads((checkout / ".venv" / "installer.json").read_text("utf-8"))["with_tools"] is True


def test_package_builds_without_a_screen_in_an_environment_of_its_own(checkout: Path) -> None:
    shell = shell_that_makes_environments()
    dispatch(checkout, shell, ["package"])
    python = checkout / "build" / "environment" / "bin" / "python"
    assert shell.commands[-1] == [str(python), "-m", "installer.packaging", str(checkout), str(checkout / "dist")]
    assert shell.surroundings[-1] == {"QT_QPA_PLATFORM": "offscreen"}
    locked = next(command for command in shell.commands if "--require-hashes" in command)
    assert [Path(word).name for word in locked if word.endswith(".txt")] == ["lock.txt", "lock-package.txt"]
    assert not (checkout / ".venv").exists()


def test_package_asks_for_the_libraries_that_it_takes_along(checkout: Path) -> None:
    shell = shell_that_makes_environments()
    dispatch(checkout, shell, ["package"], on=machine(is_root=True, unloadable=["libxcb-cursor.so.0"]))
    (fetched,) = (command for command in shell.commands if "install" in command and "apt-get" in command)
    assert fetched[-2:] == ["libxcb-cursor0", "binutils"]


@pytest.mark.parametrize("arguments", [[], ["install"], ["package", "now"], ["lock", "--upgrade", "x"], ["--verbose"]])
def test_wrong_usage_ends_with_2(checkout: Path, arguments: list[str]) -> None:
    shell = FakeShell()
    with pytest.raises(SystemExit) as ended:
        dispatch(checkout, shell, arguments)
    assert ended.value.code == 2
    assert shell.commands == []


def test_help_names_every_command(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        dispatch(checkout, FakeShell(), ["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert all(f"\n  {command} " in text for command in ("run", "test", "package", "lock"))
