"""Plays keys on the real window and waits for what they bring: for the tour, and for journey tests."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from operator_app.domain.problems import Problem
from operator_app.ui.window import Window

PATIENCE_SECONDS = 20.0
_POLL_MS = 2


class Player:
    """Real key events to the widget that has the focus; every key is counted."""

    def __init__(self, window: Callable[[], Window]) -> None:
        """`window` gives the window of the moment: a change of language makes a new one."""
        self._window = window
        self.keys = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, as the window system would deliver it: shortcuts first, then the focused widget."""
        self.keys += 1
        QTest.keyClick(self._target(), key, modifiers)

    def type(self, text: str) -> None:
        """Letters of any script. Not through QTest, which aborts on Arabic ones."""
        for letter in text:
            self.keys += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(self._target(), event)

    def wait(self, what: str, condition: Callable[[], bool]) -> float:
        """Let the program run until the condition holds; the seconds that it took.

        Raises Problem("tour_stuck") after PATIENCE_SECONDS.
        """
        started = time.perf_counter()
        loop = QEventLoop()
        poll = QTimer()
        poll.setInterval(_POLL_MS)
        late = False

        def look() -> None:
            nonlocal late
            late = time.perf_counter() - started > PATIENCE_SECONDS
            if late or condition():
                loop.quit()

        poll.timeout.connect(look)
        poll.start()
        if not condition():
            loop.exec()
        poll.stop()
        if late and not condition():
            raise Problem("tour_stuck", step=what)
        return time.perf_counter() - started

    def settle(self) -> None:
        """Until nothing is on its way to the screen."""
        self.wait("quiet", lambda: not self._window().busy)
        QApplication.processEvents()

    def picture(self, file: Path) -> None:
        """The window as it is now. Raises Problem("tour_picture") when it cannot be written."""
        self.settle()
        if not self._window().grab().save(str(file)):
            raise Problem("tour_picture", file=str(file))

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._window()
