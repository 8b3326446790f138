"""The exchange's records in the store: written in one go, counted in SQL."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Row, insert, select, text

from operator_app.domain.exchange_records import ExchangeCall, LoggedCall, Oddity
from operator_app.domain.indicators import ExchangeTally, Targets, Waits
from operator_app.domain.moments import local
from operator_app.local.store import Store
from operator_app.tables.records import event_from_row
from operator_app.tables.schema import calls, exchange_calls, exchange_imports

_BATCH = 20_000
_INSERT = """
insert or ignore into exchange_calls (id, started_at, day, hour, result, in_hours, line, agent, operator,
  waiting_seconds, talk_seconds, rings, called_again, call_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# The same sums as `indicators.tally` makes from records; a test compares both over the same calls.
_SUMS = """
count(*),
sum(result = 'answered'), sum(result = 'abandoned'), sum(result = 'busy'), sum(result = 'short'),
sum(result = 'failed'),
sum(result in ('answered', 'abandoned', 'busy') and in_hours is not 0),
sum(result = 'answered' and in_hours is not 0),
sum(result = 'answered' and waiting_seconds is not null and waiting_seconds < :seconds),
sum(result = 'answered' and waiting_seconds is not null and waiting_seconds <= :quick),
sum(result = 'answered' and waiting_seconds is not null),
sum(case when result = 'answered' then coalesce(waiting_seconds, 0) else 0 end),
sum(result = 'answered' and talk_seconds is not null),
sum(case when result = 'answered' then coalesce(talk_seconds, 0) else 0 end),
sum(result = 'answered' and rings is not null),
sum(result = 'answered' and rings is not null and rings <= :rings),
sum(result = 'answered' and call_id <> '' and called_again is not null),
sum(result = 'answered' and call_id <> '' and called_again is not null and called_again = 0)
"""
_GROUPS = {"": "''", "day": "day", "hour": "hour", "day_hour": "day || ' ' || hour", "line": "line",
           "operator": "operator"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls a report is over: days of the wall, both included; of one line or operator when named."""

    since: date
    until: date
    line: str = ""
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """A file that was read: `calls` in it, `new` ones, how many were found in the log, oddity to count."""

    id: str
    at: datetime
    operator: str
    file: str
    kind: str
    calls: int
    new: int
    matched: int
    first_at: datetime | None
    last_at: datetime | None
    oddities: dict[Oddity, int]


class ExchangeRecords:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, records: Sequence[ExchangeCall], read: Import) -> int:
        """Keep the calls that are not here yet, all or none, and that the file was read; how many were new."""
        with self._store.write() as connection:
            before = int(connection.execute(text("select count(*) from exchange_calls")).scalar_one())
            for rows in _batches(records):
                connection.exec_driver_sql(_INSERT, rows)
            after = int(connection.execute(text("select count(*) from exchange_calls")).scalar_one())
            connection.execute(
                insert(exchange_imports).values(
                    id=read.id, at=read.at, operator=read.operator, file=read.file, kind=read.kind, calls=read.calls,
                    new=after - before, matched=read.matched, first_at=read.first_at, last_at=read.last_at,
                    oddities=json.dumps(read.oddities),
                )
            )  # fmt: skip
        return after - before

    def imports(self) -> list[Import]:
        """The files that were read, the newest first."""
        query = select(exchange_imports).order_by(exchange_imports.c.at.desc(), exchange_imports.c.id.desc())
        with self._store.read() as connection:
            return [_import(row) for row in connection.execute(query)]

    def cells(self, wanted: Wanted, by: str, targets: Targets) -> dict[str, ExchangeTally]:
        """The tally of each day, hour, day and hour ("2026-11-24 9"), line or operator; of all under "" with by ""."""
        group = _GROUPS[by]
        sql = f"select {group}, {_SUMS} from exchange_calls where {_where(wanted)}" + (f" group by {group}" if by else "")
        values = {**_values(wanted), "seconds": targets.seconds, "quick": targets.quick_seconds, "rings": targets.rings}
        with self._store.read() as connection:
            rows = list(connection.execute(text(sql), values))
        return {str(row[0]): ExchangeTally(*(int(value or 0) for value in row[1:])) for row in rows if row[1]}

    def waits(self, wanted: Wanted) -> Waits:
        """How long the answered calls waited."""
        sql = (
            "select waiting_seconds, count(*) from exchange_calls where result = 'answered' "
            f"and waiting_seconds is not null and {_where(wanted)} group by waiting_seconds"
        )
        with self._store.read() as connection:
            rows = connection.execute(text(sql), _values(wanted))
            return Waits({int(seconds): int(n) for seconds, n in rows})

    def days(self) -> tuple[date, date] | None:
        """The first and last day of which there are records."""
        with self._store.read() as connection:
            first, last = connection.execute(text("select min(day), max(day) from exchange_calls")).one()
        return (date.fromisoformat(first), date.fromisoformat(last)) if first else None

    def stream(self, wanted: Wanted) -> Iterator[ExchangeCall]:
        """The records themselves, in the order of their start."""
        sql = f"select id from exchange_calls where {_where(wanted)}"
        query = select(exchange_calls).where(exchange_calls.c.id.in_(text(sql).bindparams(**_values(wanted))))
        names = [c for c in exchange_calls.c if c.name not in ("day", "hour")]
        with self._store.read() as connection:
            for row in connection.execute(query.with_only_columns(*names).order_by(exchange_calls.c.started_at)).mappings():
                yield event_from_row(ExchangeCall, dict(row))

    def logged(self, since: datetime, until: datetime) -> list[LoggedCall]:
        """The calls of the log in a time, in the order of their start, for matching."""
        query = select(calls.c.id, calls.c.operator, calls.c.started_at).where(
            ~calls.c.practice, calls.c.started_at >= since, calls.c.started_at <= until
        )
        with self._store.read() as connection:
            rows = list(connection.execute(query.order_by(calls.c.started_at)))
        return [LoggedCall(row.id, row.operator, row.started_at) for row in rows]


def _batches(records: Iterable[ExchangeCall]) -> Iterator[list[tuple[object, ...]]]:
    batch: list[tuple[object, ...]] = []
    for one in records:
        wall = local(one.started_at)
        # As the Moment type of the tables writes it.
        moment = one.started_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        batch.append((
            one.id, moment, wall.date().isoformat(), wall.hour, one.result.value, one.in_hours, one.line, one.agent,
            one.operator, one.waiting_seconds, one.talk_seconds, one.rings, one.called_again, one.call_id,
        ))  # fmt: skip
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _where(wanted: Wanted) -> str:
    parts = ["day between :first and :last"]
    parts += ["line = :line"] if wanted.line else []
    parts += ["operator = :operator"] if wanted.operator else []
    return " and ".join(parts)


def _values(wanted: Wanted) -> dict[str, object]:
    values: dict[str, object] = {"first": wanted.since.isoformat(), "last": wanted.until.isoformat()}
    values |= {"line": wanted.line} if wanted.line else {}
    return values | ({"operator": wanted.operator} if wanted.operator else {})


def _import(row: "Row[tuple[object, ...]]") -> Import:
    told = {Oddity(name): int(n) for name, n in json.loads(row.oddities).items()}
    return Import(
        row.id, row.at, row.operator, row.file, row.kind, row.calls, row.new, row.matched, row.first_at, row.last_at,
        told,
    )  # fmt: skip
