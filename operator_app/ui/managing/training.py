"""Training: who took what and when it is due again, and a short quiz made from the articles."""

from collections.abc import Callable, Sequence
from random import SystemRandom

from PySide6.QtCore import Signal

from operator_app.desk.training import CHANGED
from operator_app.domain.documents import Document, Kind
from operator_app.domain.moments import local
from operator_app.domain.quiz import Asked as Field
from operator_app.domain.quiz import Question
from operator_app.domain.team import Taken
from operator_app.domain.training import Module
from operator_app.ui.context import UiContext
from operator_app.ui.managing.forms import Asked, Form, Shape, Values, day_in
from operator_app.ui.managing.sections import Act, Row, Rows, Section, SectionPage
from operator_app.ui.pages.entries import Entry


class TrainingPage(SectionPage):
    """`open_practice`: to the practice callers. `open_article(id)`: the article of a question."""

    open_practice = Signal()
    open_article = Signal(str)

    def __init__(self, context: UiContext) -> None:
        self._desk = context.desk.training
        self._questions: list[Question] = []
        self._at = 0
        self._chosen: int | None = None
        super().__init__(context, context.t("Training"), "training", self._made(context))

    def _made(self, context: UiContext) -> Sequence[Section]:
        t = context.t
        practise = Act(t("To the practice callers"), "practise", lambda: self.open_practice.emit())
        return (
            Section("record", t("What was taken"), self._load_record, t("No training module"),
                    t("Modules are written in the guide."), acts=(practise,), kinds=(CHANGED, Kind.MODULE.value)),
            Section("quiz", t("Quiz"), self._load_quiz, t("Nothing to ask today"),
                    t("What you knew comes again after a longer time, what you did not tomorrow."),
                    t("Five questions from the guide. Only you see how it went."), kinds=(Kind.PROCEDURE.value,)),
        )  # fmt: skip

    def reload(self) -> None:
        self._questions, self._at, self._chosen = [], 0, None
        super().reload()

    # record

    def _load_record(self) -> Callable[[], Rows]:
        record, modules = self._desk.record(), {d.id: d for d in self._desk.modules()}
        return lambda: [self._taken(one, modules[one.module]) for one in record if one.module in modules]

    def _taken(self, one: Taken, document: Document) -> Row:
        t, dates, today = self.context.t, self.context.dates, self.context.desk.today()
        own = one.person == self.context.desk.preferences.now.operator_name
        if one.last is None:
            lines = [(t("Not taken yet"), "warn")]
        else:
            lines = [(t("Taken on {day}", day=dates.day(local(one.last).date())), "good")]
        if one.due is not None:
            role = "bad" if one.overdue(today) else "muted"
            lines.append((t("Due by {day}", day=dates.day(one.due)), role))
        title = document.body.title.best(self.context.language)[0] if isinstance(document.body, Module) else ""
        acts = [Act(t("Taken today"), "taken", lambda: self._take(one))]
        if self.context.desk.team.supervisor:
            acts.append(Act(t("To be taken by…"), "due", lambda: self._ask_due(one, title)))
        head = title if own else t("{title}, {who}", title=title, who=one.person)
        return Row(Entry(f"{one.person}/{one.module}", head, tuple(lines)), tuple(acts))

    def _take(self, one: Taken) -> None:
        self.run(lambda: self._desk.taken(one.module, one.person), self.context.t("Noted."))

    def _ask_due(self, one: Taken, title: str) -> None:
        t, desk = self.context.t, self._desk
        fields = (Asked("day", t("Day"), Shape.DAY, needed=True),)

        def send(values: Values) -> None:
            due = day_in(values["day"])
            if due is not None:
                self.run(lambda: desk.set_due(one.module, one.person, due), t("Noted."))

        self.ask(Form(self.context, title, fields, t("Keep"), "training.form"), send)

    # quiz

    def _load_quiz(self) -> Callable[[], Rows]:
        questions = self._desk.quiz(self.context.language, SystemRandom())

        def make() -> Rows:
            self._questions = questions
            return self._question_rows()

        return make

    def _question_rows(self) -> Rows:
        """The question on top, its choices below; Enter or the digit chooses."""
        if self._at >= len(self._questions):
            return []
        t, question = self.context.t, self._questions[self._at]
        asks = {
            Field.DOCUMENT: t("Which of these is asked for?"),
            Field.DELAY: t("How long does it take?"),
            Field.FEE: t("What does it cost?"),
            Field.PLACE: t("Where is it done?"),
        }[question.asked]
        place = t("Question {n} of {all}", n=self._at + 1, all=len(self._questions))
        choices = [self._choice(question, n) for n in range(len(question.choices))]
        acts = tuple(Act(t("Answer {n}", n=n + 1), f"answer{n + 1}", self._answering(n)) for n in range(len(choices)))
        if self._chosen is not None:
            acts = (
                Act(t("Next question"), "next", self._next),
                Act(t("Open the article"), "article", lambda: self.open_article.emit(question.article_id)),
            )
        said = t("{name}: {value}", name=question.title, value=asks)
        head = Entry(f"{question.key}/{self._chosen}", said, ((place, "muted"),))
        first = Act("", "first", lambda: self.list.select_row(1))
        rows = [Row(head, acts, first if self._chosen is None else None)]
        for n, entry in enumerate(choices):
            own = Act("", "own", self._answering(n))
            rows.append(Row(entry, acts, own if self._chosen is None else None))
        return rows

    def _choice(self, question: Question, n: int) -> Entry:
        t = self.context.t
        lines: tuple[tuple[str, str], ...] = ()
        if self._chosen is not None and n == question.right:
            lines = ((t("This is right"), "good"),)
        elif self._chosen == n:
            lines = ((t("Your answer: this is of another article"), "bad"),)
        return Entry(f"{question.key}/{n}/{self._chosen}", question.choices[n], lines, badge=str(n + 1))

    def _answering(self, n: int) -> Callable[[], None]:
        return lambda: self._answer(n)

    def _answer(self, n: int) -> None:
        question = self._questions[self._at]
        if self._chosen is not None:
            return
        self._chosen = n
        right = n == question.right
        t, context = self.context.t, self.context
        context.bridge.run(context.lanes.store, lambda: self._desk.answered(question, right))
        self._show(self._question_rows)
        self.list.select_row(0)
        if right:
            self.message.say(t("Right."))
        else:
            self.message.say(t("Not this one. It comes again tomorrow."), "warn")

    def _next(self) -> None:
        self._at, self._chosen = self._at + 1, None
        self.message.clear()
        self._show(self._question_rows)
        self.list.select_row(0)
        self._focus()
