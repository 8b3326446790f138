"""The indicators of the circular's evaluation (R7): each with its definition, its source and "not measured".

Definitions: INTERACTION.md, Indicators. A figure is a part over a whole, or a mean; its value is None when nothing was
measured: never zero. Tallies of parts add up to the tally of the whole, exactly.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType

from operator_app.domain.exchange_records import ExchangeCall, Result


class Source(StrEnum):
    """Where a figure comes from: the exchange's records, the operators' log, test and scored calls, the guide."""

    EXCHANGE = "exchange"
    LOG = "log"
    TEST = "test"
    GUIDE = "guide"


class Unit(StrEnum):
    SHARE = "share"
    SECONDS = "seconds"
    COUNT = "count"
    DAYS = "days"
    HOURS = "hours"
    SCORE = "score"


class Indicator(StrEnum):
    ANSWER_RATE = "answer_rate"
    IN_TARGET = "in_target"
    IN_QUICK = "in_quick"
    IN_RINGS = "in_rings"
    WAIT_MEAN = "wait_mean"
    WAIT_MEDIAN = "wait_median"
    WAIT_WORST_TENTH = "wait_worst_tenth"
    ABANDONED = "abandoned"
    SHORT = "short"
    HANDLING = "handling"
    FIRST_CONTACT = "first_contact"
    STATED_ANSWERED = "stated_answered"
    REFERRED = "referred"
    FAILED_REFERRALS = "failed_referrals"
    UNMET = "unmet"
    EMPTY_SEARCHES = "empty_searches"
    CALL_BACKS_KEPT = "call_backs_kept"
    SUBSTANCE = "substance"
    MANNER = "manner"
    IN_DATE = "in_date"
    CORRECTION_DAYS = "correction_days"
    NUMBERS_WORKING = "numbers_working"
    REPAIR_HOURS = "repair_hours"


@dataclass(frozen=True, slots=True)
class Targets:
    """Both readings of the circular's "five minutes", adjustable: seconds, a quicker one, and rings."""

    seconds: int = 300
    quick_seconds: int = 20
    rings: int = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator. `value` is a share (0 to 1), seconds, a count, …; None: not measured. `part` of `whole` says over
    how many; for means `whole` is how many were measured."""

    indicator: Indicator
    value: float | None
    unit: Unit
    sources: tuple[Source, ...]
    part: int | None = None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class ExchangeTally:
    """What the exchange recorded in one cell (a day, an hour, a line, …).

    `offered` = `answered` + `abandoned` + `busy` + `short` + `failed`. The names that begin with `open_` count only
    calls in opening hours, or every call when hours were not known. Sums are of what was measured, with how many.
    """

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    busy: int = 0
    short: int = 0
    failed: int = 0
    open_wanted: int = 0
    open_answered: int = 0
    in_target: int = 0
    in_quick: int = 0
    waits_known: int = 0
    wait_seconds: int = 0
    talks_known: int = 0
    talk_seconds: int = 0
    rings_known: int = 0
    in_rings: int = 0
    resolved_known: int = 0
    resolved: int = 0

    @property
    def wanted(self) -> int:
        """Calls wanting an operator."""
        return self.answered + self.abandoned + self.busy

    def __add__(self, other: "ExchangeTally") -> "ExchangeTally":
        return ExchangeTally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class LogTally:
    """What the operators logged in one cell. Lengths are from F2 to F9, so talk and what is written after it."""

    calls: int = 0
    answered: int = 0
    referred: int = 0
    no_answer: int = 0
    call_back: int = 0
    dropped: int = 0
    other: int = 0
    seconds: int = 0

    def __add__(self, other: "LogTally") -> "LogTally":
        return LogTally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Waits:
    """How many answered calls waited how many whole seconds."""

    counts: Mapping[int, int] = field(default_factory=dict)

    def quantile(self, share: float) -> int | None:
        """The wait that this share of the calls did not exceed (nearest rank); None when nothing was measured."""
        total = sum(self.counts.values())
        if not total:
            return None
        rank, reached = max(1, math.ceil(share * total - 1e-9)), 0
        for seconds in sorted(self.counts):
            reached += self.counts[seconds]
            if reached >= rank:
                return seconds
        return None


@dataclass(frozen=True, slots=True)
class Rest:
    """What is counted outside calls; None where nothing of the kind exists or could be measured."""

    failed_referrals: int | None = None
    test_referrals: int | None = None
    empty_searches: int = 0
    call_backs_due: int = 0
    call_backs_kept: int = 0
    substance: float | None = None
    manner: float | None = None
    scored: int = 0
    articles: int = 0
    articles_in_date: int = 0
    corrections: int = 0
    correction_days: float | None = None
    tests_timed: int = 0
    tests_in_target: int = 0
    tests_in_quick: int = 0
    lines_tested: int = 0
    lines_working: int = 0
    repairs: int = 0
    repair_hours: float | None = None


_E, _L, _T, _G = Source.EXCHANGE, Source.LOG, Source.TEST, Source.GUIDE

# Where each comes from, in the order in which they are shown.
SOURCES: Mapping[Indicator, tuple[Source, ...]] = MappingProxyType(
    {
        Indicator.ANSWER_RATE: (_E,),
        Indicator.IN_TARGET: (_E, _T),
        Indicator.IN_QUICK: (_E, _T),
        Indicator.IN_RINGS: (_E, _T),
        Indicator.WAIT_MEAN: (_E,),
        Indicator.WAIT_MEDIAN: (_E,),
        Indicator.WAIT_WORST_TENTH: (_E,),
        Indicator.ABANDONED: (_E,),
        Indicator.SHORT: (_E,),
        Indicator.HANDLING: (_L, _E),
        Indicator.FIRST_CONTACT: (_E, _L),
        Indicator.STATED_ANSWERED: (_L,),
        Indicator.REFERRED: (_L,),
        Indicator.FAILED_REFERRALS: (_L, _T),
        Indicator.UNMET: (_L,),
        Indicator.EMPTY_SEARCHES: (_G,),
        Indicator.CALL_BACKS_KEPT: (_L,),
        Indicator.SUBSTANCE: (_T,),
        Indicator.MANNER: (_T,),
        Indicator.IN_DATE: (_G,),
        Indicator.CORRECTION_DAYS: (_G,),
        Indicator.NUMBERS_WORKING: (_T,),
        Indicator.REPAIR_HOURS: (_L,),
    }
)


def tally(calls: Iterable[ExchangeCall], targets: Targets) -> ExchangeTally:
    """The tally of raw records: what the store's own counting must equal."""
    total = ExchangeTally()
    for call in calls:
        total += _one(call, targets)
    return total


