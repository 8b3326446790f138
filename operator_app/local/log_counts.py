"""The operators' log counted in SQL, and what else a report counts in the store."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select, text

from operator_app.domain.calls import Feedback
from operator_app.domain.indicators import LogTally
from operator_app.domain.moments import TUNIS, local
from operator_app.local.facts import Facts
from operator_app.local.report_sums import By, Cell, Wanted, counted, kept_sums, operator_and_hour, replace_sums
from operator_app.local.store import Store
from operator_app.tables.records import event_from_row
from operator_app.tables.schema import acknowledgements, editions, feedback

SOURCE = "log"
_SUMMED = "log_sums"
_FIRST_DAY = date(1, 1, 2)
_SUMS = """
count(*), sum(outcome = 'answered'), sum(outcome = 'referred'), sum(outcome = 'no_answer'),
sum(outcome = 'call_back'), sum(outcome = 'dropped'), sum(outcome = 'other'),
sum(max(0, cast(strftime('%s', ended_at) as integer) - cast(strftime('%s', started_at) as integer)))
"""


class LogCounts:
    def __init__(self, store: Store) -> None:
        self._store = store

    def cells(self, wanted: Wanted, by: By, today: date) -> dict[str, LogTally]:
        """As `ExchangeRecords.cells`; practice is no part of it. Today's calls are counted as they are."""
        if operator_and_hour(wanted, by):
            return self.raw_cells(wanted, by)
        yesterday = today - timedelta(days=1)
        self.keep_sums(yesterday)
        people = by is By.OPERATOR or bool(wanted.operator)
        late = replace(wanted, since=max(wanted.since, today))
        cells = self._raw(late, people) if late.since <= late.until else []
        with self._store.read() as connection:
            cells += kept_sums(connection, SOURCE, replace(wanted, until=min(wanted.until, yesterday)), by)
        return counted(cells, by, LogTally)

    def raw_cells(self, wanted: Wanted, by: By) -> dict[str, LogTally]:
        """As `cells`, counted from the calls themselves."""
        people = (by is By.OPERATOR or bool(wanted.operator)) and not operator_and_hour(wanted, by)
        return counted(self._raw(wanted, people), by, LogTally)

    def keep_sums(self, until: date) -> None:
        """Bring the kept sums up to this day. All are made anew when calls came or went among what was summed."""
        facts = Facts(self._store)
        summed = json.loads(facts.get(_SUMMED) or '{"until": "", "calls": 0}')
        end = bounds(Wanted(until, until))[1]
        calls_before = self._count_before(end)
        if summed == {"until": until.isoformat(), "calls": calls_before}:
            return
        first = "0001-01-01"
        if summed["until"] and summed["until"] < until.isoformat():
            known = date.fromisoformat(summed["until"])
            if self._count_before(bounds(Wanted(known, known))[1]) == summed["calls"]:
                first = (known + timedelta(days=1)).isoformat()
        wanted = Wanted(date.fromisoformat(first), until)
        cells = [*self._raw(wanted, people=False), *self._raw(wanted, people=True)]
        with self._store.write() as connection:
            replace_sums(connection, SOURCE, first if first > "0001-01-01" else "", "9999", cells)
        facts.set(_SUMMED, json.dumps({"until": until.isoformat(), "calls": calls_before}))

    def _count_before(self, moment: datetime) -> int:
        sql = "select count(*) from calls where practice = 0 and started_at < :moment"
        with self._store.read() as connection:
            return int(connection.execute(text(sql), {"moment": _stored(moment)}).scalar_one())

    def _raw(self, wanted: Wanted, people: bool) -> list[Cell]:
        """By the hour of UTC, which is an hour of the wall: Tunisia is a whole hour ahead all year."""
        where = "practice = 0 and started_at >= :first and started_at < :last"
        where += " and line = :line" if wanted.line else ""
        where += " and operator = :operator" if wanted.operator else ""
        who = "operator" if people else "''"
        sql = (
            f"select substr(started_at, 1, 13) as utc_hour, line, {who}, {_SUMS} from calls where {where}"
            f" group by utc_hour, line, {who}"
        )
        values: dict[str, object] = dict(zip(("first", "last"), map(_stored, bounds(wanted)), strict=True))
        values |= {"line": wanted.line} if wanted.line else {}
        values |= {"operator": wanted.operator} if wanted.operator else {}
        with self._store.read() as connection:
            rows = list(connection.execute(text(sql), values))
        found: dict[tuple[str, int, str, str], list[int]] = {}
        for row in rows:
            wall = local(datetime.fromisoformat(f"{row[0]}:00:00+00:00"))
            key = (wall.date().isoformat(), -1 if people else wall.hour, str(row[1]), str(row[2]))
            sums = [int(value or 0) for value in row[3:]]
            so_far = found.get(key)
            found[key] = sums if so_far is None else [a + b for a, b in zip(so_far, sums, strict=True)]
        return [Cell(*key, sums) for key, sums in found.items()]

    def operators_by_hour(self, wanted: Wanted) -> list[tuple[date, int, int]]:
        """How many operators logged calls in each hour of each day."""
        sql = (
            "select substr(started_at, 1, 13) as utc_hour, count(distinct operator) from calls where practice = 0"
            " and started_at >= :first and started_at < :last group by utc_hour"
        )
        first, last = map(_stored, bounds(wanted))
        with self._store.read() as connection:
            rows = list(connection.execute(text(sql), {"first": first, "last": last}))
        walls = [(local(datetime.fromisoformat(f"{hour}:00:00+00:00")), int(n)) for hour, n in rows]
        return [(wall.date(), wall.hour, n) for wall, n in walls]

    def empty_searches(self, wanted: Wanted) -> int:
        """Searches without a result."""
        first, last = map(_stored, bounds(wanted))
        sql = "select count(*) from unmet_needs where call_id = '' and at >= :first and at < :last"
        sql += " and operator = :operator" if wanted.operator else ""
        values = {"first": first, "last": last} | ({"operator": wanted.operator} if wanted.operator else {})
        with self._store.read() as connection:
            return int(connection.execute(text(sql), values).scalar_one())

    def unmet_words(self, wanted: Wanted, limit: int = 20) -> list[tuple[str, int]]:
        """What was asked most without an answer, with how often."""
        first, last = map(_stored, bounds(wanted))
        sql = (
            "select query, count(*) as n from unmet_needs where at >= :first and at < :last"
            " group by query order by n desc, query limit :limit"
        )
        with self._store.read() as connection:
            rows = connection.execute(text(sql), {"first": first, "last": last, "limit": limit})
            return [(str(query), int(n)) for query, n in rows]

    def call_backs(self, wanted: Wanted, now: datetime) -> tuple[int, int]:
        """Call-backs that were due in the period, and those kept in time."""
        first, last = map(_stored, bounds(wanted))
        sql = (
            "select count(*), sum(done_at is not null and done_at <= due_at) from call_backs"
            " where due_at >= :first and due_at < :last and due_at <= :now"
        )
        sql += " and operator = :operator" if wanted.operator else ""
        values = {"first": first, "last": last, "now": _stored(now)}
        values |= {"operator": wanted.operator} if wanted.operator else {}
        with self._store.read() as connection:
            due, kept = connection.execute(text(sql), values).one()
        return int(due or 0), int(kept or 0)

    def reports(self, wanted: Wanted) -> list[Feedback]:
        """The "this is wrong" reports of the period."""
        first, last = bounds(wanted)
        query = select(feedback).where(feedback.c.at >= first, feedback.c.at < last)
        with self._store.read() as connection:
            return [event_from_row(Feedback, dict(row)) for row in connection.execute(query).mappings()]

    def published_since(self, moment: datetime) -> list[tuple[str, int, datetime, str]]:
        """Documents whose edition came after a moment: id, number, when, note; the newest first."""
        query = (
            select(editions.c.document_id, func.max(editions.c.number), editions.c.published_at, editions.c.note)
            .where(editions.c.published_at > moment)
            .group_by(editions.c.document_id)
            .order_by(editions.c.published_at.desc())
        )
        with self._store.read() as connection:
            return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]

    def corrected_at(self, document_id: str, edition: int) -> datetime | None:
        """When the edition after this one was published."""
        query = select(editions.c.published_at).where(
            editions.c.document_id == document_id, editions.c.number == edition + 1
        )
        with self._store.read() as connection:
            return connection.execute(query).scalar_one_or_none()

    def last_call_before(self, operator: str, moment: datetime) -> datetime | None:
        """When this operator closed the last call before a moment: the end of the shift before."""
        sql = "select max(ended_at) from calls where operator = :operator and practice = 0 and ended_at < :moment"
        with self._store.read() as connection:
            found = connection.execute(text(sql), {"operator": operator, "moment": _stored(moment)}).scalar_one()
        return datetime.fromisoformat(f"{found}+00:00") if found else None

    def readers(self, document_id: str, edition: int) -> dict[str, datetime]:
        """Who has acknowledged an edition, and when."""
        query = select(acknowledgements.c.operator, acknowledgements.c.at).where(
            acknowledgements.c.document_id == document_id, acknowledgements.c.edition == edition
        )
        with self._store.read() as connection:
            return {row.operator: row.at for row in connection.execute(query)}


def bounds(wanted: Wanted) -> tuple[datetime, datetime]:
    """The first moment of the period and the first after it."""
    first = datetime.combine(max(wanted.since, _FIRST_DAY), time(), tzinfo=TUNIS)
    return first, datetime.combine(wanted.until + timedelta(days=1), time(), tzinfo=TUNIS)


def _stored(moment: datetime) -> str:
    """As the Moment type of the tables writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
