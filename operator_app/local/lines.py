"""Test calls of the public numbers, and what happens to them: faults, maintenance, places. Written once."""

from sqlalchemy import func, insert, select

from operator_app.domain.faults import LineEvent, LineStep
from operator_app.domain.rounds import TestCall
from operator_app.local.outbox import put
from operator_app.local.store import Store
from operator_app.tables.records import event_from_row, event_row, to_json
from operator_app.tables.schema import line_events, test_calls


class Lines:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, test: TestCall | None, *events: LineEvent) -> None:
        """A test call and what follows from it, in one transaction."""
        with self._store.write() as connection:
            if test is not None:
                connection.execute(insert(test_calls).values(event_row(test)))
                put(connection, "test_call", test.id, to_json(test), test.at)
            for event in events:
                connection.execute(insert(line_events).values(event_row(event)))
                put(connection, "line_event", event.id, to_json(event), event.at)

    def tests(self) -> list[TestCall]:
        """Every test call, the newest first."""
        query = select(test_calls).order_by(test_calls.c.at.desc(), test_calls.c.id.desc())
        with self._store.read() as connection:
            return [event_from_row(TestCall, dict(row)) for row in connection.execute(query).mappings()]

    def last_tests(self) -> dict[str, TestCall]:
        """The last test of each line."""
        last = select(test_calls.c.line_id, func.max(test_calls.c.at).label("at")).group_by(test_calls.c.line_id)
        newest = last.subquery()
        query = select(test_calls).join(
            newest, (newest.c.line_id == test_calls.c.line_id) & (newest.c.at == test_calls.c.at)
        )
        with self._store.read() as connection:
            rows = [event_from_row(TestCall, dict(row)) for row in connection.execute(query).mappings()]
        return {test.line_id: test for test in rows}

    def events(self, *steps: LineStep) -> list[LineEvent]:
        """The events of these steps (all without one), the oldest first."""
        query = select(line_events).order_by(line_events.c.at, line_events.c.id)
        if steps:
            query = query.where(line_events.c.step.in_([step.value for step in steps]))
        with self._store.read() as connection:
            return [event_from_row(LineEvent, dict(row)) for row in connection.execute(query).mappings()]
