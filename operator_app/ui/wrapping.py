"""Radio buttons and check boxes whose words go on in a next line where they do not fit: Qt would cut them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

# At run time a button has one base of Qt's: its own kind.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


def broken(text: str, metrics: QFontMetrics, room: int) -> str:
    """The text in lines that are no wider than `room` pixels, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


class _Wrapping(_Button):
    """As wide as its words in one line where there is room, less where there is none."""

    _whole = ""
    _more = QSize(0, 0)

    def _wrap(self, text: str, room: QSize) -> None:
        self._whole = text
        self._more = room
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Other words from now on; `text()` is what is shown of them, with its breaks."""
        self._whole = text
        self._break()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._in_one_line(self._whole)

    def minimumSizeHint(self) -> QSize:
        return self._in_one_line(max(self._whole.split(), key=self.fontMetrics().horizontalAdvance, default=""))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = broken(self._whole, self.fontMetrics(), self._left(width)).count("\n")
        return self._asked().height() + (lines - self.text().count("\n")) * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        super().setText(broken(self._whole, self.fontMetrics(), self._left(self.width())))

    def _asked(self) -> QSize:
        """What is asked for with the words as they are shown now."""
        return super().sizeHint() + self._more

    def _in_one_line(self, words: str) -> QSize:
        """What would be asked for with these words."""
        asked, metrics = self._asked(), self.fontMetrics()
        width = asked.width() - self._wide() + metrics.horizontalAdvance(words)
        return QSize(width, asked.height() - self.text().count("\n") * metrics.lineSpacing())

    def _left(self, width: int) -> int:
        """What is left of a width for words."""
        return width - (self._asked().width() - self._wide())

    def _wide(self) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, self.text().split("\n")))


class WrappingRadio(_Wrapping, QRadioButton):
    """A radio button; see `_Wrapping`."""

    def __init__(self, text: str, room: QSize | None = None) -> None:
        """`room`: added to what its style asks for."""
        super().__init__(text)
        self._wrap(text, room or QSize(0, 0))


class WrappingCheck(_Wrapping, QCheckBox):
    """A check box; see `_Wrapping`."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._wrap(text, QSize(0, 0))
