"""The editor by real keys: what is typed, undone, picked and checked, in every kind of document."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from operator_app.domain.direction import plain
from operator_app.domain.documents import Kind
from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.pages.new_document import NewDocumentPage
from tests.ui.conftest import Program
from tests.ui.editing.writing import Key, Supervisor, procedure, show


def test_ctrl_e_edits_what_is_shown_and_a_call_takes_nothing_away(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    supervisor.editor()
    supervisor.write("ar.notes", "ملاحظة جديدة")
    supervisor.press(Key.Key_F2)
    supervisor.type("جوا")
    supervisor.press(Key.Key_F9)
    # Home shows nothing: the text in hand goes on.
    supervisor.press(Key.Key_Escape, Key.Key_Escape)
    page = supervisor.menu(Do.EDIT, EditorPage)
    assert page.session.document is not None
    assert page.session.document.id == shown.id
    assert procedure(page.session.document).ar.notes.endswith("ملاحظة جديدة")
    kept = supervisor.program.desk.drafts.open(shown.id)
    assert kept is not None
    assert kept.document.body == page.session.document.body
    assert supervisor.stored(shown.id).edition == shown.edition


def test_undo_and_redo_go_through_every_field(supervisor: Supervisor) -> None:
    show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    assert page.session.document is not None
    before = page.session.document.body
    supervisor.write("ar.notes", " أوّل")
    supervisor.write("fr.documents", "\nUne photo")
    written = page.session.document.body
    assert procedure(page.session.document).fr.documents[-1].endswith("Une photo")
    while page.session.rewritings.can_undo:
        supervisor.press(Key.Key_Z, control=True)
    assert page.session.document.body == before
    form = page.form
    assert form is not None
    assert form.value_at("ar.notes") == procedure(page.session.document).ar.notes
    while page.session.rewritings.can_redo:
        supervisor.press(Key.Key_Y, control=True)
    assert page.session.document.body == written
    supervisor.player.press(Qt.Key.Key_Backspace, Qt.KeyboardModifier.AltModifier)
    supervisor.player.settle()
    assert page.session.document.body != written


def test_contacts_are_picked_by_search(supervisor: Supervisor) -> None:
    show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    form = page.form
    assert form is not None
    assert page.session.document is not None
    before = procedure(page.session.document).contacts
    form.focus_place("contacts")
    supervisor.type("الإسعاف")
    supervisor.press(Key.Key_Return)
    added = procedure(page.session.document).contacts
    assert added[:-1] == before
    contact = supervisor.stored(added[-1])
    assert contact.kind is Kind.CONTACT
    supervisor.press(Key.Key_Z, control=True)
    assert procedure(page.session.document).contacts == before
    assert form.value_at("contacts") == before


def test_a_check_leads_to_its_field(supervisor: Supervisor) -> None:
    show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("fr.notes", " Appelez M. X au 01 234 567.")
    supervisor.player.wait("checked", lambda: bool(page.checks.checks))
    assert page.checks.checks[0].place == "fr.notes"
    assert page.checks.checks[0].grave
    page.checks.list.setFocus()
    supervisor.press(Key.Key_Return)
    form = page.form
    assert form is not None
    assert form.controls["fr.notes"].focus_widget().hasFocus()


def test_what_is_particular_here_survives_an_update_of_the_common_text(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    page.header.layer.trigger()
    supervisor.player.wait("layer", lambda: page.form is not None and page.form.controls.get("office.ar") is not None)
    supervisor.player.settle()
    supervisor.write("office.ar", "الطابق الأوّل، الشبّاك 3")
    supervisor.write("extension", "214")
    supervisor.publish()
    desk = supervisor.program.desk
    updated = replace(procedure(shown), ar=replace(procedure(shown).ar, notes="نص مشترك جديد"))
    desk.publishing.publish(replace(shown, body=updated), shown.edition)
    again = show(supervisor, "مضمون ولادة")
    assert again.edition == shown.edition + 1
    text = plain(supervisor.program.window.desk_page.article.rest.toPlainText())
    assert "الطابق الأوّل، الشبّاك 3" in text
    assert "214" in text
    assert "نص مشترك جديد" in text


@pytest.mark.parametrize("language", list(Language))
def test_every_kind_can_be_begun_written_and_published(
    program_in: Callable[[Language], Program], language: Language
) -> None:
    supervisor = Supervisor(program_in(language))
    new = supervisor.menu(Do.NEW_ARTICLE, NewDocumentPage)
    kinds = [Kind(entry.id) for entry in new.list.entries()]
    for row, kind in enumerate(kinds):
        new = supervisor.menu(Do.NEW_ARTICLE, NewDocumentPage)
        supervisor.press(*[Key.Key_Down] * row, Key.Key_Return)
        page = supervisor.page(EditorPage)

        def opened(page: EditorPage = page, kind: Kind = kind) -> bool:
            return page.form is not None and page.session.document is not None and page.session.document.kind is kind

        supervisor.player.wait("opened", opened)
        supervisor.player.settle()
        assert page.session.document is not None
        before = page.session.document
        form = page.form
        assert form is not None
        # Public holidays have no text of their own: who answers for them is written.
        texts = (place for place in form.controls if place.endswith((".fr", "fr.title")))
        supervisor.write(next(texts, "seal.owner"), "Texte")
        assert page.session.document != before
        supervisor.publish()
        assert supervisor.stored(page.session.document.id).kind is kind
