"""The exchange's calls: repeats, overlaps, clocks, midnight, negative and zero lengths told, matching with the log."""

from datetime import UTC, datetime, timedelta

from operator_app.domain.exchange_records import (
    ExchangeCall,
    LoggedCall,
    Oddities,
    Oddity,
    RawCall,
    Result,
    in_opening_hours,
    matched,
    settled,
)
from operator_app.domain.moments import TUNIS

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=TUNIS)


def raw(key: str, minutes: float = 0, **more: object) -> RawCall:
    call = RawCall(key, NOON + timedelta(minutes=minutes), Result.ANSWERED, waiting_seconds=10, talk_seconds=60)
    for name, value in more.items():
        setattr(call, name, value)
    return call


def told(*calls: RawCall) -> tuple[list[ExchangeCall], dict[Oddity, int]]:
    oddities = Oddities()
    found = settled(calls, oddities)
    return found, oddities.counts


def test_a_negative_length_is_not_measured_and_the_call_counts() -> None:
    (call, other), odd = told(raw("a", talk_seconds=-3), raw("b", 5, waiting_seconds=-1))
    assert (call.talk_seconds, call.waiting_seconds) == (None, 10)
    assert (other.talk_seconds, other.waiting_seconds) == (60, None)
    assert odd == {Oddity.NEGATIVE: 2}


def test_a_zero_length_is_told_and_answered() -> None:
    (call,), odd = told(raw("a", talk_seconds=0))
    assert (call.result, call.talk_seconds) == (Result.ANSWERED, 0)
    assert odd == {Oddity.ZERO: 1}


def test_overlapping_talks_of_one_operator_both_count() -> None:
    calls, odd = told(raw("a", agent="201", talk_seconds=600), raw("b", 1, agent="201"), raw("c", 2, agent="202"))
    assert len(calls) == 3
    assert odd == {Oddity.OVERLAP: 1}


def test_one_call_after_the_other_is_no_overlap() -> None:
    assert told(raw("a", agent="201"), raw("b", 2, agent="201"))[1] == {}


def test_over_midnight_belongs_to_the_day_of_its_start() -> None:
    late = NOON.replace(hour=23, minute=59, second=30)
    _, odd = told(raw("a", started_at=late), raw("b", started_at=late.astimezone(UTC) + timedelta(minutes=5)))
    assert odd == {Oddity.MIDNIGHT: 1}


def test_a_clock_that_was_set_back_is_told() -> None:
    first = raw("a", ends_at=NOON + timedelta(minutes=2))
    second = raw("b", -58, ends_at=NOON - timedelta(minutes=57))
    calls, odd = told(first, second)
    assert [call.id for call in calls] == ["b", "a"]
    assert odd == {Oddity.CLOCK_BACK: 1}


def test_the_same_record_twice_counts_once() -> None:
    calls, odd = told(raw("a"), raw("a"))
    assert len(calls) == 1
    assert odd == {Oddity.TWICE: 1}


def test_who_hangs_up_at_once_is_counted_apart() -> None:
    first = raw("a", waiting_seconds=9, result=Result.ABANDONED, talk_seconds=None)
    calls, _ = told(first, raw("b", 1, waiting_seconds=10, result=Result.ABANDONED, talk_seconds=None))
    assert [call.result for call in calls] == [Result.SHORT, Result.ABANDONED]


def test_repeats_within_seven_days_are_known_and_numbers_forgotten() -> None:
    day = 24 * 60
    calls, _ = told(
        raw("a", caller="00000001"), raw("b", 3 * day, caller="00000001"), raw("c", 4 * day, caller="00000002"),
        raw("d", 4 * day), raw("e", 20 * day, caller="00000003"),
    )  # fmt: skip
    assert [call.called_again for call in calls] == [True, False, False, None, None]
    assert "0000000" not in repr(calls)


def test_matching_takes_the_nearest_and_each_call_once() -> None:
    calls, _ = told(raw("a"), raw("b", 0.5), raw("c", 30))
    log = [LoggedCall(id, who, NOON + timedelta(seconds=s)) for id, who, s in (("l1", "منى", 12), ("l2", "كريم", 41))]
    found = matched(calls, log)
    assert [(call.call_id, call.operator) for call in found] == [("l1", "منى"), ("l2", "كريم"), ("", "")]


def test_lost_calls_are_never_matched() -> None:
    calls, _ = told(raw("a", result=Result.BUSY))
    assert matched(calls, [LoggedCall("l1", "منى", NOON)])[0].call_id == ""


def test_opening_hours_are_asked_for_each_call() -> None:
    calls, _ = told(raw("a"), raw("b", 60 * 8))
    assert [call.in_hours for call in in_opening_hours(calls, lambda at: at.hour < 18)] == [True, False]
