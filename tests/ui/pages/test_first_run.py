"""The first-run questions with the keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from operator_app.desk import Desk
from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text
from operator_app.settings import Settings
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.first_run import Answers, FirstRunPage, Offer, Step

from .conftest import ContextIn

Enter = Callable[[Page], None]


@pytest.fixture
def empty_desk(desk: Desk) -> Desk:
    desk.preferences.change(Settings())
    return desk


@pytest.fixture
def page(empty_desk: Desk, context: UiContext, enter: Enter) -> FirstRunPage:
    assert empty_desk
    made = FirstRunPage(context)
    enter(made)
    return made


def shown(page: FirstRunPage) -> Step:
    return page.step


def press(qtbot: QtBot, key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    qtbot.keyClick(widget, key)


def test_keyboard_alone_to_the_end(page: FirstRunPage, qtbot: QtBot) -> None:
    assert page.languages[Language.EN].hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert shown(page) is Step.BODY
    page.body_name.lines[Language.AR].setText("بلدية  المرسى")
    page.body_type.choose(BodyType.MUNICIPALITY)
    press(qtbot, Qt.Key.Key_Return)
    assert shown(page) is Step.OPERATOR
    assert page.operator.hasFocus()
    qtbot.keyClicks(page.operator, "Mouna")
    press(qtbot, Qt.Key.Key_Return)
    assert shown(page) is Step.NEXT
    with qtbot.waitSignal(page.finished) as finished:
        press(qtbot, Qt.Key.Key_Return)
    assert finished.args == [
        Settings(
            language=Language.EN,
            body_name=Text(ar="بلدية المرسى"),
            body_type=BodyType.MUNICIPALITY,
            operator_name="Mouna",
        )
    ]
    assert page.wanted == {Offer.PRACTICE}


def test_another_language_applies_at_once_and_keeps_the_answers(
    page: FirstRunPage, context_in: ContextIn, enter: Enter, qtbot: QtBot
) -> None:
    page.choose_language(Language.EN)
    page.body_name.lines[Language.FR].setText("Municipalité")
    page.back()
    with qtbot.waitSignal(page.language_chosen) as chosen:
        page.languages[Language.AR].click()
    assert chosen.args == [Language.AR]
    again = FirstRunPage(context_in(Language.AR), page.answers)
    enter(again)
    assert shown(again) is Step.BODY
    assert again.body_name.lines[Language.FR].text() == "Municipalité"
    assert again.next_button.text() == "التالي"
    assert again.answers.language is Language.AR


def test_a_name_is_needed_in_one_language(page: FirstRunPage) -> None:
    page.choose_language(Language.EN)
    page.go_on()
    assert shown(page) is Step.BODY
    assert page._body_field.error.isVisible()
    page.body_name.lines[Language.FR].setText("Ville")
    page.go_on()
    assert shown(page) is Step.OPERATOR


def test_escape_goes_back_one_step(page: FirstRunPage) -> None:
    assert not page.back()
    page.choose_language(Language.EN)
    assert page.back()
    assert shown(page) is Step.LANGUAGE


def test_offers_are_kept_in_the_answers(page: FirstRunPage) -> None:
    page.offers[Offer.IMPORT].setChecked(True)
    page.offers[Offer.PRACTICE].setChecked(False)
    assert page.answers.offers == {Offer.IMPORT}


def test_what_a_technician_set_is_filled_in(context: UiContext) -> None:
    """The desk of the fixture has a body and an operator already."""
    page = FirstRunPage(context)
    assert page.body_name.value() == Text(ar="بلدية المرسى", fr="Municipalité de La Marsa")
    assert page.answers.operator_name == "Mouna"
    page.deleteLater()


def test_answers_of_another_page_come_first(context: UiContext) -> None:
    page = FirstRunPage(context, Answers(step=Step.NEXT, operator_name="Sami"))
    assert shown(page) is Step.NEXT
    assert page.answers.operator_name == "Sami"
    page.deleteLater()
