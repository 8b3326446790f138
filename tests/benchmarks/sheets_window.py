"""Printing a guide from the window's own page: whether the window is ever held, and how soon it stops.

    .venv/bin/python tests/benchmarks/sheets_window.py [--documents 1000]

"Late" is by how much a timer of the GUI thread that should fire every 5 ms is late; "idle" is the same without any
work, so that what other programs on a shared machine do can be told from what printing does. "Busy" is the processor
time that the GUI thread itself used from one tick to the next: what is left when others wait their turn. "Held" is as
much of a lateness as the other threads of this program used the processor: what they kept the window waiting, however
busy the machine is. Stopping is measured from the click to the moment when no printing process is left.
"""

import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from operator_app.ui.pages.printing import PrintPage
from tests.benchmarks.desk import after, opened, played, wait

_IDLE_SECONDS = 5.0
_STOP_AFTER = 4.0
_PATIENCE = 600.0


class Ticks(QObject):
    """A 5 ms timer that notes in milliseconds how late it was, how long the GUI thread worked since, and how long the
    others did while it was late."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self.busy: list[float] = []
        self.held: list[float] = []
        self._wall = self._cpu = self._all = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._fired)

    def start(self) -> None:
        self.late, self.busy, self.held = [], [], []
        self._wall, self._cpu, self._all = time.perf_counter(), time.thread_time(), time.process_time()
        self._timer.start()

    def _fired(self) -> None:
        wall, cpu, every = time.perf_counter(), time.thread_time(), time.process_time()
        self.late.append(max(0.0, (wall - self._wall) * 1000 - 5))
        self.busy.append((cpu - self._cpu) * 1000)
        self.held.append(min(self.late[-1], (every - self._all) * 1000 - self.busy[-1]))
        self._wall, self._cpu, self._all = wall, cpu, every

    def told(self, name: str) -> None:
        self._timer.stop()
        late, busy = sorted(self.late), sorted(self.busy)
        print(
            f"{name:32} late p50 {late[len(late) // 2]:.1f} p99 {late[int(len(late) * 0.99)]:.1f} max {late[-1]:.0f} ms"
            f", over 50 ms: {sum(one > 50 for one in late)} of {len(late)}; busy max {busy[-1]:.0f} ms"
            f"; held max {max(self.held):.0f} ms",
            flush=True,
        )


def main() -> int:
    """Prints a line a figure."""
    return played(__doc__, _run)


def _run(app: QApplication, home: Path, wanted: int) -> None:
    shell, window, player = opened(app, home, wanted)
    late = Ticks()
    player.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    player.settle()
    page = window.pages.currentWidget()
    assert isinstance(page, PrintPage)
    late.start()
    wait(after(_IDLE_SECONDS))
    late.told("idle")
    late.start()
    page.offer("guide")
    took = wait(lambda: not window.busy, _PATIENCE)
    late.told(f"guide made and shown, {took:.1f} s")
    page.offer("keys")
    player.settle()
    late.start()
    page.offer("guide")
    wait(after(_STOP_AFTER))
    assert printing(), "the guide was done before it could be stopped: more documents"
    page.stop.click()
    took = wait(lambda: not printing(), _PATIENCE)
    late.told(f"stopped after {took:.2f} s")
    shell.close()


def printing() -> bool:
    """Whether a printing process of this window runs."""
    return any(child.status() != psutil.STATUS_ZOMBIE for child in psutil.Process().children())


if __name__ == "__main__":
    sys.exit(main())
