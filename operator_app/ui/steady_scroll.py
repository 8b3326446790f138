"""A scroll area that assistive technology may walk at any time."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class SteadyScroll(QScrollArea):
    """A QScrollArea with a vertical bar of its own, beside the viewport.

    Qt counts visible scroll bars among a scroll area's accessible children and, asked for one by its number, reads past
    the end of that list when the bar has gone meanwhile (QAccessibleAbstractScrollArea::child, Qt 6.11): the program
    dies under a screen reader as soon as a page changes at the wrong moment. So Qt's own bars never show.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(_OFF)
        self.setHorizontalScrollBarPolicy(_OFF)
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.hide()
        inner = self.verticalScrollBar()
        inner.rangeChanged.connect(self._follow_range)
        inner.valueChanged.connect(self.bar.setValue)
        self.bar.valueChanged.connect(inner.setValue)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.StyleChange):
            self._room_for_bar()

    def _follow_range(self, least: int, most: int) -> None:
        self.bar.setRange(least, most)
        self.bar.setValue(self.verticalScrollBar().value())
        if self.bar.isHidden() == (most > least):
            self.bar.setVisible(most > least)
            self._room_for_bar()
        self._place_bar()

    def _room_for_bar(self) -> None:
        wide = 0 if self.bar.isHidden() else self.bar.sizeHint().width()
        left = wide if self._mirrored() else 0
        self.setViewportMargins(left, 0, wide - left, 0)
        self._place_bar()

    def _place_bar(self) -> None:
        """On the side where Qt has it, as high as what is seen."""
        inner, room, wide = self.verticalScrollBar(), self.contentsRect(), self.bar.sizeHint().width()
        self.bar.setPageStep(inner.pageStep())
        self.bar.setSingleStep(inner.singleStep())
        left = room.left() if self._mirrored() else room.right() - wide + 1
        self.bar.setGeometry(QRect(left, room.top(), wide, room.height()))

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft
