"""Two supervisors at two posts, by real keys, over a real PostgreSQL: they see each other write."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import Qt

from operator_app.app.opening import ready_desk
from operator_app.app.sharing import engine
from operator_app.domain.documents import Status
from operator_app.domain.languages import Language
from operator_app.shared.reviews import require_second_pair
from operator_app.ui.actions import Do
from operator_app.ui.editing.conflict import ConflictPanel
from operator_app.ui.editing.publish_panel import How
from operator_app.ui.editing.work_entries import Lists
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.pages.history import HistoryPage
from operator_app.ui.pages.review import ReviewPage
from operator_app.ui.pages.settings import SettingsPage
from operator_app.ui.pages.worklist import WorkListPage
from tests.shared.conftest import TEMPLATE, Database
from tests.shared.people import password
from tests.shared.server import Server
from tests.ui.conftest import Program
from tests.ui.editing.writing import Supervisor, procedure
from tests.ui.test_sharing import connected, server

__all__ = ["connected", "server"]
Key = Qt.Key


@pytest.fixture(scope="module")
def guided(server: Server, starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A shared database that holds the starter guide, to be copied."""
    database = Database(server, TEMPLATE).copy()
    home = tmp_path_factory.mktemp("guided") / "home"
    shutil.copytree(starter_home, home)
    with ready_desk(home) as desk:
        desk.preferences.change(replace(desk.preferences.now, shared_address=database.url("salma")))
        moving = engine(desk, password("salma"))
        moving.exchange()
        assert moving.move_up() > 100
        moving.disconnect()
    return database


@pytest.fixture
def database(guided: Database) -> Iterator[Database]:
    fresh = guided.copy()
    yield fresh
    guided.server.drop(fresh.name)


@pytest.fixture
def two(connected: Callable[[str, Language], Program]) -> tuple[Supervisor, Supervisor, str]:
    """Salma and Hedi, each at a post of their own, over one guide; the id of the passport."""
    salma, hedi = Supervisor(connected("salma", Language.FR)), Supervisor(connected("hedi", Language.AR))
    preferences = hedi.program.desk.preferences
    preferences.change(replace(preferences.now, operator_name="Hedi"))
    known = salma.program.desk.guide.find("passport")
    assert known is not None
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


def hand_over(supervisor: Supervisor, words: str) -> None:
    """Write into the French notes and ask a second person to look."""
    supervisor.write("fr.notes", words)
    page = supervisor.editor()
    supervisor.press(Key.Key_Return, control=True)
    page.panel.how.choose(How.REVIEW)
    page.panel.go.setFocus()
    supervisor.press(Key.Key_Space)
    supervisor.player.wait("handed over", lambda: not page.session.publishing)
    supervisor.player.settle()


def review(supervisor: Supervisor, id: str) -> ReviewPage:
    """The review page with this document as its current row."""
    front(supervisor)
    page = supervisor.menu(Do.REVIEW, ReviewPage)
    supervisor.player.wait("it waits", lambda: id in [entry.id for entry in page.list.entries()])
    page.list.select_row([entry.id for entry in page.list.entries()].index(id))
    supervisor.player.settle()
    return page


def test_a_second_supervisor_at_another_post_reviews_and_approves(
    two: tuple[Supervisor, Supervisor, str], database: Database
) -> None:
    salma, hedi, id = two
    require_second_pair(database.url("adel"), ("procedure",))
    edit(salma, id)
    # Alone it is refused, in words; the draft stays.
    salma.write("fr.notes", " Seule.")
    salma.publish()
    assert salma.stored(id).edition == 1
    assert salma.program.desk.drafts.open(id) is not None
    hand_over(salma, " À relire.")
    page = review(hedi, id)
    assert "Salma" in page.list.entries()[0].sentence()
    assert "À relire." in page.comparison.toPlainText()
    assert page.own.isHidden()
    # Hedi has no draft of it: what Salma wrote stays hers.
    assert hedi.program.desk.drafts.all() == []
    page.text.setFocus()
    hedi.type("C'est juste.")
    page.approve.setFocus()
    hedi.press(Key.Key_Space)
    hedi.player.wait("published", lambda: hedi.stored(id).edition == 2)
    salma.player.wait("arrived", lambda: salma.stored(id).edition == 2)
    assert procedure(salma.stored(id)).fr.notes.endswith("À relire.")
    salma.player.wait("no draft any more", lambda: salma.program.desk.drafts.all() == [])
    # Who approved it, with what was said, is told at Salma's post.
    remarks = salma.program.desk.publishing
    salma.player.wait(
        "approved by Hedi",
        lambda: (
            ("approved", "Hedi", "C'est juste.")
            in [(one.said.value, one.author, one.text) for one in remarks.history(id)[1]]
        ),
    )


