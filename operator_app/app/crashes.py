"""Crash reports: what the program did when it failed, in a file that a person can read before giving it to anybody.

Nothing of what was on screen or in memory is in it: no values of variables, no message of the error (it may quote what
was typed), only where in the program it happened, with versions. Kept in the home, sent nowhere.
"""

import faulthandler
import importlib.metadata
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from operator_app.domain.problems import Problem
from operator_app.paths import shipped

FOLDER = "crashes"
KEPT = 20
_NATIVE = "native.txt"
_TOLD = "told"
_LOG = logging.getLogger(__name__)
_HEADING = """\
What failed in operator-app. Nothing of what you typed or read is in this file: please read it, then give it to whoever
looks after the program, or delete it.

"""


class Crashes:
    """Writes a report for each error that nothing caught, in every thread, and for a failure of Qt or Python itself."""

    def __init__(self, home: Path, clock: Callable[[], datetime]) -> None:
        self._folder = home / FOLDER
        self._clock = clock
        self._native: TextIO | None = None
        self._count = 0

    def start(self) -> None:
        """From now on. A folder that cannot be written leaves the program without reports."""
        sys.excepthook = self._hook
        threading.excepthook = self._in_thread
        qInstallMessageHandler(self._from_qt)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._native = (self._folder / _NATIVE).open("a", encoding="utf-8")
            faulthandler.enable(self._native)
        except OSError:
            self._native = None

    def stop(self) -> None:
        """As before `start`."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            if not (self._folder / _NATIVE).stat().st_size:
                (self._folder / _NATIVE).unlink()
            self._native = None

    @property
    def folder(self) -> Path:
        return self._folder

    def untold(self) -> bool:
        """Whether there is a report that was not told of yet. From now on it was."""
        marker = self._folder / _TOLD
        found = [file for file in self._folder.glob("*.txt") if file.stat().st_size]
        since = marker.stat().st_mtime if marker.exists() else 0.0
        new = any(file.stat().st_mtime > since for file in found)
        if new:
            marker.touch()
        return new

    def write(self, error: BaseException, thread: str) -> Path | None:
        """A report of an error; returns its file. None when it could not be written."""
        now = self._clock()
        file = self._folder / f"{now:%Y%m%d-%H%M%S}-{self._count % 100:02}.txt"
        self._count += 1
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_text(_HEADING + report(error, thread, now), encoding="utf-8")
            for old in sorted(self._folder.glob("2*.txt"))[:-KEPT]:
                old.unlink()
        except OSError:
            return None
        return file

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._tell(error, threading.current_thread().name)

    def _in_thread(self, what: "threading.ExceptHookArgs") -> None:
        if what.exc_value is not None and not isinstance(what.exc_value, SystemExit):
            self._tell(what.exc_value, what.thread.name if what.thread is not None else "")

    def _tell(self, error: BaseException, thread: str) -> None:
        file = self.write(error, thread)
        _LOG.error("crash %s in %s, report %s", type(error).__name__, thread, file.name if file else "not written")

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Qt's own warnings go to the log by their place; what they quote may be anything, so it does not."""
        if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg, QtMsgType.QtWarningMsg):
            level = logging.WARNING if kind is QtMsgType.QtWarningMsg else logging.ERROR
            _LOG.log(level, "qt %s %s", context.category or "", context.function or message.partition(":")[0][:60])


def report(error: BaseException, thread: str, now: datetime) -> str:
    """Versions, then the places in the program, the innermost last. No message, no values, no paths of this person."""
    lines = [f"operator-app {_version()}, {now:%Y-%m-%d %H:%M} UTC", _system(), f"thread {thread}", ""]
    seen: BaseException | None = error
    while seen is not None:
        name = f"problem {seen.code}" if isinstance(seen, Problem) else type(seen).__name__
        lines += [name, *(f"  {_place(frame)}" for frame in traceback.extract_tb(seen.__traceback__)), ""]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def reports(home: Path) -> list[Path]:
    """The reports of a home, the oldest first."""
    return sorted((home / FOLDER).glob("*.txt"))


def _place(frame: traceback.FrameSummary) -> str:
    file = Path(frame.filename)
    root = shipped("resources").parent
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    return f"{name}:{frame.lineno} {frame.name}"


def _version() -> str:
    try:
        return importlib.metadata.version("operator-app")
    except importlib.metadata.PackageNotFoundError:
        return "?"


def _system() -> str:
    return f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Qt {qVersion()}"
