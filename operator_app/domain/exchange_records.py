"""Calls as the telephone exchange recorded them: answered, waited, given up, talked. Numbers of callers never stay."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from operator_app.domain.moments import local

# Who hangs up sooner had dialled wrongly or heard the announcement only (INTERACTION.md, Indicators).
SHORT_SECONDS = 10
# A call again within this time was not resolved at the first (INTERACTION.md, first-contact resolution).
REPEAT = timedelta(days=7)
# A record that ends this much before the one written before it: the clock of the exchange was set back.
CLOCK_STEP = timedelta(minutes=5)
# An exchange and a log are two clocks and two people: a call in both may begin this far apart.
SAME_CALL = timedelta(seconds=90)
# Two talks of one operator share a moment when the first is not yet hung up: no overlap worth telling.
_HAND_OVER = timedelta(seconds=2)


class Result(StrEnum):
    """How a call ended for the caller. `SHORT`: hung up before `SHORT_SECONDS`; `FAILED`: the network's fault."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    SHORT = "short"
    BUSY = "busy"
    FAILED = "failed"


class Oddity(StrEnum):
    """What was strange in a file of records, and is told instead of being hidden in a mean."""

    NEGATIVE = "negative"
    ZERO = "zero"
    OVERLAP = "overlap"
    CLOCK_BACK = "clock_back"
    CLOCK_DIFFERS = "clock_differs"
    MIDNIGHT = "midnight"
    TWICE = "twice"
    OUTGOING = "outgoing"
    UNFINISHED = "unfinished"
    UNREADABLE = "unreadable"
    WAITING_UNKNOWN = "waiting_unknown"


@dataclass(slots=True)
class Oddities:
    """How often each was met, and where first ("line 12")."""

    counts: dict[Oddity, int] = field(default_factory=dict)
    places: dict[Oddity, int] = field(default_factory=dict)

    def add(self, oddity: Oddity, line: int = 0) -> None:
        self.counts[oddity] = self.counts.get(oddity, 0) + 1
        self.places.setdefault(oddity, line)


@dataclass(slots=True)
class RawCall:
    """A call as a file tells it, while it is read. `caller` is forgotten by `settled`; `ends_at` orders the file;
    `line_no` is its place there."""

    key: str
    started_at: datetime
    result: Result
    caller: str = ""
    line: str = ""
    agent: str = ""
    waiting_seconds: int | None = None
    talk_seconds: int | None = None
    rings: int | None = None
    ends_at: datetime | None = None
    line_no: int = 0


@dataclass(frozen=True, slots=True)
class ExchangeCall:
    """A call of the exchange. Seconds are None when the record does not tell them (or tells a negative length).

    `called_again`: the same number called again within seven days (None: number withheld, or the file ends before).
    `in_hours`: the body was open (None: hours not known). `operator` is the log's when the call was found there (then
    `call_id` names it), else the agent as the exchange names it.
    """

    id: str
    started_at: datetime
    result: Result
    line: str = ""
    agent: str = ""
    operator: str = ""
    waiting_seconds: int | None = None
    talk_seconds: int | None = None
    rings: int | None = None
    called_again: bool | None = None
    in_hours: bool | None = None
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """What matching needs of a call of the log."""

    id: str
    operator: str
    started_at: datetime


def settled(raws: Sequence[RawCall], oddities: Oddities) -> list[ExchangeCall]:
    """The calls of one file in the order of their start, what is strange about them told, callers' numbers gone.

    Nothing is left out except a record that is there twice: a negative length becomes "not measured", the call counts.
    """
    _clock_steps(raws, oddities)
    once: dict[str, RawCall] = {}
    for raw in raws:
        if raw.key in once:
            oddities.add(Oddity.TWICE, raw.line_no)
        else:
            once[raw.key] = raw
    ordered = sorted(once.values(), key=lambda raw: (raw.started_at, raw.key))
    for raw in ordered:
        _mend(raw, oddities)
    _overlaps(ordered, oddities)
    again = _called_again(ordered)
    return [
        ExchangeCall(
            raw.key, raw.started_at, _result(raw), raw.line, raw.agent, raw.agent, raw.waiting_seconds,
            raw.talk_seconds, raw.rings, again[position],
        )
        for position, raw in enumerate(ordered)
    ]  # fmt: skip


