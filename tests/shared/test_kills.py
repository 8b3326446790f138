"""kill -9, of posts at every named point and at random, of the server at random: nothing lost, nothing twice.

The longer run: OPERATOR_APP_KILLS=500 OPERATOR_APP_SERVER_KILLS=20.
"""

import multiprocessing
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

import pytest
from psycopg import sql

from operator_app.local.store import FILE_NAME
from operator_app.shared import admin
from operator_app.shared.people import add_user

from .conftest import TEMPLATE, Database
from .people import ADMIN, PEOPLE, password
from .samples import Post
from .server import Server
from .victim import POINTS, live

KILLS = int(os.environ.get("OPERATOR_APP_KILLS", "50"))
SERVER_KILLS = int(os.environ.get("OPERATOR_APP_SERVER_KILLS", "3"))
_ROUNDS = 6
_PATIENCE = 60.0

# A process that has imported everything and is only copied: starting anew would take a second each time.
FORGE = multiprocessing.get_context("forkserver")
FORGE.set_forkserver_preload([live.__module__])


def _started(folder: Path, url: str, point: str, times: int, rounds: int) -> BaseProcess:
    process = FORGE.Process(target=live, args=(folder, url, point, times, rounds))
    process.start()
    return process


def _ended(process: BaseProcess, within: float = _PATIENCE) -> None:
    process.join(within)
    assert not process.is_alive()
    assert process.exitcode in (0, -9), process.exitcode
    process.close()


def _stored(folder: Path, query: str) -> set[str]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as raw:
        return {str(id) for (id,) in raw.execute(query)}


def _held(database: Database, query: str) -> list[str]:
    with database.server.superuser(database.name) as superuser:
        return [str(id) for (id,) in superuser.execute(query.encode())]


def _settled(database: Database, folders: list[Path], login: str) -> None:
    """Let every post come to rest, then compare: each call once, each text one edition, every replica the same."""
    posts = [Post(folder, lambda: database.connect(login)) for folder in folders]
    for _ in range(2):
        for post in posts:
            post.sync.once()
    calls = set().union(*(_stored(folder, "select id from calls") for folder in folders))
    promised = set().union(*(_stored(folder, "select id from call_backs") for folder in folders))
    held = _held(database, "select id from app.calls")
    assert (len(held), set(held)) == (len(calls), calls)
    assert set(_held(database, "select id from app.call_backs")) == promised
    editions = _held(database, "select document_id from app.editions")
    assert len(editions) == len(set(editions)) == len(_held(database, "select id from app.documents"))
    for post in posts:
        state = post.sync.state
        assert (state.waiting, state.refused, post.drafts.all()) == (0, 0, [])
        assert set(post.titles()) == set(editions)
        assert post.replica.digest() == post.replica.place().digest
        post.close()
    digests = [_stored(folder, "select value from facts where name = 'shared_digest'") for folder in folders]
    assert all(digest == digests[0] for digest in digests)


@pytest.mark.slow
def test_posts_killed_at_every_named_point_and_at_random(database: Database, tmp_path: Path) -> None:
    random = Random(os.environ.get("OPERATOR_APP_SEED", "4"))
    folders = [tmp_path / "one", tmp_path / "two", tmp_path / "three"]
    url = database.url("salma")
    for n in range(KILLS):
        folder = folders[n % len(folders)]
        if n < 2 * len(POINTS) and (named := POINTS[n % len(POINTS)]) != "none":
            _ended(_started(folder, url, named, random.randint(1, 3), _ROUNDS))
            continue
        process = _started(folder, url, "none", 0, 1000)
        process.join(random.uniform(0.05, 0.5))
        process.kill()
        _ended(process)
    assert len(_held(database, "select id from app.calls")) > KILLS
    _settled(database, folders, "salma")


@pytest.fixture
def mortal() -> Iterator[Database]:
    """A database on a server of its own, that keeps what it promised (fsync)."""
    server = Server.make(18, fsync=True)
    try:
        server.start()
        with server.superuser() as superuser:
            superuser.execute(sql.SQL("create database {}").format(sql.Identifier(TEMPLATE)))
        admin.init(server.url(TEMPLATE), ADMIN, password(ADMIN.login))
        for person, site in PEOPLE:
            add_user(server.url(TEMPLATE), person, password(person.login), site)
        yield Database(server, TEMPLATE)
    finally:
        server.remove()


@pytest.mark.slow
def test_the_server_killed_at_random(mortal: Database, tmp_path: Path) -> None:
    random = Random(os.environ.get("OPERATOR_APP_SEED", "5"))
    folders = [tmp_path / "one", tmp_path / "two"]
    for _ in range(SERVER_KILLS):
        posts = [_started(folder, mortal.url("salma"), "none", 0, 40) for folder in folders]
        posts[0].join(random.uniform(0.2, 0.8))
        mortal.server.kill()
        mortal.server.start()
        for post in posts:
            _ended(post)
    _settled(mortal, folders, "salma")
