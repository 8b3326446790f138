"""Speed of the shared database on this machine: `nice python -m tests.benchmarks.shared [--quick]`.

A server of its own with fsync on, over loopback and over a link of 50 ms and 10 Mbit/s. Posts are real engines over
real SQLite files, in two processes of threads. A publication costs each post 6 ms of a processor, which 200 machines
spend at once and this one cannot: so for "commit to stored" four posts are real, and the rest are listeners that hold a
connection, wait their jitter and pull as posts do, without a store. Figures are printed, never asserted.
"""

import heapq
import json
import multiprocessing
import selectors
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random

import psutil
import psycopg

from operator_app.desk.sync_state import Status
from operator_app.domain.changes import Changes
from operator_app.domain.documents import Kind
from operator_app.domain.sharing import Shared
from operator_app.shared import admin
from operator_app.shared.address import Address
from operator_app.shared.connection import connect
from operator_app.shared.people import add_user
from operator_app.shared.scripts import script
from tests.shared.conftest import Database
from tests.shared.people import ADMIN, PEOPLE, password
from tests.shared.proxy import Proxy
from tests.shared.samples import Post, document, new_id
from tests.shared.server import Server

_DOCUMENTS = 10_000
_BYTES = 2_000
_LINK_SECONDS = 0.025
_LINK_BYTES = 10_000_000 // 8
_WORKERS = 2
_REAL = 4
_SPAWN = multiprocessing.get_context("spawn")
# (id of the document, or "" for "connected"; when)
Arrival = tuple[str, float]


def show(what: str, seconds: Sequence[float]) -> None:
    """Median, p95 and largest in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    figures = f"p50 {statistics.median(ordered) * 1000:8.1f}  p95 {p95 * 1000:8.1f}  max {ordered[-1] * 1000:8.1f} ms"
    print(f"{what:<62} {figures}  n {len(ordered)}", flush=True)


@contextmanager
def shared_server() -> Iterator[Database]:
    server = Server.make(18, fsync=True)
    try:
        server.start("shared_buffers=256MB")
        with server.superuser() as superuser:
            superuser.execute("create database bench")
        admin.init(server.url("bench"), ADMIN, password(ADMIN.login))
        for person, site in PEOPLE:
            add_user(server.url("bench"), person, password(person.login), site)
        with server.superuser() as superuser:
            superuser.execute("alter role amira connection limit 250")
        yield Database(server, "bench")
    finally:
        server.remove()


@contextmanager
def post_of(folder: Path, database: Database, login: str, port: int = 0) -> Iterator[Post]:
    post = Post(Path(tempfile.mkdtemp(dir=folder)), lambda: database.connect(login, port))
    try:
        yield post
    finally:
        post.close()


def timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def publish(database: Database, count: int, pause: float = 0.0) -> dict[str, float]:
    """One session, one publication after the other; when each was committed, by id."""
    salma = database.connect("salma")
    committed: dict[str, float] = {}
    for n in range(count):
        written = document(f"article {n}", size=_BYTES)
        salma.publish(written, 0, new_id())
        committed[written.id] = time.monotonic()
        time.sleep(pause)
    salma.close()
    return committed


def loads(folder: Path, database: Database, link: str, port: int = 0) -> None:
    with post_of(folder, database, "amira", port) as post:
        before = time.process_time()
        show(f"first load of 10,000 documents of 2 KB, {link}", [timed(post.sync.exchange)])
        print(f"{'':<8}of which this post's processor {time.process_time() - before:.2f} s", flush=True)
        times = []
        for _ in range(5):
            publish(database, 100)
            times.append(timed(post.sync.exchange))
        show(f"100 changes, {link}", times)
        for n in range(1000):
            post.log(f"appel {n}")
        show(f"1,000 calls up, {link}", [timed(post.sync.exchange)])


def calls(folder: Path, database: Database) -> None:
    with post_of(folder, database, "amira") as post:
        show("a call logged in the store of the post", [timed(lambda: post.log("appel")) for _ in range(500)])


def live_posts(folder: Path, url: str, count: int, arrived: "Queue[Arrival]", stop: Event) -> None:
    """A process of posts, each an engine in a thread; tells when each is connected and when each document is stored."""
    address, secret = Address.parse(url)

    def reach() -> Shared:
        return connect(address, secret)

    def tell(changes: Changes) -> None:
        at = time.monotonic()
        for id in changes.of(Kind.PROCEDURE):
            arrived.put((id, at))

    posts = [Post(Path(tempfile.mkdtemp(dir=folder)), reach, announce=tell) for _ in range(count)]
    threads = [threading.Thread(target=post.sync.run) for post in posts]
    for thread in threads:
        thread.start()
    for post in posts:
        while post.sync.state.status is not Status.CONNECTED:
            time.sleep(0.02)
        arrived.put(("", time.monotonic()))
    stop.wait()
    for post in posts:
        post.sync.stop()
    for thread in threads:
        thread.join()
    for post in posts:
        post.close()


def listen(url: str, count: int, ready: Event, stop: Event) -> None:
    """A process of listeners: wake, jitter, pull."""
    address, secret = Address.parse(url)
    sessions = [psycopg.connect(address.conninfo(secret), autocommit=True) for _ in range(count)]
    cursors = dict.fromkeys(range(count), 0)
    due: list[tuple[float, int]] = []
    chooser, chance = selectors.DefaultSelector(), Random(count)
    for n, session in enumerate(sessions):
        session.execute("listen app_feed")
        chooser.register(session.fileno(), selectors.EVENT_READ, n)
    ready.set()
    while not stop.is_set():
        for key, _ in chooser.select(max(0.0, min(0.1, due[0][0] - time.monotonic())) if due else 0.1):
            raw = sessions[key.data].pgconn
            raw.consume_input()
            while raw.notifies():
                heapq.heappush(due, (time.monotonic() + chance.uniform(0, min(0.3, 0.001 * count)), key.data))
        while due and due[0][0] <= time.monotonic():
            _, n = heapq.heappop(due)
            rows = sessions[n].execute(script("pull"), {"cursor": cursors[n], "limit": 500}, prepare=True).fetchall()
            cursors[n] = int(json.loads(rows[0][0])["number"]) if rows else cursors[n]
    for session in sessions:
        session.close()


@contextmanager
def audience(database: Database, count: int) -> Iterator[None]:
    """So many listeners."""
    ready, stop = _SPAWN.Event(), _SPAWN.Event()
    worker = _SPAWN.Process(target=listen, args=(database.url("amira"), count, ready, stop))
    worker.start()
    ready.wait(120)
    yield
    stop.set()
    worker.join()


@contextmanager
def crowd(folder: Path, database: Database, count: int) -> Iterator["Queue[Arrival]"]:
    """So many connected posts; what they tell."""
    arrived: Queue[Arrival] = _SPAWN.Queue()
    stop = _SPAWN.Event()
    share = [count // _WORKERS + (n < count % _WORKERS) for n in range(_WORKERS)]
    workers = [
        _SPAWN.Process(target=live_posts, args=(folder, database.url("amira"), part, arrived, stop))
        for part in share
        if part
    ]
    for worker in workers:
        worker.start()
    for _ in range(count):
        arrived.get(timeout=300)
    yield arrived
    stop.set()
    for worker in workers:
        worker.join()


def latency(arrived: "Queue[Arrival]", database: Database, count: int, publications: int, posts: int) -> None:
    """`posts` is what the line of figures says: the real ones and the listeners."""
    committed = publish(database, publications, pause=1.0)
    delays: list[float] = []
    while len(delays) < count * publications:
        id, at = arrived.get(timeout=60)
        if id in committed:
            delays.append(at - committed[id])
    show(f"commit to stored on a post, {posts} posts", delays)


def idle(database: Database, count: int, seconds: float = 20.0) -> None:
    """The server's processes while nothing happens."""
    if database.server.process is None:
        return
    top = psutil.Process(database.server.process.pid)
    family = [top, *top.children(recursive=True)]
    before = sum(sum(process.cpu_times()[:2]) for process in family)
    time.sleep(seconds)
    used = sum(sum(process.cpu_times()[:2]) for process in family) - before
    memory = sum(process.memory_full_info().pss for process in family) / 2**20
    print(f"server, {count} idle posts: {used / seconds * 100:.2f} % of a core, {memory:.0f} MB (PSS)", flush=True)


