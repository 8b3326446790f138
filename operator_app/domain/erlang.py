"""How many operators an hour needs: the queues of Erlang (Erlang C: everybody waits) and Palm (Erlang A: some give up).

Sources: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone
exchanges", 1917 (B and C formulas); V. B. Iversen, *Teletraffic Engineering Handbook* (ITU-D SG 2/16), ch. 7 and 9, for
the recursion of B and the waiting time of C; C. Palm, 1957, and F. Baccelli, G. Hebuterne, "On queues with impatient
customers", 1981, for the density of the offered wait with exponential patience, as in S. Zeltyn, A. Mandelbaum, "Call
centers with impatient customers: many-server asymptotics of the M/M/n+G queue", 2005.

Traffic is in erlangs (arrivals a second × mean handling seconds), times in seconds.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

# Intervals of Simpson's rule for the offered wait; even.
_STEPS = 400
# Beyond this many operators a target is not worth a table: the traffic was mistyped.
MOST_OPERATORS = 5000


@dataclass(frozen=True, slots=True)
class Load:
    """What comes in one hour: `calls` that want an operator and the mean `handling_seconds` of each."""

    calls: float
    handling_seconds: float
    interval_seconds: int = 3600

    @property
    def erlangs(self) -> float:
        return max(0.0, self.calls) * max(0.0, self.handling_seconds) / self.interval_seconds


@dataclass(frozen=True, slots=True)
class Service:
    """A target: this `share` of the calls answered within these seconds."""

    within_seconds: float
    share: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What `operators` would bring: share answered in time, mean wait of all calls, share that gives up, occupancy."""

    operators: int
    in_time: float
    mean_wait_seconds: float
    abandoned: float
    occupancy: float


def erlang_b(operators: int, erlangs: float) -> float:
    """The share of calls that find every one of `operators` busy when nobody waits (Iversen, eq. 7.27)."""
    blocked = 1.0
    for n in range(1, operators + 1):
        blocked = erlangs * blocked / (n + erlangs * blocked)
    return blocked


def erlang_c(operators: int, erlangs: float) -> float:
    """The share of calls that have to wait; 1 when the traffic is not less than the operators (the queue grows)."""
    if erlangs <= 0:
        return 0.0
    if operators <= erlangs:
        return 1.0
    blocked = erlang_b(operators, erlangs)
    return operators * blocked / (operators - erlangs * (1 - blocked))


def answered_within(operators: int, load: Load, seconds: float) -> float:
    """The share answered within `seconds` when everybody waits (Erlang C); 0 when the queue grows without end."""
    erlangs = load.erlangs
    if erlangs <= 0:
        return 1.0
    if operators <= erlangs:
        return 0.0
    return 1 - erlang_c(operators, erlangs) * math.exp(-(operators - erlangs) * seconds / load.handling_seconds)


def outlook(operators: int, load: Load, within_seconds: float) -> Outlook:
    """Erlang C for a number of operators; the mean wait is infinite when the queue grows."""
    erlangs = load.erlangs
    if operators <= erlangs:
        return Outlook(operators, 0.0, math.inf, 0.0, 1.0)
    wait = 0.0 if erlangs <= 0 else erlang_c(operators, erlangs) * load.handling_seconds / (operators - erlangs)
    in_time = answered_within(operators, load, within_seconds)
    return Outlook(operators, in_time, wait, 0.0, erlangs / operators if operators else 0.0)


def outlook_with_patience(operators: int, load: Load, within_seconds: float, patience_seconds: float) -> Outlook:
    """Erlang A: callers give up after an exponential time of this mean. `in_time` counts those answered in time among
    all calls. The queue never grows without end: who waits too long leaves."""
    erlangs = load.erlangs
    if erlangs <= 0:
        return Outlook(operators, 1.0, 0.0, 0.0, 0.0)
    if operators == 0:
        return Outlook(0, 0.0, patience_seconds, 1.0, 1.0)
    queue = _Impatient(operators, load, patience_seconds)
    abandoned = queue.abandoned()
    busy = erlangs * (1 - abandoned) / operators
    return Outlook(operators, queue.answered_within(within_seconds), abandoned * patience_seconds, abandoned, busy)


def operators_needed(load: Load, target: Service) -> int:
    """The fewest operators that hold the target with Erlang C; 0 when nobody calls."""
    if load.erlangs <= 0:
        return 0
    for operators in count(math.floor(load.erlangs) + 1):
        enough = answered_within(operators, load, target.within_seconds) >= target.share
        if enough or operators >= MOST_OPERATORS:
            return operators
    return MOST_OPERATORS


def operators_needed_with_patience(
    load: Load, target: Service, patience_seconds: float, most_abandoned: float = 1.0
) -> int:
    """The fewest operators that hold the target with Erlang A and lose at most this share of the calls."""
    if load.erlangs <= 0:
        return 0

    def enough(operators: int) -> bool:
        found = outlook_with_patience(operators, load, target.within_seconds, patience_seconds)
        return found.in_time >= target.share and found.abandoned <= most_abandoned

    # Never far from what Erlang C asks for.
    operators = operators_needed(load, target)
    while not enough(operators) and operators < MOST_OPERATORS:
        operators += 1
    while operators > 1 and enough(operators - 1):
        operators -= 1
    return operators


class _Impatient:
    """The M/M/n+M queue through the density of the offered wait, v(t) = λ π(n-1) exp(λ(1 - e^-θt)/θ - nμt)."""

    def __init__(self, operators: int, load: Load, patience_seconds: float) -> None:
        self._arrivals = load.calls / load.interval_seconds
        self._leaving = 1 / patience_seconds
        self._served = operators / load.handling_seconds
        blocked = erlang_b(operators - 1, load.erlangs)
        # π(0..n-1) is 1 / blocked times π(n-1); all states and the waiting part sum to one.
        self._last_free = 1 / (1 / blocked + self._arrivals * self._integral(self._end(), lambda _t: 1.0))

    def abandoned(self) -> float:
        """The share that gives up."""
        gives_up = self._integral(self._end(), lambda t: 1 - math.exp(-self._leaving * t))
        return self._arrivals * self._last_free * gives_up

    def answered_within(self, seconds: float) -> float:
        """The share of all calls that an operator answers within these seconds."""
        waits = self._arrivals * self._last_free * self._integral(self._end(), lambda _t: 1.0)
        stays = self._integral(min(seconds, self._end()), lambda t: math.exp(-self._leaving * t))
        return 1 - waits + self._arrivals * self._last_free * stays

    def _exponent(self, t: float) -> float:
        return self._arrivals / self._leaving * (1 - math.exp(-self._leaving * t)) - self._served * t

    def _end(self) -> float:
        """Where the density has become negligible (e^-40 of its top, which is where v'(t) = 0)."""
        ratio = self._served / self._arrivals
        top = 0.0 if ratio >= 1 else -math.log(ratio) / self._leaving
        height, end = self._exponent(top), top + 1 / self._served
        while self._exponent(end) > height - 40:
            end += max(end - top, 1 / self._served)
        return end

    def _integral(self, end: float, weight: Callable[[float], float]) -> float:
        step = end / _STEPS
        total = 0.0
        for i in range(_STEPS + 1):
            t = i * step
            simpson = 1 if i in (0, _STEPS) else 4 if i % 2 else 2
            total += simpson * math.exp(self._exponent(t)) * weight(t)
        return total * step / 3
