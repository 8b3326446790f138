"""Opening hours: what is open now and when it opens next.

Sources of the regimes and holidays are with the content (`knowledge_base/`). Lunar dates are computed in the
Umm al-Qura calendar, which can differ by a day from what is announced in Tunisia: announced dates override it.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from hijridate import Gregorian, Hijri

from operator_app.domain.languages import Text

RAMADAN = 9
LOOK_AHEAD_DAYS = 21
# What the tables of hijridate hold: 1343 to 1500 AH. Inside them, a margin for shifted days.
_FIRST_KNOWN, _LAST_KNOWN = date(1924, 8, 1), date(2077, 11, 16)


class Season(StrEnum):
    """Which part of the year weekly hours hold for; Ramadan goes before summer, summer before the rest."""

    ALWAYS = "always"
    SUMMER = "summer"
    RAMADAN = "ramadan"


@dataclass(frozen=True, slots=True)
class Span:
    """Opening and closing time of one day; a `closes` that is not after `opens` (00:00 too) is in the night that
    follows."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Spans for the days of the week (1 Monday to 7 Sunday) in one season."""

    days: tuple[int, ...]
    spans: tuple[Span, ...]
    season: Season = Season.ALWAYS


@dataclass(frozen=True, slots=True)
class Regime:
    """A set of weekly hours shared by many contacts. Summer is from month-day to month-day, both included."""

    name: Text
    hours: tuple[WeeklyHours, ...]
    summer_from: tuple[int, int] = (7, 1)
    summer_to: tuple[int, int] = (8, 31)
    closed_on_holidays: bool = True


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """A public holiday. `month`/`day` in the Gregorian or the Hijri calendar; `announced` are first days that override
    the computed one for their year."""

    name: Text
    month: int
    day: int
    lunar: bool = False
    days: int = 1
    announced: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Holidays:
    """The public holidays, and the first days of Ramadan as announced (else computed)."""

    rules: tuple[HolidayRule, ...] = ()
    ramadan_announced: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a place is open at a moment. `until` is when it closes, `opens` when it opens next; both local time.

    `known` is False when nobody has told the hours: the screen then says so instead of "closed".
    """

    open: bool
    known: bool = True
    until: datetime | None = None
    opens: datetime | None = None
    holiday: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the body: holidays and seasons."""

    holidays: Holidays = field(default_factory=Holidays)

    def holiday(self, day: date) -> Text | None:
        """The name of the public holiday on this day."""
        for rule in self.holidays.rules:
            if any(0 <= (day - first).days < rule.days for first in _first_days(rule, day)):
                return rule.name
        return None

    def is_ramadan(self, day: date) -> bool:
        for first in self.holidays.ramadan_announced:
            if abs((first - day).days) < 60 and (computed := _computed_ramadan_near(first)):
                # A month of the lunar calendar has 29 or 30 days; the announced start moves the computed one.
                return _hijri_month(day - (first - computed)) == RAMADAN
        return _hijri_month(day) == RAMADAN

    def spans(self, day: date, hours: Sequence[WeeklyHours], regime: Regime | None) -> tuple[Span, ...]:
        """The spans of this day, from the most particular season that has any rule."""
        for season in self._seasons(day, regime):
            rules = [rule for rule in hours if rule.season is season]
            if rules:
                return tuple(
                    sorted((span for rule in rules if day.isoweekday() in rule.days for span in rule.spans), key=_opens)
                )
        return ()

    def _seasons(self, day: date, regime: Regime | None) -> tuple[Season, ...]:
        seasons: list[Season] = []
        if self.is_ramadan(day):
            seasons.append(Season.RAMADAN)
        summer = (regime.summer_from, regime.summer_to) if regime else ((7, 1), (8, 31))
        if summer[0] <= (day.month, day.day) <= summer[1]:
            seasons.append(Season.SUMMER)
        return (*seasons, Season.ALWAYS)

    def opening(self, at: datetime, hours: Sequence[WeeklyHours], regime: Regime | None) -> Opening:
        """Open or closed at a local moment. Own `hours` come before the regime's.

        `at` is local wall-clock time (Tunisia keeps UTC+1 all year since 2009).
        """
        rules = tuple(hours) or (regime.hours if regime else ())
        if not rules:
            return Opening(open=False, known=False)
        keeps_holidays = regime is None or regime.closed_on_holidays
        holiday = self.holiday(at.date()) if keeps_holidays else None
        until = self._closing(at, rules, regime, keeps_holidays)
        if until is not None:
            return Opening(open=True, until=until)
        opens = self._next(at, rules, regime, keeps_holidays)
        return Opening(open=False, opens=opens, holiday=holiday or Text())

    def next_start(self, at: datetime, hours: Sequence[WeeklyHours], regime: Regime | None) -> datetime | None:
        """The start of the next span after a local moment, today's included: the next working half-day."""
        return self._next(at, tuple(hours) or (regime.hours if regime else ()), regime, True)

    def _closing(
        self, at: datetime, rules: Sequence[WeeklyHours], regime: Regime | None, keeps_holidays: bool
    ) -> datetime | None:
        # Also the spans of the day before: one may end after midnight.
        for day in (at, at - timedelta(days=1)):
            if keeps_holidays and self.holiday(day.date()):
                continue
            for span in self.spans(day.date(), rules, regime):
                start, end = _moments(day, span)
                if start <= at < end:
                    return end
        return None

    def _next(
        self, at: datetime, rules: Sequence[WeeklyHours], regime: Regime | None, keeps_holidays: bool
    ) -> datetime | None:
        for ahead in range(LOOK_AHEAD_DAYS):
            moment = at + timedelta(days=ahead)
            if keeps_holidays and self.holiday(moment.date()):
                continue
            for span in self.spans(moment.date(), rules, regime):
                start, _ = _moments(moment, span)
                if start > at:
                    return start
        return None


