"""Icons from resources/icons, drawn in the colours of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from operator_app.domain.documents import Kind

_OF_KIND = {
    Kind.PROCEDURE: "procedure",
    Kind.TIP: "tip",
    Kind.CONTACT: "contact",
    Kind.GREETING: "greeting",
    Kind.NEWS: "news",
    Kind.LINE: "line",
    Kind.MODULE: "training",
}


class Icons:
    """SVG icons; `currentColor` in them is filled with the colour asked for."""

    def __init__(self, folder: Path, ratio: float = 2.0) -> None:
        self._folder = folder
        self._ratio = ratio
        self._drawn: dict[tuple[str, str, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int) -> QPixmap:
        """A square pixmap of `size` logical pixels; an icon that is missing is an empty square."""
        key = (name, colour, size)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size)
        return self._drawn[key]

    def icon(self, name: str, colour: str, size: int = 20) -> QIcon:
        return QIcon(self.pixmap(name, colour, size))

    def of_kind(self, kind: Kind, colour: str, size: int) -> QPixmap:
        return self.pixmap(_OF_KIND.get(kind, "procedure"), colour, size)

    def _draw(self, name: str, colour: str, size: int) -> QPixmap:
        pixmap = QPixmap(QSize(size, size) * self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        file = self._folder / f"{name}.svg"
        if file.is_file():
            source = file.read_text(encoding="utf-8").replace("currentColor", colour)
            painter = QPainter(pixmap)
            QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(pixmap.rect()))
            painter.end()
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap
