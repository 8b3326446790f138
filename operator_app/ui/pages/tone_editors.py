"""The sound device of the tones, chosen from those that are there, and the tones to hear."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from operator_app.domain.tones import Tone
from operator_app.i18n import msgid
from operator_app.settings import Declaration, Settings
from operator_app.ui.context import UiContext
from operator_app.ui.pages.parts import Choice, Option, button, column, muted, row, shortened

_HEAR: dict[Tone, str] = {
    Tone.NOTHING: msgid("No result"),
    Tone.ONE: msgid("One result"),
    Tone.FEW: msgid("A few results"),
    Tone.MANY: msgid("Many results"),
    Tone.RING: msgid("A call rings"),
}


class DeviceEditor(QWidget):
    """Radio buttons: the system's device, those found, and the one kept though it is not there now."""

    chosen = Signal()

    def __init__(self, context: UiContext, declaration: Declaration) -> None:
        super().__init__()
        self._context = context
        self._name = context.t(declaration.label)
        self._identifier = f"settings.{declaration.name}"
        self._found: tuple[str, ...] | None = None
        self._layout = column(context, self, spacing=4)
        self.state = muted(context, context.t("Looking for sound devices…"))
        self.state.setAccessibleIdentifier(f"{self._identifier}.state")
        self.choice = self._made("")
        self._layout.addWidget(self.choice)
        self._layout.addWidget(self.state)

    def look(self) -> None:
        """Which devices are there now: an earphone comes and goes."""
        self._context.bridge.run(self._context.lanes.slow, self._context.tones.player.devices, self._show_found)

    @property
    def widget(self) -> QWidget:
        return self

    def value(self) -> object:
        return self.choice.value() or ""

    def show_value(self, value: object) -> None:
        if str(value) not in self._devices(str(value)) or value != self.value():
            self._make_anew(str(value))

    def focus_widget(self) -> QWidget:
        """Itself: the buttons are made anew when devices come and go, and the focus goes on to them."""
        return self

    def when_changed(self, act: Callable[[], None]) -> None:
        self.chosen.connect(act)

    def _devices(self, kept: str) -> list[str]:
        found = list(dict.fromkeys(name for name in self._found or () if name))
        return ["", *found, *([kept] if kept and kept not in found else [])]

    def _made(self, kept: str) -> Choice[str]:
        t = self._context.t

        def words(name: str) -> str:
            if not name:
                return t("That of the system")
            return name if self._found is None or name in self._found else t("{name} (not there now)", name=name)

        named = {name: words(name) for name in self._devices(kept)}
        options = [Option(name, shortened(said), str(place)) for place, (name, said) in enumerate(named.items())]
        made = Choice(self._context, self._name, options, self._identifier)
        for radio, said in zip(made.buttons(), named.values(), strict=True):
            radio.setAccessibleName(said)
            radio.setToolTip(said if said != radio.text() else "")
        made.choose(kept)
        made.changed.connect(self.chosen)
        made.setAccessibleDescription(self.accessibleDescription())
        return made

    def _make_anew(self, kept: str) -> None:
        focused = any(radio.hasFocus() for radio in self.choice.buttons())
        old, self.choice = self.choice, self._made(kept)
        self._layout.replaceWidget(old, self.choice)
        for before, after in pairwise([*old.buttons(), *self.choice.buttons()]):
            QWidget.setTabOrder(before, after)
        self.choice.show()
        if focused:
            self.choice.focus_widget().setFocus()
        old.hide()
        old.deleteLater()

    def _show_found(self, found: tuple[str, ...]) -> None:
        kept = str(self.value())
        self._found = found
        self._make_anew(kept)
        t = self._context.t
        none = t("No sound device was found here: the tones are silent.")
        gone = t("The chosen device is not there now: the tones are silent until it is.")
        self.state.setText(none if not found else gone if kept and kept not in found else "")
        self.state.setVisible(bool(self.state.text()))


class ToneButtons(QWidget):
    """Each tone to hear, as the controls have it."""

    def __init__(self, context: UiContext, settings: Callable[[], Settings]) -> None:
        super().__init__()
        layout = column(context, self, spacing=4)
        layout.addWidget(muted(context, context.t("Hear the tones as they are set above:")))
        buttons = []
        for tone, said in _HEAR.items():
            made = button(context, context.t(said), f"settings.tones.hear.{tone}", icon="ring")
            made.setAccessibleDescription(context.t("Plays the tone."))
            made.clicked.connect(lambda _checked=False, one=tone: context.tones.try_out(one, settings()))
            buttons.append(made)
        layout.addWidget(row(context, *buttons))
