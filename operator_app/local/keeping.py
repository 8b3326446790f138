"""Keeping a post's store for years: a copy of it in one file, back again, and SQLite's own upkeep.

A backup is a zip of the store (a consistent copy, also while it is in use) and of the settings; the search index is
left out, since it is built from the store. It holds everything that the store holds, call-backs' numbers too: it is
made for its owner only (mode 600) and belongs where the store belongs.
"""

import json
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import text

from operator_app.domain.problems import Problem
from operator_app.local.store import BACKUPS, FILE_NAME, VERSION, Store, back_up, version_of

SETTINGS = "settings.toml"
_ABOUT = "backup.json"
_FORMAT = 1
_LARGEST = 20 * 1024**3


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What maintenance found and did: sizes of the file in bytes."""

    sound: bool
    before: int
    after: int


def save(home: Path, out: Path, now: datetime) -> None:
    """Write a backup of the post in `home`, whole or not at all. Raises Problem: backup_nothing, backup_not_written,
    and as `Store.open`."""
    store = home / FILE_NAME
    if version_of(store) is None:
        raise Problem("backup_nothing", file=str(store))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".backup-") as folder:
            copy = Path(folder) / FILE_NAME
            back_up(store, copy)
            whole = Path(folder) / "whole"
            _pack(copy, home / SETTINGS, whole, now)
            whole.chmod(0o600)
            whole.replace(out)
    except OSError as error:
        raise Problem("backup_not_written", file=str(out)) from error


def _pack(copy: Path, settings: Path, out: Path, now: datetime) -> None:
    about = {"format": _FORMAT, "version": version_of(copy), "made": now.isoformat(timespec="seconds")}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_ABOUT, json.dumps(about))
        archive.write(copy, FILE_NAME)
        if settings.is_file():
            archive.write(settings, SETTINGS)


def restore(backup: Path, home: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the post in `home`; what was there is kept beside it and returned, None if nothing.

    The backup is checked to the end before anything is touched. The window has to be closed.
    Raises Problem: backup_unreadable, backup_newer, and as `Store.open`.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
            _unpack(backup, Path(folder))
            _check(Path(folder) / FILE_NAME, backup)
            kept = _set_aside(home, now)
            for name in (FILE_NAME, SETTINGS):
                found = Path(folder) / name
                if found.is_file():
                    found.replace(home / name)
            shutil.rmtree(home / "index", ignore_errors=True)
    except OSError as error:
        raise Problem("backup_unreadable", file=str(backup)) from error
    return kept


def _unpack(backup: Path, folder: Path) -> None:
    """The known names of a backup, and no others: what else a file holds is never written anywhere."""
    try:
        with zipfile.ZipFile(backup) as archive:
            for name in (FILE_NAME, SETTINGS):
                if name not in archive.namelist():
                    continue
                if archive.getinfo(name).file_size > _LARGEST:
                    raise Problem("backup_unreadable", file=str(backup))
                with archive.open(name) as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise Problem("backup_unreadable", file=str(backup)) from error


def _check(store: Path, backup: Path) -> None:
    unreadable = Problem("backup_unreadable", file=str(backup))
    try:
        version = version_of(store)
        if version is None:
            raise unreadable
        if version > VERSION:
            raise Problem("backup_newer", file=str(backup))
        with closing(sqlite3.connect(store)) as raw:
            sound = raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite3.Error as error:
        raise unreadable from error
    except Problem as problem:
        raise unreadable if problem.code == "store_damaged" else problem from problem
    if not sound:
        raise unreadable


def _set_aside(home: Path, now: datetime) -> Path | None:
    """A copy of the store that is replaced; its write-ahead log would otherwise be taken for the new one's."""
    path = home / FILE_NAME
    kept = None
    if path.is_file() and path.stat().st_size:
        kept = home / BACKUPS / f"before-restore-{now:%Y%m%d-%H%M%S}.sqlite3"
        try:
            back_up(path, kept)
        except Problem:
            # What cannot be read as a store any more is kept as it is.
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    return kept


def maintain(store: Store) -> Upkeep:
    """SQLite's upkeep: check every page, write the file anew without holes, refresh what the planner knows.

    Raises Problem as `Store.open`; a damaged file is told and left alone.
    """
    before = store.path.stat().st_size
    with store.read() as connection:
        if str(connection.execute(text("PRAGMA integrity_check")).scalar_one()) != "ok":
            return Upkeep(False, before, before)
        for statement in ("VACUUM", "PRAGMA optimize=0x10002", "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.execute(text(statement))
    return Upkeep(True, before, store.path.stat().st_size)
