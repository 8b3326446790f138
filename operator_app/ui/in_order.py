"""Keys keep their order, however fast they come and however long the answers to the earlier ones take."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication

from operator_app.ui.digits import digit_of
from operator_app.ui.key_field import KeyField
from operator_app.ui.keymap import written

Act = Callable[[], None]
_OVERRIDE, _PRESS, _RELEASE = QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease


class Turns:
    """What was asked for and waits for its turn."""

    def __init__(self, settled: Callable[[], bool]) -> None:
        """`settled`: whether nothing that was typed or opened is on its way."""
        self._settled = settled
        self._waiting: list[tuple[Act, bool]] = []
        self._running = False
        self._place = 0

    @property
    def waiting(self) -> bool:
        return bool(self._waiting)

    def when_settled(self, act: Act) -> None:
        """Do it now, or as soon as all before it was done and what was typed has its results."""
        self._add(act, needs_results=True)

    def in_turn(self, act: Act) -> None:
        """Do it now, or as soon as all before it was done."""
        self._add(act, needs_results=False)

    def go_on(self) -> None:
        """Do what can be done."""
        if self._running:
            return
        self._running = True
        try:
            while self._waiting and (self._settled() or not self._waiting[0][1]):
                act, _ = self._waiting.pop(0)
                self._place = 0
                act()
        finally:
            self._running = False

    def _add(self, act: Act, *, needs_results: bool) -> None:
        """What an act asks for while it is done comes right after it, before what was asked for later."""
        place = self._place if self._running else len(self._waiting)
        self._waiting.insert(place, (act, needs_results))
        self._place += 1
        self.go_on()


class OrderedKeys:
    """The keys of actions go the way of the letters, instead of being shortcuts.

    While assistive technology is there Qt hands each key to it first and waits for the answer (AT-SPI, up to 100 ms),
    but shortcuts fire at once: F9 came before the letters that were typed before it. So here they fire when they arrive
    as keys. And while something waits for its turn every other key waits behind it.
    """

    def __init__(self, actions: Iterable[QAction], digit: Callable[[int], None], turns: Turns) -> None:
        """`digit`: done with Alt and a digit key."""
        by_key = {action.shortcut().toString(): action for action in actions}
        self._actions = {key: action for key, action in by_key.items() if key}
        self._digit = digit
        self._turns = turns

    def takes(self, event: QEvent) -> bool:
        """Whether an event of the window's handle is done with here."""
        if not isinstance(event, QKeyEvent) or event.type() not in (_OVERRIDE, _PRESS, _RELEASE):
            return False
        # A menu has its own keys; a field that asks for a key takes every one.
        if QApplication.activePopupWidget() is not None or isinstance(QApplication.focusWidget(), KeyField):
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = self._actions.get(written(QKeyCombination(modifiers, Qt.Key(event.key()))))
        if action is not None and action.isEnabled() and action.isVisible():
            event.accept()
            # A key that is held down means no more than one that is pressed.
            if event.type() is _PRESS and not event.isAutoRepeat():
                action.trigger()
            return True
        return event.type() is not _OVERRIDE and (self._is_digit(event) or self._held(event))

    def _is_digit(self, event: QKeyEvent) -> bool:
        digit = digit_of(event)
        if digit is not None and event.type() is _PRESS:
            self._digit(digit)
        return digit is not None

    def _held(self, event: QKeyEvent) -> bool:
        if not self._turns.waiting:
            return False
        kept = event.clone()
        self._turns.in_turn(lambda: _send(kept))
        return True


def _send(event: QKeyEvent) -> None:
    """To whatever has the focus by now."""
    focused = QApplication.focusWidget()
    if focused is not None:
        QCoreApplication.sendEvent(focused, event)
