"""Real municipal sheets: imported, edited and published in both languages."""

from functools import partial
from pathlib import Path

from operator_app import exchange
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Language
from operator_app.ui.pages.editor import EditorPage
from tests.exchange import municipal
from tests.ui.conftest import Program
from tests.ui.editing.writing import Key, Supervisor, procedure


def test_real_sheets_are_imported_edited_and_published_in_both_languages(program: Program, tmp_path: Path) -> None:
    desk = program.desk
    reading = exchange.read([municipal.write_csv(tmp_path / "sheets.csv")])
    desk.publishing.carry_out(desk.publishing.plan(reading))
    program.player.settle()
    supervisor = Supervisor(program)
    sheets = [desk.guide.find(candidate.document.external_id) for candidate in reading.candidates]
    assert len(sheets) == 19
    for sheet in sheets:
        assert sheet is not None
        before = procedure(sheet)
        program.window.show_desk()
        program.window.desk_page.open_document(sheet.id)
        program.player.settle()
        supervisor.press(Key.Key_E, control=True)
        page = supervisor.page(EditorPage)
        program.player.wait("opened", partial(_shows, page, sheet.id))
        program.player.settle()
        assert page.session.document is not None
        assert page.session.document.body == before, "opening changes nothing"
        supervisor.write("ar.short_answer", "يُطلب في البلدية.")
        supervisor.write("fr.short_answer", "Se demande à la municipalité.")
        supervisor.publish()
        after = procedure(supervisor.stored(sheet.id))
        assert supervisor.stored(sheet.id).edition == sheet.edition + 1
        assert after.ar.short_answer.endswith("يُطلب في البلدية.")
        assert after.fr.short_answer.endswith("Se demande à la municipalité.")
        _only_answers_differ(before, after)
    assert desk.drafts.all() == []


def _shows(page: EditorPage, id: str) -> bool:
    return page.form is not None and page.session.document is not None and page.session.document.id == id


def _only_answers_differ(before: Procedure, after: Procedure) -> None:
    """What was not touched came through the form as it was, item by item."""
    for language in (Language.AR, Language.FR):
        old, new = before.text(language), after.text(language)
        assert old is not None
        assert new is not None
        for field in ("title", "conditions", "documents", "steps", "place", "delay", "fee", "legal", "notes", "body"):
            assert getattr(new, field) == getattr(old, field), (old.title, field)
