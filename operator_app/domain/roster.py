"""The roster: who, or how many, are on duty in each half hour of a day. Written day by day, the last word counts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

import msgspec

from operator_app.domain.problems import Problem
from operator_app.domain.team import TeamEvent, TeamStep

HALF_HOURS = 48
_MINUTES = 30
_LONGEST_NAME = 120
_MOST_PEOPLE = 500
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
# "8-12 Salma, Karim", "08:30-12:00 3", "13h30–17h 2"
_LINE = re.compile(r"(\d{1,2})(?:[:h.](\d{2})?)?\s*[-–]\s*(\d{1,2})(?:[:h.](\d{2})?)?\s*[:\s]\s*(\S.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shift:
    """From a half hour of the day to another (0 to 48, `until` excluded): these `people`, or so `many` when nobody is
    named."""

    since: int
    until: int
    many: int = 0
    people: tuple[str, ...] = ()

    def written(self) -> str:
        """As `shifts_in` reads it."""
        who = ", ".join(self.people) if self.people else str(self.many)
        return f"{_shown(self.since)}-{_shown(self.until)} {who}"


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The shifts of a day; None until somebody has planned it, empty when nobody is on duty."""

    day: date
    shifts: tuple[Shift, ...] | None = None

    def on_duty(self) -> tuple[int, ...]:
        """How many are there in each half hour; whoever stands in two shifts is there once."""
        counts = []
        for half in range(HALF_HOURS):
            there = [shift for shift in self.shifts or () if shift.since <= half < shift.until]
            names = {name for shift in there for name in shift.people}
            counts.append(len(names) + sum(shift.many for shift in there if not shift.people))
        return tuple(counts)

    def by_hour(self) -> dict[int, int] | None:
        """The fewest of each hour's two halves; None when the day is not planned."""
        if self.shifts is None:
            return None
        counts = self.on_duty()
        return {hour: min(counts[2 * hour], counts[2 * hour + 1]) for hour in range(HALF_HOURS // 2)}


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def shifts_in(text: str) -> tuple[Shift, ...]:
    """One shift a line. Raises Problem("roster_line") with the line that is none, and Problem("roster_half_hours")."""
    return tuple(_shift(line) for line in text.translate(_DIGITS).splitlines() if line.strip())


def plans(events: Iterable[TeamEvent], days: Sequence[date]) -> list[DayPlan]:
    """The plan of each day: the last that was written."""
    last: dict[str, str] = {}
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        if event.step is TeamStep.ROSTERED:
            last[event.subject] = event.text
    return [DayPlan(day, _decoded(last.get(day.isoformat(), ""))) for day in days]


def encoded(shifts: Iterable[Shift]) -> str:
    return msgspec.json.encode(tuple(shifts)).decode()


def short(needed: Mapping[int, int], planned: Mapping[int, int]) -> dict[int, int]:
    """Of each hour with too few how many are missing."""
    return {hour: n - planned.get(hour, 0) for hour, n in needed.items() if n > planned.get(hour, 0)}


def _decoded(text: str) -> tuple[Shift, ...] | None:
    """None for none, and for what another program wrote."""
    try:
        return msgspec.json.decode(text, type=tuple[Shift, ...]) if text else None
    except msgspec.MsgspecError:
        return None


def _shift(line: str) -> Shift:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise Problem("roster_line", line=line.strip()[:80])
    since, until = (_half(found[hour], found[minute], line) for hour, minute in ((1, 2), (3, 4)))
    if until == 0:
        until = HALF_HOURS
    who = found[5].strip()
    if since >= until or until > HALF_HOURS:
        raise Problem("roster_line", line=line.strip()[:80])
    if who.isdecimal():
        return Shift(since, until, min(int(who), _MOST_PEOPLE))
    names = tuple(dict.fromkeys(name.strip()[:_LONGEST_NAME] for name in re.split("[,،;؛]", who) if name.strip()))
    return Shift(since, until, 0, names)


def _half(hour: str, minute: str | None, line: str) -> int:
    minutes = int(minute or 0)
    if minutes % _MINUTES:
        raise Problem("roster_half_hours", line=line.strip()[:80])
    return int(hour) * 2 + minutes // _MINUTES


def _shown(half: int) -> str:
    return "24:00" if half == HALF_HOURS else f"{time(half // 2, half % 2 * _MINUTES):%H:%M}"
