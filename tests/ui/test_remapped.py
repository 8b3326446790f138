"""Other keys on the running program: they work at once, and everything that names keys names these."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from operator_app.app.paper import work_for
from operator_app.app.printing import Print, Printing
from operator_app.domain.calls import Outcome
from operator_app.domain.languages import Language
from operator_app.local import CallFilter
from operator_app.ui.actions import ACTIONS, Do
from operator_app.ui.keymap import Keymap
from operator_app.ui.pages.key_choice import KeyChoicePage
from operator_app.ui.pages.keys import KeysPage
from tests.sheets.reading import pdfium_text
from tests.ui.conftest import Program
from tests.ui.test_journeys import Journey

Key = Qt.Key
# The keys of a call, each somewhere else; two of them change places.
CHOSEN = Keymap({}).give(Do.CALL, "Ctrl+F2").give(Do.CLOSE, "Shift+F9").give(Do.REFER, "F7").give(Do.NO_ANSWER, "F6")


def take(program: Program, keys: Keymap) -> None:
    before = program.window
    program.desk.preferences.change(replace(program.desk.preferences.now, keys=dict(keys.changed)))
    program.player.wait("new window", lambda: program.shell.window is not before)
    program.player.settle()


def test_a_call_with_other_keys_takes_as_many(program_in: Callable[[Language], Program]) -> None:
    program = program_in(Language.FR)
    take(program, CHOSEN)
    player, journey = program.player, Journey(program)
    player.keys = 0
    before = journey.logged()
    player.press(Key.Key_F9)
    player.press(Key.Key_F2)
    player.settle()
    assert program.window.session.call is None, "the first key does nothing any more"
    player.press(Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    player.type("pas")
    player.press(Key.Key_F7)
    player.press(Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    player.wait("logged", lambda: journey.logged() == before + 1)
    player.settle()
    assert player.keys == 2 + 6
    (call,) = program.desk.calls.log(CallFilter(limit=1))
    assert call.outcome is Outcome.REFERRED


def test_everything_names_the_keys_of_this_post(program_in: Callable[[Language], Program]) -> None:
    program = program_in(Language.FR)
    window = program.window
    window.open_page(Do.KEYS)
    page = window.pages.currentWidget()
    assert isinstance(page, KeyChoicePage)
    page.chosen = CHOSEN
    page.save_button.click()
    program.player.wait("new window", lambda: program.shell.window is not window)
    program.player.settle()
    window = program.window
    assert "touches" in window.bars.texts()["keys"]
    assert "Ctrl+F2" in window.strip.greeting.text()
    assert "Ctrl+F2" in window.strip.buttons[Do.CALL].text()
    assert window.strip.buttons[Do.CLOSE].toolTip().startswith("Shift+F9")
    shortcuts = {
        do: action.shortcut().toString() for do, action in window.actions_by_do.items() if action.shortcut().count()
    }
    assert shortcuts == {action.do: action.key for action in CHOSEN.actions() if action.key}
    listed = {action for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()}
    assert set(window.actions_by_do.values()) <= listed
    help = window.open_page(Do.HELP)
    assert isinstance(help, KeysPage)
    badges = {entry.id: entry.badge for entry in help.list.entries()}
    assert "Shift+F9" in badges[Do.CLOSE]
    help.choose_button.click()
    assert isinstance(window.pages.currentWidget(), KeyChoicePage)


def test_the_printed_key_card_has_the_keys_of_this_post(
    program_in: Callable[[Language], Program], tmp_path: Path
) -> None:
    program = program_in(Language.FR)
    take(program, CHOSEN.give(Do.TIPS, ""))
    assert work_for(program.desk)
    out = tmp_path / "keys.pdf"
    Printing(program.desk).document(Print.KEYS, Language.FR, out)
    words = pdfium_text(out)
    assert "Shift+F9" in words
    assert "Ctrl+F2" in words
    assert "F4" not in words, "what has no key is not on the card"
    assert sum(action.on_card for action in ACTIONS) > 10
