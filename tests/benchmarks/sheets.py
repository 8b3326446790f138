"""Printing beside Qt's own PDF and WeasyPrint, on the same invented guide, in one run.

    QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/sheets.py [--procedures 1000] [--weasyprint PYTHON]

WeasyPrint is no part of the program: `--weasyprint` names the Python of an environment that has it
(`python3 -m venv /tmp/weasy && /tmp/weasy/bin/pip install weasyprint`).

Each way of printing runs in a process of its own, so that memory (the peak of the process, MB) is its own. Prints
seconds of wall clock and of processor, since the machine may be shared. "Late" is by how much a thread that sleeps
5 ms at a time, as the screen's does, was woken late; "cancel" the time from asking to the raised problem.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from html import escape
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFontDatabase, QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from operator_app.domain.flow import (  # after the path, so that the file runs as a script
    Bullets,
    CheckList,
    Flow,
    Heading,
    Paragraph,
    Steps,
    block_lines,
)
from operator_app.domain.flow_of import article_flow
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Language, Text
from operator_app.domain.moments import TUNIS
from operator_app.domain.problems import Problem
from operator_app.sheets import BookPlan, Chapter, Options, Press
from tests.sheets.material import FONTS, mixed_lines, procedure, surroundings, words

LATE_STEP = 0.005
CANCEL_AFTER = 2.0


def invented(count: int) -> list[Flow]:
    """Procedures of about 250 Arabic words, each with words of its own."""
    chance = random.Random(1)
    vocabulary = [word for line in mixed_lines(400) for word in line.split()]
    around = surroundings()
    flows: list[Flow] = []
    for number in range(count):
        document = procedure(number)
        assert isinstance(document.body, Procedure)

        def sentence(length: int, mark: int = number) -> str:
            return " ".join(chance.choices(vocabulary, k=length)) + f" {mark}"

        arabic = replace(
            document.body.ar,
            short_answer=sentence(25),
            documents=tuple(sentence(8) for _ in range(8)),
            conditions=tuple(sentence(9) for _ in range(5)),
            steps=tuple(sentence(8) for _ in range(5)),
            notes=sentence(30),
        )
        body = replace(document.body, ar=arabic)
        flows.append(article_flow(replace(document, body=body), Language.AR, around))
    return flows


def options() -> Options:
    made = datetime(2026, 11, 24, 10, 0, tzinfo=TUNIS)
    return Options(words(), Text(ar="بلدية الاختبار", fr="Municipalité d'essai"), made_at=made)


@contextmanager
def lateness() -> Iterator[list[float]]:
    """Milliseconds by which a sleeping thread was woken late meanwhile."""
    late: list[float] = []
    stop = threading.Event()

    def tick() -> None:
        while not stop.is_set():
            before = time.perf_counter()
            time.sleep(LATE_STEP)
            late.append((time.perf_counter() - before - LATE_STEP) * 1000)

    thread = threading.Thread(target=tick)
    thread.start()
    yield late
    stop.set()
    thread.join()


def report(name: str, started: tuple[float, float], said: str = "") -> None:
    wall, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:28} wall {wall:7.2f} s   processor {cpu:7.2f} s   peak {memory:4} MB   {said}", flush=True)


def now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def ours_single(_count: int, folder: Path) -> None:
    flows = invented(11)
    started = now()
    press = Press(FONTS)
    press.sheet(flows[:1], options(), folder / "first.pdf")
    report("ours, first sheet", started)
    for flow in flows[1:]:
        started = now()
        press.sheet([flow], options(), folder / "next.pdf")
    report("ours, a sheet after", started)


def ours_guide(count: int, folder: Path) -> None:
    flows = invented(count)
    plan = BookPlan("دليل الإجراءات", Language.AR, [Chapter("الإجراءات", Language.AR, flows)])
    started = now()
    with lateness() as late:
        pages = Press(FONTS).book(plan, options(), folder / "guide.pdf")
    late.sort()
    middle, worst = late[len(late) // 2], late[int(len(late) * 0.99)]
    said = f"{pages} pages, late p50 {middle:.0f} p99 {worst:.0f} max {late[-1]:.0f} ms"
    report(f"ours, guide of {count}", started, said)


def ours_cancel(count: int, folder: Path) -> None:
    """Cancelled at several moments, the last ones while the file is being finished."""
    flows = invented(count)
    plan = BookPlan("دليل الإجراءات", Language.AR, [Chapter("الإجراءات", Language.AR, flows)])
    started = now()
    asked: list[float] = []

    def note() -> bool:
        asked.append(time.thread_time())
        return False

    Press(FONTS).book(plan, options(), folder / "whole.pdf", cancelled=note)
    longest = max(after - before for before, after in pairwise(asked))
    report("ours, between two questions", started, f"longest {longest:.2f} s of processor")
    begun = time.perf_counter()
    try:
        Press(FONTS).book(
            plan, options(), folder / "none.pdf", cancelled=lambda: time.perf_counter() - begun > CANCEL_AFTER
        )
    except Problem as problem:
        took = time.perf_counter() - begun - CANCEL_AFTER
        left = (folder / "none.pdf").exists()
        print(f"ours, cancelled              {problem.code} after {took:.2f} s, file left: {left}")


def html(flow: Flow) -> str:
    """The same content for Qt: no header, no QR code, no tags, no contents."""
    parts = [f"<h1>{escape(flow.title)}</h1>"]
    for block in flow.blocks:
        match block:
            case Heading(text):
                parts.append(f"<h2>{escape(text)}</h2>")
            case Bullets() | CheckList() | Steps():
                items = "".join(f"<li>{escape(line.partition(' ')[2])}</li>" for line in block_lines(block))
                parts.append(f"<ul>{items}</ul>")
            case Paragraph() | _:
                parts += [f"<p>{escape(line)}</p>" for line in block_lines(block)]
    return f'<div dir="rtl">{"".join(parts)}</div>'


def _qt_print(flows: Sequence[Flow], path: Path) -> int:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(16, 16, 16, 16), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setHtml('<div style="page-break-after: always"></div>'.join(html(flow) for flow in flows))
    document.print_(writer)
    return document.pageCount()


def qt_single(_count: int, folder: Path) -> None:
    flows = invented(11)
    _application()
    started = now()
    _qt_print(flows[:1], folder / "qt.pdf")
    report("Qt, first sheet", started)
    for flow in flows[1:]:
        started = now()
        _qt_print([flow], folder / "qt.pdf")
    report("Qt, a sheet after", started)


def qt_guide(count: int, folder: Path) -> None:
    flows = invented(count)
    _application()
    started = now()
    _qt_print(flows, folder / "qt.pdf")
    report(f"Qt, {count} sheets", started, "no header, page number, QR code, contents, index, links or tags")


def _application() -> None:
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    number = QFontDatabase.addApplicationFont(str(FONTS / "IBMPlexSansArabic-Regular.ttf"))
    assert application is not None
    QGuiApplication.setFont(QFontDatabase.applicationFontFamilies(number)[0])


def weasyprint(python: Path | None, count: int) -> None:
    """The same HTML as Qt gets: one sheet, one after it, and the whole guide, each run in a process of its own."""
    if python is None:
        print("WeasyPrint                   not measured: --weasyprint PYTHON was not given")
        return
    flows = invented(count)
    script = Path(__file__).with_name("sheets_weasyprint.py")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stem, part in (("first sheet", flows[:1]), ("a sheet after", flows[1:2]), (f"{count} sheets", flows)):
            sheets = (f'<div class="sheet">{html(flow)}</div>' for flow in part)
            (folder / f"{stem}.html").write_text("".join(sheets), encoding="utf-8")
        pages = [folder / "first sheet.html", folder / "a sheet after.html"]
        for run in (pages, [folder / f"{count} sheets.html"]):
            subprocess.run([python, script, FONTS, folder / "out.pdf", *run], check=False)


PARTS: dict[str, Callable[[int, Path], None]] = {
    part.__name__: part for part in (ours_single, qt_single, ours_guide, qt_guide, ours_cancel)
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--procedures", type=int, default=1000)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--weasyprint", type=Path, metavar="PYTHON", help="Python that can import weasyprint")
    chosen = parser.parse_args()
    if chosen.part is None:
        for part in PARTS:
            command = [sys.executable, __file__, "--procedures", str(chosen.procedures), "--part", part]
            subprocess.run(command, check=True)
        weasyprint(chosen.weasyprint, chosen.procedures)
        return
    with tempfile.TemporaryDirectory() as folder:
        PARTS[chosen.part](chosen.procedures, Path(folder))


if __name__ == "__main__":
    main()
