"""A page of the window: the desk itself, the log, the settings, …"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from operator_app.domain.changes import Changes


def let_go(within: QWidget) -> None:
    """Before what has the focus is hidden: else Qt hands the focus to a neighbour, and a screen reader speaks of it."""
    focused = within.window().focusWidget()
    if focused is not None and within.isAncestorOf(focused):
        focused.clearFocus()


class Page(QWidget):
    """One page fills the window under the call strip. F-keys work on every page."""

    left = Signal()
    """The page asks to go back to the desk."""

    def about(self, document_id: str) -> None:
        """What was shown on the desk when this page was opened; empty when nothing was."""

    def entered(self) -> None:
        """The page came up: load what it shows and put the focus where work begins."""

    def refresh(self, changes: Changes) -> None:
        """Something changed: load again what this page shows of it."""

    def back(self) -> bool:
        """Esc: one step back inside the page; False when there is none and the page is to be left."""
        return False
