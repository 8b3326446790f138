"""How many calls the coming weeks bring, from the past ones, with holidays and Ramadan.

A day's total is a product of effects (weekday, the first day after a closure, the first days of a month, Ramadan),
fitted as a sum of logarithms by least squares in which each week back counts less (ridge regression, so that an effect
that was hardly ever seen stays near none). Its spread over the day is the mean of the same kind of days. The idea is
that of J. W. Taylor, "A comparison of univariate time series methods for forecasting intraday arrivals at a call
center",
*Management Science* 54(2), 2008: averages over several weeks are hard to beat, and far better than last week's counts.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# After how many days a past day counts half, for the level and for the spread over the day.
LEVEL_HALF_LIFE = 24.0
SHAPE_HALF_LIFE = 35.0
# Pulls effects that were seldom seen towards none; in days seen.
_RIDGE = 0.6
_MONTH_START = 3
_WEEK = 7
# Share of errors within the band: 80 %.
_BAND = 1.2816

Counts = Mapping[date, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Days:
    """What is known of days: whether the body is closed, whether it is Ramadan."""

    closed: Callable[[date], bool]
    ramadan: Callable[[date], bool] = lambda _day: False


@dataclass(frozen=True, slots=True)
class DayForecast:
    """The calls of each slot of a day, and the total within which four days of five should fall. `ramadan_seen` is
    False for a day of Ramadan when no past Ramadan was seen: the figures are then those of other days."""

    day: date
    slots: tuple[float, ...]
    low: float
    high: float
    ramadan_seen: bool = True

    @property
    def total(self) -> float:
        return sum(self.slots)


def last_week(history: Counts, day: date) -> tuple[float, ...]:
    """The rule that a forecast has to beat: the counts of the same weekday last week (or the last one that there was).
    Empty when there is none."""
    for weeks in range(1, 9):
        found = history.get(day - timedelta(days=_WEEK * weeks))
        if found is not None:
            return tuple(found)
    return ()


def forecast(history: Counts, wanted: Sequence[date], days: Days) -> list[DayForecast]:
    """The days wanted, each after the last day of `history`; a closed day has no calls. `history` holds the counts of
    each slot for every open day; a day without a call is a day closed. Raises ValueError for an empty history."""
    past = sorted(day for day, slots in history.items() if sum(slots) > 0)
    if not past:
        raise ValueError("no past calls")
    today = past[-1]
    level = _Level(history, past, days)
    shapes = _Shapes(history, past, days)
    width = max(len(history[day]) for day in past)
    made: list[DayForecast] = []
    for day in wanted:
        if days.closed(day):
            made.append(DayForecast(day, (0.0,) * width, 0.0, 0.0))
            continue
        total = level.total(day)
        slots = tuple(total * share for share in shapes.of(day, today, width))
        spread = math.exp(_BAND * level.deviation)
        seen = not days.ramadan(day) or any(days.ramadan(one) for one in past)
        made.append(DayForecast(day, slots, total / spread, total * spread, seen))
    return made


class _Level:
    """The fitted effects on a day's total."""

    def __init__(self, history: Counts, past: Sequence[date], days: Days) -> None:
        self._days = days
        self._first, self._last = past[0], past[-1]
        rows = [self._features(day) for day in past]
        logs = [math.log(sum(history[day])) for day in past]
        weights = [math.exp2(-(self._last - day).days / LEVEL_HALF_LIFE) for day in past]
        self._mean = sum(w * y for w, y in zip(weights, logs, strict=True)) / sum(weights)
        self._effects = _ridge(rows, [y - self._mean for y in logs], weights)
        errors = [y - self._log(row) for row, y in zip(rows, logs, strict=True)]
        variance = sum(w * e * e for w, e in zip(weights, errors, strict=True)) / sum(weights)
        self.deviation = math.sqrt(variance)

    def total(self, day: date) -> float:
        return math.exp(self._log(self._features(day)))

    def _log(self, row: Sequence[float]) -> float:
        return self._mean + sum(effect * value for effect, value in zip(self._effects, row, strict=True))

    def _features(self, day: date) -> list[float]:
        weekday = [float(day.weekday() == n) for n in range(_WEEK)]
        closure = self._closed_before(day)
        return [*weekday, closure, float(day.day <= _MONTH_START), float(self._days.ramadan(day))]

    def _closed_before(self, day: date) -> float:
        """1 on the first open day after a closure that this weekday does not usually have."""
        before = day - timedelta(days=1)
        while before.weekday() >= 5 and self._days.closed(before):
            before -= timedelta(days=1)
        return float(before > self._first and self._days.closed(before))


class _Shapes:
    """How the calls of a day spread over its slots."""

    def __init__(self, history: Counts, past: Sequence[date], days: Days) -> None:
        self._history = history
        self._past = past
        self._days = days

    def of(self, day: date, today: date, width: int) -> list[float]:
        """Shares of the slots: of the same weekday in the same season, else of any day of the season, else of any."""
        season = [one for one in self._past if self._days.ramadan(one) == self._days.ramadan(day)]
        same = [one for one in season if one.weekday() == day.weekday()]
        chosen = same if len(same) >= 2 else season or list(self._past)
        sums = [0.0] * width
        for one in chosen:
            weight = math.exp2(-(today - one).days / SHAPE_HALF_LIFE) / sum(self._history[one])
            for slot, calls in enumerate(self._history[one]):
                sums[slot] += weight * calls
        whole = sum(sums)
        return [value / whole for value in sums]


def _ridge(rows: Sequence[Sequence[float]], values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Weighted ridge regression by the normal equations and Gaussian elimination with pivoting."""
    width = len(rows[0])
    matrix = [[0.0] * (width + 1) for _ in range(width)]
    for row, value, weight in zip(rows, values, weights, strict=True):
        for i in range(width):
            for j in range(width):
                matrix[i][j] += weight * row[i] * row[j]
            matrix[i][width] += weight * row[i] * value
    for i in range(width):
        matrix[i][i] += _RIDGE
    for i in range(width):
        pivot = max(range(i, width), key=lambda k: abs(matrix[k][i]))
        matrix[i], matrix[pivot] = matrix[pivot], matrix[i]
        for k in range(i + 1, width):
            factor = matrix[k][i] / matrix[i][i]
            matrix[k] = [below - factor * above for below, above in zip(matrix[k], matrix[i], strict=True)]
    solved = [0.0] * width
    for i in reversed(range(width)):
        rest = sum(matrix[i][j] * solved[j] for j in range(i + 1, width))
        solved[i] = (matrix[i][width] - rest) / matrix[i][i]
    return solved