def test_a_text_sent_back_returns_to_its_author_with_the_comment(two: tuple[Supervisor, Supervisor, str]) -> None:
    salma, hedi, id = two
    edit(salma, id)
    hand_over(salma, " Trop court.")
    page = review(hedi, id)
    page.text.setFocus()
    hedi.type("Il manque le prix.")
    page.send_back.setFocus()
    hedi.press(Key.Key_Space)
    hedi.player.wait("nothing waits", lambda: not page.list.entries())
    desk = salma.program.desk
    salma.player.wait("a draft again", lambda: [one.status for one in desk.drafts.all()] == [Status.DRAFT])
    assert procedure(desk.drafts.all()[0].document).fr.notes.endswith("Trop court.")
    salma.player.wait("told why", lambda: "Il manque le prix." in [one.text for one in desk.publishing.history(id)[1]])


def test_an_urgent_edition_waits_at_the_other_post(two: tuple[Supervisor, Supervisor, str], database: Database) -> None:
    salma, hedi, id = two
    require_second_pair(database.url("adel"), ("procedure",))
    edit(salma, id)
    salma.write("fr.notes", " Urgent.")
    page = salma.editor()
    salma.press(Key.Key_Return, control=True)
    page.panel.how.choose(How.URGENT)
    page.panel.go.setFocus()
    salma.press(Key.Key_Space)
    hedi.player.wait("arrived", lambda: hedi.stored(id).edition == 2)
    waiting = review(hedi, id)
    waiting.approve.setFocus()
    hedi.press(Key.Key_Space)
    hedi.player.wait("reviewed", lambda: hedi.program.desk.worklists.urgent() == [])
    salma.player.wait("reviewed there too", lambda: salma.program.desk.worklists.urgent() == [])


def ask(supervisor: Supervisor, other: Supervisor) -> None:
    """Words wake nobody, they come with the slow poll: it is done now, once the other post has handed over its own."""
    other.player.wait("handed over", lambda: other.program.desk.outbox.waiting() == 0)
    supervisor.program.desk.presence.wake()


def test_words_that_both_wrote_meanwhile_are_there_at_both(two: tuple[Supervisor, Supervisor, str]) -> None:
    """Salma types a word into the settings while one of Hedi's arrives: saving strikes it out nowhere."""
    salma, hedi, id = two
    spellings = [edit(one, id).proofreading.spelling for one in two[:2]]
    salma.player.wait("looked up", lambda: all(spelling.begun for spelling in spellings))
    front(salma)
    settings = salma.menu(Do.SETTINGS, SettingsPage)
    settings.editors["our_words"].focus_widget().setFocus()
    salma.type("Zarzouna")
    adding = hedi.program.shell.lanes.store.submit(hedi.program.desk.spelling.add, "guichetière")
    hedi.player.wait("added", adding.done)
    ask(salma, hedi)
    ours = salma.program.desk.preferences
    salma.player.wait("arrived", lambda: ours.now.our_words == ("guichetière",))
    salma.player.settle()
    settings.save_button.click()
    salma.player.settle()
    assert ours.now.our_words == ("Zarzouna", "guichetière")
    telling = salma.program.shell.lanes.store.submit(salma.program.desk.spelling.share)
    salma.player.wait("told", telling.done)
    ask(hedi, salma)
    theirs = hedi.program.desk.preferences
    hedi.player.wait("both", lambda: set(theirs.now.our_words) == {"Zarzouna", "guichetière"})
    assert ours.now.our_words == ("Zarzouna", "guichetière")
