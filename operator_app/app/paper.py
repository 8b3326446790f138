"""From the print page to the press and the printer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from operator_app.app.apart import print_apart
from operator_app.app.pdf_pages import PdfPages
from operator_app.app.printing import Print, Printing, never
from operator_app.desk import Desk
from operator_app.domain.problems import Problem
from operator_app.sheets import Paper, emblem, keep_emblem
from operator_app.ui.pages.printing import BRAILLE, SHEET, PrintJob

_SHARPNESS = 2
# Documents of many pages: set in a process of their own, since setting type holds the interpreter.
_BOOKS = (Print.GUIDE, Print.DIRECTORY, Print.BOOKLET, Print.SHEETS, Print.MANUAL)
_PRINTED_DPI = 300
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


class PaperWork:
    """What the print page asks for. Raises Problem as `Printing` does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def make(
        self, job: PrintJob, out: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> None:
        """Write the document as PDF, whole or not at all."""
        if job.what in _BOOKS:
            print_apart(self._desk.home, job, out, progress, cancelled)
            return
        printing = Printing(self._desk, Paper[job.paper])
        if job.what == BRAILLE:
            printing.braille([job.article], job.languages[0], out, None, progress, cancelled)
        elif job.what == SHEET:
            printing.sheets([job.article], job.languages, out, progress, cancelled)
        else:
            printing.document(Print(job.what), job.languages[0], out, progress, cancelled)

    def cells(self, job: PrintJob) -> list[str]:
        """The article as lines of Unicode braille."""
        return Printing(self._desk).cells(job.article, job.languages[0])

    def has_emblem(self) -> bool:
        return emblem(self._desk.home) is not None

    def keep_emblem(self, picture: Path | None) -> None:
        """Raises Problem: emblem_unreadable, cannot_write."""
        keep_emblem(self._desk.home, picture)

    def pictures(self, file: Path, width: int, most: int) -> list[QImage]:
        """The first pages, `width` logical pixels wide and sharp on a dense screen."""
        with PdfPages(file) as pages:
            return [pages.picture(number, width * _SHARPNESS) for number in range(min(most, len(pages)))]

    def send(self, file: Path, printer: QPrinter, cancelled: Callable[[], bool] = never) -> None:
        """Print the pages that the dialog chose, as often as it said. Raises Problem: printer_failed,
        printing_cancelled."""
        painter = QPainter()
        if not painter.begin(printer):
            raise Problem("printer_failed", printer=printer.printerName())
        try:
            with PdfPages(file) as pages:
                self._paint(pages, printer, painter, cancelled)
        except Problem:
            printer.abort()
            raise
        finally:
            painter.end()

    def _paint(self, pages: PdfPages, printer: QPrinter, painter: QPainter, cancelled: Callable[[], bool]) -> None:
        for place, number in enumerate(_asked(printer, len(pages))):
            if cancelled():
                raise Problem("printing_cancelled")
            if place:
                printer.newPage()
            picture = pages.printed(number - 1, _PRINTED_DPI)
            room = painter.viewport()
            size = picture.size().scaled(room.size(), _KEEP)
            painter.drawImage(QRect(room.topLeft(), size), picture)


def work_for(desk: Desk) -> PaperWork:
    """What the print page of a window is handed."""
    return PaperWork(desk)


def _asked(printer: QPrinter, count: int) -> list[int]:
    """The pages in the order in which they are printed; a printer that makes no copies itself gets them again."""
    first, last = max(1, printer.fromPage() or 1), min(count, printer.toPage() or count)
    pages = list(range(first, last + 1))
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies if printer.collateCopies() else [page for page in pages for _ in range(copies)]
