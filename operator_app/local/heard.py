"""Events of other people that a shared database told, kept beside one's own. None leaves this post."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType

import msgspec
from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.sqlite import insert as upsert

from operator_app.domain.calls import Acknowledgement, Call, Feedback, UnmetNeed
from operator_app.domain.changes import Changes
from operator_app.domain.faults import LineEvent
from operator_app.domain.hearing import LATE_SCORES, OVERLAP, Told
from operator_app.domain.reviewing import Remark
from operator_app.domain.rounds import TestCall
from operator_app.domain.scoring import Evaluation
from operator_app.domain.team import TeamEvent
from operator_app.local.exchange_parcels import KIND, take_parcel
from operator_app.local.store import Store
from operator_app.local.team import evaluation_row
from operator_app.tables.records import event_row
from operator_app.tables.schema import (
    acknowledgements,
    calls,
    evaluations,
    exchange_calls,
    facts,
    feedback,
    line_events,
    remarks,
    team_events,
    test_calls,
    unmet_needs,
)

_PLACE = "heard_place"
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
Hearable = Call | UnmetNeed | Feedback | Acknowledgement | TestCall | LineEvent | TeamEvent | Evaluation | Remark
_KINDS: Mapping[str, tuple[type[Hearable], Table]] = MappingProxyType(
    {
        "call": (Call, calls),
        "unmet_need": (UnmetNeed, unmet_needs),
        "feedback": (Feedback, feedback),
        "acknowledgement": (Acknowledgement, acknowledgements),
        "test_call": (TestCall, test_calls),
        "line_event": (LineEvent, line_events),
        "team_event": (TeamEvent, team_events),
        "evaluation": (Evaluation, evaluations),
        "remark": (Remark, remarks),
    }
)


@dataclass(frozen=True, slots=True)
class HeardPlace:
    """How far this post has listened: `since` is when the last row arrived there, `known` what arrived shortly before,
    id to moment. Another `incarnation` is another database."""

    incarnation: str = ""
    since: datetime = _FIRST
    known: Mapping[str, datetime] = field(default_factory=dict)


class Heard:
    """`name`: how the person of this post is called here; what concerns them is kept under it."""

    def __init__(self, store: Store, name: Callable[[], str]) -> None:
        self._store = store
        self._name = name

    def place(self) -> HeardPlace:
        with self._store.read() as connection:
            kept = connection.execute(select(facts.c.value).where(facts.c.name == _PLACE)).scalar_one_or_none()
        return msgspec.json.decode(kept, type=HeardPlace) if kept else HeardPlace()

    def take(self, told: Sequence[Told], before: HeardPlace) -> tuple[HeardPlace, Changes]:
        """Keep a page that followed `before`, in one transaction. What is here already stays; what this program cannot
        read is passed over."""
        since = max([before.since, *(one.at for one in told)])
        known = {**before.known, **{one.id: one.at for one in told}}
        late = {one.id for one in told if one.kind == "evaluation"}
        kept = {
            id: at for id, at in known.items()
            if at >= since - OVERLAP or (at >= since - LATE_SCORES and (id in late or id in before.known))
        }  # fmt: skip
        place = HeardPlace(before.incarnation, since, kept)
        changed: dict[str, set[str]] = {}
        with self._store.write() as connection:
            for one in told:
                table = self._keep(connection, one)
                if table is not None:
                    changed.setdefault(table.name, set()).add(_about(one))
            value = msgspec.json.encode(place).decode()
            statement = upsert(facts).values(name=_PLACE, value=value)
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
        return place, Changes({kind: frozenset(ids) for kind, ids in changed.items()})

    def _keep(self, connection: Connection, one: Told) -> Table | None:
        """The table that got the row; None when it is of no kind that this program knows."""
        try:
            if one.kind == KIND:
                take_parcel(connection, one.payload)
                return exchange_calls
            if one.kind not in _KINDS:
                return None
            kind, table = _KINDS[one.kind]
            record = _named(msgspec.json.decode(one.payload, type=kind), one, self._name())
        except msgspec.MsgspecError:
            return None
        row = evaluation_row(record) if isinstance(record, Evaluation) else event_row(record)
        statement = upsert(table).values(row)
        if isinstance(record, UnmetNeed):
            # The same search grew by a few keys.
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"query": record.query}))
        else:
            connection.execute(statement.on_conflict_do_nothing())
        return table


def _about(told: Told) -> str:
    """What changed: of a remark, the document that it speaks of."""
    if told.kind == "remark":
        return msgspec.json.decode(told.payload, type=Remark).document_id
    return told.id


def _named(record: Hearable, told: Told, own: str) -> Hearable:
    """Who wrote it is what the database says, not the payload; whom it concerns, when that is this person, has the name
    that they have here."""
    if isinstance(record, Evaluation):
        return replace(record, evaluator=told.by, operator=own if told.mine else record.operator)
    if isinstance(record, Remark):
        return replace(record, author=told.by, to=own if told.mine else record.to)
    if isinstance(record, TeamEvent) and told.mine:
        return replace(record, operator=told.by, person=own)
    return replace(record, operator=told.by)
