"""The operator's desk with N documents: key to painted results, stalls while work goes on behind, memory.

    .venv/bin/python tests/benchmarks/desk.py [--documents 1000]

Prints milliseconds. A key's time runs from the key event to the paint of the list that it brought. A stall is the
lateness of a timer that should fire every 5 ms while the index is rebuilt and a guide is imported and exported.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import inf
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from operator_app.app.opening import load_starter_guide, make_index_current, open_desk
from operator_app.app.player import Player
from operator_app.app.shell import Shell, application
from operator_app.desk import Desk
from operator_app.domain.documents import Document
from operator_app.domain.guide import Procedure
from operator_app.domain.importing import Candidate, Reading
from operator_app.domain.languages import Language, Text
from operator_app.domain.search import SearchAnswer
from operator_app.exchange import write
from operator_app.settings import Settings
from operator_app.ui.search_pane import SearchPane
from operator_app.ui.window import Window

_PLACES = ("تونس", "أريانة", "منوبة", "نابل", "زغوان", "بنزرت", "باجة", "جندوبة", "الكاف", "سليانة", "صفاقس")
# As many as an imported file takes for its models: all of a large guide would be freed at once.
_MODELS = 100
_QUERIES = ("مضمون ولادة", "passeport perdu", "رخصة بناء صفاقس", "madhmoun", "carte d'identité", "بطاقة عدد 3")


class Paints(QObject):
    """Notes when the watched viewport is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.last = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.last = time.perf_counter()
        return super().eventFilter(watched, event)


class Lateness(QObject):
    """How late a 5 ms timer fires: what a person feels as a frozen window."""

    def __init__(self) -> None:
        super().__init__()
        self.worst: list[float] = []
        self._due = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._fired)

    def start(self) -> None:
        self.worst = []
        self._due = time.perf_counter() + 0.005
        self._timer.start()

    def stop(self) -> float:
        """The worst lateness, in milliseconds."""
        self._timer.stop()
        return max(self.worst, default=0.0) * 1000

    def _fired(self) -> None:
        now = time.perf_counter()
        self.worst.append(max(0.0, now - self._due))
        self._due = now + 0.005


def many(desk: Desk, wanted: int) -> Iterator[Candidate]:
    """Documents like those of the starter guide, each of a place of its own."""
    models = [document for document in desk.publishing.export() if isinstance(document.body, Procedure)]
    for number in range(wanted - desk.guide.count()):
        model = models[number % len(models)]
        yield Candidate(_of_place(model, number), f"row {number}")


def _of_place(model: Document, number: int) -> Document:
    place = f"{_PLACES[number % len(_PLACES)]} {number}"
    assert isinstance(model.body, Procedure)
    body = replace(
        model.body,
        ar=replace(model.body.ar, title=f"{model.body.ar.title} {place}"),
        fr=replace(model.body.fr, title=f"{model.body.fr.title} {place}"),
        keywords=(),
    )
    return replace(model, id="", external_id=f"bench-{number}", body=body)


def key_to_paint(player: Player, shell: Shell) -> list[float]:
    """Milliseconds from each key to the paint that it brought."""
    window = shell.window
    assert window is not None
    results, box = window.desk_page.search.results, window.desk_page.search.box
    paints = Paints()
    results.viewport().installEventFilter(paints)
    times: list[float] = []
    for query in _QUERIES:
        box.clear()
        player.settle()
        for letter in query:
            answer = window.desk_page.search.answer
            paints.last = 0.0
            started = time.perf_counter()
            player.type(letter)
            player.wait("painted", _painted(window.desk_page.search, answer, paints, started))
            times.append((paints.last - started) * 1000)
    results.viewport().removeEventFilter(paints)
    return times


def _painted(pane: SearchPane, before: SearchAnswer | None, paints: Paints, started: float) -> Callable[[], bool]:
    return lambda: pane.answer is not before and paints.last > started


