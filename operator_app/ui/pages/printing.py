"""Printing: choose a document, look at its pages, save it as PDF or send it to a printer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QProgressBar, QSplitter, QWidget

from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.i18n import msgid
from operator_app.ui import words
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.paper_view import MOST_PAGES_SEEN, Counter, PaperView
from operator_app.ui.pages.parts import Choice, Field, Message, Option, button, column, row, scrolled, title

SHEET = "sheet"
# What can be printed, as the command line names it, with its msgid.
DOCUMENTS: tuple[tuple[str, str], ...] = (
    (SHEET, msgid("Sheet of the article shown")),
    ("keys", msgid("Key card")),
    ("greeting", msgid("Greeting card")),
    ("directory", msgid("Directory")),
    ("booklet", msgid("Emergency booklet")),
    ("guide", msgid("The whole guide")),
    ("poster", msgid("Poster of public numbers")),
    ("letter", msgid("Letter block of public numbers")),
    ("manual", msgid("User manual")),
)
_PAPERS = ("A4", "A5")
# Below this width, in pixels at 100 % text, the preview stands under the choices.
_NARROW = 640


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What to print: a name of DOCUMENTS, for a sheet the article's id, the languages in order, the paper."""

    what: str
    article: str
    languages: tuple[Language, ...]
    paper: str


