"""The small parts that the pages are made of: they look and speak the same everywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from operator_app.domain.languages import Language
from operator_app.ui.announcer import Weight
from operator_app.ui.context import UiContext
from operator_app.ui.flow_layout import FlowLayout
from operator_app.ui.line_side import begin_on_side
from operator_app.ui.steady_scroll import SteadyScroll
from operator_app.ui.wrapping import WrappingRadio

T = TypeVar("T")

# WCAG 2.2, 2.5.8: no target under 24 px; ours are larger.
TARGET = 32
# A button does not wrap: what it names is cut so that it fits a narrow window at twice the text size.
_LONGEST_NAME = 24


def label(text: str, role: str = "", identifier: str = "") -> QLabel:
    """Plain text that wraps. Never rich text: what it shows may come from a file."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if role:
        made.setProperty("role", role)
    if identifier:
        made.setAccessibleIdentifier(identifier)
    return made


def title(context: UiContext, text: str) -> QLabel:
    """The name of a page."""
    made = label(text, "title")
    made.setFont(context.style.font(1.4, bold=True))
    return made


def heading(context: UiContext, text: str) -> QLabel:
    """The name of a part of a page."""
    made = label(text, "heading")
    made.setFont(context.style.font(1.15, bold=True))
    return made


def muted(context: UiContext, text: str = "") -> QLabel:
    """What explains, smaller."""
    made = label(text, "muted")
    made.setFont(context.style.font(0.95))
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Change the role of a widget on screen; its style follows."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(context: UiContext, text: str, identifier: str, role: str = "", icon: str = "") -> QPushButton:
    """A button; `role` "primary" for the one thing that the page is for, "danger" for what loses something."""
    made = QPushButton(f" {text}" if icon else text)
    made.setAccessibleIdentifier(identifier)
    made.setAccessibleName(text)
    made.setAutoDefault(True)
    made.setMinimumHeight(context.style.px(TARGET))
    if role:
        made.setProperty("role", role)
    if icon:
        colours = context.style.colours
        size = context.style.px(18)
        made.setIcon(context.icons.icon(icon, colours.on_accent if role == "primary" else colours.text, size))
        made.setIconSize(QSize(size, size))
    return made


