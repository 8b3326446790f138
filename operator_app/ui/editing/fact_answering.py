"""The answer of a service, fact by fact: right, wrong with what is right, or not answered."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from operator_app.desk.fact_checks import OpenQuestion
from operator_app.domain.fact_check import Answer, Answered, Fact, Verdict
from operator_app.i18n import msgid
from operator_app.ui.context import UiContext
from operator_app.ui.editing.fact_words import asked_words, labelled
from operator_app.ui.editing.small_controls import DayControl
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import Field, button, column, label, line_edit, muted, row

_NEXT = {Verdict.OPEN: Verdict.RIGHT, Verdict.RIGHT: Verdict.WRONG, Verdict.WRONG: Verdict.OPEN}
_SAID = {Verdict.OPEN: msgid("Not answered"), Verdict.RIGHT: msgid("Right"), Verdict.WRONG: msgid("Wrong")}
_TONES = {Verdict.OPEN: "muted", Verdict.RIGHT: "good", Verdict.WRONG: "bad"}


class _Facts(EntryList):
    """Space: right, wrong, not answered."""

    turned = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_id():
            self.turned.emit(self.current_id())
        else:
            super().keyPressEvent(event)


class Answering(QWidget):
    """`recorded(OpenQuestion, Answer)`: the answer is complete."""

    recorded = Signal(object, object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.question: OpenQuestion | None = None
        self._answers: dict[str, Answered] = {}
        t = context.t
        self.said = label("", "", "facts.asked")
        self.list = _Facts(context, t("What was asked"), "facts.list")
        self.list.setAccessibleDescription(t("Space: right, wrong, not answered. Enter: write what is right."))
        self.right = line_edit(context, t("What is right"), "facts.right")
        self.by = line_edit(context, t("Who answered"), "facts.by")
        self.by_field = Field(context, t("Who answered"), self.by, t("Name and office."))
        self.on = DayControl(context, t("Day of the answer"), "facts.on")
        self.note = line_edit(context, t("What else was said"), "facts.else")
        self.all_right = button(context, t("Everything is right"), "facts.all_right")
        self.record = button(context, t("Record the answer"), "facts.record", "primary", "check")
        self.record.setToolTip("Ctrl+Enter")
        self.record.setAccessibleDescription("Ctrl+Enter")
        self._lay_out()
        self.list.turned.connect(self._turn)
        self.list.chosen.connect(lambda _: self.right.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.current_changed.connect(lambda _: self._show_right())
        self.right.textEdited.connect(self._write)
        self.right.returnPressed.connect(self._next)
        self.all_right.clicked.connect(self._all_right)
        self.record.clicked.connect(self.order)

    def show_question(self, question: OpenQuestion) -> None:
        """The facts as they were asked; nothing is answered yet."""
        if self.question is not None and self.question.remark.id == question.remark.id:
            return
        self.question = question
        self._answers = {}
        self.said.setText(asked_words(self._context.t, question.remark))
        self.by.clear()
        self.note.clear()
        self.on.show_value(self._context.desk.today())
        self.by_field.tell("")
        self._show()
        self.list.select_row(0)

    def forget(self) -> None:
        self.question = None

    def focus_first(self) -> None:
        (self.list if self._facts() else self.by).setFocus(Qt.FocusReason.OtherFocusReason)

    def order(self) -> None:
        """Record it, when it says who answered."""
        question, day = self.question, self.on.value()
        named = bool(self.by.text().strip())
        self.by_field.tell("" if named else self._context.t("Write who answered."))
        if not named:
            self.by.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not isinstance(day, date):
            self.on.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif question is not None:
            facts = tuple(self._answer(fact) for fact in self._facts())
            self.recorded.emit(question, Answer(self.by.text().strip(), day, facts, self.note.text().strip()))

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        layout = column(context, self, spacing=10)
        layout.addWidget(self.said)
        self._help = muted(context, t("Space: right, wrong, not answered. Enter: write what is right."))
        layout.addWidget(self._help)
        layout.addWidget(self.list)
        self._right_field = Field(context, t("What is right"), self.right)
        layout.addWidget(self._right_field)
        self._all = row(context, self.all_right)
        layout.addWidget(self._all)
        layout.addWidget(self.by_field)
        layout.addWidget(Field(context, t("Day of the answer"), self.on, focus=self.on.line))
        layout.addWidget(Field(context, t("What else was said"), self.note))
        layout.addWidget(row(context, self.record))
        layout.addStretch(1)

    def _facts(self) -> Sequence[Fact]:
        return self.question.asked.facts if self.question is not None else ()

    def _answer(self, fact: Fact) -> Answered:
        return self._answers.get(fact.place, Answered(fact.place, Verdict.OPEN, label=fact.label))

    def _show(self) -> None:
        facts = self._facts()
        for part in (self._help, self.list, self._right_field, self._all):
            part.setVisible(bool(facts))
        self.list.show_entries([self._entry(fact) for fact in facts])
        self.list.setFixedHeight(self._context.style.px(72) * min(max(2, len(facts)), 5))
        self._show_right()

    def _entry(self, fact: Fact) -> Entry:
        answer, t = self._answer(fact), self._context.t
        said = _SAID[answer.verdict]
        told = labelled(t, said, answer.text) if answer.text else t(said)
        return Entry(fact.place, labelled(t, fact.label, fact.said), ((told, _TONES[answer.verdict]),))

    def _current(self) -> Fact | None:
        return next((fact for fact in self._facts() if fact.place == self.list.current_id()), None)

    def _show_right(self) -> None:
        fact = self._current()
        text = self._answer(fact).text if fact is not None else ""
        if self.right.text() != text:
            self.right.setText(text)

    def _turn(self, place: str) -> None:
        fact = next(fact for fact in self._facts() if fact.place == place)
        verdict = _NEXT[self._answer(fact).verdict]
        self._say(fact, verdict, "")
        self._context.announcer.say(self._context.t(_SAID[verdict]))

    def _write(self, text: str) -> None:
        fact = self._current()
        if fact is not None:
            self._say(fact, Verdict.WRONG if text.strip() else self._answer(fact).verdict, text)

    def _say(self, fact: Fact, verdict: Verdict, text: str) -> None:
        self._answers[fact.place] = Answered(fact.place, verdict, text.strip(), fact.label)
        place = self.list.currentIndex().row()
        self.list.show_entries([self._entry(one) for one in self._facts()])
        self.list.select_row(place)

    def _next(self) -> None:
        """Back to the list, on the next fact."""
        self.list.select_row(min(self.list.currentIndex().row() + 1, len(self._facts()) - 1))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _all_right(self) -> None:
        for fact in self._facts():
            self._answers[fact.place] = Answered(fact.place, Verdict.RIGHT, "", fact.label)
        self._show()
        self.by.setFocus(Qt.FocusReason.OtherFocusReason)
