"""Evaluation over real stores: what is counted in SQL equals the records, operators see their own, peaks are told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from operator_app.desk import Desk
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.exchange_records import ExchangeCall, Oddities, Oddity, Result
from operator_app.domain.indicators import Figure, Indicator, Targets, tally, waits
from operator_app.domain.moments import TUNIS
from operator_app.domain.problems import Problem
from operator_app.domain.reports import Divide, Period, Report
from operator_app.local import By, Calls, ExchangeRecords, LogCounts, Store, Wanted
from tests.desk.conftest import Clock

YEAR = Period(date(2025, 3, 1), date(2026, 3, 2))


def records(days: int = 60, seed: int = 1, a_day: int = 12) -> list[ExchangeCall]:
    chance = Random(seed)
    first = datetime(2026, 1, 1, 8, 0, tzinfo=TUNIS)
    made = []
    for n in range(days * a_day):
        result = chance.choice((*[Result.ANSWERED] * 4, *Result))
        answered = result is Result.ANSWERED
        made.append(
            ExchangeCall(
                f"{seed}-{n}", first + timedelta(days=n // a_day, seconds=chance.randrange(9 * 3600)), result,
                line=chance.choice(("71000100", "80100000")),
                operator=chance.choice(("Salma", "Karim")) if answered else "",
                waiting_seconds=chance.choice((None, chance.randrange(400))),
                talk_seconds=chance.randrange(500) if answered else None, rings=chance.choice((None, 3, 9)),
                called_again=chance.choice((None, True, False)), in_hours=chance.choice((None, True, False)),
            )
        )  # fmt: skip
    return sorted(made, key=lambda call: call.started_at)


def put(desk: Desk, calls: list[ExchangeCall]) -> None:
    desk.evaluation.add_records(calls, Oddities(), "Master.csv", "cdr")


def stored(desk: Desk) -> Store:
    return Store.open(desk.home)


def value(report: Report, indicator: Indicator) -> Figure:
    return next(figure for figure in report.figures if figure.indicator is indicator)


def log(desk: Desk, count: int, operator: str = "Salma", seed: int = 3) -> None:
    chance, store = Random(seed), stored(desk)
    calls = Calls(store)
    for n in range(count):
        at = datetime(2026, 1, 5, 7, tzinfo=UTC) + timedelta(days=n % 50, seconds=chance.randrange(30_000))
        ended = at + timedelta(seconds=chance.randrange(300))
        call = Call(f"{operator}{n}", operator, at, ended, outcome=chance.choice(list(Outcome)), line="71000100")
        calls.close(call, ended)
    store.close()


def test_every_division_of_the_store_equals_the_raw_records(desk: Desk) -> None:
    put(desk, records())
    store = stored(desk)
    kept = ExchangeRecords(store)
    for wanted in (Wanted(YEAR.since, YEAR.until), Wanted(YEAR.since, YEAR.until, line="71000100"),
                   Wanted(YEAR.since, YEAR.until, operator="Karim")):  # fmt: skip
        raw = list(kept.stream(wanted))
        whole = tally(raw, Targets())
        assert whole.offered == len(raw) > 0
        for by in By:
            cells = kept.cells(wanted, by, Targets())
            assert cells == kept.raw_cells(wanted, by, Targets())
            assert sum(cells.values(), type(whole)()) == whole
        assert kept.waits(wanted) == kept.raw_waits(wanted) == waits(raw)
    store.close()


def test_the_log_of_the_store_equals_its_calls(desk: Desk) -> None:
    log(desk, 120)
    log(desk, 50, "Karim")
    store = stored(desk)
    counts = LogCounts(store)
    for by in By:
        wanted = Wanted(YEAR.since, YEAR.until)
        cells = counts.cells(wanted, by, desk.today())
        assert cells == counts.raw_cells(wanted, by)
        assert sum(cell.calls for cell in cells.values()) == 170
    log(desk, 10, "Late")
    assert sum(cell.calls for cell in counts.cells(wanted, By.DAY, desk.today()).values()) == 180
    store.close()


def test_other_targets_count_anew(desk: Desk) -> None:
    put(desk, records())
    before = value(desk.evaluation.report(YEAR, Divide.DAY), Indicator.IN_TARGET)
    desk.preferences.change(replace(desk.preferences.now, waiting_target_seconds=30))
    after = value(desk.evaluation.report(YEAR, Divide.DAY), Indicator.IN_TARGET)
    assert before.part is not None
    assert after.part is not None
    assert after.part < before.part
    assert after.whole == before.whole


def test_the_same_file_again_adds_nothing(desk: Desk) -> None:
    put(desk, records())
    put(desk, records())
    again, first = desk.evaluation.imports()
    assert (first.new, again.new) == (720, 0)
    assert desk.evaluation.report(YEAR, Divide.MONTH).exchange.offered == 720


def test_records_are_matched_with_the_log(desk: Desk, clock: Clock) -> None:
    call = desk.calls.close(desk.calls.start()).call
    found = ExchangeCall("a", clock() - timedelta(seconds=20), Result.ANSWERED, operator="SIP/201", waiting_seconds=15,
                         talk_seconds=60, called_again=False)  # fmt: skip
    put(desk, [found])
    assert desk.evaluation.imports()[0].matched == 1
    report = desk.evaluation.report(Period(desk.today(), desk.today()), Divide.OPERATOR)
    assert [(part.key, part.exchange.answered, part.log.calls) for part in report.parts] == [("Salma", 1, 1)]
    assert value(report, Indicator.FIRST_CONTACT).value == 1.0
    assert call.operator == "Salma"


def test_without_records_waiting_and_lost_calls_are_not_measured(desk: Desk) -> None:
    desk.calls.close(desk.calls.start())
    report = desk.evaluation.report(Period(desk.today(), desk.today()), Divide.HOUR)
    assert not report.recorded
    for indicator in (Indicator.ANSWER_RATE, Indicator.WAIT_MEAN, Indicator.ABANDONED, Indicator.IN_QUICK):
        assert value(report, indicator).value is None
    assert value(report, Indicator.STATED_ANSWERED).value == 1.0


def test_an_operator_sees_their_own_alone(desk: Desk) -> None:
    put(desk, records())
    desk.preferences.change(replace(desk.preferences.now, supervisor=False))
    report = desk.evaluation.report(Period(YEAR.since, YEAR.until, operator="Karim"), Divide.OPERATOR)
    assert [part.key for part in report.parts] == ["Salma"]
    with pytest.raises(Problem, match="not_a_supervisor"):
        put(desk, records(seed=9))


def test_an_empty_file_and_what_was_strange(desk: Desk) -> None:
    with pytest.raises(Problem, match="records_empty"):
        put(desk, [])
    odd = Oddities()
    odd.add(Oddity.OVERLAP, 4)
    desk.evaluation.add_records(records(2), odd, "q", "queue_log")
    assert desk.evaluation.imports()[0].oddities == {Oddity.OVERLAP: 1}


def test_peaks_tell_the_coming_week_and_both_targets(desk: Desk) -> None:
    put(desk, records(days=60, a_day=200))
    log(desk, 40)
    peaks = desk.evaluation.peaks()
    assert peaks.from_exchange
    assert peaks.weeks >= 8
    assert len(peaks.forecast) == 7
    day = peaks.forecast[0]
    assert day.day == desk.today()
    assert day.low < day.calls < day.high
    hour = day.peak
    assert hour is not None
    assert hour.quick is not None
    assert hour.circular is not None
    assert hour.patient is not None
    assert hour.patient <= hour.quick
    assert hour.circular <= hour.quick + 1


def test_peaks_without_calls_are_empty(desk: Desk) -> None:
    peaks = desk.evaluation.peaks()
    assert (peaks.weekdays, peaks.forecast, peaks.weeks) == ((), (), 0)
    assert peaks.needs.handling_seconds is None


def test_yesterday_is_the_last_day_with_calls(desk: Desk, clock: Clock) -> None:
    desk.calls.close(desk.calls.start())
    clock.forward(days=3)
    assert desk.evaluation.yesterday().period.since == desk.today() - timedelta(days=3)
