"""A practice caller above the call strip: what the caller says, and afterwards how it went."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from operator_app.domain.calls import Call, Outcome
from operator_app.domain.direction import isolated, left_to_right
from operator_app.domain.guide import Need
from operator_app.domain.training import PracticeCaller
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.pages.names import names_of
from operator_app.ui.pages.parts import button, column, label, muted, row, scrolled
from operator_app.ui.pages.practice_feedback import Value, Verdict, documents_of, judge

# Always fires, also from the search box, on every keyboard layout (INTERACTION.md).
NEXT_KEY = "Alt+Down"


class PracticePanel(QFrame):
    """It never takes the focus. `ended`: put it away. `again(caller)`: the same caller once more."""

    ended = Signal()
    again = Signal(object)

    def __init__(self, context: UiContext, caller: PracticeCaller) -> None:
        super().__init__()
        self._context = context
        self._caller = caller
        self._said = 0
        t = context.t
        self.setObjectName("practicePanel")
        self.setProperty("role", "card")
        self.setAccessibleName(t("Practice"))
        self.setAccessibleIdentifier("practice.panel")
        self.name = label(t("Practice caller: {name}", name=caller.name.best(context.language)[0]), "overline")
        self.sentence = label("", identifier="practice.sentence")
        self.sentence.setFont(context.style.font(1.15, bold=True))
        self.hint = muted(context)
        self.next_button = self._button(
            t("Next sentence ({key})", key=left_to_right("Alt+↓")), "practice.next", "primary"
        )
        self.hint_button = self._button(t("Give me a hint"), "practice.hint")
        self.again_button = self._button(t("Once more"), "practice.again")
        self.end_button = self._button(t("End the practice"), "practice.end")
        self.feedback = QWidget()
        self.feedback.setAccessibleIdentifier("practice.feedback")
        self._lines = column(context, self.feedback, spacing=4)
        self._shown_feedback = scrolled(self.feedback)
        self._shown_feedback.setMaximumHeight(context.style.px(150))
        self._shown_feedback.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self._join()
        self.next_sentence()

    @property
    def caller(self) -> PracticeCaller:
        return self._caller

    def next_sentence(self) -> None:
        """What the caller says next; nothing after the last sentence."""
        says = self._caller.says
        if self._said >= len(says):
            return
        text = says[self._said].best(self._context.language)[0]
        self._said += 1
        self.sentence.setText(self._context.t("“{text}”", text=text))
        self.next_button.setEnabled(self._said < len(says))
        self._context.announcer.say(text)

    def show_feedback(self, call: Call) -> None:
        """The call was closed: say how it went."""
        verdicts = judge(self._caller, call)
        desk, language, ids = self._context.desk, self._context.language, documents_of(verdicts)
        self._context.bridge.run(
            self._context.lanes.store,
            lambda: names_of(desk, ids, language),
            lambda names: self._show_verdicts(verdicts, names),
        )

    def _button(self, text: str, identifier: str, role: str = "") -> QPushButton:
        made = button(self._context, text, identifier, role)
        # The focus stays with the call; Tab still comes here.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _lay_out(self) -> None:
        layout = column(self._context, self, 10, 6)
        for part in (self.name, self.sentence, self.hint, self._shown_feedback):
            layout.addWidget(part)
        layout.addWidget(row(self._context, self.next_button, self.hint_button, self.again_button, self.end_button))
        for hidden in (self.hint, self._shown_feedback, self.again_button):
            hidden.hide()
        self.hint_button.setVisible(bool(self._caller.hint))

    def _join(self) -> None:
        self._next = QShortcut(QKeySequence(NEXT_KEY), self)
        self._next.activated.connect(self.next_sentence)
        self.next_button.clicked.connect(self.next_sentence)
        self.hint_button.clicked.connect(self._show_hint)
        self.again_button.clicked.connect(lambda: self.again.emit(self._caller))
        self.end_button.clicked.connect(self.ended)

    def _show_hint(self) -> None:
        self.hint.setText(self._caller.hint.best(self._context.language)[0])
        self.hint.show()
        self._context.announcer.say(self.hint.text())

    def _show_verdicts(self, verdicts: list[Verdict], names: dict[str, str]) -> None:
        said = [self._line(verdict, names) for verdict in verdicts]
        for line in said:
            self._lines.addWidget(line)
        for gone in (self.sentence, self.hint, self.next_button, self.hint_button):
            gone.hide()
        self._next.setEnabled(False)
        self._shown_feedback.show()
        self.again_button.show()
        self._context.announcer.say(" ".join(line.text() for line in said))

    def _line(self, verdict: Verdict, names: dict[str, str]) -> QLabel:
        values = {name: self._words(value, names) for name, value in verdict.values.items()}
        text = self._context.t(verdict.msgid, **values)
        if verdict.ok is None:
            return label(text, "muted")
        mark = self._context.t("Right") if verdict.ok else self._context.t("To look at again")
        return label(self._context.t("{mark}: {text}", mark=mark, text=text), "good" if verdict.ok else "warn")

    def _words(self, value: Value, names: dict[str, str]) -> str:
        match value:
            case Outcome():
                return words.outcome(self._context.t, value)
            case Need():
                return words.need(self._context.t, value)
            case int():
                return self._context.dates.duration(value)
            case str():
                return isolated(names.get(value) or self._context.t("what is no longer in the guide"))
