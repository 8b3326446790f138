"""Eight hours' worth of calls played fast on the real window, connected to a real PostgreSQL whose network breaks.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.soak [--calls 2000] [--keys 10] [--publications 500]
                                                                        [--cuts 50]

Each call: F2, letters (a search each, waited for), F9. The post is signed in as a supervisor, who publishes in between;
everything goes through a proxy that cuts its connections. Told at the end: whether each call is in the log and in the
shared database once, memory on the way, threads, and how long the window stood still at worst.
"""

import argparse
import gc
import itertools
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import psycopg
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from operator_app.app.opening import open_desk, ready_desk
from operator_app.app.player import Player
from operator_app.app.shell import Shell, application
from operator_app.desk.sync_state import Status
from operator_app.domain.documents import Document
from operator_app.domain.greetings import BodyType
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Language, Text
from operator_app.domain.problems import Problem
from operator_app.local import CallFilter
from operator_app.settings import Settings
from operator_app.ui.window import Window
from tests.shared.conftest import TEMPLATE, Database, provisioned
from tests.shared.people import password
from tests.shared.proxy import Proxy

_LETTERS = "جواز سفر مضمون ولادة بطاقة تعريف رخصة سياقة شهادة إقامة extrait de naissance passeport carte grise "
_TICK_MS = 2
_SAMPLES = 10
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Amount:
    """How much is played."""

    calls: int = 2000
    keys: int = 10
    publications: int = 500
    cuts: int = 50


@dataclass
class Outcome:
    """What came of it. Memory is resident, in MB, on the way; stalls are milliseconds, the longest first,
    with the processor time of the window's thread in it: a busy machine makes the first long, never the second."""

    logged: int = 0
    arrived: int = 0
    searches: int = 0
    published: int = 0
    cuts: int = 0
    seconds: float = 0.0
    memory: list[float] = field(default_factory=list)
    threads: tuple[int, int] = (0, 0)
    stalls: list[tuple[float, float]] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)


class Pulse(QObject):
    """Beats in the window's own loop; a long pause between two beats is a window that stood still."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.perf_counter()
        self._worked = time.thread_time()
        self.pauses: list[tuple[float, float]] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.pauses.append(((now - self._last) * 1000, (worked - self._worked) * 1000))
        self._last, self._worked = now, worked
        if len(self.pauses) > 10_000:
            self.pauses = self.worst()

    def worst(self) -> list[tuple[float, float]]:
        return sorted(self.pauses, reverse=True)[:20]


class Soak:
    """Plays on a program that is up and connected."""

    def __init__(
        self, shell: Shell, player: Player, cut: Callable[[], None], told: Callable[[str], None] = lambda _: None
    ) -> None:
        self._shell = shell
        self._player = player
        self._cut = cut
        self._told = told
        self._letters = itertools.cycle(_LETTERS)
        self.outcome = Outcome()

    def play(self, amount: Amount) -> Outcome:
        """Everything; returns when the last call is on disk and nothing is on its way."""
        outcome, desk = self.outcome, self._shell.desk
        lanes = self._shell.lanes
        for lane in (lanes.store, lanes.index, lanes.indexing, lanes.slow):
            lane.submit(int).result()  # a lane has no thread before its first work
        before = _threads()
        documents = itertools.cycle(_procedures(self._shell)) if amount.publications else iter(())
        counted = desk.guide.timed
        desk.guide.timed = self._count
        pulse, started = Pulse(), time.perf_counter()
        for number in range(amount.calls):
            if number % max(1, amount.calls // _SAMPLES) == 0:
                outcome.memory.append(_memory())
                self._told(f"call {number}: {outcome.memory[-1]:.0f} MB, {outcome.searches} searches")
            if due(number, amount.calls, amount.cuts):
                self._cut()
                outcome.cuts += 1
            if due(number, amount.calls, amount.publications):
                self._publish(next(documents))
            self._call(amount.keys, number)
        outcome.seconds = time.perf_counter() - started
        outcome.stalls = pulse.worst()
        pulse.stop()
        desk.guide.timed = counted
        outcome.memory.append(_memory())
        outcome.threads = (before, _threads())
        outcome.logged = desk.calls.count(CallFilter())
        return outcome

    def _count(self, milliseconds: float) -> None:
        self.outcome.searches += 1
        assert milliseconds >= 0

    def _call(self, keys: int, number: int) -> None:
        window = self._window
        self._player.press(Qt.Key.Key_F2)
        for _ in range(keys):
            self._player.type(next(self._letters))
            self._player.wait("search", lambda: not window().busy)
        self._player.press(Qt.Key.Key_F9)
        self._player.wait(f"call {number}", lambda: window().session.call is None and not window().busy)

    def _publish(self, id: str) -> None:
        """A new edition; while the line is down it is tried again, as a person would."""
        desk = self._shell.desk

        def work() -> None:
            document = desk.guide.read(id)
            assert document is not None
            desk.publishing.publish(_edited(document, self.outcome.published), document.edition)

        doing = self._shell.lanes.slow.submit(work)
        self._player.wait("published", doing.done)
        problem = doing.exception()
        if problem is None:
            self.outcome.published += 1
        else:
            name = problem.code if isinstance(problem, Problem) else type(problem).__name__
            self.outcome.refused[name] = self.outcome.refused.get(name, 0) + 1

    def _window(self) -> Window:
        assert self._shell.window is not None
        return self._shell.window


def due(number: int, calls: int, times: int) -> bool:
    """Whether something that happens so often in all happens at this call."""
    return (number + 1) * times // calls != number * times // calls


def _procedures(shell: Shell) -> list[str]:
    return [document.id for document in shell.desk.guide.procedures()[:25]]


def _edited(document: Document, number: int) -> Document:
    body = document.body
    assert isinstance(body, Procedure)
    title = body.ar.title.split(" ·")[0] if body.ar is not None else ""
    return replace(document, body=replace(body, ar=replace(body.ar, title=f"{title} · {number}")) if body.ar else body)


def _threads() -> int:
    """Threads of the program: the proxy's, which have no name of their own, are not counted."""
    return sum(not thread.name.startswith("Thread-") for thread in threading.enumerate())


