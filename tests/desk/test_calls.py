"""Calls: kept at each key, closed once, taken up after a crash, called back in time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from operator_app.desk import Desk
from operator_app.desk.calls import RESUMABLE
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.documents import Document
from operator_app.domain.moments import local
from operator_app.domain.problems import Problem
from operator_app.local import CallFilter
from tests.desk.conftest import START, Clock, Heard
from tests.desk.samples import NUMBER, office

Load = Callable[..., dict[str, Document]]


def logged(desk: Desk) -> list[Call]:
    return desk.calls.log(CallFilter())


def test_a_call_is_logged_with_what_is_known_of_it(desk: Desk, clock: Clock, heard: Heard) -> None:
    call = desk.calls.start(line="الأخضر", language="fr", waiting_seconds=7, rings=2)
    clock.forward(seconds=95)
    closed = desk.calls.close(replace(call, query="extrait", outcome=Outcome.OTHER))
    assert logged(desk) == [closed.call]
    assert closed.call.seconds == 95
    assert (closed.call.operator, closed.call.line, closed.call.language) == ("Salma", "الأخضر", "fr")
    assert (closed.call.waiting_seconds, closed.call.rings) == (7, 2)
    assert (closed.call.outcome, closed.call.outcome_auto) == (Outcome.OTHER, False)
    assert [changes.of("calls") for changes in heard.changes] == [{call.id}]
    assert desk.calls.count(CallFilter()) == 1


def test_a_skipped_outcome_is_answered_and_says_so(desk: Desk) -> None:
    closed = desk.calls.close(desk.calls.start())
    assert (closed.call.outcome, closed.call.outcome_auto) == (Outcome.ANSWERED, True)


def test_closing_twice_is_one_record_and_announced_once(desk: Desk, heard: Heard) -> None:
    call = replace(desk.calls.start(), query="zafran", outcome=Outcome.NO_ANSWER)
    assert desk.calls.close(call).changes
    assert not desk.calls.close(call).changes
    assert len(logged(desk)) == len(desk.guide.unmet_needs()) == len(heard.changes) == 1


def test_no_answer_leaves_the_query_as_an_unmet_need(desk: Desk, clock: Clock) -> None:
    call = replace(desk.calls.start(), query="trottinette", outcome=Outcome.NO_ANSWER)
    closed = desk.calls.close(call)
    (need,) = desk.guide.unmet_needs()
    assert (need.query, need.call_id, need.operator, need.at) == ("trottinette", call.id, "Salma", clock.now)
    assert closed.changes.of("unmet_needs") == {need.id}
    desk.calls.close(replace(desk.calls.start(), outcome=Outcome.NO_ANSWER))
    assert len(desk.guide.unmet_needs()) == 1


def test_practice_reaches_nothing_but_its_own_view(desk: Desk) -> None:
    call = replace(desk.calls.start(practice=True), query="zafran", outcome=Outcome.NO_ANSWER)
    desk.calls.close(call, desk.calls.promise(call, NUMBER))
    assert logged(desk) == []
    assert desk.calls.count(CallFilter(practice=True)) == 1
    assert (desk.guide.unmet_needs(), desk.calls.call_backs(), desk.outbox.waiting()) == ([], [], 0)


def test_numbers_in_the_words_of_a_call_are_never_stored(desk: Desk, home: Path) -> None:
    call = replace(desk.calls.start(), query="زيد ٢٢ ٠٠٠ ٠١٢", note="rappeler le 00000012", outcome=Outcome.NO_ANSWER)
    desk.calls.keep(call)
    closed = desk.calls.close(call)
    assert (closed.call.query, closed.call.note) == ("زيد •••", "rappeler le •••")
    assert [need.query for need in desk.guide.unmet_needs()] == ["زيد •••"]
    stored = b"".join(file.read_bytes() for file in home.glob("operator.sqlite3*"))
    assert b"00000012" not in stored
    assert "٢٢ ٠٠٠ ٠١٢".encode() not in stored
    assert b"22 000 012" not in stored


def test_a_call_by_mistake_leaves_no_trace(desk: Desk) -> None:
    call = desk.calls.start()
    desk.calls.keep(call)
    desk.calls.drop(call)
    assert desk.calls.resume() is None
    assert logged(desk) == []
    assert desk.outbox.waiting() == 0


def test_after_a_crash_the_call_in_hand_comes_back(desk: Desk, clock: Clock) -> None:
    call = replace(desk.calls.start(), query="مض")
    desk.calls.keep(call)
    desk.calls.keep(replace(call, query="مضم"))
    clock.forward(minutes=9, seconds=59)
    assert desk.calls.resume() == replace(call, query="مضم")
    assert logged(desk) == []


def test_a_call_found_long_after_is_logged_with_its_last_sign_of_life(desk: Desk, clock: Clock) -> None:
    call = replace(desk.calls.start(), query="مضمون")
    clock.forward(seconds=40)
    desk.calls.keep(call)
    clock.now += RESUMABLE + timedelta(seconds=1)
    assert desk.calls.resume() is None
    (found,) = logged(desk)
    assert (found.id, found.query, found.seconds) == (call.id, "مضمون", 40)
    assert (found.outcome, found.outcome_auto) == (Outcome.ANSWERED, True)
    assert desk.calls.resume() is None


def test_of_two_calls_in_hand_one_comes_back_and_none_is_lost(desk: Desk) -> None:
    calls = [desk.calls.start(), desk.calls.start()]
    for call in calls:
        desk.calls.keep(call)
    resumed = desk.calls.resume()
    assert resumed is not None
    assert {resumed.id, *(call.id for call in logged(desk))} == {call.id for call in calls}
    assert len(logged(desk)) == 1


def test_a_clock_that_was_set_back_makes_no_negative_call(desk: Desk, clock: Clock) -> None:
    call = desk.calls.start()
    desk.calls.keep(call)
    clock.forward(hours=-2)
    assert desk.calls.resume() == call
    closed = desk.calls.close(call).call
    assert closed.seconds == 0
    assert closed.ended_at == call.started_at


def test_a_promise_is_kept_with_its_call(desk: Desk, heard: Heard, clock: Clock) -> None:
    call = replace(desk.calls.start(), query="مضمون 00000012", outcome=Outcome.CALL_BACK)
    closed = desk.calls.close(call, desk.calls.promise(call, NUMBER))
    (promised,) = desk.calls.call_backs()
    assert (promised.number, promised.call_id, promised.operator) == ("+000012", call.id, "Salma")
    assert promised.subject == "مضمون •••"
    assert closed.changes.of("call_backs") == {promised.id}
    assert promised.due_at > clock.now
    desk.calls.end_call_back(promised.id, True)
    assert desk.calls.call_backs() == []
    assert heard.changes[-1].of("call_backs") == {promised.id}


def test_the_article_is_the_subject_of_a_promise(desk: Desk, clock: Clock) -> None:
    call = replace(desk.calls.start(), query="مضم", article_title="مضمون ولادة")
    due = clock.now + timedelta(hours=1)
    promised = desk.calls.promise(call, NUMBER, due)
    assert (promised.subject, promised.due_at) == ("مضمون ولادة", due)


@pytest.mark.parametrize("number", ["", "allo", "--help;$(x)", "1" * 21])
def test_what_cannot_be_dialled_is_no_promise(desk: Desk, number: str) -> None:
    with pytest.raises(Problem, match="number_not_dialled"):
        desk.calls.promise(desk.calls.start(), number)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-04-06 10:00", "04-06 13:30"),
        ("2026-04-06 13:30", "04-07 08:30"),
        ("2026-04-06 07:00", "04-06 08:30"),
        ("2026-04-10 09:00", "04-10 14:30"),
        ("2026-04-10 15:00", "04-13 08:30"),
        ("2026-04-30 14:00", "05-04 08:30"),
    ],
)
def test_a_call_back_is_due_the_next_working_half_day(desk: Desk, load: Load, clock: Clock, now: str, due: str) -> None:
    load(*office())
    clock.now = datetime.fromisoformat(f"{now}+01:00").astimezone(UTC)
    found = desk.calls.next_half_day()
    assert f"{local(found):%m-%d %H:%M}" == due


def test_without_hours_a_call_back_is_due_tomorrow_at_nine(desk: Desk) -> None:
    assert f"{local(desk.calls.next_half_day()):%m-%d %H:%M}" == "03-03 09:00"


def test_numbers_are_erased_after_thirty_days(desk: Desk, clock: Clock, heard: Heard) -> None:
    call = desk.calls.start()
    desk.calls.close(call, desk.calls.promise(call, NUMBER, START))
    heard.changes.clear()
    clock.now = START + timedelta(days=30)
    assert not desk.calls.erase_old_numbers()
    assert len(desk.calls.call_backs()) == 1
    clock.forward(seconds=1)
    assert desk.calls.erase_old_numbers().touches("call_backs")
    assert desk.calls.call_backs() == []
    assert len(heard.changes) == 1
