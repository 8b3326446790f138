"""Who reported "this is wrong" is told the answer of another post: after the call, in a quiet bar, once. By real keys
over a real PostgreSQL."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from uuid6 import uuid7

from operator_app.domain.changes import changed
from operator_app.domain.direction import plain
from operator_app.domain.languages import Language
from operator_app.domain.reviewing import Remark, Said
from operator_app.local import Remarks
from operator_app.ui.actions import Do
from operator_app.ui.bars import Bar
from tests.ui.conftest import Program
from tests.ui.test_sharing import connected, database, server

__all__ = ["connected", "database", "server"]
Key = Qt.Key
PASSPORT = {Language.AR: "جواز سفر", Language.FR: "passeport", Language.EN: "passeport"}
TOLD = {
    Language.AR: "وردك ردّ على ما أبلغتَ عنه: {title} · أُجيب عنه · C'est juste.",
    Language.FR: "Réponse à votre signalement : {title} · répondu · C'est juste.",
    Language.EN: "Your report is answered: {title} · answered · C'est juste.",
}
REPORTS = {Language.AR: "ما أبلغتَ عنه", Language.FR: "Vos signalements", Language.EN: "Your reports"}
SEVERAL = {
    Language.AR: "وردك ردّان على ما أبلغتَ عنه: انظر الاستقبال.",
    Language.FR: "2 de vos signalements ont reçu une réponse : voir l'accueil.",
    Language.EN: "2 of your reports are answered: see home.",
}


class Pair:
    """An operator at one post, a supervisor at another."""

    def __init__(self, operator: Program, supervisor: Program) -> None:
        self.operator = operator
        self.supervisor = supervisor

    def report(self, times: int = 1) -> str:
        """F12 on the first result; the title of what was shown, once the supervisor's post has heard of it."""
        player = self.operator.player
        language = self.operator.desk.preferences.now.language or Language.AR
        player.type(PASSPORT[language])
        player.settle()
        for _ in range(times):
            player.press(Key.Key_F12)
            player.settle()
        player.wait("sent", lambda: self.operator.desk.outbox.waiting() == 0)
        # A post looks once a minute where nothing wakes it.
        self.supervisor.desk.hub.announce(changed("calls"))
        self.supervisor.player.wait("heard", lambda: len(self.supervisor.desk.worklists.reports()) == times)
        return self.operator.window.desk_page.article.title.text()

    def answer(self) -> None:
        """The supervisor answers every report."""
        for one in self.supervisor.desk.worklists.reports():
            self.supervisor.desk.worklists.answer_report(one.feedback, "C'est juste.")

    def told(self) -> str:
        return self.operator.window.bars.texts().get("answers", "")

    def spoken(self) -> str:
        return self.operator.window.strip._context.announcer.last


@pytest.fixture
def pair(connected: Callable[[str, Language], Program]) -> Callable[[Language], Pair]:
    def start(language: Language) -> Pair:
        supervisor, operator = connected("salma", Language.FR), connected("amira", language)
        preferences = operator.desk.preferences
        preferences.change(replace(preferences.now, operator_name="Amira B. S.", supervisor=False))
        operator.player.settle()
        operator.window.activateWindow()
        operator.player.wait("in front", operator.window.isActiveWindow)
        return Pair(operator, supervisor)

    return start


@pytest.mark.parametrize("language", Language)
def test_the_answer_is_told_after_the_call_and_moves_nothing(
    pair: Callable[[Language], Pair], language: Language
) -> None:
    two = pair(language)
    player, window = two.operator.player, two.operator.window
    title = two.report()
    # Over a caller nothing is shown or said.
    player.press(Key.Key_F2)
    player.settle()
    player.type(PASSPORT[language])
    player.settle()
    focus, shown, said = QApplication.focusWidget(), window.desk_page.article.title.text(), two.spoken()
    two.answer()
    player.wait("arrived", lambda: window.desk_page.answers.late)
    player.settle()
    assert two.told() == ""
    assert two.spoken() == said
    assert (QApplication.focusWidget(), window.desk_page.article.title.text()) == (focus, shown)
    player.press(Key.Key_F9)
    player.wait("told", lambda: two.told() != "")
    assert two.told() == TOLD[language].format(title=title)
    assert two.spoken() == plain(two.told())
    assert QApplication.focusWidget() is window.desk_page.search.box
    # Home has it too; another window does not tell it again.
    player.wait("at home", lambda: REPORTS[language] in texts(two.operator))
    two.operator.desk.preferences.change(replace(two.operator.desk.preferences.now, text_percent=125))
    player.settle()
    assert two.operator.window is not window
    assert two.told() == ""
    assert two.operator.desk.worklists.untold_answers() == []


@pytest.mark.parametrize("language", Language)
def test_several_answers_are_one_bar_and_home_lists_them(pair: Callable[[Language], Pair], language: Language) -> None:
    two = pair(language)
    two.report(times=2)
    focus = QApplication.focusWidget()
    two.answer()
    two.operator.player.wait("told", lambda: two.told() == SEVERAL[language])
    assert QApplication.focusWidget() is focus
    assert REPORTS[language] not in texts(two.operator)
    two.operator.player.press(Key.Key_Escape)
    two.operator.player.press(Key.Key_Escape)
    two.operator.player.settle()
    assert REPORTS[language] in texts(two.operator)


def test_the_bar_opens_what_was_reported_from_any_page(pair: Callable[[Language], Pair]) -> None:
    two = pair(Language.FR)
    title = two.report()
    two.operator.player.press(Key.Key_Escape)
    two.operator.player.settle()
    two.answer()
    two.operator.player.wait("told", lambda: two.told() != "")
    two.operator.window.open_page(Do.LOG)
    press_offer(two.operator)
    assert two.operator.window.pages.currentWidget() is two.operator.window.desk_page
    assert two.operator.window.desk_page.article.title.text() == title
    assert two.told() == ""


def test_what_was_not_told_before_the_program_ended_is_told_when_it_starts(program: Program) -> None:
    """As a new window does, which reads the same store."""
    known = program.desk.guide.find("passport")
    assert known is not None
    answer = Remark(str(uuid7()), Said.ANSWERED, known.id, program.desk.now(), "Mouna", "C'est juste.", to="Salma")
    Remarks(program.desk.store).add(answer)
    program.desk.preferences.change(replace(program.desk.preferences.now, text_percent=125))
    program.player.wait("told", lambda: "C'est juste." in program.window.bars.texts().get("answers", ""))


def texts(program: Program) -> list[str]:
    """What stands on the centre of the desk."""
    centre = program.window.desk_page.centre.currentWidget()
    assert centre is not None
    return [label.text() for label in centre.findChildren(QLabel) if label.isVisibleTo(centre)]


def press_offer(program: Program) -> None:
    """The bar's own button, by the keyboard."""
    bars = program.window.bars

    def shown() -> list[Bar]:
        told = bars.texts()["answers"]
        return [one for one in bars.findChildren(Bar) if one.isVisible() and one.label.text() == told]

    program.player.wait("shown", lambda: bool(shown()))
    (button,) = [one for one in shown()[0].findChildren(QPushButton) if one.text()]
    button.setFocus()
    program.player.wait("reached", button.hasFocus)
    program.player.press(Key.Key_Space)
    program.player.settle()