def waits(calls: Iterable[ExchangeCall]) -> Waits:
    counts: dict[int, int] = {}
    for call in calls:
        if call.result is Result.ANSWERED and call.waiting_seconds is not None:
            counts[call.waiting_seconds] = counts.get(call.waiting_seconds, 0) + 1
    return Waits(counts)


def figures(exchange: ExchangeTally, waited: Waits, log: LogTally, rest: Rest) -> list[Figure]:
    """Every indicator, in the order of the report."""
    return [*_of_exchange(exchange, waited, rest), *_of_log(exchange, log, rest), *_of_rest(rest)]


def share(indicator: Indicator, part: int, whole: int) -> Figure:
    """Part over whole; not measured over nothing."""
    value = part / whole if whole else None
    return Figure(indicator, value, Unit.SHARE, SOURCES[indicator], part, whole)


def mean(indicator: Indicator, total: float, known: int, unit: Unit = Unit.SECONDS) -> Figure:
    value = total / known if known else None
    return Figure(indicator, value, unit, SOURCES[indicator], None, known)


def _one(call: ExchangeCall, targets: Targets) -> ExchangeTally:
    answered = call.result is Result.ANSWERED
    wanted = call.result in (Result.ANSWERED, Result.ABANDONED, Result.BUSY)
    counted = call.in_hours is not False
    waited = call.waiting_seconds if answered else None
    talked = call.talk_seconds if answered else None
    rings = call.rings if answered else None
    matched = answered and bool(call.call_id) and call.called_again is not None
    return ExchangeTally(
        offered=1,
        answered=int(answered),
        abandoned=int(call.result is Result.ABANDONED),
        busy=int(call.result is Result.BUSY),
        short=int(call.result is Result.SHORT),
        failed=int(call.result is Result.FAILED),
        open_wanted=int(wanted and counted),
        open_answered=int(answered and counted),
        in_target=int(waited is not None and waited < targets.seconds),
        in_quick=int(waited is not None and waited <= targets.quick_seconds),
        waits_known=int(waited is not None),
        wait_seconds=waited or 0,
        talks_known=int(talked is not None),
        talk_seconds=talked or 0,
        rings_known=int(rings is not None),
        in_rings=int(rings is not None and rings <= targets.rings),
        resolved_known=int(matched),
        resolved=int(matched and call.called_again is False),
    )