def _opens(span: Span) -> time:
    return span.opens


def _moments(day: datetime, span: Span) -> tuple[datetime, datetime]:
    start = day.replace(hour=span.opens.hour, minute=span.opens.minute, second=0, microsecond=0)
    end = day.replace(hour=span.closes.hour, minute=span.closes.minute, second=0, microsecond=0)
    return start, end if end > start else end + timedelta(days=1)


def _hijri_year(day: date) -> int:
    """0 for a day that the calendar's tables do not hold (a clock that is wrong): no lunar date is known then."""
    return int(Gregorian.fromdate(day).to_hijri().year) if _FIRST_KNOWN <= day <= _LAST_KNOWN else 0


def _hijri_month(day: date) -> int:
    """0 for a day that the calendar's tables do not hold."""
    return int(Gregorian.fromdate(day).to_hijri().month) if _FIRST_KNOWN <= day <= _LAST_KNOWN else 0


def _lunar_days(years: Iterable[int], month: int, day: int) -> list[date]:
    """The day of the lunar calendar in these years, where it exists and is known."""
    found: list[date] = []
    for year in years:
        with suppress(ValueError, OverflowError):
            first = Hijri(year, month, day).to_gregorian()
            found.append(date(first.year, first.month, first.day))
    return found


def _computed_ramadan_near(day: date) -> date | None:
    year = _hijri_year(day)
    starts = _lunar_days((year - 1, year, year + 1), RAMADAN, 1)
    return min(starts, key=lambda start: abs(start - day), default=None)


def _first_days(rule: HolidayRule, day: date) -> list[date]:
    """First days of the holiday that could cover `day`; none for a date that does not exist, such as 30 February."""
    if not rule.lunar:
        found: list[date] = []
        for year in (day.year, day.year - 1):
            with suppress(ValueError):
                found.append(date(year, rule.month, rule.day))
        return found
    near = [first for first in rule.announced if abs((first - day).days) < 60]
    if near:
        return near
    year = _hijri_year(day)
    return _lunar_days((year, year - 1), rule.month, rule.day)