def _memory() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss) / _MEGABYTE


def settings() -> Settings:
    """A body that does not exist."""
    name = Text("بلدية المثال", "Municipalité d'Exemple")
    return replace(
        Settings(), language=Language.AR, body_name=name, body_type=BodyType.MUNICIPALITY, operator_name="Salma"
    )


def make_ready(home: Path) -> None:
    """The first questions answered, the starter guide loaded and indexed: as long as that takes."""
    with ready_desk(home) as desk:
        desk.preferences.change(settings())


def arrived(database: Database) -> int:
    """Calls in the shared database."""
    with psycopg.connect(database.url()) as connection:
        row = connection.execute("select count(*) from app.calls").fetchone()
    return int(row[0]) if row else 0


def main() -> int:
    """Prints a line a figure; 1 when a call was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in vars(Amount()).items():
        parser.add_argument(f"--{name}", type=int, default=value)
    amount = Amount(**vars(parser.parse_args()))
    app = application(["soak"])
    for server in provisioned(18):
        database = Database(server, TEMPLATE).copy()
        proxy = Proxy(server.port)
        try:
            with tempfile.TemporaryDirectory(prefix="operator-app-soak-", ignore_cleanup_errors=True) as home:
                outcome = connected_soak(app, Path(home), database, proxy, amount)
        finally:
            proxy.close()
        server.drop(database.name)
        _tell(outcome)
        return 0 if outcome.logged == outcome.arrived == amount.calls else 1
    return 1


def connected_soak(app: QApplication, home: Path, database: Database, proxy: Proxy, amount: Amount) -> Outcome:
    """The program over a new home, connected through the proxy, played; closed at the end."""
    shell, player = connected(app, home, database.url("salma", proxy.port), "salma")
    desk = shell.desk
    moving = shell.lanes.slow.submit(shell.network.move_up)
    player.wait("moved up", moving.done)
    outcome = Soak(shell, player, proxy.cut, lambda text: print(text, flush=True)).play(amount)
    player.wait("sent", lambda: desk.outbox.waiting() == 0)
    outcome.arrived = arrived(database)
    shell.close()
    return outcome


def connected(app: QApplication, home: Path, url: str, login: str) -> tuple[Shell, Player]:
    """The program over a new home with the starter guide, up and signed in as this person."""
    make_ready(home)
    desk = open_desk(home)
    shell = Shell(app, desk)
    player = Player(lambda: _shown(shell))
    shell.start()
    player.wait("guide", lambda: shell.ready)
    address = url.replace(password(login), "")
    desk.preferences.change(replace(desk.preferences.now, shared_address=address))
    shell.network.start(password(login))
    player.wait("connected", lambda: (state := shell.network.state()) is not None and state.status is Status.CONNECTED)
    return shell, player


def _shown(shell: Shell) -> Window:
    assert shell.window is not None
    return shell.window


def _tell(outcome: Outcome) -> None:
    print(f"calls logged {outcome.logged}, in the shared database {outcome.arrived}")
    print(f"searches {outcome.searches}, publications {outcome.published}, network cuts {outcome.cuts}")
    print(f"{outcome.seconds:.0f} s")
    print(f"memory MB: {', '.join(f'{one:.0f}' for one in outcome.memory)}")
    print(f"threads before and after: {outcome.threads[0]}, {outcome.threads[1]}")
    pauses = ", ".join(f"{pause:.0f} ({worked:.0f})" for pause, worked in outcome.stalls[:10])
    print(f"longest pauses of the window, ms (of which its own work): {pauses}")
    print(f"longest own work between two beats, ms: {max((worked for _, worked in outcome.stalls), default=0):.0f}")
    if outcome.refused:
        print(f"publications refused: {outcome.refused}")


if __name__ == "__main__":
    sys.exit(main())
