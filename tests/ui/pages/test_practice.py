"""Training modules, practice callers, the panel and its feedback."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from operator_app.desk import Desk
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.documents import Document, Kind
from operator_app.domain.guide import Need, Procedure, ProcedureText
from operator_app.domain.languages import Language, Text
from operator_app.domain.moments import TUNIS
from operator_app.domain.training import Module, PracticeCaller
from operator_app.i18n import Texts
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages import practice_feedback as feedback
from operator_app.ui.pages.practice import PracticePage
from operator_app.ui.pages.practice_feedback import judge
from operator_app.ui.pages.practice_panel import NEXT_KEY, PracticePanel

from .conftest import RESOURCES

Enter = Callable[[Page], None]
Quiet = Callable[[UiContext], None]

CALLER = PracticeCaller(
    name=Text(en="Mr Hedi", ar="السيد الهادي"),
    says=(Text(en="Hello, my passport?"), Text(en="It is lost."), Text(en="Thank you.")),
    outcome="referred",
    article="passport",
    refer_to="service",
    need="deaf",
    hint=Text(en="Type pass, then F6."),
)
MODULE = Module(Text(en="First seconds"), (Text(en="# One"), Text(ar="## اثنان")), (CALLER,))
START = datetime(2026, 11, 24, 10, tzinfo=TUNIS)


RIGHT = Call(
    "c",
    "Mouna",
    START,
    START + timedelta(seconds=65),
    article_id="passport",
    referred_to="service",
    outcome=Outcome.REFERRED,
    need=Need.DEAF,
    practice=True,
)


def said(call: Call, caller: PracticeCaller = CALLER) -> list[tuple[bool | None, str]]:
    return [(verdict.ok, verdict.msgid) for verdict in judge(caller, call)]


def test_a_perfect_call() -> None:
    assert said(RIGHT) == [
        (None, feedback.TIME),
        (True, feedback.ARTICLE_RIGHT),
        (True, feedback.OUTCOME_RIGHT),
        (True, feedback.REFERRED_RIGHT),
        (True, feedback.NEED_RIGHT),
    ]
    assert judge(CALLER, RIGHT)[0].values == {"length": 65}


@pytest.mark.parametrize(
    ("call", "verdict"),
    [
        (replace(RIGHT, article_id=""), feedback.ARTICLE_NONE),
        (replace(RIGHT, article_id="other"), feedback.ARTICLE_OTHER),
        (replace(RIGHT, outcome=Outcome.ANSWERED), feedback.OUTCOME_OTHER),
        (replace(RIGHT, referred_to=""), feedback.REFERRED_NOWHERE),
        (replace(RIGHT, referred_to="other"), feedback.REFERRED_OTHER),
        (replace(RIGHT, need=None), feedback.NEED_MISSED),
        (replace(RIGHT, need=Need.BLIND), feedback.NEED_OTHER),
    ],
)
def test_what_was_missed(call: Call, verdict: str) -> None:
    assert [msgid for ok, msgid in said(call) if ok is False] == [verdict]


def test_needless_referral() -> None:
    simple = PracticeCaller(Text(en="Simple"), (), outcome="answered")
    assert (False, feedback.REFERRED_NEEDLESSLY) in said(replace(RIGHT, outcome=Outcome.ANSWERED), simple)


def test_a_script_that_expects_nothing_judges_nothing() -> None:
    assert said(RIGHT, PracticeCaller(Text(), (), outcome="unheard of")) == [(None, feedback.TIME)]


@pytest.mark.parametrize("language", [Language.AR, Language.FR])
def test_feedback_is_translated(language: Language) -> None:
    t = Texts(language, RESOURCES / "translations")
    assert [msgid for msgid in feedback.MSGIDS if t(msgid) == msgid] == []


@pytest.fixture
def module(desk: Desk) -> Module:
    for id, title in (("passport", "Passport"), ("other", "Birth")):
        article = Procedure(ar=ProcedureText(title=title), en=ProcedureText(title=title))
        desk.publishing.publish(Document(id=id, kind=Kind.PROCEDURE, body=article), 0)
    desk.publishing.publish(Document(id="m", kind=Kind.MODULE, body=MODULE), 0)
    return MODULE


def test_enter_on_a_caller_starts_practice(
    module: Module, context: UiContext, enter: Enter, quiet: Quiet, qtbot: QtBot
) -> None:
    page = PracticePage(context)
    enter(page)
    quiet(context)
    assert [entry.badge for entry in page.list.entries()] == ["Module", "Caller"]
    assert page.start.text() == "Read this module"
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.start.text() == "Answer this caller"
    with qtbot.waitSignal(page.practise) as started:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert started.args == [module, CALLER]


def test_reading_a_module(module: Module, context: UiContext, enter: Enter, quiet: Quiet, qtbot: QtBot) -> None:
    assert module
    page = PracticePage(context)
    enter(page)
    quiet(context)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.reading
    assert page.reader.text.toPlainText() == "One"
    page.reader.next_button.click()
    assert page.reader.text.toPlainText() == "اثنان"
    assert page.reader.place.text() == "Page 2 of 2. Written in العربية only."
    assert not page.reader.next_button.isEnabled()
    assert page.back()
    assert page.list.hasFocus()
    assert not page.back()


def test_empty_without_modules(context: UiContext, enter: Enter, quiet: Quiet) -> None:
    page = PracticePage(context)
    enter(page)
    quiet(context)
    assert page.empty.isVisible()


def test_sentences_come_with_the_key_and_leave_the_focus(context: UiContext, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 650)
    inner = QWidget(host)
    layout, field, panel = QVBoxLayout(inner), QLineEdit(), PracticePanel(context, CALLER)
    layout.addWidget(field)
    layout.addWidget(panel)
    host.show()
    host.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert panel.sentence.text() == "“Hello, my passport?”"
    assert NEXT_KEY == "Alt+Down"
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert panel.sentence.text() == "“It is lost.”"
    assert field.hasFocus()
    panel.next_button.click()
    panel.next_button.click()
    assert panel.sentence.text() == "“Thank you.”"
    assert not panel.next_button.isEnabled()
    assert context.announcer.last == "Thank you."


def test_feedback_names_documents(module: Module, context: UiContext, quiet: Quiet, qtbot: QtBot) -> None:
    assert module
    panel = PracticePanel(context, CALLER)
    qtbot.addWidget(panel)
    panel.show_feedback(replace(RIGHT, article_id="other"))
    quiet(context)
    lines = [part.text() for part in panel.feedback.findChildren(QLabel)]
    assert lines[0] == "The call took 1:05."
    assert lines[1] == "To look at again: Open was \u2068Birth\u2069; the right article is \u2068Passport\u2069."
    assert lines[3].endswith("\u2068what is no longer in the guide\u2069.")
    assert panel.sentence.isHidden()
    with qtbot.waitSignal(panel.again) as again:
        panel.again_button.click()
    assert again.args == [CALLER]
