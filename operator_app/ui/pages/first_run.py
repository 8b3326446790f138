"""The first-run questions: language, body, name, and what to do next."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text
from operator_app.domain.problems import Problem
from operator_app.i18n import msgid
from operator_app.settings import Settings
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.editors import TextEditor, body_type_options
from operator_app.ui.pages.parts import (
    TARGET,
    Choice,
    Field,
    button,
    column,
    heading,
    label,
    line_edit,
    muted,
    row,
    scrolled,
    title,
)
from operator_app.ui.stack import Stack


class Offer(StrEnum):
    """What a newcomer may want to do at once."""

    PRACTICE = "practice"
    IMPORT = "import"
    KEY_CARD = "key_card"


OFFERS: tuple[tuple[Offer, str, str], ...] = (
    (
        Offer.PRACTICE,
        msgid("Try practice callers"),
        msgid("Three short calls to learn the keys; nothing of it is counted."),
    ),
    (
        Offer.IMPORT,
        msgid("Bring in contacts from a spreadsheet"),
        msgid("Names, services and numbers, from CSV or XLSX."),
    ),
    (Offer.KEY_CARD, msgid("Print the key card"), msgid("One sheet to put beside the telephone.")),
)

# Asked before any language is known, so asked in each; not msgids.
_WHICH_LANGUAGE = {
    Language.AR: "اختاروا لغة الشاشة",
    Language.FR: "Choisissez la langue de l'écran",
    Language.EN: "Choose the language of the screen",
}


class Step(StrEnum):
    LANGUAGE = "language"
    BODY = "body"
    OPERATOR = "operator"
    NEXT = "next"


_ORDER = tuple(Step)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far: a change of language makes a new page, and this goes over to it."""

    step: Step = Step.LANGUAGE
    language: Language | None = None
    body_name: Text = field(default_factory=Text)
    body_type: BodyType = BodyType.ANY
    operator_name: str = ""
    offers: frozenset[Offer] = frozenset({Offer.PRACTICE})


