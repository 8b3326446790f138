"""Controls for a day of the year, several days, a small number, and lines in both languages that belong together."""

import re
from datetime import date
from itertools import zip_longest

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from operator_app.domain.languages import Language, Text
from operator_app.domain.timetables import read_day_month
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import Control
from operator_app.ui.editing.small_controls import read_day
from operator_app.ui.editing.text_controls import ItemsControl
from operator_app.ui.pages.parts import column, label, line_edit, set_role

_BETWEEN = re.compile(r"[,;،؛\n]+|\s{2,}")
_WIDTH = 160


class SaidLine(Control):
    """A line whose meaning is said in words below it, or what is wrong with it."""

    def __init__(self, context: UiContext, name: str, identifier: str, width: int = _WIDTH) -> None:
        super().__init__()
        self.context = context
        self.line: QLineEdit = line_edit(context, name, identifier, left_to_right=True)
        if width:
            self.line.setFixedWidth(context.style.px(width))
        self.said: QLabel = label("", "muted")
        layout = column(context, self, spacing=2)
        layout.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeading if width else Qt.AlignmentFlag(0))
        layout.addWidget(self.said)
        self.said.hide()
        self.line.textChanged.connect(lambda _: self._edited())

    def words(self) -> str:
        """What is written, in words."""
        return ""

    def focus_widget(self) -> QWidget:
        return self.line

    def tell(self) -> None:
        problem = self.problem()
        said = problem or self.words()
        set_role(self.said, "bad" if problem else "muted")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.line.setAccessibleDescription(said)

    def write(self, text: str) -> None:
        """Shown by the program: nothing is emitted."""
        with QSignalBlocker(self.line):
            self.line.setText(text)

    def _edited(self) -> None:
        self.tell()
        self.edited.emit()


class DayOfYearControl(SaidLine):
    """31/8 as (8, 31). What is no day keeps the last one that was."""

    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__(context, name, identifier)
        self._last = (1, 1)

    def value(self) -> object:
        read = read_day_month(self.line.text())
        self._last = read or self._last
        return self._last

    def show_value(self, value: object) -> None:
        if isinstance(value, tuple) and len(value) == 2 and (self.value() != value or not self.line.text()):
            month, day = value
            self._last = (int(month), int(day))
            self.write(f"{day}/{month}")
        self.tell()

    def problem(self) -> str:
        return self.context.t("Write the day and the month: 31/8.") if read_day_month(self.line.text()) is None else ""

    def words(self) -> str:
        month, day = self._last
        return self.context.dates.day(date(2024, month, day)).rsplit(" ", 1)[0]


class DaysControl(SaidLine):
    """Several days, with commas between."""

    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__(context, name, identifier, 0)

    def value(self) -> object:
        return tuple(sorted({day for part in self._parts() if (day := read_day(part)) is not None}))

    def show_value(self, value: object) -> None:
        if self.value() != value or self.problem():
            days = value if isinstance(value, tuple) else ()
            self.write(", ".join(f"{day:%d/%m/%Y}" for day in days if isinstance(day, date)))
        self.tell()

    def problem(self) -> str:
        wrong = next((part for part in self._parts() if read_day(part) is None), "")
        return self.context.t("This is no day: {written}. Write 31/12/2026.", written=wrong) if wrong else ""

    def words(self) -> str:
        days = self.value()
        return " · ".join(self.context.dates.day(day) for day in days) if isinstance(days, tuple) else ""

    def _parts(self) -> list[str]:
        return [part.strip() for part in _BETWEEN.split(self.line.text()) if part.strip()]


class NumberControl(SaidLine):
    """A whole number from `least` to `most`; what is none keeps the last one that was."""

    def __init__(self, context: UiContext, name: str, identifier: str, least: int = 0, most: int = 99) -> None:
        super().__init__(context, name, identifier, 84)
        self._least, self._most = least, most
        self._last = least

    def value(self) -> object:
        read = self._read()
        self._last = self._last if read is None else read
        return self._last

    def show_value(self, value: object) -> None:
        if self.value() != value or not self.line.text():
            self._last = value if isinstance(value, int) else self._least
            self.write(str(self._last))
        self.tell()

    def problem(self) -> str:
        if self._read() is not None:
            return ""
        return self.context.t("A number from {least} to {most}.", least=self._least, most=self._most)

    def _read(self) -> int | None:
        written = self.line.text().strip()
        number = int(written) if written.isdecimal() else -1
        return number if self._least <= number <= self._most else None


class LinesControl(Control):
    """Lines that belong together: the first Arabic one with the first French one, and so on."""

    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__()
        self._texts: tuple[Text, ...] = ()
        layout = column(context, self, spacing=4)
        self.sides: dict[Language, ItemsControl] = {}
        for language in (Language.AR, Language.FR):
            named = context.t("{field}, {language}", field=name, language=words.language(language))
            side = ItemsControl(context, named, f"{identifier}.{language}", language)
            side.focus_widget().setProperty("language", language.value)
            side.edited.connect(self.edited)
            layout.addWidget(label(words.language(language), "muted"))
            layout.addWidget(side)
            self.sides[language] = side

    def value(self) -> object:
        arabic, french = (side.value() for side in self.sides.values())
        if not isinstance(arabic, tuple) or not isinstance(french, tuple):
            return self._texts
        english = [text.en for text in self._texts]
        lines = zip_longest(arabic, french, english[: max(len(arabic), len(french))], fillvalue="")
        return tuple(Text(ar, fr, en) for ar, fr, en in lines)

    def show_value(self, value: object) -> None:
        self._texts = tuple(one for one in value if isinstance(one, Text)) if isinstance(value, tuple) else ()
        for language, side in self.sides.items():
            side.show_value(tuple(one.get(language) for one in self._texts))

    def focus_widget(self) -> QWidget:
        return self.sides[Language.AR].focus_widget()
