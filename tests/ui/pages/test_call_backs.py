"""Call-backs: due in words, dialled, ended, the number erased."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from operator_app.desk import Desk
from operator_app.domain.calls import CallBack
from operator_app.domain.languages import Language
from operator_app.i18n import Dates, Texts
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.call_backs import CallBacksPage
from operator_app.ui.pages.due import due_words

from .conftest import RESOURCES, Clock

Enter = Callable[[Page], None]
Quiet = Callable[[UiContext], None]


def promise(desk: Desk, number: str, due: datetime, subject: str = "Passport") -> CallBack:
    call = replace(desk.calls.start(), article_title=subject)
    promised = desk.calls.promise(call, number, due)
    desk.calls.close(call, promised)
    return promised


@pytest.fixture
def page(desk: Desk, clock: Clock, context: UiContext, enter: Enter, quiet: Quiet) -> CallBacksPage:
    promise(desk, "70000001", clock.moment + timedelta(hours=4), "Later")
    promise(desk, "70000002", clock.moment - timedelta(hours=2), "Late")
    made = CallBacksPage(context)
    enter(made)
    quiet(context)
    return made


def test_most_urgent_first_in_words(page: CallBacksPage) -> None:
    first, second = page.list.entries()
    assert first.lines[0] == ("Overdue by 2 hours", "bad")
    assert second.lines[0] == ("Due today at 14:00", "muted")
    assert first.head == "\u206670 000 002\u2069"
    assert first.sentence() == "70, 000, 002. Overdue by 2 hours. Late. Promised by Mouna."


def test_enter_dials(page: CallBacksPage, qtbot: QtBot) -> None:
    assert page.list.hasFocus()
    with qtbot.waitSignal(page.dial) as dialled:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert dialled.args == ["70000002"]


def test_reached_erases_the_number(page: CallBacksPage, desk: Desk, context: UiContext, quiet: Quiet) -> None:
    page.reached.click()
    quiet(context)
    assert [one.subject for one in desk.calls.call_backs()] == ["Later"]
    assert len(page.list.entries()) == 1
    assert page.message.label.text() == "Done. The number is erased."
    assert page.list.hasFocus()


def test_not_reached_asks_before_it_erases(page: CallBacksPage, desk: Desk, context: UiContext, quiet: Quiet) -> None:
    page.not_reached.click()
    assert page.message.asking
    assert page.back(), "Esc puts the question away"
    assert len(desk.calls.call_backs()) == 2
    page.not_reached.click()
    page._end(page.list.current_id(), reached=False)
    quiet(context)
    assert len(desk.calls.call_backs()) == 1


def test_empty_when_all_are_done(page: CallBacksPage, context: UiContext, quiet: Quiet) -> None:
    for _ in range(2):
        page.reached.click()
        quiet(context)
    assert page.empty.isVisible()
    assert not page.buttons.isVisible()


def test_number_is_copied_grouped_and_without_marks(page: CallBacksPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "70 000 002"


def test_leaving_stops_the_clock(page: CallBacksPage) -> None:
    assert page._clock.isActive()
    assert not page.back()
    page.hide()
    assert not page._clock.isActive()


@pytest.mark.parametrize(
    ("minutes", "said", "role"),
    [
        (-1, "متأخر بدقيقة واحدة", "bad"),
        (-11, "متأخر بـ11 دقيقة", "bad"),
        (-3 * 60, "متأخر بـ3 ساعات", "bad"),
        (-48 * 60, "متأخر بيومين", "bad"),
        (20, "حان موعده، اليوم على الساعة 10:20", "warn"),
        (24 * 60, "موعده غدًا على الساعة 10:00", "muted"),
    ],
)
def test_due_in_arabic(clock: Clock, minutes: int, said: str, role: str) -> None:
    t, dates = Texts(Language.AR, RESOURCES / "translations"), Dates(Language.AR)
    assert due_words(t, dates, clock.moment + timedelta(minutes=minutes), clock.moment) == (said, role)
