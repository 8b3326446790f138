"""Call detail records of Asterisk: `Master.csv` of cdr-csv, and the same columns with a heading (FreePBX, Issabel).

Columns of cdr-csv: Asterisk, *CDR specification*, and doc/README.cdr: accountcode, src, dst, dcontext, clid, channel,
dstchannel, lastapp, lastdata, start, answer, end, duration, billsec, disposition, amaflags, then uniqueid and userfield
where `loguniqueid`, `loguserfield` are set.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from operator_app.domain.exchange_records import Oddities, Oddity, RawCall, Result
from operator_app.exchange.records_cells import epoch_of, extension, moment, state

COLUMNS = (
    "accountcode", "src", "dst", "dcontext", "clid", "channel", "dstchannel", "lastapp", "lastdata", "start", "answer",
    "end", "duration", "billsec", "disposition", "amaflags", "uniqueid", "userfield",
)  # fmt: skip
LEAST = 16
# An exchange whose clock is this far from its own channel ids is in another zone, or was set in between.
_CLOCK_TOLERANCE = 300
_SAME_DAY = 26 * 3600
_LONGEST_EXTENSION = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One record, cells by the names of COLUMNS; `line_no` is its place in the file."""

    cells: dict[str, str]
    line_no: int

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def whole(self, name: str) -> int | None:
        text = self.get(name).strip()
        try:
            return int(float(text)) if text else None
        except ValueError:
            return None


def raw_calls(rows: Iterable[Row], oddities: Oddities) -> list[RawCall]:
    """One call for each caller's channel: what it rang through (ring groups, queues, transfers) is one call."""
    calls: dict[str, RawCall] = {}
    keys = Keys()
    for row in rows:
        if _outgoing(row):
            oddities.add(Oddity.OUTGOING, row.line_no)
            continue
        call = _call(row, oddities)
        if call is None:
            oddities.add(Oddity.UNREADABLE, row.line_no)
            continue
        channel = row.get("linkedid") or row.get("uniqueid")
        if not channel:
            call.key = keys.of(call)
            calls[f"{call.key} {row.line_no}"] = call
        elif channel in calls:
            _join(calls[channel], call, oddities)
        else:
            _check_clock(call, row.get("uniqueid") or channel, oddities)
            call.key = channel
            calls[channel] = call
    found = list(calls.values())
    unknown = [call for call in found if call.result is Result.ANSWERED and call.waiting_seconds is None]
    for call in unknown:
        oddities.add(Oddity.WAITING_UNKNOWN, call.line_no)
    return found


class Keys:
    """Names for calls that bring none: from what is not personal, and a number where that is not enough."""

    def __init__(self) -> None:
        self._callers: dict[str, dict[str, int]] = {}

    def of(self, call: RawCall) -> str:
        """The same for the same record in the same file, whenever it is read."""
        facts = (call.started_at.astimezone(UTC), call.line, call.agent, call.waiting_seconds, call.talk_seconds)
        base = blake2b("|".join(map(str, facts)).encode(), digest_size=12).hexdigest()
        callers = self._callers.setdefault(base, {})
        return f"{base}-{callers.setdefault(call.caller, len(callers))}"


def _outgoing(row: Row) -> bool:
    """A call that began inside: from an extension, in the context for extensions."""
    source = row.get("src").strip()
    inside = source.isdigit() and len(source) <= _LONGEST_EXTENSION
    return inside and row.get("dcontext").startswith("from-internal")


def _call(row: Row, oddities: Oddities) -> RawCall | None:
    started = moment(row.get("start"))
    result = state(row.get("disposition"))
    if started is None or result is None:
        return None
    answered_at, ended = moment(row.get("answer")), moment(row.get("end"))
    length, talk = row.whole("duration"), row.whole("billsec")
    if ended is not None and ended < started and (length or 0) >= 0:
        # The clock was set back during the call: its own seconds count on. A length that is negative too is told.
        oddities.add(Oddity.CLOCK_BACK, row.line_no)
    queue = row.get("lastapp").casefold() == "queue"
    if queue and result is Result.ANSWERED and not row.get("dstchannel"):
        result = Result.ABANDONED  # The queue itself answers the channel; no operator did.
    waited: int | None
    if result is not Result.ANSWERED:
        waited, talk = length, None
    elif queue:
        waited, talk = None, None  # Both begin when the queue answers: the queue_log knows better.
    elif length is not None and talk is not None:
        waited = length - talk if talk >= 0 else None
    else:
        waited = int((answered_at - started).total_seconds()) if answered_at else None
    return RawCall(
        "", started, result, caller=row.get("src"), line=row.get("did") or row.get("dst"),
        agent=extension(row.get("dstchannel")), waiting_seconds=waited, talk_seconds=talk,
        ends_at=ended or started + timedelta(seconds=max(0, length or 0)), line_no=row.line_no,
    )  # fmt: skip


def _join(call: RawCall, more: RawCall, oddities: Oddities) -> None:
    """A further record of the same channel: the first operator who answers ends the wait, every talk counts."""
    if (more.started_at, more.agent, more.result, more.talk_seconds) == (
        call.started_at, call.agent, call.result, call.talk_seconds,
    ) and more.ends_at == call.ends_at:  # fmt: skip
        oddities.add(Oddity.TWICE, more.line_no)
        return
    if more.result is Result.ANSWERED and call.result is not Result.ANSWERED:
        before = max(0, int((more.started_at - call.started_at).total_seconds()))
        call.result, call.agent = Result.ANSWERED, more.agent
        call.waiting_seconds = None if more.waiting_seconds is None else before + more.waiting_seconds
        call.talk_seconds = more.talk_seconds
    elif more.result is Result.ANSWERED and call.talk_seconds is not None and more.talk_seconds is not None:
        call.talk_seconds += more.talk_seconds
    elif call.result is not Result.ANSWERED and call.waiting_seconds is not None and more.ends_at is not None:
        call.waiting_seconds = max(call.waiting_seconds, int((more.ends_at - call.started_at).total_seconds()))


def _check_clock(call: RawCall, unique_id: str, oddities: Oddities) -> None:
    epoch = epoch_of(unique_id)
    if epoch is None:
        return
    apart = abs(call.started_at.timestamp() - epoch)
    if apart > _CLOCK_TOLERANCE:
        oddities.add(Oddity.CLOCK_DIFFERS, call.line_no)
        if apart <= _SAME_DAY:
            call.started_at = datetime.fromtimestamp(epoch, UTC)
