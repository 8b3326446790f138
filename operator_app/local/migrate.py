"""Bringing an older store up to date: check, back up, migrate, all or nothing.

Alembic costs 0.8 s to import, so this module is loaded only when `Store.open` says "store_older".
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from operator_app.domain.problems import Problem
from operator_app.local.store import BACKUPS, FILE_NAME, VERSION, Store, back_up, version_of

SCRIPTS = Path(__file__).resolve().parent / "migrations"


def migrate(folder: Path, scripts: Path = SCRIPTS, target: int = VERSION) -> Path | None:
    """Migrate the store in a folder to `target`; returns the backup that was made first, None when nothing was due.

    Revision ids are the four-digit versions. On any failure the file is put back as it was.
    Raises Problem: store_damaged, migration_failed, and as `Store.open`.
    """
    path = folder / FILE_NAME
    version = version_of(path)
    if version is None or version >= target:
        return None
    _check(path)
    copy = folder / BACKUPS / f"before-{target:04}-from-{version:04}.sqlite3"
    back_up(path, copy)
    try:
        _run(path, scripts, version, target)
    except Exception as error:
        back_up(copy, path)
        raise Problem("migration_failed", file=str(path), copy=str(copy)) from error
    return copy


def _check(path: Path) -> None:
    store = Store(create_engine(f"sqlite:///{path}"), path)
    try:
        with store.read() as connection:
            sound = str(connection.execute(text("PRAGMA integrity_check")).scalar_one()) == "ok"
    finally:
        store.close()
    if not sound:
        raise Problem("store_damaged", file=str(path))


def _run(path: Path, scripts: Path, version: int, target: int) -> None:
    # `isolation_level`: the driver would begin only at the first change of a row, and a table made before that would
    # outlive a power cut in the middle.
    engine = create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None})
    config = Config()
    config.set_main_option("script_location", str(scripts))
    try:
        with engine.begin() as connection:
            connection.execute(text("BEGIN IMMEDIATE"))
            config.attributes["connection"] = connection
            command.stamp(config, f"{version:04}")
            command.upgrade(config, f"{target:04}")
            # The version is in the file's own header; an upgraded file looks exactly like a new one.
            connection.execute(text("DROP TABLE alembic_version"))
            connection.execute(text(f"PRAGMA user_version = {target}"))
    finally:
        engine.dispose()
