"""Bringing in contacts and procedures from a file: read, match its columns, look at the plan, carry it out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QProgressBar, QWidget

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Kind
from operator_app.domain.importing import ImportPlan
from operator_app.domain.letting_go import let_go
from operator_app.domain.matching import Matching
from operator_app.domain.problems import Problem
from operator_app.ui import words
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import EntryList
from operator_app.ui.pages.field_words import field_words
from operator_app.ui.pages.import_file import USE, OpenedFile, TableFiles, open_file
from operator_app.ui.pages.import_plan import missing, plan_entries, plan_sentence
from operator_app.ui.pages.matching import MatchingPanel
from operator_app.ui.pages.parts import (
    TARGET,
    Choice,
    Field,
    Message,
    Option,
    button,
    column,
    muted,
    row,
    scrolled,
    title,
)

# The progress bar moves at most so often while documents are published; and is told of so many rows at a time.
_STEPS, _ROWS = 100, 200
# What a row of a table can be.
_KINDS = (Kind.PROCEDURE, Kind.CONTACT, Kind.TIP, Kind.GREETING, Kind.NEWS, Kind.SYNONYMS, Kind.LINE)


class ImportPage(Page):
    """`imported`: documents came in."""

    imported = Signal(int)

    def __init__(self, context: UiContext, files: TableFiles) -> None:
        super().__init__()
        self._context = context
        self._files = files
        self._path = Path()
        self._latest = Latest()
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
        self.panel = MatchingPanel(context, field_words(t), lambda names: missing(t, names), "import.columns")
        kinds = [Option(kind, words.kind(t, kind), kind.value) for kind in _KINDS]
        self.kind = Choice(context, t("What each row is"), kinds, "import.kind")
        self.kind_field = Field(context, t("What each row is"), self.kind, focus=self.kind.focus_widget())
        self.list = EntryList(context, t("What the import would do"), "import.plan")
        self.keep_good = QCheckBox(t("Keep the good ones"))
        self.keep_good.setAccessibleIdentifier("import.keep_good")
        self.keep_good.setAccessibleDescription(t("What is refused is left out."))
        self.keep_good.setMinimumHeight(context.style.px(TARGET))
        self.go = button(context, "", "import.go", "primary", "check")
        self.match = button(context, t("Match the columns…"), "import.match")
        self.again = button(context, t("Choose something else"), "import.again")
        self._lay_out()
        self._join()
        self._show_step(choosing=True)

    def entered(self) -> None:
        if not self.panel.isHidden():
            self.panel.begin()
            return
        (self.list if self._plan is not None else self.choose_file).setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """Esc leaves a choice of columns, stops what runs, puts the plan away, then leaves."""
        if not self.panel.isHidden() and self.panel.back():
            return True
        if self._work is not None:
            self._stop()
            return True
        if self._plan is not None or not self.panel.isHidden():
            self._start_over()
            return True
        return False

    def open_path(self, path: Path) -> None:
        """Read a file or folder and plan its import; a table whose columns are not all known is matched first."""
        files, desk = self._files, self._context.desk
        self._put_away()
        self._path = path
        self.message.say(self._context.t("Reading {file}…", file=path.name), "muted")
        request = self._begin(0)
        told = self._counting(request)
        t = self._context.t

        def work() -> OpenedFile:
            return open_file(desk, files, path, t, told, request.is_cancelled)

        self._context.bridge.run(self._context.lanes.slow, work, self._show_opened, self._failed, request)

    def carry_out(self) -> None:
        """Publish what the plan brings, and remember how the columns were matched."""
        plan, desk = self._plan, self._context.desk
        if plan is None or not self.go.isEnabled():
            return
        total = len(plan.new) + len(plan.changed)
        flag = self._begin(total)
        every = max(1, total // _STEPS)
        headings, matching = self.panel.headings, self._matching()

        def progress(done: int) -> None:
            if done % every == 0:
                self._context.bridge.post(lambda: self.progress.setValue(done))

        def work() -> Changes:
            changes = desk.publishing.carry_out(plan, progress, flag.is_cancelled)
            if headings:
                desk.matching.remember(USE, headings, matching)
            return changes

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
        layout.addWidget(self.panel)
        layout.addWidget(self.kind_field)
        layout.addWidget(self.message)
        layout.addWidget(self.progress)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.keep_good)
        self.deciding = row(context, self.go, self.match, self.stop, self.again)
        layout.addWidget(self.deciding)
        layout.addStretch(0)
        column(context, self).addWidget(scrolled(inner))

    def _join(self) -> None:
        self.choose_file.clicked.connect(lambda: self._ask(QFileDialog.FileMode.ExistingFile))
        self.choose_folder.clicked.connect(lambda: self._ask(QFileDialog.FileMode.Directory))
        self.stop.clicked.connect(self._stop)
        self.go.clicked.connect(self.carry_out)
        self.match.clicked.connect(self._open_panel)
        self.again.clicked.connect(self._start_over)
        self.keep_good.toggled.connect(lambda _: self._allow())
        self.panel.changed.connect(self._plan_again)
        self.kind.changed.connect(self._plan_again)

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
        self._work = self._latest.replace(Request()) if total == 0 else Request()
        self.progress.setRange(0, total)
        self.progress.setValue(0)
        self._show_step(working=True)
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._work

    def _counting(self, request: Request) -> Callable[[int], None]:
        """Tells how many rows are read, so that a long file is seen to go on."""
        context = self._context

        def told(rows: int) -> None:
            if rows and rows % _ROWS == 0:
                text = context.t.count("{n} row read", "{n} rows read", rows)
                context.bridge.post(lambda: None if request.is_cancelled() else self.progress.setFormat(text))

        return told

    # a table's columns

    def _matching(self) -> Matching:
        kind = self.kind.value()
        return Matching(self.panel.columns(), kind.value if kind is not None else "")

    def _show_opened(self, found: OpenedFile) -> None:
        self._work = None
        matching = found.matching
        self.panel.show_columns(found.matched, matching.columns if matching is not None else None)
        self.kind.blockSignals(True)
        self.kind.choose(Kind(matching.kind) if matching is not None and matching.kind else None)
        self.kind.blockSignals(False)
        if found.plan is not None:
            self._show_plan(found.plan)
        if not found.sure:
            self._open_panel()

    def _open_panel(self) -> None:
        """The columns above what the import would do: that follows each choice."""
        self._show_step(deciding=True, matching=True)
        if self._plan is None:
            self.message.clear()
        self._allow()
        self.panel.begin()

    def _plan_again(self) -> None:
        """The dry run follows the choice of columns; an older one that still runs is given up."""
        t, context, files, desk, path = self._context.t, self._context, self._files, self._context.desk, self._path
        self._put_away()
        self._allow()
        request = self._latest.replace(Request())
        self.kind_field.setVisible(self._asks_kind())
        if self.panel.missing():
            self.list.show_entries([])
            self.message.clear()
            self._show_step(deciding=True, matching=True)
            return
        matching, told = self._matching(), self._counting(request)
        self._work = request
        self.progress.setRange(0, 0)
        self.progress.show()
        self.stop.show()

        def work() -> ImportPlan:
            return desk.publishing.plan(files.read(path, matching, told, request.is_cancelled))

        def show(plan: ImportPlan) -> None:
            self._work, self._plan = None, plan
            self._tell(plan)
            self._show_step(deciding=True, matching=True)
            self._allow()

        def failed(problem: Problem) -> None:
            self._work = None
            self._show_step(deciding=True, matching=True)
            self.message.say(t.problem(problem), "bad")

        context.bridge.run(context.lanes.slow, work, show, failed, request)

    def _asks_kind(self) -> bool:
        return "kind" not in self.panel.columns().values()

    # the plan

    def _show_plan(self, plan: ImportPlan) -> None:
        self._work, self._plan = None, plan
        self._tell(plan)
        self.keep_good.setChecked(False)
        self._show_step(deciding=True)
        self._allow()
        target = self.go if self.go.isEnabled() else self.list if self.list.entries() else self.again
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, plan: ImportPlan) -> None:
        t, coming = self._context.t, len(plan.new) + len(plan.changed)
        self.list.show_entries(plan_entries(self._context, plan))
        self.list.select_row(0)
        self.message.say(plan_sentence(t, plan), "warn" if plan.refused or plan.warnings else "good")
        text = t.count("Bring in {n} document", "Bring in {n} documents", coming)
        self.go.setText(text)
        self.go.setAccessibleName(text)

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
        self._put_away()
        self._show_step(choosing=True)
        self.message.say(text, role)
        self.choose_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        """Reading is given up at once; an import in work ends by itself, with nothing changed."""
        if self._work is None:
            return
        self._work.cancel()
        if self._plan is None and self.panel.isHidden():
            self._start_over()
        elif self._plan is None:
            self._work = None
            self._show_step(deciding=True, matching=True)
            self.panel.begin()

    def _start_over(self) -> None:
        self._latest.drop()
        self._put_away()
        self.panel.show_columns(())
        self.message.clear()
        self._show_step(choosing=True)
        self.choose_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        """Nothing runs and nothing is planned. Freed here, ten thousand documents would hold the window: a lane lets go
        of them."""
        documents = self._plan.documents() if self._plan is not None else []
        self._work, self._plan = None, None
        if documents:
            self._context.lanes.slow.submit(let_go, documents)

    def _show_step(
        self, *, choosing: bool = False, working: bool = False, deciding: bool = False, matching: bool = False
    ) -> None:
        for part in (self.choosing, self.explained):
            part.setVisible(choosing)
        self.progress.resetFormat()
        self.progress.setVisible(working)
        self.stop.setVisible(working)
        self.panel.setVisible(matching)
        self.kind_field.setVisible(matching and self._asks_kind())
        for part in (self.go, self.again):
            part.setVisible(deciding)
        self.list.setVisible(deciding and bool(self.list.entries()))
        self.match.setVisible(deciding and not matching and bool(self.panel.headings))
        self.keep_good.hide()
        self.deciding.setVisible(working or deciding)
