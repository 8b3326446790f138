"""Personal data is gone: from the server, from the post's file and its log, byte for byte."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from operator_app.local.store import BACKUPS, back_up
from operator_app.shared.retention import erase_document, erase_events_before, erase_old_numbers, export_person

from .conftest import Database
from .samples import NOON, Post, document

NUMBER = "00000987654"
SECRET = "phrase-qui-ne-devait-pas-être-écrite"


@pytest.fixture
def amira(database: Database, tmp_path: Path) -> Iterator[Post]:
    post = Post(tmp_path / "amira", lambda: database.connect("amira"))
    yield post
    post.close()


def _bytes(post: Post) -> bytes:
    """Everything in the folder of a post: the file, its write-ahead log, backups."""
    return b"".join(path.read_bytes() for path in sorted(post.folder.rglob("*")) if path.is_file())


def _padded(post: Post) -> None:
    """Other calls around it, so that pages are split and freed."""
    for n in range(60):
        post.log(f"appel {n} " + "x" * 300)


def test_a_number_is_gone_when_the_call_back_is_done(amira: Post) -> None:
    _padded(amira)
    amira.log("rappel", number=NUMBER)
    _padded(amira)
    assert NUMBER.encode() in _bytes(amira)
    promised = amira.calls.call_backs_waiting()[0]
    amira.calls.end_call_back(promised.id, True, NOON)
    assert NUMBER.encode() not in _bytes(amira)


def test_a_number_is_gone_after_thirty_days(amira: Post) -> None:
    amira.log("rappel", number=NUMBER)
    assert amira.calls.erase_old_numbers(NOON + timedelta(days=32)) == 1
    assert NUMBER.encode() not in _bytes(amira)


def test_copies_of_the_store_do_not_outlive_the_numbers_in_them(amira: Post) -> None:
    amira.log("rappel", number=NUMBER)
    copy = amira.folder / BACKUPS / "before-0002-from-0001.sqlite3"
    back_up(amira.store.path, copy)
    now = amira.clock()
    amira.calls.erase_old_numbers(now)
    assert copy.exists()
    amira.calls.erase_old_numbers(now + timedelta(days=32))
    assert NUMBER.encode() not in _bytes(amira)


def test_a_number_erased_on_the_server_is_gone_from_the_post(amira: Post, database: Database) -> None:
    amira.log("rappel", number=NUMBER)
    _padded(amira)
    amira.sync.once()
    assert erase_old_numbers(database.url("adel"), NOON + timedelta(days=60)) == 1
    amira.sync.once()
    assert NUMBER.encode() not in _bytes(amira)
    assert amira.sync.state.refused == 0
    with database.server.superuser(database.name) as superuser:
        assert superuser.execute("select number from app.call_backs").fetchall() == [("",)]
        told = str(superuser.execute("select action, subject, content from app.ledger").fetchall())
    assert NUMBER not in told


def test_a_document_is_gone_with_its_history_and_its_drafts(amira: Post, database: Database, tmp_path: Path) -> None:
    salma = Post(tmp_path / "salma", lambda: database.connect("salma"))
    salma.sync.exchange()
    wrong = document(SECRET, size=9000)
    salma.sync.publish(wrong, 0)
    for n in range(30):
        salma.sync.publish(document(f"autre {n}", size=3000), 0)
    salma.sync.disconnect()
    amira.sync.once()
    assert SECRET.encode() in _bytes(amira)
    erase_document(database.url("adel"), wrong.id)
    amira.sync.once()
    salma.sync.once()
    for post in (amira, salma):
        assert SECRET.encode() not in _bytes(post)
        assert wrong.id not in post.titles()
        assert post.replica.digest() == post.replica.place().digest
    salma.close()


def test_old_events_are_gone_everywhere(amira: Post, database: Database) -> None:
    amira.log(SECRET)
    amira.sync.once()
    assert erase_events_before(database.url("adel"), NOON + timedelta(days=1)) == 1
    amira.sync.once()
    assert SECRET.encode() not in _bytes(amira)
    with database.server.superuser(database.name) as superuser:
        assert superuser.execute("select count(*) from app.calls").fetchone() == (0,)


def test_a_person_is_told_everything_that_is_kept(amira: Post, database: Database) -> None:
    amira.log("le mien")
    amira.sync.once()
    told = export_person(database.url("adel"), "amira")
    assert "le mien" in told
    assert '"amira"' in told
