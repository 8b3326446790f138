"""`server check` finds what is wrong, and nothing where nothing is."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from operator_app.domain.calls import Acknowledgement, Call, CallBack, Feedback, UnmetNeed
from operator_app.shared.check import MANIFEST, check, manifest

from .conftest import TEMPLATE, Database
from .samples import document, new_id, titled
from .server import Server


def _codes(database: Database) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for problem in check(database.url(), _others(database)):
        found.setdefault(problem.code, []).append(problem.details.get("what") or problem.details.get("place"))
    return found


def _others(database: Database) -> tuple[str, ...]:
    with database.server.superuser() as connection:
        names = [str(name) for (name,) in connection.execute("select datname from pg_database")]
    return tuple(name for name in names if name not in (database.name, "postgres", "template1"))


def _as_superuser(database: Database, command: str) -> None:
    with database.server.superuser(database.name) as connection:
        connection.execute(command)


def _written(database: Database) -> str:
    salma, birth = database.connect("salma"), document()
    salma.publish(birth, 0, new_id())
    salma.publish(titled(birth, "deux"), 1, new_id())
    salma.close()
    return birth.id


def test_the_manifest_is_the_schema(database: Database) -> None:
    with database.server.superuser(database.name) as connection:
        lines = manifest(connection)
    assert lines == MANIFEST.read_text(encoding="utf-8").splitlines(), "tests/shared/write_manifest.py writes it anew"


@pytest.mark.parametrize(
    ("record", "table"),
    [
        (Call, "calls"),
        (CallBack, "call_backs"),
        (UnmetNeed, "unmet_needs"),
        (Feedback, "feedback"),
        (Acknowledgement, "acknowledgements"),
    ],
)
def test_no_field_of_a_record_is_lost_on_the_way(database: Database, record: type[Call], table: str) -> None:
    """A field that the table lacks would be left out without a word. Practice calls never leave the post."""
    query = "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
    with database.server.superuser(database.name) as superuser:
        columns = {str(name) for (name,) in superuser.execute(query, (f"app.{table}",))}
    assert {field.name for field in fields(record)} - columns <= {"practice"}


def test_every_kind_in_the_outbox_has_its_table(database: Database) -> None:
    stores = Path(__file__).parents[2] / "operator_app" / "local"
    written = "\n".join(file.read_text(encoding="utf-8") for file in stores.glob("*.py"))
    kinds = set(re.findall(r'put\(connection, "(\w+)"', written)) | {"call_back", "unmet_need"}
    assert {"call", "test_call"} <= kinds
    with database.server.superuser(database.name) as superuser:
        for kind in kinds:
            assert superuser.execute("select app.table_of(%s)", (kind,)).fetchone() != (None,), kind


def test_nothing_is_wrong_with_a_new_database(database: Database) -> None:
    _written(database)
    assert _codes(database) == {}


@pytest.fixture
def other_versions(server_16: Server, server_15: Server) -> Iterator[list[Database]]:
    databases = [Database(server, TEMPLATE).copy() for server in (server_16, server_15)]
    yield databases
    for database in databases:
        database.server.drop(database.name)


def test_nothing_is_wrong_on_other_versions(other_versions: list[Database]) -> None:
    for database in other_versions:
        _written(database)
        assert _codes(database) == {}


_DAMAGES = (
    ("grant select on app.calls to app_operator", "shared_check_extra", "relation calls"),
    ("grant update (note) on app.calls to app_supervisor", "shared_check_extra", "column calls.note"),
    ("alter table app.calls disable row level security", "shared_check_missing", "row security true"),
    ("drop policy own_read on app.calls", "shared_check_missing", "policy own_read on calls"),
    ("alter table app.ledger disable trigger keep", "shared_check_missing", "trigger O CREATE TRIGGER keep"),
    ("alter function app.publish security invoker", "shared_check_missing", "function publish"),
    ("alter function app.publish reset search_path", "shared_check_missing", "function publish"),
    ("create or replace function app.my_site() returns text return '1'", "shared_check_missing", "my_site"),
    ("create function app.door() returns int language sql as 'select 1'", "shared_check_extra", "function door"),
    ("grant usage on language plpgsql to public", "shared_check_door", "language plpgsql"),
    ("grant execute on function lo_create(oid) to public", "shared_check_door", "lo_create"),
    ("alter table app.calls drop constraint calls_note_check", "shared_check_missing", "constraint calls"),
)  # fmt: skip


@pytest.mark.parametrize(("damage", "code", "what"), _DAMAGES, ids=[damage for damage, _, _ in _DAMAGES])
def test_a_changed_right_is_found(database: Database, damage: str, code: str, what: str) -> None:
    _as_superuser(database, damage)
    assert any(what in str(line) for line in _codes(database).get(code, [])), _codes(database)


def test_a_rewritten_chain_and_a_changed_document_are_found(database: Database) -> None:
    birth = _written(database)
    for command in (
        "alter table app.ledger disable trigger keep",
        "update app.ledger set by = 'hedi' where number = (select max(number) from app.ledger) - 1",
        "alter table app.ledger enable trigger keep",
        "update app.documents set body = '{}'",
    ):
        _as_superuser(database, command)
    found = _codes(database)
    assert set(found) == {"shared_check_chain", "shared_check_document", "shared_check_edition"}
    assert found["shared_check_document"] == [birth]


def test_a_lost_document_is_found(database: Database) -> None:
    _written(database)
    for table in ("editions", "revisions"):
        _as_superuser(database, f"alter table app.{table} disable trigger keep; delete from app.{table}")
        _as_superuser(database, f"alter table app.{table} enable trigger keep")
    _as_superuser(database, "delete from app.documents")
    assert "shared_check_digest" in _codes(database)
