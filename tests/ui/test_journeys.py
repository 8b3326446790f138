"""Journeys by real key events, with the key counts of INTERACTION.md: from ring to logged."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from operator_app.app.language import texts
from operator_app.domain.calls import Call, Outcome, Ring
from operator_app.domain.languages import Language
from operator_app.domain.moments import local
from operator_app.local import CallFilter
from operator_app.settings import Settings
from operator_app.ui import words
from tests.ui.conftest import Program

Key = Qt.Key


@dataclass
class Journey:
    """Plays keys and gives back the call that was logged."""

    program: Program

    def play(self, *steps: Qt.Key | str) -> Call:
        """Keys and typed words; the number of keys is in `program.player.keys`."""
        player = self.program.player
        player.keys = 0
        before = self.logged()
        for step in steps:
            if isinstance(step, str):
                player.type(step)
            else:
                player.press(step)
            player.settle()
        player.wait("logged", lambda: self.logged() == before + 1)
        player.settle()
        return self.program.desk.calls.log(CallFilter(limit=1))[0]

    def logged(self) -> int:
        return self.program.desk.calls.count(CallFilter())

    @property
    def keys(self) -> int:
        return self.program.player.keys


@pytest.fixture
def journey(program: Program) -> Journey:
    return Journey(program)


def test_answered_takes_four_to_six_keys(journey: Journey) -> None:
    call = journey.play(Key.Key_F2, "جوا", Key.Key_F9)
    assert journey.keys == 5
    assert (call.outcome, call.outcome_auto) == (Outcome.ANSWERED, True)
    assert "جواز" in call.article_title
    assert call.query == "جوا"
    assert call.article_edition == 1
    assert call.language == "ar"
    assert call.operator == "Salma"
    assert call.ended_at is not None


def test_answered_with_the_second_result(journey: Journey) -> None:
    first = journey.play(Key.Key_F2, "جوا", Key.Key_F9)
    second = journey.play(Key.Key_F2, "جوا", Key.Key_Down, Key.Key_F9)
    assert journey.keys == 6
    assert second.article_id not in ("", first.article_id)


def test_referred_takes_five_to_seven_keys(journey: Journey) -> None:
    call = journey.play(Key.Key_F2, "مضم", Key.Key_F6, Key.Key_F9)
    assert journey.keys == 6
    assert call.outcome is Outcome.REFERRED
    assert not call.outcome_auto
    assert call.referred_to
    assert call.referred_name
    assert call.article_id


def test_a_second_f6_refers_to_the_deputy(journey: Journey) -> None:
    first = journey.play(Key.Key_F2, "مضم", Key.Key_F6, Key.Key_F9)
    deputy = journey.play(Key.Key_F2, "مضم", Key.Key_F6, Key.Key_F6, Key.Key_F9)
    assert journey.keys == 7
    assert deputy.referred_to not in ("", first.referred_to)


def test_a_person_is_wanted_takes_eight_keys(journey: Journey) -> None:
    call = journey.play(Key.Key_F2, Key.Key_F5, "إسعا", Key.Key_F6, Key.Key_F9)
    assert journey.keys == 8
    assert call.outcome is Outcome.REFERRED
    assert "الإسعاف" in call.referred_name


def test_no_answer_takes_the_query_and_three_keys(journey: Journey) -> None:
    query = "ككككك"
    call = journey.play(Key.Key_F2, query, Key.Key_F7, Key.Key_F9)
    assert journey.keys == len(query) + 3
    assert call.outcome is Outcome.NO_ANSWER
    assert call.article_id == ""
    needs = journey.program.desk.guide.unmet_needs()
    assert [need.query for need in needs if need.call_id == call.id] == [query]


def test_a_call_back_takes_thirteen_or_fourteen_keys(journey: Journey) -> None:
    desk = journey.program.desk
    # Nobody's number: no Tunisian range begins with 0.
    call = journey.play(Key.Key_F2, "جوا", Key.Key_F8, "01000000", Key.Key_F9)
    assert journey.keys == 14
    assert call.outcome is Outcome.CALL_BACK
    (promised,) = desk.calls.call_backs()
    assert (promised.number, promised.call_id) == ("01000000", call.id)
    office = desk.greetings.office()
    assert office is not None
    due = local(promised.due_at)
    assert promised.due_at > desk.now()
    assert due == desk.contacts.calendar().next_start(local(desk.now()), (), office[1])
    assert "01000000" not in repr(call)


def test_a_call_back_with_enter_goes_on_with_the_call(journey: Journey) -> None:
    journey.play(Key.Key_F2, "جو", Key.Key_F8, "01000000", Key.Key_Return, Key.Key_F9)
    assert journey.keys == 14
    assert len(journey.program.desk.calls.call_backs()) == 1


def test_a_number_that_cannot_be_dialled_keeps_the_call(journey: Journey) -> None:
    program = journey.program
    player = program.player
    player.press(Key.Key_F2)
    player.press(Key.Key_F8)
    player.type("abc")
    player.press(Key.Key_F9)
    player.settle()
    assert program.window.session.call is not None
    assert program.window.desk_page.panel.problem.isVisibleTo(program.window)
    assert journey.logged() == 0


def test_a_special_need_is_one_or_two_keys_more(journey: Journey) -> None:
    call = journey.play(Key.Key_F2, Key.Key_F4, Key.Key_Return, Key.Key_F9)
    assert journey.keys == 4
    assert call.need is not None


def test_wrong_information_is_one_key_and_sends_what_was_on_screen(journey: Journey) -> None:
    call = journey.play(Key.Key_F2, "جوا", Key.Key_F12, Key.Key_F9)
    assert journey.keys == 6
    (feedback,) = journey.program.desk.guide.feedback()
    assert feedback.document_id == call.article_id
    assert call.article_title in feedback.shown


def test_a_ring_moves_neither_focus_nor_text_and_is_taken_with_f2(journey: Journey) -> None:
    program = journey.program
    program.player.type("جوا")
    program.player.settle()
    box = program.window.desk_page.search.box
    title = program.window.desk_page.article.title.text()
    program.window.show_ring(Ring("01000000", "", program.desk.now()))
    program.player.settle()
    assert box.hasFocus()
    assert box.text() == "جوا"
    assert program.window.desk_page.article.title.text() == title
    call = journey.play(Key.Key_F2, Key.Key_F9)
    assert call.waiting_seconds is not None
    assert "01000000" not in repr(call)


def test_f2_twice_is_one_call(journey: Journey) -> None:
    journey.play(Key.Key_F2, Key.Key_F2, Key.Key_F9)
    assert journey.program.window.session.call is None
    assert journey.logged() == 1


def test_a_second_ring_puts_the_first_call_aside_and_brings_it_back(journey: Journey) -> None:
    program = journey.program
    program.player.press(Key.Key_F2)
    program.player.type("جوا")
    program.player.settle()
    first = program.window.session.call
    assert first is not None
    program.window.show_ring(Ring("", "", program.desk.now()))
    second = journey.play(Key.Key_F2, "مضم", Key.Key_F9)
    assert second.id != first.id
    assert program.window.session.call is not None
    assert program.window.session.call.id == first.id


def test_escape_goes_one_step_back_and_twice_home(journey: Journey) -> None:
    program = journey.program
    page = program.window.desk_page
    program.player.press(Key.Key_F4)
    program.player.settle()
    assert page.search.results.hits.rowCount() > 10
    program.player.press(Key.Key_Escape)
    program.player.settle()
    assert page.search.results.hits.rowCount() == 0
    program.player.press(Key.Key_Escape)
    program.player.settle()
    assert page.centre.currentWidget() is page.home
    assert page.search.box.hasFocus()


@pytest.mark.parametrize("language", list(Language))
def test_every_language_does_the_same_in_the_same_keys(
    program_in: Callable[[Language], Program], language: Language
) -> None:
    journey = Journey(program_in(language))
    call = journey.play(Key.Key_F2, "pas", Key.Key_F6, Key.Key_F9)
    assert journey.keys == 6
    assert call.outcome is Outcome.REFERRED
    assert call.language == language.value


def test_words_and_call_survive_a_change_of_language(journey: Journey) -> None:
    program = journey.program
    program.player.press(Key.Key_F2)
    program.player.type("جوا")
    program.player.settle()
    before, call = program.window, program.window.session.call
    program.desk.preferences.change(replace_language(program, Language.FR))
    program.player.wait("new window", lambda: program.shell.window is not before)
    program.player.settle()
    now = program.window.session.call
    assert call is not None
    assert now is not None
    assert (now.id, now.query, now.started_at, now.article_id) == (call.id, "جوا", call.started_at, call.article_id)
    assert program.window.desk_page.search.box.text() == "جوا"


def replace_language(program: Program, language: Language) -> Settings:
    return replace(program.desk.preferences.now, language=language)


@pytest.mark.parametrize(("place", "scan_code"), [(1, 10), (3, 12), (10, 19)])
def test_alt_and_the_physical_digit_opens_that_result(journey: Journey, place: int, scan_code: int) -> None:
    """On AZERTY the key of the digit 1 types "&": only its scan code tells which key it is."""
    program = journey.program
    program.player.type("ا")
    program.player.settle()
    hit = program.window.desk_page.search.results.hits.hit(place - 1)
    assert hit is not None
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Ampersand, Qt.KeyboardModifier.AltModifier, scan_code, 0, 0, "&")
    QCoreApplication.sendEvent(program.window.windowHandle(), event)
    program.player.settle()
    shown = program.window.desk_page.article.shown
    assert shown is not None
    assert shown.document.id == hit.id
    assert program.window.desk_page.search.box.text() == "ا"


def test_a_note_is_optional_and_kept_with_the_call(journey: Journey) -> None:
    program = journey.program
    program.player.press(Key.Key_F2)
    program.player.press(Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert program.window.strip.note.hasFocus()
    program.player.type("يعاود غدا 01 000 000")
    program.player.press(Key.Key_Return)
    program.player.settle()
    assert program.window.desk_page.search.box.hasFocus()
    noted = journey.play("جوا", Key.Key_F9)
    assert noted.note.startswith("يعاود غدا")
    assert "000" not in noted.note, "a number never stays in the words of a call"
    assert not program.window.strip.note.isVisible()
    assert journey.play(Key.Key_F2, Key.Key_F9).note == ""


def test_the_menu_sets_line_and_outcome(program_in: Callable[[Language], Program]) -> None:
    program = program_in(Language.FR)
    before = program.window
    lines = replace(program.desk.preferences.now, lines=("Accueil", "État civil"))
    program.desk.preferences.change(lines)
    program.player.wait("new window", lambda: program.shell.window is not before)
    program.player.press(Key.Key_F2)
    program.player.settle()
    menus = program.window.menuBar().findChildren(QMenu)
    chosen = {action.text(): action for menu in menus for action in menu.actions()}
    chosen["État civil"].trigger()
    chosen[words.outcome(texts(Language.FR), Outcome.DROPPED)].trigger()
    journey = Journey(program)
    call = journey.play(Key.Key_F9)
    assert (call.line, call.outcome, call.outcome_auto) == ("État civil", Outcome.DROPPED, False)
