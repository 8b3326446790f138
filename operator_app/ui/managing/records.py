"""Bringing in the telephone exchange's records: known files at once, any other table with its columns matched first."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from operator_app.domain.matching import Matched, Matching
from operator_app.domain.oddity_words import told
from operator_app.domain.problems import Problem
from operator_app.i18n import Texts, msgid
from operator_app.local import Import
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.pages.files import ask_file
from operator_app.ui.pages.matching import MatchingPanel
from operator_app.ui.pages.parts import Message, button, column, row

USE = "records"
# Lines of a file that are read while its columns are matched.
SAMPLED = 2000
# What a column of a table of calls can be.
_FIELDS = (
    ("start", msgid("Day and time of the call")),
    ("day", msgid("Day of the call")),
    ("time", msgid("Time of the call")),
    ("answer", msgid("When it was answered")),
    ("end", msgid("When it ended")),
    ("line", msgid("Number or line that was called")),
    ("agent", msgid("Who answered")),
    ("state", msgid("Result: answered, lost, busy")),
    ("waiting", msgid("Seconds of waiting")),
    ("talk", msgid("Seconds of talk")),
    ("length", msgid("Seconds of the whole call")),
    ("rings", msgid("Number of rings")),
    ("caller", msgid("Caller's number, forgotten after reading")),
    ("key", msgid("Number of the record")),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """What the first lines would bring: new calls, calls that are here, lines refused (the first at `line`), and how
    many calls were answered."""

    new: int
    same: int
    refused: int
    answered: int
    line: int = 0


class RecordFiles(Protocol):
    """How files are read, from outside the screen. Every method blocks and may raise Problem."""

    def columns(self, path: Path) -> tuple[Matched, ...]: ...

    def sample(self, path: Path, columns: Mapping[str, str]) -> Sample: ...

    def bring(
        self,
        path: Path,
        columns: Mapping[str, str],
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Import: ...


def missing(t: Texts, names: Collection[str]) -> str:
    """What a table of calls still needs."""
    if "start" in names or {"day", "time"} <= set(names):
        return ""
    return t("Still needed: the day and time of the call, in one column or two.")


class RecordsImport(QWidget):
    """`brought`: calls came in. `busy(bool)`: whether something runs. `asking(bool)`: whether columns are matched."""

    brought = Signal()
    busy = Signal(bool)
    asking = Signal(bool)

    def __init__(self, context: UiContext, files: RecordFiles, identifier: str) -> None:
        super().__init__()
        self._context = context
        self._files = files
        self._path = Path()
        self._latest = Latest()
        self._work: Request | None = None
        t = context.t
        self.choose = button(context, t("Bring in records of the exchange…"), f"{identifier}.bring", icon="import")
        fields = {name: t(text) for name, text in _FIELDS}
        self.panel = MatchingPanel(context, fields, lambda names: missing(t, names), f"{identifier}.columns")
        self.message = Message(context, f"{identifier}.records")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(t("Progress"))
        self.progress.setAccessibleIdentifier(f"{identifier}.progress")
        self.go = button(context, t("Bring these calls in"), f"{identifier}.go", "primary", "check")
        self.stop = button(context, t("Stop"), f"{identifier}.stop")
        self.leave = button(context, t("Cancel"), f"{identifier}.leave")
        layout = column(context, self)
        layout.addWidget(self.panel)
        layout.addWidget(self.message)
        layout.addWidget(self.progress)
        layout.addWidget(row(context, self.choose, self.go, self.stop, self.leave))
        self.choose.clicked.connect(self._ask)
        self.panel.changed.connect(self._look)
        self.go.clicked.connect(self._go)
        self.stop.clicked.connect(self._stop)
        self.leave.clicked.connect(self.back)
        self._show_step()

    def back(self) -> bool:
        """Esc leaves a choice, stops what runs, then leaves the columns."""
        if not self.panel.isHidden() and self.panel.back():
            return True
        if self._work is not None:
            self._stop()
            return True
        if self.panel.isHidden():
            return False
        self._latest.drop()
        self.message.clear()
        self._show_step()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def open_path(self, path: Path) -> None:
        """Look at a file; what is not known about its columns is asked, else its calls are brought in at once."""
        self._path = path
        desk, files, t = self._context.desk, self._files, self._context.t
        self.message.say(t("Reading {file}…", file=path.name), "muted")
        request = self._latest.replace(Request())
        self._run(request)

        def work() -> tuple[tuple[Matched, ...], Matching | None]:
            matched = files.columns(path)
            headings = tuple({one.heading: None for one in matched if one.heading})
            return matched, desk.matching.remembered(USE, headings) if matched else None

        def look(found: tuple[tuple[Matched, ...], Matching | None]) -> None:
            self._work = None
            self._opened(*found)

        self._context.bridge.run(self._context.lanes.slow, work, look, self._failed, request)

    def _opened(self, matched: tuple[Matched, ...], remembered: Matching | None) -> None:
        if not matched:
            self._bring({})
            return
        self.panel.show_columns(matched, remembered.columns if remembered is not None else None)
        if not self.panel.missing() and (remembered is not None or not self.panel.unknown()):
            self._bring(self.panel.columns())
            return
        self._show_step(matching=True)
        self._look()
        self.panel.begin()

    def _look(self) -> None:
        """What the first lines would bring, as the columns are matched now."""
        files, path, columns = self._files, self._path, self.panel.columns()
        request = self._latest.replace(Request())
        self.go.setEnabled(False)
        if self.panel.missing():
            self.message.clear()
            return

        def failed(problem: Problem) -> None:
            self.message.say(self._context.t.problem(problem), "bad")

        self._context.bridge.run(
            self._context.lanes.slow, lambda: files.sample(path, columns), self._sampled, failed, request
        )

    def _sampled(self, sample: Sample) -> None:
        t = self._context.t
        counted = (
            t.count("{n} new", "{n} new", sample.new), t.count("{n} the same", "{n} the same", sample.same),
            t.count("{n} refused", "{n} refused", sample.refused),
            t.count("{n} answered", "{n} answered", sample.answered),
        )  # fmt: skip
        said = t("In the first {n} lines: {counts}", n=SAMPLED, counts=t(", ").join(counted))
        if sample.refused:
            said = t("{said}. The first refused is line {n}.", said=said, n=sample.line)
        nothing = not sample.new and not sample.same
        self.message.say(said, "bad" if nothing else "warn" if sample.refused else "good")
        self.go.setEnabled(not nothing)

    def _go(self) -> None:
        self._bring(self.panel.columns())

    def _bring(self, columns: Mapping[str, str]) -> None:
        context, files, desk, path = self._context, self._files, self._context.desk, self._path
        headings = self.panel.headings if columns else ()
        self.message.say(context.t("Reading {file}…", file=path.name), "muted")
        self._latest.drop()
        request = Request()
        self._run(request)

        def progress(done: int, total: int) -> None:
            context.bridge.post(lambda: None if request.is_cancelled() else self._move(done, total))

        def work() -> Import:
            done = files.bring(path, columns, progress, request.is_cancelled)
            if headings:
                desk.matching.remember(USE, headings, Matching(columns))
            return done

        # Not handed over as the request: what was stopped must say so.
        context.bridge.run(context.lanes.slow, work, self._brought, self._failed)

    def _move(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _brought(self, done: Import) -> None:
        self._work = None
        t = self._context.t
        said = t(
            "{file}: {n} calls, {new} new, {matched} found in the log.",
            file=done.file, n=done.calls, new=done.new, matched=done.matched,
        )  # fmt: skip
        self._show_step()
        self.message.say("\n".join([said, *told(t, done.oddities)]))
        self.brought.emit()

    def _failed(self, problem: Problem) -> None:
        self._work = None
        self._show_step()
        self.message.say(self._context.t.problem(problem), "bad")

    def _run(self, request: Request) -> None:
        self._work = request
        self.progress.setRange(0, 0)
        self._show_step(working=True)
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        """A file that is only looked at is given up at once; what is being kept ends by itself and says so."""
        if self._work is not None:
            self._work.cancel()
            self.stop.setEnabled(False)

    def _ask(self) -> None:
        t = self._context.t
        ask_file(self, t("Bring in records of the exchange…"), (t("All files (*)"),), self.open_path)

    def _show_step(self, *, working: bool = False, matching: bool = False) -> None:
        focused = self.stop.hasFocus()
        self.progress.setVisible(working)
        self.stop.setVisible(working)
        self.stop.setEnabled(working)
        for part in (self.panel, self.go, self.leave):
            part.setVisible(matching)
        self.choose.setVisible(not working and not matching)
        if focused and not working:
            (self.panel.table if matching else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)
        self.busy.emit(working)
        self.asking.emit(matching)
