"""A report of a period: figures of the whole, and of each day, week, month, weekday, hour, line or operator."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from operator_app.domain.indicators import ExchangeTally, Figure, LogTally, Rest, Waits, figures

T = TypeVar("T", ExchangeTally, LogTally)


class Divide(StrEnum):
    """What a report is divided by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WEEKDAY = "weekday"
    HOUR = "hour"
    LINE = "line"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the wall, both included; of one line or operator when named."""

    since: date
    until: date
    line: str = ""
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report. `key`: 2026-11-24, 2026-W48, 2026-11, 1 to 7 (Monday first), 00 to 23, or a name."""

    key: str
    exchange: ExchangeTally
    log: LogTally


@dataclass(frozen=True, slots=True)
class Report:
    """`unmet` are the words asked most without an answer. `recorded` is False when no record of the exchange is of the
    period: waiting and lost calls are then not measured."""

    period: Period
    divide: Divide
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...]
    exchange: ExchangeTally
    log: LogTally
    unmet: tuple[tuple[str, int], ...] = ()
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """What the store counted, before it is a report: tallies by key, and what is counted outside calls."""

    exchange: Mapping[str, ExchangeTally]
    log: Mapping[str, LogTally]
    waits: Waits
    rest: Rest = field(default_factory=Rest)


def made(period: Period, divide: Divide, counts: Counts, unmet: Sequence[tuple[str, int]] = ()) -> Report:
    """The report of what was counted: the whole is the sum of its parts."""
    exchange = regrouped(counts.exchange, divide)
    log = regrouped(counts.log, divide)
    keys = sorted({*exchange, *log})
    parts = tuple(Part(key, exchange.get(key, ExchangeTally()), log.get(key, LogTally())) for key in keys)
    all_exchange = sum((part.exchange for part in parts), ExchangeTally())
    all_log = sum((part.log for part in parts), LogTally())
    found = figures(all_exchange, counts.waits, all_log, counts.rest)
    return Report(
        period, divide, tuple(found), parts, all_exchange, all_log, tuple(unmet), recorded=bool(all_exchange.offered)
    )


def regrouped(tallies: Mapping[str, T], divide: Divide) -> dict[str, T]:
    """Days as weeks, months or weekdays; anything else as it is."""
    name = _NAMES.get(divide)
    if name is None:
        return dict(tallies)
    added: dict[str, T] = {}
    for key, one in tallies.items():
        group = name(date.fromisoformat(key))
        added[group] = added[group] + one if group in added else one
    return added


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


_NAMES: Mapping[Divide, Callable[[date], str]] = MappingProxyType(
    {Divide.WEEK: _week, Divide.MONTH: lambda day: f"{day:%Y-%m}", Divide.WEEKDAY: lambda day: str(day.isoweekday())}
)
