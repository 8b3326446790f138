"""Peaks: how many calls each hour brings, and how many operators it needs beside those who were there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from operator_app.domain.erlang import Load, Outlook, Service, operators_needed, operators_needed_with_patience, outlook
from operator_app.domain.roster import short

# Hours are shown from the first to the last that ever had this share of the busiest one's calls.
_QUIET = 0.02


@dataclass(frozen=True, slots=True)
class Needs:
    """What to plan for: mean handling seconds (None: not measured), both targets, and the patience of callers (None:
    not measured, nobody was seen to give up)."""

    handling_seconds: float | None
    quick: Service
    circular: Service
    patience_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour: its calls, the operators that each target needs (with Erlang C; `patient` with those who give up, for
    the quick target), those who were there (None: not known), what these would bring, and how many are `planned` (None:
    the day is not planned)."""

    hour: int
    calls: float
    quick: int | None
    circular: int | None
    patient: int | None
    there: float | None
    outlook: Outlook | None
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class DayPeaks:
    """`day` is a day to come, or None for the mean of a `weekday` (1 Monday)."""

    day: date | None
    weekday: int
    hours: tuple[Hour, ...]
    low: float = 0.0
    high: float = 0.0
    ramadan_seen: bool = True

    @property
    def calls(self) -> float:
        return sum(hour.calls for hour in self.hours)

    @property
    def planned(self) -> bool:
        return any(hour.planned is not None for hour in self.hours)

    def short(self, quick: bool) -> dict[int, int]:
        """Of each hour with too few planned how many are missing for a target."""
        needed = {hour.hour: (hour.quick if quick else hour.circular) or 0 for hour in self.hours}
        return short(needed, {hour.hour: hour.planned or 0 for hour in self.hours})

    @property
    def peak(self) -> Hour | None:
        return max(self.hours, key=lambda hour: hour.calls) if self.hours else None


def shown_hours(counts: Mapping[date, Sequence[float]]) -> tuple[int, int]:
    """The first and last hour worth showing; the whole day when there is nothing."""
    sums = [sum(slots[hour] for slots in counts.values()) for hour in range(24)] if counts else [0.0] * 24
    busy = [hour for hour, calls in enumerate(sums) if calls > _QUIET * max(sums)]
    return (busy[0], busy[-1]) if busy else (0, 23)


def hours(
    calls: Sequence[float],
    span: tuple[int, int],
    needs: Needs,
    there: Mapping[int, float],
    planned: Mapping[int, int] | None = None,
) -> tuple[Hour, ...]:
    """The hours of a day from the calls of each; `there` is who was there by hour, `planned` who will be."""
    found = (_hour(hour, calls[hour], needs, there.get(hour)) for hour in range(span[0], span[1] + 1))
    return tuple(found if planned is None else (replace(one, planned=planned.get(one.hour, 0)) for one in found))


def _hour(hour: int, calls: float, needs: Needs, there: float | None) -> Hour:
    if needs.handling_seconds is None:
        return Hour(hour, calls, None, None, None, there, None)
    load = Load(calls, needs.handling_seconds)
    patient = None
    if needs.patience_seconds is not None:
        patient = operators_needed_with_patience(load, needs.quick, needs.patience_seconds)
    expected = outlook(round(there), load, needs.quick.within_seconds) if there else None
    quick, circular = operators_needed(load, needs.quick), operators_needed(load, needs.circular)
    return Hour(hour, calls, quick, circular, patient, there, expected)
