"""Regimes, holidays, modules and a contact's own hours are written on screen, by real keys."""

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from operator_app.domain.contacts import Contact
from operator_app.domain.documents import BODY_TYPES, Document, Kind
from operator_app.domain.hours import Holidays, Regime, Season, Span, WeeklyHours
from operator_app.domain.languages import Language, Text
from operator_app.domain.training import Module
from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import UndoKeys
from operator_app.ui.editing.form import Form
from operator_app.ui.editing.hours import HoursControl, HoursRow
from operator_app.ui.editing.nested import NestedControl, NestedRow
from operator_app.ui.editing.specs import FORMS
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.pages.new_document import KINDS, NewDocumentPage
from tests.ui.conftest import Program
from tests.ui.editing.writing import Supervisor
from tests.ui.pages.conftest import ContextIn

Key = Qt.Key
NARROWEST = 640


@pytest.fixture(params=[Language.AR, Language.FR])
def supervisor(request: pytest.FixtureRequest, program_in: Callable[[Language], Program]) -> Supervisor:
    return Supervisor(program_in(request.param))


def begin(supervisor: Supervisor, kind: Kind) -> EditorPage:
    """Something new of this kind, chosen with arrows and Enter."""
    page = supervisor.menu(Do.NEW_ARTICLE, NewDocumentPage)
    assert page.list.hasFocus()
    place = [one for one, _ in KINDS].index(kind)
    supervisor.press(*[Key.Key_Down] * place, Key.Key_Return)
    return supervisor.editor()


def change(supervisor: Supervisor, kind: Kind, place: int = 0) -> tuple[EditorPage, str]:
    """The editor with a document that is there, chosen from the list below the kinds."""
    page = supervisor.menu(Do.NEW_ARTICLE, NewDocumentPage)
    known = {one.id for one in supervisor.program.desk.publishing.of_kinds(kind)}
    rows = [n for n, entry in enumerate(page.there.entries()) if entry.id in known]
    id = page.there.entries()[rows[place]].id
    page.there.setFocus()
    page.there.select_row(rows[place])
    supervisor.press(Key.Key_Return)
    supervisor.player.wait("opened", lambda: id in str(supervisor.editor().session.document))
    return supervisor.editor(), id


def hours(page: EditorPage, place: str = "hours") -> HoursControl:
    assert page.form is not None
    control = page.form.controls[place]
    assert isinstance(control, HoursControl)
    return control


def nested(page: EditorPage, place: str) -> NestedControl:
    assert page.form is not None
    control = page.form.controls[place]
    assert isinstance(control, NestedControl)
    return control


def row_at(control: HoursControl, place: int) -> HoursRow:
    row = control.rows[place]
    assert isinstance(row, HoursRow)
    return row


def test_every_kind_of_document_has_an_editor() -> None:
    assert set(FORMS) == set(BODY_TYPES)


def test_a_regime_is_written_by_keys_alone(supervisor: Supervisor) -> None:
    page = begin(supervisor, Kind.REGIME)
    supervisor.write("name.ar", "توقيت المكتبة")
    supervisor.write("name.fr", "Horaire de la bibliothèque")
    control = hours(page)
    control.add.setFocus()
    supervisor.press(Key.Key_Space)
    first = row_at(control, 0)
    assert first.days.boxes[0].hasFocus()
    # Monday, and with an arrow Tuesday: to the left in Arabic.
    forward = Key.Key_Left if page.isRightToLeft() else Key.Key_Right
    supervisor.press(Key.Key_Space, forward, Key.Key_Space)
    assert first.days.boxes[1].hasFocus()
    supervisor.press(Key.Key_Tab)
    assert first.opens.hasFocus()
    supervisor.type("8h30")
    supervisor.press(Key.Key_Tab)
    supervisor.type("1230")
    control.add.setFocus()
    supervisor.press(Key.Key_Space)
    # The second row of a day begins with the same days: only its times are typed.
    second = row_at(control, 1)
    assert second.opens.hasFocus()
    supervisor.type("12:00")
    supervisor.press(Key.Key_Tab)
    supervisor.type("17:00")
    assert "12:00" in second.wrong.text()
    assert page.session.grave()
    second.opens.setFocus()
    second.opens.selectAll()
    supervisor.type("13:30")
    assert second.wrong.isHidden()
    control.season_buttons[Season.SUMMER].setFocus()
    supervisor.press(Key.Key_Space, Key.Key_Space, Key.Key_Tab)
    supervisor.type("8")
    supervisor.press(Key.Key_Tab)
    supervisor.type("13")
    supervisor.publish()
    assert page.session.document is not None
    body = supervisor.stored(page.session.document.id).body
    assert body == Regime(
        Text("توقيت المكتبة", "Horaire de la bibliothèque"),
        (
            WeeklyHours((1, 2), (Span(time(8, 30), time(12, 30)), Span(time(13, 30), time(17)))),
            WeeklyHours((1,), (Span(time(8), time(13)),), Season.SUMMER),
        ),
    )