def matched(
    calls: Sequence[ExchangeCall], log: Sequence[LoggedCall], within: timedelta = SAME_CALL
) -> list[ExchangeCall]:
    """The answered calls joined with the log, each to one call at most, nearest in time first to come.

    Both are in the order of their start. A call of the log begins with F2, about when the operator answers.
    """
    moments = [logged.started_at.timestamp() for logged in log]
    width = within.total_seconds()
    joined: list[ExchangeCall] = []
    begin = 0
    taken: set[int] = set()
    for call in calls:
        if call.result is not Result.ANSWERED:
            joined.append(call)
            continue
        answered_at = call.started_at.timestamp() + (call.waiting_seconds or 0)
        # Waits differ: the next call may have been answered sooner, so what is behind is looked at once more.
        while begin < len(log) and moments[begin] < call.started_at.timestamp() - width:
            begin += 1
        found = _nearest(moments, begin, answered_at, width, taken)
        if found is None:
            joined.append(call)
        else:
            taken.add(found)
            joined.append(_with(call, log[found].operator, log[found].id, call.in_hours))
    return joined


def in_opening_hours(calls: Iterable[ExchangeCall], is_open: Callable[[datetime], bool | None]) -> list[ExchangeCall]:
    """Each call with whether the body was open when it came."""
    return [_with(call, call.operator, call.call_id, is_open(call.started_at)) for call in calls]


def _with(call: ExchangeCall, operator: str, call_id: str, in_hours: bool | None) -> ExchangeCall:
    """As `dataclasses.replace`, in a third of its time: it is done a million times for a year."""
    return ExchangeCall(
        call.id, call.started_at, call.result, call.line, call.agent, operator, call.waiting_seconds,
        call.talk_seconds, call.rings, call.called_again, in_hours, call_id,
    )  # fmt: skip


def _nearest(moments: Sequence[float], begin: int, moment: float, within: float, taken: set[int]) -> int | None:
    best: int | None = None
    distance = within
    for position in range(begin, len(moments)):
        if moments[position] > moment + within:
            break
        apart = abs(moments[position] - moment)
        if position not in taken and apart <= distance:
            best, distance = position, apart
    return best


def _clock_steps(raws: Sequence[RawCall], oddities: Oddities) -> None:
    """A file is written in the order in which calls end: an end well before the last one is a clock set back."""
    last: datetime | None = None
    for raw in raws:
        if raw.ends_at is None:
            continue
        if last is not None and raw.ends_at < last - CLOCK_STEP:
            oddities.add(Oddity.CLOCK_BACK, raw.line_no)
        last = raw.ends_at


def _mend(raw: RawCall, oddities: Oddities) -> None:
    negative = [name for name in ("waiting_seconds", "talk_seconds") if (getattr(raw, name) or 0) < 0]
    for name in negative:
        setattr(raw, name, None)
    if negative:
        oddities.add(Oddity.NEGATIVE, raw.line_no)
    if raw.result is Result.ANSWERED and raw.talk_seconds == 0:
        oddities.add(Oddity.ZERO, raw.line_no)
    length = (raw.waiting_seconds or 0) + (raw.talk_seconds or 0)
    begun = local(raw.started_at)
    midnight = begun.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    if begun + timedelta(seconds=length) > midnight:
        oddities.add(Oddity.MIDNIGHT, raw.line_no)


def _result(raw: RawCall) -> Result:
    if raw.result is Result.ABANDONED and raw.waiting_seconds is not None and raw.waiting_seconds < SHORT_SECONDS:
        return Result.SHORT
    return raw.result


def _overlaps(ordered: Sequence[RawCall], oddities: Oddities) -> None:
    """Two talks at once by one operator: a conference, or two clocks. Both count; it is told."""
    busy_until: dict[str, datetime] = {}
    for raw in ordered:
        if raw.result is not Result.ANSWERED or not raw.agent or raw.talk_seconds is None:
            continue
        begins = raw.started_at + timedelta(seconds=raw.waiting_seconds or 0)
        until = busy_until.get(raw.agent)
        if until is not None and begins < until - _HAND_OVER:
            oddities.add(Oddity.OVERLAP, raw.line_no)
        ends = begins + timedelta(seconds=raw.talk_seconds)
        busy_until[raw.agent] = max(ends, until) if until is not None else ends


def _called_again(ordered: Sequence[RawCall]) -> list[bool | None]:
    """For each call whether its number called again within REPEAT; None when the file cannot tell."""
    told: list[bool | None] = [None] * len(ordered)
    if not ordered:
        return told
    known_until = ordered[-1].started_at - REPEAT
    by_caller: dict[str, list[int]] = defaultdict(list)
    for position, raw in enumerate(ordered):
        if raw.caller:
            by_caller[raw.caller].append(position)
    for positions in by_caller.values():
        for position, following in zip(positions, [*positions[1:], -1], strict=True):
            at = ordered[position].started_at
            again = following >= 0 and ordered[following].started_at - at <= REPEAT
            told[position] = True if again else False if at <= known_until else None
    return told
