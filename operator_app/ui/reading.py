"""Text that is read: fitted to its content, copyable, in the direction of its language."""

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QTextBrowser

from operator_app.domain.direction import plain


def show(label: QLabel, text: str) -> None:
    """The text of a label; speech and braille get it without the direction controls that were added to draw it."""
    spoken = plain(text)
    label.setText(text)
    label.setAccessibleName(spoken if spoken != text else "")


class FittedText(QTextBrowser):
    """A text as high as its content: the page around it scrolls, so that there is one scroll bar."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self.document().setDefaultFont(font)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def show_html(self, html: str, *, right_to_left: bool) -> None:
        """Show rich text whose paragraphs run in one direction."""
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.setHtml(html)
        self._fit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copying takes the text without direction controls, as plain text."""
        data = QMimeData()
        data.setText(plain(self.textCursor().selectedText().replace("\u2029", "\n")))
        return data

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not this text."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys belong to the page around; the rest moves the text cursor."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _height(self) -> int:
        return int(self.document().size().height()) + 2

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(max(1, self._height()))
