"""Which key does what, chosen by pressing it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from operator_app.domain.changes import Changes
from operator_app.domain.direction import left_to_right
from operator_app.ui.actions import Action
from operator_app.ui.context import UiContext
from operator_app.ui.key_field import KeyField
from operator_app.ui.keymap import FIXED, Keymap, Refused, only_latin
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import Field, Message, button, column, muted, over_foot, row, title


class KeyChoicePage(Page):
    """`saved(Settings, Settings)`: keys were chosen, over the settings of now; the caller keeps what differs and makes
    the window anew."""

    saved = Signal(object, object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._before = Keymap(context.desk.preferences.now.keys)
        self.chosen = self._before
        t = context.t
        self.setAccessibleName(t("Choose keys"))
        self.list = EntryList(context, t("Actions and their keys"), "key-choice.list")
        self.key = KeyField(context, "key-choice.key")
        help = t("Press the key that it is to have. Tab leaves the field, Esc goes back to the list.")
        self.field = Field(context, t("New key"), self.key, help)
        self.first_button = button(context, t("Its first key"), "key-choice.first")
        self.none_button = button(context, t("No key"), "key-choice.none")
        self.all_button = button(context, t("All first keys"), "key-choice.all")
        self.message = Message(context, "key-choice.message")
        self.save_button = button(context, t("Save"), "key-choice.save", "primary")
        self.cancel_button = button(context, t("Cancel"), "key-choice.cancel")
        self._lay_out()
        self._connect()
        self._show()

    def entered(self) -> None:
        """The keys as they are, unless some were chosen here that wait to be saved."""
        if not self.changed:
            self._take(Keymap(self._context.desk.preferences.now.keys))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.touches("settings"):
            was_changed, self._before = self.changed, Keymap(self._context.desk.preferences.now.keys)
            if not was_changed:
                self._take(self._before)

    @property
    def changed(self) -> bool:
        return self.chosen != self._before

    def save(self) -> None:
        """Emit `saved` with the keys that are chosen."""
        self.message.clear()
        now = self._context.desk.preferences.now
        self.saved.emit(replace(now, keys=dict(self.chosen.changed)), now)

    def back(self) -> bool:
        """Esc asks before it loses anything; Esc once more goes on."""
        t = self._context.t
        if self.message.asking:
            self._go_on()
            return True
        if self.changed:
            self.message.ask(
                t("You changed keys. Save them?"),
                (t("Save"), "key-choice.ask.save", self.save),
                (t("Discard"), "key-choice.ask.discard", self._discard),
                (t("Go on"), "key-choice.ask.go_on", self._go_on),
            )
            return True
        return False

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("Choose keys")))
        about = t("Choose an action, press Enter, then the key. Function keys work on every keyboard layout.")
        layout.addWidget(muted(context, about))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.field)
        layout.addWidget(row(context, self.first_button, self.none_button, self.all_button))
        over_foot(context, self, inner, self.message, row(context, self.save_button, self.cancel_button))

    def _connect(self) -> None:
        self.list.current_changed.connect(lambda _id: self._show_current())
        self.list.chosen.connect(lambda _id: self._ask_key())
        self.key.pressed.connect(self._pressed)
        self.key.refused.connect(self._refuse)
        self.key.left.connect(self._go_on)
        self.first_button.clicked.connect(self._first)
        self.none_button.clicked.connect(self._none)
        self.all_button.clicked.connect(self._all)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(lambda: None if self.back() else self.left.emit())

    def _current(self) -> Action | None:
        id = self.list.current_id()
        return next((action for action in self.chosen.actions() if action.do.value == id), None)

    def _ask_key(self) -> None:
        action = self._current()
        if action is not None and action.do in FIXED:
            self._refuse(Refused.ESCAPE)
        elif action is not None:
            self.message.clear()
            self.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, key: str) -> None:
        """A key that can be had: taken at once, or asked for where another action has it."""
        action, t = self._current(), self._context.t
        if action is None or action.do in FIXED:
            return
        had = self.chosen.holder(key)
        if had is None or had.do is action.do:
            self._give(action, key)
            return
        self.message.ask(
            t(
                "{key} is the key of “{other}”, which would have none. Give it to “{name}”?",
                key=left_to_right(key),
                other=t(had.label),
                name=t(action.label),
            ),
            (t("Give it"), "key-choice.give", lambda: self._give(action, key)),
            (t("Leave it"), "key-choice.leave", self._go_on),
        )

    def _give(self, action: Action, key: str) -> None:
        t, named = self._context.t, self._context.t(action.label)
        self._change(self.chosen.give(action.do, key))
        told = t("{key}: {name}. It counts once it is saved.", key=left_to_right(key), name=named)
        if only_latin(key):
            told += " " + t("It is dead while the keyboard is set to Arabic alone; a function key is not.")
        self.message.say(told, "warn" if only_latin(key) else "good")

    def _refuse(self, why: Refused) -> None:
        self.message.say(self._context.t(why.value), "bad")

    def _first(self) -> None:
        """The key of the table again."""
        action = self._current()
        if action is not None and action.do not in FIXED:
            self._change(self.chosen.first(action.do))
            self._tell_first(self.chosen.key(action.do), action)

    def _tell_first(self, key: str, action: Action) -> None:
        t = self._context.t
        key = left_to_right(key) if key else t("No key")
        self.message.say(t("{key}: {name}. It counts once it is saved.", key=key, name=t(action.label)))

    def _none(self) -> None:
        action = self._current()
        if action is not None and action.do not in FIXED:
            self._change(self.chosen.give(action.do, ""))
            self._tell_first("", action)

    def _all(self) -> None:
        self._change(Keymap({}))
        self.message.say(self._context.t("All keys are the first ones again. It counts once it is saved."))

    def _change(self, keys: Keymap) -> None:
        self.message.clear()
        self._take(keys)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, keys: Keymap) -> None:
        self.chosen = keys
        self._show()

    def _show(self) -> None:
        supervisor = self._context.desk.preferences.now.supervisor
        shown = [action for action in self.chosen.actions() if supervisor or not action.supervisor]
        self.list.show_entries([self._entry(action) for action in shown])
        self._show_current()

    def _entry(self, action: Action) -> Entry:
        t = self._context.t
        lines = [(t(action.help), "muted")]
        if action.do.value in self.chosen.changed:
            lines.append((t("Changed"), "warn"))
        if action.do in FIXED:
            lines.append((t("This key stays as it is."), "muted"))
        key = action.key or "—"
        said = [f"{t(action.label)}: {action.key or t('No key')}", *(text for text, _ in lines)]
        spoken = ". ".join(one.rstrip(".") for one in said) + "."
        return Entry(action.do.value, t(action.label), tuple(lines), left_to_right(key), spoken)

    def _show_current(self) -> None:
        action, t = self._current(), self._context.t
        name = t("New key for “{name}”", name=t(action.label)) if action is not None else t("New key")
        self.field.label.setText(name)
        self.key.setAccessibleName(name)
        self.key.setText(action.key if action is not None else "")
        can = action is not None and action.do not in FIXED
        for control in (self.key, self.first_button, self.none_button):
            control.setEnabled(can)

    def _discard(self) -> None:
        self._change(self._before)
        self.left.emit()

    def _go_on(self) -> None:
        self.message.clear()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
