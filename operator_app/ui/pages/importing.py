"""Bringing in contacts and procedures from a file: read, look at the plan, carry it out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QProgressBar, QWidget

from operator_app.domain.changes import Changes
from operator_app.domain.importing import ImportPlan, Reading
from operator_app.domain.problems import Problem
from operator_app.ui.bridge import Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import EntryList
from operator_app.ui.pages.import_plan import plan_entries, plan_sentence
from operator_app.ui.pages.parts import TARGET, Message, button, column, muted, row, scrolled, title

# The progress bar moves at most so often while documents are published.
_STEPS = 100


class ImportPage(Page):
    """`read` reads a file or folder and may raise Problem. `imported`: documents came in."""

    imported = Signal(int)

    def __init__(self, context: UiContext, read: Callable[[Path], Reading]) -> None:
        super().__init__()
        self._context = context
        self._read = read
        self._work: Request | None = None
        self._plan: ImportPlan | None = None
        t = context.t
        self.setAccessibleName(t("Import"))
        self.message = Message(context, "import.message")
        self.choose_file = button(context, t("Choose a file…"), "import.file", "primary", "import")
        self.choose_folder = button(context, t("Choose a folder…"), "import.folder")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(t("Progress"))
        self.progress.setAccessibleIdentifier("import.progress")
        self.stop = button(context, t("Stop"), "import.stop")
        self.list = EntryList(context, t("What the import would do"), "import.plan")
        self.keep_good = QCheckBox(t("Keep the good ones"))
        self.keep_good.setAccessibleIdentifier("import.keep_good")
        self.keep_good.setAccessibleDescription(t("What is refused is left out."))
        self.keep_good.setMinimumHeight(context.style.px(TARGET))
        self.go = button(context, "", "import.go", "primary", "check")
        self.again = button(context, t("Choose something else"), "import.again")
        self._lay_out()
        self._join()
        self._show_step(choosing=True)

    def entered(self) -> None:
        (self.list if self._plan is not None else self.choose_file).setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """Esc stops what runs, then puts the plan away, then leaves."""
        if self._work is not None:
            self._stop()
            return True
        if self._plan is not None:
            self._start_over()
            return True
        return False

    def open_path(self, path: Path) -> None:
        """Read a file or folder and plan its import."""
        read, desk = self._read, self._context.desk
        self._plan = None
        self.message.say(self._context.t("Reading {file}…", file=path.name), "muted")
        self._begin(0)

        def work() -> ImportPlan:
            return desk.publishing.plan(read(path))

        self._context.bridge.run(self._context.lanes.slow, work, self._show_plan, self._failed, self._work)

    def carry_out(self) -> None:
        """Publish what the plan brings."""
        plan, desk = self._plan, self._context.desk
        if plan is None or not self.go.isEnabled():
            return
        total = len(plan.new) + len(plan.changed)
        flag = self._begin(total)
        every = max(1, total // _STEPS)

        def progress(done: int) -> None:
            if done % every == 0:
                self._context.bridge.post(lambda: self.progress.setValue(done))

        def work() -> Changes:
            return desk.publishing.carry_out(plan, progress, flag.is_cancelled)

        # Not handed over as the request: a cancelled import must still say that nothing was changed.
        self._context.bridge.run(self._context.lanes.slow, work, lambda _: self._done(total), self._failed)

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("Import")))
        self.explained = muted(
            context,
            t("Contacts, procedures and tips from a spreadsheet (CSV or XLSX) or a folder. Nothing changes before you"
              " have seen what it would do."),
        )  # fmt: skip
        layout.addWidget(self.explained)
        self.choosing = row(context, self.choose_file, self.choose_folder)
        layout.addWidget(self.choosing)
        layout.addWidget(self.message)
        layout.addWidget(self.progress)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.keep_good)
        self.deciding = row(context, self.go, self.stop, self.again)
        layout.addWidget(self.deciding)
        layout.addStretch(0)
        column(context, self).addWidget(scrolled(inner))

    def _join(self) -> None:
        self.choose_file.clicked.connect(lambda: self._ask(QFileDialog.FileMode.ExistingFile))
        self.choose_folder.clicked.connect(lambda: self._ask(QFileDialog.FileMode.Directory))
        self.stop.clicked.connect(self._stop)
        self.go.clicked.connect(self.carry_out)
        self.again.clicked.connect(self._start_over)
        self.keep_good.toggled.connect(lambda _: self._allow())

    def _ask(self, mode: QFileDialog.FileMode) -> None:
        t = self._context.t
        dialog = QFileDialog(self, t("Import"))
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFile:
            dialog.setNameFilters([t("Guide files (*.csv *.xlsx *.md *.toml *.json *.vcf)"), t("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.open_path(Path(chosen)))
        dialog.open()

    def _begin(self, total: int) -> Request:
        self._work = Request()
        self.progress.setRange(0, total)
        self.progress.setValue(0)
        self._show_step(working=True)
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._work

    def _show_plan(self, plan: ImportPlan) -> None:
        self._work, self._plan = None, plan
        t, coming = self._context.t, len(plan.new) + len(plan.changed)
        self.list.show_entries(plan_entries(self._context, plan))
        self.list.select_row(0)
        self.message.say(plan_sentence(t, plan), "warn" if plan.refused or plan.warnings else "good")
        text = t.count("Bring in {n} document", "Bring in {n} documents", coming)
        self.go.setText(text)
        self.go.setAccessibleName(text)
        self.keep_good.setChecked(False)
        self._show_step(deciding=True)
        self._allow()
        target = self.go if self.go.isEnabled() else self.list if self.list.entries() else self.again
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        """All, or the good ones when that was asked for; never part of a file by accident."""
        plan = self._plan
        coming = plan is not None and bool(plan.new or plan.changed)
        refused = plan is not None and bool(plan.refused)
        self.keep_good.setVisible(coming and refused)
        self.go.setEnabled(coming and (not refused or self.keep_good.isChecked()))

    def _done(self, total: int) -> None:
        self._finish(self._context.t.count("{n} document brought in.", "{n} documents brought in.", total), "good")
        self.imported.emit(total)

    def _failed(self, problem: Problem) -> None:
        self._finish(self._context.t.problem(problem), "bad")

    def _finish(self, text: str, role: str) -> None:
        self._work, self._plan = None, None
        self._show_step(choosing=True)
        self.message.say(text, role)
        self.choose_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        """Reading is given up at once; an import in work ends by itself, with nothing changed."""
        if self._work is None:
            return
        self._work.cancel()
        if self._plan is None:
            self._start_over()

    def _start_over(self) -> None:
        self._work, self._plan = None, None
        self.message.clear()
        self._show_step(choosing=True)
        self.choose_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_step(self, *, choosing: bool = False, working: bool = False, deciding: bool = False) -> None:
        for part in (self.choosing, self.explained):
            part.setVisible(choosing)
        self.progress.setVisible(working)
        self.stop.setVisible(working)
        for part in (self.list, self.go, self.again):
            part.setVisible(deciding)
        self.keep_good.hide()
        self.deciding.setVisible(working or deciding)
