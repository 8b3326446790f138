"""Matching the columns of somebody's table with ours: the headings with their first rows beside what each is to us.

Enter on a row opens the choice of our columns (letters narrow it down), Enter there chooses and goes on to the next
row, Delete leaves a column out.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from operator_app.domain.matching import Matched
from operator_app.domain.text import fold
from operator_app.ui.announcer import Weight
from operator_app.ui.context import UiContext
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import Field, button, column, heading, label, line_edit, muted, row, set_role
from operator_app.ui.pages.tables import FigureTable

_NOT_USED = "-"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_TO_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class MatchingPanel(QWidget):
    """`changed`: a column was matched anew. `missing(names)` says in words what is still needed, "" for nothing."""

    changed = Signal()

    def __init__(
        self,
        context: UiContext,
        fields: Mapping[str, str],
        missing: Callable[[Collection[str]], str],
        identifier: str,
    ) -> None:
        super().__init__()
        self._context = context
        self._fields = fields
        self._missing = missing
        self._matched: tuple[Matched, ...] = ()
        self._columns: dict[str, str] = {}
        t = context.t
        self.needed = label("", "warn", f"{identifier}.needed")
        self.table = FigureTable(context, t("Columns of the file"), f"{identifier}.table", 200)
        self.change = button(context, t("Choose for this column…"), f"{identifier}.change")
        self.drop = button(context, t("Leave this column out"), f"{identifier}.drop")
        self.choosing = QWidget()
        self.asked = heading(context, "")
        self.filter = line_edit(context, t("Letters of what you look for"), f"{identifier}.filter")
        self.list = EntryList(context, t("Our columns"), f"{identifier}.fields")
        self._lay_out()
        self._join()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(one.heading for one in self._matched)

    def show_columns(self, matched: Sequence[Matched], columns: Mapping[str, str] | None = None) -> None:
        """Show a file's columns, matched as proposed or as told."""
        self._matched = tuple({one.heading: one for one in matched if one.heading}.values())
        proposed = {one.heading: one.column for one in self._matched}
        known = columns if columns is not None else proposed
        self._columns = {name: known.get(name, "") for name in proposed}
        self.choosing.hide()
        self._show()

    def columns(self) -> dict[str, str]:
        """Heading to our column, empty for one that is left out."""
        return dict(self._columns)

    def missing(self) -> str:
        return self._missing({name for name in self._columns.values() if name})

    def unknown(self) -> bool:
        """Whether a column is not matched."""
        return not all(self._columns.values())

    def choose(self, heading: str, name: str) -> None:
        """Match a column; what had this name before is left out, and told."""
        others = [other for other, known in self._columns.items() if name and known == name and other != heading]
        self._columns |= dict.fromkeys(others, "")
        self._columns[heading] = name
        self._show()
        t = self._context.t
        said = t("{name}: {value}", name=heading, value=self._said(name))
        if others:
            said = t("{said}. Left out now: {other}", said=said, other=others[0])
        self._context.announcer.say(said, Weight.EVENT)
        self.changed.emit()

    def begin(self) -> None:
        """The focus goes to the first column that is not matched."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        open_ = [n for n, name in enumerate(self._columns.values()) if not name]
        self.table.select_row(open_[0] if open_ else 0)

    def back(self) -> bool:
        """Esc leaves the choice without choosing."""
        if self.choosing.isHidden():
            return False
        self.choosing.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.table and event.key() in _ENTER:
                self._ask()
                return True
            if watched is self.table and event.key() in _AWAY:
                self._leave_out()
                return True
            if watched is self.filter and event.key() in _TO_THE_LIST:
                self.list.keyPressEvent(event)
                return True
            if watched is self.filter and event.key() in _ENTER[:2]:
                self._chosen(self.list.current_id())
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        layout = column(context, self)
        layout.addWidget(heading(context, t("Which column is what?")))
        layout.addWidget(muted(context, t("Enter on a column chooses what it is, Delete leaves it out.")))
        layout.addWidget(self.needed)
        layout.addWidget(self.table)
        layout.addWidget(row(context, self.change, self.drop))
        inner = column(context, self.choosing)
        inner.addWidget(self.asked)
        inner.addWidget(Field(context, t("Letters of what you look for"), self.filter))
        self.list.setMinimumHeight(context.style.px(170))
        inner.addWidget(self.list)
        layout.addWidget(self.choosing)
        self.choosing.hide()

    def _join(self) -> None:
        self.table.installEventFilter(self)
        self.filter.installEventFilter(self)
        self.table.doubleClicked.connect(lambda _: self._ask())
        self.change.clicked.connect(self._ask)
        self.drop.clicked.connect(self._leave_out)
        self.filter.textChanged.connect(lambda _: self._narrow())
        self.list.chosen.connect(self._chosen)

    def _heading(self) -> str:
        place = self.table.currentIndex().row()
        return self.headings[place] if 0 <= place < len(self._matched) else ""

    def _ask(self) -> None:
        name = self._heading()
        if not name:
            return
        said = self._context.t("What is “{heading}”?", heading=name)
        self.asked.setText(said)
        self.filter.setAccessibleDescription(said)
        self.filter.clear()
        self._narrow()
        self.choosing.show()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self) -> None:
        t, words = self._context.t, fold(self.filter.text()).split()
        taken = {name: other for other, name in self._columns.items() if name}
        entries = [Entry(_NOT_USED, t("Left out"))] if not words else []
        for name, text in self._fields.items():
            if all(word in fold(text) for word in words):
                lines = ((t("Now: {heading}", heading=taken[name]), "muted"),) if name in taken else ()
                entries.append(Entry(name, text, lines))
        self.list.show_entries(entries)
        names = [entry.id for entry in entries]
        current = self._columns.get(self._heading(), "")
        self.list.select_row(names.index(current) if current in names and not words else 0)

    def _chosen(self, id: str) -> None:
        name, place = self._heading(), self.table.currentIndex().row()
        if not id or not name:
            return
        self.choosing.hide()
        self.choose(name, "" if id == _NOT_USED else id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.select_row(min(place + 1, len(self._matched) - 1))

    def _leave_out(self) -> None:
        if name := self._heading():
            self.choose(name, "")

    def _said(self, name: str) -> str:
        return self._fields.get(name, name) if name else self._context.t("Left out")

    def _show(self) -> None:
        t = self._context.t
        head = (t("In the file"), t("What it is"), t("First row"), t("Second row"), t("Third row"))
        rows = [
            [one.heading, self._said(self._columns[one.heading]), *one.samples[:3], *[""] * (3 - len(one.samples[:3]))]
            for one in self._matched
        ]
        self.table.show_rows(head, rows)
        missing = self.missing()
        set_role(self.needed, "warn" if missing else "good")
        said = missing or t("Everything that is needed is there.")
        if said != self.needed.text():
            self.needed.setText(said)
            self._context.announcer.say(said, Weight.DETAIL)
