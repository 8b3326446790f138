"""Controls for text: a line, a text that grows, a list with one item a row."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from operator_app.domain.languages import Language
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import Control
from operator_app.ui.pages.parts import column, line_edit

# A new line inside one item of a list.
_SOFT_BREAK = "\u2028"
_AROUND = 4


class LineControl(Control):
    def __init__(
        self, context: UiContext, name: str, identifier: str, language: Language | None, left_to_right: bool = False
    ) -> None:
        super().__init__()
        self.language = language
        self.is_text = not left_to_right
        """Whether it is written in words: an address on the web is not."""
        self.line = line_edit(context, name, identifier, language, left_to_right)
        column(context, self).addWidget(self.line)
        # Not `textEdited`: what is written through assistive technology (dictation, braille keys) is a change too.
        self.line.textChanged.connect(lambda _: self.edited.emit())

    def value(self) -> object:
        return self.line.text().strip()

    def show_value(self, value: object) -> None:
        if self.value() != value:
            cursor = self.line.cursorPosition()
            with QSignalBlocker(self.line):
                self.line.setText(str(value or ""))
            self.line.setCursorPosition(min(cursor, len(self.line.text())))

    def focus_widget(self) -> QLineEdit:
        return self.line


class GrowingText(QPlainTextEdit):
    """A text as high as what is written in it: the form scrolls, not the field."""

    wrote = Signal()
    moved = Signal()
    """The cursor moved, or the focus came."""

    def __init__(self, context: UiContext, name: str, identifier: str, language: Language | None, rows: int) -> None:
        super().__init__()
        self._rows = rows
        self._quiet = False
        self.context = context
        self.language = language
        right_to_left = (language or context.language).right_to_left
        direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(direction)
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(direction if language is not None else Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.setTabChangesFocus(True)
        # Undo is the form's (see UndoKeys).
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(name)
        self.setAccessibleIdentifier(identifier)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self.moved)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def text(self) -> str:
        """Rows divided by line feeds, soft breaks as they are."""
        block = self.document().firstBlock()
        rows: list[str] = []
        while block.isValid():
            rows.append(block.text())
            block = block.next()
        return "\n".join(rows)

    def show_text(self, text: str) -> None:
        """Only what differs is replaced, so that the cursor stays near."""
        before = self.text()
        if before == text:
            return
        start = _common(before, text)
        end = min(_common(before[::-1], text[::-1]), min(len(before), len(text)) - start)
        self._quiet = True
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(len(before) - end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])
        self._quiet = False
        self._fit()

    def cursor_box(self) -> QRect:
        """Where the cursor is, in this widget."""
        box = self.cursorRect()
        return QRect(self.viewport().mapTo(self, box.topLeft()), box.size())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.context.style.px(120), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit()

    def _changed(self) -> None:
        self._fit()
        if not self._quiet:
            self.wrote.emit()

    def _height(self) -> int:
        lines = max(self._rows, int(self.document().size().height()))
        # Border and padding of the style sheet are not in the margins of the widget.
        around = self.contentsMargins().top() + self.contentsMargins().bottom() + self.context.style.px(_AROUND)
        return lines * self.fontMetrics().lineSpacing() + around + 2 * int(self.document().documentMargin())

    def _fit(self) -> None:
        if self.height() != self._height() or self.minimumHeight() != self._height():
            self.setFixedHeight(self._height())


class TextControl(Control):
    def __init__(self, context: UiContext, name: str, identifier: str, language: Language | None) -> None:
        super().__init__()
        self.text = GrowingText(context, name, identifier, language, 2)
        column(context, self).addWidget(self.text)
        self.text.wrote.connect(self.edited)

    def value(self) -> object:
        return self.text.text().replace(_SOFT_BREAK, "\n").strip()

    def show_value(self, value: object) -> None:
        if self.value() != value:
            self.text.show_text(str(value or ""))

    def focus_widget(self) -> GrowingText:
        return self.text


class NumberedText(GrowingText):
    """Each row has its number at its start: what is one item is seen before it is published."""

    def __init__(self, context: UiContext, name: str, identifier: str, language: Language | None, rows: int) -> None:
        super().__init__(context, name, identifier, language, rows)
        self._beside = _Numbers(self)
        self._make_room()
        self.blockCountChanged.connect(lambda _: self._make_room())
        self.updateRequest.connect(lambda _rect, _dy: self._beside.update())

    @property
    def mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def row_tops(self) -> Sequence[tuple[int, int]]:
        """The number of each row that holds something, and where it begins."""
        block, found, number = self.document().firstBlock(), [], 0
        offset = self.contentOffset()
        while block.isValid():
            if block.text().strip():
                number += 1
                top = self.blockBoundingGeometry(block).translated(QPointF(offset)).top()
                found.append((number, int(top)))
            block = block.next()
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_numbers()

    def _room(self) -> int:
        digits = len(str(max(9, self.blockCount())))
        return self.fontMetrics().horizontalAdvance("0") * digits + self.context.style.px(10)

    def _make_room(self) -> None:
        left, right = (0, self._room()) if self.mirrored else (self._room(), 0)
        self.setViewportMargins(left, 0, right, 0)
        self._place_numbers()

    def _place_numbers(self) -> None:
        inner = self.viewport().geometry()
        left = inner.right() + 1 if self.mirrored else inner.left() - self._room()
        self._beside.setGeometry(QRect(left, inner.top(), self._room(), inner.height()))


class _Numbers(QWidget):
    """The numbers beside the rows; for the eye only, a screen reader reads the rows."""

    def __init__(self, text: NumberedText) -> None:
        super().__init__(text)
        self._text = text

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._text.font())
        painter.setPen(QColor(self._text.context.style.colours.muted))
        height, gap = self.fontMetrics().lineSpacing(), self._text.context.style.px(6)
        side = Qt.AlignmentFlag.AlignLeft if self._text.mirrored else Qt.AlignmentFlag.AlignRight
        box = QRect(gap if self._text.mirrored else 0, 0, self.width() - gap, height)
        for number, top in self._text.row_tops():
            painter.drawText(box.translated(0, top), side | Qt.AlignmentFlag.AlignAbsolute, str(number))
        painter.end()


class ItemsControl(Control):
    """A list: one item a row."""

    def __init__(self, context: UiContext, name: str, identifier: str, language: Language | None) -> None:
        super().__init__()
        self.text = NumberedText(context, name, identifier, language, 2)
        column(context, self).addWidget(self.text)
        self.text.wrote.connect(self.edited)

    def value(self) -> object:
        rows = (row.replace(_SOFT_BREAK, "\n").strip() for row in self.text.text().split("\n"))
        return tuple(row for row in rows if row)

    def show_value(self, value: object) -> None:
        if self.value() != value and isinstance(value, tuple):
            self.text.show_text("\n".join(str(item).replace("\n", _SOFT_BREAK) for item in value))

    def focus_widget(self) -> GrowingText:
        return self.text


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    length = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        length += 1
    return length
