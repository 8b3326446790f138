"""What `python3 installer` can be asked for. Each returns the exit status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from installer import lock
from installer.environment import Environment
from installer.machine import Machine
from installer.preparation import Purpose, prepare
from installer.shell import Shell

# The checks before the tests, each reported; pytest comes last, since CI reads its closing line.
CHECKS = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), ("lint-imports",))
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands, over one checkout on one machine."""

    machine: Machine
    shell: Shell
    checkout: Path

    def run(self, arguments: Sequence[str]) -> int:
        """Set up, then become the program: its window, or what the arguments ask for. Raises Problem, OSError."""
        environment = prepare(self.machine, self.shell, self.checkout, Purpose.RUN)
        program = str(environment.program("operator-app"))
        if self.machine.has_display:
            return self.shell.become([program, *arguments], {})
        if not asks_for_something(arguments):
            print("There is no display: playing the tour instead of opening the window.", flush=True)
            arguments = [*arguments, "tour"]
        return self.shell.become([program, *arguments], OFFSCREEN)

    def test(self, arguments: Sequence[str]) -> int:
        """Set up, then run every check and test, or only pytest with the arguments. Raises Problem, OSError."""
        environment = prepare(self.machine, self.shell, self.checkout, Purpose.TEST)
        env = test_surroundings(self.machine)
        failed = [] if arguments else self._checks(environment, env)
        status = self.shell.show([str(environment.python), "-m", "pytest", *arguments], env)
        return status or int(bool(failed))

    def _checks(self, environment: Environment, env: dict[str, str]) -> list[str]:
        """Run all the checks and return the names of those that failed."""
        failed = []
        for name, *rest in CHECKS:
            print(f"== {' '.join([name, *rest])}", flush=True)
            if self.shell.show([str(environment.program(name)), *rest], env):
                failed.append(name)
        # Before pytest: its closing line has to stay the last.
        print(f"== checks failed: {', '.join(failed)}" if failed else "== checks passed", flush=True)
        print("== pytest", flush=True)
        return failed

    def package(self, *, only_folder: bool = False) -> int:
        """Set up an environment for building, then build everything into dist/, or only the program's folder into
        build/package/dist. Raises Problem, OSError."""
        environment = prepare(self.machine, self.shell, self.checkout, Purpose.BUILD)
        words = [str(self.checkout), str(self.checkout / "dist"), *(["--folder"] if only_folder else [])]
        return self.shell.show([str(environment.python), "-m", "installer.packaging", *words], OFFSCREEN)

    def lock(self, *, upgrade: bool) -> int:
        """Write the lock files anew. Raises Problem, OSError."""
        lock.renew(self.checkout, self.shell, upgrade=upgrade)
        return 0


def asks_for_something(arguments: Sequence[str]) -> bool:
    """Whether the program's arguments go beyond choosing its store, so that no window would be opened."""
    match list(arguments):
        case [] | ["--home", _]:
            return False
        case [only]:
            return not only.startswith("--home=")
        case _:
            return True


def test_surroundings(machine: Machine) -> dict[str, str]:
    """Environment variables that make a test run the same everywhere: no screen, UTF-8."""
    locale = {"linux": {"LC_ALL": "C.UTF-8"}, "darwin": {"LC_ALL": "en_US.UTF-8"}}
    return {**OFFSCREEN, **locale.get(machine.platform, {})}
