"""Whatever the network and the server do: nothing lost, nothing twice, and never a wait without an end."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from operator_app.desk.sync_state import Status
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import Shared
from operator_app.local import Draft
from operator_app.shared.address import Address
from operator_app.shared.connection import connect

from .conftest import Database
from .proxy import Proxy
from .samples import Post, document, new_id
from .server import free_port


@pytest.fixture
def proxy(database: Database) -> Iterator[Proxy]:
    made = Proxy(database.server.port)
    yield made
    made.close()


@pytest.fixture
def post(database: Database, proxy: Proxy, tmp_path: Path) -> Iterator[Callable[[str], Post]]:
    """Posts behind the proxy."""
    posts: list[Post] = []

    def make(login: str) -> Post:
        def through() -> Shared:
            return database.connect(login, proxy.port, answer_seconds=1.0)

        posts.append(Post(tmp_path / f"{login}{len(posts)}", through))
        return posts[-1]

    yield make
    for made in posts:
        made.close()


def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for a condition."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.005)


def _calls(database: Database) -> list[str]:
    with database.server.superuser(database.name) as superuser:
        return [str(query) for (query,) in superuser.execute("select query from app.calls order by id")]


def test_a_cut_at_every_step_of_the_protocol(database: Database, proxy: Proxy, post: Callable[[str], Post]) -> None:
    """Cut after 1, 2, 3, … chunks, until a round comes through uncut."""
    salma = post("salma")
    expected: list[str] = []
    for step in range(1, 200):
        query = f"appel {step}"
        salma.log(query)
        expected.append(query)
        salma.drafts.save(_queued(salma, f"titre {step}"))
        proxy.cut_after, proxy.chunks = step, 0
        if _came_through(salma):
            break
    else:
        pytest.fail("never came through")
    assert step > 10
    proxy.cut_after = None
    salma.sync.once()
    assert _calls(database) == expected
    assert sorted(title for _, title in salma.titles().values()) == sorted(f"titre {n + 1}" for n in range(step))
    assert all(edition == 1 for edition, _ in salma.titles().values())
    assert salma.replica.digest() == salma.replica.place().digest
    assert (salma.sync.state.waiting, salma.sync.state.refused, salma.sync.state.drafts) == (0, 0, 0)


def _came_through(post: Post) -> bool:
    try:
        post.sync.once()
    except Problem as problem:
        if problem.code not in ("shared_lost", "shared_no_answer"):
            raise
        return False
    return True


def _queued(post: Post, title: str) -> Draft:
    return Draft(document(title), 0, new_id(), post.clock(), queued=True)


def test_a_frozen_network_is_given_up(proxy: Proxy, post: Callable[[str], Post]) -> None:
    amira = post("amira")
    amira.sync.exchange()
    proxy.frozen.set()
    began = time.monotonic()
    with pytest.raises(Problem) as problem:
        amira.sync.exchange()
    assert problem.value.code == "shared_lost"
    assert time.monotonic() - began < 10


_AMIRA = "select pid from pg_stat_activity where usename = 'amira' and datname = current_database()"


def test_a_frozen_server_is_given_up(database: Database) -> None:
    shared = database.connect("amira", answer_seconds=0.5)
    with database.server.superuser(database.name) as superuser:
        row = superuser.execute(_AMIRA).fetchone()
    pid = int(str(row[0])) if row else 0
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(Problem) as problem:
            shared.pull(0)
        assert problem.value.code == "shared_lost"
    finally:
        os.kill(pid, signal.SIGCONT)
    shared.close()


def test_a_slow_network_is_only_slow(database: Database, proxy: Proxy, post: Callable[[str], Post]) -> None:
    amira = post("amira")
    amira.log("lentement")
    proxy.delay = 0.02
    amira.sync.once()
    assert _calls(database) == ["lentement"]


class _Running:
    """An engine in its thread."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self._thread = threading.Thread(target=post.sync.run)
        self._thread.start()

    def stop(self) -> None:
        self.post.sync.stop()
        self._thread.join(30)
        assert not self._thread.is_alive()


def test_the_engine_comes_back_by_itself(database: Database, proxy: Proxy, post: Callable[[str], Post]) -> None:
    amira = post("amira")
    running = _Running(amira)
    try:
        until(lambda: amira.sync.state.status is Status.CONNECTED)
        proxy.down = True
        proxy.cut()
        until(lambda: amira.sync.state.status is not Status.CONNECTED)
        since = amira.sync.state.since
        amira.log("hors ligne")
        amira.sync.poke()
        until(lambda: amira.sync.state.problem is not None)
        assert amira.sync.state.since == since
        assert amira.sync.state.waiting == 1
        proxy.down = False
        until(lambda: amira.sync.state.status is Status.CONNECTED and amira.sync.state.waiting == 0)
        assert _calls(database) == ["hors ligne"]
    finally:
        running.stop()


