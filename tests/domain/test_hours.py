"""Open now, until when, or when next: winter, summer, Ramadan, holidays, midnight."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.hours import Calendar, HolidayRule, Holidays, Opening, Regime, Season, Span, WeeklyHours
from operator_app.domain.languages import Text
from operator_app.domain.moments import TUNIS
from tests.domain import facts

FEAST = Text("عيد الفطر", "Aïd el-Fitr")
WEEK = (1, 2, 3, 4, 5, 6, 7)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TUNIS)


def clock(moment: datetime | None) -> str:
    return f"{moment:%m-%d %H:%M}" if moment else ""


def hours(opens: str, closes: str, days: tuple[int, ...] = WEEK, season: Season = Season.ALWAYS) -> WeeklyHours:
    return WeeklyHours(days, (Span(time.fromisoformat(opens), time.fromisoformat(closes)),), season)


@pytest.mark.parametrize(
    ("moment", "opened", "then"),
    [
        # Monday in winter: 08:30-12:30, 13:30-17:30
        ("2026-03-30 08:29", False, "03-30 08:30"),
        ("2026-03-30 08:30", True, "03-30 12:30"),
        ("2026-03-30 12:29", True, "03-30 12:30"),
        ("2026-03-30 12:30", False, "03-30 13:30"),
        ("2026-03-30 17:29", True, "03-30 17:30"),
        ("2026-03-30 17:30", False, "03-31 08:30"),
        # Friday in winter: 08:00-13:00, 14:30-17:30, then the weekend
        ("2026-03-27 08:15", True, "03-27 13:00"),
        ("2026-03-27 13:30", False, "03-27 14:30"),
        ("2026-03-27 18:00", False, "03-30 08:30"),
        ("2026-03-28 10:00", False, "03-30 08:30"),
        # The summer of one session, both its ends included
        ("2026-06-30 15:00", True, "06-30 17:30"),
        ("2026-07-01 15:00", False, "07-02 08:00"),
        ("2026-07-02 14:29", True, "07-02 14:30"),
        ("2026-07-03 13:45", False, "07-06 08:00"),
        ("2026-08-31 15:00", False, "09-01 08:30"),
        ("2026-09-01 15:00", True, "09-01 17:30"),
        # Ramadan 1447 by the tables: 18 February to 19 March 2026; its Friday is shorter
        ("2026-02-17 15:00", True, "02-17 17:30"),
        ("2026-02-18 15:00", False, "02-19 08:00"),
        ("2026-03-06 13:30", False, "03-09 08:00"),
        ("2026-03-06 12:59", True, "03-06 13:00"),
        ("2026-03-19 14:29", True, "03-19 14:30"),
    ],
)
def test_administrations_by_the_sourced_hours(moment: str, opened: bool, then: str) -> None:
    found = Calendar().opening(at(moment), (), facts.regime())
    assert found.known
    assert found.open is opened
    assert clock(found.until if opened else found.opens) == then
    assert (found.opens if opened else found.until) is None


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "Jour de l'an"),
        ("2026-03-20", "Fête de l'Indépendance"),
        ("2026-04-09", "Journée des Martyrs"),
        ("2026-05-01", "Fête du Travail"),
        ("2026-07-25", "Fête de la République"),
        ("2026-08-13", "Fête de la Femme"),
        ("2026-10-15", "Fête de l'Évacuation"),
        ("2026-12-17", "Fête de la Révolution"),
        ("2026-01-14", ""),
        ("2026-03-19", ""),
        ("2026-03-21", "Aïd el-Fitr"),
        ("2026-03-22", "Aïd el-Fitr"),
        ("2026-03-23", ""),
        ("2026-05-27", "Aïd el-Idha"),
        ("2026-05-28", "Aïd el-Idha"),
        ("2026-05-29", ""),
        ("2026-06-16", "Nouvel an hégirien"),
        ("2026-08-25", "Mouled"),
        ("2026-08-26", ""),
    ],
)
def test_holidays_by_the_sourced_rules(day: str, name: str) -> None:
    found = Calendar(facts.holidays()).holiday(date.fromisoformat(day))
    assert (found.fr if found else "") == name


def test_a_holiday_closes_and_is_named() -> None:
    calendar = Calendar(facts.holidays())
    found = calendar.opening(at("2026-04-09 10:00"), (), facts.regime())
    assert not found.open
    assert found.holiday.fr == "Journée des Martyrs"
    assert clock(found.opens) == "04-10 08:00"
    assert not calendar.opening(at("2026-04-08 18:00"), (), facts.regime()).holiday


def test_next_start_goes_over_feast_and_weekend() -> None:
    """Thursday evening before the Independence day, a Friday, which the feast and the weekend follow."""
    calendar = Calendar(facts.holidays())
    assert clock(calendar.next_start(at("2026-03-19 17:00"), (), facts.regime())) == "03-23 08:30"
    assert clock(calendar.next_start(at("2026-03-30 08:30"), (), facts.regime())) == "03-30 13:30"
    assert calendar.next_start(at("2026-03-30 08:30"), (), None) is None


def test_a_place_that_does_not_keep_holidays_stays_open() -> None:
    regime = Regime(Text("ليلا نهارا"), (hours("00:00", "00:00"),), closed_on_holidays=False)
    found = Calendar(facts.holidays()).opening(at("2026-05-01 03:00"), (), regime)
    assert found.open
    assert not found.holiday


def test_announced_first_days_override_the_computed_ones() -> None:
    rule = HolidayRule(FEAST, 10, 1, lunar=True, days=2, announced=(date(2026, 3, 21),))
    calendar = Calendar(Holidays((rule,)))
    assert [calendar.holiday(date(2026, 3, day)) for day in (20, 21, 22, 23)] == [None, FEAST, FEAST, None]
    # Another year was not announced: computed.
    assert calendar.holiday(date(2027, 3, 9)) == FEAST


@pytest.mark.parametrize(
    ("shift", "first", "last"), [(0, "02-18", "03-19"), (1, "02-19", "03-20"), (-1, "02-17", "03-18")]
)
def test_an_announced_ramadan_moves_the_whole_month(shift: int, first: str, last: str) -> None:
    calendar = Calendar(Holidays((), (date(2025, 3, 1), date(2026, 2, 18) + timedelta(days=shift))))
    days = [date(2026, 1, 1) + timedelta(days=count) for count in range(365)]
    ramadan = [day for day in days if calendar.is_ramadan(day)]
    assert (f"{ramadan[0]:%m-%d}", f"{ramadan[-1]:%m-%d}") == (first, last)
    assert len(ramadan) == 30
    assert ramadan == [day for day in days if ramadan[0] <= day <= ramadan[-1]]


def test_ramadan_goes_before_summer_and_summer_before_the_rest() -> None:
    """In 2047 Ramadan falls into the summer of the tables."""
    rules = (hours("08:00", "17:00"), hours("07:00", "14:00", season=Season.SUMMER))
    summer = [date(2047, 7, 1) + timedelta(days=count) for count in range(62)]
    day = next(day for day in summer if Calendar().is_ramadan(day))
    ramadan = hours("09:00", "13:00", season=Season.RAMADAN)
    calendar = Calendar()
    assert calendar.spans(day, (*rules, ramadan), None) == ramadan.spans
    assert calendar.spans(day, rules, None) == rules[1].spans
    assert calendar.spans(date(2047, 10, 1), (*rules, ramadan), None) == rules[0].spans


def test_own_hours_come_before_the_regime() -> None:
    regime = Regime(Text("x"), (hours("08:00", "12:00"),))
    own = (hours("10:00", "11:00"),)
    assert not Calendar().opening(at("2026-03-30 08:30"), own, regime).open
    assert Calendar().opening(at("2026-03-30 10:30"), own, regime).open


def test_hours_that_nobody_told_are_not_known() -> None:
    assert Calendar().opening(at("2026-03-30 10:00"), (), None) == Opening(open=False, known=False)


def test_a_closed_day_has_spans_of_none() -> None:
    rules = (WeeklyHours((5,), ()), hours("08:00", "12:00", (1,)))
    found = Calendar().opening(at("2026-03-27 10:00"), rules, None)
    assert (found.open, found.known, clock(found.opens)) == (False, True, "03-30 08:00")


def test_never_open_says_no_day() -> None:
    found = Calendar().opening(at("2026-03-27 10:00"), (WeeklyHours((5,), ()),), None)
    assert (found.open, found.known, found.opens) == (False, True, None)


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-03-30 21:59", ""),
        ("2026-03-30 22:00", "03-31 06:00"),
        ("2026-03-30 23:59", "03-31 06:00"),
        ("2026-03-31 00:00", "03-31 06:00"),
        ("2026-03-31 05:59", "03-31 06:00"),
        ("2026-03-31 06:00", ""),
    ],
)
def test_a_night_shift_is_open_over_midnight(moment: str, until: str) -> None:
    found = Calendar().opening(at(moment), (hours("22:00", "06:00"),), None)
    assert clock(found.until) == until
    if not until:
        assert clock(found.opens) == f"{moment[5:10]} 22:00"


def test_a_night_that_begins_on_a_holiday_is_closed_and_one_before_it_ends_in_it() -> None:
    calendar = Calendar(Holidays((HolidayRule(Text("عيد الشغل"), 5, 1),)))
    night = (hours("22:00", "06:00"),)
    assert calendar.opening(at("2026-05-01 03:00"), night, None).open
    assert not calendar.opening(at("2026-05-01 23:00"), night, None).open
    assert not calendar.opening(at("2026-05-02 03:00"), night, None).open
    assert clock(calendar.opening(at("2026-05-01 23:00"), night, None).opens) == "05-02 22:00"


def test_midnight_is_the_end_of_its_day() -> None:
    evening = (hours("18:00", "00:00", (1,)),)
    assert clock(Calendar().opening(at("2026-03-30 23:59"), evening, None).until) == "03-31 00:00"
    assert not Calendar().opening(at("2026-03-31 00:00"), evening, None).open


@pytest.mark.parametrize("year", [1970, 2080, 9999])
def test_a_clock_that_is_wrong_breaks_nothing(year: int) -> None:
    """An empty battery or a mistyped year: the lunar calendar ends, the weekly hours go on."""
    announced = Holidays((*facts.holidays().rules,), (date(2026, 2, 19),))
    calendar = Calendar(announced)
    assert calendar.holiday(date(year, 5, 1)) is not None
    assert isinstance(calendar.is_ramadan(date(year, 2, 18)), bool)
    assert calendar.opening(datetime(year, 3, 3, 10, tzinfo=TUNIS), (hours("08:00", "12:00"),), None).open


@pytest.mark.parametrize("rule", [(2, 30, False), (2, 29, False), (13, 1, False), (12, 31, True), (13, 1, True)])
def test_a_date_that_does_not_exist_is_no_holiday(rule: tuple[int, int, bool]) -> None:
    month, day, lunar = rule
    calendar = Calendar(Holidays((HolidayRule(FEAST, month, day, lunar=lunar),)))
    assert all(calendar.holiday(date(2026, 1, 1) + timedelta(days=n)) is None for n in range(365))


def test_a_holiday_goes_over_the_end_of_the_year() -> None:
    calendar = Calendar(Holidays((HolidayRule(FEAST, 12, 31, days=2),)))
    assert calendar.holiday(date(2027, 1, 1)) == FEAST
    assert calendar.holiday(date(2027, 1, 2)) is None


spans = st.builds(Span, st.times(), st.times())
weeks = st.lists(
    st.builds(
        WeeklyHours,
        st.lists(st.integers(1, 7), max_size=7).map(tuple),
        st.lists(spans, max_size=3).map(tuple),
        st.sampled_from(Season),
    ),
    max_size=5,
).map(tuple)


FIVE_YEARS = st.timedeltas(timedelta(), timedelta(days=5 * 365)).map(lambda passed: at("2024-01-01 00:00") + passed)


@given(FIVE_YEARS, weeks)
def test_open_and_next_never_contradict(moment: datetime, rules: tuple[WeeklyHours, ...]) -> None:
    calendar = Calendar(Holidays((HolidayRule(FEAST, 10, 1, lunar=True, days=3),)))
    found = calendar.opening(moment, rules, None)
    assert found.known is bool(rules)
    if found.open:
        assert found.until is not None
        assert found.until > moment
        assert found.opens is None
        assert found.until - moment <= timedelta(days=1)
    elif found.opens is not None:
        assert found.opens > moment
        assert calendar.opening(found.opens, rules, None).open
