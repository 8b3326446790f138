"""Opening, guarding and closing the SQLite file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from operator_app.domain.problems import Problem
from operator_app.tables.schema import metadata

# The schema that this program writes; PRAGMA user_version of the file. Raise it with each migration.
VERSION = 4
FILE_NAME = "operator.sqlite3"
# Where copies made before a migration are kept, beside the file.
BACKUPS = "backups"
LOCK_WAIT_SECONDS = 5

_CODES: dict[int, str] = {
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_BUSY: "store_locked",
    sqlite3.SQLITE_LOCKED: "store_locked",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_CANTOPEN: "store_not_opened",
    sqlite3.SQLITE_PERM: "store_not_opened",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
    sqlite3.SQLITE_IOERR: "store_io",
}


class Store:
    """One SQLite file: WAL, foreign keys, `BEGIN IMMEDIATE` for writes, every closed transaction on disk.

    `engine` is for tests that watch it; everything else goes through `read` and `write`.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open the store in a folder, making it when there is none.

        Raises Problem: store_newer, store_older (migrate first, see `version_of`), store_damaged, store_locked,
        store_read_only, store_not_opened, store_full, store_io. Nothing is changed when it raises.
        """
        path = folder / FILE_NAME
        with _told(path):
            folder.mkdir(parents=True, exist_ok=True)
        version = version_of(path)
        if version is not None and version > VERSION:
            raise Problem("store_newer", file=str(path))
        if version is not None and version < VERSION:
            raise Problem("store_older", file=str(path))
        store = cls(_engine(path), path)
        try:
            with store.write() as connection:
                if version is None:
                    create(connection)
        except Problem:
            store.close()
            raise
        return store

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading. Raises Problem as `open` does."""
        with _told(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, written whole or not at all. Raises Problem as `open` does."""
        with _told(self.path), self.engine.connect() as connection:
            connection.execute(text("BEGIN IMMEDIATE"))
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def check(self) -> bool:
        """SQLite's own integrity check."""
        with self.read() as connection:
            return str(connection.execute(text("PRAGMA quick_check")).scalar_one()) == "ok"

    def wipe(self) -> None:
        """Leave nothing of what was erased in the write-ahead log: `secure_delete` only empties the file itself.

        Other connections that are reading keep the log a while longer; the next wipe or the close takes it.
        """
        with self.read() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def drop_backups(self, before: datetime) -> None:
        """Delete the copies made before a moment: they hold what was erased since. Raises Problem as `open`."""
        with _told(self.path):
            for copy in (self.path.parent / BACKUPS).glob("*.sqlite3"):
                if copy.stat().st_mtime < before.timestamp():
                    copy.unlink()

    def close(self) -> None:
        self.engine.dispose()


def create(connection: Connection) -> None:
    """The newest schema in an empty file."""
    metadata.create_all(connection)
    connection.execute(text(f"PRAGMA user_version = {VERSION}"))


def version_of(path: Path) -> int | None:
    """The schema of a file, None when there is no file or it holds nothing yet. Raises Problem as `Store.open`."""
    with _told(path):
        if not path.exists() or path.stat().st_size == 0:
            return None
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=LOCK_WAIT_SECONDS)) as raw:
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
            tables = int(raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
            return version if tables else None


def back_up(path: Path, copy: Path) -> None:
    """A consistent copy of the file, also while it is in use. Raises Problem as `Store.open`."""
    with _told(copy):
        copy.parent.mkdir(parents=True, exist_ok=True)
    partial = copy.with_suffix(".partial")
    try:
        with _told(copy), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target)
        partial.replace(copy)
    finally:
        partial.unlink(missing_ok=True)


def _engine(path: Path) -> Engine:
    # `hide_parameters`: an error that reaches the log must not carry what a caller said.
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True, connect_args={"timeout": LOCK_WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # We begin transactions ourselves: the driver's implicit BEGIN is deferred and can fail half-way with "locked".
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors of SQLite and of the disk as problems that a person can mend."""
    try:
        yield
    except DBAPIError as error:
        raise _problem(error.orig, path) from error
    except (sqlite3.Error, OSError) as error:
        raise _problem(error, path) from error


def _problem(error: BaseException | None, path: Path) -> Exception:
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, OSError):
        return Problem("store_not_opened", file=str(path))
    if isinstance(error, sqlite3.DatabaseError) and code is not None and code & 0xFF in _CODES:
        return Problem(_CODES[code & 0xFF], file=str(path))
    return error if isinstance(error, Exception) else RuntimeError(str(error))
