"""A field that takes the next key pressed in it, whatever that key does elsewhere."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from operator_app.ui.context import UiContext
from operator_app.ui.keymap import Refused, is_hand, refusal, written

_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
# Held down, these make of other keys commands of a screen reader, which may let them through to us.
_READERS = (Qt.Key.Key_Insert, Qt.Key.Key_CapsLock)
# Keys that the system's own dead keys or input methods make while they wait for another.
_NOTHING = (Qt.Key.Key_unknown, Qt.Key(0))


class KeyField(QLineEdit):
    """Read only: its text is the key of the moment. Tab leaves it, so that it is no trap; Esc gives up."""

    pressed = Signal(str)
    """A key that can stand for an action, as "Ctrl+F2"."""
    refused = Signal(object)
    """Why the key pressed cannot: a `Refused`."""
    left = Signal()
    """Esc."""

    def __init__(self, context: UiContext, identifier: str) -> None:
        super().__init__()
        self._held: set[int] = set()
        self.setReadOnly(True)
        self.setAccessibleIdentifier(identifier)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setMinimumHeight(context.style.px(36))

    def event(self, event: QEvent) -> bool:
        """Before any shortcut of the window: F9 is a key here, and closes no call."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _READERS:
            self._held.add(event.key())
        if key in _LEAVING:
            super().keyPressEvent(event)
            return
        event.accept()
        if event.isAutoRepeat() or is_hand(key) or key in _NOTHING:
            return
        if key is Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
            return
        self._tell(QKeyCombination(event.modifiers(), key))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._held.discard(event.key())
        super().keyReleaseEvent(event)

    def _tell(self, combination: QKeyCombination) -> None:
        why = Refused.READER if self._held else refusal(combination)
        if why is not None:
            self.refused.emit(why)
        else:
            self.pressed.emit(written(combination))
