"""Keys, phrases, news and import."""

import threading
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from operator_app.desk import Desk
from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Document, Kind, Seal
from operator_app.domain.greetings import Greeting, Purpose
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.importing import Candidate, Reading, Refused
from operator_app.domain.languages import Language, Text
from operator_app.domain.matching import Matched, Matching
from operator_app.domain.news import News
from operator_app.domain.problems import Problem
from operator_app.ui.actions import ACTIONS
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.importing import ImportPage
from operator_app.ui.pages.keys import MORE_KEYS, KeysPage
from operator_app.ui.pages.news import NewsPage
from operator_app.ui.pages.phrases import PhrasesPage

Enter = Callable[[Page], None]
Quiet = Callable[[UiContext], None]


def test_keys_come_from_the_actions(context: UiContext, enter: Enter, qtbot: QtBot) -> None:
    page = KeysPage(context)
    enter(page)
    entries = page.list.entries()
    assert len(entries) == len(ACTIONS) + len(MORE_KEYS)
    first = entries[0]
    assert first.badge == "\u2066F2\u2069"
    assert first.sentence() == "F2: Take a call. The call starts: timer, greeting, empty search."
    assert page.list.hasFocus()
    with qtbot.waitSignal(page.print_wanted):
        page.print_button.click()


@pytest.fixture
def phrases(desk: Desk) -> None:
    hold = Greeting(Purpose.HOLD, Text(fr="Un instant, {operator} revient.", en="One moment."))
    desk.publishing.publish(Document(id="g", kind=Kind.GREETING, body=hold), 0)


@pytest.mark.usefixtures("phrases")
def test_phrases_in_the_callers_language(context: UiContext, enter: Enter, quiet: Quiet, qtbot: QtBot) -> None:
    page = PhrasesPage(context)
    enter(page)
    quiet(context)
    assert page.list.entries()[0].lines == (("One moment.", ""),)
    page.show_for(Language.FR)
    quiet(context)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "Un instant, Mouna revient."
    assert page.message.label.text() == "Copied: Put on hold"
    page.language.choose(Language.AR)
    quiet(context)
    assert page.empty.isVisible()


@pytest.fixture
def news(desk: Desk) -> None:
    title = "Renewing a passport that was lost abroad"
    article = Procedure(ar=ProcedureText(title=title), en=ProcedureText(title=title))
    desk.publishing.publish(Document(id="a", kind=Kind.PROCEDURE, body=article), 0)
    body = News(Text(en="The fee has changed"), Text(en="From today.\nRead the article."), ("a", "gone"))
    seal = Seal(valid_until=date(2026, 11, 30))
    desk.publishing.publish(Document(id="n1", kind=Kind.NEWS, body=body, seal=seal), 0)
    desk.publishing.publish(Document(id="n2", kind=Kind.NEWS, body=News(Text(en="Ramadan hours"))), 0)


@pytest.mark.usefixtures("news")
def test_news_are_acknowledged(context: UiContext, enter: Enter, quiet: Quiet, desk: Desk, qtbot: QtBot) -> None:
    page = NewsPage(context)
    enter(page)
    quiet(context)
    assert [entry.lines[0] for entry in page.list.entries()] == [("To acknowledge", "warn")] * 2
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    quiet(context)
    assert [document.id for document in desk.news.unread()] == ["n1"]
    assert [entry.id for entry in page.list.entries()] == ["n1", "n2"]
    assert page.list.entries()[1].lines[0] == ("Already read", "good")
    assert page.list.current_id() == "n1", "the next unread one is current"
    assert page.acknowledge.isEnabled()
    page.list.select_row(1)
    assert not page.acknowledge.isEnabled()
    assert page.list.entries()[0].lines[-1] == ("Until 30 November 2026", "muted")


@pytest.mark.usefixtures("news")
def test_news_lead_to_their_articles(context: UiContext, enter: Enter, quiet: Quiet, qtbot: QtBot) -> None:
    page = NewsPage(context)
    enter(page)
    quiet(context)
    page.list.select_row(1)
    links = [part for part in page.links.findChildren(QPushButton) if not part.isHidden()]
    assert [link.text() for link in links] == ["Open “Renewing a passport…”"]
    assert links[0].accessibleName() == "Open “Renewing a passport that was lost abroad”"
    with qtbot.waitSignal(page.open_article) as opened:
        links[0].click()
    assert opened.args == ["a"]


def test_no_news_says_so(context: UiContext, enter: Enter, quiet: Quiet) -> None:
    page = NewsPage(context)
    enter(page)
    quiet(context)
    assert page.empty.isVisible()


