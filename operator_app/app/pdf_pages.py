"""The pages of a PDF file as pictures, from pdfium."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pypdfium2
from PySide6.QtGui import QImage

_POINTS_PER_INCH = 72

PDFIUM_ALONE = threading.Lock()
"""Held by every call of pdfium in this process: its functions may not run in two threads at once, even over two
documents ("PDFium is not thread-safe", pypdfium2's readme); they end the process when they do. A preview, a draft and
a printer have a thread each."""


class PdfPages:
    """An open file; its pages are numbered from 0. Between two pages another thread may draw its own."""

    def __init__(self, file: Path) -> None:
        with PDFIUM_ALONE:
            self._document = pypdfium2.PdfDocument(file)
            self._count = len(self._document)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with PDFIUM_ALONE:
            self._document.close()

    def __len__(self) -> int:
        return self._count

    def picture(self, number: int, width: int) -> QImage:
        """A page as a picture of its own memory, `width` pixels wide."""
        return self._drawn(number, lambda page: width / page.get_width())

    def printed(self, number: int, dpi: int) -> QImage:
        """A page as a picture of `dpi` dots an inch."""
        return self._drawn(number, lambda _page: dpi / _POINTS_PER_INCH)

    def _drawn(self, number: int, scale: Callable[[pypdfium2.PdfPage], float]) -> QImage:
        with PDFIUM_ALONE:
            page = self._document[number]
            bitmap = page.render(scale=scale(page), rev_byteorder=True, prefer_bgrx=True)
            pixels = bytes(bitmap.buffer)
            picture = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
            bitmap.close()
            page.close()
        return picture
