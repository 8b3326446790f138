"""Work in a process of its own: the window's interpreter stays free, and stopping is at once."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from operator_app.domain.problems import Problem
from operator_app.ui.pages.printing import PrintJob

PROGRESS = "progress"
# How often a waiting thread looks whether it is still wanted.
_LOOK_SECONDS = 0.1


def print_apart(
    home: Path, job: PrintJob, out: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> None:
    """Run `operator-app print` and follow it. Raises Problem: printing_cancelled, printing_failed."""
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".printing-") as folder:
        made = Path(folder) / out.name
        languages = "+".join(job.languages)
        options = ["--language", languages, "--paper", job.paper, "-o", str(made), "--progress"]
        command = [*program(), "print", job.what, "--home", str(home), *options]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        try:
            follow(process, progress, cancelled, "printing_cancelled", "printing_failed")
        finally:
            process.kill()
            process.wait()
        made.replace(out)


def program() -> list[str]:
    """This program again: itself when it is packaged, else the module in this interpreter."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "operator_app"]


def follow(
    process: "subprocess.Popen[str]",
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    when_cancelled: str,
    when_failed: str,
    **details: str,
) -> None:
    """Read what a process tells of its progress until it ends. Raises Problem with one of the two codes; the second
    tells `why`, which is the last line that the process wrote, and `details`."""
    lines: Queue[str | None] = Queue()
    reader = Thread(target=_read, args=(process, lines), name="printing", daemon=True)
    reader.start()
    while True:
        if cancelled():
            process.kill()
            process.communicate()
            raise Problem(when_cancelled)
        try:
            line = lines.get(timeout=_LOOK_SECONDS)
        except Empty:
            continue
        if line is None:
            break
        words = line.split()
        if len(words) == 3 and words[0] == PROGRESS:
            progress(int(words[1]), int(words[2]))
    _, told = process.communicate()
    if process.returncode:
        raise Problem(when_failed, why=told.strip().splitlines()[-1] if told.strip() else "", **details)


def _read(process: "subprocess.Popen[str]", lines: "Queue[str | None]") -> None:
    if process.stdout is not None:
        for line in process.stdout:
            lines.put(line)
    lines.put(None)
