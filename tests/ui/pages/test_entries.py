"""The list of short texts: what it says, keeps and copies."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from operator_app.ui.context import UiContext
from operator_app.ui.pages.entries import Entry, EntryList

A = Entry("a", "First", (("Overdue", "bad"), ("Passport.", "")), badge="F2")
B = Entry("b", "Second", copied="copy of b")


@pytest.fixture
def listed(context: UiContext, qtbot: QtBot) -> Iterator[EntryList]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(400, 300)
    made = EntryList(context, "Things", "things")
    made.setParent(host)
    made.resize(400, 300)
    made.show_entries([A, B])
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    made.setFocus()
    yield made
    host.hide()


def test_a_row_is_one_sentence_to_a_screen_reader(listed: EntryList) -> None:
    interface = QAccessible.queryAccessibleInterface(listed)
    assert interface.text(QAccessible.Text.Name) == "Things"
    assert interface.child(0).text(QAccessible.Text.Name) == "F2. First. Overdue. Passport."


def test_the_current_row_stays_when_others_come(listed: EntryList) -> None:
    listed.select_row(1)
    listed.show_entries([Entry("z", "Newer"), A, B])
    assert listed.current_id() == "b"
    listed.show_entries([A])
    assert listed.current_id() == "a"
    listed.show_entries([])
    assert listed.current_id() == ""


def test_other_words_for_the_same_rows_do_not_start_over(listed: EntryList, qtbot: QtBot) -> None:
    listed.select_row(1)
    with qtbot.assertNotEmitted(listed.model().modelReset):
        listed.show_entries([Entry("a", "First, later"), B])
    assert listed.entries()[0].head == "First, later"
    assert listed.current_id() == "b"


def test_selecting_through_assistive_technology_moves_the_current_row(listed: EntryList) -> None:
    row = listed.model().index(1, 0)
    listed.selectionModel().select(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert listed.current_id() == "b"


def test_keys(listed: EntryList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.chosen) as chosen:
        qtbot.keyClick(listed, Qt.Key.Key_Enter)
    assert chosen.args == ["a"]
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    with qtbot.waitSignal(listed.copied) as copied:
        qtbot.keyClick(listed, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args == ["copy of b"]


def test_rows_grow_with_their_words(listed: EntryList) -> None:
    long = Entry("a", "Word " * 60)
    before = listed.sizeHintForIndex(listed.model().index(0, 0)).height()
    listed.show_entries([long, B])
    assert listed.sizeHintForIndex(listed.model().index(0, 0)).height() > before


def test_a_row_is_as_tall_as_its_words_at_the_width_it_has_now(listed: EntryList) -> None:
    def height() -> int:
        listed.doItemsLayout()
        return listed.visualRect(listed.model().index(0, 0)).height()

    listed.show_entries([Entry("a", "A procedure whose title is long enough for two lines in a narrow list")])
    listed.resize(900, 300)
    wide = height()
    listed.resize(250, 300)
    assert height() > wide
    listed.resize(900, 300)
    assert height() == wide
    listed.show_entries([Entry("a", "Short")])
    listed.resize(250, 300)
    assert height() <= wide