class FirstRunPage(Page):
    """Four short steps, Enter goes on, Esc goes back.

    `language_chosen(Language)`: the caller makes a new page in that language from `answers`.
    `finished(Settings)`: all is answered; `wanted` then says what the person asked to do next.
    """

    language_chosen = Signal(object)
    finished = Signal(object)

    def __init__(self, context: UiContext, answers: Answers | None = None) -> None:
        super().__init__()
        self._context = context
        given = answers or _known(context.desk.preferences.now)
        self._language = given.language
        t = context.t
        self.progress = muted(context)
        self.progress.setAccessibleIdentifier("first_run.progress")
        self.languages = {
            language: button(context, words.language(language), f"first_run.language.{language}")
            for language in Language
        }
        self.body_name = TextEditor(context, t("Name of the body"), "first_run.body_name", (Language.AR, Language.FR))
        self.body_type = Choice(context, t("Kind of body"), body_type_options(context), "first_run.body_type")
        self.operator = line_edit(context, t("Your name"), "first_run.operator_name")
        self.offers = {offer: self._offer(offer, text, help) for offer, text, help in OFFERS}
        self.next_button = button(context, "", "first_run.next", "primary")
        self.back_button = button(context, t("Back"), "first_run.back")
        self.steps = Stack()
        self._lay_out()
        self._join()
        self._show_answers(given)
        self._go_to(given.step)
        context.announcer.speak_from(self)

    @property
    def step(self) -> Step:
        return _ORDER[self.steps.currentIndex()]

    @property
    def answers(self) -> Answers:
        """What is answered now, with the step that is shown."""
        kind = self.body_type.value()
        return Answers(
            step=self.step,
            language=self._language,
            body_name=self.body_name.value(),
            body_type=kind if isinstance(kind, BodyType) else BodyType.ANY,
            operator_name=" ".join(self.operator.text().split()),
            offers=self.wanted,
        )

    @property
    def wanted(self) -> frozenset[Offer]:
        return frozenset(offer for offer, box in self.offers.items() if box.isChecked())

    def entered(self) -> None:
        self._focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        at = self.steps.currentIndex()
        if at == 0:
            return False
        self._go_to(_ORDER[at - 1])
        return True

    def go_on(self) -> None:
        """Enter, or "Next": to the next step when this one is answered; at the last one, `finished`."""
        answers = self.answers
        if self.step is Step.BODY and not answers.body_name:
            self._body_field.tell(self._context.t("Write the name in Arabic or in French: the greeting says it."))
            self._context.announcer.say(self._body_field.error.text())
            self._focus().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._body_field.tell("")
        if self.step is Step.NEXT:
            self.finished.emit(self._settings(answers))
        else:
            self._go_to(_ORDER[self.steps.currentIndex() + 1])

    def tell(self, problem: Problem) -> None:
        """The answers could not be kept: say why; they stay here."""
        self.progress.setText(self._context.t.problem(problem))
        self._context.announcer.say(self.progress.text())

    def choose_language(self, language: Language) -> None:
        """The language applies at once and the next question comes, in that language."""
        self._language = language
        self._go_to(Step.BODY)
        if language is not self._context.language:
            self.language_chosen.emit(language)

    def _settings(self, answers: Answers) -> Settings:
        return replace(
            self._context.desk.preferences.now,
            language=answers.language or self._context.language,
            body_name=replace(answers.body_name, en=self._context.desk.preferences.now.body_name.en),
            body_type=answers.body_type,
            operator_name=answers.operator_name,
        )

    def _offer(self, offer: Offer, name: str, help: str) -> QCheckBox:
        text = self._context.t(name)
        box = QCheckBox(text)
        box.setAccessibleName(text)
        box.setAccessibleDescription(self._context.t(help))
        box.setAccessibleIdentifier(f"first_run.offer.{offer}")
        box.setMinimumHeight(self._context.style.px(TARGET))
        return box

    def _lay_out(self) -> None:
        context = self._context
        inner = QWidget()
        layout = column(context, inner, 24, 14)
        self._welcome = title(context, context.t("Welcome"))
        layout.addWidget(self._welcome)
        layout.addWidget(self.progress)
        for step in (self._language_step(), self._body_step(), self._operator_step(), self._next_step()):
            self.steps.addWidget(step)
        layout.addWidget(self.steps, 1)
        foot = QWidget()
        below = column(context, foot, 16)
        below.addWidget(row(context, self.next_button, self.back_button))
        outer = column(context, self)
        outer.addWidget(scrolled(inner, context.style.px(640)), 1)
        outer.addWidget(foot)

    def _language_step(self) -> QWidget:
        step, layout = self._step()
        for language, question in _WHICH_LANGUAGE.items():
            asked = heading(self._context, question)
            asked.setAlignment(
                Qt.AlignmentFlag.AlignAbsolute
                | (Qt.AlignmentFlag.AlignRight if language.right_to_left else Qt.AlignmentFlag.AlignLeft)
            )
            layout.addWidget(asked)
            layout.addWidget(self.languages[language])
        layout.addStretch(1)
        return step

    def _body_step(self) -> QWidget:
        t = self._context.t
        step, layout = self._step(t("Which public body answers here?"))
        help = t("In Arabic, in French or both, as callers hear it in the greeting.")
        self._body_field = Field(
            self._context, t("Name of the body"), self.body_name, help, self.body_name.focus_widget()
        )
        layout.addWidget(self._body_field)
        layout.addWidget(Field(self._context, t("Kind of body"), self.body_type, focus=self.body_type.buttons()[0]))
        layout.addStretch(1)
        return step

    def _operator_step(self) -> QWidget:
        t = self._context.t
        step, layout = self._step(t("Who answers at this post?"))
        help = t("As callers hear it, and as it stands in the log. It may stay empty.")
        layout.addWidget(Field(self._context, t("Your name"), self.operator, help))
        layout.addStretch(1)
        return step

    def _next_step(self) -> QWidget:
        t = self._context.t
        step, layout = self._step(t("What would you like to do first?"))
        for offer, _, help in OFFERS:
            layout.addWidget(self.offers[offer])
            layout.addWidget(muted(self._context, t(help)))
        layout.addSpacing(self._context.style.px(8))
        layout.addWidget(label(t("All of it stays in the menus, and every setting can be changed.")))
        layout.addStretch(1)
        return step

    def _step(self, question: str = "") -> tuple[QWidget, QVBoxLayout]:
        step = QWidget()
        layout = column(self._context, step, spacing=10)
        if question:
            layout.addWidget(heading(self._context, question))
        return step, layout

    def _join(self) -> None:
        for language, choice in self.languages.items():
            choice.clicked.connect(lambda _=False, chosen=language: self.choose_language(chosen))
        for line in (*self.body_name.lines.values(), self.operator):
            line.returnPressed.connect(self.go_on)
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self.back)

    def _show_answers(self, answers: Answers) -> None:
        self.body_name.show_value(answers.body_name)
        self.body_type.choose(answers.body_type)
        self.operator.setText(answers.operator_name)
        for offer, box in self.offers.items():
            box.setChecked(offer in answers.offers)

    def _go_to(self, step: Step) -> None:
        t, at = self._context.t, _ORDER.index(step)
        self.steps.setCurrentIndex(at)
        self.progress.setText(t("Step {n} of {all}", n=at + 1, all=len(_ORDER)))
        # Once greeted: where text is large, the questions need the room.
        self._welcome.setVisible(step is Step.LANGUAGE)
        last = step is Step.NEXT
        self.next_button.setText(t("Begin") if last else t("Next"))
        self.next_button.setAccessibleName(self.next_button.text())
        self.next_button.setVisible(step is not Step.LANGUAGE)
        self.back_button.setVisible(at > 0)
        if self.isVisible():
            self._focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus(self) -> QWidget:
        match self.step:
            case Step.LANGUAGE:
                return self.languages[self._language or self._context.language]
            case Step.BODY:
                return self.body_name.lines[Language.FR if self._context.language is Language.FR else Language.AR]
            case Step.OPERATOR:
                return self.operator
            case Step.NEXT:
                return self.next_button


def _known(settings: Settings) -> Answers:
    """What a technician's file already answers."""
    return Answers(
        language=settings.language,
        body_name=settings.body_name,
        body_type=settings.body_type,
        operator_name=settings.operator_name,
    )
