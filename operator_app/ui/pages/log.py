"""The call log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QFrame, QHeaderView, QTableView, QWidget

from operator_app.domain.calls import Call, Outcome
from operator_app.domain.changes import Changes
from operator_app.domain.moments import local
from operator_app.domain.problems import Problem
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.log_filters import LogFilters
from operator_app.ui.pages.log_model import Loaded, LogModel, load, load_all
from operator_app.ui.pages.parts import Empty, Message, button, column, muted, row, scrolled, show_either, title
from operator_app.ui.pages.view_state import ViewState, keep_widths, read_view

Export = Callable[[list[Call], Path], None]
_TABLE = "log"


class LogTable(QTableView):
    """Rows of calls: Enter opens the article, Ctrl+C copies the chosen rows with tabs."""

    opened = Signal(int)
    copy = Signal()

    def __init__(self, context: UiContext, model: LogModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(context.t("Calls"))
        self.setAccessibleIdentifier("log.table")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(context.style.px(190))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(context.style.px(34))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(context.style.px(40))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class LogPage(Page):
    """The calls that were logged, the newest first. `open_article(id)`: Enter on a call."""

    open_article = Signal(str)

    def __init__(self, context: UiContext, export: Export) -> None:
        super().__init__()
        self._context = context
        self._export = export
        self._latest = Latest()
        self._loaded: Loaded | None = None
        self._widths_shown = False
        t = context.t
        self.setAccessibleName(t("Call log"))
        self.filters = LogFilters(context, self._today())
        self.counts = muted(context)
        self.counts.setAccessibleIdentifier("log.counts")
        self.model = LogModel(context)
        self.table = LogTable(context, self.model)
        self.empty = Empty(context, "log", "", "")
        self.message = Message(context, "log.message")
        self.copy_rows = button(context, t("Copy the chosen rows"), "log.copy", icon="copy")
        self.export_button = button(context, t("Export to CSV…"), "log.export", icon="export")
        self.older = button(context, t("Show older calls"), "log.older")
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(400)
        self._lay_out()
        self._join()

    def entered(self) -> None:
        self.reload()
        self.filters.period.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.touches("calls"):
            self.reload()

    def reload(self) -> None:
        """Read the log again as the filters ask."""
        desk, wanted = self._context.desk, self.filters.wanted(self._today())
        home, first_time = desk.home, not self._widths_shown
        request = self._latest.replace(Request())

        def work() -> tuple[Loaded, ViewState | None]:
            # A newer request waits behind this one, and calls to be kept behind both.
            if request.is_cancelled():
                return Loaded(wanted), None
            return load(desk, wanted), read_view(home) if first_time else None

        self._context.bridge.run(self._context.lanes.store, work, lambda done: self._show(*done), request=request)

    def export_to(self, path: Path) -> None:
        """Write every call of the filters, those not shown yet too."""
        desk, wanted, export = self._context.desk, self.filters.wanted(self._today()), self._export

        def work() -> int:
            calls = load_all(desk, wanted)
            export(calls, path)
            return len(calls)

        self.export_button.setEnabled(False)
        self._context.bridge.run(self._context.lanes.slow, work, lambda n: self._exported(n, path), self._export_failed)

    def copy_text(self) -> str:
        """The chosen rows as text: a line of headers, cells between tabs."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        if not rows:
            return ""
        headers = "\t".join(self._context.t(msgid) for msgid in LogModel.COLUMNS)
        return "\n".join([headers, *("\t".join(_one_line(self.model.cells(row))) for row in rows)])

    def _today(self) -> date:
        return local(self._context.desk.now()).date()

    def _lay_out(self) -> None:
        context = self._context
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, context.t("Call log")))
        layout.addWidget(self.filters)
        layout.addWidget(self.counts)
        layout.addWidget(self.message)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(row(context, self.older, self.copy_rows, self.export_button))
        outer = column(context, self)
        outer.addWidget(scrolled(inner))
        self.empty.hide()
        self.older.hide()

    def _join(self) -> None:
        self.filters.changed.connect(self.reload)
        self.table.opened.connect(self._open)
        self.table.copy.connect(self._copy)
        self.copy_rows.clicked.connect(self._copy)
        self.export_button.clicked.connect(self._ask_where)
        self.older.clicked.connect(self._load_older)
        self._keep_soon.timeout.connect(self._keep_widths)
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self._widths_shown and self._keep_soon.start())

    def _show(self, loaded: Loaded, view: ViewState | None) -> None:
        current = self.model.call(self.table.currentIndex().row())
        self._loaded = loaded
        self.model.show_calls(loaded.calls)
        if view is not None:
            self._show_widths(view)
        self.filters.offer_operators(self.model.operators())
        at = max(0, self.model.row_of(current.id)) if current else 0
        self.table.setCurrentIndex(self.model.index(at, 0))
        self._tell()

    def _show_widths(self, view: ViewState) -> None:
        kept = view.widths.get(_TABLE, ())
        widths = kept if len(kept) == len(LogModel.WIDTHS) else LogModel.WIDTHS
        for section, width in enumerate(widths):
            wide = self._context.style.px(width)
            if not kept:
                # Until the person chose otherwise no heading is cut, nor when a call began and how long it took.
                wide = max(wide, self.table.horizontalHeader().sectionSizeHint(section))
                if section in LogModel.LEFT_TO_RIGHT:
                    wide = max(wide, self.table.sizeHintForColumn(section))
            self.table.setColumnWidth(section, wide)
        self._widths_shown = True

    def _tell(self) -> None:
        loaded, t = self._loaded, self._context.t
        if loaded is None:
            return
        nothing = loaded.total == 0
        show_either(self.table, self.empty, nothing=nothing)
        self.counts.setVisible(not nothing)
        for control in (self.copy_rows, self.export_button):
            control.setEnabled(not nothing)
        self.older.setVisible(self.model.rowCount() < loaded.total)
        if nothing:
            self.empty.say(*self._why_empty())
        said = [t.count("{n} call", "{n} calls", loaded.total)]
        said += [_counted(self._context, outcome, n) for outcome, n in loaded.counts.items() if n]
        if self.model.rowCount() < loaded.total:
            said.append(t("the newest {shown} are shown", shown=self.model.rowCount()))
        self.counts.setText(t(", ").join(said))
        self._context.announcer.say_when_quiet(self.empty.accessibleName() if nothing else self.counts.text())

    def _why_empty(self) -> tuple[str, str]:
        t = self._context.t
        if self.filters.practice.isChecked():
            return t("No practice call in this period"), t("Choose Practice in the Work menu to try a caller.")
        if self.filters.narrowed:
            return t("No call fits these filters"), t("Delete the words or choose a longer period.")
        return t("No call in this period"), t("Press F2 when the telephone rings: the call is logged when it ends.")

    def _load_older(self) -> None:
        loaded, desk = self._loaded, self._context.desk
        if loaded is None:
            return
        wanted = replace(loaded.wanted, offset=self.model.rowCount())
        request = self._latest.replace(Request())
        self._context.bridge.run(
            self._context.lanes.store, lambda: desk.calls.log(wanted), self._add_older, request=request
        )

    def _add_older(self, calls: list[Call]) -> None:
        first_new = self.model.rowCount()
        self.model.add_calls(calls)
        self._tell()
        if calls:
            self._go_to(self.model.index(first_new, 0))

    def _go_to(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(index, flags)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, at: int) -> None:
        call = self.model.call(at)
        if call is not None and call.article_id:
            self.open_article.emit(call.article_id)

    def _copy(self) -> None:
        text = self.copy_text()
        if text:
            QGuiApplication.clipboard().setText(text)
            n = text.count("\n")
            self.message.say(self._context.t.count("{n} row copied.", "{n} rows copied.", n))

    def _ask_where(self) -> None:
        t = self._context.t
        dialog = QFileDialog(self, t("Export the call log"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(t("Spreadsheet (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"calls-{self._today().isoformat()}.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen)))
        dialog.open()

    def _exported(self, n: int, path: Path) -> None:
        self.export_button.setEnabled(True)
        saved = self._context.t.count("{n} call saved in {file}", "{n} calls saved in {file}", n, file=path.name)
        self.message.say(saved)

    def _export_failed(self, problem: Problem) -> None:
        self.export_button.setEnabled(True)
        self.message.say(self._context.t.problem(problem), "bad")

    def _keep_widths(self) -> None:
        home, percent = self._context.desk.home, self._context.style.percent
        widths = tuple(
            round(self.table.columnWidth(section) * 100 / percent) for section in range(self.model.columnCount())
        )
        self._context.bridge.run(self._context.lanes.slow, lambda: keep_widths(home, _TABLE, widths))


def _one_line(cells: tuple[str, ...]) -> list[str]:
    """Cells without the tabs and line breaks that would tear a copied row."""
    return [" ".join(cell.split()) for cell in cells]


def _counted(context: UiContext, outcome: Outcome, n: int) -> str:
    t = context.t
    match outcome:
        case Outcome.ANSWERED:
            return t.count("{n} answered", "{n} answered", n)
        case Outcome.REFERRED:
            return t.count("{n} referred", "{n} referred", n)
        case Outcome.NO_ANSWER:
            return t.count("{n} without answer", "{n} without answer", n)
        case Outcome.CALL_BACK:
            return t.count("{n} call-back promised", "{n} call-backs promised", n)
        case Outcome.DROPPED:
            return t.count("{n} hung up", "{n} hung up", n)
        case Outcome.OTHER:
            return t.count("{n} other", "{n} other", n)
