"""The call log on real widgets over a real store."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from operator_app.desk import Desk
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.moments import TUNIS
from operator_app.domain.problems import Problem
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.log import LogPage
from operator_app.ui.pages.log_model import LogModel, Period, bounds
from operator_app.ui.pages.view_state import FILE, keep_widths, read_view

from .conftest import Clock

Enter = Callable[[Page], None]
Quiet = Callable[[UiContext], None]


def write_csv(calls: list[Call], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((call.id, call.article_title) for call in calls)


def log_call(desk: Desk, clock: Clock, at: datetime, title: str = "Passport", outcome: Outcome | None = None) -> Call:
    clock.moment = at
    call = replace(desk.calls.start(line="1"), article_title=title, outcome=outcome, article_id="a-1")
    clock.moment = at + timedelta(seconds=125)
    return desk.calls.close(call).call


@pytest.fixture
def calls(desk: Desk, clock: Clock) -> list[Call]:
    now = clock.moment
    logged = [
        log_call(desk, clock, now - timedelta(days=20), "Old call"),
        log_call(desk, clock, now - timedelta(days=1), "Birth extract", Outcome.NO_ANSWER),
        log_call(desk, clock, now - timedelta(hours=1), "Passport", Outcome.REFERRED),
        log_call(desk, clock, now - timedelta(minutes=10), "جواز السفر"),
    ]
    clock.moment = now
    return logged


@pytest.fixture
def page(context: UiContext, calls: list[Call], enter: Enter, quiet: Quiet) -> LogPage:
    assert calls
    made = LogPage(context, write_csv)
    enter(made)
    quiet(context)
    return made


_ONLY_THIS_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def titles(page: LogPage) -> list[str]:
    return [page.model.cells(row)[3] for row in range(page.model.rowCount())]


def test_today_newest_first_with_counts(page: LogPage) -> None:
    assert titles(page) == ["جواز السفر", "Passport"]
    assert page.counts.text() == "2 calls, 1 answered, 1 referred"
    assert page.model.cells(0)[:2] == ("24/11/2026 09:50", "2:05")
    assert page.model.cells(0)[5] == "Answered (auto)"


def test_periods(page: LogPage, context: UiContext, quiet: Quiet) -> None:
    for period, shown in ((Period.WEEK, 3), (Period.MONTH, 4), (Period.ALL, 4)):
        page.filters.period.choose(period)
        quiet(context)
        assert page.model.rowCount() == shown


def test_from_to_shows_its_days(page: LogPage, context: UiContext, quiet: Quiet) -> None:
    assert not page.filters.first.isVisible()
    page.filters.period.choose(Period.BETWEEN)
    assert page.filters.first.isVisible()
    page.filters.first.setDate(page.filters.first.date().addDays(-1))
    page.filters.last.setDate(page.filters.last.date().addDays(-1))
    page.reload()
    quiet(context)
    assert titles(page) == ["Birth extract"]


def test_words_after_a_rest(page: LogPage, qtbot: QtBot) -> None:
    page.filters.words.setFocus()
    qtbot.keyClicks(page.filters.words, "pass")
    qtbot.waitUntil(lambda: titles(page) == ["Passport"])
    assert page.filters.words.hasFocus()


def test_outcome_filter(page: LogPage, context: UiContext, quiet: Quiet) -> None:
    page.filters.outcome.choose(Outcome.REFERRED)
    quiet(context)
    assert titles(page) == ["Passport"]
    assert page.counts.text() == "1 call, 1 referred"


def test_empty_says_what_to_do(page: LogPage, context: UiContext, quiet: Quiet) -> None:
    page.filters.words.setText("nothing like it")
    page.reload()
    quiet(context)
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert "Delete the words" in page.empty.next_step.text()


def test_rows_copy_as_text_with_tabs(page: LogPage) -> None:
    # Told to the selection itself: the table would ask which keys are held, and on which side a row begins.
    page.table.selectionModel().select(page.model.index(1, 0), _ONLY_THIS_ROW)
    header, line = page.copy_text().split("\n")
    assert header.split("\t")[3] == "Article"
    assert line.split("\t")[:4] == ["24/11/2026 09:00", "2:05", "1", "Passport"]


def test_the_copy_key_copies(page: LogPage) -> None:
    asked: list[bool] = []
    page.table.copy.connect(lambda: asked.append(True))
    # To the table itself: shortcuts of windows that other tests left behind must not have a say.
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QCoreApplication.sendEvent(page.table, key)
    assert asked == [True]


def test_shown_times_run_left_to_right(page: LogPage) -> None:
    assert page.model.data(page.model.index(0, 0)) == "\u206624/11/2026 09:50\u2069"
    spoken = page.model.data(page.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "24/11/2026 09:50, 2:05, 1, جواز السفر, Answered (auto), Mouna"


def test_enter_opens_the_article(page: LogPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    with qtbot.waitSignal(page.open_article) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == ["a-1"]


def test_export_writes_every_call_of_the_filter(
    page: LogPage, context: UiContext, quiet: Quiet, tmp_path: Path
) -> None:
    file = tmp_path / "calls.csv"
    page.export_to(file)
    quiet(context)
    assert [line.split(",")[1] for line in file.read_text("utf-8").splitlines()] == ["جواز السفر", "Passport"]
    assert page.message.label.text() == "2 calls saved in calls.csv"


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_export_asks_where(page: LogPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.export_button.click()
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "chosen.csv"))
    qtbot.waitUntil(lambda: page.message.isVisible())
    assert (tmp_path / "chosen.csv").exists()
    dialog.close()


def test_export_that_fails_is_told_in_the_page(
    context: UiContext, calls: list[Call], enter: Enter, quiet: Quiet, tmp_path: Path
) -> None:
    assert calls

    def refuse(_calls: list[Call], _path: Path) -> None:
        raise Problem("file_not_written", file="calls.csv", why="full")

    page = LogPage(context, refuse)
    enter(page)
    quiet(context)
    page.export_to(tmp_path / "calls.csv")
    quiet(context)
    assert page.message.isVisible()
    assert page.export_button.isEnabled()


def test_a_new_call_keeps_the_row_being_read(
    page: LogPage, desk: Desk, clock: Clock, context: UiContext, quiet: Quiet
) -> None:
    page.table.setCurrentIndex(page.model.index(1, 0))
    call = log_call(desk, clock, clock.moment, "New one")
    page.refresh(desk.hub.announce(desk.calls.close(call).changes))
    page.reload()
    quiet(context)
    assert titles(page)[0] == "New one"
    assert page.table.currentIndex().row() == 2


def test_more_than_a_page_comes_in_parts(
    page: LogPage, context: UiContext, quiet: Quiet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("operator_app.ui.pages.log_filters.PAGE", 1)
    page.reload()
    quiet(context)
    assert "the newest 1 are shown" in page.counts.text()
    assert page.older.isVisible()
    page.older.click()
    quiet(context)
    assert titles(page) == ["جواز السفر", "Passport"]
    assert not page.older.isVisible()


def test_column_widths_are_remembered(page: LogPage, desk: Desk, qtbot: QtBot) -> None:
    page.table.setColumnWidth(3, 321)
    qtbot.waitUntil(lambda: read_view(desk.home).widths.get("log", ())[3:4] == (321,))


def test_unreadable_view_file_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{ not json", encoding="utf-8")
    assert read_view(tmp_path).widths == {}
    keep_widths(tmp_path, "log", (1, 2))
    assert read_view(tmp_path).widths == {"log": (1, 2)}


def test_practice_calls_are_apart(page: LogPage, desk: Desk, context: UiContext, quiet: Quiet) -> None:
    desk.calls.close(replace(desk.calls.start(practice=True), article_title="Practised"))
    page.filters.practice.setChecked(True)
    quiet(context)
    assert titles(page) == ["Practised"]


def test_bounds_of_periods() -> None:
    tuesday = date(2026, 11, 24)
    assert bounds(Period.ALL, tuesday) == (None, None)
    since, until = bounds(Period.WEEK, tuesday)
    assert since == datetime(2026, 11, 23, tzinfo=TUNIS)
    assert until == datetime(2026, 11, 25, tzinfo=TUNIS)
    swapped = bounds(Period.BETWEEN, tuesday, date(2026, 3, 2), date(2026, 3, 1))
    assert swapped == (datetime(2026, 3, 1, tzinfo=TUNIS), datetime(2026, 3, 3, tzinfo=TUNIS))


def test_every_column_has_a_width() -> None:
    assert len(LogModel.COLUMNS) == len(LogModel.WIDTHS)
