"""What is typed is on disk whatever becomes of the window; what is to appear appears by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from operator_app.domain.documents import Kind
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.schedule import Schedule
from tests.ui.conftest import Program
from tests.ui.editing.writing import Key, Supervisor, procedure
from tests.ui.pages.conftest import Clock


def test_a_new_window_loses_no_letter_and_goes_on_with_the_text(program: Program) -> None:
    supervisor = Supervisor(program)
    supervisor.type("مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    form = page.form
    assert form is not None
    assert page.session.document is not None
    id = page.session.document.id
    form.focus_place("ar.notes")
    supervisor.press(Key.Key_End, control=True)
    before = program.window
    # Not settled: the last letters are still on their way to the store.
    program.player.type(" حروف كثيرة متتابعة")
    program.desk.preferences.change(replace(program.desk.preferences.now, language=Language.FR))
    program.player.wait("new window", lambda: program.window is not before)
    program.player.settle()
    draft = program.desk.drafts.open(id)
    assert draft is not None
    assert procedure(draft.document).ar.notes.endswith("حروف كثيرة متتابعة")
    supervisor.home()
    supervisor.menu(Do.EDIT, EditorPage)
    again = supervisor.editor()
    assert again.session.document is not None
    assert again.session.document.id == id


@pytest.mark.parametrize("hours", [1, 3])
def test_the_schedule_publishes_what_is_due(context: UiContext, clock: Clock, hours: int) -> None:
    desk = context.desk
    text = ProcedureText("عنوان", "جواب")
    draft = desk.drafts.begin(Kind.PROCEDURE, Procedure(ar=text, fr=text))
    desk.drafts.schedule(draft, clock.moment + timedelta(hours=2))
    clock.moment += timedelta(hours=hours)
    schedule = Schedule(context, context.bridge)
    schedule.look()
    context.lanes.store.submit(lambda: None).result()
    assert (desk.guide.read(draft.document.id) is not None) is (hours >= 2)
