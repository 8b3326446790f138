"""What a screen reader is told of changes that happen away from the focus."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

# One announcement a key floods speech; one after this much quiet does not (TESTING.md).
QUIET_MS = 400


class Announcer(QObject):
    """Says the latest of quick changes once they rest, and urgent things at once."""

    def __init__(self) -> None:
        super().__init__()
        self._speaker: QWidget | None = None
        self._waiting = ""
        self.last = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._say_waiting)

    def speak_from(self, widget: QWidget) -> None:
        """The window from which announcements come."""
        self._speaker = widget

    def say(self, text: str) -> None:
        """Announce now, politely."""
        self.last = text
        if text and self._speaker is not None and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._speaker, text)
            QAccessible.updateAccessibility(event)

    def say_when_quiet(self, text: str) -> None:
        """Announce after QUIET_MS without another; a newer text takes the place of this one."""
        self._waiting = text
        self._timer.start()

    def hush(self) -> None:
        """Drop what waits: the caller is speaking."""
        self._timer.stop()
        self._waiting = ""

    def _say_waiting(self) -> None:
        text, self._waiting = self._waiting, ""
        self.say(text)
