"""Autosave: what is written is on disk a moment after each key; the GUI thread never waits for it."""

from threading import Lock

from PySide6.QtCore import QObject, Signal

from operator_app.domain.problems import Problem
from operator_app.local import Draft
from operator_app.ui.context import UiContext


class Saving(QObject):
    """One save at a time on the store lane, always of the newest text: the lane takes what stands in the slot when its
    turn comes. Nothing waits for the GUI thread, so what was typed is stored also when the window is thrown away."""

    saved = Signal(object)
    """The `Draft` that is on disk now."""

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._lock = Lock()
        self._slot: Draft | None = None
        self._asked = False
        self._running = 0

    @property
    def idle(self) -> bool:
        """Everything that was written is on disk, and the screen knows."""
        return self._running == 0

    def keep(self, draft: Draft) -> None:
        """Store this text soon, in the place of an older one that was not begun yet."""
        with self._lock:
            self._slot = draft
            asked, self._asked = self._asked, True
        if not asked:
            self._running += 1
            self._context.bridge.run(self._context.lanes.store, self._store, self._done, self._failed)

    def drop(self) -> None:
        """What waits is not to be stored any more."""
        with self._lock:
            self._slot = None

    def _store(self) -> Draft | None:
        """On the lane: the newest text, whatever was typed since the save was asked for."""
        with self._lock:
            draft, self._slot, self._asked = self._slot, None, False
        return self._context.desk.drafts.keep(draft) if draft is not None else None

    def _done(self, draft: Draft | None) -> None:
        self._running -= 1
        if draft is not None:
            self.saved.emit(draft)

    def _failed(self, problem: Problem) -> None:
        """The disk refused: the text stays on screen, and the next key tries again."""
        self._running -= 1
        self._context.bridge.tell(problem)
