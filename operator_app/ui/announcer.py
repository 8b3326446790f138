"""What a screen reader is told of changes that happen away from the focus."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from operator_app.settings import Spoken

# One announcement a key floods speech; one after this much quiet does not (TESTING.md).
QUIET_MS = 400


class Weight(IntEnum):
    """How much an announcement matters: what is left out first comes first."""

    DETAIL = 1
    EVENT = 2
    ALWAYS = 3
    """What was asked for with a key, a problem, a ring."""


_Also = Callable[[], None] | None
_LEAST = {Spoken.FULL: Weight.DETAIL, Spoken.SHORT: Weight.EVENT, Spoken.URGENT: Weight.ALWAYS}


class Announcer(QObject):
    """Says the latest of quick changes once they rest, and urgent things at once; as much as the person wants."""

    def __init__(self, spoken: Spoken = Spoken.FULL, aloud: Callable[[str], None] | None = None) -> None:
        """`aloud` says it with the program's own voice, where that is wanted."""
        super().__init__()
        self._spoken = spoken
        self._aloud = aloud
        self._speaker: QWidget | None = None
        self._waiting = ""
        self._also: _Also = None
        self.last = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._say_waiting)

    def speak_from(self, widget: QWidget) -> None:
        """The window from which announcements come."""
        self._speaker = widget

    def say(self, text: str, weight: Weight = Weight.EVENT) -> None:
        """Announce now, politely."""
        if weight >= _LEAST[self._spoken]:
            self._say(text)

    def say_when_quiet(self, text: str, weight: Weight = Weight.EVENT, short: str = "", also: _Also = None) -> None:
        """Announce after QUIET_MS without another; a newer text takes the place of this one. `short` is said instead
        where less is wanted; `also` is done at that moment, whatever is said."""
        self._waiting = short if short and self._spoken is not Spoken.FULL else text
        if weight < _LEAST[self._spoken]:
            self._waiting = ""
        self._also = also
        self._timer.start()

    @property
    def waiting(self) -> bool:
        """Whether something is to be said or heard once it is quiet."""
        return self._timer.isActive()

    def hush(self) -> None:
        """Drop what waits: the caller is speaking."""
        self._timer.stop()
        self._waiting, self._also = "", None

    def _say_waiting(self) -> None:
        text, also, self._waiting, self._also = self._waiting, self._also, "", None
        if also is not None:
            also()
        self._say(text)

    def _say(self, text: str) -> None:
        self.last = text
        if text and self._aloud is not None:
            self._aloud(text)
        if text and self._speaker is not None and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._speaker, text)
            QAccessible.updateAccessibility(event)
