"""Erasures told by the shared database, carried out on this post."""

from datetime import datetime

from sqlalchemy import Column, Connection, Table, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from operator_app.domain.calls import CallBack
from operator_app.domain.sharing import FeedRow
from operator_app.tables.records import event_from_row, to_json
from operator_app.tables.schema import (
    acknowledgements,
    call_backs,
    calls,
    documents,
    drafts,
    editions,
    erasures,
    facts,
    feedback,
    outbox,
    remarks,
    replica,
    revisions,
    unmet_needs,
)


def erase(connection: Connection, row: FeedRow, now: datetime) -> None:
    """Carry out one erasure and remember it: what it names never comes back, not even with a restored backup."""
    match row.kind:
        case "document":
            forget_document(connection, row.id)
            connection.execute(delete(drafts).where(drafts.c.document_id == row.id))
            connection.execute(delete(remarks).where(remarks.c.document_id == row.id))
            about = func.json_extract(outbox.c.payload, "$.document_id") == row.id
            connection.execute(delete(outbox).where(outbox.c.kind == "remark", about))
        case "call_back":
            _erase_number(connection, row.id, now)
        case "events_before":
            _erase_events(connection, datetime.fromisoformat(row.id))
    connection.execute(upsert(erasures).values(kind=row.kind, id=row.id).on_conflict_do_nothing())


def forget_document(connection: Connection, id: str) -> None:
    """A document with all its history, as if it had never been here."""
    connection.execute(delete(editions).where(editions.c.document_id == id))
    connection.execute(delete(revisions).where(revisions.c.document_id == id))
    connection.execute(delete(documents).where(documents.c.id == id))
    connection.execute(delete(replica).where(replica.c.document_id == id))
    connection.execute(delete(facts).where(facts.c.name == f"review:{id}"))


def known_erasures(connection: Connection) -> list[tuple[str, str]]:
    """(kind, id) of everything that was erased here."""
    return [(row.kind, row.id) for row in connection.execute(select(erasures))]


def _erase_number(connection: Connection, id: str, now: datetime) -> None:
    row = connection.execute(select(call_backs).where(call_backs.c.id == id)).mappings().first()
    if row is None or row["number"] == "":
        return
    values = {"number": "", "done_at": row["done_at"] or now}
    connection.execute(update(call_backs).where(call_backs.c.id == id).values(values))
    payload = to_json(event_from_row(CallBack, {**row, **values}))
    waiting = update(outbox).where(outbox.c.kind == "call_back", outbox.c.id == id)
    connection.execute(waiting.values(payload=payload, sent_at=None, refused=""))


def _erase_events(connection: Connection, before: datetime) -> None:
    moments: tuple[tuple[str, Table, Column[datetime]], ...] = (
        ("call", calls, calls.c.started_at),
        ("call_back", call_backs, call_backs.c.due_at),
        ("unmet_need", unmet_needs, unmet_needs.c.at),
        ("feedback", feedback, feedback.c.at),
        ("acknowledgement", acknowledgements, acknowledgements.c.at),
    )
    for kind, table, moment in moments:
        gone = select(table.c.id).where(moment < before)
        connection.execute(delete(outbox).where(outbox.c.kind == kind, outbox.c.id.in_(gone)))
        connection.execute(delete(table).where(moment < before))
