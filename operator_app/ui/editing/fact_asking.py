"""Asking a service: what it is to confirm, by when, and the sheet that it gets."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from operator_app.domain.documents import Document
from operator_app.domain.fact_check import USUAL, Asked
from operator_app.domain.languages import Language
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.small_controls import DayControl
from operator_app.ui.pages.paper_preview import PaperPreview
from operator_app.ui.pages.parts import Choice, Field, Message, Option, button, column, line_edit, row

# The sheet follows once the typing rests for this long.
REST_MS = 900


class FactPrint(Protocol):
    """Sets the sheet. Every method blocks and raises Problem; called on the slow lane."""

    def fact_sheet(
        self,
        document: Document,
        asked: Asked,
        service: str,
        languages: tuple[Language, ...],
        out: Path,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
        /,
    ) -> None: ...

    def pictures(self, file: Path, width: int, most: int, /) -> list[QImage]: ...

    def send(self, file: Path, printer: QPrinter, /) -> None: ...


class Asking(QWidget):
    """`noted(service, Asked)`: the question is on its way and is to be remembered."""

    noted = Signal(str, object)

    def __init__(self, context: UiContext, make: Callable[[], FactPrint]) -> None:
        """`make` is called once, on the slow lane."""
        super().__init__()
        self._context = context
        self._make = make
        self._print: FactPrint | None = None
        self._document: Document | None = None
        self._begun = ""
        t = context.t
        self.message = Message(context, "facts.message")
        self.service = line_edit(context, t("Service that is asked"), "facts.service")
        self.service_field = Field(context, t("Service that is asked"), self.service)
        self.question = line_edit(context, t("Our question"), "facts.question")
        self.due = DayControl(context, t("Answer due on"), "facts.due")
        spoken: list[Option[tuple[Language, ...]]] = [
            Option((one,), words.language(one), one.value) for one in (Language.AR, Language.FR)
        ]
        spoken.append(Option((Language.AR, Language.FR), t("Arabic and French"), "ar+fr"))
        self.languages = Choice(context, t("Languages"), spoken, "facts.languages")
        self.save = button(context, t("Save as PDF…"), "facts.save", icon="export")
        self.send = button(context, t("Print…"), "facts.print", icon="printer")
        self.note = button(context, t("Note that it was asked"), "facts.note", "primary", "check")
        self.note.setToolTip("Ctrl+Enter")
        self.note.setAccessibleDescription("Ctrl+Enter")
        self.sheet = PaperPreview(context, self._pictures, context.desk.home / "facts.pdf", "facts.sheet")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.set_sheet)
        self._lay_out()
        self._join()

    def show_document(self, document: Document, service: str) -> None:
        """Begin a question about this document: to this service, in ten days, unless it is being asked already."""
        self._document = document
        if self._begun == document.id:
            return
        self._begun = document.id
        self.message.clear()
        self.service.setText(service)
        self.question.clear()
        self.due.show_value(self._context.desk.today() + USUAL)
        language = self._context.language
        self.languages.choose((language if language is not Language.EN else Language.FR,))
        self.note.setEnabled(True)
        self.set_sheet()

    def renew(self, document: Document) -> None:
        """It was published anew: the sheet says what stands there now, what is typed stays."""
        self._document = document
        self.set_sheet()

    def done(self) -> None:
        """It was noted. The sheet can still be saved and printed; the next question begins anew."""
        self._begun = ""
        self.note.setEnabled(False)

    def focus_first(self) -> None:
        target = self.service if not self.service.text() else self.question
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """Stop the sheet that is being set; False where none is."""
        if self.sheet.busy:
            self.sheet.stop()
            return True
        return False

    def order(self) -> None:
        """Note it, when it says whom and by when."""
        if not self.note.isEnabled():
            return
        t = self._context.t
        service = self.service.text().strip()
        self.service_field.tell("" if service else t("Write which service is asked."))
        if not service:
            self.service.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.due.problem():
            self.due.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.set_sheet()
            self.noted.emit(service, self._asked())

    def set_sheet(self) -> None:
        """Set the sheet as it is asked now."""
        document = self._document
        if document is None:
            return
        self._rest.stop()
        asked, service, languages = self._asked(), self.service.text().strip(), self._languages()

        def make(out: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
            self._work().fact_sheet(document, asked, service, languages, out, progress, cancelled)

        self.sheet.show_made(make)

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        layout = column(context, self, spacing=10)
        layout.addWidget(self.service_field)
        only = t("Empty: only the facts are to be confirmed.")
        layout.addWidget(Field(context, t("Our question"), self.question, only))
        layout.addWidget(Field(context, t("Answer due on"), self.due, focus=self.due.line))
        layout.addWidget(Field(context, t("Languages"), self.languages, focus=self.languages.focus_widget()))
        layout.addWidget(row(context, self.note, self.save, self.send))
        layout.addWidget(self.message)
        self.sheet.setMinimumHeight(context.style.px(420))
        layout.addWidget(self.sheet, 1)

    def _join(self) -> None:
        for line in (self.service, self.question):
            line.textChanged.connect(lambda _: self._changed())
            line.returnPressed.connect(self.order)
        self.due.edited.connect(self._changed)
        self.languages.changed.connect(self.set_sheet)
        self.note.clicked.connect(self.order)
        self.save.clicked.connect(self._save)
        self.send.clicked.connect(self._send)

    def _changed(self) -> None:
        """It asks something else now."""
        self.note.setEnabled(True)
        self._rest.start()

    def _languages(self) -> tuple[Language, ...]:
        return self.languages.value() or (Language.AR,)

    def _asked(self) -> Asked:
        due = self.due.value()
        return Asked(self.question.text().strip(), due if isinstance(due, date) else None, self._languages()[0])

    def _save(self) -> None:
        t, document = self._context.t, self._document
        name, _ = QFileDialog.getSaveFileName(self, t("Save as PDF…"), f"{t('Fact-check')}.pdf", "PDF (*.pdf)")
        if not name or document is None:
            return
        path = Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")
        asked, service, languages = self._asked(), self.service.text().strip(), self._languages()
        told = t("Saved as {file}", file=path.name)
        self._context.bridge.run(
            self._context.lanes.slow,
            lambda: self._work().fact_sheet(document, asked, service, languages, path, _unseen, _wanted),
            lambda _: self.message.say(told),
            lambda problem: self.message.say(t.problem(problem), "bad"),
        )

    def _send(self) -> None:
        """The system's own dialog: printer, pages, copies."""
        t, printer = self._context.t, QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() != QPrintDialog.DialogCode.Accepted:
            return
        file = self._context.desk.home / "facts.pdf"
        self._context.bridge.run(
            self._context.lanes.slow,
            lambda: self._work().send(file, printer),
            lambda _: self.message.say(t("Sent to the printer.")),
            lambda problem: self.message.say(t.problem(problem), "bad"),
        )

    def _pictures(self, file: Path, width: int, most: int, /) -> list[QImage]:
        return self._work().pictures(file, width, most)

    def _work(self) -> FactPrint:
        """On the slow lane alone."""
        if self._print is None:
            self._print = self._make()
        return self._print


def _unseen(_done: int, _total: int) -> None:
    """A few pages: no bar."""


def _wanted() -> bool:
    return False
