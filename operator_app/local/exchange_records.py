"""The exchange's records in the store: written in one go, counted in SQL."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from threading import Event

from sqlalchemy import Row, insert, select, text

from operator_app.domain.exchange_records import ExchangeCall, LoggedCall, Oddity
from operator_app.domain.indicators import ExchangeTally, Targets, Waits
from operator_app.domain.moments import local
from operator_app.local.exchange_parcels import INSERT, LATE_DAYS, new_among, put_parcels, row_of
from operator_app.local.facts import Facts
from operator_app.local.report_sums import By, Cell, Wanted, counted, kept_sums, operator_and_hour, replace_sums
from operator_app.local.store import Store
from operator_app.tables.records import event_from_row
from operator_app.tables.schema import calls, exchange_calls, exchange_imports

SOURCE, WAITS = "exchange", "waits"
_TIMED = "result = 'answered' and waiting_seconds is not null"
# The targets that the kept sums were made for.
_MADE_FOR = "report_sums_targets"
_BATCH = 10_000
# Between two batches whoever waits for the store has it.
_BREATH, _PAUSE_SECONDS = Event(), 0.02
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

    def add(
        self,
        records: Sequence[ExchangeCall],
        read: Import,
        targets: Targets,
        progress: Callable[[int, int], None] = lambda *_: None,
    ) -> int:
        """Keep the calls that are not here yet, and that the file was read; how many were new.

        What is new waits to be sent. Batch by batch, so that a call that is closed meanwhile waits for one batch only;
        a reading that was cut short is made whole by reading the file again.
        """
        added = done = 0
        for batch in _batches(records):
            progress(done, len(records))
            done += len(batch)
            with self._store.write() as connection:
                new = new_among(connection, batch)
                if new:
                    connection.exec_driver_sql(INSERT, [row_of(one) for one in new])
                put_parcels(connection, new, read.at)
            added += len(new)
            _BREATH.wait(_PAUSE_SECONDS)
        with self._store.write() as connection:
            connection.execute(
                insert(exchange_imports).values(
                    id=read.id, at=read.at, operator=read.operator, file=read.file, kind=read.kind, calls=read.calls,
                    new=added, matched=read.matched, first_at=read.first_at, last_at=read.last_at,
                    oddities=json.dumps(read.oddities),
                )
            )  # fmt: skip
        if records:
            days = [local(one.started_at).date().isoformat() for one in (records[0], records[-1])]
            self.keep_sums(targets, (min(days), max(days)))
        return added

    def known(self, records: Sequence[ExchangeCall]) -> int:
        """How many of these are here already."""
        with self._store.read() as connection:
            return len({one.id for one in records}) - len(new_among(connection, records))

    def imports(self) -> list[Import]:
        """The files that were read, the newest first."""
        query = select(exchange_imports).order_by(exchange_imports.c.at.desc(), exchange_imports.c.id.desc())
        with self._store.read() as connection:
            return [_import(row) for row in connection.execute(query)]

    def cells(self, wanted: Wanted, by: By, targets: Targets) -> dict[str, ExchangeTally]:
        """The tally of each day, hour, day and hour ("2026-11-24 09"), line or operator; of all under "" (`By.ALL`)."""
        if operator_and_hour(wanted, by):
            return counted(self._raw(wanted, ("day", "hour", "line"), targets), by, ExchangeTally)
        self.keep_sums(targets)
        with self._store.read() as connection:
            return counted(kept_sums(connection, SOURCE, wanted, by), by, ExchangeTally)

    def raw_cells(self, wanted: Wanted, by: By, targets: Targets) -> dict[str, ExchangeTally]:
        """As `cells`, counted from the records themselves: slower, and what `cells` must equal."""
        groups = ("day", "line", "operator") if by is By.OPERATOR or wanted.operator else ("day", "hour", "line")
        if operator_and_hour(wanted, by):
            groups = ("day", "hour", "line")
        return counted(self._raw(wanted, groups, targets), by, ExchangeTally)

    def keep_sums(self, targets: Targets, days: tuple[str, str] | None = None) -> None:
        """Make the sums of these days anew; without days of all, if the targets are others than they were made for."""
        made_for = f"{targets.seconds} {targets.quick_seconds} {targets.rings}"
        facts = Facts(self._store)
        same = facts.get(_MADE_FOR) == made_for
        late = facts.get(LATE_DAYS).split()
        if late:
            days = (min([*late, *(days or ())]), max([*late, *(days or ())]))
        if same and days is None:
            return
        first, last = days if days is not None and same else ("0000", "9999")
        wanted = Wanted(date.min, date.max)
        cells: list[Cell] = []
        for groups in (("day", "hour", "line"), ("day", "line", "operator")):
            cells += self._raw(wanted, groups, targets, (first, last))
        waits = self._waits_by_day(first, last)
        with self._store.write() as connection:
            replace_sums(connection, SOURCE, first, last, cells)
            replace_sums(connection, WAITS, first, last, waits)
        facts.set(_MADE_FOR, made_for)
        if late:
            facts.set(LATE_DAYS, "")

    def _waits_by_day(self, first: str, last: str) -> list[Cell]:
        """Of each day and line the pairs of seconds and calls, one after the other."""
        sql = (
            f"select day, line, waiting_seconds, count(*) from exchange_calls where {_TIMED}"
            " and day between :first and :last group by 1, 2, 3"
        )
        pairs: dict[tuple[str, str], list[int]] = {}
        with self._store.read() as connection:
            for day, line, seconds, n in connection.execute(text(sql), {"first": first, "last": last}):
                pairs.setdefault((str(day), str(line)), []).extend((int(seconds), int(n)))
        return [Cell(day, 0, line, "", sums) for (day, line), sums in pairs.items()]

    def _raw(
        self, wanted: Wanted, groups: Sequence[str], targets: Targets, days: tuple[str, str] | None = None
    ) -> list[Cell]:
        absent = {"day": "''", "hour": "-1", "line": "''", "operator": "''"}
        columns = ", ".join(name if name in groups else empty for name, empty in absent.items())
        sql = f"select {columns}, {_SUMS} from exchange_calls where {_where(wanted)} group by {', '.join(groups)}"
        values = {**_values(wanted), "seconds": targets.seconds, "quick": targets.quick_seconds, "rings": targets.rings}
        if days is not None:
            values |= {"first": days[0], "last": days[1]}
        with self._store.read() as connection:
            rows = list(connection.execute(text(sql), values))
        return [Cell(str(r[0]), int(r[1]), str(r[2]), str(r[3]), [int(value or 0) for value in r[4:]]) for r in rows]

    def waits(self, wanted: Wanted) -> Waits:
        """How long the answered calls waited."""
        if wanted.operator:
            return self.raw_waits(wanted)
        counts: dict[int, int] = {}
        with self._store.read() as connection:
            for cell in kept_sums(connection, WAITS, wanted, By.DAY):
                for seconds, n in zip(cell.sums[::2], cell.sums[1::2], strict=True):
                    counts[seconds] = counts.get(seconds, 0) + n
        return Waits(counts)

    def raw_waits(self, wanted: Wanted) -> Waits:
        """As `waits`, counted from the records themselves."""
        sql = f"select waiting_seconds, count(*) from exchange_calls where {_TIMED} and {_where(wanted)} group by 1"
        with self._store.read() as connection:
            rows = connection.execute(text(sql), _values(wanted))
            return Waits({int(seconds): int(n) for seconds, n in rows})

    def patience(self, wanted: Wanted) -> float | None:
        """Mean patience of callers in seconds: all the time waited over how many gave up, which is the estimate of
        greatest likelihood when patience is exponential and who was answered had not lost it yet (Mandelbaum, Zeltyn,
        "The impact of customers' patience on delay and abandonment", 2004). None when nobody gave up."""
        sql = (
            "select sum(waiting_seconds), sum(result in ('abandoned', 'short')) from exchange_calls"
            f" where result in ('answered', 'abandoned', 'short') and waiting_seconds is not null and {_where(wanted)}"
        )
        with self._store.read() as connection:
            seconds, gave_up = connection.execute(text(sql), _values(wanted)).one()
        return seconds / gave_up if seconds and gave_up else None

    def days(self) -> tuple[date, date] | None:
        """The first and last day of which there are records."""
        with self._store.read() as connection:
            first, last = connection.execute(text("select min(day), max(day) from exchange_calls")).one()
        return (date.fromisoformat(first), date.fromisoformat(last)) if first else None

    def stream(self, wanted: Wanted) -> Iterator[ExchangeCall]:
        """The records themselves, in the order of their start."""
        sql = f"select id from exchange_calls where {_where(wanted)}"
        names = [c for c in exchange_calls.c if c.name not in ("day", "hour")]
        query = select(*names).where(exchange_calls.c.id.in_(text(sql).bindparams(**_values(wanted))))
        with self._store.read() as connection:
            for row in connection.execute(query.order_by(exchange_calls.c.started_at)).mappings():
                yield event_from_row(ExchangeCall, dict(row))

    def logged(self, since: datetime, until: datetime) -> list[LoggedCall]:
        """The calls of the log in a time, in the order of their start, for matching."""
        query = select(calls.c.id, calls.c.operator, calls.c.started_at).where(
            ~calls.c.practice, calls.c.started_at >= since, calls.c.started_at <= until
        )
        with self._store.read() as connection:
            rows = list(connection.execute(query.order_by(calls.c.started_at)))
        return [LoggedCall(row.id, row.operator, row.started_at) for row in rows]


def _batches(records: Iterable[ExchangeCall]) -> Iterator[list[ExchangeCall]]:
    rest = iter(records)
    while batch := list(islice(rest, _BATCH)):
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
