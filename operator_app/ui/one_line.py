"""A label that wraps where there is room, and stands on one line where there is none."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QStyle


class OneLineLabel(QLabel):
    """On one line its end may be cut: the whole of it is in the tooltip, and assistive technology always has it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self._one_line = False

    def set_one_line(self, one_line: bool) -> None:
        if one_line != self._one_line:
            self._one_line = one_line
            # The layout asks anew: the height no longer follows from the width.
            self.setWordWrap(not one_line)
            self._follow()
            self.updateGeometry()
            self.update()

    def minimumSizeHint(self) -> QSize:
        if not self._one_line:
            return super().minimumSizeHint()
        return QSize(QFontMetrics(self.font()).averageCharWidth() * 4, self._height())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height()) if self._one_line else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._one_line:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment() | Qt.AlignmentFlag.AlignVCenter)
        self.style().drawItemText(
            painter, self.contentsRect(), side, self.palette(), self.isEnabled(), self._fitting(), self.foregroundRole()
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._follow()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._follow()

    def _fitting(self) -> str:
        one = self.text().replace("\n", " ")
        return self.fontMetrics().elidedText(one, Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def _height(self) -> int:
        frame = 2 * self.frameWidth() if self.frameShape() is not QFrame.Shape.NoFrame else 0
        return self.fontMetrics().height() + frame

    def _follow(self) -> None:
        cut = self._one_line and self._fitting() != self.text()
        self.setToolTip(self.text() if cut else "")