def test_what_is_no_time_is_told_and_the_panel_says_it(supervisor: Supervisor) -> None:
    page, id = change(supervisor, Kind.REGIME)
    before = supervisor.stored(id).body
    row = row_at(hours(page), 0)
    row.opens.setFocus()
    row.opens.selectAll()
    supervisor.type("8:75")
    assert row.wrong.isVisible()
    assert row.opens.accessibleDescription() == row.wrong.text()
    supervisor.press(Key.Key_Return, control=True)
    assert row.wrong.text() in page.panel.warning.text()
    assert supervisor.stored(id).body == before


def test_summer_is_moved_and_undone(supervisor: Supervisor) -> None:
    page, _ = change(supervisor, Kind.REGIME)
    assert page.form is not None
    page.form.focus_place("summer_from")
    line = page.form.controls["summer_from"].focus_widget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    supervisor.type("15/6")
    document = page.session.document
    assert document is not None
    assert isinstance(document.body, Regime)
    assert document.body.summer_from == (6, 15)
    supervisor.press(Key.Key_Z, control=True)
    supervisor.press(*[Key.Key_Z] * 4, control=True)
    assert page.session.document is not None
    assert isinstance(page.session.document.body, Regime)
    assert page.session.document.body.summer_from == (7, 1)
    assert line.text() == "1/7"


def test_an_announced_feast_is_written_and_the_preview_says_when(supervisor: Supervisor) -> None:
    page, id = change(supervisor, Kind.HOLIDAYS)
    holidays = supervisor.stored(id).body
    assert isinstance(holidays, Holidays)
    place = next(n for n, rule in enumerate(holidays.rules) if rule.lunar)
    control = nested(page, "rules")
    assert len(control.rows) == len(holidays.rules)
    line = control.rows[place].findChildren(QLineEdit)[-1]
    line.setFocus()
    line.selectAll()
    supervisor.type("30/02/2027")
    assert control.problem()
    line.selectAll()
    supervisor.type("20/03/2026, 10/03/2027")
    assert not control.problem()
    supervisor.publish()
    stored = supervisor.stored(id).body
    assert isinstance(stored, Holidays)
    assert stored.rules[place].announced == (date(2026, 3, 20), date(2027, 3, 10))
    assert [rule for n, rule in enumerate(stored.rules) if n != place] == [
        rule for n, rule in enumerate(holidays.rules) if n != place
    ]
    assert "2027" in page.preview.text.toPlainText()


