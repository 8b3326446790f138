"""`server init|upgrade|roles|restore-drill`, the keyring, the connection's test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import keyring
import psycopg
import pytest
from keyring.backend import KeyringBackend
from keyring.core import load_keyring
from psycopg import sql

from operator_app.desk.examine import examine
from operator_app.domain.people import Person, Role
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import SCHEMA_VERSION
from operator_app.shared import admin, passwords
from operator_app.shared.address import Address
from operator_app.shared.check import check
from operator_app.shared.drill import restore_drill
from operator_app.shared.people import roles

from .conftest import TEMPLATE, Database
from .people import ADMIN, password
from .samples import Post, document, new_id, now
from .server import Server


@contextmanager
def _empty(server: Server) -> Iterator[str]:
    """A database with nothing in it; its URL."""
    name = f"empty_{new_id()[-12:]}"
    with server.superuser() as superuser:
        superuser.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    yield server.url(name)
    server.drop(name)


def test_init_may_be_done_again(server: Server) -> None:
    with _empty(server) as url:
        first = Person("wafa", "Wafa", Role.ADMINISTRATOR)
        admin.init(url, first, password("wafa"), "tunis")
        admin.init(url, first, password("wafa"), "tunis")
        assert roles(url) == [first]
    with server.superuser() as superuser:
        superuser.execute("drop role wafa")


def test_init_needs_a_superuser(database: Database) -> None:
    with pytest.raises(Problem) as problem:
        admin.init(database.url("adel"), ADMIN, password("adel"))
    assert problem.value.code == "shared_superuser_needed"


def test_the_printed_sql_makes_the_same_schema(server: Server) -> None:
    with _empty(server) as url:
        with psycopg.connect(url, autocommit=True) as superuser:
            admin.prepare(superuser)
            superuser.execute(admin.upgrade(url, sql=True).encode())
        assert [str(problem) for problem in check(url) if problem.code != "shared_check_door"] == []
        assert admin.upgrade(url, sql=True).count("create table") == 0


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_database_becomes_what_a_new_one_is(
    server: Server, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    with _empty(server) as url:
        with psycopg.connect(url, autocommit=True) as superuser:
            admin.prepare(superuser)
        with monkeypatch.context() as older:
            older.setattr(admin, "SCHEMA_VERSION", version)
            admin.upgrade(url)
        assert [problem.code for problem in check(url) if problem.code == "shared_check_missing"] != []
        admin.upgrade(url)
        assert [str(problem) for problem in check(url) if problem.code != "shared_check_door"] == []


def test_a_newer_database_is_left_alone(database: Database) -> None:
    with database.server.superuser(database.name) as superuser:
        superuser.execute("update app.migrations set version_num = '9999'")
    with pytest.raises(Problem) as problem:
        admin.upgrade(database.url())
    assert problem.value.code == "shared_newer"


def test_a_database_that_is_not_ours_is_told(server: Server) -> None:
    with _empty(server) as url, pytest.raises(Problem) as problem:
        roles(url)
    assert problem.value.code == "shared_not_provisioned"


def test_a_backup_really_comes_back(server_15: Server, tmp_path: Path) -> None:
    database = Database(server_15, TEMPLATE).copy()
    salma = Post(tmp_path / "salma", lambda: database.connect("salma"))
    salma.log("appel")
    salma.sync.exchange()
    salma.sync.publish(document(), 0)
    salma.close()
    drill = restore_drill(database.url())
    assert drill.problems == ()
    assert (drill.rows["documents"], drill.rows["calls"], drill.rows["people"]) == (1, 1, 6)
    with server_15.superuser() as superuser:
        left = superuser.execute("select count(*) from pg_database where datname like '%drill%'").fetchone()
    assert left == (0,)
    server_15.drop(database.name)


def test_a_drill_without_its_programs_is_told(database: Database) -> None:
    with pytest.raises(Problem) as problem:
        restore_drill(database.url())
    assert problem.value.code in ("shared_pg_dump_missing", "shared_drill_failed")


def test_the_connection_is_examined(database: Database) -> None:
    assert examine(lambda: database.connect("amira"), now).name == "Amira"
    with pytest.raises(Problem) as problem:
        examine(lambda: database.connect("amira"), lambda: now() - timedelta(minutes=90))
    assert (problem.value.code, problem.value.details) == ("shared_clock_off", {"minutes": -90})


class _Memory(KeyringBackend):
    priority = 1.0

    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def own_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("own_keyring")
def test_passwords_are_kept_in_the_keyring_or_nowhere() -> None:
    address, _ = Address.parse("postgresql://amira@db.example:5433/guide")
    keyring.set_keyring(load_keyring(f"{__name__}._Memory"))
    assert passwords.recall(address) == ""
    passwords.keep(address, "secret")
    assert passwords.recall(address) == "secret"
    passwords.forget(address)
    assert passwords.recall(address) == ""
    keyring.set_keyring(load_keyring("keyring.backends.fail.Keyring"))
    assert passwords.recall(address) == ""
    with pytest.raises(Problem) as problem:
        passwords.keep(address, "secret")
    assert problem.value.code == "keyring_missing"
