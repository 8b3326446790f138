"""Several records under each other, each in a row of its own that can be taken out: numbers, sources."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import Control
from operator_app.ui.pages.parts import button, column, row
from operator_app.ui.reading_order import put_before

R = TypeVar("R")
# What a part of a row is called where there is one row only.
_NAME = "name alone"


class RecordRow(QFrame):
    """One record. `edited` when a person changed it, `removed(row)` when it is to be taken out."""

    edited = Signal()
    removed = Signal(object)

    def value(self) -> object:
        """What is written, as a record."""
        raise NotImplementedError

    def show_value(self, record: object) -> None:
        """Show a record; nothing is emitted."""
        raise NotImplementedError

    def focus_widget(self) -> QWidget:
        """Where writing begins."""
        raise NotImplementedError


class RowList(Control, Generic[R]):
    """The rows in order, and a button for one more. A kind of record says how a row is made (`make_row`) and which
    records it shows (`records_in`)."""

    row_made = Signal(object)
    """A `RecordRow` came up: the form follows what is written in it."""

    def __init__(self, context: UiContext, name: str, identifier: str, add: str) -> None:
        """`add` is what the button says."""
        super().__init__()
        self.context = context
        self._identifier = identifier
        self._made = 0
        self.setAccessibleName(name)
        self.rows: list[RecordRow] = []
        self._holder = column(context, spacing=12)
        self.add = button(context, add, f"{identifier}.add")
        layout = column(context, self)
        layout.addLayout(self._holder)
        layout.addWidget(row(context, self.add))
        self.add.clicked.connect(self._add)

    def make_row(self, identifier: str) -> RecordRow:
        """An empty row."""
        raise NotImplementedError

    def records_in(self, value: object) -> list[R]:
        """The records of what stands in the document."""
        raise NotImplementedError

    def show_value(self, value: object) -> None:
        records = self.records_in(value)
        if self.value() == value and len(records) == len(self.rows):
            return
        while len(self.rows) > len(records):
            self._drop(self.rows[-1])
        while len(self.rows) < len(records):
            self.append()
        for one, record in zip(self.rows, records, strict=True):
            one.show_value(record)

    def focus_widget(self) -> QWidget:
        return self.rows[0].focus_widget() if self.rows else self.add

    def append(self) -> RecordRow:
        """One more empty row."""
        made = self.make_row(f"{self._identifier}.{self._made}")
        self._made += 1
        made.edited.connect(self.edited)
        made.removed.connect(self._remove)
        self.rows.append(made)
        self._holder.addWidget(made)
        put_before(made, self.add)
        self._number()
        self.row_made.emit(made)
        return made

    def _number(self) -> None:
        """Rows that look alike are told apart by their numbers: "Its date, 2"."""
        for place, one in enumerate(self.rows, 1):
            for part in one.findChildren(QWidget):
                name = part.property(_NAME) or part.accessibleName()
                if name:
                    part.setProperty(_NAME, name)
                    part.setAccessibleName(f"{name}, {place}" if len(self.rows) > 1 else name)

    def _add(self) -> None:
        self.append().focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, one: RecordRow) -> None:
        self._drop(one)
        self.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, one: RecordRow) -> None:
        self.rows.remove(one)
        self._holder.removeWidget(one)
        one.hide()
        one.deleteLater()
        self._number()
