"""The roster within the page of peaks, by keys."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from operator_app.app.managing import Rosters
from operator_app.desk import Desk
from operator_app.ui.context import UiContext
from operator_app.ui.managing.forms import Form
from operator_app.ui.managing.peaks import PeaksPage
from operator_app.ui.page import Page

Key = Qt.Key
Enter = Callable[[Page], None]
Quiet = Callable[[UiContext], None]


def test_the_roster_is_written_by_keys_within_peaks(
    context: UiContext, desk: Desk, enter: Enter, quiet: Quiet, qtbot: QtBot, tmp_path: Path
) -> None:
    page = PeaksPage(context, Rosters())
    enter(page)
    page.to_roster.click()
    quiet(context)
    own = page.roster
    assert own.list.hasFocus()
    assert own.list.entries()[0].lines == (("Not planned", "warn"),)
    qtbot.keyClick(own.list, Key.Key_1)
    form = own.findChild(Form)
    assert form is not None
    qtbot.keyClicks(form.focusWidget(), "8-12 Salma, Karim")
    qtbot.keyClick(form.focusWidget(), Key.Key_Return)
    qtbot.keyClicks(form.focusWidget(), "bad")
    qtbot.keyClick(form.focusWidget(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(context)
    assert "“bad” is no shift" in own.message.label.text()
    for _ in range(4):
        qtbot.keyClick(form.focusWidget(), Key.Key_Backspace)
    qtbot.keyClick(form.focusWidget(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(context)
    assert "Salma, Karim" in own.list.entries()[0].lines[0][0]
    qtbot.keyClick(own.list, Key.Key_Down)
    qtbot.keyClick(own.list, Key.Key_2)
    quiet(context)
    monday = desk.roster.week(desk.today() - timedelta(days=desk.today().weekday()))
    assert monday[0].shifts == monday[1].shifts
    assert monday[2].shifts is None
    own.show_section("next")
    quiet(context)
    next(b for b in own.findChildren(QAbstractButton) if b.accessibleIdentifier() == "roster.copy").click()
    quiet(context)
    assert own.list.entries()[0].lines[0][1] == ""
    own.save_to(tmp_path / "roster.csv")
    quiet(context)
    own.bring_from(tmp_path / "roster.csv")
    quiet(context)
    assert "Salma" in (tmp_path / "roster.csv").read_text(encoding="utf-8")
    assert page.back()
    assert page.to_roster.hasFocus()
    assert not page.back()