def test_a_publication_wakes_a_post_and_a_call_leaves_at_once(database: Database, post: Callable[[str], Post]) -> None:
    amira, salma = post("amira"), post("salma")
    running = [_Running(amira), _Running(salma)]
    try:
        until(lambda: all(one.post.sync.state.status is Status.CONNECTED for one in running))
        salma.sync.publish(document("tout de suite"), 0)
        until(lambda: bool(amira.titles()), 5)
        amira.log("appel")
        amira.sync.poke()
        until(lambda: _calls(database) == ["appel"], 5)
    finally:
        for one in running:
            one.stop()


def test_a_lost_notification_is_made_good_at_the_next_look(database: Database, post: Callable[[str], Post]) -> None:
    amira = post("amira")
    amira.sync.exchange()
    with database.server.superuser(database.name) as superuser:
        row = superuser.execute("select prosrc from pg_proc where proname = 'append'").fetchone()
        quiet = str(row[0]).replace("notify app_feed;", "") if row else ""
        superuser.execute("update pg_proc set prosrc = %s where proname = 'append'", (quiet,))
    salma = database.connect("salma")
    salma.publish(document("sans bruit"), 0, new_id())
    salma.close()
    shared = database.connect("amira")
    assert not shared.wait(0.2)
    shared.close()
    amira.sync.exchange()
    assert [title for _, title in amira.titles().values()] == ["sans bruit"]


def test_a_full_server_keeps_rows_waiting(database: Database, post: Callable[[str], Post]) -> None:
    """The error that PostgreSQL gives when its disk is full, given by a trigger."""
    amira = post("amira")
    amira.log("plein")
    with database.server.superuser(database.name) as superuser:
        superuser.execute(
            "create function app.full() returns trigger language plpgsql as "
            "$$ begin raise exception 'no space left on device' using errcode = '53100'; end $$"
        )
        superuser.execute("create trigger disk before insert on app.calls for each row execute function app.full()")
        with pytest.raises(Problem) as problem:
            amira.sync.once()
        assert problem.value.code == "shared_disk_full"
        assert (amira.sync.state.waiting, amira.sync.state.refused) == (1, 0)
        superuser.execute("drop trigger disk on app.calls")
    amira.sync.once()
    assert _calls(database) == ["plein"]


def test_a_full_post_takes_nothing_in_and_says_so(database: Database, post: Callable[[str], Post]) -> None:
    amira, salma = post("amira"), database.connect("salma")
    for n in range(20):
        salma.publish(document(f"long {n}", size=30_000), 0, new_id())
    salma.close()
    with amira.store.read() as connection:
        pages = int(connection.exec_driver_sql("pragma page_count").scalar_one())
        connection.exec_driver_sql(f"pragma max_page_count = {pages + 20}")
    with pytest.raises(Problem) as problem:
        amira.sync.once()
    assert problem.value.code == "store_full"
    assert amira.titles() == {}
    with amira.store.read() as connection:
        connection.exec_driver_sql("pragma max_page_count = 1000000")
    amira.sync.once()
    assert len(amira.titles()) == 20


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"host": "does-not-exist.invalid"}, "shared_no_name"),
        ({"port": "closed"}, "shared_no_port"),
        ({"dbname": "nothing_here"}, "shared_no_database"),
        ({"user": "nobody_here"}, "shared_password_refused"),
        ({"password": "wrong"}, "shared_password_refused"),
        ({"password": ""}, "shared_password_missing"),
        ({"dbname": "postgres"}, "shared_no_right"),
    ],
    ids=lambda value: str(value),
)
def test_what_is_wrong_is_said_in_words(database: Database, change: dict[str, str], code: str) -> None:
    if change.get("port") == "closed":
        change = {"port": str(free_port())}
    url = psycopg.conninfo.make_conninfo(database.url("amira"), **change)
    if "host" in change:
        url = url.replace("sslmode=disable", "")
    if change.get("password") == "":
        url = url.replace("password=''", "")
    address, secret = Address.parse(url)
    with pytest.raises(Problem) as problem:
        connect(address, secret)
    assert problem.value.code == code


def test_an_unencrypted_line_is_refused_towards_another_machine() -> None:
    with pytest.raises(Problem) as problem:
        Address.parse("postgresql://amira@db.example/app?sslmode=disable")
    assert problem.value.code == "shared_tls_needed"
    address, _ = Address.parse("postgresql://amira@db.example/app?sslmode=require")
    assert "sslmode=verify-full" in address.conninfo("x")