def candidate(name: str, row: int) -> Candidate:
    body = Contact(Text(ar=name), phones=(Phone("70000001"),))
    return Candidate(Document(id="", kind=Kind.CONTACT, body=body, external_id=f"c-{name}"), f"row {row}")


class Given:
    """Files that hold what is given; none is a table."""

    def __init__(self, reading: Callable[[], Reading]) -> None:
        self._reading = reading

    def columns(self, path: Path, cancelled: Callable[[], bool]) -> tuple[Matched, ...]:
        assert path.name
        assert not cancelled()
        return ()

    def kind_of_rows(self, columns: Collection[str]) -> Kind:
        raise AssertionError(columns)

    def read(
        self, path: Path, matching: Matching | None, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Reading:
        assert path.name
        assert matching is None
        progress(0)
        assert not cancelled()
        return self._reading()


GOOD = Reading((candidate("A", 2), candidate("B", 3)))
PARTLY = Reading(GOOD.candidates, (Refused("row 4", Problem("number_not_dialled", number="x")),))


def import_page(context: UiContext, enter: Enter, quiet: Quiet, reading: Reading) -> ImportPage:
    page = ImportPage(context, Given(lambda: reading))
    enter(page)
    page.open_path(Path("contacts.csv"))
    quiet(context)
    return page


def test_import_from_plan_to_result(context: UiContext, enter: Enter, quiet: Quiet, desk: Desk, qtbot: QtBot) -> None:
    page = import_page(context, enter, quiet, GOOD)
    assert page.message.label.text() == "2 new"
    assert page.go.text() == "Bring in 2 documents"
    assert page.go.hasFocus()
    with qtbot.waitSignal(page.imported) as done:
        qtbot.keyClick(page.go, Qt.Key.Key_Return)
    assert done.args == [2]
    assert page.message.label.text() == "2 documents brought in."
    assert len(desk.publishing.export((Kind.CONTACT,))) == 2
    page.open_path(Path("contacts.csv"))
    quiet(context)
    assert page.message.label.text() == "2 the same"
    assert not page.go.isEnabled()


def test_refused_rows_hold_all_back_until_told_otherwise(
    context: UiContext, enter: Enter, quiet: Quiet, desk: Desk
) -> None:
    page = import_page(context, enter, quiet, PARTLY)
    assert page.list.entries()[0].badge == "Refused"
    assert page.list.entries()[0].head == "row 4"
    assert not page.go.isEnabled()
    page.carry_out()
    quiet(context)
    assert desk.publishing.export() == []
    page.keep_good.setChecked(True)
    assert page.go.isEnabled()
    page.go.click()
    quiet(context)
    assert len(desk.publishing.export()) == 2


def test_escape_puts_the_plan_away_then_leaves(context: UiContext, enter: Enter, quiet: Quiet) -> None:
    page = import_page(context, enter, quiet, GOOD)
    assert page.back()
    assert page.choose_file.hasFocus()
    assert not page.back()


def test_a_file_that_cannot_be_read_is_told(context: UiContext, enter: Enter, quiet: Quiet) -> None:
    def refuse() -> Reading:
        raise Problem("file_unreadable", file="x")

    page = ImportPage(context, Given(refuse))
    enter(page)
    page.open_path(Path("x"))
    quiet(context)
    assert page.message.isVisible()
    assert page.choose_file.isVisible()


def test_a_stopped_import_changes_nothing(context: UiContext, enter: Enter, quiet: Quiet, desk: Desk) -> None:
    page = import_page(context, enter, quiet, GOOD)
    page.carry_out()
    assert page.back(), "Esc stops it"
    quiet(context)
    # Either it was stopped, or it had ended before: never half.
    assert len(desk.publishing.export()) in (0, 2)
    assert page.choose_file.isVisible()


def test_a_plan_put_away_is_let_go_of_by_a_lane(
    context: UiContext, enter: Enter, quiet: Quiet, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, str]] = []

    def note(things: list[object]) -> None:
        told.append((len(things), threading.current_thread().name.partition("_")[0]))

    monkeypatch.setattr("operator_app.ui.pages.importing.let_go", note)
    page = import_page(context, enter, quiet, GOOD)
    page.back()
    context.lanes.slow.submit(lambda: None).result()
    assert told == [(len(GOOD.candidates), "slow")]


def test_stopped_reading_shows_no_plan(context: UiContext, enter: Enter, quiet: Quiet) -> None:
    page = ImportPage(context, Given(lambda: GOOD))
    enter(page)
    page.open_path(Path("contacts.csv"))
    page.stop.click()
    quiet(context)
    assert page.choose_file.isVisible()
    assert not page.list.isVisible()
