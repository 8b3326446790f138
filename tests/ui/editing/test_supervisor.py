"""A supervisor's morning by real keys: from a gap to an article, from a report to the corrected edition."""

from dataclasses import replace

from operator_app.ui.actions import ACTIONS, Do
from operator_app.ui.editing.work_entries import Lists
from operator_app.ui.pages.usages import UsagesPage
from operator_app.ui.pages.worklist import WorkListPage
from tests.ui.conftest import Program
from tests.ui.editing.writing import Key, Supervisor, procedure, show

ASKED = "ككك زرقاء"


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
    (answer,) = state.answers
    assert (answer.remark.to, answer.remark.edition, answer.corrected) == ("Salma", reported.edition + 1, True)
    assert answer.document is not None


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
    assert page.empty.isVisible()
    supervisor.type("مضمون")
    supervisor.press(Key.Key_Return)
    supervisor.player.wait("looked", lambda: bool(page.list.entries()))
    page.new.setFocus()
    supervisor.type("مستخرج")
    page.change.setFocus()
    supervisor.press(Key.Key_Space)
    assert page.message.asking
    assert not page.empty.isVisible()
    supervisor.press(Key.Key_Space)
    assert supervisor.program.desk.usages.find("مضمون") == []
    assert supervisor.program.desk.usages.find("مستخرج")
    page.search.setFocus()
    page.search.selectAll()
    supervisor.type("مضمون")
    supervisor.press(Key.Key_Return)
    supervisor.player.wait("looked again", page.empty.isVisible)
    assert page.empty.text.text() == "لا يوجد في أي موضع من الدليل"


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