def reconnect(arrived: "Queue[Arrival]", database: Database, count: int) -> None:
    """The server is killed with everybody connected and one document is published first thing after its start: until
    everybody has it."""
    database.server.kill()
    database.server.start("shared_buffers=256MB")
    up = time.monotonic()
    committed = publish(database, 1)
    delays: list[float] = []
    while len(delays) < count:
        id, at = arrived.get(timeout=120)
        if id in committed:
            delays.append(at - up)
    show(f"{count} posts reconnecting at once, until each is current", delays)


def main() -> None:
    quick = "--quick" in sys.argv
    load = ", ".join(f"{one:.1f}" for one in psutil.getloadavg())
    print(f"{psutil.cpu_count()} cores, load {load}, PostgreSQL 18, fsync on", flush=True)
    with shared_server() as database, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        calls(folder, database)
        with crowd(folder, database, 1) as arrived:
            latency(arrived, database, 1, 20, 1)
        for posts in (10,) if quick else (50, 200):
            with audience(database, posts - _REAL), crowd(folder, database, _REAL) as arrived:
                latency(arrived, database, _REAL, 15, posts)
        with crowd(folder, database, 10 if quick else 200) as arrived:
            idle(database, 10 if quick else 200)
            reconnect(arrived, database, 10 if quick else 200)
        many = 1_000 if quick else _DOCUMENTS
        print(f"publications a second, one publisher: {many / timed(lambda: publish(database, many)):.0f}", flush=True)
        loads(folder, database, "loopback")
        proxy = Proxy(database.server.port)
        proxy.delay, proxy.bytes_a_second = _LINK_SECONDS, _LINK_BYTES
        loads(folder, database, "50 ms and 10 Mbit/s", proxy.port)
        proxy.close()


if __name__ == "__main__":
    main()
