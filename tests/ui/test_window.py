"""The window when something goes wrong: disk refused, crash, newer edition, hostile rings."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from operator_app.domain.calls import Outcome
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.domain.training import Module
from operator_app.local import CallFilter
from operator_app.ui.actions import ACTIONS, Do
from operator_app.ui.page import Page
from operator_app.ui.pages.log import LogPage
from operator_app.ui.pages.log_model import LogModel
from tests.ui.conftest import Program, settings_in

Key = Qt.Key


def test_a_disk_that_refuses_keeps_the_call_in_hand(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    player = program.player
    player.press(Key.Key_F2)
    player.type("جوا")
    player.settle()
    call = program.window.session.call
    assert call is not None
    closing = program.desk.calls.close

    def refuse(*_: object, **__: object) -> None:
        raise Problem("store_full", file="operator.sqlite3")

    monkeypatch.setattr(program.desk.calls, "close", refuse)
    player.press(Key.Key_F9)
    player.settle()
    kept = program.window.session.call
    assert kept is not None
    assert kept.id == call.id
    assert "القرص ممتلئ" in program.window.bars.texts()["problem-store_full"]
    assert program.desk.calls.count(CallFilter()) == 0
    monkeypatch.setattr(program.desk.calls, "close", closing)
    player.press(Key.Key_F9)
    player.settle()
    assert program.window.session.call is None
    assert program.desk.calls.count(CallFilter()) == 1


def test_a_crash_gives_the_call_back(qtbot: QtBot, program: Program, tmp_path: Path, fonts: QApplication) -> None:
    player = program.player
    player.press(Key.Key_F2)
    player.type("جواز")
    player.settle()
    call = program.window.session.call
    assert call is not None
    # What a kill leaves: the files as they are now.
    crashed = tmp_path / "crashed"
    shutil.copytree(program.desk.home, crashed)
    again = Program(fonts, crashed)
    again.shell.start()
    qtbot.waitUntil(lambda: again.shell.ready, timeout=20_000)
    again.player.settle()
    resumed = again.window.session.call
    assert resumed is not None
    assert (resumed.id, resumed.started_at) == (call.id, call.started_at)
    assert again.window.desk_page.search.box.text() == "جواز"
    again.shell.close()
    again.window.deleteLater()


def test_a_newer_edition_is_told_and_never_replaces_what_is_read(program: Program) -> None:
    player, page = program.player, program.window.desk_page
    player.type("جوا")
    player.settle()
    shown = page.article.shown
    assert shown is not None
    title = page.article.title.text()
    document = program.desk.guide.read(shown.document.id)
    assert document is not None
    assert isinstance(document.body, Procedure)
    body = replace(document.body, ar=replace(document.body.ar, title="عنوان جديد"))
    changed = replace(document, body=body)
    done = program.shell.lanes.store.submit(program.desk.publishing.publish, changed, document.edition)
    program.player.wait("published", done.done)
    player.settle()
    player.wait("told", lambda: "newer" in program.window.bars.texts())
    assert page.article.title.text() == title
    page.open_document(document.id)
    player.settle()
    assert page.article.title.text() == "عنوان جديد"
    assert "newer" not in program.window.bars.texts()


def test_searches_do_not_wait_until_the_index_is_written(program: Program) -> None:
    written = threading.Event()
    writing = program.shell.lanes.indexing.submit(written.wait, 20.0)
    program.player.type("جواز")
    program.player.settle()
    assert program.window.desk_page.search.results.hits.rowCount()
    assert not writing.done()
    written.set()


def test_keys_without_a_call_say_so_and_do_nothing(program: Program) -> None:
    player = program.player
    for key in (Key.Key_F6, Key.Key_F7, Key.Key_F8, Key.Key_F9):
        player.press(key)
        player.settle()
        assert "F2" in program.window.bars.texts()["call"]
    assert program.desk.calls.count(CallFilter()) == 0
    assert program.window.session.call is None


def test_a_tip_read_outside_a_call_notes_nothing(program: Program) -> None:
    program.player.press(Key.Key_F4)
    program.player.press(Key.Key_Return)
    program.player.settle()
    assert program.window.session.call is None


def test_a_skipped_outcome_is_marked_auto_and_a_chosen_one_is_not(program: Program) -> None:
    player = program.player
    for keys in ((Key.Key_F2, Key.Key_F9), (Key.Key_F2, Key.Key_F7, Key.Key_F9)):
        for key in keys:
            player.press(key)
            player.settle()
    chosen, skipped = program.desk.calls.log(CallFilter())
    assert (chosen.outcome, chosen.outcome_auto) == (Outcome.NO_ANSWER, False)
    assert (skipped.outcome, skipped.outcome_auto) == (Outcome.ANSWERED, True)


def test_a_dropped_call_leaves_no_trace(program: Program) -> None:
    program.player.press(Key.Key_F2)
    program.player.settle()
    program.window.do(Do.DROP_CALL)
    program.player.settle()
    assert program.desk.calls.count(CallFilter()) == 0
    assert program.desk.calls.resume() is None


def test_practice_reaches_no_statistics(program: Program) -> None:
    module = program.desk.training.modules()[0].body
    assert isinstance(module, Module)
    program.window.practise(module.callers[0])
    program.player.settle()
    program.player.press(Key.Key_F2)
    program.player.type("جوا")
    program.player.press(Key.Key_F9)
    program.player.settle()
    assert program.desk.calls.count(CallFilter()) == 0
    assert program.desk.calls.count(CallFilter(practice=True)) == 1
    assert program.desk.outbox.waiting() == 0
    assert program.window.practice is not None


def test_the_log_shows_whole_when_a_call_began(program: Program) -> None:
    for key in (Key.Key_F2, Key.Key_F9):
        program.player.press(key)
        program.player.settle()
    program.window.do(Do.LOG)
    program.player.settle()
    page = program.window.pages.currentWidget()
    assert isinstance(page, LogPage)
    assert page.table.model().rowCount() == 1
    for section in LogModel.LEFT_TO_RIGHT:
        assert page.table.columnWidth(section) >= page.table.sizeHintForColumn(section)


@pytest.mark.parametrize("language", list(Language))
def test_every_page_opens_by_its_action_and_leaves_with_escape(
    program_in: Callable[[Language], Program], language: Language
) -> None:
    program = program_in(language)
    for action in ACTIONS:
        if action.do in (Do.QUIT, Do.EXPORT, Do.FULL_SCREEN):
            continue
        program.window.do(action.do)
        program.player.settle()
        page = program.window.pages.currentWidget()
        assert isinstance(page, Page)
        program.player.press(Key.Key_Escape)
        program.player.press(Key.Key_Escape)
        program.player.settle()
        assert program.window.pages.currentWidget() is program.window.desk_page, action.do
    assert [text for subject, text in program.window.bars.texts().items() if subject in ("bug",)] == []


def test_text_at_two_hundred_percent_in_a_small_window_keeps_every_key(
    program_in: Callable[[Language], Program],
) -> None:
    program = program_in(Language.FR)
    before = program.window
    program.desk.preferences.change(replace(settings_in(Language.FR), text_percent=200))
    program.player.wait("new window", lambda: program.shell.window is not before)
    program.window.resize(640, 450)
    for key in (Key.Key_F2, Key.Key_F4, Key.Key_Escape):
        program.player.press(key)
        program.player.settle()
    program.player.type("pas")
    program.player.press(Key.Key_F6)
    program.player.press(Key.Key_F9)
    program.player.settle()
    (call,) = program.desk.calls.log(CallFilter())
    assert call.outcome is Outcome.REFERRED
