"""Packages from the Python package index, through the environment's own pip."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from installer.environment import Environment
from installer.problems import Problem
from installer.shell import Shell

# First match wins: when the network is down, pip ends with "No matching distribution" as well.
_SIGNS: Sequence[tuple[tuple[str, ...], str]] = (
    (("No space left on device", "Errno 28"), "The disk is full: free about 1 GB, then start again"),
    (("Permission denied", "Errno 13"), "There is no right to write to {folder}: use a checkout of your own"),
    (
        ("ProxyError", "Cannot connect to proxy", "407 Proxy", "Tunnel connection failed"),
        "The proxy cannot be used: set HTTPS_PROXY to its address (http://user:password@host:port), then start again",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError"),
        "The package server's certificate is not trusted: set PIP_CERT to your organisation's file, then start again",
    ),
    (
        ("NewConnectionError", "NameResolutionError", "TimeoutError", "Network is unreachable"),
        "The package server cannot be reached: check the network (behind a proxy set HTTPS_PROXY), then start again",
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        "A download is not the file that the lock names, so it was refused: start again, and if it stays so, tell us",
    ),
    (
        ("No matching distribution found", "Could not find a version"),
        "A package has no build for this Python and system (README, section Install): use one of those named there",
    ),
)


def install_locked(environment: Environment, shell: Shell, locks: Sequence[Path]) -> None:
    """Install exactly what the lock files name, checked against their hashes. Raises Problem."""
    requirements = [argument for lock in locks for argument in ("-r", str(lock))]
    total = sum(count_packages(lock) for lock in locks)
    _pip(environment, shell, ["--require-hashes", "--only-binary", ":all:", *requirements], Progress(total).line)


def install_project(environment: Environment, shell: Shell, checkout: Path) -> None:
    """Install the checkout itself, editable; its build backend is in the lock. Raises Problem."""
    arguments = ["--no-deps", "--no-build-isolation", "--editable", str(checkout)]
    _pip(environment, shell, arguments, lambda _: None)


def _pip(environment: Environment, shell: Shell, arguments: Sequence[str], line: Callable[[str], None]) -> None:
    quiet = ["--no-input", "--disable-pip-version-check", "--no-warn-script-location", "--progress-bar", "off"]
    command = [str(environment.python), "-m", "pip", "install", *quiet, "--retries", "2", *arguments]
    # A person's own `user = true` in pip's configuration would aim outside the environment.
    result = shell.listen(command, {"PIP_USER": "0", "LC_ALL": "C.UTF-8"}, line)
    if result.status:
        environment.log.write_text(result.output, "utf-8")
        raise Problem(f"{explain(result.output, environment.folder)}. What pip said is in {environment.log}.")


def explain(output: str, folder: Path) -> str:
    """One sentence, without its full stop, for what pip printed before it gave up."""
    for signs, sentence in _SIGNS:
        if any(sign in output for sign in signs):
            return sentence.format(folder=folder)
    errors = re.findall(r"^ *((?:\w*Error|ERROR): .+)$", output, re.MULTILINE)
    return f"pip failed ({errors[-1] if errors else 'no reason given'}): remove the cause, then start again"


def count_packages(lock: Path) -> int:
    """How many packages a lock names at most (some are for other systems)."""
    return sum("==" in text and not text.startswith(("#", " ")) for text in lock.read_text("utf-8").splitlines())


class Progress:
    """Counts the packages that pip collects, on one line of a terminal; in a log file it stays silent."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._count = 0
        self._shown = sys.stdout.isatty()

    def line(self, text: str) -> None:
        """Take one line of pip's."""
        if text.startswith("Collecting "):
            self._count += 1
            name = text.split()[1].partition("==")[0]
            self._show(f"  {self._count}/{self._total} {name}")
        elif text.startswith("Installing collected packages"):
            self._show("  unpacking", end="\n")

    def _show(self, text: str, end: str = "") -> None:
        if self._shown:
            print(f"\r{text:<60}", end=end, flush=True)