class PrintWork(Protocol):
    """How it is done, from outside the screen. Every method blocks and raises Problem; called on the slow lane."""

    def make(
        self, job: PrintJob, out: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> None: ...

    def pictures(self, file: Path, width: int, most: int) -> list[QImage]: ...

    def send(self, file: Path, printer: QPrinter) -> None: ...


class PrintPage(Page):
    """The preview is the printed file itself, page by page."""

    def __init__(self, context: UiContext, work: PrintWork, folder: Path) -> None:
        """`folder` holds the file that is looked at; it belongs to this post."""
        super().__init__()
        self._context = context
        self._work = work
        self._file = folder / "preview.pdf"
        self._article = ""
        self._latest = Latest()
        self._request: Request | None = None
        self._counter = Counter(self)
        self._build()
        self._join()

    def _build(self) -> None:
        t, context = self._context.t, self._context
        self.setAccessibleName(t("Print"))
        self.what = Choice(context, t("Document"), [Option(n, t(text), n) for n, text in DOCUMENTS], "print.what")
        spoken: list[Option[tuple[Language, ...]]] = [
            Option((one,), words.language(one), one.value) for one in (Language.AR, Language.FR, Language.EN)
        ]
        spoken.append(Option((Language.AR, Language.FR), t("Arabic and French"), "ar+fr"))
        self.languages = Choice(context, t("Languages"), spoken, "print.languages")
        self.paper = Choice(context, t("Paper"), [Option(name, name, name) for name in _PAPERS], "print.paper")
        self.save = button(context, t("Save as PDF…"), "print.save", "primary", "export")
        self.send = button(context, t("Print…"), "print.send", icon="printer")
        self.stop = button(context, t("Stop"), "print.stop")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(t("Progress"))
        self.message = Message(context, "print.message")
        self.area = PaperView(context, t("Preview"))
        self.pages = self.area.pages
        self._place()

    def _place(self) -> None:
        t, context = self._context.t, self._context
        choices = QWidget()
        layout = column(context, choices, 16, 10)
        layout.addWidget(title(context, t("Print")))
        layout.addWidget(row(context, self.save, self.send, self.stop))
        layout.addWidget(self.progress)
        layout.addWidget(self.message)
        for text, control in ((t("Document"), self.what), (t("Languages"), self.languages), (t("Paper"), self.paper)):
            layout.addWidget(Field(context, text, control, focus=control.focus_widget()))
        layout.addStretch(1)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(scrolled(choices))
        self.halves.addWidget(self.area)
        self.halves.setSizes([400, 600])
        column(context, self).addWidget(self.halves)

    def _join(self) -> None:
        self.what.changed.connect(self._make)
        self.languages.changed.connect(self._make)
        self.paper.changed.connect(self._make)
        self.save.clicked.connect(self._save)
        self.send.clicked.connect(self._send)
        self.stop.clicked.connect(self._stop)
        self._counter.moved.connect(self._moved)
        self.paper.choose("A4")
        self.languages.choose((self._context.language,))

    def about(self, document_id: str) -> None:
        """The article that was on screen is offered first; without one, what was chosen last, or the key card."""
        if document_id == self._article and self.what.value() is not None:
            return
        id = self._article = document_id
        sheet = self.what.buttons()[0]
        sheet.setEnabled(bool(id))
        self.what.choose(SHEET if id else "keys")
        self._make()

    def offer(self, what: str) -> None:
        """Begin with this document."""
        self.what.choose(what)

    def entered(self) -> None:
        self.what.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.area.pictures and self._request is None:
            self._make()

    def back(self) -> bool:
        """Esc stops what runs, then leaves."""
        if self._request is not None:
            self._stop()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._context.style.px(_NARROW)
        self.halves.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)

    def _job(self) -> PrintJob | None:
        what, languages, paper = self.what.value(), self.languages.value(), self.paper.value()
        if what is None or languages is None or paper is None or (what == SHEET and not self._article):
            return None
        # Only a sheet is printed in two languages one after the other.
        return PrintJob(what, self._article, languages if what == SHEET else languages[:1], paper)

    def _make(self) -> None:
        job = self._job()
        request = self._latest.replace(Request())
        self.area.show_pictures([])
        self._busy(None)
        if job is None:
            return
        self._busy(request)
        self.message.clear()
        width = self.area.wanted_width()
        work, file, counter = self._work, self._file, self._counter

        def make() -> list[QImage]:
            work.make(job, file, counter.moved.emit, request.is_cancelled)
            return work.pictures(file, width, MOST_PAGES_SEEN)

        self._context.bridge.run(self._context.lanes.slow, make, self._made, self._failed, request)

    def _made(self, pictures: list[QImage]) -> None:
        self._busy(None)
        self.area.show_pictures(pictures)
        told = self._context.t.count("{n} page shown.", "{n} pages shown.", len(pictures))
        self._context.announcer.say_when_quiet(told)

    def _failed(self, problem: Problem) -> None:
        self._busy(None)
        self.message.say(self._context.t.problem(problem), "bad")

    def _busy(self, request: Request | None) -> None:
        self._request = request
        working = request is not None
        for part in (self.progress, self.stop):
            part.setVisible(working)
        self.progress.setRange(0, 0)
        for part in (self.save, self.send):
            part.setEnabled(not working and self._job() is not None)

    def _moved(self, done: int, total: int) -> None:
        if self._request is not None:
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    def _stop(self) -> None:
        self._latest.drop()
        self._busy(None)
        self.message.say(self._context.t("Stopped; nothing was written."), "muted")

    def _save(self) -> None:
        t = self._context.t
        name, _ = QFileDialog.getSaveFileName(self, t("Save as PDF…"), f"{self.what.value()}.pdf", "PDF (*.pdf)")
        job = self._job()
        if not name or job is None:
            return
        path = Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")
        request = self._latest.replace(Request())
        self._busy(request)
        told = t("Saved as {file}", file=path.name)
        self._context.bridge.run(
            self._context.lanes.slow,
            lambda: self._work.make(job, path, self._counter.moved.emit, request.is_cancelled),
            lambda _: self._finished(told),
            self._failed,
            request,
        )

    def _send(self) -> None:
        """The system's own dialog: printer, pages, copies."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        request = self._latest.replace(Request())
        self._busy(request)
        told = self._context.t("Sent to the printer.")
        self._context.bridge.run(
            self._context.lanes.slow,
            lambda: self._work.send(self._file, printer),
            lambda _: self._finished(told),
            self._failed,
            request,
        )

    def _finished(self, told: str) -> None:
        self._busy(None)
        self.message.say(told)
