"""A machine and a shell that the installer's tests make up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from installer.machine import Machine
from installer.shell import Result


def machine(
    *,
    platform: str = "linux",
    base: str = "/usr",
    has_ensurepip: bool = True,
    is_root: bool = False,
    environ: Mapping[str, str] | None = None,
    programs: Sequence[str] = ("apt-get", "dpkg-query", "sudo"),
    unloadable: Sequence[str] = (),
) -> Machine:
    """A Debian machine with everything on it, but for what is said otherwise."""
    return Machine(
        platform=platform,
        python=(3, 11),
        interpreter="/usr/bin/python3",
        base=base,
        has_ensurepip=has_ensurepip,
        is_root=is_root,
        environ=environ or {},
        which=lambda name: f"/usr/bin/{name}" if name in programs else None,
        can_load=lambda library: library not in unloadable,
    )


@dataclass
class FakeShell:
    """Records each command. `answers` maps a word of a command to how such a command ends; the rest succeed, silent."""

    answers: Mapping[str, Result] = field(default_factory=dict)
    commands: list[list[str]] = field(default_factory=list)
    surroundings: list[dict[str, str]] = field(default_factory=list)
    on_command: Callable[[list[str]], None] = lambda _: None

    def show(self, command: Sequence[str], env: Mapping[str, str]) -> int:
        """See Shell."""
        return self._answer(command, env).status

    def listen(self, command: Sequence[str], env: Mapping[str, str], line: Callable[[str], None]) -> Result:
        """See Shell."""
        result = self._answer(command, env)
        for text in result.output.splitlines():
            line(text)
        return result

    def become(self, command: Sequence[str], env: Mapping[str, str]) -> int:
        """See Shell."""
        return self._answer(command, env).status

    def _answer(self, command: Sequence[str], env: Mapping[str, str]) -> Result:
        self.commands.append(list(command))
        self.surroundings.append(dict(env))
        self.on_command(list(command))
        words = {word.rpartition("/")[2] for word in command}
        return next((result for word, result in self.answers.items() if word in words), Result(0, ""))
