"""Quiet bars: what happened, and the key that opens it. They never take the focus or cover the operator's work."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from operator_app.domain.direction import plain
from operator_app.ui.announcer import Weight
from operator_app.ui.context import UiContext
from operator_app.ui.one_line import OneLineLabel
from operator_app.ui.reading import show

# A bar that only confirms leaves by itself after this time; one that asks for something stays.
CONFIRM_MS = 6000
# On a window lower than this, in pixels at 100 % text, a new message takes the place of what only confirmed.
_ONE_AT_A_TIME = 480


class Tone(StrEnum):
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


_WEIGHTS = {Tone.INFO: Weight.ALWAYS, Tone.GOOD: Weight.EVENT, Tone.WARN: Weight.ALWAYS, Tone.BAD: Weight.ALWAYS}
_ICONS = {Tone.INFO: "info", Tone.GOOD: "good", Tone.WARN: "warn", Tone.BAD: "bad"}


class Bar(QFrame):
    """One message with an icon, an optional button and a button to put it away."""

    def __init__(self, context: UiContext, text: str, tone: Tone, close: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setProperty("tone", tone.value)
        self._layout = QHBoxLayout(self)
        px = context.style.px
        self._layout.setContentsMargins(px(12), px(4), px(6), px(4))
        size = context.style.px(18)
        icon = QLabel()
        icon.setPixmap(context.icons.pixmap(_ICONS[tone], getattr(context.style.colours, _colour(tone)), size))
        self.label = OneLineLabel()
        show(self.label, text)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # What the mouse may mark would take the focus too, where no Tab comes.
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        away = QPushButton(context.icons.icon("close", context.style.colours.text), "")
        away.setAccessibleName(context.t("Put away"))
        away.setToolTip(context.t("Put away"))
        # Without a description of its own the tooltip would be one: the name said twice. This says which message.
        away.setAccessibleDescription(plain(text))
        away.setProperty("role", "flat")
        away.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        away.clicked.connect(close)
        self._layout.addWidget(icon)
        self._layout.addWidget(self.label, 1)
        self._layout.addWidget(away)

    def offer(self, label: str, act: Callable[[], None]) -> None:
        """A button for what can be done about it."""
        button = QPushButton(label)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        self._layout.insertWidget(self._layout.count() - 1, button)


class Bars(QWidget):
    """The bars, the newest below; one for each subject."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._bars: dict[str, Bar] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CONFIRM_MS)
        self._timer.timeout.connect(self._confirmed)
        self._passing: set[str] = set()
        self._tiny = False

    def show_bar(
        self,
        subject: str,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        passing: bool = False,
        offer: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Show a bar in place of the one on the same subject. A passing one only confirms and leaves by itself."""
        self.dismiss(subject)
        if self.window().height() < self._context.style.px(_ONE_AT_A_TIME):
            self.clear_passing()
        bar = Bar(self._context, text, tone, lambda: self.dismiss(subject))
        bar.label.set_one_line(self._tiny)
        if offer is not None:
            bar.offer(*offer)
        self._bars[subject] = bar
        self._layout.addWidget(bar)
        if passing:
            self._passing.add(subject)
            self._timer.start()
        self._context.announcer.say(plain(text), _WEIGHTS[tone])

    def set_tiny(self, tiny: bool) -> None:
        """On a tiny window each message stands on one line; it was announced whole, and its tooltip holds it."""
        self._tiny = tiny
        for bar in self._bars.values():
            bar.label.set_one_line(tiny)

    def dismiss(self, subject: str) -> None:
        bar = self._bars.pop(subject, None)
        self._passing.discard(subject)
        if bar is not None:
            self._layout.removeWidget(bar)
            bar.hide()
            bar.deleteLater()

    def clear_passing(self) -> None:
        """Put away what only confirmed: its moment is over."""
        self._confirmed()

    def texts(self) -> dict[str, str]:
        """What is said now, by subject."""
        return {subject: bar.label.text() for subject, bar in self._bars.items()}

    def _confirmed(self) -> None:
        for subject in tuple(self._passing):
            self.dismiss(subject)


def _colour(tone: Tone) -> str:
    return {Tone.INFO: "accent", Tone.GOOD: "good", Tone.WARN: "warn", Tone.BAD: "bad"}[tone]
