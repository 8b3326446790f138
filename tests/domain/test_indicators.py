"""Indicators: nothing measured is no zero; parts add up to the whole, exactly."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.exchange_records import ExchangeCall, Result
from operator_app.domain.indicator_words import definitions, names, said
from operator_app.domain.indicators import (
    SOURCES,
    ExchangeTally,
    Indicator,
    LogTally,
    Rest,
    Source,
    Targets,
    Waits,
    figures,
    tally,
    waits,
)
from operator_app.domain.moments import TUNIS
from operator_app.domain.reports import Counts, Divide, Period, made, regrouped

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=TUNIS)
CALLS = st.builds(
    ExchangeCall,
    id=st.uuids().map(str),
    started_at=st.integers(0, 400 * 24 * 60).map(lambda n: NOON - timedelta(minutes=n)),
    result=st.sampled_from(Result),
    line=st.sampled_from(("71", "80")),
    operator=st.sampled_from(("", "a", "b")),
    waiting_seconds=st.none() | st.integers(0, 700),
    talk_seconds=st.none() | st.integers(0, 900),
    rings=st.none() | st.integers(0, 12),
    called_again=st.none() | st.booleans(),
    in_hours=st.none() | st.booleans(),
    call_id=st.sampled_from(("", "x")),
)


def t(source: str, /, **values: object) -> str:
    return source.format(**values)


def test_nothing_measured_says_so_for_every_indicator() -> None:
    found = figures(ExchangeTally(), Waits(), LogTally(), Rest())
    assert {figure.indicator for figure in found} == set(Indicator) == set(SOURCES)
    assert {figure.value for figure in found} == {None}
    assert {said(t, figure) for figure in found} == {"not measured"}


def test_every_indicator_has_its_name_definition_and_source() -> None:
    assert set(names(t)) == set(definitions(t, Targets())) == set(Indicator)
    assert all(figure.sources for figure in figures(ExchangeTally(), Waits(), LogTally(), Rest()))


@given(st.lists(CALLS, max_size=40))
def test_sums_of_parts_reconcile_with_the_raw_records(calls: list[ExchangeCall]) -> None:
    whole = tally(calls, Targets())
    for key in ("line", "operator", "result"):
        groups: dict[str, list[ExchangeCall]] = {}
        for call in calls:
            groups.setdefault(str(getattr(call, key)), []).append(call)
        assert sum((tally(group, Targets()) for group in groups.values()), ExchangeTally()) == whole
    assert whole.offered == len(calls) == whole.wanted + whole.short + whole.failed
    assert sum(waits(calls).counts.values()) == whole.waits_known
    assert sum(seconds * n for seconds, n in waits(calls).counts.items()) == whole.wait_seconds


def answered(seconds: int | None, in_hours: bool | None = None) -> ExchangeCall:
    return ExchangeCall("x", NOON, Result.ANSWERED, waiting_seconds=seconds, in_hours=in_hours)


def test_five_minutes_are_under_five_minutes_and_twenty_seconds_include_the_twentieth() -> None:
    found = tally([answered(20), answered(21), answered(299), answered(300)], Targets())
    assert (found.in_quick, found.in_target) == (1, 3)


def test_shares_are_of_calls_wanting_an_operator() -> None:
    calls = [answered(5), ExchangeCall("y", NOON, Result.ABANDONED, waiting_seconds=40)]
    calls += [ExchangeCall("z", NOON, Result.SHORT, waiting_seconds=2)]
    found = {f.indicator: f for f in figures(tally(calls, Targets()), waits(calls), LogTally(), Rest())}
    assert found[Indicator.ANSWER_RATE].value == 0.5
    assert found[Indicator.ABANDONED].value == 0.5
    assert found[Indicator.SHORT].value == 1
    assert found[Indicator.IN_RINGS].value is None


def test_without_records_test_calls_tell_the_time_and_are_named_as_the_source() -> None:
    rest = Rest(tests_timed=10, tests_in_target=9, tests_in_quick=4)
    found = {f.indicator: f for f in figures(ExchangeTally(), Waits(), LogTally(), rest)}
    assert (found[Indicator.IN_TARGET].value, found[Indicator.IN_TARGET].sources) == (0.9, (Source.TEST,))
    assert found[Indicator.WAIT_MEAN].value is None
    both = {f.indicator: f for f in figures(tally([answered(5)], Targets()), Waits(), LogTally(), rest)}
    assert (both[Indicator.IN_QUICK].part, both[Indicator.IN_QUICK].sources) == (1, (Source.EXCHANGE,))


def test_calls_outside_opening_hours_are_no_part_of_the_answer_rate() -> None:
    calls = [answered(5, in_hours=True), ExchangeCall("y", NOON, Result.ABANDONED, in_hours=False)]
    (rate, *_) = figures(tally(calls, Targets()), waits(calls), LogTally(), Rest())
    assert (rate.part, rate.whole) == (1, 1)


def test_median_and_worst_tenth() -> None:
    known = Waits({1: 5, 2: 4, 90: 1})
    assert (known.quantile(0.5), known.quantile(0.9), known.quantile(1.0)) == (1, 2, 90)
    assert Waits().quantile(0.5) is None


def test_days_become_weeks_months_and_weekdays_without_loss() -> None:
    days = {(date(2026, 1, 1) + timedelta(days=n)).isoformat(): LogTally(calls=n) for n in range(365)}
    for divide in (Divide.WEEK, Divide.MONTH, Divide.WEEKDAY, Divide.DAY):
        assert sum(one.calls for one in regrouped(days, divide).values()) == sum(range(365))
    assert len(regrouped(days, Divide.MONTH)) == 12
    assert set(regrouped(days, Divide.WEEKDAY)) == set("1234567")


def test_a_report_is_the_sum_of_its_parts() -> None:
    exchange = {"2026-11-23": ExchangeTally(offered=3, answered=2), "2026-11-24": ExchangeTally(offered=1, answered=1)}
    report = made(Period(date(2026, 11, 1), date(2026, 11, 30)), Divide.DAY, Counts(exchange, {}, Waits()))
    assert report.exchange == ExchangeTally(offered=4, answered=3)
    assert report.recorded
    assert [part.key for part in report.parts] == ["2026-11-23", "2026-11-24"]
