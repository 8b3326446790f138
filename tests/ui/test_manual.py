"""From F1 to the user manual."""

from PySide6.QtWidgets import QLabel

from operator_app.ui.actions import Do
from operator_app.ui.pages.keys import KeysPage
from operator_app.ui.pages.printing import PrintPage
from tests.ui.conftest import Program


def test_the_help_page_leads_to_the_printed_manual(program: Program) -> None:
    window = program.window
    page = window.open_page(Do.HELP)
    assert isinstance(page, KeysPage)
    page.manual_button.click()
    shown = window.pages.currentWidget()
    assert isinstance(shown, PrintPage)
    assert shown.what.value() == "manual"
    program.player.wait("pages", lambda: len(shown.pages.findChildren(QLabel)) >= 4)
    program.player.settle()
