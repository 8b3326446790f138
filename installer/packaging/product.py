"""What is built: names, version and the moment that stands in every file."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NAME = "operator-app"
TITLE = "Operator's desk"
TITLES = {"ar": "مكتب موزّع الهاتف", "fr": "Poste de standardiste"}
SUMMARY = "Desk of a public body's switchboard operator"
SUMMARIES = {"ar": "مكتب موزّع الهاتف في هيكل عمومي", "fr": "Le poste du standardiste d'un organisme public"}
MAINTAINER = "Operator's desk team <operator-app@localhost>"
APPSTREAM_ID = "tn.operator_desk.operator_app"


@dataclass(frozen=True, slots=True)
class Product:
    """One version, built for one kind of machine."""

    checkout: Path
    version: str
    description: str
    epoch: int
    """Seconds since 1970 that stand for "now" in everything that is built: two builds of one commit are the same."""

    @property
    def day(self) -> str:
        """The day of the build as YYYY-MM-DD, UTC."""
        return f"{self.moment:%Y-%m-%d}"

    @property
    def moment(self) -> datetime:
        """The moment of the build, UTC."""
        return datetime.fromtimestamp(self.epoch, UTC)

    @property
    def machine(self) -> str:
        """`linux-x86_64`, `windows-amd64`, …: the end of a file's name."""
        system = {"linux": "linux", "win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
        return f"{system}-{platform.machine().lower()}"

    def resource(self, *names: str) -> Path:
        """A file of the checkout's `resources`."""
        return self.checkout.joinpath("resources", *names)


def product_of(checkout: Path) -> Product:
    """Read pyproject.toml and the commit. Raises OSError, KeyError."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    return Product(checkout, str(project["version"]), str(project["description"]), _epoch(checkout))


def _epoch(checkout: Path) -> int:
    """SOURCE_DATE_EPOCH, else the moment of the commit, else the first day of 2026 (a checkout without git)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    command = ["git", "-C", str(checkout), "log", "-1", "--format=%ct"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        told = ""
    return int(told) if told.isdigit() else 1_767_225_600
