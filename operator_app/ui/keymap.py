"""Which key does what on this post: the keys of the table of actions, and what the person changed of them.

Sentences name keys as the table has them ("F8 promises a call-back"); `Keymap.renamed` gives what they are called here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from operator_app.i18n import Texts, msgid
from operator_app.ui.actions import ACTIONS, Action, Do

_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_FIRST, _LAST = int(_Key.Key_F1), int(_Key.Key_F24)
# Keys of telephones and their headsets, and those beside the letters of some keyboards that nothing else uses.
_SPARE = (_Key.Key_Call, _Key.Key_Hangup, _Key.Key_ToggleCallHangup, _Key.Key_LaunchMail, _Key.Key_Favorites)
_EDITING = frozenset("ACVXYZ")
_READERS = (_Key.Key_Insert, _Key.Key_CapsLock, _Key.Key_NumLock, _Key.Key_ScrollLock)
_MOVING = (
    _Key.Key_Up, _Key.Key_Down, _Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End, _Key.Key_PageUp,
    _Key.Key_PageDown, _Key.Key_Delete, _Key.Key_Backspace, _Key.Key_Space,
)  # fmt: skip
_HANDS = (
    _Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta, _Key.Key_Super_L, _Key.Key_Super_R,
    _Key.Key_unknown,
)  # fmt: skip
# What the editor does with a key of its own.
_PAGES = frozenset({"Shift+F7", "Ctrl+Shift+P"})
# Esc goes one step back in every part of the window, whatever the table says: it stays.
FIXED = frozenset({Do.BACK})


class Refused(StrEnum):
    """Why a key cannot be chosen. The value is the msgid of the sentence that says so."""

    TAB = msgid("Tab and Enter move and confirm everywhere: choose another key.")
    ESCAPE = msgid("Esc goes one step back everywhere: choose another key.")
    TYPING = msgid("This key types or moves the cursor: choose a function key, alone or with Shift or Ctrl.")
    READER = msgid("Screen readers use this key: choose a function key, alone or with Shift or Ctrl.")
    SYSTEM = msgid("The system or the menus use this key: choose a function key, alone or with Shift or Ctrl.")
    EDITING = msgid("This key copies, pastes or takes back in every text field: choose another.")
    PAGE = msgid("A page uses this key for itself: choose another.")
    OTHER = msgid("This key does not work on every keyboard: choose a function key, alone or with Shift or Ctrl.")


def refusal(combination: QKeyCombination) -> Refused | None:
    """Why this key cannot stand for an action; None when it can.

    What can: F1 to F24 (not F10) alone, with Shift, Ctrl or both; Ctrl with a Latin letter or digit; telephone keys.
    """
    key, modifiers = combination.key(), combination.keyboardModifiers()
    if written(combination) in _PAGES:
        return Refused.PAGE
    return _of_the_key(key, modifiers) or _of_the_modifiers(key, modifiers)


def _of_the_key(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> Refused | None:
    if key in (_Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Return, _Key.Key_Enter):
        return Refused.TAB
    if key is _Key.Key_Escape:
        return Refused.ESCAPE
    if key in _READERS or modifiers & _Mod.KeypadModifier:
        return Refused.READER
    if key in _MOVING:
        return Refused.TYPING
    if key in (_Key.Key_F10, _Key.Key_Menu):
        return Refused.SYSTEM
    return None


def _of_the_modifiers(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> Refused | None:
    control = bool(modifiers & _Mod.ControlModifier)
    if modifiers & (_Mod.AltModifier | _Mod.MetaModifier | _Mod.GroupSwitchModifier):
        return Refused.SYSTEM
    if _FIRST <= int(key) <= _LAST or key in _SPARE:
        return None
    if not control and int(key) < int(_Key.Key_Escape):
        return Refused.TYPING
    if not control or int(key) > 0x7F or not chr(int(key)).isalnum():
        return Refused.OTHER
    return Refused.EDITING if chr(int(key)) in _EDITING else None


def only_latin(key: str) -> bool:
    """Whether a key that can be chosen is dead while the keyboard is set to Arabic alone: Ctrl with a letter."""
    return len(key.rpartition("+")[2]) == 1


def is_hand(key: Qt.Key) -> bool:
    """A key that only goes with others: it means nothing yet."""
    return key in _HANDS


def written(combination: QKeyCombination) -> str:
    """The portable name, as it is kept: "Ctrl+F2"."""
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)


def _usable(key: str) -> bool:
    sequence = QKeySequence(key)
    # The stubs do not know that a sequence has items.
    return sequence.count() == 1 and refusal(cast(Sequence[QKeyCombination], sequence)[0]) is None


@dataclass(frozen=True)
class Keymap:
    """The keys of a post: what differs from the table, by the action's name; an empty key takes it away.

    What a file written by hand has wrong (unknown, refused, fixed) counts as not written; of two actions with one key
    the one that was given it has it.
    """

    changed: Mapping[str, str]

    def __post_init__(self) -> None:
        known = {action.do.value: action.key for action in ACTIONS if action.do not in FIXED}
        kept: dict[str, str] = {}
        for name, key in self.changed.items():
            plain = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
            free = not plain or plain not in kept.values()
            if name in known and plain != known[name] and free and (not key or _usable(key)):
                kept[name] = plain
        given = {key for key in kept.values() if key}
        for name, key in known.items():
            if key in given and name not in kept:
                kept[name] = ""
        object.__setattr__(self, "changed", kept)

    def key(self, do: Do) -> str:
        """The key of an action, "" for none."""
        return self.changed.get(do.value, _DEFAULT[do])

    def actions(self) -> tuple[Action, ...]:
        """The table with the keys of this post."""
        return tuple(replace(action, key=self.key(action.do)) for action in ACTIONS)

    def holder(self, key: str) -> Action | None:
        """The action that has this key."""
        return next((action for action in self.actions() if key and action.key == key), None)

    def give(self, do: Do, key: str) -> "Keymap":
        """This action with another key; whoever had it has none."""
        had = self.holder(key)
        taken = {had.do.value: ""} if had is not None and had.do is not do else {}
        return Keymap({**_without(self.changed, do), **taken, do.value: key})

    def first(self, do: Do) -> "Keymap":
        """This action with the key of the table again; whoever has that has none."""
        return Keymap(_without(self.changed, do)).give(do, _DEFAULT[do])

    def renamed(self, t: Texts) -> Texts:
        """The sentences with the keys of this post in the place of those of the table; one that was taken away is told
        by the action's name in the menu."""
        changed = [do for do in Do if _DEFAULT[do] and self.key(do) != _DEFAULT[do]]
        names = {_DEFAULT[do]: self.key(do) or f"“{t(_LABEL[do])}”" for do in changed}
        return t.with_keys(names) if names else t


def _without(changed: Mapping[str, str], do: Do) -> dict[str, str]:
    return {name: key for name, key in changed.items() if name != do.value}


_DEFAULT = {action.do: action.key for action in ACTIONS}
_LABEL = {action.do: action.label for action in ACTIONS}
