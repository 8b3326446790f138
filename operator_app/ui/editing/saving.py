"""Autosave: what is written is on disk a moment after each key; the GUI thread never waits for it."""

from PySide6.QtCore import QObject, Signal

from operator_app.domain.problems import Problem
from operator_app.local import Draft
from operator_app.ui.context import UiContext


class Saving(QObject):
    """One save at a time on the store lane, always of the newest text; keys typed meanwhile are in the next one."""

    saved = Signal(object)
    """The `Draft` that is on disk now."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._waiting: Draft | None = None
        self._running = False

    @property
    def idle(self) -> bool:
        """Everything that was written is on disk."""
        return not self._running and self._waiting is None

    def keep(self, draft: Draft) -> None:
        """Store this text soon, in the place of an older one that was not begun yet."""
        self._waiting = draft
        if not self._running:
            self._next()

    def drop(self) -> None:
        """What waits is not to be stored any more."""
        self._waiting = None

    def _next(self) -> None:
        draft, self._waiting = self._waiting, None
        if draft is None:
            return
        self._running = True
        desk = self._context.desk
        self._context.bridge.run(self._context.lanes.store, lambda: desk.drafts.keep(draft), self._done, self._failed)

    def _done(self, draft: Draft) -> None:
        self._running = False
        self.saved.emit(draft)
        self._next()

    def _failed(self, problem: Problem) -> None:
        """The disk refused: the text stays on screen, and the next key tries again."""
        self._running = False
        if self._waiting is not None:
            self._next()
        else:
            self._context.bridge.tell(problem)
