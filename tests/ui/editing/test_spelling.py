"""Spelling by real keys: words that the dictionary lacks are marked, listed, corrected, or become ours."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from uuid6 import uuid7

from operator_app.domain.changes import changed
from operator_app.domain.spelling import looked_up, words_of
from operator_app.domain.team import TeamEvent, TeamStep
from operator_app.local import Team
from operator_app.ui.pages.editor import EditorPage
from tests.dictionaries import write_dictionary
from tests.ui.editing.writing import Key, Supervisor, procedure, show

# The offscreen platform warns when a menu comes up.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


@pytest.fixture
def editor(supervisor: Supervisor, tmp_path: Path) -> EditorPage:
    """An article open in the editor, whose dictionaries know every word of it, and two others."""
    shown = show(supervisor, "مضمون")
    said = {looked_up(word.text) for word in words_of(str(shown).replace("\\n", " "), None)}
    folder = tmp_path / "dictionaries"
    write_dictionary(folder, "fr", "municipalité", *said)
    write_dictionary(folder, "ar", "بلدية", *said)
    use(supervisor, folder)
    return begin(supervisor)


def use(supervisor: Supervisor, folder: Path) -> None:
    preferences = supervisor.program.desk.preferences
    preferences.change(replace(preferences.now, dictionary_folder=str(folder)))


def begin(supervisor: Supervisor) -> EditorPage:
    supervisor.press(Key.Key_E, control=True)
    return supervisor.editor()


def write(supervisor: Supervisor, place: str, text: str) -> list[str]:
    """Type at the end of a field; what is marked there once it is looked up."""
    supervisor.write(place, text)
    proofreading = supervisor.editor().proofreading
    supervisor.player.wait("looked up", lambda: bool(proofreading.marked.get(place)))
    return [word.text for word in proofreading.marked[place]]


def offered(supervisor: Supervisor) -> QMenu:
    """The menu that comes up for a word."""
    supervisor.player.wait("offered", lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_wrong_word_is_marked_listed_and_corrected_with_keys(supervisor: Supervisor, editor: EditorPage) -> None:
    assert write(supervisor, "fr.notes", " municipalitté") == ["municipalitté"]
    check = editor.checks.checks[-1]
    assert (check.place, check.grave) == ("fr.notes", False)
    assert "municipalitté" in editor.checks.sentence(check)
    form = editor.form
    assert form is not None
    field = form.controls["fr.notes"].focus_widget()
    assert isinstance(field, QPlainTextEdit)
    (mark,) = field.extraSelections()
    assert mark.format.underlineStyle() is WAVE
    assert mark.cursor.selectedText() == "municipalitté"
    form.focus_place("ar.title")
    supervisor.player.press(Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    menu = offered(supervisor)
    assert field.textCursor().selectedText() == "municipalitté"
    QTest.keyClick(menu, Key.Key_Return)
    supervisor.player.settle()
    assert editor.session.document is not None
    assert procedure(editor.session.document).fr.notes.endswith(" municipalité")
    assert field.extraSelections() == []
    supervisor.press(Key.Key_Z, control=True)
    assert procedure(editor.session.document).fr.notes.endswith(" municipalitté")


def test_arabic_has_its_own_dictionary_also_in_a_line(supervisor: Supervisor, editor: EditorPage) -> None:
    form = editor.form
    assert form is not None
    form.focus_place("ar.title")
    supervisor.press(Key.Key_End)
    supervisor.type(" بلدديه")
    supervisor.player.wait("looked up", lambda: bool(editor.proofreading.marked.get("ar.title")))
    assert [word.text for word in editor.proofreading.marked["ar.title"]] == ["بلدديه"]
    line = form.controls["ar.title"].focus_widget()
    assert isinstance(line, QLineEdit)
    before = line.text()
    QApplication.sendEvent(line, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    menu = offered(supervisor)
    assert line.text() == before
    QTest.keyClick(menu, Key.Key_Escape)
    assert line.hasFocus()


def test_a_word_becomes_ours_and_stays_so(supervisor: Supervisor, editor: EditorPage) -> None:
    write(supervisor, "fr.notes", " Zarzouna")
    supervisor.player.press(Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    menu = offered(supervisor)
    add = next(action for action in menu.actions() if "Zarzouna" in action.text())
    menu.setActiveAction(add)
    QTest.keyClick(menu, Key.Key_Return)
    supervisor.player.settle()
    assert supervisor.program.desk.preferences.now.our_words == ("Zarzouna",)
    assert editor.proofreading.marked["fr.notes"] == []
    assert "zarzouna" in supervisor.program.desk.spelling.ours()


def test_a_word_that_another_supervisor_added_is_marked_no_more(supervisor: Supervisor, editor: EditorPage) -> None:
    """Heard from another post while the editor is open: it stands among the words of the settings."""
    assert write(supervisor, "fr.notes", " Zarzouna") == ["Zarzouna"]
    desk = supervisor.program.desk
    word = TeamEvent(str(uuid7()), "words", TeamStep.WORD_ADDED, desk.now(), "Hedi", text="Zarzouna")
    Team(desk.store).add(word)
    desk.hub.announce(changed("team_events"))
    supervisor.player.wait("known", lambda: editor.proofreading.marked.get("fr.notes") == [])
    assert desk.preferences.now.our_words == ("Zarzouna",)


def test_words_of_the_guide_and_of_the_body_are_not_marked(supervisor: Supervisor, editor: EditorPage) -> None:
    assert write(supervisor, "fr.notes", " Municipalité d’Exemple faûte") == ["faûte"]
    preferences = supervisor.program.desk.preferences
    preferences.change(replace(preferences.now, our_words=()))
    assert "exemple" in supervisor.program.desk.spelling.ours()
    assert editor.undictionaried.isHidden()


def test_where_there_is_no_dictionary_the_editor_says_so(supervisor: Supervisor, tmp_path: Path) -> None:
    folder = tmp_path / "dictionaries"
    write_dictionary(folder, "ar", "بلدية")
    use(supervisor, folder)
    show(supervisor, "مضمون")
    page = begin(supervisor)
    assert page.undictionaried.isVisible()
    assert "hunspell-fr" in page.undictionaried.text()
    assert "hunspell-ar" not in page.undictionaried.text()
    supervisor.write("fr.notes", " faûte")
    supervisor.player.settle()
    assert page.proofreading.marked.get("fr.notes", []) == []


def test_a_key_without_anything_to_correct_says_so(supervisor: Supervisor, editor: EditorPage) -> None:
    supervisor.player.wait("begun", lambda: editor.proofreading.spelling.begun)
    supervisor.player.press(Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    supervisor.player.settle()
    assert QApplication.activePopupWidget() is None
    assert supervisor.program.shell.window is not None
    assert editor.proofreading.marked