def test_a_page_and_a_caller_of_a_module_are_written(supervisor: Supervisor) -> None:
    page, id = change(supervisor, Kind.MODULE)
    before = supervisor.stored(id).body
    assert isinstance(before, Module)
    pages, callers = nested(page, "pages"), nested(page, "callers")
    pages.add.setFocus()
    supervisor.press(Key.Key_Space)
    supervisor.type("صفحة جديدة")
    supervisor.press(Key.Key_Tab)
    supervisor.type("Nouvelle page")
    callers.add.setFocus()
    supervisor.press(Key.Key_Space)
    supervisor.type("سامي")
    supervisor.press(Key.Key_Tab)
    supervisor.type("Sami")
    supervisor.press(Key.Key_Tab)
    supervisor.type("00000012")
    supervisor.press(Key.Key_Tab)
    supervisor.type("ألو؟")
    supervisor.press(Key.Key_Tab)
    supervisor.type("Allô ?")
    supervisor.publish()
    stored = supervisor.stored(id).body
    assert isinstance(stored, Module)
    added = {stored.pages[-1].ar, stored.pages[-1].fr}
    assert added == {"صفحة جديدة", "Nouvelle page"}
    assert stored.pages[:-1] == before.pages
    assert stored.callers[:-1] == before.callers
    caller = stored.callers[-1]
    assert {caller.name.ar, caller.name.fr} == {"سامي", "Sami"}
    assert (caller.number, caller.says) == ("00000012", (Text("ألو؟", "Allô ?"),))


def test_a_page_goes_up_by_its_button(supervisor: Supervisor) -> None:
    page, id = change(supervisor, Kind.MODULE)
    before = supervisor.stored(id).body
    assert isinstance(before, Module)
    last = nested(page, "pages").rows[-1]
    assert isinstance(last, NestedRow)
    last.up.setFocus()
    supervisor.press(Key.Key_Space)
    supervisor.publish()
    moved = supervisor.stored(id).body
    assert isinstance(moved, Module)
    assert moved.pages == (*before.pages[:-2], before.pages[-1], before.pages[-2])


def test_a_contacts_own_hours_come_before_the_regime(supervisor: Supervisor) -> None:
    contact = next(
        one for one in supervisor.program.desk.publishing.of_kinds(Kind.CONTACT)
        if isinstance(one.body, Contact) and one.body.regime and not one.body.hours
    )  # fmt: skip
    editor = supervisor.program.window.open_page(Do.EDIT)
    assert isinstance(editor, EditorPage)
    editor.open_document(contact.id)
    page = supervisor.editor()
    control = hours(page)
    control.add.setFocus()
    supervisor.press(Key.Key_Space, Key.Key_Space, Key.Key_Tab)
    supervisor.type("7")
    supervisor.press(Key.Key_Tab)
    supervisor.type("9")
    supervisor.publish()
    body = supervisor.stored(contact.id).body
    assert isinstance(body, Contact)
    assert body.hours == (WeeklyHours((1,), (Span(time(7), time(9)),)),)


def filled(supervisor: Supervisor) -> list[Document]:
    kinds = (Kind.REGIME, Kind.HOLIDAYS, Kind.MODULE)
    desk = supervisor.program.desk
    return [max(desk.publishing.of_kinds(kind), key=lambda one: len(str(one.body))) for kind in kinds]


def test_what_is_shown_is_what_stands_there(
    supervisor: Supervisor, context_in: ContextIn, quiet: Callable[[UiContext], None], qtbot: QtBot
) -> None:
    """Shown and read back, nothing changes; at twice the text size it fits a narrow window."""
    for document in filled(supervisor):
        for percent, width in ((100, 900), (200, NARROWEST - 80)):
            parent = QObject()
            context = context_in(Language.AR, percent)
            form = Form(context, document.kind, UndoKeys(parent, lambda: None, lambda: None))
            parent.setParent(form)
            host = QWidget()
            qtbot.addWidget(host)
            form.setParent(host)
            while form.build_next():
                pass
            form.resize(width, 600)
            host.show()
            form.show()
            form.show_document(document)
            for place in form.controls:
                if not place.startswith("seal.") and ".en" not in place:
                    assert form.written(document, place).body == document.body, place
            quiet(context)
            assert list(form.problems()) == []
            if percent == 200:
                assert form.minimumSizeHint().width() <= width
