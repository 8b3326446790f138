"""Asterisk's queue_log: `epoch|callid|queue|agent|EVENT|data…`, in the order in which things happened.

Events: Asterisk, doc/queuelog.txt. Moments are seconds since 1970, so no clock change of the wall reaches them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from operator_app.domain.exchange_records import Oddities, Oddity, RawCall, Result

_FIELDS = 5
# Who is still talking after this long was lost from the log (a restart), not at the end of the file.
_LOST_AFTER = 4 * 3600
_CLOCK_STEP = 300
_LEFT = {"ABANDON": 2, "EXITWITHTIMEOUT": 2, "EXITWITHKEY": 3, "EXITEMPTY": 2}
_TALKED = {"COMPLETEAGENT": 1, "COMPLETECALLER": 1, "TRANSFER": 3, "BLINDTRANSFER": 3, "ATTENDEDTRANSFER": 3}


@dataclass(slots=True)
class _Call:
    entered: int
    queue: str
    caller: str
    line_no: int
    queues: int = 1
    agent: str = ""
    connected: int = 0
    waited: int | None = None


def is_queue_log(line: str) -> bool:
    parts = line.split("|")
    return len(parts) >= _FIELDS and parts[0].isdigit() and parts[4].isupper()


def raw_calls(lines: Iterable[str], oddities: Oddities) -> list[RawCall]:
    """The calls in the order of their end; those still in hand at the end of the log are left to the next one."""
    reading = _Reading(oddities)
    for line_no, line in enumerate(lines, start=1):
        parts = line.rstrip("\r\n").split("|")
        if len(parts) < _FIELDS or not parts[0].isdigit():
            if line.strip():
                oddities.add(Oddity.UNREADABLE, line_no)
            continue
        reading.take(int(parts[0]), parts[1], parts[2], parts[3], parts[4], parts[5:], line_no)
    return reading.end()


class _Reading:
    def __init__(self, oddities: Oddities) -> None:
        self._oddities = oddities
        self._open: dict[str, _Call] = {}
        # By call: who was timed out of one queue and enters another is one call.
        self._done: dict[str, RawCall] = {}
        self._last = 0

    def take(self, at: int, call_id: str, queue: str, agent: str, event: str, data: list[str], line_no: int) -> None:
        if at < self._last - _CLOCK_STEP:
            self._oddities.add(Oddity.CLOCK_BACK, line_no)
        self._last = at
        if event == "ENTERQUEUE":
            self._enter(at, call_id, queue, data, line_no)
            return
        call = self._open.get(call_id)
        if call is None:
            return
        if event == "CONNECT":
            hold = _number(data, 0)
            call.agent, call.connected = agent, at
            call.waited = hold if call.queues == 1 else at - call.entered
        elif event in _LEFT:
            waited = _number(data, _LEFT[event]) if call.queues == 1 else at - call.entered
            self._finish(call_id, at, Result.ABANDONED, at - call.entered if waited is None else waited, None)
        elif event in _TALKED and call.connected:
            talk = _number(data, _TALKED[event]) if "COMPLETE" in event else at - call.connected
            self._finish(call_id, at, Result.ANSWERED, call.waited, talk)

    def end(self) -> list[RawCall]:
        for call_id, call in list(self._open.items()):
            self._oddities.add(Oddity.UNFINISHED, call.line_no)
            if call.connected and self._last - call.connected > _LOST_AFTER:
                self._finish(call_id, call.connected, Result.ANSWERED, call.waited, None)
        return list(self._done.values())

    def _enter(self, at: int, call_id: str, queue: str, data: list[str], line_no: int) -> None:
        before = self._done.get(call_id)
        if before is not None and before.result is not Result.ANSWERED:
            entered = int(before.started_at.timestamp())
            self._open[call_id] = _Call(entered, before.line, before.caller, before.line_no, queues=2)
            del self._done[call_id]
        elif before is None and call_id not in self._open:
            self._open[call_id] = _Call(at, queue, data[1] if len(data) > 1 else "", line_no)
        else:
            self._oddities.add(Oddity.TWICE, line_no)

    def _finish(self, call_id: str, at: int, result: Result, waited: int | None, talk: int | None) -> None:
        call = self._open.pop(call_id)
        self._done[call_id] = RawCall(
            call_id, datetime.fromtimestamp(call.entered, UTC), result, caller=call.caller, line=call.queue,
            agent=call.agent, waiting_seconds=waited, talk_seconds=talk, ends_at=datetime.fromtimestamp(at, UTC),
            line_no=call.line_no,
        )  # fmt: skip


def _number(data: list[str], place: int) -> int | None:
    try:
        return int(data[place])
    except (IndexError, ValueError):
        return None
