"""What every control of a form can do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Control(QWidget):
    """A field of a form: `edited` when a person changed it, never when it is shown a value."""

    edited = Signal()

    def value(self) -> object:
        """What is written, as it stands in the record."""
        raise NotImplementedError

    def show_value(self, value: object) -> None:
        """Show what stands in the record; nothing is emitted, and a cursor stays where it was."""
        raise NotImplementedError

    def focus_widget(self) -> QWidget:
        """Where the focus goes."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is wrong with what is written, in words; empty when it can be used."""
        return ""


def keys_of(page: QWidget, acts: Mapping[str, Callable[[], None]]) -> None:
    """Keys that hold wherever the cursor is in a page, and nowhere else."""
    for keys, act in acts.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


class UndoKeys(QObject):
    """Undo and redo belong to the whole form: the text fields' own are handed to it. Alt+Backspace does it on keyboards
    whose layout has no Z."""

    def __init__(self, parent: QObject, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        super().__init__(parent)
        self._undo = undo
        self._redo = redo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        act = self._meant(event)
        if act is None:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyPress:
            act()
        event.accept()
        return True

    def _meant(self, event: QKeyEvent) -> Callable[[], None] | None:
        alt = Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Backspace and event.modifiers() & alt:
            return self._redo if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self._undo
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._undo
        return self._redo if event.matches(QKeySequence.StandardKey.Redo) else None
