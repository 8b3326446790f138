"""Parts that are imported only when they are used, because importing them costs a start what it cannot spare.

This is the one place where a module is imported by name; what each name offers is a Protocol or a typed function here,
so that the late parts are still checked. Measured costs are in ARCHITECTURE.md.
"""

import argparse
import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, cast

from operator_app.desk import Desk
from operator_app.domain.calls import Call
from operator_app.domain.documents import Document
from operator_app.domain.importing import Reading
from operator_app.ui.pages.printing import PrintWork


class Exchange(Protocol):
    """What `operator_app.exchange` offers to the window."""

    def read(self, paths: Sequence[Path]) -> Reading: ...

    def write(self, documents: Sequence[Document], path: Path) -> object: ...

    def write_calls(self, calls: Sequence[Call], path: Path, t: Callable[[str], str]) -> None: ...


class Paper(Protocol):
    """What `operator_app.app.paper` offers."""

    def work_for(self, desk: Desk) -> PrintWork: ...


class Migrations(Protocol):
    """What `operator_app.local.migrate` offers."""

    def migrate(self, folder: Path) -> Path | None: ...


def exchange() -> Exchange:
    return cast(Exchange, importlib.import_module("operator_app.exchange"))


def migrations() -> Migrations:
    return cast(Migrations, importlib.import_module("operator_app.local.migrate"))


def paper_work(desk: Desk) -> PrintWork:
    """ReportLab, HarfBuzz and pdfium come with it."""
    return cast(Paper, importlib.import_module("operator_app.app.paper")).work_for(desk)


def command(module: str) -> "Command":
    """A command of the command line, by the name of its module."""
    return cast(Command, importlib.import_module(f"operator_app.app.commands.{module}"))


class Command(Protocol):
    """What each module in `operator_app.app.commands` offers."""

    def run(self, arguments: argparse.Namespace) -> int: ...
