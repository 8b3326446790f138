"""Calls in hand, the log, call-backs, unmet needs, "this is wrong", acknowledgements."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from operator_app.domain.calls import (
    CALL_BACK_RETENTION_DAYS,
    Acknowledgement,
    Call,
    CallBack,
    Feedback,
    Outcome,
    UnmetNeed,
)
from operator_app.local.outbox import put
from operator_app.local.store import Store
from operator_app.tables.records import Event, call_from_json, event_from_row, event_row, to_json
from operator_app.tables.schema import acknowledgements, call_backs, calls, feedback, open_calls, outbox, unmet_needs


@dataclass(frozen=True, slots=True)
class CallFilter:
    """Which calls of the log, the newest first. Moments are UTC, `until` is excluded; `words` are looked for in
    query, article, receiver and note."""

    since: datetime | None = None
    until: datetime | None = None
    outcome: Outcome | None = None
    operator: str = ""
    words: str = ""
    practice: bool = False
    limit: int = 1000
    offset: int = 0


class Calls:
    def __init__(self, store: Store) -> None:
        self._store = store

    def save_open(self, call: Call, at: datetime) -> None:
        """Keep a call in hand as it is now."""
        statement = upsert(open_calls).values(id=call.id, record=to_json(call), saved_at=at)
        with self._store.write() as connection:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["id"], set_={"record": statement.excluded.record, "saved_at": at}
                )
            )

    def open(self) -> list[tuple[Call, datetime]]:
        """The calls in hand with the moment each was last saved, oldest first."""
        with self._store.read() as connection:
            rows = list(connection.execute(select(open_calls).order_by(open_calls.c.id)))
        return [(call_from_json(row.record), row.saved_at) for row in rows]

    def forget_open(self, id: str) -> None:
        """Drop a call that was never one (taken by mistake)."""
        with self._store.write() as connection:
            connection.execute(delete(open_calls).where(open_calls.c.id == id))

    def close(
        self, call: Call, at: datetime, call_back: CallBack | None = None, unmet: UnmetNeed | None = None
    ) -> bool:
        """Move a call from hand to the log, with what it promised, in one transaction.

        Returns False when it was closed before: closing twice stores one record. A practice call reaches the
        log's practice view only: no outbox, no unmet need, no call-back.
        """
        with self._store.write() as connection:
            connection.execute(delete(open_calls).where(open_calls.c.id == call.id))
            stored = connection.execute(upsert(calls).values(event_row(call)).on_conflict_do_nothing())
            if stored.rowcount == 0:
                return False
            if call.practice:
                return True
            events: list[tuple[Table, str, Event]] = [(call_backs, "call_back", call_back)] if call_back else []
            events += [(unmet_needs, "unmet_need", unmet)] if unmet else []
            put(connection, "call", call.id, to_json(call), at)
            for table, kind, record in events:
                connection.execute(insert(table).values(event_row(record)))
                put(connection, kind, record.id, to_json(record), at)
        return True

    def log(self, wanted: CallFilter) -> list[Call]:
        query = select(calls).where(*_conditions(wanted)).order_by(calls.c.started_at.desc(), calls.c.id.desc())
        with self._store.read() as connection:
            rows = list(connection.execute(query.limit(wanted.limit).offset(wanted.offset)).mappings())
        return [event_from_row(Call, dict(row)) for row in rows]

    def count(self, wanted: CallFilter) -> int:
        query = select(func.count()).select_from(calls).where(*_conditions(wanted))
        with self._store.read() as connection:
            return connection.execute(query).scalar_one()

    def call_backs_waiting(self) -> list[CallBack]:
        """The promised call-backs that are not done, the most urgent first."""
        query = select(call_backs).where(call_backs.c.done_at.is_(None)).order_by(call_backs.c.due_at)
        with self._store.read() as connection:
            return [event_from_row(CallBack, dict(row)) for row in connection.execute(query).mappings()]

    def end_call_back(self, id: str, reached: bool, at: datetime) -> None:
        """A call-back is done: its number is erased here and from what waits to be sent."""
        with self._store.write() as connection:
            row = connection.execute(select(call_backs).where(call_backs.c.id == id)).mappings().first()
            if row is None:
                return
            done = replace(event_from_row(CallBack, dict(row)), number="", done_at=at, reached=reached)
            connection.execute(update(call_backs).where(call_backs.c.id == id).values(event_row(done)))
            _replace_payload(connection, "call_back", id, to_json(done))
        self._store.wipe()

    def erase_old_numbers(self, now: datetime) -> int:
        """Erase the numbers of call-backs promised more than CALL_BACK_RETENTION_DAYS ago; returns how many. Copies of
        the store from before then go too."""
        before = now - timedelta(days=CALL_BACK_RETENTION_DAYS)
        self._store.drop_backups(before)
        query = select(call_backs).where(call_backs.c.due_at < before, call_backs.c.number != "")
        with self._store.write() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
            for row in rows:
                ended = replace(event_from_row(CallBack, row), number="", done_at=row["done_at"] or now)
                connection.execute(update(call_backs).where(call_backs.c.id == ended.id).values(event_row(ended)))
                _replace_payload(connection, "call_back", ended.id, to_json(ended))
        if rows:
            self._store.wipe()
        return len(rows)

    def add_unmet_need(self, unmet: UnmetNeed) -> None:
        self._add(unmet_needs, "unmet_need", unmet, unmet.at)

    def replace_unmet_need(self, unmet: UnmetNeed) -> None:
        """The same search grew by a few keys: one unmet need, with the longer words."""
        with self._store.write() as connection:
            connection.execute(update(unmet_needs).where(unmet_needs.c.id == unmet.id).values(event_row(unmet)))
            _replace_payload(connection, "unmet_need", unmet.id, to_json(unmet))

    def unmet_needs(self, since: datetime, limit: int = 500) -> list[UnmetNeed]:
        query = select(unmet_needs).where(unmet_needs.c.at >= since).order_by(unmet_needs.c.at.desc()).limit(limit)
        with self._store.read() as connection:
            return [event_from_row(UnmetNeed, dict(row)) for row in connection.execute(query).mappings()]

    def add_feedback(self, record: Feedback) -> None:
        self._add(feedback, "feedback", record, record.at)

    def feedback(self, limit: int = 500) -> list[Feedback]:
        query = select(feedback).order_by(feedback.c.at.desc()).limit(limit)
        with self._store.read() as connection:
            return [event_from_row(Feedback, dict(row)) for row in connection.execute(query).mappings()]

    def acknowledge(self, record: Acknowledgement) -> None:
        self._add(acknowledgements, "acknowledgement", record, record.at)

    def acknowledged(self, operator: str) -> set[tuple[str, int]]:
        """The editions of news that an operator has acknowledged, as (document id, edition)."""
        query = select(acknowledgements.c.document_id, acknowledgements.c.edition)
        with self._store.read() as connection:
            rows = connection.execute(query.where(acknowledgements.c.operator == operator))
            return {(row.document_id, row.edition) for row in rows}

    def _add(self, table: Table, kind: str, record: Event, at: datetime) -> None:
        with self._store.write() as connection:
            connection.execute(insert(table).values(event_row(record)))
            put(connection, kind, record.id, to_json(record), at)


def _conditions(wanted: CallFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [calls.c.practice == wanted.practice]
    if wanted.since:
        conditions.append(calls.c.started_at >= wanted.since)
    if wanted.until:
        conditions.append(calls.c.started_at < wanted.until)
    if wanted.outcome:
        conditions.append(calls.c.outcome == wanted.outcome.value)
    if wanted.operator:
        conditions.append(calls.c.operator == wanted.operator)
    for word in wanted.words.split():
        searched = (calls.c.query, calls.c.article_title, calls.c.referred_name, calls.c.note)
        conditions.append(or_(*(column.icontains(word, autoescape=True) for column in searched)))
    return conditions


def _replace_payload(connection: Connection, kind: str, id: str, payload: str) -> None:
    """What waits in the outbox follows its record; a row already sent is sent again with the new content."""
    connection.execute(
        update(outbox).where(outbox.c.kind == kind, outbox.c.id == id).values(payload=payload, sent_at=None, refused="")
    )
