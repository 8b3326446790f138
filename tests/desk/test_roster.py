"""The roster: read as people write it, kept day by day, copied, compared with what the calls need."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from operator_app.desk import Desk
from operator_app.domain.erlang import Service
from operator_app.domain.exchange_records import ExchangeCall, Oddities, Result
from operator_app.domain.moments import local
from operator_app.domain.peaks import DayPeaks, Needs, hours
from operator_app.domain.problems import Problem
from operator_app.domain.roster import DayPlan, Shift, monday_of, shifts_in
from operator_app.exchange.roster import read_roster, write_roster

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "shift"),
    [
        ("08:00-12:00 Salma, Karim", Shift(16, 24, 0, ("Salma", "Karim"))),
        ("8-12 3", Shift(16, 24, 3)),
        ("13h30–17h 2", Shift(27, 34, 2)),
        ("٠٨:٠٠-١٢:٣٠ منى، سلمى", Shift(16, 25, 0, ("منى", "سلمى"))),
        ("22:00-24:00 1", Shift(44, 48, 1)),
        ("22-0: 1", Shift(44, 48, 1)),
    ],
)
def test_shifts_are_read_as_people_write_them(line: str, shift: Shift) -> None:
    assert shifts_in(line) == (shift,)
    assert shifts_in(shift.written()) == (shift,)


@pytest.mark.parametrize(
    ("line", "code"),
    [("toute la journée", "roster_line"), ("12-8 2", "roster_line"), ("8:10-12 2", "roster_half_hours"),
     ("8-25 2", "roster_line"), ("8-12", "roster_line")],
)  # fmt: skip
def test_what_is_no_shift_is_told(line: str, code: str) -> None:
    with pytest.raises(Problem) as problem:
        shifts_in(f"8-12 1\n{line}")
    assert problem.value.code == code
    assert line in str(problem.value.details["line"])


def test_whoever_stands_in_two_shifts_is_there_once() -> None:
    plan = DayPlan(MONDAY, shifts_in("8-10 Salma, Karim\n9-12 Salma\n8:30-9 2"))
    assert plan.on_duty()[16:24] == (2, 4, 2, 2, 1, 1, 1, 1)
    found = plan.by_hour()
    assert found is not None
    assert (found[8], found[9], found[11], found[12]) == (2, 2, 1, 0)
    assert DayPlan(MONDAY).by_hour() is None


def test_the_last_word_counts_and_a_week_is_copied(desk: Desk) -> None:
    desk.roster.plan([MONDAY], "8-12 1")
    desk.roster.plan([MONDAY, MONDAY + timedelta(days=1)], "8-12 2")
    with pytest.raises(Problem, match="roster_line"):
        desk.roster.plan([MONDAY], "bientôt")
    week = desk.roster.week(MONDAY)
    assert [one.shifts for one in week[:3]] == [(Shift(16, 24, 2),), (Shift(16, 24, 2),), None]
    desk.roster.copy_week_before(MONDAY + timedelta(days=9))
    assert [one.shifts for one in desk.roster.week(MONDAY + timedelta(days=7))] == [one.shifts for one in week]
    with pytest.raises(Problem, match="roster_no_week"):
        desk.roster.copy_week_before(MONDAY)
    desk.preferences.change(replace(desk.preferences.now, supervisor=False))
    with pytest.raises(Problem, match="not_a_supervisor"):
        desk.roster.plan([MONDAY], "8-12 1")


def test_needed_and_planned_are_compared_hour_by_hour() -> None:
    needs = Needs(180.0, Service(20, 0.8), Service(300, 0.85))
    calls = [0.0] * 24
    calls[9], calls[10] = 40.0, 10.0
    found = DayPeaks(MONDAY, 1, hours(calls, (9, 10), needs, {}, {9: 2, 10: 2}))
    nine, ten = found.hours
    assert nine.circular is not None
    assert ten.circular is not None
    assert found.short(quick=False) == {9: nine.circular - 2}
    assert nine.circular > 2 >= ten.circular
    assert found.planned
    assert not DayPeaks(MONDAY, 1, hours(calls, (9, 10), needs, {})).planned


def test_peaks_show_the_plan_of_each_day(desk: Desk) -> None:
    now = local(desk.now()).replace(hour=9, minute=0)
    calls = [
        ExchangeCall(f"{day}-{n}", now - timedelta(days=day, minutes=-n), Result.ANSWERED, waiting_seconds=5,
                     talk_seconds=100)
        for day in range(28, 0, -1) for n in range(6)
    ]  # fmt: skip
    desk.evaluation.add_records(calls, Oddities(), "Master.csv", "cdr")
    today = desk.today()
    desk.roster.plan([today], "8-12 3")
    peaks = desk.evaluation.peaks()
    planned = {one.day: one.hours[0].planned for one in peaks.forecast}
    assert planned[today] == 3
    assert {n for day, n in planned.items() if day != today} == {None}
    usual = {one.weekday: one.hours[0].planned for one in peaks.weekdays}
    assert usual[today.isoweekday()] == 3


def test_a_roster_goes_to_a_spreadsheet_and_back(desk: Desk, tmp_path: Path) -> None:
    desk.roster.plan([MONDAY], "8-12 Salma, Karim\n13:30-17 2")
    desk.roster.plan([MONDAY + timedelta(days=6)], "")
    week = desk.roster.week(MONDAY)
    write_roster(week, tmp_path / "roster.csv")
    found = read_roster(tmp_path / "roster.csv")
    assert {day: tuple(shifts) for day, shifts in found.items()} == {
        one.day: one.shifts for one in week if one.shifts is not None
    }
    (tmp_path / "other.csv").write_text("jour;de;à;qui\n23/11/2026;8;12;Salma\n", encoding="utf-8")
    assert read_roster(tmp_path / "other.csv") == {MONDAY: [Shift(16, 24, 0, ("Salma",))]}
    (tmp_path / "bad.csv").write_text("day,from,until,people\n23/11/2026,8,soon,2\n", encoding="utf-8")
    with pytest.raises(Problem, match="roster_line"):
        read_roster(tmp_path / "bad.csv")
    assert monday_of(MONDAY + timedelta(days=6)) == MONDAY
