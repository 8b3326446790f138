"""Radio buttons and check boxes whose words go on in a next line where they do not fit: Qt would cut them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy


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


class WrappingRadio(QRadioButton):
    """As wide as its words in one line where there is room, less where there is none."""

    def __init__(self, text: str, room: QSize | None = None) -> None:
        """`room`: added to what its style asks for."""
        super().__init__(text)
        self._whole = text
        self._more = room or QSize(0, 0)
        self.setSizePolicy(_follows())

    def setText(self, text: str) -> None:
        """Other words from now on; `text()` is what is shown of them, with its breaks."""
        self._whole = text
        self._break()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return _hint(super().sizeHint(), self.fontMetrics(), self.text(), self._whole) + self._more

    def minimumSizeHint(self) -> QSize:
        words = max(self._whole.split(), key=self.fontMetrics().horizontalAdvance, default="")
        return _hint(super().sizeHint(), self.fontMetrics(), self.text(), words) + self._more

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(super().sizeHint() + self._more, self.fontMetrics(), self.text(), self._whole, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        room = _room(super().sizeHint() + self._more, self.fontMetrics(), self.text(), self.width())
        super().setText(broken(self._whole, self.fontMetrics(), room))


class WrappingCheck(QCheckBox):
    """See `WrappingRadio`."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._whole = text
        self.setSizePolicy(_follows())

    def setText(self, text: str) -> None:
        """See `WrappingRadio.setText`."""
        self._whole = text
        self._break()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return _hint(super().sizeHint(), self.fontMetrics(), self.text(), self._whole)

    def minimumSizeHint(self) -> QSize:
        words = max(self._whole.split(), key=self.fontMetrics().horizontalAdvance, default="")
        return _hint(super().sizeHint(), self.fontMetrics(), self.text(), words)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(super().sizeHint(), self.fontMetrics(), self.text(), self._whole, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        room = _room(super().sizeHint(), self.fontMetrics(), self.text(), self.width())
        super().setText(broken(self._whole, self.fontMetrics(), room))


def _follows() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def _wide(metrics: QFontMetrics, text: str) -> int:
    return max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)


def _room(asked: QSize, metrics: QFontMetrics, text: str, width: int) -> int:
    """What is left of a width for words, when this is asked for with that text."""
    return width - (asked.width() - _wide(metrics, text))


def _hint(asked: QSize, metrics: QFontMetrics, text: str, words: str) -> QSize:
    """What is asked for with that text, for other words in one line."""
    higher = text.count("\n") * metrics.lineSpacing()
    return QSize(asked.width() - _wide(metrics, text) + _wide(metrics, words), asked.height() - higher)


def _height(asked: QSize, metrics: QFontMetrics, text: str, whole: str, width: int) -> int:
    lines = broken(whole, metrics, _room(asked, metrics, text, width)).count("\n")
    return asked.height() + (lines - text.count("\n")) * metrics.lineSpacing()
