"""What was to appear at a moment appears: looked at when the window opens, and once a minute."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from operator_app.domain.problems import Problem
from operator_app.ui.context import UiContext
from operator_app.ui.editing.publishing import publish

EVERY_MS = 60_000


class Schedule(QObject):
    """Belongs to the window, and ends with it."""

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Publish what is due; what could not be is told, and waits in the work list."""
        desk = self._context.desk
        publish(self._context, desk.drafts.publish_due, self._tell)

    def _tell(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            self._context.bridge.tell(problem)
