"""`operator-app doctor`: what works here and what does not. Holds nothing personal: no query, number, note or name."""

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from operator_app.app.crashes import reports
from operator_app.app.language import command_texts
from operator_app.app.opening import open_desk
from operator_app.app.place import network_drive
from operator_app.app.statistics import summary
from operator_app.domain.problems import Problem
from operator_app.i18n import Texts
from operator_app.paths import shipped

_ENOUGH_DISK = 500 * 1024 * 1024
_SANE_YEARS = range(2026, 2100)
_BRAILLE = ("lou_translate", "file2brl")
_REPORTED = 5
_SPEECH = ("spd-say", "espeak-ng", "say")


@dataclass(frozen=True)
class Check:
    """One line of the report. `ok` is None when it is only told, neither good nor bad."""

    name: str
    ok: bool | None
    detail: str


def run(arguments: argparse.Namespace) -> int:
    """Print the report; 1 when something that is needed does not work."""
    t = command_texts()
    checks = list(_checks(arguments.home, t))
    for check in checks:
        print(json.dumps(asdict(check), ensure_ascii=False) if arguments.json else _line(check))
    if arguments.report is not None:
        _write_report(arguments.report, checks, arguments.home)
    return 1 if any(check.ok is False for check in checks) else 0


def _line(check: Check) -> str:
    return f"{ {True: 'ok  ', False: 'BAD ', None: '    '}[check.ok] }{check.name}: {check.detail}"


def _write_report(file: Path, checks: list[Check], home: Path) -> None:
    """The checks and the crash reports in one text; the person's own name and folders are not in it."""
    text = "\n".join(_line(check) for check in checks) + "\n"
    for crash in reports(home)[-_REPORTED:]:
        text += f"\n== {crash.name}\n{crash.read_text(encoding='utf-8', errors='replace')}"
    own = {str(home): "HOME", str(Path.home()): "~", Path.home().name: "USER"}
    for words, shown in own.items():
        text = text.replace(words, shown) if len(words) > 3 else text
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Problem("report_not_written", file=str(file)) from error


def _checks(home: Path, t: Texts) -> Iterator[Check]:
    yield Check("program", None, f"operator-app {importlib.metadata.version('operator-app')}")
    yield Check("system", None, f"{platform.system()} {platform.release()}, Python {platform.python_version()}")
    yield Check("sqlite", None, sqlite3.sqlite_version)
    for name, part in (("fonts", "fonts"), ("icons", "icons"), ("translations", "translations"), ("themes", "themes")):
        folder = shipped("resources") / part
        count = sum(1 for file in folder.rglob("*") if file.is_file())
        yield Check(name, count > 0, f"{count} files")
    yield _clock(t)
    yield from _store(home, t)
    for name, told in summary(home).items():
        yield Check(name, None, told)
    yield Check("crash reports", None, str(len(reports(home))))
    yield _disk(home, t)
    yield _drive(home, t)
    yield _display(t)
    yield Check("braille", None, _found(_BRAILLE) or t("not here: install liblouis-bin"))
    yield Check("speech", None, _found(_SPEECH) or t("not here: install speech-dispatcher"))
    yield Check("printing", None, _found(("lp", "lpr")) or t("no printing system here; PDF files can be made"))


def _clock(t: Texts) -> Check:
    now = datetime.now(UTC)
    sane = now.year in _SANE_YEARS
    return Check("clock", sane, f"{now:%Y-%m-%d %H:%M} UTC" if sane else t("wrong: {moment}", moment=f"{now:%Y-%m-%d}"))


def _store(home: Path, t: Texts) -> Iterator[Check]:
    try:
        desk = open_desk(home)
    except Problem as problem:
        yield Check("store", False, t.problem(problem))
        return
    try:
        counted = desk.guide.count()
        yield Check("store", desk.sound(), t("{n} documents", n=counted))
        current: Callable[[], bool] = desk.guide.index_is_current
        yield Check("search index", None, t("ready") if current() else t("will be built at the next start"))
        yield Check("outbox", None, t("{n} waiting", n=desk.outbox.waiting()))
        if desk.preferences.problem is not None:
            yield Check("settings", False, t.problem(desk.preferences.problem))
    finally:
        desk.close()


def _disk(home: Path, t: Texts) -> Check:
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    megabytes = t("{n} MB free", n=free // (1024 * 1024))
    return Check("disk", free >= _ENOUGH_DISK and os.access(place, os.W_OK), megabytes)


def _drive(home: Path, t: Texts) -> Check:
    kind = network_drive(home)
    if not kind:
        return Check("drive", True, t("of this computer"))
    told = t("network ({kind}): a store can be damaged there; set OPERATOR_APP_HOME to a folder here", kind=kind)
    return Check("drive", False, told)


def _display(t: Texts) -> Check:
    if sys.platform in ("win32", "darwin"):
        return Check("display", True, sys.platform)
    found = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return Check("display", None, found or t("none: commands and the tour still work"))


def _found(programs: tuple[str, ...]) -> str:
    return next((path for path in map(shutil.which, programs) if path), "")