def _of_exchange(tally: ExchangeTally, waited: Waits, rest: Rest) -> Sequence[Figure]:
    # Answered calls whose waiting the exchange did not tell are neither in time nor late: out of the whole as well.
    timed = tally.wanted - (tally.answered - tally.waits_known) if tally.waits_known else 0
    ringed = tally.wanted - (tally.answered - tally.rings_known) if tally.rings_known else 0
    return (
        share(Indicator.ANSWER_RATE, tally.open_answered, tally.open_wanted),
        _in_time(Indicator.IN_TARGET, (tally.in_target, timed), (rest.tests_in_target, rest.tests_timed)),
        _in_time(Indicator.IN_QUICK, (tally.in_quick, timed), (rest.tests_in_quick, rest.tests_timed)),
        share(Indicator.IN_RINGS, tally.in_rings, ringed),
        mean(Indicator.WAIT_MEAN, tally.wait_seconds, tally.waits_known),
        _quantile(Indicator.WAIT_MEDIAN, waited, 0.5),
        _quantile(Indicator.WAIT_WORST_TENTH, waited, 0.9),
        share(Indicator.ABANDONED, tally.abandoned, tally.wanted),
        _count(Indicator.SHORT, tally.short, measured=bool(tally.offered)),
    )


def _in_time(indicator: Indicator, recorded: tuple[int, int], tested: tuple[int, int]) -> Figure:
    """From the exchange's records; where there are none, from test calls, and then it says so."""
    if recorded[1]:
        return replace(share(indicator, *recorded), sources=(_E,))
    return replace(share(indicator, *tested), sources=(_T,)) if tested[1] else share(indicator, 0, 0)


def _of_log(tally: ExchangeTally, log: LogTally, rest: Rest) -> Sequence[Figure]:
    handled = mean(Indicator.HANDLING, log.seconds, log.calls)
    if handled.value is None:
        handled = mean(Indicator.HANDLING, tally.talk_seconds, tally.talks_known)
    return (
        handled,
        share(Indicator.FIRST_CONTACT, tally.resolved, tally.resolved_known),
        share(Indicator.STATED_ANSWERED, log.answered, log.calls),
        share(Indicator.REFERRED, log.referred, log.calls),
        share(Indicator.FAILED_REFERRALS, rest.failed_referrals or 0, rest.test_referrals or 0),
        _count(Indicator.UNMET, log.no_answer, measured=bool(log.calls)),
        _count(Indicator.EMPTY_SEARCHES, rest.empty_searches, measured=bool(log.calls or rest.empty_searches)),
        share(Indicator.CALL_BACKS_KEPT, rest.call_backs_kept, rest.call_backs_due),
    )


def _of_rest(rest: Rest) -> Sequence[Figure]:
    return (
        Figure(Indicator.SUBSTANCE, rest.substance, Unit.SCORE, SOURCES[Indicator.SUBSTANCE], None, rest.scored),
        Figure(Indicator.MANNER, rest.manner, Unit.SCORE, SOURCES[Indicator.MANNER], None, rest.scored),
        share(Indicator.IN_DATE, rest.articles_in_date, rest.articles),
        Figure(
            Indicator.CORRECTION_DAYS, rest.correction_days, Unit.DAYS, SOURCES[Indicator.CORRECTION_DAYS], None,
            rest.corrections,
        ),
        share(Indicator.NUMBERS_WORKING, rest.lines_working, rest.lines_tested),
        Figure(
            Indicator.REPAIR_HOURS, rest.repair_hours, Unit.HOURS, SOURCES[Indicator.REPAIR_HOURS], None, rest.repairs
        ),
    )  # fmt: skip


def _quantile(indicator: Indicator, waited: Waits, at: float) -> Figure:
    found = waited.quantile(at)
    known = sum(waited.counts.values())
    return Figure(indicator, None if found is None else float(found), Unit.SECONDS, SOURCES[indicator], None, known)


def _count(indicator: Indicator, n: int, *, measured: bool) -> Figure:
    return Figure(indicator, float(n) if measured else None, Unit.COUNT, SOURCES[indicator], n, None)
