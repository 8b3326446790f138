"""Rounds of test calls: which numbers to ring today, and test callers that operators cannot tell from others."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from random import Random


class TestResult(StrEnum):
    """What happened when a number was rung. Only `WORKS` is good."""

    __test__ = False

    WORKS = "works"
    RINGS_OUT = "rings_out"
    WRONG_SERVICE = "wrong_service"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class TestCall:
    """A number was rung. `waiting_seconds` until somebody answered; None: not measured."""

    __test__ = False

    id: str
    line_id: str
    number: str
    at: datetime
    operator: str
    result: TestResult
    waiting_seconds: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A line to ring. `days` since it was due; a line that was never rung comes first."""

    line_id: str
    last: TestCall | None
    days: int


# A number is rung once in this time; one that failed the last time the next day (Services Publics+ tests monthly).
EVERY = timedelta(days=30)
AFTER_FAILURE = timedelta(days=1)
ROUND = 10
# Two planned test calls of one day keep this far apart.
_APART = timedelta(minutes=20)
_ATTEMPTS = 200


def due_today(line_ids: Iterable[str], last: dict[str, TestCall], today: date, size: int = ROUND) -> list[Due]:
    """Today's list: never rung first, then what is most overdue; what is not due yet stays out. `last` holds the last
    test of each line, the moments on the clock of the wall."""
    found: list[Due] = []
    for line_id in line_ids:
        test = last.get(line_id)
        if test is None:
            found.append(Due(line_id, None, 0))
            continue
        every = EVERY if test.result is TestResult.WORKS else AFTER_FAILURE
        days = (today - (test.at.date() + every)).days
        if days >= 0:
            found.append(Due(line_id, test, days))
    found.sort(key=lambda due: (due.last is not None, -due.days, due.line_id))
    return found[:size]


def planned(
    days: Sequence[date], calls: int, spans: Callable[[date], Sequence[tuple[datetime, datetime]]], chance: Random
) -> list[datetime]:
    """Moments for test callers, at random within opening hours, so that no day, hour or gap gives them away.

    Each is drawn from all open minutes of all days, so a busy rhythm cannot be learned; two in a day keep apart.
    Fewer than `calls` when there is no room. (Canada's Auditor General found that agents recognised the test line:
    the number that rings is the planner's business, the moment ours.)
    """
    minutes: list[tuple[datetime, int]] = []
    for day in days:
        minutes += [(start, int((end - start).total_seconds() // 60)) for start, end in spans(day) if end > start]
    total = sum(length for _, length in minutes)
    chosen: list[datetime] = []
    for _ in range(_ATTEMPTS * calls):
        if len(chosen) == calls or not total:
            break
        moment = _at(minutes, chance.randrange(total))
        if all(abs(moment - other) >= _APART for other in chosen):
            chosen.append(moment)
    return sorted(chosen)


def _at(minutes: Sequence[tuple[datetime, int]], place: int) -> datetime:
    for start, length in minutes:
        if place < length:
            return start + timedelta(minutes=place)
        place -= length
    raise ValueError(place)
