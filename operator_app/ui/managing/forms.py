"""Short forms of the management pages: a few fields, one button, nothing lost when something is wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from operator_app.domain.languages import Language
from operator_app.ui.context import UiContext
from operator_app.ui.pages.parts import Choice, Field, Option, button, column, heading, line_edit, row


class Shape(StrEnum):
    LINE = "line"
    LINES = "lines"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Asked:
    """One field. `options` are (value, words); `language` is that of a text; `needed`: must not be empty."""

    name: str
    label: str
    shape: Shape = Shape.LINE
    help: str = ""
    value: str = ""
    language: Language | None = None
    options: tuple[tuple[str, str], ...] = ()
    needed: bool = False


class Answer:
    """The control of one field, and what is in it."""

    def __init__(self, context: UiContext, asked: Asked, identifier: str) -> None:
        self._t = context.t
        self.asked = asked
        self.control: QWidget
        focus: QWidget | None = None
        if asked.shape is Shape.CHOICE:
            options = [Option(value, words, value) for value, words in asked.options]
            self._choice = Choice(context, asked.label, options, identifier)
            self._choice.choose(asked.value or None)
            self.control, focus = self._choice, self._choice.focus_widget()
        elif asked.shape is Shape.LINES:
            self._lines = _lines(context, asked, identifier)
            self.control = self._lines
        else:
            left = asked.shape in (Shape.NUMBER, Shape.DAY)
            self._line = line_edit(context, asked.label, identifier, asked.language, left_to_right=left)
            self._line.setText(asked.value)
            self.control = self._line
        self.field = Field(context, asked.label, self.control, asked.help, focus)

    def text(self) -> str:
        match self.asked.shape:
            case Shape.CHOICE:
                return self._choice.value() or ""
            case Shape.LINES:
                return self._lines.toPlainText().strip()
            case _:
                return self._line.text().strip()

    def check(self) -> bool:
        """Whether it can be used; says why not."""
        t, wrong = self._t, ""
        if self.asked.needed and not self.text():
            wrong = t("Please fill this in.")
        elif self.asked.shape is Shape.DAY and self.text() and day_in(self.text()) is None:
            wrong = t("A day as 24/11/2026.")
        self.field.tell(wrong)
        return not wrong

    def focus(self) -> None:
        target = self._choice.focus_widget() if self.asked.shape is Shape.CHOICE else self.control
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self) -> QLineEdit | None:
        return self.control if isinstance(self.control, QLineEdit) else None


class Form(QWidget):
    """`sent(values)`: everything is filled in; Ctrl+Enter or the button, or Enter in a single line. `left`: Esc."""

    sent = Signal(dict)
    left = Signal()

    def __init__(self, context: UiContext, title: str, fields: Sequence[Asked], do: str, identifier: str) -> None:
        super().__init__()
        inner = QWidget()
        inner.setMaximumWidth(context.style.px(760))
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(inner, 1000)
        beside.addStretch(1)
        layout = column(context, inner, 0, 10)
        layout.addWidget(heading(context, title))
        self.setAccessibleName(title)
        self.answers = {one.name: Answer(context, one, f"{identifier}.{one.name}") for one in fields}
        for answer in self.answers.values():
            layout.addWidget(answer.field)
        self.do = button(context, do, f"{identifier}.send", "primary", "check")
        self.cancel = button(context, context.t("Cancel"), f"{identifier}.cancel")
        layout.addWidget(row(context, self.do, self.cancel))
        layout.addStretch(1)
        self.do.clicked.connect(self.send)
        self.cancel.clicked.connect(self.left)

    def begin(self) -> None:
        """The focus goes to the first field."""
        next(iter(self.answers.values())).focus()

    def send(self) -> None:
        wrong = [answer for answer in self.answers.values() if not answer.check()]
        if wrong:
            wrong[0].focus()
            return
        self.sent.emit({name: answer.text() for name, answer in self.answers.items()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line reaches us once, with Ctrl or without: `returnPressed` would send a second time."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        in_line = isinstance(self.focusWidget(), QLineEdit)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (control or in_line):
            self.send()
        else:
            super().keyPressEvent(event)


Values = Mapping[str, str]
Sent = Callable[[Values], None]


def day_in(text: str) -> date | None:
    """24/11/2026 or 2026-11-24; None for anything else."""
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    year, month, day = numbers if len(parts[0]) == 4 else reversed(numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written(day: date) -> str:
    """As `day_in` reads it."""
    return f"{day:%d/%m/%Y}"


def _lines(context: UiContext, asked: Asked, identifier: str) -> QPlainTextEdit:
    made = QPlainTextEdit(asked.value)
    made.setTabChangesFocus(True)
    made.setAccessibleName(asked.label)
    made.setAccessibleIdentifier(identifier)
    made.setFixedHeight(context.style.px(84))
    option = made.document().defaultTextOption()
    right = (asked.language or context.language).right_to_left
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    made.document().setDefaultTextOption(option)
    return made
