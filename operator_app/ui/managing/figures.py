"""A chart with the table behind it: one button changes between them, both say the same."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from operator_app.domain.direction import isolated
from operator_app.ui.context import UiContext
from operator_app.ui.managing.chart import BarChart, Series
from operator_app.ui.pages.parts import button, column, heading, row

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class FigureModel(QAbstractTableModel):
    """Rows of texts under headings."""

    def __init__(self) -> None:
        super().__init__()
        self.head: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self.head, self.rows = tuple(head), tuple(tuple(one) for one in rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.head)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | None:
        if not index.isValid():
            return None
        text = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return isolated(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.head[index.column()]}: {text}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return text if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.head):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return self.head[section] if role == Qt.ItemDataRole.DisplayRole else None


class FigureTable(QTableView):
    """Read only; Ctrl+C copies the chosen rows with tabs."""

    def __init__(self, context: UiContext, name: str, identifier: str, tall: int = 230) -> None:
        super().__init__()
        self._model = FigureModel()
        self._px = context.style.px
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setAccessibleIdentifier(identifier)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(context.style.px(tall))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(context.style.px(32))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(False)

    def show_rows(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._model.show_rows(head, rows)
        self.resizeColumnsToContents()
        for place in range(self._model.columnCount()):
            self.setColumnWidth(place, min(self.columnWidth(place) + self._px(12), self._px(420)))
        if rows:
            self.setCurrentIndex(self._model.index(0, 0))

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """What is shown, for tests."""
        return self._model.rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
            lines = [self._model.head, *(self._model.rows[place] for place in chosen)]
            QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        else:
            super().keyPressEvent(event)


class Figures(QWidget):
    """A heading, a chart, and the table behind it."""

    def __init__(self, context: UiContext, identifier: str) -> None:
        super().__init__()
        self._context = context
        self.title = heading(context, "")
        self.chart = BarChart(context, f"{identifier}.chart")
        self.table = FigureTable(context, "", f"{identifier}.table")
        self.turn = button(context, context.t("Show as a table"), f"{identifier}.turn")
        layout = column(context, self)
        layout.addWidget(self.title)
        layout.addWidget(self.chart)
        layout.addWidget(self.table)
        layout.addWidget(row(context, self.turn))
        self.table.hide()
        self.turn.clicked.connect(self._turn)

    def show_figures(
        self,
        name: str,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        series: Sequence[Series],
        unit: str = "",
        labels: Sequence[str] | None = None,
    ) -> None:
        """Below the bars stand `labels`, else the first cell of each row."""
        self.title.setText(name)
        self.chart.show_bars(name, [one[0] for one in rows] if labels is None else labels, series, unit)
        self.table.setAccessibleName(name)
        self.table.show_rows(head, rows)

    def _turn(self) -> None:
        t = self._context.t
        table = self.table.isHidden()
        self.table.setVisible(table)
        self.chart.setVisible(not table)
        text = t("Show as a chart") if table else t("Show as a table")
        self.turn.setText(text)
        self.turn.setAccessibleName(text)
        if table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
