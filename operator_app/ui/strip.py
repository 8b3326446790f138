"""The call strip: greeting, caller's language, timer, special need, outcome keys."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from operator_app.domain.calls import Call, Ring
from operator_app.domain.direction import left_to_right
from operator_app.domain.languages import Language
from operator_app.domain.numbers import display
from operator_app.ui import words
from operator_app.ui.actions import Action, Do
from operator_app.ui.announcer import Weight
from operator_app.ui.context import UiContext
from operator_app.ui.flow_layout import FlowLayout
from operator_app.ui.note_line import NoteLine
from operator_app.ui.one_line import OneLineLabel
from operator_app.ui.reading import show
from operator_app.ui.session import CallSession

TICK_MS = 1000
_BUTTONS = (Do.CALL, Do.REFER, Do.NO_ANSWER, Do.CALL_BACK, Do.CLOSE, Do.TIPS, Do.CONTACTS)
_IN_CALL = (Do.REFER, Do.NO_ANSWER, Do.CALL_BACK, Do.CLOSE)


class CallStrip(QFrame):
    """Shows the call in hand and a ringing one; its buttons do what the keys do."""

    wanted = Signal(object)
    """A button was pressed: the `Do` that it stands for."""

    def __init__(self, context: UiContext, session: CallSession) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._context = context
        self._session = session
        self._ring: Ring | None = None
        self._short = self._tiny = self._away = False
        self._greeting_key: tuple[str, str, str] = ("", "", "")
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._build()
        session.changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        style, t = self._context.style, self._context.t
        self.timer = QLabel("0:00")
        self.timer.setObjectName("timer")
        # A name would take the place of the words that are read: what it is goes into the description.
        self.timer.setAccessibleDescription(t("Length of the call"))
        self.timer.setProperty("scale", "timer")
        self.state = QLabel()
        self.state.setObjectName("callState")
        self.greeting = OneLineLabel()
        self.greeting.setObjectName("greeting")
        self.greeting.setAccessibleDescription(t("Greeting"))
        self.greeting.setProperty("scale", "greeting")
        self.facts = OneLineLabel()
        self.facts.setObjectName("callFacts")
        self.note = NoteLine(self._context, self._session)
        self.languages = QWidget()
        clock = QVBoxLayout()
        clock.setSpacing(0)
        clock.addWidget(self.timer)
        clock.addWidget(self.state)
        said = QVBoxLayout()
        said.setSpacing(style.px(2))
        said.addWidget(self.greeting)
        said.addWidget(self.facts)
        said.addWidget(self.note)
        said.addWidget(self.languages)
        top = QHBoxLayout()
        top.setSpacing(style.px(20))
        top.addLayout(clock)
        top.addLayout(said, 1)
        outer = QVBoxLayout(self)
        self._margins(8)
        outer.setSpacing(style.px(8))
        outer.addLayout(top)
        self._build_languages()
        self._button_row = self._build_buttons()
        outer.addWidget(self._button_row)

    def _build_languages(self) -> None:
        """The caller's language: radio buttons, since a choice of three is seen and reached at once."""
        layout = FlowLayout(self.languages, self._context.style.px(14))
        self._language_group = QButtonGroup(self)
        self._language_buttons: dict[Language, QRadioButton] = {}
        for language in Language:
            button = QRadioButton(words.language(language))
            button.setAccessibleName(self._context.t("Caller's language: {name}", name=words.language(language)))
            button.setAccessibleIdentifier(f"caller-language-{language.value}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked, chosen=language: self._session.set_language(chosen))
            self._language_group.addButton(button)
            self._language_buttons[language] = button
            layout.addWidget(button)

    def _build_buttons(self) -> QWidget:
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout = FlowLayout(holder, self._context.style.px(6))
        by_do = {action.do: action for action in self._context.keys.actions()}
        self.buttons: dict[Do, QPushButton] = {}
        for do in _BUTTONS:
            self.buttons[do] = self._button(by_do[do])
            layout.addWidget(self.buttons[do])
        return holder

    def _button(self, action: Action) -> QPushButton:
        t, style = self._context.t, self._context.style
        button = QPushButton(f" {t(action.label)}" + (f"   {left_to_right(action.key)}" if action.key else ""))
        button.setProperty("role", "key")
        button.setAccessibleName(t(action.label))
        button.setAccessibleDescription(f"{action.key}. {t(action.help)}" if action.key else t(action.help))
        button.setAccessibleIdentifier(f"strip-{action.do.value}")
        button.setToolTip(button.accessibleDescription())
        button.setIcon(self._context.icons.icon(_ICONS[action.do], style.colours.on_strip))
        button.setIconSize(QSize(style.px(16), style.px(16)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wanted.emit(action.do))
        return button

    def set_room(self, *, short: bool, tiny: bool) -> None:
        """On a low window the buttons make room for what is read: their keys and the menu remain. On a tiny one there
        is no strip between calls, and during a call its words stand on one line each once something is searched."""
        if (short, tiny) == (self._short, self._tiny):
            return
        self._short, self._tiny = short, tiny
        self._button_row.setVisible(not short)
        for label, scale in ((self.greeting, None if short else "greeting"), (self.timer, None if tiny else "timer")):
            label.setProperty("scale", scale)
            label.style().unpolish(label)
            label.style().polish(label)
        self._margins(2 if tiny else 8)
        self.refresh()

    def _margins(self, above: int) -> None:
        style, layout = self._context.style, self.layout()
        if layout is not None:
            layout.setContentsMargins(style.px(16), style.px(above), style.px(16), style.px(above))

    @property
    def ringing(self) -> Ring | None:
        return self._ring

    def show_ring(self, ring: Ring | None) -> None:
        """A telephone rings, or stopped. The focus stays where it is."""
        self._ring = ring
        self.refresh()

    def refresh(self) -> None:
        """Show the call in hand as it is."""
        call = self._session.call
        self.setProperty("live", call is not None)
        self.setProperty("ringing", self._ring is not None)
        self.style().unpolish(self)
        self.style().polish(self)
        for do, button in self.buttons.items():
            button.setVisible((call is not None) if do in _IN_CALL else True)
        self.buttons[Do.CALL].setVisible(call is None or self._ring is not None)
        self.languages.setVisible(call is not None and not self._short)
        if call is not None and call.language in list(Language):
            self._language_buttons[Language(call.language)].setChecked(True)
        self.timer.setVisible(call is not None)
        self._show_words(call)
        self._show_time()
        if call is not None or self._ring is not None:
            self._tick.start()
        else:
            self._tick.stop()

    def _show_words(self, call: Call | None) -> None:
        t = self._context.t
        if self._ring is not None and call is None:
            show(self.greeting, t("A call is ringing. F2 takes it."))
            show(self.facts, self._ring_words(self._ring))
        elif call is None:
            show(self.greeting, t("No call in hand. F2 takes a call."))
            show(self.facts, "")
            self._greeting_key = ("", "", "")
        else:
            self._load_greeting(call)
            show(self.facts, "  ·  ".join(self._facts(call)))
        one_line = self._tiny and call is not None and bool(call.query)
        self.greeting.set_one_line(one_line)
        self.facts.set_one_line(self._tiny)
        self.facts.setVisible(bool(self.facts.text()) and not (self._tiny and self.note.isVisibleTo(self)))
        away = self._tiny and call is None and self._ring is None
        if away != self._away:
            # Not more often: what is shown before it has its place is a window.
            self._away = away
            self.setVisible(not away)

    def _ring_words(self, ring: Ring) -> str:
        t = self._context.t
        waiting = self._context.dates.duration(int((self._context.desk.now() - ring.since).total_seconds()))
        parts = [t("Line {line}", line=ring.line)] if ring.line else []
        parts += [t("From {number}", number=left_to_right(display(ring.number)))] if ring.number else []
        parts.append(t("Waiting {time}", time=left_to_right(waiting)))
        parts += [t.count("{n} more ringing", "{n} more ringing", ring.more)] if ring.more else []
        return "  ·  ".join(parts)

    def _facts(self, call: Call) -> list[str]:
        t = self._context.t
        facts = [t("Practice: nothing of it is counted.")] if call.practice else []
        if self._ring is not None:
            facts.append(f"{t('Another call is ringing.')} {self._ring_words(self._ring)}")
        if call.line:
            facts.append(t("Line {line}", line=call.line))
        if self._session.caller_number:
            facts.append(t("From {number}", number=left_to_right(display(self._session.caller_number))))
        if call.waiting_seconds is not None:
            facts.append(t("Waited {time}", time=left_to_right(self._context.dates.duration(call.waiting_seconds))))
        if call.outcome is not None:
            facts.append(words.outcome(t, call.outcome))
        if call.referred_name:
            number = left_to_right(display(self._session.referred_number))
            facts.append(t("Referred to {name}", name=call.referred_name) + (f" {number}" if number else ""))
        if call.need is not None:
            facts.append(words.need(t, call.need))
        if self._session.aside:
            waiting = len(self._session.aside)
            facts.append(t.count("{n} other call in hand", "{n} other calls in hand", waiting))
        return facts

    def _load_greeting(self, call: Call) -> None:
        """The greeting of the caller's language; read on the store lane, kept while nothing changes it."""
        key = (call.id, call.language, call.line)
        if key == self._greeting_key:
            return
        self._greeting_key = key
        language = Language(call.language) if call.language in list(Language) else self._context.language
        rtl = language.right_to_left
        self.greeting.setAlignment(
            (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
        )
        self._context.bridge.run(
            self._context.lanes.store,
            lambda: self._context.desk.greetings.greeting(language, call.line),
            lambda text: self._show_greeting(key, text),
        )

    def _show_greeting(self, key: tuple[str, str, str], text: str) -> None:
        if key == self._greeting_key:
            missing = self._context.t("No greeting is written in this language yet.")
            rtl = key[1] == Language.AR.value if text else self._context.language.right_to_left
            # A mark for display only: a sentence that begins with a name in the other script keeps its direction.
            show(self.greeting, ("\u200f" if rtl else "\u200e") + (text or missing))

    def _show_time(self) -> None:
        call = self._session.call
        if call is None:
            if self._ring is not None:
                show(self.facts, self._ring_words(self._ring))
            self.state.setText(self._context.t("Ringing") if self._ring else self._context.t("Ready"))
            return
        if self._session.hung_up:
            self.state.setText(self._context.t("Hung up"))
            return
        seconds = max(0, int((self._context.desk.now() - call.started_at).total_seconds()))
        self.timer.setText(self._context.dates.duration(seconds))
        target = self._context.desk.preferences.now.call_target_seconds
        over = bool(target) and seconds >= target
        words_of_state = self._context.t("Long call") if over else self._context.t("In call")
        if over and self.state.text() == self._context.t("In call"):
            self._context.announcer.say_when_quiet(words_of_state, Weight.DETAIL)
        self.state.setText(words_of_state)


_ICONS = {
    Do.CALL: "call",
    Do.REFER: "refer",
    Do.NO_ANSWER: "no_answer",
    Do.CALL_BACK: "call_back",
    Do.CLOSE: "good",
    Do.TIPS: "tip",
    Do.CONTACTS: "contact",
}
