"""A printed document in the making: progress, a way to stop, and then its pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QProgressBar, QWidget

from operator_app.domain.problems import Problem
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.pages.paper_view import MOST_PAGES_SEEN, Counter, PaperView
from operator_app.ui.pages.parts import Message, button, column, row

# Writes a PDF to a path, telling its progress and asking whether anybody still wants it. Blocks, raises Problem.
Make: TypeAlias = Callable[[Path, Callable[[int, int], None], Callable[[], bool]], None]


class Pictures(Protocol):
    """The first pages of a file as pictures, so many logical pixels wide. Blocks; called on the slow lane."""

    def __call__(self, file: Path, width: int, most: int, /) -> list[QImage]: ...


class PaperPreview(QWidget):
    """Made on the slow lane; a newer document makes the older one stale."""

    made = Signal()
    """The pages are there to be seen."""

    def __init__(self, context: UiContext, pictures: Pictures, file: Path, identifier: str) -> None:
        """`file` is what is looked at; it belongs to this post."""
        super().__init__()
        self._context = context
        self._pictures = pictures
        self._file = file
        self._latest = Latest()
        self._request: Request | None = None
        self._counter = Counter(self)
        t = context.t
        self.message = Message(context, f"{identifier}.message")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(t("Progress"))
        self.stop_button = button(context, t("Stop"), f"{identifier}.stop")
        self.view = PaperView(context, t("As it prints"))
        self.view.setAccessibleIdentifier(f"{identifier}.pages")
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._working = row(context, self.progress, self.stop_button)
        layout = column(context, self)
        for part in (self._working, self.message, self.view):
            layout.addWidget(part)
        layout.setStretchFactor(self.view, 1)
        self._working.hide()
        self.stop_button.clicked.connect(self.stop)
        self._counter.moved.connect(self._moved)

    @property
    def busy(self) -> bool:
        return self._request is not None

    def show_made(self, make: Make) -> None:
        """Make this document and show its pages."""
        request = self._latest.replace(Request())
        self.message.clear()
        self._work(request)
        file, pictures, width = self._file, self._pictures, self.view.wanted_width()
        moved = self._counter.moved

        def work() -> list[QImage]:
            make(file, moved.emit, request.is_cancelled)
            return pictures(file, width, MOST_PAGES_SEEN)

        self._context.bridge.run(self._context.lanes.slow, work, self._made, self._failed, request)

    def stop(self) -> None:
        """Give up what is being made; the pages that were there stay."""
        if self._request is not None:
            self._latest.drop()
            self._work(None)
            self.message.say(self._context.t("Stopped."), "muted")
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Nobody looks any more."""
        self._latest.drop()
        self._work(None)

    def _made(self, pictures: list[QImage]) -> None:
        self._work(None)
        self.view.show_pictures(pictures)
        told = self._context.t.count("{n} page shown.", "{n} pages shown.", len(pictures))
        self.view.setAccessibleDescription(told)
        self._context.announcer.say_when_quiet(told)
        self.made.emit()

    def _failed(self, problem: Problem) -> None:
        self._work(None)
        self.view.show_pictures(())
        self.message.say(self._context.t.problem(problem), "warn")

    def _work(self, request: Request | None) -> None:
        self._request = request
        self._working.setVisible(request is not None)
        self.progress.setRange(0, 0)

    def _moved(self, done: int, total: int) -> None:
        if self._request is not None:
            self.progress.setRange(0, total)
            self.progress.setValue(done)
