"""The outbox can be repeated without harm."""

from operator_app.local import Calls, Outbox
from tests.local.samples import NOW, call, call_back, minutes


def test_rows_leave_in_order_and_once(calls: Calls, outbox: Outbox) -> None:
    for number in range(5):
        calls.close(call(f"c{number}"), NOW)
    first = outbox.next(limit=3)
    assert [row.id for row in first] == ["c0", "c1", "c2"]
    assert outbox.next(limit=3) == first
    outbox.confirm(first, NOW)
    assert [row.id for row in outbox.next()] == ["c3", "c4"]
    assert outbox.waiting() == 2


def test_a_row_that_changed_while_it_was_sent_goes_on_waiting(calls: Calls, outbox: Outbox) -> None:
    calls.close(call(), NOW, call_back())
    sent = outbox.next()
    calls.end_call_back("back-1", True, minutes(5))
    outbox.confirm(sent, minutes(6))
    assert [row.id for row in outbox.next()] == ["back-1"]
    assert outbox.next()[0].payload != sent[1].payload


def test_a_refused_row_is_set_aside_and_blocks_no_other(calls: Calls, outbox: Outbox) -> None:
    calls.close(call("bad"), NOW)
    calls.close(call("good"), NOW)
    bad, good = outbox.next()
    outbox.refuse(bad, "42501")
    assert outbox.next() == [good]
    assert (outbox.waiting(), outbox.set_aside()) == (1, 1)
    outbox.try_again()
    assert outbox.next() == [bad, good]
    assert outbox.set_aside() == 0


def test_a_refusal_of_what_changed_since_is_not_one_of_what_is_there(calls: Calls, outbox: Outbox) -> None:
    calls.close(call(), NOW, call_back())
    sent = outbox.next()[1]
    calls.end_call_back("back-1", True, minutes(5))
    outbox.refuse(sent, "23514")
    assert outbox.set_aside() == 0
    assert [row.id for row in outbox.next()] == ["call-1", "back-1"]
