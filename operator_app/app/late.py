"""Parts that are imported only when they are used, because importing them costs a start what it cannot spare.

This is the one place where a module is imported by name; what each name offers is a Protocol or a typed function here,
so that the late parts are still checked. Measured costs are in ARCHITECTURE.md.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

# For the annotations alone: at run time they would load the stores and the screen, also for `--help`.
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from operator_app.app.draft_paper import DraftPaper
    from operator_app.app.tones import Output
    from operator_app.desk import Desk
    from operator_app.desk.sync_state import SyncState
    from operator_app.domain.calls import Call
    from operator_app.domain.changes import Changes
    from operator_app.domain.documents import Document, Kind
    from operator_app.domain.importing import Reading
    from operator_app.domain.matching import Matched
    from operator_app.domain.people import Person
    from operator_app.local import Draft
    from operator_app.settings import Settings
    from operator_app.telephony.events import PhoneEvent
    from operator_app.ui.pages.printing import PrintWork

# `TelephoneSource` by value: the settings are there for the annotations alone.
_NOTHING_TO_LISTEN_TO = ("none", "command")


class Exchange(Protocol):
    """What `operator_app.exchange` offers to the window."""

    def read(
        self,
        paths: Sequence[Path],
        *,
        progress: Callable[[int], None] = ...,
        cancelled: Callable[[], bool] = ...,
        columns: Mapping[str, str] = ...,
        kind: Kind = ...,
    ) -> Reading: ...

    def matched_columns(self, path: Path, *, cancelled: Callable[[], bool] = ...) -> tuple[Matched, ...]: ...

    def kind_of_rows(self, columns: Collection[str]) -> Kind: ...

    def write(self, documents: Sequence[Document], path: Path) -> object: ...

    def write_calls(self, calls: Sequence[Call], path: Path, t: Callable[[str], str]) -> None: ...


class Engine(Protocol):
    """What `operator_app.desk.sync.Sync` offers to the window."""

    @property
    def state(self) -> SyncState: ...

    def run(self) -> None: ...

    def stop(self) -> None: ...

    def poke(self) -> None: ...

    @property
    def clock_offset_ms(self) -> int | None: ...

    def move_up(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> int: ...

    def publish(self, document: Document, base: int, note: str = "", urgent: bool = False) -> Changes: ...

    def withdraw(self, document: Document, reason: str) -> Changes: ...

    def renew_seal(self, document: Document) -> Changes: ...

    def approve(self, document_id: str, content: str) -> Changes: ...

    def send_back(self, document_id: str, content: str) -> Changes: ...

    def publish_reviewed(self, draft: Draft, note: str) -> Changes: ...


class Sharing(Protocol):
    """What `operator_app.app.sharing` offers."""

    def engine(self, desk: Desk, password: str = "") -> Engine: ...

    def test(self, url: str, password: str, clock: Callable[[], datetime]) -> Person: ...

    def secret(self, url: str, password: str) -> str: ...

    def keep(self, url: str, password: str) -> None: ...

    def remember(self, desk: Desk, url: str) -> None: ...


def sharing() -> Sharing:
    """psycopg comes with it; a single post never loads it."""
    return cast(Sharing, importlib.import_module("operator_app.app.sharing"))


class Paper(Protocol):
    """What `operator_app.app.paper` offers."""

    def work_for(self, desk: Desk) -> PrintWork: ...


class Migrations(Protocol):
    """What `operator_app.local.migrate` offers."""

    def migrate(self, folder: Path) -> Path | None: ...


class Telephone(Protocol):
    """A telephone that is listened to."""

    def start(self) -> None: ...

    def close(self) -> None: ...


class Telephones(Protocol):
    """What `operator_app.telephony.source` offers."""

    def telephone(self, settings: Settings, received: Callable[[PhoneEvent], None]) -> Telephone | None: ...


def exchange() -> Exchange:
    return cast(Exchange, importlib.import_module("operator_app.exchange"))


def migrations() -> Migrations:
    return cast(Migrations, importlib.import_module("operator_app.local.migrate"))


def paper_work(desk: Desk) -> PrintWork:
    """ReportLab, HarfBuzz and pdfium come with it."""
    return cast(Paper, importlib.import_module("operator_app.app.paper")).work_for(desk)


class DraftPapers(Protocol):
    """What `operator_app.app.draft_paper` offers."""

    def paper_for(self, desk: Desk) -> DraftPaper: ...


def draft_paper(desk: Desk) -> DraftPaper:
    """As `paper_work`, for what is not published yet and for sheets to services."""
    return cast(DraftPapers, importlib.import_module("operator_app.app.draft_paper")).paper_for(desk)


def telephone(settings: Settings, received: Callable[[PhoneEvent], None]) -> Telephone | None:
    """What the settings name, not started; the keyring comes with it, so only where there is something to listen to.

    Raises Problem: telephone_address, telephone_login_missing.
    """
    if settings.telephone.value in _NOTHING_TO_LISTEN_TO:
        return None
    source = cast(Telephones, importlib.import_module("operator_app.telephony.source"))
    return source.telephone(settings, received)


def sound_library() -> Output | None:
    """miniaudio, when the first tone is wanted; None on systems that it has no wheel for."""
    try:
        return cast(SoundLibrary, importlib.import_module("operator_app.app.sound_library")).library()
    except ImportError:
        return None


class SoundLibrary(Protocol):
    """What `operator_app.app.sound_library` offers."""

    def library(self) -> Output: ...


def command(module: str) -> Command:
    """A command of the command line, by the name of its module."""
    return cast(Command, importlib.import_module(f"operator_app.app.commands.{module}"))


class Command(Protocol):
    """What each module in `operator_app.app.commands` offers."""

    def run(self, arguments: argparse.Namespace) -> int: ...
