"""A supervisor's morning by real keys: from a gap to an article, from a report to the corrected edition."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from operator_app.domain.direction import plain
from operator_app.domain.documents import Document, Kind, Status
from operator_app.domain.languages import Language
from operator_app.ui.actions import ACTIONS, Do
from operator_app.ui.editing.publish_panel import How
from operator_app.ui.editing.work_entries import Lists
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.pages.history import HistoryPage
from operator_app.ui.pages.new_document import NewDocumentPage
from operator_app.ui.pages.review import ReviewPage
from operator_app.ui.pages.usages import UsagesPage
from operator_app.ui.pages.worklist import WorkListPage
from tests.ui.conftest import Program
from tests.ui.editing.writing import Key, Supervisor, procedure

ASKED = "ككك زرقاء"


@pytest.fixture
def supervisor(program: Program) -> Supervisor:
    return Supervisor(program)


def show(supervisor: Supervisor, query: str) -> Document:
    """Search on the desk; the document that is shown."""
    supervisor.home()
    supervisor.type(query)
    page = supervisor.program.window.desk_page
    supervisor.player.wait("shown", lambda: page.article.shown is not None)
    assert page.article.shown is not None
    return page.article.shown.document


def test_from_a_gap_to_an_article_that_the_operator_finds(supervisor: Supervisor) -> None:
    supervisor.press(Key.Key_F2)
    supervisor.type(ASKED)
    supervisor.press(Key.Key_F7, Key.Key_F9)
    work = supervisor.menu(Do.WORK_LIST, WorkListPage)
    assert [entry.head for entry in work.list.entries()] == [ASKED]
    assert work.list.hasFocus()
    supervisor.press(Key.Key_Return)
    page = supervisor.editor()
    assert page.session.document is not None
    assert procedure(page.session.document).keywords == (ASKED,)
    supervisor.type("شهادة زرقاء")
    supervisor.press(Key.Key_Tab)
    supervisor.type("Certificat bleu")
    supervisor.press(Key.Key_Tab)
    supervisor.type("تُسلَّم في البلدية.")
    supervisor.press(Key.Key_Tab)
    supervisor.type("Se retire à la municipalité.")
    supervisor.publish()
    id = page.session.document.id
    assert supervisor.stored(id).edition == 1
    assert procedure(supervisor.stored(id)).fr.short_answer == "Se retire à la municipalité."
    assert supervisor.program.desk.drafts.all() == []
    assert supervisor.program.desk.worklists.gaps() == []
    # Esc leads back to where the work came from, and on to the desk.
    supervisor.press(Key.Key_Escape)
    assert supervisor.page(WorkListPage).empty.isVisible()
    supervisor.home()
    supervisor.press(Key.Key_F2)
    supervisor.type("زرقا")
    desk_page = supervisor.program.window.desk_page
    supervisor.player.wait("found", lambda: desk_page.article.title.text() == "شهادة زرقاء")
    supervisor.press(Key.Key_F9)


def test_from_a_report_to_the_corrected_edition(supervisor: Supervisor) -> None:
    reported = show(supervisor, "جواز سفر")
    supervisor.press(Key.Key_F12)
    work = supervisor.menu(Do.WORK_LIST, WorkListPage)
    work.show_list(Lists.REPORTS)
    supervisor.player.settle()
    assert procedure(reported).ar.short_answer[:20] in work.detail.toPlainText()
    work.list.setFocus()
    supervisor.press(Key.Key_Return)
    page = supervisor.editor()
    assert page.reported.isVisible()
    supervisor.write("ar.short_answer", " والمعلوم تغيّر.")
    supervisor.publish()
    assert supervisor.stored(reported.id).edition == reported.edition + 1
    assert procedure(supervisor.stored(reported.id)).ar.short_answer.endswith("والمعلوم تغيّر.")
    assert supervisor.program.desk.worklists.reports() == []
    supervisor.home()
    state = supervisor.program.window.desk_page.home.state
    assert state is not None
    ((told, document),) = state.answers
    assert (told.to, told.edition) == ("Salma", reported.edition + 1)
    assert document is not None


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


def test_serious_checks_hold_a_publication_back_until_they_are_read(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("fr.notes", " 01 234 567")
    supervisor.press(Key.Key_Return, control=True)
    assert page.panel.warning.isVisible()
    assert page.panel.read.hasFocus()
    supervisor.press(Key.Key_Return, control=True)
    assert supervisor.stored(shown.id).edition == shown.edition
    supervisor.press(Key.Key_Space)
    supervisor.press(Key.Key_Return, control=True)
    supervisor.player.wait("published", lambda: not page.session.publishing)
    supervisor.player.settle()
    assert supervisor.stored(shown.id).edition == shown.edition + 1


def test_a_conflict_shows_both_and_loses_nothing(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("ar.notes", " كتابتي")
    desk = supervisor.program.desk
    body = procedure(shown)
    other = replace(shown, body=replace(body, fr=replace(body.fr, notes="Écrit ailleurs.")))
    desk.publishing.publish(other, shown.edition)
    supervisor.player.wait("told", page.conflict.isVisible)
    supervisor.publish()
    assert page.conflict.isVisible()
    assert page.conflict.both.hasFocus()
    assert supervisor.stored(shown.id).edition == shown.edition + 1
    text = plain(page.conflict.text.toPlainText())
    assert "كتابتي" in text
    assert "Écrit ailleurs." in text
    supervisor.press(Key.Key_Space)
    supervisor.publish()
    both = procedure(supervisor.stored(shown.id))
    assert both.ar.notes.endswith("كتابتي")
    assert both.fr.notes == "Écrit ailleurs."
    assert supervisor.stored(shown.id).edition == shown.edition + 2


def test_what_is_typed_while_it_is_published_goes_on_as_a_draft(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("ar.notes", " أوّل")
    supervisor.press(Key.Key_Return, control=True)
    page.panel.order()
    form = page.form
    assert form is not None
    form.focus_place("ar.notes")
    supervisor.player.type("!")
    supervisor.player.wait("published", lambda: not page.session.publishing)
    supervisor.player.settle()
    assert procedure(supervisor.stored(shown.id)).ar.notes.endswith("أوّل")
    draft = supervisor.program.desk.drafts.open(shown.id)
    assert draft is not None
    assert draft.base == shown.edition + 1
    assert "!" in procedure(draft.document).ar.notes
    supervisor.publish()
    assert supervisor.stored(shown.id).edition == shown.edition + 2


def test_review_by_a_second_person(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("ar.fee", " 30 دينارًا")
    supervisor.press(Key.Key_Return, control=True)
    page.panel.how.choose(How.REVIEW)
    supervisor.press(Key.Key_Return, control=True)
    supervisor.player.wait("handed over", lambda: not page.session.publishing)
    desk, before = supervisor.program.desk, supervisor.program.window
    desk.preferences.change(replace(desk.preferences.now, operator_name="Amel"))
    supervisor.player.wait("new window", lambda: supervisor.program.window is not before)
    review = supervisor.menu(Do.REVIEW, ReviewPage)
    item = review.current()
    assert item is not None
    assert [change.place for change in item.changes] == ["ar.fee"]
    assert not review.own.isVisible()
    assert "30 دينارًا" in plain(review.comparison.toPlainText())
    review.send_back.click()
    assert review.text.hasFocus(), "sending back needs words"
    supervisor.type("متأكّد؟")
    review.comment.click()
    supervisor.player.settle()
    assert "متأكّد؟" in review.remarks.toPlainText()
    review.list.setFocus()
    supervisor.press(Key.Key_Return)
    assert review.approve.hasFocus()
    supervisor.press(Key.Key_Space)
    assert supervisor.stored(shown.id).edition == shown.edition + 1
    assert supervisor.stored(shown.id).updated_by == "Amel"
    assert review.empty.isVisible()


def test_an_urgent_edition_waits_in_the_review(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("ar.fee", " 30")
    supervisor.press(Key.Key_Return, control=True)
    page.panel.how.choose(How.URGENT)
    supervisor.press(Key.Key_Return, control=True)
    supervisor.player.wait("published", lambda: not page.session.publishing)
    review = supervisor.menu(Do.REVIEW, ReviewPage)
    item = review.current()
    assert item is not None
    assert (item.id, item.draft) == (shown.id, None)
    review.approve.setFocus()
    supervisor.press(Key.Key_Space)
    assert review.empty.isVisible()


def test_history_compares_restores_and_withdraws(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    supervisor.editor()
    supervisor.write("ar.fee", " 30 دينارًا")
    supervisor.publish()
    show(supervisor, "مضمون ولادة")
    history = supervisor.menu(Do.HISTORY, HistoryPage)
    assert [entry.id for entry in history.list.entries()] == ["2", "1"]
    assert "30 دينارًا" in plain(history.comparison.toPlainText())
    history.list.setFocus()
    supervisor.press(Key.Key_Down)
    history.restore.setFocus()
    supervisor.press(Key.Key_Space)
    assert supervisor.stored(shown.id).body == shown.body
    assert supervisor.stored(shown.id).edition == 3
    history.withdraw.click()
    assert history.reason.hasFocus(), "withdrawing needs a reason"
    supervisor.type("ألغي")
    history.withdraw.click()
    supervisor.player.settle()
    assert supervisor.stored(shown.id).status is Status.WITHDRAWN
    assert supervisor.stored(shown.id).withdrawn_reason == "ألغي"


def test_a_question_to_a_service_is_recorded(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    history = supervisor.menu(Do.HISTORY, HistoryPage)
    history.reason.setFocus()
    supervisor.type("هل المعلوم صحيح؟")
    history.service.setFocus()
    supervisor.type("الحالة المدنية")
    history.ask.click()
    supervisor.player.settle()
    review = supervisor.menu(Do.REVIEW, ReviewPage)
    item = review.current()
    assert item is not None
    assert item.question is not None
    assert item.question.document_id == shown.id
    review.text.setFocus()
    supervisor.type("نعم")
    review.approve.click()
    supervisor.player.settle()
    assert supervisor.program.desk.worklists.questions() == []


def test_still_right_in_one_key_and_undone(supervisor: Supervisor) -> None:
    desk = supervisor.program.desk
    shown = show(supervisor, "مضمون")
    overdue = replace(shown, seal=replace(shown.seal, review_by=desk.today().replace(year=2020)))
    desk.publishing.publish(overdue, shown.edition)
    work = supervisor.menu(Do.WORK_LIST, WorkListPage)
    work.show_list(Lists.DUE)
    supervisor.player.settle()
    work.list.setFocus()
    supervisor.press(Key.Key_Space)
    assert supervisor.stored(shown.id).seal.verified_on == desk.today()
    assert work.empty.isVisible()
    work.undo.setFocus()
    supervisor.press(Key.Key_Space)
    assert supervisor.stored(shown.id).seal == overdue.seal
    assert work.list.isVisible()


def test_a_word_is_changed_everywhere(supervisor: Supervisor) -> None:
    page = supervisor.menu(Do.WHERE_USED, UsagesPage)
    supervisor.type("مضمون")
    supervisor.press(Key.Key_Return)
    supervisor.player.wait("looked", lambda: bool(page.list.entries()))
    page.new.setFocus()
    supervisor.type("مستخرج")
    page.change.setFocus()
    supervisor.press(Key.Key_Space)
    assert page.message.asking
    supervisor.press(Key.Key_Space)
    assert supervisor.program.desk.usages.find("مضمون") == []
    assert supervisor.program.desk.usages.find("مستخرج")


def test_what_is_particular_here_survives_an_update_of_the_common_text(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    page.header.layer.trigger()
    supervisor.player.wait(
        "layer", lambda: page.form is not None and page.form.controls.get("office.ar") is not None
    )
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
        before = page.session.document.body
        form = page.form
        assert form is not None
        place = next(place for place in form.controls if place.endswith((".fr", "fr.title")))
        supervisor.write(place, "Texte")
        assert page.session.document.body != before
        supervisor.publish()
        assert supervisor.stored(page.session.document.id).kind is kind


def test_only_supervisors_edit(program: Program) -> None:
    desk = program.desk
    desk.preferences.change(replace(desk.preferences.now, supervisor=False, text_percent=110))
    program.player.settle()
    for action in ACTIONS:
        assert program.window.actions_by_do[action.do].isVisible() is not action.supervisor
    supervisor = Supervisor(program)
    show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    assert program.window.pages.currentWidget() is program.window.desk_page
    state = program.window.desk_page.home.state
    assert state is not None
    assert state.work is None or supervisor.program.desk.preferences.now.supervisor
