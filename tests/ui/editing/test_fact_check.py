"""A fact-check by real keys: the sheet, the question noted, its answer fact by fact, and what History says."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from operator_app.ui.editing.work_entries import Lists
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.pages.fact_check import FactCheckPage
from operator_app.ui.pages.history import HistoryPage
from operator_app.ui.pages.names import name_of
from operator_app.ui.pages.worklist import WorkListPage
from tests.sheets.reading import pdfium_text
from tests.ui.conftest import Program
from tests.ui.editing.writing import Key, Supervisor, procedure, show


def ask(supervisor: Supervisor, service: str, question: str = "") -> FactCheckPage:
    """Have what is shown checked: fill in and note it with Ctrl+Enter."""
    page = supervisor.menu(Do.FACT_CHECK, FactCheckPage)
    page.asking.service.setFocus()
    page.asking.service.selectAll()
    supervisor.type(service)
    page.asking.question.setFocus()
    supervisor.type(question)
    supervisor.press(Key.Key_Return, control=True)
    return page


def answer(supervisor: Supervisor) -> FactCheckPage:
    """Enter on the first question of the work list."""
    work = supervisor.menu(Do.WORK_LIST, WorkListPage)
    work.show_list(Lists.FACTS)
    supervisor.player.settle()
    work.list.setFocus()
    supervisor.press(Key.Key_Return)
    return supervisor.page(FactCheckPage)


def test_a_service_is_asked_with_a_sheet_and_the_question_waits(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    page = supervisor.menu(Do.FACT_CHECK, FactCheckPage)
    contact = supervisor.stored(procedure(shown).contacts[0])
    assert page.asking.service.text() == name_of(contact, Language.AR), "the competent service is proposed"
    page = ask(supervisor, "الحالة المدنية", "هل المعلوم صحيح؟")
    supervisor.player.settle()
    assert page.asking.sheet.view.pictures
    text = pdfium_text(supervisor.program.desk.home / "facts.pdf")
    for said in ("الحالة المدنية", "هل المعلوم صحيح؟", "صحيح", "خطأ", "الإمضاء", "بلدية المثال"):
        assert said in text
    desk = supervisor.program.desk
    (question,) = desk.fact_checks.open_questions()
    assert question.remark.document_id == shown.id
    assert question.asked.due == desk.today() + timedelta(10)
    assert question.asked.facts == desk.fact_checks.facts(shown, Language.AR)
    assert procedure(shown).ar.short_answer in [fact.said for fact in question.asked.facts]
    assert desk.worklists.waiting().questions == 1


def test_the_same_question_is_noted_once_and_what_is_typed_survives_a_publication(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    page = ask(supervisor, "الأرشيف")
    supervisor.press(Key.Key_Return, control=True)
    desk = supervisor.program.desk
    assert len(desk.fact_checks.open_questions()) == 1
    page.asking.question.setFocus()
    supervisor.type("سؤال آخر")
    desk.publishing.publish(replace(shown, body=replace(procedure(shown), keywords=("جديد",))), shown.edition)
    # The change reaches the page, then the page reads the document anew.
    supervisor.player.settle()
    supervisor.player.settle()
    assert page.asking.question.text() == "سؤال آخر"
    supervisor.press(Key.Key_Return, control=True)
    asked = [one.remark.edition for one in desk.fact_checks.open_questions()]
    assert sorted(asked) == [shown.edition, shown.edition + 1]


def test_a_question_without_a_service_is_not_noted(supervisor: Supervisor) -> None:
    show(supervisor, "مضمون")
    page = ask(supervisor, " ")
    assert page.asking.service.hasFocus()
    assert supervisor.program.desk.fact_checks.open_questions() == []


def test_the_answer_is_recorded_fact_by_fact_and_told_in_history(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    ask(supervisor, "الحالة المدنية")
    page = answer(supervisor)
    assert page.answering.list.hasFocus()
    supervisor.press(Key.Key_Space, Key.Key_Down, Key.Key_Return)
    assert page.answering.right.hasFocus()
    supervisor.type("الصواب الجديد")
    supervisor.press(Key.Key_Return)
    assert page.answering.list.hasFocus()
    supervisor.press(Key.Key_Return, control=True)
    assert page.answering.by.hasFocus(), "it must say who answered"
    supervisor.type("السيدة س، رئيسة المصلحة")
    supervisor.press(Key.Key_Return, control=True)
    desk = supervisor.program.desk
    assert desk.fact_checks.open_questions() == []
    show(supervisor, "مضمون")
    history = supervisor.menu(Do.HISTORY, HistoryPage)
    told = [entry.head for entry in history.list.entries()]
    assert "السيدة س، رئيسة المصلحة (الحالة المدنية)" in told[0]
    assert "نقطة واحدة مؤكّدة" in told[0]
    assert "الصواب الجديد" in told[0]
    assert "Salma" in told[1]
    assert history.list.entries()[-1].id == str(shown.edition)


def test_an_answer_leads_to_the_correction_or_renews_the_seal(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    ask(supervisor, "الأرشيف")
    page = answer(supervisor)
    page.answering.all_right.setFocus()
    supervisor.press(Key.Key_Space)
    assert page.answering.by.hasFocus()
    supervisor.type("السيد ع")
    assert {entry.lines[0][1] for entry in page.answering.list.entries()} == {"good"}
    supervisor.press(Key.Key_Return, control=True)
    assert page.message.asking
    supervisor.press(Key.Key_Space)
    assert supervisor.stored(shown.id).seal.verified_on == supervisor.program.desk.today()
    show(supervisor, "مضمون")
    ask(supervisor, "الأرشيف")
    page = answer(supervisor)
    supervisor.press(Key.Key_Space, Key.Key_Space)
    page.answering.by.setFocus()
    supervisor.type("السيد ع")
    supervisor.press(Key.Key_Return, control=True)
    supervisor.press(Key.Key_Space)
    editor = supervisor.page(EditorPage)
    supervisor.player.wait("opened", lambda: editor.session.document is not None)
    assert editor.session.document is not None
    assert editor.session.document.id == shown.id
    supervisor.player.settle()


def test_a_late_answer_is_told_in_the_work_list(supervisor: Supervisor) -> None:
    show(supervisor, "مضمون")
    page = supervisor.menu(Do.FACT_CHECK, FactCheckPage)
    page.asking.service.setFocus()
    supervisor.type("الأرشيف")
    page.asking.due.line.setFocus()
    page.asking.due.line.selectAll()
    supervisor.type("01/01/2020")
    supervisor.press(Key.Key_Return, control=True)
    work = supervisor.menu(Do.WORK_LIST, WorkListPage)
    work.show_list(Lists.FACTS)
    supervisor.player.settle()
    (entry,) = work.list.entries()
    assert [tone for _, tone in entry.lines] == ["muted", "bad"]
    assert "(1)" in work.lists.buttons()[list(Lists).index(Lists.FACTS)].text()


def test_the_sheet_is_saved_in_both_languages(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(supervisor, "مضمون")
    page = supervisor.menu(Do.FACT_CHECK, FactCheckPage)
    page.asking.languages.choose((Language.AR, Language.FR))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sheet"), ""))
    page.asking.save.click()
    supervisor.player.settle()
    text = pdfium_text(tmp_path / "sheet.pdf")
    assert "Extrait de naissance" in text
    assert "Ce qui est juste" in text
    assert "مضمون ولادة" in text
    assert "sheet.pdf" in page.asking.message.label.text()


def test_history_leads_to_the_question(supervisor: Supervisor) -> None:
    show(supervisor, "مضمون")
    history = supervisor.menu(Do.HISTORY, HistoryPage)
    history.ask.setFocus()
    supervisor.press(Key.Key_Space)
    supervisor.player.settle()
    page = supervisor.page(FactCheckPage)
    supervisor.player.wait("shown", lambda: page.asking.isVisible())


def test_without_anything_shown_the_page_says_so(program: Program) -> None:
    supervisor = Supervisor(program)
    page = supervisor.menu(Do.FACT_CHECK, FactCheckPage)
    assert page.empty.isVisible()
