"""Forecast: effects that were put in come out, holidays and Ramadan; better than last week on real calls."""

from datetime import date, timedelta

import pytest

from operator_app.domain.forecast import Days, forecast, last_week
from tests.benchmarks.forecast import DATA, compare, read

MONDAY = date(2026, 9, 7)
WEEKDAYS = (100.0, 60.0, 60.0, 80.0, 50.0)


def weeks(count: int, factor: float = 1.0) -> dict[date, list[float]]:
    """Working days with a morning twice as busy as the afternoon."""
    made = {}
    for n in range(count * 7):
        day = MONDAY + timedelta(days=n)
        if day.weekday() < 5:
            total = WEEKDAYS[day.weekday()] * factor
            made[day] = [0.0] * 9 + [total * 2 / 3, total / 3] + [0.0] * 13
    return made


def closed(day: date) -> bool:
    return day.weekday() >= 5


def test_what_is_regular_goes_on() -> None:
    coming = [MONDAY + timedelta(days=70 + n) for n in range(7)]
    found = forecast(weeks(10), coming, Days(closed))
    for one, total in zip(found, (*WEEKDAYS, 0.0, 0.0), strict=True):
        assert sum(one.slots) == pytest.approx(total, rel=0.1, abs=0.01)
        assert one.low <= sum(one.slots) <= one.high
    assert found[0].slots[9] == pytest.approx(2 * found[0].slots[10], rel=0.01)


def test_a_holiday_has_no_calls() -> None:
    holiday = MONDAY + timedelta(days=70)
    (found,) = forecast(weeks(10), [holiday], Days(lambda day: closed(day) or day == holiday))
    assert sum(found.slots) == found.high == 0


def test_ramadan_is_learnt_from_the_past_and_said_to_be_unknown() -> None:
    history = weeks(12)
    fasting = {day for day in history if 40 <= (day - MONDAY).days < 70}
    for day in fasting:
        history[day] = [calls / 2 for calls in history[day]]
    wanted = [MONDAY + timedelta(days=84)]
    (plain,) = forecast(history, wanted, Days(closed, lambda day: day in fasting))
    (holy,) = forecast(history, wanted, Days(closed, lambda day: day in fasting or day in wanted))
    assert sum(holy.slots) < 0.75 * sum(plain.slots)
    assert holy.ramadan_seen
    (unseen,) = forecast(weeks(4), wanted, Days(closed, lambda day: day in wanted))
    assert not unseen.ramadan_seen


def test_nothing_to_learn_from() -> None:
    with pytest.raises(ValueError, match="no past calls"):
        forecast({}, [MONDAY], Days(closed))
    assert last_week({}, MONDAY) == ()


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not here")
@pytest.mark.parametrize("weeks_ahead", [1, 2, 4])
@pytest.mark.parametrize("minutes", [30, 60])
def test_better_than_the_same_weekday_last_week_on_held_out_weeks(minutes: int, weeks_ahead: int) -> None:
    found = compare(read(DATA, minutes), minutes, weeks_ahead)
    assert found.days > 100
    assert found.ours < 0.9 * found.rule
