"""The folder `.venv` of a checkout."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from installer import stamp
from installer.machine import Machine
from installer.problems import Problem
from installer.shell import Shell
from installer.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment, there or not."""

    folder: Path
    machine: Machine

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """One of its programs."""
        if self.machine.is_windows:
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    @property
    def log(self) -> Path:
        """What pip said when it failed."""
        return self.folder / "installer.log"

    @property
    def _stamp(self) -> Path:
        return self.folder / "installer.json"

    def found(self, wanted: Stamp) -> Stamp | None:
        """What is installed. One that was made by hand with the same Python may stay, with unknown contents."""
        if not self.python.exists():
            return None
        found = stamp.read(self._stamp)
        if found is None and self._is_of_this_python():
            return Stamp(wanted.place, contents="", with_tools=False)
        return found

    def _is_of_this_python(self) -> bool:
        configuration = self.folder / "pyvenv.cfg"
        if not configuration.exists():
            return False
        pairs = (line.partition("=") for line in configuration.read_text("utf-8").splitlines())
        version = next((value.strip() for key, _, value in pairs if key.strip() == "version"), "")
        return version.startswith("{}.{}.".format(*self.machine.python))

    def begin(self) -> None:
        """Mark it as unfinished until `finish`. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        stamp.write(self._stamp, stamp.UNFINISHED)

    def finish(self, done: Stamp) -> None:
        """Mark it as complete. Raises OSError."""
        stamp.write(self._stamp, done)

    def create(self, shell: Shell) -> None:
        """Make it anew with the Python that runs the installer. Raises OSError, Problem."""
        if Path(self.machine.interpreter).is_relative_to(self.folder):
            raise Problem("The environment has to be made anew: leave it (`deactivate`), then start again.")
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.begin()
        result = shell.listen([self.machine.interpreter, "-m", "venv", str(self.folder)], {}, lambda _: None)
        if result.status:
            self.log.write_text(result.output, "utf-8")
            raise Problem(f"{self.folder} could not be made: look into {self.log}, remove the cause, then start again.")
