"""Schedules of HSDS (RRULE parts) and weekly hours."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from operator_app.domain.hours import Season, Span, WeeklyHours
from operator_app.exchange.hsds_tables import Record
from operator_app.exchange.plain import Plain

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?")
# HSDS has no other way to say "all day".
_LAST_MINUTE = "23:59"
# Hours for less than this are an exception (works, a feast), not the weekly hours.
_SHORTEST_PERIOD_DAYS = 92
_SEASONS = {Season.ALWAYS: "", Season.SUMMER: "صيفًا / été", Season.RAMADAN: "رمضان / ramadan"}


def weekly_hours(schedules: Iterable[Record]) -> tuple[list[Plain], list[str]]:
    """The plain hours of schedules, and in words what weekly hours cannot hold."""
    spans: dict[tuple[int, ...], list[str]] = {}
    notes: list[str] = []
    for schedule in schedules:
        days, span = _days(schedule.get("byday", "")), _span(schedule)
        if days and span and _regular(schedule):
            known = spans.setdefault(days, [])
            if span not in known:
                known.append(span)
        elif span or schedule.get("byday"):
            notes.append(_in_words(schedule))
        if told := schedule.get("description"):
            notes.append(told)
        if told := schedule.get("notes"):
            notes.append(told)
    hours: list[Plain] = [{"days": list(days), "spans": sorted(found)} for days, found in spans.items()]
    return hours, list(dict.fromkeys(note for note in notes if note))


def nearest_hours(groups: Iterable[Sequence[Record]]) -> tuple[list[Plain], list[str]]:
    """The weekly hours of the first group that has schedules; what the farther groups say, in words."""
    filled = [group for group in groups if group]
    hours, notes = weekly_hours(filled[0]) if filled else ([], [])
    near = {schedule["id"] for schedule in filled[0]} if filled else set()
    for schedule in (schedule for group in filled[1:] for schedule in group if schedule["id"] not in near):
        notes += [_in_words(schedule), *(schedule[key] for key in ("description", "notes") if key in schedule)]
    return hours, list(dict.fromkeys(filter(None, notes)))


def schedules_of(hours: Sequence[WeeklyHours]) -> list[Record]:
    """Schedules for weekly hours, without ids and links; the season is told in words."""
    return [
        {
            "timezone": "1",
            "freq": "WEEKLY",
            "interval": "1",
            "byday": ",".join(_DAYS[day - 1] for day in entry.days),
            "description": _SEASONS[entry.season],
            "opens_at": f"{span.opens:%H:%M}:00",
            "closes_at": f"{_closing(span)}:00",
        }
        for entry in hours
        for span in entry.spans
    ]


def _closing(span: Span) -> str:
    return _LAST_MINUTE if span.closes.hour == span.closes.minute == 0 else f"{span.closes:%H:%M}"


def _regular(schedule: Record) -> bool:
    """Every week, all year: what weekly hours can say."""
    if schedule.get("freq", "WEEKLY").upper() != "WEEKLY" or schedule.get("interval", "1") not in ("1", "1.0"):
        return False
    if any(schedule.get(key) for key in ("until", "count", "bymonthday", "byweekno", "byyearday")):
        # The official example fills them all: with WEEKLY they limit it to some weeks or days.
        return False
    start, end = _date(schedule.get("valid_from", "")), _date(schedule.get("valid_to", ""))
    return not (start and end) or (end - start).days >= _SHORTEST_PERIOD_DAYS


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _days(text: str) -> tuple[int, ...]:
    """Days of "MO,TU" or "Monday"; none when there is anything else in it ("2MO" is once a month)."""
    parts = [part.strip().upper()[:2] if part.strip().isalpha() else "" for part in text.split(",")]
    return tuple(sorted({_DAYS.index(part) + 1 for part in parts})) if all(part in _DAYS for part in parts) else ()


def _span(schedule: Record) -> str:
    """ "08:30-12:30", empty when the times are not both there."""
    times = [_TIME.fullmatch(schedule.get(key, "").strip()) for key in ("opens_at", "closes_at")]
    told = [f"{int(found[1]):02}:{found[2]}" for found in times if found and int(found[1]) < 24 and int(found[2]) < 60]
    if len(told) < len(times):
        return ""
    return f"{told[0]}-{'00:00' if told[1] == _LAST_MINUTE else told[1]}"


def _in_words(schedule: Record) -> str:
    keys = ("byday", "bymonthday", "byweekno", "byyearday", "freq")
    parts = [_span(schedule), *(schedule.get(key, "") for key in keys)]
    period = [schedule.get(key, "") for key in ("valid_from", "valid_to")]
    period += [schedule[key] for key in ("until",) if key in schedule]
    return " ".join(part for part in (*parts, f"({' – '.join(filter(None, period))})" if any(period) else "") if part)
