"""What concerns the people: training, nominations, difficulties, and their scored calls. Written once."""

import json
from datetime import datetime

from sqlalchemy import RowMapping, insert, select

from operator_app.domain.scoring import Evaluation
from operator_app.domain.team import TeamEvent, TeamStep
from operator_app.local.outbox import put
from operator_app.local.store import Store
from operator_app.tables.records import event_from_row, event_row, to_json
from operator_app.tables.schema import calls, evaluations, team_events


class Team:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, *events: TeamEvent) -> None:
        """All of them or none."""
        with self._store.write() as connection:
            for event in events:
                connection.execute(insert(team_events).values(event_row(event)))
                put(connection, "team_event", event.id, to_json(event), event.at)

    def events(self, *steps: TeamStep, person: str = "") -> list[TeamEvent]:
        """The events of these steps, the oldest first; of one person when named."""
        query = select(team_events).where(team_events.c.step.in_([step.value for step in steps]))
        if person:
            query = query.where(team_events.c.person == person)
        with self._store.read() as connection:
            rows = list(connection.execute(query.order_by(team_events.c.at, team_events.c.id)).mappings())
        return [event_from_row(TeamEvent, dict(row)) for row in rows]

    def score(self, evaluation: Evaluation) -> None:
        with self._store.write() as connection:
            connection.execute(insert(evaluations).values(evaluation_row(evaluation)))
            put(connection, "evaluation", evaluation.id, to_json(evaluation), evaluation.at)

    def evaluations(
        self, operator: str = "", since: datetime | None = None, until: datetime | None = None
    ) -> list[Evaluation]:
        """Scored calls, the newest first."""
        query = select(evaluations).order_by(evaluations.c.at.desc(), evaluations.c.id.desc())
        if operator:
            query = query.where(evaluations.c.operator == operator)
        if since:
            query = query.where(evaluations.c.at >= since)
        if until:
            query = query.where(evaluations.c.at < until)
        with self._store.read() as connection:
            return [_evaluation(row) for row in connection.execute(query).mappings()]

    def people(self) -> list[str]:
        """Everybody who ever logged a call, was trained or was scored, by name."""
        names: set[str] = set()
        queries = (
            select(calls.c.operator).distinct(), select(team_events.c.person).distinct(),
            select(evaluations.c.operator).distinct(),
        )  # fmt: skip
        with self._store.read() as connection:
            for query in queries:
                names.update(connection.execute(query).scalars())
        return sorted(names - {""})


def evaluation_row(evaluation: Evaluation) -> dict[str, object]:
    """The columns of an evaluation."""
    return {**event_row(evaluation), "marks": json.dumps(evaluation.marks)}


def _evaluation(row: RowMapping) -> Evaluation:
    return event_from_row(Evaluation, {**dict(row), "marks": json.loads(str(row["marks"]))})
