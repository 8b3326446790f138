"""One of several pages at a time."""

from PySide6.QtWidgets import QStackedLayout, QWidget


class Stack(QWidget):
    """What QStackedWidget does, as a plain widget: Qt tells assistive technology of the other as a "layered pane", and
    Orca says "layered pane, 0 items" whenever the focus comes into one."""

    def __init__(self) -> None:
        super().__init__()
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, page: QWidget) -> int:
        return self._pages.addWidget(page)

    def setCurrentWidget(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)

    def setCurrentIndex(self, place: int) -> None:
        self._pages.setCurrentIndex(place)

    def currentWidget(self) -> QWidget | None:
        return self._pages.currentWidget()

    def currentIndex(self) -> int:
        return self._pages.currentIndex()

    def widget(self, place: int) -> QWidget | None:
        return self._pages.widget(place)

    def count(self) -> int:
        return self._pages.count()

    def removeWidget(self, page: QWidget) -> None:
        self._pages.removeWidget(page)