def row(context: UiContext, *widgets: QWidget) -> QWidget:
    """Widgets beside each other that wrap to the next row where there is no room."""
    made = QWidget()
    flow = FlowLayout(made, context.style.px(8))
    for widget in widgets:
        flow.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def column(context: UiContext, parent: QWidget | None = None, margin: int = 0, spacing: int = 8) -> QVBoxLayout:
    """A layout from top to bottom, lengths at 100 %."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    px = context.style.px(margin)
    made.setContentsMargins(px, px, px, px)
    made.setSpacing(context.style.px(spacing))
    return made


def scrolled(widget: QWidget, widest: int = 0) -> SteadyScroll:
    """A form in a frame that scrolls from top to bottom; the focus stays in sight. `widest` keeps lines readable on a
    wide screen."""
    made = SteadyScroll()
    held = widget
    if widest:
        widget.setMaximumWidth(widest)
        held = QWidget()
        beside = QHBoxLayout(held)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(widget, 1000)
        beside.addStretch(1)
    made.setWidget(held)
    # Qt fills what scrolls with the window's colour; here the ground below shows.
    held.setAutoFillBackground(False)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def over_foot(context: UiContext, page: QWidget, inner: QWidget, *foot: QWidget) -> None:
    """A form that scrolls, and below it what stays in sight: what is said of it and its buttons."""
    outer = column(context, page)
    outer.addWidget(scrolled(inner, context.style.px(820)), 1)
    held = QWidget()
    below = column(context, held, 12)
    for widget in foot:
        below.addWidget(widget)
    outer.addWidget(held)


class Card(QFrame):
    """A part of a page on a ground of its own."""

    def __init__(self, context: UiContext, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = column(context, self, 16, spacing)


class Empty(QWidget):
    """Nothing is here: says so, and what to do next."""

    def __init__(self, context: UiContext, icon: str, text: str, next_step: str) -> None:
        super().__init__()
        self.setProperty("role", "empty")
        # When a list has nothing to show, the focus comes here instead of leaving the page.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._frame = QPen(QColor(context.style.colours.focus), 2)
        layout = column(context, self, 24)
        size = context.style.px(48)
        picture = QLabel()
        picture.setPixmap(context.icons.pixmap(icon, context.style.colours.muted, size))
        self.text = heading(context, text)
        self.next_step = muted(context, next_step)
        layout.addStretch(1)
        for part in (picture, self.text, self.next_step):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        layout.addStretch(2)
        self.say(text, next_step)

    def say(self, text: str, next_step: str) -> None:
        self.text.setText(text)
        self.next_step.setText(next_step)
        self.setAccessibleName(f"{text}. {next_step}")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(self._frame)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()


def show_either(filled: QWidget, empty: Empty, *, nothing: bool) -> None:
    """The list, or the empty state in its place; the focus goes along."""
    gone, here = (filled, empty) if nothing else (empty, filled)
    focused = gone.hasFocus()
    here.show()
    if focused:
        here.setFocus(Qt.FocusReason.OtherFocusReason)
    gone.hide()


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """A choice: what it stands for, its words, a name for tests and assistive tools."""

    value: T
    text: str
    name: str


class Radio(WrappingRadio):
    """A radio button with room for the frame that shows its focus, and some air before the next."""

    def __init__(self, context: UiContext, text: str) -> None:
        super().__init__(text, QSize(context.style.px(12), context.style.px(4)))


class Choice(QGroupBox, Generic[T]):
    """A few choices as radio buttons: a combo box cannot be changed through assistive technology (TESTING.md)."""

    changed = Signal()

    def __init__(self, context: UiContext, name: str, options: Sequence[Option[T]], identifier: str) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setFlat(True)
        self.setAccessibleName(name)
        self.setAccessibleIdentifier(identifier)
        flow = FlowLayout(self, context.style.px(8))
        self._values: dict[QAbstractButton, T] = {}
        self._group = QButtonGroup(self)
        for option in options:
            radio = Radio(context, option.text)
            radio.setAccessibleName(option.text)
            radio.setAccessibleIdentifier(f"{identifier}.{option.name}")
            radio.setMinimumHeight(context.style.px(TARGET))
            flow.addWidget(radio)
            self._group.addButton(radio)
            self._values[radio] = option.value
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.buttonToggled.connect(self._toggled)

    def value(self) -> T | None:
        """What is chosen; None when nothing is."""
        chosen = self._group.checkedButton()
        return self._values[chosen] if chosen is not None else None

    def choose(self, value: T | None) -> None:
        self._group.setExclusive(False)
        for radio, stands_for in self._values.items():
            radio.setChecked(stands_for == value and value is not None)
        self._group.setExclusive(True)

    def buttons(self) -> list[QAbstractButton]:
        return list(self._values)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """No frame: the group is there for assistive technology, the label above says what it is."""

    def focus_widget(self) -> QWidget:
        """Where the focus goes: the chosen button, else the first."""
        return self._group.checkedButton() or next(iter(self._values))

    def _toggled(self, _button: QAbstractButton, checked: bool) -> None:
        if checked:
            self.changed.emit()


class Field(QWidget):
    """A control under its label, with what explains it and what is wrong with it."""

    def __init__(
        self, context: UiContext, text: str, control: QWidget, help: str = "", focus: QWidget | None = None
    ) -> None:
        super().__init__()
        self._context = context
        layout = column(context, self, spacing=4)
        self.label = label(text)
        self.label.setFont(context.style.font(bold=True))
        self.label.setBuddy(focus or control)
        if not control.accessibleName():
            control.setAccessibleName(text)
        self._described = focus or control
        if help:
            control.setAccessibleDescription(help)
            self._described.setAccessibleDescription(help)
        self._description = self._described.accessibleDescription()
        layout.addWidget(self.label)
        layout.addWidget(control)
        self.help = muted(context, help)
        self.error = label("", "bad")
        for part in (self.help, self.error):
            # In its place first: what is shown without a parent is a window, and takes the focus.
            layout.addWidget(part)
            part.setVisible(bool(part.text()))

    def tell(self, problem: str) -> None:
        """What is wrong, in words; empty when nothing is. A screen reader finds it at the control, not only below."""
        self._described.setAccessibleDescription(". ".join(part for part in (problem, self._description) if part))
        self.error.setText(problem)
        self.error.setVisible(bool(problem))


def line_edit(
    context: UiContext, name: str, identifier: str, language: Language | None = None, left_to_right: bool = False
) -> QLineEdit:
    """One line of text; it begins on the side of its `language`, else on that of the screen's."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setAccessibleIdentifier(identifier)
    made.setMinimumHeight(context.style.px(TARGET))
    begin_on_side(made, right_to_left=(language or context.language).right_to_left and not left_to_right)
    return made


class Message(QFrame):
    """A quiet line inside a page: what happened, or a question with its answers. Hidden while it says nothing."""

    def __init__(self, context: UiContext, identifier: str) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleIdentifier(identifier)
        self.setProperty("role", "card")
        layout = column(context, self, 12)
        self.label = label("")
        self.answers = row(context)
        layout.addWidget(self.label)
        layout.addWidget(self.answers)
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return not self.answers.isHidden() and not self.isHidden()

    def say(self, text: str, role: str = "good") -> None:
        """Tell something; roles "good", "warn", "bad", "muted". It is announced, the focus stays."""
        self._show(text, role)
        self.answers.hide()

    def ask(self, text: str, *answers: tuple[str, str, Callable[[], None]]) -> None:
        """A question: each answer is its words, its identifier and what it does. The first takes the focus."""
        self._show(text, "warn")
        buttons: list[QPushButton] = []
        for words, identifier, act in answers:
            made = button(self._context, words, identifier)
            made.clicked.connect(act)
            buttons.append(made)
        fill(self.answers, buttons)
        self.answers.show()
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        self.label.setText("")
        self.hide()

    def _show(self, text: str, role: str) -> None:
        set_role(self.label, role)
        self.label.setText(text)
        self.show()
        self._context.announcer.say(text, Weight.EVENT if role == "good" else Weight.ALWAYS)


def fill(holder: QWidget, widgets: Sequence[QWidget]) -> None:
    """Put these widgets into a row in place of what it held."""
    layout = holder.layout()
    if layout is None:
        return
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
        widget.show()
    layout.invalidate()
    holder.updateGeometry()


def shortened(name: str) -> str:
    """A name cut at a word, for a button; the whole of it goes into the accessible name."""
    if len(name) <= _LONGEST_NAME:
        return name
    kept, _, rest = name[:_LONGEST_NAME].rpartition(" ")
    return f"{kept or rest}…"
