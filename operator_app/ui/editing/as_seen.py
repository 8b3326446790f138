"""What is written as others will have it: on the operator's screen, and on paper."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from operator_app.domain.documents import Document
from operator_app.domain.languages import Language
from operator_app.ui.context import UiContext
from operator_app.ui.editing.preview import Preview
from operator_app.ui.pages.paper_preview import PaperPreview
from operator_app.ui.pages.parts import Choice, Option, column

# Pages follow once the typing rests for this long: setting type holds the interpreter.
REST_MS = 1200


class Where(StrEnum):
    SCREEN = "screen"
    PAPER = "paper"


class DraftPrint(Protocol):
    """Sets a draft. Every method blocks and raises Problem; called on the slow lane."""

    def draft(
        self,
        document: Document,
        language: Language,
        out: Path,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
        /,
    ) -> None: ...

    def pictures(self, file: Path, width: int, most: int, /) -> list[QImage]: ...


class AsSeen(QWidget):
    """The preview, and beside it its pages where somebody wants them: made in the background, in the language that is
    written in."""

    def __init__(self, context: UiContext, make: Callable[[], DraftPrint] | None) -> None:
        """`make` is called once, on the slow lane; None where nothing prints."""
        super().__init__()
        self._context = context
        self._make = make
        self._print: DraftPrint | None = None
        self._document: Document | None = None
        self._language = context.language
        t = context.t
        self.preview = Preview(context)
        options = [
            Option(Where.SCREEN, t("On the screen"), "screen"),
            Option(Where.PAPER, t("On paper"), "paper"),
        ]
        self.where: Choice[Where] = Choice(context, t("How it is shown"), options, "edit.shown")
        self.where.choose(Where.SCREEN)
        self.paper = PaperPreview(context, self._pictures, context.desk.home / "draft.pdf", "edit.paper")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.paper)
        layout = column(context, self, spacing=4)
        above = QWidget()
        column(context, above, 12).addWidget(self.where)
        layout.addWidget(above)
        layout.addWidget(self._stack, 1)
        self.where.setVisible(make is not None)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._set)
        self.where.changed.connect(self._turn)

    @property
    def on_paper(self) -> bool:
        return self.where.value() is Where.PAPER

    def show_soon(self, document: Document) -> None:
        """Show this text, once the typing rests."""
        self._document = document
        self.preview.show_soon(document)
        if self.on_paper:
            self._rest.start()

    def show_language(self, language: Language) -> None:
        """The text in this language."""
        self.preview.show_language(language)
        if language is not self._language:
            self._language = language
            if self.on_paper:
                self._rest.start()

    def turn_to_paper(self) -> None:
        """Show the pages, and put the focus there."""
        self.where.choose(Where.PAPER)
        self.paper.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """Stop what is being set, else turn back to the screen; False where neither is."""
        if self.paper.busy:
            self.paper.stop()
            return True
        if self.on_paper:
            self.where.choose(Where.SCREEN)
            return True
        return False

    def drop(self) -> None:
        """No text in hand any more."""
        self._rest.stop()
        self._document = None
        self.paper.drop()
        self.where.choose(Where.SCREEN)

    def _turn(self) -> None:
        self._stack.setCurrentWidget(self.paper if self.on_paper else self.preview)
        if self.on_paper:
            self._set()
        else:
            self._rest.stop()
            self.paper.drop()

    def _set(self) -> None:
        document, language = self._document, self._language
        if document is None or not self.on_paper:
            return

        def make(out: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
            self._work().draft(document, language, out, progress, cancelled)

        self.paper.show_made(make)

    def _pictures(self, file: Path, width: int, most: int, /) -> list[QImage]:
        return self._work().pictures(file, width, most)

    def _work(self) -> DraftPrint:
        """On the slow lane alone: what prints is loaded when somebody first wants it."""
        if self._print is None:
            if self._make is None:
                raise RuntimeError("nothing prints here")
            self._print = self._make()
        return self._print
