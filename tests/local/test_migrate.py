"""Migrations: checked, backed up, all or nothing, also when the power goes in the middle."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from operator_app.domain.problems import Problem
from operator_app.local import Calls, Facts, Store
from operator_app.local.migrate import SCRIPTS, migrate
from operator_app.local.store import BACKUPS, FILE_NAME, VERSION, version_of
from tests.local.samples import NOW, call

NEXT = VERSION + 1
HEAD = f"""
import os
import signal

from alembic import op

revision = "{NEXT:04}"
down_revision = "{VERSION:04}"


def upgrade():
    op.execute("create table marks (id text primary key)")
    op.execute("insert into marks select id from calls")
    op.execute("delete from calls")
"""
GOOD = HEAD
FAILING = HEAD + '    raise RuntimeError("half-way")\n'
KILLED = HEAD + "    os.kill(os.getpid(), signal.SIGKILL)\n"
MIGRATE = "import sys; from pathlib import Path; from operator_app.local.migrate import migrate; "
MIGRATE += "migrate(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))"


def scripts(folder: Path, step: str) -> Path:
    """The program's migrations and one step more."""
    copy = folder / "migrations"
    shutil.copytree(SCRIPTS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / f"{NEXT:04}_more.py").write_text(step, encoding="utf-8")
    return copy


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    store = Store.open(folder)
    Calls(store).close(call(), NOW)
    Facts(store).set("kept", "yes")
    store.close()
    return folder


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


def test_a_migration_makes_a_backup_first(home: Path, tmp_path: Path) -> None:
    before = content(home / FILE_NAME)
    copy = migrate(home, scripts(tmp_path, GOOD), NEXT)
    assert copy == home / BACKUPS / f"before-{NEXT:04}-from-{VERSION:04}.sqlite3"
    assert content(copy) == before
    assert version_of(copy) == VERSION
    assert version_of(home / FILE_NAME) == NEXT
    with closing(sqlite3.connect(home / FILE_NAME)) as raw:
        assert raw.execute("select id from marks").fetchall() == [("call-1",)]
        assert raw.execute("select value from facts").fetchall() == [("yes",)]
        assert raw.execute("select name from sqlite_master where name like 'alembic%'").fetchall() == []
    with pytest.raises(Problem, match="store_newer"):
        Store.open(home)


def test_nothing_is_done_when_nothing_is_due(home: Path, tmp_path: Path) -> None:
    assert migrate(home) is None
    assert migrate(tmp_path / "nobody") is None
    assert not (home / BACKUPS).exists()


def test_a_failing_migration_changes_nothing(home: Path, tmp_path: Path) -> None:
    before = content(home / FILE_NAME)
    with pytest.raises(Problem) as caught:
        migrate(home, scripts(tmp_path, FAILING), NEXT)
    assert caught.value.code == "migration_failed"
    assert Path(str(caught.value.details["copy"])).is_file()
    assert content(home / FILE_NAME) == before
    store = Store.open(home)
    assert Facts(store).get("kept") == "yes"
    store.close()


def test_a_migration_killed_half_way_changes_nothing_and_can_be_done_again(home: Path, tmp_path: Path) -> None:
    before = content(home / FILE_NAME)
    step = scripts(tmp_path, KILLED)
    done = subprocess.run(
        [sys.executable, "-c", MIGRATE, str(home), str(step), str(NEXT)], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert content(home / FILE_NAME) == before
    (step / "versions" / f"{NEXT:04}_more.py").write_text(GOOD, encoding="utf-8")
    assert migrate(home, step, NEXT) is not None
    assert version_of(home / FILE_NAME) == NEXT


def test_a_damaged_store_is_not_migrated(home: Path, tmp_path: Path) -> None:
    path = home / FILE_NAME
    torn = bytearray(path.read_bytes())
    torn[4096 * 3 :] = os.urandom(len(torn) - 4096 * 3)
    path.write_bytes(torn)
    with pytest.raises(Problem) as caught:
        migrate(home, scripts(tmp_path, GOOD), NEXT)
    assert caught.value.code == "store_damaged"
    assert path.read_bytes() == bytes(torn)
    assert not (home / BACKUPS).exists()
