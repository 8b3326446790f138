"""The settings, as a page made from their declarations."""

from dataclasses import fields, replace

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from operator_app.domain.changes import Changes
from operator_app.settings import GROUPS, Group, Settings, declarations, kept
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.editors import Editor, SwitchEditor, editor_for
from operator_app.ui.pages.parts import Card, Field, Message, button, column, heading, over_foot, row, title
from operator_app.ui.pages.settings_rules import wrong
from operator_app.ui.pages.tone_editors import DeviceEditor, ToneButtons
from operator_app.ui.reading_order import follow_layout


class SettingsPage(Page):
    """`saved(Settings, Settings)`: the person saved what is right, over what the controls were filled with; the caller
    keeps what differs and makes the window anew. Until the desk has it, what is typed counts as not saved."""

    saved = Signal(object, object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        # What each control was filled with last: what it says beyond that is the person's.
        self._shown = context.desk.preferences.now
        self._was: QWidget | None = None
        self.editors: dict[str, Editor] = {}
        self.fields: dict[str, Field] = {}
        t = context.t
        self.setAccessibleName(t("Settings"))
        self.message = Message(context, "settings.message")
        self.save_button = button(context, t("Save"), "settings.save", "primary")
        self.cancel_button = button(context, t("Cancel"), "settings.cancel")
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self._leave)
        self.show_settings(self._shown)

    def entered(self) -> None:
        """Shows the settings as they are now, unless something typed here waits to be saved."""
        if not self.changed:
            self.show_settings(self._context.desk.preferences.now)
        devices = self.editors["tone_device"]
        if isinstance(devices, DeviceEditor):
            devices.look()
        first = next(iter(self.editors.values()))
        first.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """Settings were kept: these or others. What is typed here and not saved stays, with what it was typed over."""
        if not changes.touches("settings"):
            return
        now, shown = self._context.desk.preferences.now, self._shown
        wanted = kept(self.settings(), shown, now)
        typed = {name for name in self.editors if getattr(wanted, name) != getattr(now, name)}
        for name in self.editors.keys() - typed:
            self.editors[name].show_value(getattr(now, name))
        self._shown = replace(now, **{name: getattr(shown, name) for name in typed})

    def show_settings(self, settings: Settings) -> None:
        self._shown = settings
        for name, editor in self.editors.items():
            editor.show_value(getattr(settings, name))
        self._clear()

    @property
    def changed(self) -> bool:
        return self.settings() != self._shown

    def settings(self) -> Settings:
        """What the controls say now, right or wrong."""
        values = {item.name: getattr(self._shown, item.name) for item in fields(Settings)}
        values |= {name: editor.value() for name, editor in self.editors.items()}
        plain = {name: msgspec.to_builtins(value) for name, value in values.items()}
        return msgspec.convert(plain, Settings)

    def save(self) -> None:
        """Emit `saved` when everything is right, else go to the first thing that is wrong."""
        settings = self.settings()
        found = wrong(settings, self._context.t)
        self._clear()
        for name, problem in found.items():
            self.fields[name].tell(problem)
        if found:
            first = next(name for name in self.editors if name in found)
            self.message.say(found[first], "bad")
            self.editors[first].focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.saved.emit(settings, self._shown)

    def back(self) -> bool:
        """Esc asks before it loses anything; Esc once more goes on."""
        if self.message.asking:
            self._go_on()
            return True
        if self.changed:
            self._ask()
            return True
        return False

    def _lay_out(self) -> None:
        context = self._context
        inner = QWidget()
        layout = column(context, inner, 16, 14)
        layout.addWidget(title(context, context.t("Settings")))
        cards: dict[Group, Card] = {}
        for declaration, setting in declarations():
            if declaration.group not in cards:
                cards[declaration.group] = card = Card(context, 14)
                card.body.addWidget(heading(context, context.t(GROUPS[declaration.group])))
                layout.addWidget(card)
            editor = editor_for(context, declaration, setting)
            help = context.t(declaration.help) if declaration.help else ""
            field = Field(context, context.t(declaration.label), editor.widget, help, editor.focus_widget())
            field.label.setVisible(not isinstance(editor, SwitchEditor))
            cards[declaration.group].body.addWidget(field)
            self.editors[declaration.name] = editor
            self.fields[declaration.name] = field
        cards[Group.TONES].body.addWidget(ToneButtons(context, self.settings))
        layout.addStretch(1)
        over_foot(context, self, inner, self.message, row(context, self.save_button, self.cancel_button))
        follow_layout(self)

    def _ask(self) -> None:
        t = self._context.t
        self._was = self.focusWidget()
        self.message.ask(
            t("You changed settings. Save them?"),
            (t("Save"), "settings.ask.save", self.save),
            (t("Discard"), "settings.ask.discard", self._discard),
            (t("Go on"), "settings.ask.go_on", self._go_on),
        )

    def _go_on(self) -> None:
        self.message.clear()
        back = self._was or next(iter(self.editors.values())).focus_widget()
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _discard(self) -> None:
        self.show_settings(self._context.desk.preferences.now)
        self.left.emit()

    def _leave(self) -> None:
        if not self.back():
            self.left.emit()

    def _clear(self) -> None:
        self.message.clear()
        for field in self.fields.values():
            field.tell("")
