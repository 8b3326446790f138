"""Calls in the store: closed once, told to the outbox in the same transaction, found again by filters."""

import json
import sqlite3
import traceback
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from operator_app.domain.calls import Acknowledgement, Call, Feedback, Outcome, UnmetNeed
from operator_app.domain.guide import Need
from operator_app.local import CallFilter, Calls, Outbox, Store
from tests.local.samples import NOW, NUMBER, call, call_back, minutes

FULL = Call(
    id="call-1",
    operator="سلمى",
    started_at=NOW,
    ended_at=minutes(3),
    line="الخط الأخضر",
    language="ar",
    query="مضمون ولادة",
    article_id="a",
    article_edition=2,
    article_title="مضمون",
    referred_to="c",
    referred_name="البلدية",
    outcome=Outcome.REFERRED,
    outcome_auto=True,
    need=Need.DEAF,
    note="ملاحظة\nثانية",
    waiting_seconds=0,
    rings=3,
    practice=False,
    clock_offset_ms=-12,
)


def ids(calls: Calls, wanted: CallFilter) -> list[str]:
    return [one.id for one in calls.log(wanted)]


def told(outbox: Outbox) -> list[tuple[str, str]]:
    return [(row.kind, row.id) for row in outbox.next()]


@pytest.mark.parametrize("record", [FULL, Call("call-1", "", NOW, NOW, outcome=Outcome.OTHER)])
def test_a_call_comes_back_as_it_was(calls: Calls, record: Call) -> None:
    assert calls.close(record, NOW)
    assert calls.log(CallFilter()) == [record]


def test_a_call_in_hand_is_kept_at_each_change(calls: Calls) -> None:
    first = replace(FULL, ended_at=None, outcome=None)
    calls.save_open(first, NOW)
    changed = replace(first, query="مضمون ولادة أب", need=None)
    calls.save_open(changed, minutes(1))
    calls.save_open(call("call-2"), minutes(2))
    assert calls.open() == [(changed, minutes(1)), (call("call-2"), minutes(2))]
    calls.forget_open("call-2")
    calls.close(FULL, NOW)
    assert calls.open() == []


def test_closing_twice_stores_one_record(calls: Calls, outbox: Outbox) -> None:
    assert calls.close(call(), NOW, call_back())
    assert not calls.close(call(note="again"), NOW, call_back())
    assert calls.log(CallFilter()) == [call()]
    assert len(calls.call_backs_waiting()) == 1
    assert told(outbox) == [("call", "call-1"), ("call_back", "back-1")]


def test_what_a_call_promised_is_told_in_its_own_transaction(store: Store, calls: Calls, outbox: Outbox) -> None:
    """A row that breaks at the very end takes everything before it back."""
    calls.close(call(), NOW, call_back(), UnmetNeed("need-1", "زعفران", NOW, "call-1", "Salma"))
    with pytest.raises(sqlite3.IntegrityError) as caught:
        calls.close(call("call-2"), NOW, call_back(), UnmetNeed("need-2", "زعفران", NOW, "call-2"))
    assert NUMBER not in "".join(traceback.format_exception(caught.value)).replace(__file__, "")
    assert ids(calls, CallFilter()) == ["call-1"]
    assert told(outbox) == [("call", "call-1"), ("call_back", "back-1"), ("unmet_need", "need-1")]
    with store.read() as connection:
        for kind, table in (("call", "calls"), ("call_back", "call_backs"), ("unmet_need", "unmet_needs")):
            stored = set(connection.execute(text(f"select id from {table}")).scalars())
            sent = connection.execute(text("select id from outbox where kind = :kind"), {"kind": kind}).scalars()
            assert stored == set(sent)


def test_the_outbox_holds_the_record_itself(calls: Calls, outbox: Outbox) -> None:
    calls.close(FULL, NOW)
    (row,) = outbox.next()
    payload = json.loads(row.payload)
    assert payload["query"] == FULL.query
    assert payload["started_at"] == "2026-03-02T09:00:00Z"
    assert (payload["need"], payload["rings"]) == ("deaf", 3)


def test_practice_stays_out_of_the_outbox_and_of_the_log(calls: Calls, outbox: Outbox) -> None:
    assert calls.close(call(practice=True), NOW, call_back(), UnmetNeed("need-1", "x", NOW))
    assert ids(calls, CallFilter()) == []
    assert ids(calls, CallFilter(practice=True)) == ["call-1"]
    assert outbox.waiting() == 0
    assert calls.call_backs_waiting() == []
    assert calls.unmet_needs(NOW - timedelta(days=1)) == []


