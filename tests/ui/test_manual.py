"""From F1 to the user manual."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from operator_app.ui.actions import Do
from operator_app.ui.pages.keys import KeysPage
from operator_app.ui.pages.printing import PrintPage
from tests.ui.conftest import Program


def test_the_help_page_leads_to_the_printed_manual(program: Program, qtbot: QtBot) -> None:
    window = program.window
    page = window.open_page(Do.HELP)
    assert isinstance(page, KeysPage)
    page.manual_button.click()
    shown = window.pages.currentWidget()
    assert isinstance(shown, PrintPage)
    assert shown.what.value() == "manual"
    # Set in a process that lets others go first: on a busy machine longer than a player waits for a key.
    qtbot.waitUntil(lambda: len(shown.pages.findChildren(QLabel)) >= 4, timeout=180_000)
    program.player.settle()
