"""Printed pages on the screen, at the width that there is."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from operator_app.ui.context import UiContext
from operator_app.ui.steady_scroll import SteadyScroll

MOST_PAGES_SEEN = 24
_REDRAW_MS = 150
_WIDEST, _NARROWEST = 900, 200
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class Counter(QObject):
    """Carries progress from the printing thread to a bar."""

    moved = Signal(int, int)


class PaperView(SteadyScroll):
    """Shows pictures of pages under each other, each a label with its number."""

    def __init__(self, context: UiContext, name: str) -> None:
        super().__init__()
        self._context = context
        self.pictures: Sequence[QImage] = ()
        self.pages = QWidget()
        self.pages.setObjectName("printedPages")
        self._sheets = QVBoxLayout(self.pages)
        self._sheets.setSpacing(context.style.px(12))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setWidget(self.pages)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(_REDRAW_MS)
        self._redraw.timeout.connect(self._draw)
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._draw_next)

    def wanted_width(self) -> int:
        """How wide pictures are to be made, logical pixels."""
        return max(400, self._room())

    def show_pictures(self, pictures: Sequence[QImage]) -> None:
        self.pictures = pictures
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.pictures:
            self._redraw.start()

    def _room(self) -> int:
        return self.viewport().width() - self._context.style.px(48)

    def _draw(self) -> None:
        """The first page now, the others one by one: all at once they would hold the window for half a second."""
        while (item := self._sheets.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._sheets.addStretch(1)
        self._draw_next()

    def _draw_next(self) -> None:
        drawn = self._sheets.count() - 1
        if drawn >= len(self.pictures):
            self._next.stop()
            return
        width = min(_WIDEST, max(_NARROWEST, self._room()))
        sheet = QLabel()
        sheet.setProperty("role", "paper")
        sheet.setAccessibleName(self._context.t("Page {n}", n=drawn + 1))
        sheet.setPixmap(QPixmap.fromImage(self.pictures[drawn].scaledToWidth(width, _SMOOTH)))
        self._sheets.insertWidget(drawn, sheet, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._next.start()
