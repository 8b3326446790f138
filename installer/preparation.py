"""From a bare checkout to one where a command can start: system packages, environment, locked packages, the program."""

from __future__ import annotations

import enum
import os
import shutil
import time
from pathlib import Path

from installer import downloads, lock, stamp, system
from installer.environment import Environment
from installer.machine import Machine
from installer.problems import Problem
from installer.shell import Shell
from installer.stamp import Stamp, Work

ROOM_NEEDED = 1_500_000_000
"""Bytes: the environment with pip's downloads and unpacking beside it."""


class Purpose(enum.Enum):
    """What the environment is wanted for."""

    RUN = "run"
    TEST = "test"
    BUILD = "build"


# Building has an environment of its own: what it installs must not be found by tests.
_FOLDERS = {Purpose.RUN: ".venv", Purpose.TEST: ".venv", Purpose.BUILD: "build/environment"}


def prepare(machine: Machine, shell: Shell, checkout: Path, purpose: Purpose) -> Environment:
    """Do whatever is left to do, which at a second start is nothing. Raises Problem, OSError."""
    environment = Environment(checkout / _FOLDERS[purpose], machine)
    wanted = _wanted(machine, checkout, _locks(checkout, purpose), with_tools=purpose is Purpose.TEST)
    found = environment.found(wanted)
    work = stamp.work_left(found, wanted)
    packages = system.missing_venv(machine) if work is Work.RECREATE else []
    system.install(machine, shell, packages + _missing(machine, shell, purpose))
    if work is not Work.NOTHING:
        locks = _locks(checkout, purpose)
        _fill(environment, shell, checkout, wanted, locks, anew=work is Work.RECREATE)
    return environment


def _locks(checkout: Path, purpose: Purpose) -> list[Path]:
    """The lock files whose packages a purpose needs."""
    program, tools = lock.paths(checkout)
    return [program, *{Purpose.TEST: [tools], Purpose.BUILD: [lock.package_path(checkout)]}.get(purpose, [])]


def _wanted(machine: Machine, checkout: Path, locks: list[Path], *, with_tools: bool) -> Stamp:
    # An environment that runs and one that tests are the same folder: both locks are in its digest.
    files = [*dict.fromkeys([*lock.paths(checkout), *locks]), checkout / "pyproject.toml"]
    place = "{}.{} {} {}".format(*machine.python, machine.base, checkout)
    return Stamp(place=place, contents=stamp.digest(files), with_tools=with_tools)


def _missing(machine: Machine, shell: Shell, purpose: Purpose) -> list[str]:
    """Debian packages that the purpose lacks."""
    match purpose:
        case Purpose.RUN:
            return system.missing_libraries(machine, system.libraries_for_window(machine))
        case Purpose.TEST:
            libraries = system.missing_libraries(machine, system.libraries_for_tests())
            return libraries + system.missing_packages(machine, shell, system.TEST_PACKAGES)
        case Purpose.BUILD:
            libraries = system.missing_libraries(machine, system.libraries_for_tests())
            return libraries + system.missing_packages(machine, shell, system.BUILD_PACKAGES)


def _fill(
    environment: Environment, shell: Shell, checkout: Path, wanted: Stamp, locks: list[Path], *, anew: bool
) -> None:
    """Make the environment if need be and install everything; interrupted anywhere, the next start begins again."""
    _check_ground(checkout)
    lock.check(checkout)
    start = time.monotonic()
    if anew:
        print(f"Making the environment {environment.folder}", flush=True)
        environment.create(shell)
    environment.begin()
    print("Installing the packages of installer/lock.txt (the first time about 140 MB to download)", flush=True)
    downloads.install_locked(environment, shell, locks)
    downloads.install_project(environment, shell, checkout)
    environment.finish(wanted)
    print(f"Installed in {time.monotonic() - start:.0f} s", flush=True)


def _check_ground(checkout: Path) -> None:
    """Refuse early what would fail late."""
    if not os.access(checkout, os.W_OK):
        raise Problem(f"There is no right to write to {checkout}: use a checkout of your own or change its owner.")
    free = shutil.disk_usage(checkout).free
    if free < ROOM_NEEDED:
        room = f"{ROOM_NEEDED / 1e9:.1f} GB"
        raise Problem(f"Only {free / 1e9:.1f} GB are free on this disk: make room for {room}, then start again.")
