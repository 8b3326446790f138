"""Printing: choose a document, look at its pages, save it as PDF or send it to a printer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QProgressBar, QSplitter, QStackedWidget, QWidget

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
BRAILLE = "braille"
_OF_ARTICLE = (SHEET, BRAILLE)
_IN_BOTH = (SHEET, "sheets")
# As what a document can be saved; the others as PDF.
_ENDINGS = {BRAILLE: (".brf",), "poster": (".pdf", ".png"), "letter": (".pdf", ".png")}
# What can be printed, as the command line names it, with its msgid.
DOCUMENTS: tuple[tuple[str, str], ...] = (
    (SHEET, msgid("Sheet of the article shown")),
    ("keys", msgid("Key card")),
    ("greeting", msgid("Greeting card")),
    ("directory", msgid("Directory")),
    ("booklet", msgid("Emergency booklet")),
    ("guide", msgid("The whole guide")),
    ("sheets", msgid("Every sheet, on its own pages")),
    ("poster", msgid("Poster of public numbers")),
    ("letter", msgid("Letter block of public numbers")),
    ("manual", msgid("User manual")),
    (BRAILLE, msgid("Braille of the article shown")),
)
_PAPERS = ("A4", "A5")
# By keyboard too: a braille line follows the cursor.
_READABLE = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
# Below this width, in pixels at 100 % text, the preview stands under the choices.
_NARROW = 640
# The choices are never narrower, in the same pixels; the preview has the rest.
_CHOICES = 300


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

    def send(self, file: Path, printer: QPrinter, cancelled: Callable[[], bool]) -> None: ...

    def cells(self, job: PrintJob) -> list[str]: ...

    def has_emblem(self) -> bool: ...

    def keep_emblem(self, picture: Path | None) -> None: ...


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
        self.cells = QPlainTextEdit()
        self.cells.setReadOnly(True)
        self.cells.setTextInteractionFlags(_READABLE)
        self.cells.setTabChangesFocus(True)
        self.cells.setAccessibleName(t("Braille"))
        self.cells.setProperty("role", "paper")
        self.emblem = button(context, t("Emblem of the body…"), "print.emblem")
        self.no_emblem = button(context, t("Without emblem"), "print.no_emblem")
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
        layout.addWidget(row(context, self.emblem, self.no_emblem))
        layout.addStretch(1)
        self.seen = QStackedWidget()
        self.seen.addWidget(self.area)
        self.seen.addWidget(self.cells)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        chosen = scrolled(choices)
        chosen.setMinimumWidth(context.style.px(_CHOICES))
        self.halves.addWidget(chosen)
        self.halves.addWidget(self.seen)
        self.halves.setSizes([400, 600])
        column(context, self).addWidget(self.halves)

    def _join(self) -> None:
        self.what.changed.connect(self._make)
        self.languages.changed.connect(self._make)
        self.paper.changed.connect(self._make)
        self.save.clicked.connect(self._save)
        self.send.clicked.connect(self._send)
        self.stop.clicked.connect(self._stop)
        self.emblem.clicked.connect(self._choose_emblem)
        self.no_emblem.clicked.connect(lambda: self._keep_emblem(None))
        self._counter.moved.connect(self._moved)
        self.paper.choose("A4")
        self.languages.choose((self._context.language,))

    def about(self, document_id: str) -> None:
        """The article that was on screen is offered first; without one, what was chosen last, or the key card."""
        if document_id == self._article and self.what.value() is not None:
            return
        id = self._article = document_id
        for offered, (name, _) in zip(self.what.buttons(), DOCUMENTS, strict=True):
            offered.setEnabled(bool(id) or name not in _OF_ARTICLE)
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
        if what is None or languages is None or paper is None or (what in _OF_ARTICLE and not self._article):
            return None
        # Only sheets are printed in two languages one after the other.
        return PrintJob(what, self._article, languages if what in _IN_BOTH else languages[:1], paper)

    def _make(self) -> None:
        job = self._job()
        request = self._latest.replace(Request())
        self.area.show_pictures([])
        self._busy(None)
        if job is None:
            return
        self._busy(request)
        self.message.clear()
        t = self._context.t
        self.save.setText(t("Save as BRF…") if job.what == BRAILLE else t("Save as PDF…"))
        if job.what == BRAILLE:
            self._show_cells(job, request)
            return
        self.seen.setCurrentWidget(self.area)
        width = self.area.wanted_width()
        work, file, counter = self._work, self._file, self._counter

        def make() -> list[QImage]:
            work.make(job, file, counter.moved.emit, request.is_cancelled)
            return work.pictures(file, width, MOST_PAGES_SEEN)

        self._context.bridge.run(self._context.lanes.slow, make, self._made, self._failed, request)

    def _show_cells(self, job: PrintJob, request: Request) -> None:
        self.seen.setCurrentWidget(self.cells)
        self.cells.clear()
        self._context.bridge.run(
            self._context.lanes.slow, lambda: self._work.cells(job), self._brailled, self._failed, request
        )

    def _brailled(self, lines: list[str]) -> None:
        self._busy(None)
        self.send.setEnabled(False)
        self.cells.setPlainText("\n".join(lines))

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
        for part in (self.emblem, self.no_emblem):
            part.setEnabled(not working)
        self.no_emblem.setVisible(self._work.has_emblem())

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
        endings = _ENDINGS.get(self.what.value() or "", (".pdf",))
        kinds = ";;".join(f"{ending[1:].upper()} (*{ending})" for ending in endings)
        name, kind = QFileDialog.getSaveFileName(self, self.save.text(), f"{self.what.value()}{endings[0]}", kinds)
        job = self._job()
        if not name or job is None:
            return
        chosen = next((ending for ending in endings if f"*{ending})" in kind), endings[0])
        path = Path(name) if name.lower().endswith(endings) else Path(f"{name}{chosen}")
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
            lambda: self._work.send(self._file, printer, request.is_cancelled),
            lambda _: self._finished(told),
            self._failed,
            request,
        )

    def _choose_emblem(self) -> None:
        t = self._context.t
        kinds = f"{t('Pictures')} (*.png *.jpg *.jpeg *.gif *.bmp *.webp)"
        name, _ = QFileDialog.getOpenFileName(self, t("Emblem of the body…"), "", kinds)
        if name:
            self._keep_emblem(Path(name))

    def _keep_emblem(self, picture: Path | None) -> None:
        """The emblem is seen at once on what is shown."""
        request = self._latest.replace(Request())
        self._busy(request)
        self._context.bridge.run(
            self._context.lanes.slow,
            lambda: self._work.keep_emblem(picture),
            lambda _: self._make(),
            self._failed,
            request,
        )

    def _finished(self, told: str) -> None:
        self._busy(None)
        self.message.say(told)
