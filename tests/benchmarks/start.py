"""From process start to the search box having the focus, beside other programs that search as one types.

    .venv/bin/python tests/benchmarks/start.py [--runs 7] [--documents 1000]
    .venv/bin/python tests/benchmarks/start.py --program build/package/dist/operator-app/operator-app [--runs 9]

Runs a virtual screen of its own (Xvfb and openbox). "Focused" is told by the program itself: its window is exposed and
its search box has the focus. "Mapped" is seen from outside (xdotool), for us and for each peer that is installed
(goldendict, zeal), in the same run and in turn. Warm: the first run of each is not counted.

With --program only that program is measured, from outside: until its window is mapped and is the active one. The search
box then has the focus too, since the window is shown with it; one letter is typed at that moment and has to arrive.
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


def active(program: Path, environment: dict[str, str], picture: Path | None) -> tuple[float, float]:
    """Seconds by the clock until a program's window is mapped and active, and the processor's seconds until then. With
    a `picture` a letter is typed at that moment and the screen is taken."""
    started = time.monotonic()
    process = subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ask = ["xdotool", "getactivewindow", "getwindowname"]
        while _WINDOW not in subprocess.run(ask, env=environment, capture_output=True, text=True, check=False).stdout:
            if time.monotonic() - started > _PATIENCE:
                raise TimeoutError(program)
            time.sleep(0.01)
        took = time.monotonic() - started
        used = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        if picture is not None:
            subprocess.run(["xdotool", "key", "7"], env=environment, check=True)
            time.sleep(1)
            subprocess.run(["import", "-window", "root", picture], env=environment, check=True)
        return took, (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")
    finally:
        process.kill()
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
    parser.add_argument("--program", type=Path, help="a packaged program, measured alone")
    parser.add_argument("--picture", type=Path, help="with --program: the screen after a letter was typed, as PNG")
    arguments = parser.parse_args()
    peers = {name: title for name, title in _PEERS.items() if shutil.which(name)}
    missing = ", ".join(sorted(set(_PEERS) - set(peers)))
    if missing:
        print(f"not installed, so not measured: {missing}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        prepare(home, arguments.documents)
        with screen() as environment:
            environment |= {"OPERATOR_APP_HOME": str(home), "HOME": folder}
            if arguments.program is not None:
                _measure_program(arguments.program.resolve(), environment, arguments.runs, arguments.picture)
            else:
                _measure(environment, peers, arguments.runs)
    return 0


def _measure_program(program: Path, environment: dict[str, str], runs: int, picture: Path | None) -> None:
    active(program, environment, picture)
    found = [active(program, environment, None) for _ in range(runs)]
    clock, processor = (sorted(values) for values in zip(*found, strict=True))
    print(f"{program}, window active: median {statistics.median(clock):.2f} s ({clock[0]:.2f} to {clock[-1]:.2f}),")
    load = os.getloadavg()[0]
    print(
        f"  processor {statistics.median(processor):.2f} s ({processor[0]:.2f} to {processor[-1]:.2f}), load {load:.1f}"
    )


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
