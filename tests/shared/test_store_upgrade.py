"""A store of an earlier version becomes exactly what a new one is."""

import sqlite3
from contextlib import closing
from pathlib import Path

from operator_app.local import Store
from operator_app.local.migrate import migrate
from operator_app.local.store import FILE_NAME, VERSION

VERSION_1 = Path(__file__).parent / "store_version_1.sql"


def _schema(folder: Path) -> tuple[int, dict[str, list[tuple[object, ...]]], set[str]]:
    """The version, the columns of each table as SQLite sees them, and the indexes."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as raw:
        tables = [str(name) for (name,) in raw.execute("select name from sqlite_master where type = 'table'")]
        columns = {table: sorted(raw.execute(f"pragma table_info('{table}')")) for table in tables}
        indexes = {str(sql) for (sql,) in raw.execute("select sql from sqlite_master where type = 'index'")}
        return int(raw.execute("pragma user_version").fetchone()[0]), columns, indexes


def test_an_upgraded_store_is_exactly_a_new_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    with closing(sqlite3.connect(old / FILE_NAME)) as raw:
        raw.executescript(VERSION_1.read_text(encoding="utf-8"))
        raw.execute("insert into facts values ('kept', 'yes')")
        raw.commit()
    copy = migrate(old)
    Store.open(new).close()
    assert copy is not None
    assert copy.exists()
    assert _schema(old) == _schema(new)
    assert _schema(old)[0] == VERSION
    Store.open(old).close()
