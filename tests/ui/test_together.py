"""Two supervisors at two posts, by real keys, over a real PostgreSQL: they see each other write."""

from collections.abc import Callable
from dataclasses import replace

import psycopg
import pytest
from PySide6.QtCore import Qt

from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from operator_app.ui.editing.conflict import ConflictPanel
from operator_app.ui.editing.work_entries import Lists
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.pages.history import HistoryPage
from operator_app.ui.pages.worklist import WorkListPage
from tests.shared.conftest import Database
from tests.ui.conftest import Program
from tests.ui.editing.writing import Supervisor, procedure
from tests.ui.test_sharing import connected, database, server

__all__ = ["connected", "database", "server"]
Key = Qt.Key


@pytest.fixture
def two(connected: Callable[[str, Language], Program]) -> tuple[Supervisor, Supervisor, str]:
    """Salma and Hedi, each at a post of their own, over one guide; the id of the passport."""
    salma, hedi = Supervisor(connected("salma", Language.FR)), Supervisor(connected("hedi", Language.AR))
    preferences = hedi.program.desk.preferences
    preferences.change(replace(preferences.now, operator_name="Hedi"))
    moving = salma.program.shell.lanes.slow.submit(salma.program.shell.network.move_up)
    salma.player.wait("moved up", moving.done)
    known = salma.program.desk.guide.find("passport")
    assert known is not None
    hedi.player.wait("the same guide", lambda: hedi.program.desk.guide.read(known.id) is not None)
    return salma, hedi, known.id


def front(supervisor: Supervisor) -> None:
    """Shortcuts are for the window in front."""
    supervisor.program.window.activateWindow()
    supervisor.player.wait("in front", supervisor.program.window.isActiveWindow)


def edit(supervisor: Supervisor, id: str) -> EditorPage:
    """The editor with this document, opened as from a list; this post's window in front."""
    front(supervisor)
    page = supervisor.program.window.open_page(Do.EDIT)
    assert isinstance(page, EditorPage)
    page.open_document(id)
    supervisor.player.wait("opened", lambda: page.session.document is not None and page.session.document.id == id)
    return supervisor.editor()


def test_two_supervisors_on_one_article_see_each_other(two: tuple[Supervisor, Supervisor, str]) -> None:
    salma, hedi, id = two
    first = edit(salma, id)
    assert first.together.isHidden()
    hedi.player.wait("told", lambda: bool(hedi.program.desk.presence.others(id)))
    # On opening.
    second = edit(hedi, id)
    hedi.player.wait("warned", lambda: second.together.isVisible())
    assert "Salma" in second.together.said.text()
    # And live, where it was open already.
    salma.player.wait("warned", lambda: first.together.isVisible())
    assert "par Hedi depuis" in first.together.said.text()
    # Salma leaves: Hedi's warning goes; what both wrote stays.
    salma.home()
    hedi.player.wait("alone again", lambda: second.together.isHidden())
    assert hedi.program.desk.presence.others(id) == ()


def test_it_is_seen_in_the_work_list_and_the_history(two: tuple[Supervisor, Supervisor, str]) -> None:
    salma, hedi, id = two
    # A draft of Hedi's, so that it stands in the list.
    edit(hedi, id)
    hedi.write("ar.notes", "ملاحظة")
    hedi.player.wait("kept", lambda: bool(hedi.program.desk.drafts.all()))
    work = hedi.menu(Do.WORK_LIST, WorkListPage)
    work.show_list(Lists.DRAFTS)
    hedi.player.settle()
    assert "Salma" not in work.list.entries()[0].sentence()
    edit(salma, id)
    hedi.player.wait("in the list", lambda: "Salma" in work.list.entries()[0].sentence())
    history = hedi.program.window.open_page(Do.HISTORY)
    assert isinstance(history, HistoryPage)
    history.show_document(id)
    hedi.player.wait("in the history", lambda: history.together.isVisible())
    # Looking at it is not writing it.
    assert salma.program.desk.presence.others(id) == ()


def test_a_post_that_dies_is_forgotten(two: tuple[Supervisor, Supervisor, str], database: Database) -> None:
    salma, hedi, id = two
    edit(salma, id)
    page = edit(hedi, id)
    hedi.player.wait("warned", lambda: page.together.isVisible())
    salma.program.shell.network.stop()
    with psycopg.connect(database.url(), autocommit=True) as superuser:
        superuser.execute("update app.editing set renewed = renewed - interval '2 minutes' where login = 'salma'")
        superuser.execute("notify app_editing")
    hedi.player.wait("forgotten", lambda: page.together.isHidden())


def test_both_publish_and_nothing_is_lost(two: tuple[Supervisor, Supervisor, str]) -> None:
    salma, hedi, id = two
    edit(salma, id)
    page = edit(hedi, id)
    front(salma)
    salma.write("fr.notes", "Vu par Salma.")
    front(hedi)
    hedi.write("ar.notes", "رآه الهادي.")
    front(salma)
    salma.publish()
    hedi.player.wait("both are shown", lambda: page.conflict.isVisible())
    assert isinstance(page.conflict, ConflictPanel)
    front(hedi)
    page.conflict.both.setFocus()
    hedi.press(Key.Key_Space)
    hedi.player.wait("together", lambda: page.conflict.isHidden())
    hedi.publish()
    salma.player.wait("arrived", lambda: salma.stored(id).edition == 3)
    text = procedure(salma.stored(id))
    assert text.fr.notes.endswith("Vu par Salma.")
    assert text.ar.notes.endswith("رآه الهادي.")
