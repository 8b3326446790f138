"""The exchange's records on their way between posts: many calls a parcel, each a list without names."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice

import msgspec
from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from uuid6 import uuid7

from operator_app.domain.exchange_records import ExchangeCall, Result
from operator_app.domain.moments import local
from operator_app.tables.schema import facts, outbox

KIND = "exchange_calls"
# Days whose sums must be made anew, "first last": calls came from another post.
LATE_DAYS = "exchange_days_late"
# The shared database takes 64 KB a parcel; a call is about 130 bytes.
_CALLS = 120
INSERT = """
insert or ignore into exchange_calls (id, started_at, day, hour, result, in_hours, line, agent, operator,
  waiting_seconds, talk_seconds, rings, called_again, call_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_Packed = tuple[
    str, datetime, Result, str, str, str, int | None, int | None, int | None, bool | None, bool | None, str
]  # fmt: skip


class _Parcel(msgspec.Struct):
    id: str
    at: datetime
    calls: list[_Packed]


def row_of(one: ExchangeCall) -> tuple[object, ...]:
    """The columns of `INSERT`."""
    wall = local(one.started_at)
    # As the Moment type of the tables writes it.
    moment = one.started_at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return (
        one.id, moment, wall.date().isoformat(), wall.hour, one.result.value, one.in_hours, one.line, one.agent,
        one.operator, one.waiting_seconds, one.talk_seconds, one.rings, one.called_again, one.call_id,
    )  # fmt: skip


def new_among(connection: Connection, records: Sequence[ExchangeCall]) -> list[ExchangeCall]:
    """Those that are not here yet, each once."""
    ids = msgspec.json.encode([one.id for one in records]).decode()
    sql = "select id from exchange_calls where id in (select value from json_each(?))"
    here = set(connection.exec_driver_sql(sql, (ids,)).scalars())
    return list({one.id: one for one in records if one.id not in here}.values())


def put_parcels(connection: Connection, records: Iterable[ExchangeCall], at: datetime) -> None:
    """Queue calls to be sent, in the transaction that keeps them."""
    rows = [
        {"kind": KIND, "id": parcel.id, "payload": msgspec.json.encode(parcel).decode(), "written_at": at}
        for parcel in _parcels(records, at)
    ]
    if rows:
        connection.execute(insert(outbox), rows)


def take_parcel(connection: Connection, payload: str) -> None:
    """Keep the calls of a parcel that arrived. Raises msgspec.MsgspecError."""
    found = [ExchangeCall(*packed) for packed in msgspec.json.decode(payload, type=_Parcel).calls]
    if not found:
        return
    connection.exec_driver_sql(INSERT, [row_of(one) for one in found])
    days = sorted(local(one.started_at).date().isoformat() for one in found)
    known = connection.execute(select(facts.c.value).where(facts.c.name == LATE_DAYS)).scalar_one_or_none()
    first, last = (known or f"{date.max} {date.min}").split(" ")
    value = f"{min(first, days[0])} {max(last, days[-1])}"
    statement = upsert(facts).values(name=LATE_DAYS, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def _parcels(records: Iterable[ExchangeCall], at: datetime) -> Iterator[_Parcel]:
    rest = iter(records)
    while chunk := list(islice(rest, _CALLS)):
        yield _Parcel(str(uuid7()), at, [_packed(one) for one in chunk])


def _packed(one: ExchangeCall) -> _Packed:
    return (
        one.id, one.started_at, one.result, one.line, one.agent, one.operator, one.waiting_seconds, one.talk_seconds,
        one.rings, one.called_again, one.in_hours, one.call_id,
    )  # fmt: skip
