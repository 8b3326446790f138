"""The command line: `python3 installer run|test|package|lock`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from installer.commands import Commands
from installer.machine import this_machine
from installer.problems import Problem, explained
from installer.shell import SystemShell

DESCRIPTION = """\
Sets up everything that the program needs (first start: some minutes) and starts it.

  run [ARGUMENT...]     open the window; without a display play the tour; arguments go to operator-app
  test [ARGUMENT...]    run the checks and all tests; with arguments only pytest, which gets them
  package [--folder]    build what people install into dist/: .deb, .tar.gz, wheel, licences (or only the folder)
  lock [--upgrade]      for developers: write installer/lock*.txt from pyproject.toml

Exit status: that of the program or the tests; 1 an obstacle, told in one sentence; 2 wrong usage.
"""


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit status."""
    checkout = Path(__file__).resolve().parent.parent
    commands = Commands(this_machine(), SystemShell(checkout), checkout)
    try:
        return dispatch(commands, arguments)
    except Problem as problem:
        return _tell(str(problem))
    except OSError as error:
        return _tell(explained(error))
    except KeyboardInterrupt:
        return _tell("Stopped. What was not finished is done at the next start.", status=130)


def dispatch(commands: Commands, arguments: Sequence[str]) -> int:
    """Call the command that the arguments name. Raises Problem, OSError, SystemExit(2) on wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python3 installer", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=["run", "test", "package", "lock"])
    # Only the first word is ours: what follows belongs to the program or to pytest, options included.
    command, rest = parser.parse_args(arguments[:1]).command, arguments[1:]
    if command == "run":
        return commands.run(rest)
    if command == "test":
        return commands.test(rest)
    if rest and (command, *rest) not in (("lock", "--upgrade"), ("package", "--folder")):
        parser.error(f"{command} does not take: {' '.join(rest)}")
    return commands.package(only_folder=bool(rest)) if command == "package" else commands.lock(upgrade=bool(rest))


def _tell(sentence: str, status: int = 1) -> int:
    print(f"installer: {sentence}", file=sys.stderr)
    return status
