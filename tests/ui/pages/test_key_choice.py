"""The page on which keys are chosen by pressing them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from operator_app.settings import Settings
from operator_app.ui.actions import ACTIONS, Do
from operator_app.ui.context import UiContext
from operator_app.ui.keymap import Keymap
from operator_app.ui.page import Page
from operator_app.ui.pages.key_choice import KeyChoicePage

Enter = Callable[[Page], None]
Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(context: UiContext, enter: Enter) -> KeyChoicePage:
    made = KeyChoicePage(context)
    enter(made)
    return made


def choose(page: KeyChoicePage, do: Do) -> None:
    """Arrows to the row, Enter to its field."""
    rows = [entry.id for entry in page.list.entries()]
    page.list.setFocus()
    page.list.select_row(rows.index(do.value))
    QTest.keyClick(page.list, Key.Key_Return)
    assert page.key.hasFocus()


def press(page: KeyChoicePage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    QTest.keyClick(page.key, key, modifiers)


def answer(page: KeyChoicePage, identifier: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.accessibleIdentifier() == identifier).click()


def test_every_action_has_its_row_and_says_its_key(page: KeyChoicePage) -> None:
    entries = {entry.id: entry for entry in page.list.entries()}
    assert set(entries) == {action.do.value for action in ACTIONS}
    assert page.list.hasFocus()
    assert entries["call"].sentence() == "Take a call: F2. The call starts: timer, greeting, empty search."
    assert entries["phrases"].sentence().startswith("Phrases: No key. ")


def test_a_key_is_pressed_and_kept(page: KeyChoicePage, qtbot: QtBot) -> None:
    choose(page, Do.PHRASES)
    assert page.key.accessibleName() == "New key for “Phrases”"
    press(page, Key.Key_F6, Mod.ControlModifier | Mod.ShiftModifier)
    assert page.list.hasFocus()
    assert page.list.current_id() == "phrases"
    assert "Ctrl+Shift+F6" in page.message.label.text()
    assert "Changed" in next(one for one in page.list.entries() if one.id == "phrases").sentence()
    with qtbot.waitSignal(page.saved) as saved:
        page.save_button.click()
    settings = saved.args[0] if saved.args else None
    assert isinstance(settings, Settings)
    assert settings.keys == {"phrases": "Ctrl+Shift+F6"}


def test_a_key_of_another_action_is_asked_for_in_words(page: KeyChoicePage) -> None:
    choose(page, Do.SEARCH)
    press(page, Key.Key_F2)
    text = page.message.label.text()
    assert page.message.asking
    assert "Take a call" in text
    assert "Search" in text
    answer(page, "key-choice.leave")
    assert page.chosen == Keymap({})
    choose(page, Do.SEARCH)
    press(page, Key.Key_F2)
    answer(page, "key-choice.give")
    assert (page.chosen.key(Do.SEARCH), page.chosen.key(Do.CALL)) == ("F2", "")
    assert "No key" in next(one for one in page.list.entries() if one.id == "call").sentence()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(Key.Key_Return, Mod.NoModifier), (Key.Key_A, Mod.NoModifier), (Key.Key_Insert, Mod.NoModifier),
     (Key.Key_F4, Mod.AltModifier), (Key.Key_C, Mod.ControlModifier), (Key.Key_Left, Mod.NoModifier)],
)  # fmt: skip
def test_a_key_that_cannot_be_is_refused_in_words(
    page: KeyChoicePage, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    choose(page, Do.SEARCH)
    press(page, key, modifiers)
    assert page.message.label.property("role") == "bad"
    assert "choose" in page.message.label.text()
    assert page.chosen == Keymap({})
    assert page.key.hasFocus(), "another key can be pressed at once"


def test_a_key_with_insert_held_belongs_to_the_screen_reader(page: KeyChoicePage) -> None:
    choose(page, Do.SEARCH)
    QTest.keyPress(page.key, Key.Key_Insert)
    press(page, Key.Key_F7)
    assert page.chosen == Keymap({})
    assert "Screen readers" in page.message.label.text()
    QTest.keyRelease(page.key, Key.Key_Insert)
    press(page, Key.Key_F7, Mod.ControlModifier | Mod.ShiftModifier)
    assert page.chosen.key(Do.SEARCH) == "Ctrl+Shift+F7"


def test_modifiers_alone_mean_nothing_yet(page: KeyChoicePage) -> None:
    choose(page, Do.SEARCH)
    for key in (Key.Key_Shift, Key.Key_Control, Key.Key_Alt):
        press(page, key)
    assert page.message.isHidden()
    assert page.chosen == Keymap({})


def test_the_field_is_no_trap_and_esc_goes_back_to_the_list(page: KeyChoicePage) -> None:
    choose(page, Do.SEARCH)
    press(page, Key.Key_Tab)
    assert page.first_button.hasFocus()
    choose(page, Do.SEARCH)
    press(page, Key.Key_Escape)
    assert page.list.hasFocus()


def test_a_key_pressed_in_the_field_does_nothing_else(page: KeyChoicePage, qtbot: QtBot) -> None:
    action = QAction(page.window())
    action.setShortcut(QKeySequence("F9"))
    page.window().addAction(action)
    choose(page, Do.SEARCH)
    with qtbot.assertNotEmitted(action.triggered):
        press(page, Key.Key_F9)
    assert page.message.asking, "F9 closes a call elsewhere: here it is asked about"


def test_first_keys_come_back_one_and_all(page: KeyChoicePage) -> None:
    page._take(Keymap({}).give(Do.SEARCH, "F2").give(Do.PHRASES, "Ctrl+G"))
    choose(page, Do.CALL)
    page.first_button.click()
    assert (page.chosen.key(Do.CALL), page.chosen.key(Do.SEARCH)) == ("F2", "")
    page.all_button.click()
    assert page.chosen == Keymap({})
    choose(page, Do.CALL)
    page.none_button.click()
    assert page.chosen.key(Do.CALL) == ""


def test_esc_stays_the_key_of_back(page: KeyChoicePage) -> None:
    rows = [entry.id for entry in page.list.entries()]
    page.list.select_row(rows.index("back"))
    QTest.keyClick(page.list, Key.Key_Return)
    assert page.list.hasFocus()
    assert not page.key.isEnabled()
    assert "Esc" in page.message.label.text()


def test_leaving_asks_before_it_loses_keys(page: KeyChoicePage, qtbot: QtBot) -> None:
    assert not page.back()
    page._take(page.chosen.give(Do.PHRASES, "Ctrl+G"))
    assert page.back()
    assert page.message.asking
    with qtbot.waitSignal(page.left):
        answer(page, "key-choice.ask.discard")
    assert page.chosen == Keymap({})


def test_keys_that_changed_elsewhere_come_in_unless_some_were_chosen(page: KeyChoicePage, context: UiContext) -> None:
    now = context.desk.preferences.now
    page.refresh(context.desk.preferences.change(_with(now, {"phrases": "Ctrl+G"})))
    assert page.chosen.key(Do.PHRASES) == "Ctrl+G"
    page._take(page.chosen.give(Do.PHRASES, "Ctrl+H"))
    page.refresh(context.desk.preferences.change(_with(now, {})))
    assert page.chosen.key(Do.PHRASES) == "Ctrl+H"


def _with(settings: Settings, keys: dict[str, str]) -> Settings:
    return replace(settings, keys=keys)
