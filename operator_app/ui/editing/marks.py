"""Words in a text field that are underlined with a wave: shown, found again and replaced."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit, QWidget

from operator_app.domain.languages import Language
from operator_app.domain.spelling import Word
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import Control
from operator_app.ui.editing.text_controls import GrowingText, ItemsControl, LineControl, TextControl

_KEEP = QTextCursor.MoveMode.KeepAnchor


class Field(Protocol):
    """A text field whose words are marked. Positions are in its text."""

    widget: QWidget
    language: Language | None

    def text(self) -> str: ...

    def show(self, words: Sequence[Word]) -> None: ...

    def cursor(self) -> int: ...

    def at(self, point: QPoint) -> int: ...

    def select(self, word: Word) -> None: ...

    def replace(self, word: Word, other: str) -> None: ...

    def box(self) -> QRect: ...

    def menu(self) -> QMenu: ...


def field_of(context: UiContext, control: Control) -> Field | None:
    """The field of a control that is written in words; None for another."""
    match control:
        case LineControl(is_text=True):
            return LineField(context, control)
        case TextControl() | ItemsControl():
            return TextField(context, control.text)
        case _:
            return None


def wave(context: UiContext) -> QTextCharFormat:
    """How a marked word is drawn: by its form, not by colour alone."""
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    made.setUnderlineColor(QColor(context.style.colours.bad))
    return made


class TextField:
    def __init__(self, context: UiContext, text: GrowingText) -> None:
        self.widget: QWidget = text
        self.language = text.language
        self._text = text
        self._wave = wave(context)

    def text(self) -> str:
        return self._text.text()

    def show(self, words: Sequence[Word]) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        for word in words:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(word)
            mark.format = self._wave
            marks.append(mark)
        self._text.setExtraSelections(marks)

    def cursor(self) -> int:
        return self._text.textCursor().selectionStart()

    def at(self, point: QPoint) -> int:
        return self._text.cursorForPosition(point).position()

    def select(self, word: Word) -> None:
        self._text.setTextCursor(self._cursor(word))

    def replace(self, word: Word, other: str) -> None:
        cursor = self._cursor(word)
        cursor.insertText(other)
        self._text.setTextCursor(cursor)

    def box(self) -> QRect:
        return self._text.cursor_box()

    def menu(self) -> QMenu:
        return self._text.createStandardContextMenu()

    def _cursor(self, word: Word) -> QTextCursor:
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(word.start)
        cursor.setPosition(word.end, _KEEP)
        return cursor


class LineField:
    """A line has no formats of its own: the ones of an input method are drawn without touching the text."""

    def __init__(self, context: UiContext, control: LineControl) -> None:
        self.widget: QWidget = control.line
        self.language = control.language
        self._line: QLineEdit = control.line
        self._control = control
        self._wave = wave(context)
        self._shown: list[Word] = []

    def text(self) -> str:
        return self._line.text()

    def show(self, words: Sequence[Word]) -> None:
        if not words and not self._shown:
            return
        self._shown = list(words)
        cursor, kind = self._line.cursorPosition(), QInputMethodEvent.AttributeType.TextFormat
        formats = [QInputMethodEvent.Attribute(kind, word.start - cursor, len(word.text), self._wave) for word in words]
        QApplication.sendEvent(self._line, QInputMethodEvent("", formats))

    def cursor(self) -> int:
        return self._line.selectionStart() if self._line.hasSelectedText() else self._line.cursorPosition()

    def at(self, point: QPoint) -> int:
        return self._line.cursorPositionAt(point)

    def select(self, word: Word) -> None:
        self._line.setSelection(word.start, len(word.text))

    def replace(self, word: Word, other: str) -> None:
        self._line.setSelection(word.start, len(word.text))
        self._line.insert(other)
        self._control.edited.emit()

    def box(self) -> QRect:
        return self._line.cursorRect()

    def menu(self) -> QMenu:
        return self._line.createStandardContextMenu()
