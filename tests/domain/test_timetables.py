"""Times as people write them, rows of hours, and what the checks find in hours, holidays and modules."""

from datetime import date, time

import pytest

from operator_app.domain.documents import Document, Kind
from operator_app.domain.editing import Known, examine
from operator_app.domain.hours import HolidayRule, Holidays, Regime, Season, Span, WeeklyHours
from operator_app.domain.languages import Text
from operator_app.domain.timetables import apart, hours_slips, read_day_month, read_time, together
from operator_app.domain.training import Module, PracticeCaller

WEEK = (1, 2, 3, 4)
MORNING, AFTERNOON = Span(time(8, 30), time(12, 30)), Span(time(13, 30), time(17, 30))
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("8", time(8)), ("08:30", time(8, 30)), ("8h30", time(8, 30)), ("8 h", time(8)), ("0830", time(8, 30)),
        ("17.45", time(17, 45)), ("24:00", time(0)), ("٠٨:٣٠", time(8, 30)), (" 13:05 ", time(13, 5)),
        ("25:00", None), ("8:60", None), ("", None), ("midi", None), ("8:3", None), ("830", None),
    ],
)  # fmt: skip
def test_times(written: str, moment: time | None) -> None:
    assert read_time(written) == moment


@pytest.mark.parametrize(
    ("written", "lunar", "read"),
    [
        ("31/8", False, (8, 31)), ("29/2", False, (2, 29)), ("30/2", False, None), ("30/2", True, (2, 30)),
        ("1.10", True, (10, 1)), ("31/1", True, None), ("0/1", False, None), ("x", False, None),
    ],
)  # fmt: skip
def test_days_of_a_year(written: str, lunar: bool, read: tuple[int, int] | None) -> None:
    assert read_day_month(written, lunar=lunar) == read


def test_rows_become_the_same_rules_again() -> None:
    hours = (
        WeeklyHours(WEEK, (MORNING, AFTERNOON)),
        WeeklyHours((5,), (Span(time(8), time(13)),)),
        WeeklyHours((6, 7), (), Season.SUMMER),
        WeeklyHours(WEEK, (MORNING,), Season.RAMADAN),
    )
    assert [len(row.spans) for row in apart(hours)] == [1, 1, 1, 0, 1]
    assert together(apart(hours)) == hours


def _messages(*hours: WeeklyHours) -> list[str]:
    return [slip.message.format(**slip.values) for slip in hours_slips("hours", hours)]


def test_overlaps_are_found_once_and_only_within_a_season() -> None:
    noon = Span(time(12), time(14))
    assert _messages(WeeklyHours(WEEK, (MORNING, AFTERNOON))) == []
    assert _messages(WeeklyHours(WEEK, (MORNING, noon))) == ["08:30–12:30 and 12:00–14:00 overlap."]
    assert _messages(WeeklyHours(WEEK, (MORNING,)), WeeklyHours(WEEK, (noon,), Season.SUMMER)) == []
    assert _messages(WeeklyHours((1,), (MORNING,)), WeeklyHours((2,), (noon,))) == []


def test_a_night_is_told_and_may_meet_the_next_morning() -> None:
    night = Span(time(22), time(6))
    assert _messages(WeeklyHours((1,), (night,))) == [
        "22:00–06:00 ends before it begins: it would end in the night that follows."
    ]
    early = WeeklyHours((1,), (Span(time(5), time(7)),))
    assert "22:00–06:00 and 05:00–07:00 overlap." in _messages(WeeklyHours((7,), (night,)), early)
    assert _messages(WeeklyHours((1, 2, 3, 4, 5, 6, 7), (Span(time(0), time(0)),))) == []


def _checks(kind: Kind, body: Regime | Holidays | Module) -> set[tuple[str, bool]]:
    found = examine(Document("d", kind, body), Known(), TODAY)
    return {(check.place, check.grave) for check in found}


def test_regimes_are_looked_at() -> None:
    name, hours = Text("ت", "H"), (WeeklyHours(WEEK, (MORNING,)),)
    assert _checks(Kind.REGIME, Regime(name, hours)) == set()
    assert _checks(Kind.REGIME, Regime(name, ())) == {("hours", True)}
    summer = (WeeklyHours(WEEK, (MORNING,), Season.SUMMER),)
    assert _checks(Kind.REGIME, Regime(name, summer)) == {("hours", True)}
    assert _checks(Kind.REGIME, Regime(name, hours, (9, 1), (7, 1))) == {("summer_to", True)}
    assert _checks(Kind.REGIME, Regime(Text(ar="ت"), hours)) == {("name.fr", False)}


def test_holidays_are_looked_at() -> None:
    feast = HolidayRule(Text("عيد", "Aïd"), 10, 1, lunar=True, announced=(date(2026, 3, 20),))
    assert _checks(Kind.HOLIDAYS, Holidays((feast,))) == set()
    assert _checks(Kind.HOLIDAYS, Holidays()) == {("rules", True)}
    assert _checks(Kind.HOLIDAYS, Holidays((feast, feast))) == {("rules", False)}
    assert _checks(Kind.HOLIDAYS, Holidays((HolidayRule(Text(), 1, 1),))) == {("rules", True)}
    twice = HolidayRule(feast.name, 10, 1, True, 1, (date(2026, 3, 20), date(2026, 3, 21)))
    assert _checks(Kind.HOLIDAYS, Holidays((twice,))) == {("rules", False)}


def test_modules_are_looked_at() -> None:
    title, caller = Text("د", "D"), PracticeCaller(Text("س", "S"), (Text("ألو", "Allô"),), "answered")
    assert _checks(Kind.MODULE, Module(title, (Text("ص", "P"),), (caller,))) == set()
    assert _checks(Kind.MODULE, Module(title)) == {("pages", True)}
    assert _checks(Kind.MODULE, Module(title, (Text(ar="ص"),))) == {("pages", False)}
    silent = PracticeCaller(Text("س", "S"), (), "answered")
    assert _checks(Kind.MODULE, Module(title, callers=(silent,))) == {("callers", True)}
