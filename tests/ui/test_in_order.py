"""Keys keep their order: what was asked for waits its turn, and what an act asks for comes right after it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from operator_app.domain.calls import Outcome
from operator_app.domain.languages import Language
from operator_app.local import CallFilter
from operator_app.ui.in_order import Turns
from tests.ui.conftest import Program

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Answers:
    """Whether what was typed has its results."""

    def __init__(self) -> None:
        self.there = True


def test_what_needs_results_waits_and_the_rest_waits_behind_it() -> None:
    answers, done = Answers(), list[str]()
    turns = Turns(lambda: answers.there)
    turns.when_settled(lambda: done.append("at once"))
    answers.there = False
    turns.in_turn(lambda: done.append("nothing before it"))
    turns.when_settled(lambda: done.append("refer"))
    turns.in_turn(lambda: done.append("letter"))
    assert done == ["at once", "nothing before it"]
    assert turns.waiting
    answers.there = True
    turns.go_on()
    assert done == ["at once", "nothing before it", "refer", "letter"]
    assert not turns.waiting


def test_what_an_act_asks_for_comes_right_after_it_and_never_in_the_middle() -> None:
    answers, done = Answers(), list[str]()
    turns = Turns(lambda: answers.there)

    def close() -> None:
        turns.when_settled(lambda: done.append("asked for by close"))
        turns.in_turn(lambda: done.append("too"))
        turns.go_on()
        done.append("close")

    answers.there = False
    turns.when_settled(close)
    turns.in_turn(lambda: done.append("the next key"))
    answers.there = True
    turns.go_on()
    assert done == ["close", "asked for by close", "too", "the next key"]


def send(program: Program, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    """As the window system hands it to the window, and not to a widget."""
    handle = program.window.windowHandle()
    assert handle is not None
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(handle, QKeyEvent(kind, key, modifiers, text))


@pytest.fixture
def program(program_in: Callable[[Language], Program]) -> Program:
    return program_in(Language.FR)


def test_two_calls_typed_without_a_pause_are_two_calls(program: Program) -> None:
    """The second call's letters come while the first one's search is on its way."""
    for outcome in (Key.Key_F6, Key.Key_F7):
        send(program, Key.Key_F2)
        for letter in "pas":
            send(program, Qt.Key(ord(letter.upper())), letter)
        send(program, outcome)
        send(program, Key.Key_F9)
    program.player.wait("logged", lambda: program.desk.calls.count(CallFilter()) == 2)
    program.player.settle()
    second, first = program.desk.calls.log(CallFilter())
    assert (first.query, first.outcome) == ("pas", Outcome.REFERRED)
    assert (second.query, second.outcome) == ("pas", Outcome.NO_ANSWER)


def test_a_key_held_down_acts_once(program: Program) -> None:
    handle = program.window.windowHandle()
    assert handle is not None
    send(program, Key.Key_F2)
    program.player.settle()
    for repeated in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_F8, Mod.NoModifier, "", repeated)
        QCoreApplication.sendEvent(handle, event)
    program.player.settle()
    assert program.window.desk_page.panel_open()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_menu_that_is_open_has_its_own_keys(program: Program) -> None:
    menu = program.window.menuBar().findChildren(QMenu)[0]
    menu.popup(program.window.pos())
    send(program, Key.Key_F9)
    menu.close()
    assert "call" not in program.window.bars.texts(), "F9 without a call would say so"
    send(program, Key.Key_F9)
    assert "call" in program.window.bars.texts()
