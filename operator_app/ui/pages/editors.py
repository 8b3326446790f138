"""A control for each type of setting."""

from collections.abc import Callable, Mapping
from dataclasses import Field as DataField
from enum import StrEnum
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text
from operator_app.i18n import Texts
from operator_app.settings import Declaration, Sounded, Spoken, TelephoneSource, Theme
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.pages.parts import TARGET, Choice, Option, column, label, line_edit
from operator_app.ui.pages.tone_editors import DeviceEditor

_E = TypeVar("_E", bound=StrEnum)
_Choice = Callable[[UiContext], list[Option[object]]]


class Editor(Protocol):
    """What the settings page needs of a control, whatever its type."""

    @property
    def widget(self) -> QWidget: ...

    def value(self) -> object: ...

    def show_value(self, value: object) -> None: ...

    def focus_widget(self) -> QWidget: ...

    def when_changed(self, act: Callable[[], None]) -> None: ...


class _Spin(QSpinBox):
    """The wheel changes a number only while it has the focus: scrolling a form changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberEditor:
    def __init__(self, context: UiContext, declaration: Declaration) -> None:
        self.spin = _Spin()
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.spin.setRange(declaration.minimum, declaration.maximum)
        self.spin.setSingleStep(declaration.step)
        self.spin.setSuffix(f" {declaration.unit}" if declaration.unit else "")
        self.spin.setAccessibleName(context.t(declaration.label))
        self.spin.setAccessibleIdentifier(f"settings.{declaration.name}")
        self.spin.setMinimumSize(context.style.px(130), context.style.px(TARGET))
        self.spin.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._holder = QWidget()
        layout = column(context, self._holder)
        # Numbers run from left to right, and Qt takes the side from the direction of what it places.
        side = Qt.AlignmentFlag.AlignRight if context.language.right_to_left else Qt.AlignmentFlag.AlignLeft
        layout.addWidget(self.spin, 0, side | Qt.AlignmentFlag.AlignAbsolute)

    @property
    def widget(self) -> QWidget:
        return self._holder

    def value(self) -> object:
        return self.spin.value()

    def show_value(self, value: object) -> None:
        self.spin.setValue(value if isinstance(value, int) else 0)

    def focus_widget(self) -> QWidget:
        return self.spin

    def when_changed(self, act: Callable[[], None]) -> None:
        self.spin.valueChanged.connect(lambda _: act())


class SwitchEditor:
    """The words of a check box are its label."""

    def __init__(self, context: UiContext, declaration: Declaration) -> None:
        text = context.t(declaration.label)
        self.box = QCheckBox(text)
        self.box.setAccessibleName(text)
        self.box.setAccessibleIdentifier(f"settings.{declaration.name}")
        self.box.setMinimumHeight(context.style.px(TARGET))

    @property
    def widget(self) -> QWidget:
        return self.box

    def value(self) -> object:
        return self.box.isChecked()

    def show_value(self, value: object) -> None:
        self.box.setChecked(bool(value))

    def focus_widget(self) -> QWidget:
        return self.box

    def when_changed(self, act: Callable[[], None]) -> None:
        self.box.toggled.connect(lambda _: act())


class LineEditor:
    def __init__(self, context: UiContext, declaration: Declaration, left_to_right: bool = False) -> None:
        name = context.t(declaration.label)
        self.line = line_edit(context, name, f"settings.{declaration.name}", left_to_right=left_to_right)

    @property
    def widget(self) -> QWidget:
        return self.line

    def value(self) -> object:
        return self.line.text().strip()

    def show_value(self, value: object) -> None:
        self.line.setText(str(value))

    def focus_widget(self) -> QWidget:
        return self.line

    def when_changed(self, act: Callable[[], None]) -> None:
        self.line.textChanged.connect(lambda _: act())


class TextEditor(QWidget):
    """One line in each language, each in its own direction. Also used by the first-run questions."""

    edited = Signal()

    def __init__(
        self, context: UiContext, name: str, identifier: str, languages: tuple[Language, ...] = tuple(Language)
    ) -> None:
        super().__init__()
        layout = column(context, self, spacing=6)
        self.lines: dict[Language, QLineEdit] = {}
        for language in languages:
            own = words.language(language)
            line = line_edit(context, f"{name}, {own}", f"{identifier}.{language}", language)
            line.textChanged.connect(lambda _: self.edited.emit())
            caption: QLabel = label(own, "muted")
            caption.setBuddy(line)
            layout.addWidget(caption)
            layout.addWidget(line)
            self.lines[language] = line

    @property
    def widget(self) -> QWidget:
        return self

    def value(self) -> Text:
        said = {language: " ".join(line.text().split()) for language, line in self.lines.items()}
        return Text(said.get(Language.AR, ""), said.get(Language.FR, ""), said.get(Language.EN, ""))

    def show_value(self, value: object) -> None:
        if isinstance(value, Text):
            for language, line in self.lines.items():
                line.setText(value.get(language))

    def focus_widget(self) -> QWidget:
        return next(iter(self.lines.values()))

    def when_changed(self, act: Callable[[], None]) -> None:
        self.edited.connect(act)


class RowsEditor:
    """A list of names, one a row."""

    def __init__(self, context: UiContext, declaration: Declaration) -> None:
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(context.t(declaration.label))
        self.text.setAccessibleIdentifier(f"settings.{declaration.name}")
        self.text.setFixedHeight(context.style.px(104))

    @property
    def widget(self) -> QWidget:
        return self.text

    def value(self) -> object:
        return tuple(line.strip() for line in self.text.toPlainText().splitlines() if line.strip())

    def show_value(self, value: object) -> None:
        self.text.setPlainText("\n".join(value) if isinstance(value, tuple) else "")

    def focus_widget(self) -> QWidget:
        return self.text

    def when_changed(self, act: Callable[[], None]) -> None:
        self.text.textChanged.connect(act)


class ChoiceEditor:
    def __init__(self, context: UiContext, declaration: Declaration, options: list[Option[object]]) -> None:
        self.choice = Choice(context, context.t(declaration.label), options, f"settings.{declaration.name}")

    @property
    def widget(self) -> QWidget:
        return self.choice

    def value(self) -> object:
        return self.choice.value()

    def show_value(self, value: object) -> None:
        self.choice.choose(value)

    def focus_widget(self) -> QWidget:
        return self.choice.focus_widget()

    def when_changed(self, act: Callable[[], None]) -> None:
        self.choice.changed.connect(act)


def body_type_options(context: UiContext) -> list[Option[object]]:
    """The kinds of body; "another" last, as it is what remains."""
    ordered = [*(kind for kind in BodyType if kind is not BodyType.ANY), BodyType.ANY]
    return [Option(kind, words.body_type(context.t, kind), kind) for kind in ordered]


def _choice(members: type[_E], named: Callable[[Texts, _E], str]) -> _Choice:
    """The members of an enumeration with their words."""

    def options(context: UiContext) -> list[Option[object]]:
        return [Option(one, named(context.t, one), one) for one in members]

    return options


_CHOICES: Mapping[object, _Choice] = {
    Theme: _choice(Theme, words.theme),
    TelephoneSource: _choice(TelephoneSource, words.telephone),
    Spoken: _choice(Spoken, words.spoken),
    Sounded: _choice(Sounded, words.sounded),
    BodyType: body_type_options,
}


def editor_for(context: UiContext, declaration: Declaration, setting: "DataField[object]") -> Editor:
    """The control for a setting by its declared type. Raises TypeError for a type that has none yet."""
    if setting.type == Language | None:
        options: list[Option[object]] = [Option(one, words.language(one), one) for one in Language]
        return ChoiceEditor(context, declaration, options)
    if setting.type is TelephoneSource:
        options = [Option(one, words.telephone(context.t, one), one) for one in TelephoneSource]
        return ChoiceEditor(context, declaration, options)
    if declaration.name == "tone_device":
        return DeviceEditor(context, declaration)
    if setting.type in _CHOICES:
        return ChoiceEditor(context, declaration, _CHOICES[setting.type](context))
    if setting.type is Text:
        return TextEditor(context, context.t(declaration.label), f"settings.{declaration.name}")
    if setting.type is bool:
        return SwitchEditor(context, declaration)
    if setting.type is int:
        return NumberEditor(context, declaration)
    if setting.type is str:
        technical = declaration.name.startswith(("dial_", "telephone_", "shared_"))
        return LineEditor(context, declaration, left_to_right=technical)
    if setting.type == tuple[str, ...]:
        return RowsEditor(context, declaration)
    raise TypeError(f"no control for {setting.type}")
