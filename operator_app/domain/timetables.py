"""Times and days as people write them, and what is wrong with weekly hours, holidays and modules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import pairwise

from operator_app.domain.checking import msgid
from operator_app.domain.hours import HolidayRule, Holidays, Regime, Season, Span, WeeklyHours
from operator_app.domain.training import Module, PracticeCaller

_TIME = re.compile(r"(\d{1,2})(?:\s*[:hH.]\s*(\d{2})?)?|(\d{2})(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DAY_MINUTES = 24 * 60
_WEEK_MINUTES = 7 * _DAY_MINUTES
# A leap year, so that 29 February can be written; months of the Hijri calendar have 30 days at most.
_ANY_YEAR = 2024
_LUNAR_MONTHS, _LUNAR_DAYS = 12, 30


@dataclass(frozen=True, slots=True)
class Slip:
    """Something to look at in the field `place`: an English source with its values."""

    place: str
    message: str
    values: dict[str, str | int] = field(default_factory=dict)
    grave: bool = False


def read_time(written: str) -> time | None:
    """8, 8:30, 8h30, 08.30 or 0830; 24:00 is midnight. None for what is no time."""
    found = _TIME.fullmatch(written.translate(_DIGITS).strip())
    if found is None:
        return None
    hour, minute = int(found.group(1) or found.group(3)), int(found.group(2) or found.group(4) or 0)
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_day_month(written: str, *, lunar: bool = False) -> tuple[int, int] | None:
    """(month, day) of 31/12, in the calendar that is meant; None for what is no day of a year."""
    found = _DAY_MONTH.fullmatch(written.translate(_DIGITS).strip())
    if found is None:
        return None
    day, month = int(found.group(1)), int(found.group(2))
    if lunar:
        return (month, day) if 1 <= month <= _LUNAR_MONTHS and 1 <= day <= _LUNAR_DAYS else None
    try:
        date(_ANY_YEAR, month, day)
    except ValueError:
        return None
    return month, day


def written_span(span: Span) -> str:
    return f"{span.opens:%H:%M}–{span.closes:%H:%M}"


def apart(hours: Sequence[WeeklyHours]) -> list[WeeklyHours]:
    """One span in each: as rows show them. Days that are closed all day have none."""
    rows: list[WeeklyHours] = []
    for rule in hours:
        rows += [replace(rule, spans=(span,)) for span in rule.spans] or [rule]
    return rows


def together(rows: Sequence[WeeklyHours]) -> tuple[WeeklyHours, ...]:
    """Rows that follow each other for the same days of the same season are one rule again."""
    rules: list[WeeklyHours] = []
    for row in rows:
        if rules and (rules[-1].days, rules[-1].season) == (row.days, row.season):
            rules[-1] = WeeklyHours(row.days, (*rules[-1].spans, *row.spans), row.season)
        else:
            rules.append(row)
    return tuple(rules)


def hours_slips(place: str, hours: Sequence[WeeklyHours]) -> Iterator[Slip]:
    """Spans that overlap, and those that end in the night."""
    for season in Season:
        spans = sorted(_minutes(rule for rule in hours if rule.season is season))
        if spans:
            first_start, first_end, first = spans[0]
            spans.append((first_start + _WEEK_MINUTES, first_end + _WEEK_MINUTES, first))
        told: set[tuple[str, str]] = set()
        for (_, end, one), (start, _, other) in pairwise(spans):
            pair = (one, other)
            if start < end and pair not in told:
                told.add(pair)
                yield Slip(place, msgid("{one} and {other} overlap."), {"one": one, "other": other}, grave=True)
    for rule in hours:
        for span in rule.spans:
            if time(0) != span.closes <= span.opens:
                message = msgid("{span} ends before it begins: it would end in the night that follows.")
                yield Slip(place, message, {"span": written_span(span)})


def regime_slips(regime: Regime) -> Iterator[Slip]:
    if not regime.hours:
        yield Slip("hours", msgid("No hours: everything that follows them would be closed all the time."), grave=True)
    elif not any(rule.season is Season.ALWAYS for rule in regime.hours):
        yield Slip("hours", msgid("No hours for the rest of the year."), grave=True)
    if regime.summer_from > regime.summer_to:
        yield Slip("summer_to", msgid("The summer ends before it begins."), grave=True)
    yield from hours_slips("hours", regime.hours)


def holiday_slips(holidays: Holidays) -> Iterator[Slip]:
    if not holidays.rules:
        yield Slip("rules", msgid("No public holiday: every day would count as a working day."), grave=True)
    seen: set[tuple[bool, int, int]] = set()
    for rule in holidays.rules:
        name = rule.name.ar or rule.name.fr
        if not rule.name.ar.strip() or not rule.name.fr.strip():
            message = msgid("A holiday lacks its name in Arabic or in French: {day}/{month}")
            yield Slip("rules", message, {"day": rule.day, "month": rule.month}, grave=not rule.name)
        key = (rule.lunar, rule.month, rule.day)
        if key in seen:
            yield Slip("rules", msgid("{name} is on the same day as another holiday."), {"name": name})
        seen.add(key)
        yield from _announced(rule, name)


def module_slips(module: Module) -> Iterator[Slip]:
    if not module.pages and not module.callers:
        yield Slip("pages", msgid("Nothing to read and nobody to practise with."), grave=True)
    for number, page in enumerate(module.pages, 1):
        if bool(page.ar.strip()) != bool(page.fr.strip()):
            yield Slip("pages", msgid("Page {n} is there in one language only."), {"n": number})
    for caller in module.callers:
        yield from _caller(caller)


def _minutes(rules: Iterator[WeeklyHours]) -> Iterator[tuple[int, int, str]]:
    """(from, to, written) of each span of a week, in minutes since Monday's midnight."""
    for rule in rules:
        for day in rule.days:
            for span in rule.spans:
                start = (day - 1) * _DAY_MINUTES + span.opens.hour * 60 + span.opens.minute
                end = (day - 1) * _DAY_MINUTES + span.closes.hour * 60 + span.closes.minute
                yield start, end if end > start else end + _DAY_MINUTES, written_span(span)


def _announced(rule: HolidayRule, name: str) -> Iterator[Slip]:
    """A moon that is announced moves a feast by a day or two, not by a season."""
    if rule.announced and not rule.lunar:
        yield Slip("rules", msgid("{name}: announced days count only in the Hijri calendar."), {"name": name})
    years = [day.year for day in rule.announced]
    if len(set(years)) != len(years):
        yield Slip("rules", msgid("{name}: two announced days in one year."), {"name": name})


def _caller(caller: PracticeCaller) -> Iterator[Slip]:
    name = caller.name.ar or caller.name.fr
    if not caller.name:
        yield Slip("callers", msgid("A practice caller has no name."), grave=True)
    if not caller.says:
        yield Slip("callers", msgid("{name} says nothing."), {"name": name}, grave=True)
    elif any(bool(line.ar.strip()) != bool(line.fr.strip()) for line in caller.says):
        yield Slip("callers", msgid("{name} says something in one language only."), {"name": name})
