"""A call's length, the wall clock of Tunisia, and problems."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.calls import Call
from operator_app.domain.moments import TUNIS, local
from operator_app.domain.problems import Problem

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_an_open_call_has_no_length() -> None:
    assert Call("1", "Salma", NOW).seconds is None


@given(st.timedeltas(timedelta(days=-2), timedelta(days=2)))
def test_a_length_is_never_negative_even_when_the_clock_was_set_back(length: timedelta) -> None:
    seconds = Call("1", "Salma", NOW, NOW + length).seconds
    assert seconds == max(0, int(length.total_seconds()))


def test_what_was_not_measured_is_not_zero() -> None:
    call = Call("1", "Salma", NOW)
    assert (call.waiting_seconds, call.rings, call.outcome) == (None, None, None)


def test_a_call_holds_neither_name_nor_number_of_the_caller() -> None:
    names = set(Call.__dataclass_fields__)
    assert not {name for name in names if any(word in name for word in ("number", "phone", "caller", "recording"))}


@pytest.mark.parametrize("month", range(1, 13))
def test_tunisia_is_one_hour_ahead_all_year(month: int) -> None:
    moment = datetime(2026, month, 1, 23, 30, tzinfo=UTC)
    assert local(moment).replace(tzinfo=None) == datetime(2026, month, 2, 0, 30, tzinfo=TUNIS).replace(tzinfo=None)
    assert local(moment) == moment
    assert local(moment.astimezone(timezone(timedelta(hours=-5)))) == moment


def test_a_problem_tells_its_code_and_details() -> None:
    problem = Problem("store_full", file="x")
    assert (problem.code, problem.details, str(problem)) == ("store_full", {"file": "x"}, "store_full {'file': 'x'}")
    assert str(Problem("no_window")) == "no_window"
