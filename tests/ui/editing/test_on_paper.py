"""A draft as it prints: its pages beside the text, marked as a draft, following what is written."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from operator_app.domain.documents import Kind
from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.pages.new_document import NewDocumentPage
from tests.sheets.reading import pdfium_text
from tests.ui.conftest import Program
from tests.ui.editing.writing import Key, Supervisor, show

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def printed(program: Program) -> str:
    return pdfium_text(program.desk.home / "draft.pdf")


def look(supervisor: Supervisor) -> None:
    supervisor.player.press(Key.Key_P, CONTROL_SHIFT)
    supervisor.player.settle()


def edit(supervisor: Supervisor, words: str) -> EditorPage:
    show(supervisor, words)
    supervisor.press(Key.Key_E, control=True)
    return supervisor.editor()


def test_the_draft_is_set_marked_and_follows_the_text(supervisor: Supervisor) -> None:
    page = edit(supervisor, "مضمون")
    supervisor.write("ar.notes", " كلمة جديدة")
    field = page.focusWidget()
    look(supervisor)
    assert page.seen.paper.view.hasFocus()
    assert page.seen.paper.view.pictures
    text = printed(supervisor.program)
    assert "مسودّة" in text
    assert "كلمة جديدة" in text
    supervisor.write("ar.notes", " وأخرى")
    supervisor.player.wait("set again", lambda: "وأخرى" in printed(supervisor.program) and not page.seen.paper.busy)
    look(supervisor)
    supervisor.press(Key.Key_Escape)
    assert not page.seen.on_paper
    assert field is not None
    assert page.focusWidget() is field


def test_the_pages_are_in_the_language_that_is_written_in(supervisor: Supervisor) -> None:
    page = edit(supervisor, "مضمون")
    form = page.form
    assert form is not None
    form.focus_place("fr.notes")
    look(supervisor)
    text = printed(supervisor.program)
    assert "Brouillon" in text
    assert "Extrait de naissance" in text


def test_setting_can_be_stopped(supervisor: Supervisor) -> None:
    page = edit(supervisor, "مضمون")
    supervisor.player.press(Key.Key_P, CONTROL_SHIFT)
    assert page.seen.paper.busy
    assert page.seen.paper.progress.isVisible()
    supervisor.player.press(Key.Key_Escape)
    assert not page.seen.paper.busy
    supervisor.player.settle()
    assert not page.seen.paper.view.pictures
    assert page.seen.paper.message.label.text()


@pytest.mark.parametrize("kind", [Kind.CONTACT, Kind.GREETING, Kind.SYNONYMS])
def test_each_kind_is_set_or_says_that_it_is_not(supervisor: Supervisor, kind: Kind) -> None:
    new = supervisor.menu(Do.NEW_ARTICLE, NewDocumentPage)
    row = [entry.id for entry in new.list.entries()].index(kind.value)
    supervisor.press(*[Key.Key_Down] * row, Key.Key_Return)
    page = supervisor.editor()
    place = {Kind.CONTACT: "name.ar", Kind.GREETING: "text.ar", Kind.SYNONYMS: "official.ar"}[kind]
    supervisor.write(place, "نص قصير")
    look(supervisor)
    if kind is Kind.SYNONYMS:
        assert not page.seen.paper.view.pictures
        assert page.seen.paper.message.isVisible()
    else:
        assert "نص قصير" in printed(supervisor.program)


def test_in_a_narrow_window_the_pages_take_the_place_of_the_form(supervisor: Supervisor) -> None:
    page = edit(supervisor, "مضمون")
    desk = supervisor.program.desk
    supervisor.program.window.resize(700, 600)
    supervisor.player.settle()
    look(supervisor)
    assert page.seen.paper.isVisible()
    assert page.form is not None
    assert not page.form.isVisible()
    supervisor.press(Key.Key_Escape, Key.Key_Escape)
    assert page.form.isVisible()
    assert desk.preferences.now == replace(desk.preferences.now, language=Language.AR)
