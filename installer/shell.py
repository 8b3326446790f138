"""Other programs, started and listened to."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Result:
    """How a program ended and all that it printed, both streams in one."""

    status: int
    output: str


class Shell(Protocol):
    """What the installer needs of the system's programs. `env` adds to the environment."""

    def show(self, command: Sequence[str], env: Mapping[str, str]) -> int:
        """Run on the person's terminal and return the exit status."""

    def listen(self, command: Sequence[str], env: Mapping[str, str], line: Callable[[str], None]) -> Result:
        """Run unseen, handing over each line as it comes."""

    def become(self, command: Sequence[str], env: Mapping[str, str]) -> int:
        """Run in place of the installer where the system can, else as its child."""


class SystemShell:
    """The real one; everything starts in the checkout."""

    def __init__(self, checkout: Path) -> None:
        self._checkout = checkout

    def show(self, command: Sequence[str], env: Mapping[str, str]) -> int:
        """Run on the person's terminal and return the exit status."""
        return subprocess.run(command, env={**os.environ, **env}, cwd=self._checkout, check=False).returncode

    def listen(self, command: Sequence[str], env: Mapping[str, str], line: Callable[[str], None]) -> Result:
        """Run unseen, handing over each line as it comes. A program that is not there ends with 127, as in sh."""
        heard: list[str] = []
        try:
            process = subprocess.Popen(
                command,
                env={**os.environ, **env},
                cwd=self._checkout,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
        except FileNotFoundError:
            return Result(127, f"{command[0]} is not there")
        with process:
            for text in process.stdout or ():
                heard.append(text)
                line(text.rstrip())
        return Result(process.returncode, "".join(heard))

    def become(self, command: Sequence[str], env: Mapping[str, str]) -> int:
        """Run in place of the installer where the system can, else as its child; in the person's own folder."""
        if os.name == "posix":
            os.execve(command[0], list(command), {**os.environ, **env})
        return subprocess.run(command, env={**os.environ, **env}, check=False).returncode
