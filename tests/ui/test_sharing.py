"""Two windows over a real PostgreSQL: what one publishes, the other finds; calls arrive once; offline is said."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import psycopg
import pytest
from PySide6.QtCore import Qt

from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from operator_app.ui.pages.sharing import SharingPage
from tests.shared.conftest import TEMPLATE, Database, provisioned
from tests.shared.server import Server
from tests.ui.conftest import Program

Key = Qt.Key


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    yield from provisioned(18)


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    fresh = Database(server, TEMPLATE).copy()
    yield fresh
    server.drop(fresh.name)


@pytest.fixture
def connected(program_in: Callable[[Language], Program], database: Database) -> Callable[[str, Language], Program]:
    """Starts a post and connects it as somebody, through its own page."""

    def start(login: str, language: Language) -> Program:
        program = program_in(language)
        page = program.window.open_page(Do.SHARING)
        assert isinstance(page, SharingPage)
        page.address.setText(database.url(login))
        page.connect_button.click()
        program.player.wait("connected", lambda: program.shell.network.state() is not None)
        program.player.wait("said", lambda: page.state.text() == SAME[language])
        program.player.settle()
        program.window.show_desk()
        return program

    return start


SAME = {
    Language.AR: "مطابق لقاعدة البيانات المشتركة",
    Language.FR: "Identique à la base partagée",
    Language.EN: "Same as the shared database",
}


def count(database: Database, table: str) -> int:
    with psycopg.connect(database.url()) as connection:
        row = connection.execute(f"select count(*) from app.{table}").fetchone()  # a name of ours
    assert row is not None
    return int(row[0])


def test_what_one_post_publishes_the_other_finds(connected: Callable[[str, Language], Program]) -> None:
    supervisor, operator = connected("salma", Language.FR), connected("amira", Language.AR)
    moving = supervisor.shell.lanes.slow.submit(supervisor.shell.network.move_up)
    supervisor.player.wait("moved up", moving.done)
    assert moving.result() > 100
    known = supervisor.desk.guide.find("passport")
    assert known is not None
    operator.player.wait("replicated", lambda: operator.desk.guide.read(known.id) is not None)
    document = supervisor.desk.guide.read(known.id)
    assert document is not None
    assert isinstance(document.body, Procedure)
    body = replace(document.body, ar=replace(document.body.ar, title="جواز سفر زعفراني"))
    publishing = supervisor.shell.lanes.slow.submit(
        supervisor.desk.publishing.publish, replace(document, body=body), document.edition
    )
    supervisor.player.wait("published", publishing.done)
    publishing.result()
    operator.player.wait("arrived", lambda: (operator.desk.guide.read(known.id) or document).edition > document.edition)
    operator.player.settle()
    operator.player.wait("indexed", operator.desk.guide.index_is_current)
    operator.player.type("زعفراني")
    operator.player.settle()
    assert operator.window.desk_page.article.title.text() == "جواز سفر زعفراني"


def test_a_call_arrives_once_and_offline_is_said(
    connected: Callable[[str, Language], Program], database: Database, server: Server
) -> None:
    program = connected("amira", Language.AR)
    for key in (Key.Key_F2, Key.Key_F9):
        program.player.press(key)
        program.player.settle()
    program.player.wait("sent", lambda: count(database, "calls") == 1)
    with psycopg.connect(database.url()) as connection:
        offset = connection.execute("select clock_offset_ms from app.calls").fetchone()
    assert offset is not None
    assert abs(int(offset[0])) < 2000
    server.stop()
    try:
        program.player.wait("offline", lambda: "دون قاعدة البيانات" in program.window.sync_label.text())
        for key in (Key.Key_F2, Key.Key_F9):
            program.player.press(key)
            program.player.settle()
        program.player.wait("waiting", lambda: "ينتظر الإرسال" in program.window.sync_label.text())
    finally:
        server.start()
    program.player.wait("sent later", lambda: count(database, "calls") == 2)
    program.player.wait("same again", lambda: program.desk.outbox.waiting() == 0)


def test_the_guide_moves_up_with_progress_and_can_be_stopped(connected: Callable[[str, Language], Program]) -> None:
    program = connected("salma", Language.FR)
    page = program.window.open_page(Do.SHARING)
    assert isinstance(page, SharingPage)
    program.player.wait("offered", page.bring.isVisible)
    page.bring.click()
    program.player.wait("on its way", lambda: page.progress.isVisible() and page.progress.value() > 0)
    assert page.stop.hasFocus()
    program.player.press(Key.Key_Space)
    program.player.wait("stopped", page.stop.isHidden)
    program.player.wait("told", lambda: "en partie" in page.state.text())
    brought = page.progress.value()
    assert 0 < brought < page.progress.maximum()
    page.bring.click()
    program.player.wait("all there", page.stop.isHidden)
    program.player.wait("the same", lambda: page.state.text() == SAME[Language.FR])
    assert page.bring.isHidden()
    assert program.desk.drafts.all() == []


def test_a_wrong_password_is_said_in_words(program_in: Callable[[Language], Program], database: Database) -> None:
    program = program_in(Language.FR)
    page = program.window.open_page(Do.SHARING)
    assert isinstance(page, SharingPage)
    page.address.setText(database.url("amira").replace("a password of", "no password of"))
    page.test.click()
    program.player.wait("answered", lambda: page.test.isEnabled())
    assert "mot de passe" in page.message.label.text().lower()
    assert program.desk.preferences.now.shared_address == ""