def wait(condition: Callable[[], bool], patience: float = inf) -> float:
    """Seconds until the condition holds, or so many have passed; the program runs meanwhile. A player waits less: on a
    busy machine an index of 10,000 documents takes longer."""
    started = time.perf_counter()
    loop, poll = QEventLoop(), QTimer()
    poll.setInterval(2)
    poll.timeout.connect(lambda: loop.quit() if condition() or time.perf_counter() - started > patience else None)
    poll.start()
    loop.exec()
    # Left to the garbage collector, it would be deleted in whatever thread collects: Qt aborts then.
    poll.stop()
    poll.deleteLater()
    return time.perf_counter() - started


def after(seconds: float) -> Callable[[], bool]:
    until = time.perf_counter() + seconds
    return lambda: time.perf_counter() > until


def stalls(player: Player, shell: Shell, wanted: int) -> Iterator[tuple[str, float]]:
    """The worst lateness during each kind of work behind the window."""
    desk, lanes, late = shell.desk, shell.lanes, Lateness()
    out = desk.home / "export"
    works: dict[str, Callable[[], object]] = {
        "idle": lambda: None,
        "index rebuilt": desk.guide.rebuild_index,
        "guide exported": lambda: desk.publishing.exported(lambda documents: write(documents, out)),
        f"{wanted // 4} documents imported": lambda: _import_more(desk, wanted // 4),
    }
    for name, work in works.items():
        late.start()
        future = (lanes.indexing if name == "index rebuilt" else lanes.slow).submit(work)
        wait(future.done)
        wait(after(0.3))
        yield name, late.stop()
        future.result()
        player.settle()


def _import_more(desk: Desk, wanted: int) -> None:
    models = desk.publishing.exported(
        lambda documents: [d for d in documents if isinstance(d.body, Procedure)][:_MODELS]
    )
    coming = (Candidate(_of_place(models[n % len(models)], 100_000 + n), f"row {n}") for n in range(wanted))
    desk.publishing.carry_out(desk.publishing.plan(Reading(tuple(coming))))


def main() -> int:
    """Prints a line a figure."""
    return played(__doc__, _run)


def played(about: str | None, run: Callable[[QApplication, Path, int], None]) -> int:
    """Runs a benchmark of the window in a home of its own, with as many documents as the command line asks for."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--documents", type=int, default=1000)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application(sys.argv[:1])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        run(app, Path(home), arguments.documents)
    return 0


def opened(app: QApplication, home: Path, wanted: int) -> tuple[Shell, Window, Player]:
    """The program over the starter guide and more documents, up to so many, and ready."""
    desk = open_desk(home)
    desk.preferences.change(replace(Settings(), language=Language.AR, body_name=Text("بلدية المثال")))
    load_starter_guide(desk)
    desk.publishing.carry_out(desk.publishing.plan(Reading(tuple(many(desk, wanted)))))
    make_index_current(desk)
    print(f"documents: {desk.guide.count()}")
    shell = Shell(app, desk)
    shell.start()
    window = shell.window
    assert window is not None
    player = Player(lambda: window)
    player.wait("ready", lambda: shell.ready)
    return shell, window, player


def _run(app: QApplication, home: Path, wanted: int) -> None:
    shell, _, player = opened(app, home, wanted)
    player.settle()
    memory = psutil.Process().memory_full_info()
    print(f"memory: RSS {memory.rss / 2**20:.0f} MB, PSS {memory.pss / 2**20:.0f} MB, USS {memory.uss / 2**20:.0f} MB")
    times = sorted(key_to_paint(player, shell))
    print(
        f"key to painted results, {len(times)} keys: p50 {statistics.median(times):.1f} ms, "
        f"p95 {times[int(len(times) * 0.95)]:.1f} ms, max {times[-1]:.1f} ms"
    )
    for name, worst in stalls(player, shell, wanted):
        print(f"worst stall, {name}: {worst:.0f} ms")
    shell.close()


if __name__ == "__main__":
    sys.exit(main())
