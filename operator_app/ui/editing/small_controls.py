"""Controls for what is not text: a day, a choice, a switch, languages."""

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from operator_app.domain.languages import Language
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import Control
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import TARGET, Choice, Option, column, label, line_edit, row, set_role

_DAY = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LIST_HEIGHT = 200
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class DayControl(Control):
    """A day as it is written (31/12/2026 or 2026-12-31), said in words beside; empty for none."""

    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__()
        self._context = context
        self.line = line_edit(context, name, identifier, left_to_right=True)
        self.line.setFixedWidth(context.style.px(160))
        self.said: QLabel = label("", "muted")
        layout = column(context, self, spacing=2)
        # The line itself reads from the left: its side is that of the screen.
        right = context.language.right_to_left
        layout.addWidget(self.line, 0, Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.said)
        self.said.hide()
        # Not `textEdited`: what assistive technology writes is a change too.
        self.line.textChanged.connect(lambda _: self._edited())

    def value(self) -> object:
        """The day, or None; also None while what is written is no day (`problem` says so)."""
        return read_day(self.line.text())

    def show_value(self, value: object) -> None:
        if self.value() != value or self.problem():
            with QSignalBlocker(self.line):
                self.line.setText(f"{value:%d/%m/%Y}" if isinstance(value, date) else "")
        self._tell()

    def problem(self) -> str:
        written = self.line.text().strip()
        return self._context.t("This is no day: write 31/12/2026.") if written and self.value() is None else ""

    def focus_widget(self) -> QWidget:
        return self.line

    def _edited(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        day, problem = self.value(), self.problem()
        set_role(self.said, "bad" if problem else "muted")
        said = problem or (self._context.dates.day(day) if isinstance(day, date) else "")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.line.setAccessibleDescription(said)


def read_day(written: str) -> date | None:
    """The day that is written; None for nothing or no day."""
    text = written.translate(_DIGITS).strip()
    if found := _DAY.fullmatch(text):
        day, month, year = found.groups()
    elif found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


class ChoiceControl(Control):
    def __init__(self, context: UiContext, name: str, identifier: str, options: Sequence[Option[object]]) -> None:
        super().__init__()
        self.choice: Choice[object] = Choice(context, name, options, identifier)
        column(context, self).addWidget(self.choice)
        self._quiet = False
        self.choice.changed.connect(self._changed)

    def value(self) -> object:
        return self.choice.value()

    def show_value(self, value: object) -> None:
        if self.value() != value:
            self._quiet = True
            self.choice.choose(value)
            self._quiet = False

    def focus_widget(self) -> QWidget:
        return self.choice.focus_widget()

    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit()


class ListControl(Control):
    """One of many: a list, as radio buttons with long words would not fit a narrow window."""

    def __init__(self, context: UiContext, name: str, identifier: str, options: Sequence[Option[object]]) -> None:
        super().__init__()
        self._values = [option.value for option in options]
        self._quiet = True
        self.list = EntryList(context, name, identifier)
        self.list.show_entries([Entry(option.name, option.text) for option in options])
        self.list.setFixedHeight(context.style.px(_LIST_HEIGHT))
        column(context, self).addWidget(self.list)
        self.list.current_changed.connect(lambda _: self._changed())
        self._quiet = False

    def value(self) -> object:
        return self._values[max(0, self.list.currentIndex().row())]

    def show_value(self, value: object) -> None:
        if value in self._values and self.value() != value:
            self._quiet = True
            self.list.select_row(self._values.index(value))
            self._quiet = False

    def focus_widget(self) -> QWidget:
        return self.list

    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit()


class SwitchControl(Control):
    """The words of a check box are its label."""

    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__()
        self.box = QCheckBox(name)
        self.box.setAccessibleName(name)
        self.box.setAccessibleIdentifier(identifier)
        self.box.setMinimumHeight(context.style.px(TARGET))
        column(context, self).addWidget(self.box)
        self.box.clicked.connect(lambda _: self.edited.emit())

    def value(self) -> object:
        return self.box.isChecked()

    def show_value(self, value: object) -> None:
        self.box.setChecked(bool(value))

    def focus_widget(self) -> QWidget:
        return self.box


class LanguagesControl(Control):
    """The languages spoken somewhere; a code that is not ours is kept."""

    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__()
        self._others: tuple[str, ...] = ()
        self.boxes = {language: QCheckBox(words.language(language)) for language in Language}
        for language, box in self.boxes.items():
            box.setAccessibleName(f"{name}: {words.language(language)}")
            box.setAccessibleIdentifier(f"{identifier}.{language}")
            box.setMinimumHeight(context.style.px(TARGET))
            box.clicked.connect(lambda _: self.edited.emit())
        column(context, self).addWidget(row(context, *self.boxes.values()))

    def value(self) -> object:
        return (*(language.value for language, box in self.boxes.items() if box.isChecked()), *self._others)

    def show_value(self, value: object) -> None:
        spoken = tuple(str(code) for code in value) if isinstance(value, tuple) else ()
        self._others = tuple(code for code in spoken if code not in list(Language))
        for language, box in self.boxes.items():
            box.setChecked(language.value in spoken)

    def focus_widget(self) -> QWidget:
        return self.boxes[Language.AR]
