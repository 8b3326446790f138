"""Alt + the physical digit key. Layouts disagree about what the key types (Alt+1 is Alt+& on AZERTY)."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# Native scan codes of the keys 1 to 9 and 0: evdev codes plus 8 on X11 and Wayland, set-1 codes on Windows.
_FIRST = 2 if sys.platform == "win32" else 10
_NINE_AND_ZERO = 10


def digit_of(event: QKeyEvent) -> int | None:
    """The digit of a key pressed with Alt alone; 0 for the last of the row; None for any other key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return None
    place = event.nativeScanCode() - _FIRST
    if 0 <= place < _NINE_AND_ZERO:
        return (place + 1) % _NINE_AND_ZERO
    if not event.nativeScanCode() and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return event.key() - int(Qt.Key.Key_0)
    return None


def place_of(event: QKeyEvent) -> int | None:
    """The digit of a key pressed alone, on a list; 0 for the last of the row; None for any other key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
        return None
    place = event.nativeScanCode() - _FIRST
    if 0 <= place < _NINE_AND_ZERO:
        return (place + 1) % _NINE_AND_ZERO
    if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return event.key() - int(Qt.Key.Key_0)
    return None
