"""A table of texts: read only, one Tab stop, arrows between cells, each cell told with its heading."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from operator_app.domain.direction import isolated
from operator_app.ui.context import UiContext

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class FigureModel(QAbstractTableModel):
    """Rows of texts under headings."""

    def __init__(self) -> None:
        super().__init__()
        self.head: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
        """The same headings and as many rows are changed in place (True): a screen reader is not sent back."""
        if rows and tuple(head) == self.head and len(rows) == len(self.rows):
            self.rows = tuple(tuple(one) for one in rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(head) - 1))
            return True
        self.beginResetModel()
        self.head, self.rows = tuple(head), tuple(tuple(one) for one in rows)
        self.endResetModel()
        return False

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
        kept = self._model.show_rows(head, rows)
        self.resizeColumnsToContents()
        for place in range(self._model.columnCount()):
            self.setColumnWidth(place, min(self.columnWidth(place) + self._px(12), self._px(420)))
        if rows and not kept:
            self.select_row(0)

    def select_row(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row, 0))

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
