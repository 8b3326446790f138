"""Records inside a document, each a small form of its own: public holidays, pages and callers of a module."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from operator_app.domain.languages import Language
from operator_app.domain.places import read, write
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import Control
from operator_app.ui.editing.row_list import RecordRow, RowList
from operator_app.ui.editing.specs import LANGUAGES, Shape, Spec, Spoken
from operator_app.ui.pages.parts import button, column, label, row

# Below this width, in pixels at 100 % text, the languages stand under each other.
NARROW = 420
Make = Callable[[UiContext, Spec, Language | None, str], Control]


@dataclass(frozen=True, slots=True)
class Nested:
    """What one record is made of: `add` and `one` are msgids ("Add a page", "Page {n}"); `empty` makes a new one."""

    specs: Sequence[Spec]
    add: str
    one: str
    empty: Callable[[], object]


class NestedRow(RecordRow):
    def __init__(self, context: UiContext, nested: Nested, identifier: str, make: Make) -> None:
        super().__init__()
        self._context = context
        self._nested = nested
        self._record = nested.empty()
        t = context.t
        self.controls: dict[str, Control] = {}
        self._grids: list[tuple[QGridLayout, list[QWidget]]] = []
        self._stacked: bool | None = None
        self.title = label("", "overline")
        self.up = button(context, t("Move up"), f"{identifier}.up")
        self.remove = button(context, t("Take out"), f"{identifier}.remove")
        layout = column(context, self, spacing=6)
        layout.addWidget(self.title)
        for spec in nested.specs:
            layout.addWidget(self._field(spec, identifier, make))
        layout.addWidget(row(context, self.up, self.remove))
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        self._arrange(stacked=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(stacked=self.width() < self._context.style.px(NARROW))

    def _arrange(self, *, stacked: bool) -> None:
        """Languages beside each other; under each other, the first language first, where there is no room."""
        if stacked is self._stacked:
            return
        self._stacked = stacked
        for grid, cells in self._grids:
            for place, cell in enumerate(cells):
                grid.removeWidget(cell)
                grid.addWidget(cell, place if stacked else 0, 0 if stacked else place)
                grid.setColumnStretch(place, 0 if stacked and place else 1)

    def number(self, n: int) -> None:
        """Its place among the others."""
        self.title.setText(self._context.t(self._nested.one).format(n=n))
        self.up.setVisible(n > 1)

    def value(self) -> object:
        record = self._record
        for place, control in self.controls.items():
            record = write(record, place, control.value())
        return record

    def show_value(self, record: object) -> None:
        self._record = record
        for place, control in self.controls.items():
            control.show_value(read(record, place))

    def focus_widget(self) -> QWidget:
        return next(iter(self.controls.values())).focus_widget()

    def problem(self) -> str:
        return next((wrong for control in self.controls.values() if (wrong := control.problem())), "")

    def _field(self, spec: Spec, identifier: str, make: Make) -> QWidget:
        field = QWidget(self)
        layout = column(self._context, field, spacing=2)
        if spec.shape is not Shape.SWITCH:
            title = label(self._context.t(spec.label))
            title.setFont(self._context.style.font(bold=True))
            layout.addWidget(title)
        once = spec.spoken is Spoken.ONCE
        order = LANGUAGES if self._context.language.right_to_left else tuple(reversed(LANGUAGES))
        grid = QGridLayout()
        grid.setSpacing(self._context.style.px(8))
        languages: tuple[Language | None, ...] = (None,) if once else order
        self._grids.append((grid, [self._cell(spec, language, identifier, make) for language in languages]))
        layout.addLayout(grid)
        if spec.help:
            layout.addWidget(label(self._context.t(spec.help), "muted"))
        return field

    def _cell(self, spec: Spec, language: Language | None, identifier: str, make: Make) -> QWidget:
        control = make(self._context, spec, language, identifier)
        control.edited.connect(self.edited)
        if language is not None:
            control.focus_widget().setProperty("language", language.value)
        self.controls[spec.place(language).strip(".")] = control
        cell = QWidget()
        layout = column(self._context, cell, spacing=2)
        if language is not None:
            layout.addWidget(label(words.language(language), "muted"))
        layout.addWidget(control)
        layout.addStretch(1)
        return cell


class NestedControl(RowList[object]):
    """Rows that can be moved up; an empty one that was begun and left is no record."""

    def __init__(self, context: UiContext, name: str, identifier: str, nested: Nested, make: Make) -> None:
        super().__init__(context, name, identifier, context.t(nested.add))
        self._nested = nested
        self._make = make

    def value(self) -> object:
        empty = self._nested.empty()
        return tuple(value for one in self.rows if (value := one.value()) != empty)

    def problem(self) -> str:
        return next((one.problem() for one in self.rows if isinstance(one, NestedRow) and one.problem()), "")

    def records_in(self, value: object) -> list[object]:
        return list(value) if isinstance(value, tuple) else []

    def make_row(self, identifier: str) -> NestedRow:
        made = NestedRow(self.context, self._nested, identifier, self._make)
        made.show_value(self._nested.empty())
        made.number(len(self.rows) + 1)
        made.up.clicked.connect(lambda: self._move_up(made))
        made.removed.connect(lambda _: self._number_rows())
        return made

    def show_value(self, value: object) -> None:
        super().show_value(value)
        self._number_rows()

    def _move_up(self, one: RecordRow) -> None:
        """The record goes up, the rows stay: nothing on screen moves but what is written."""
        place = self.rows.index(one)
        if place == 0:
            return
        above = self.rows[place - 1]
        mine, theirs = one.value(), above.value()
        above.show_value(mine)
        one.show_value(theirs)
        above.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _number_rows(self) -> None:
        for place, one in enumerate(self.rows, 1):
            if isinstance(one, NestedRow):
                one.number(place)