@pytest.fixture
def many(calls: Calls) -> Calls:
    """Ten calls, one a minute, in turn of Salma and Ali; odd ones were referred."""
    for number in range(10):
        odd = number % 2 == 1
        calls.close(
            call(
                f"c{number}",
                started_at=minutes(number),
                operator="Ali" if odd else "Salma",
                outcome=Outcome.REFERRED if odd else Outcome.ANSWERED,
                query=f"sujet {number} مضمون",
                note="100 %" if number == 4 else "a_b" if number == 5 else "",
            ),
            NOW,
        )
    return calls


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (CallFilter(), "9876543210"),
        (CallFilter(limit=3), "987"),
        (CallFilter(limit=3, offset=3), "654"),
        (CallFilter(since=minutes(7)), "987"),
        (CallFilter(until=minutes(2)), "10"),
        (CallFilter(since=minutes(2), until=minutes(4)), "32"),
        (CallFilter(outcome=Outcome.REFERRED), "97531"),
        (CallFilter(outcome=Outcome.DROPPED), ""),
        (CallFilter(operator="Salma"), "86420"),
        (CallFilter(words="SUJET 7"), "7"),
        (CallFilter(words="مضمون"), "9876543210"),
        (CallFilter(words="%"), "4"),
        (CallFilter(words="a_b"), "5"),
        (CallFilter(words="sujet", operator="Ali", since=minutes(6)), "97"),
        (CallFilter(words="' or 1=1 --"), ""),
    ],
)
def test_calls_are_found_by_what_is_wanted(many: Calls, wanted: CallFilter, found: str) -> None:
    assert ids(many, wanted) == [f"c{number}" for number in found]
    if not wanted.offset and wanted.limit == 1000:
        assert many.count(wanted) == len(found)


def test_the_most_urgent_call_back_comes_first(calls: Calls) -> None:
    calls.close(call("a"), NOW, call_back("late", "a", minutes(90)))
    calls.close(call("b"), NOW, call_back("soon", "b", minutes(30)))
    assert [one.id for one in calls.call_backs_waiting()] == ["soon", "late"]


def everywhere(folder: Path) -> bytes:
    """Every byte of every file of the store, also of its write-ahead log."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def test_a_number_is_erased_to_the_last_byte_when_the_call_back_is_done(
    store: Store, calls: Calls, outbox: Outbox, folder: Path
) -> None:
    calls.close(call(), NOW, call_back())
    calls.close(call("call-2"), NOW, call_back("back-2", "call-2"))
    outbox.confirm(outbox.next(), NOW)
    assert NUMBER.encode() in everywhere(folder)
    calls.end_call_back("back-1", True, minutes(10))
    calls.end_call_back("back-2", False, minutes(10))
    assert NUMBER.encode() not in everywhere(folder)
    assert (folder / "operator.sqlite3-wal").exists()
    assert calls.call_backs_waiting() == []
    waiting = [json.loads(row.payload) for row in outbox.next()]
    assert [(row["id"], row["number"], row["reached"]) for row in waiting] == [
        ("back-1", "", True),
        ("back-2", "", False),
    ]
    store.close()
    assert NUMBER.encode() not in everywhere(folder)


def test_old_numbers_are_erased_to_the_last_byte(calls: Calls, outbox: Outbox, folder: Path) -> None:
    calls.close(call(), NOW, call_back(due=NOW))
    assert calls.erase_old_numbers(NOW + timedelta(days=30)) == 0
    assert NUMBER.encode() in everywhere(folder)
    assert calls.erase_old_numbers(NOW + timedelta(days=30, seconds=1)) == 1
    assert NUMBER.encode() not in everywhere(folder)
    assert calls.call_backs_waiting() == []
    assert NUMBER not in outbox.next()[1].payload
    assert calls.erase_old_numbers(NOW + timedelta(days=60)) == 0


def test_ending_an_unknown_call_back_does_nothing(calls: Calls) -> None:
    calls.end_call_back("nobody", True, NOW)
    assert calls.call_backs_waiting() == []


def test_an_unmet_need_that_grows_stays_one_also_in_the_outbox(calls: Calls, outbox: Outbox) -> None:
    calls.add_unmet_need(UnmetNeed("need-1", "zaf", NOW))
    calls.replace_unmet_need(UnmetNeed("need-1", "zafran", minutes(1)))
    assert calls.unmet_needs(NOW) == [UnmetNeed("need-1", "zafran", minutes(1))]
    (row,) = outbox.next()
    assert json.loads(row.payload)["query"] == "zafran"


def test_feedback_and_acknowledgements_are_kept_and_told(calls: Calls, outbox: Outbox) -> None:
    calls.add_feedback(Feedback("f1", "doc", 3, NOW, "Salma", "on screen", "wrong"))
    calls.acknowledge(Acknowledgement("a1", "news", 2, NOW, "Salma"))
    assert calls.feedback() == [Feedback("f1", "doc", 3, NOW, "Salma", "on screen", "wrong")]
    assert calls.acknowledged("Salma") == {("news", 2)}
    assert calls.acknowledged("Ali") == set()
    assert told(outbox) == [("feedback", "f1"), ("acknowledgement", "a1")]


def test_a_moment_without_a_time_zone_is_refused(calls: Calls) -> None:
    with pytest.raises(Exception, match="time zone"):
        calls.close(call(started_at=NOW.replace(tzinfo=None)), NOW)
    assert calls.count(CallFilter()) == 0
