"""From process start to the search box having the focus, beside other programs that search as one types.

    .venv/bin/python tests/benchmarks/start.py [--runs 7] [--documents 1000]

Runs a virtual screen of its own (Xvfb and openbox). "Focused" is told by the program itself: its window is exposed and
its search box has the focus. "Mapped" is seen from outside (xdotool), for us and for each peer that is installed
(goldendict, zeal), in the same run and in turn. Warm: the first run of each is not counted.
"""

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STARTED = "OPERATOR_APP_BENCH_STARTED"
# Zeal shows pages with Chromium, which refuses to run as root without this.
_AS_ROOT = {"QTWEBENGINE_DISABLE_SANDBOX": "1"}
_DISPLAY = ":87"
_PATIENCE = 30.0
# What each peer calls its window.
_PEERS = {"goldendict": "GoldenDict", "zeal": "Zeal"}
_WINDOW = "بلدية المثال"

_CHILD = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from operator_app.app.command_line import run
from operator_app.ui.window import Window

entered = Window.show
def show(self):
    entered(self)
    poll = QTimer(self)
    poll.setInterval(1)
    def look():
        handle = self.windowHandle()
        if handle is not None and handle.isExposed() and self.desk_page.search.box.hasFocus():
            poll.stop()
            print(time.monotonic() - float(os.environ["OPERATOR_APP_BENCH_STARTED"]), flush=True)
            QTimer.singleShot(50, self.close)
    poll.timeout.connect(look)
    poll.start()
Window.show = show
sys.exit(run([]))
"""


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The environment of a virtual screen with a window manager."""
    environment = {**os.environ, "DISPLAY": _DISPLAY, "QT_QPA_PLATFORM": "xcb", **_AS_ROOT}
    server = subprocess.Popen(["Xvfb", _DISPLAY, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    manager = None
    try:
        while subprocess.run(["xdpyinfo"], env=environment, capture_output=True, check=False).returncode:
            time.sleep(0.05)
        manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        yield environment
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait()


def focused(environment: dict[str, str]) -> float:
    """Seconds until our search box has the focus."""
    environment = {**environment, _STARTED: str(time.monotonic())}
    done = subprocess.run(
        [sys.executable, "-c", _CHILD], env=environment, capture_output=True, text=True, timeout=_PATIENCE, check=True
    )
    return float(done.stdout.split()[0])


def mapped(command: list[str], title: str, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until a window with this title is on the screen, and the program's PSS in MB."""
    started = time.monotonic()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        search = ["xdotool", "search", "--onlyvisible", "--name", title]
        while not subprocess.run(search, env=environment, capture_output=True, check=False).stdout:
            if time.monotonic() - started > _PATIENCE:
                raise TimeoutError(command[0])
        took = time.monotonic() - started
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
        pss = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        return took, pss / 1024
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def prepare(home: Path, documents: int) -> None:
    """A home with so many documents, its first questions answered."""
    code = f"""
from pathlib import Path
from dataclasses import replace
from operator_app.app.opening import open_desk, load_starter_guide, make_index_current
from operator_app.domain.importing import Reading
from operator_app.domain.languages import Language, Text
from operator_app.settings import Settings
from tests.benchmarks.desk import many
desk = open_desk(Path({str(home)!r}))
desk.preferences.change(replace(Settings(), language=Language.AR, body_name=Text({_WINDOW!r})))
load_starter_guide(desk)
desk.publishing.carry_out(desk.publishing.plan(Reading(tuple(many(desk, {documents})))))
make_index_current(desk)
desk.close()
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def main() -> int:
    """Prints a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--documents", type=int, default=1000)
    arguments = parser.parse_args()
    peers = {name: title for name, title in _PEERS.items() if shutil.which(name)}
    missing = ", ".join(sorted(set(_PEERS) - set(peers)))
    if missing:
        print(f"not installed, so not measured: {missing}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        prepare(home, arguments.documents)
        with screen() as environment:
            _measure({**environment, "OPERATOR_APP_HOME": str(home), "HOME": folder}, peers, arguments.runs)
    return 0


def _measure(environment: dict[str, str], peers: dict[str, str], runs: int) -> None:
    ours = [sys.executable, "-m", "operator_app"]
    times: dict[str, list[float]] = {}
    sizes: dict[str, list[float]] = {}
    for run in range(runs + 1):
        found = {"operator-app, search box focused": (focused(environment), 0.0)}
        found["operator-app, window mapped"] = mapped(ours, _WINDOW, environment)
        for name, title in peers.items():
            found[f"{name}, window mapped"] = mapped([name], title, environment)
        for name, (took, size) in found.items():
            if run:
                times.setdefault(name, []).append(took)
                sizes.setdefault(name, []).append(size)
    for name, taken in times.items():
        pss = statistics.median(sizes[name])
        told = f", PSS {pss:.0f} MB when mapped" if pss else ""
        print(f"{name}: median {statistics.median(taken):.2f} s ({min(taken):.2f} to {max(taken):.2f}){told}")


if __name__ == "__main__":
    sys.exit(main())
