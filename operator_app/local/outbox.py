"""What waits to leave this post. On a single post it waits for the day when the post joins a shared database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from operator_app.local.store import Store
from operator_app.tables.schema import outbox


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One change to send: `payload` is the record as JSON, `id` its own id, which makes sending repeatable."""

    number: int
    kind: str
    id: str
    payload: str


def put(connection: Connection, kind: str, id: str, payload: str, at: datetime) -> None:
    """Write a row in the transaction of the change that it tells."""
    connection.execute(insert(outbox).values(kind=kind, id=id, payload=payload, written_at=at))


class Outbox:
    def __init__(self, store: Store) -> None:
        self._store = store

    def waiting(self) -> int:
        """How many rows are neither sent nor refused."""
        query = select(func.count()).select_from(outbox).where(outbox.c.sent_at.is_(None), outbox.c.refused == "")
        with self._store.read() as connection:
            return connection.execute(query).scalar_one()

    def next(self, limit: int = 500) -> list[OutboxRow]:
        """The oldest rows to send."""
        query = (
            select(outbox.c.number, outbox.c.kind, outbox.c.id, outbox.c.payload)
            .where(outbox.c.sent_at.is_(None), outbox.c.refused == "")
            .order_by(outbox.c.number)
            .limit(limit)
        )
        with self._store.read() as connection:
            return [OutboxRow(row.number, row.kind, row.id, row.payload) for row in connection.execute(query)]

    def confirm(self, rows: Sequence[OutboxRow], at: datetime) -> None:
        """These payloads have arrived. A row whose payload changed meanwhile goes on waiting."""
        if not rows:
            return
        same = (outbox.c.number == bindparam("row")) & (outbox.c.payload == bindparam("told"))
        told = [{"row": row.number, "told": row.payload, "sent_at": at} for row in rows]
        with self._store.write() as connection:
            connection.execute(update(outbox).where(same).values(sent_at=bindparam("sent_at")), told)

    def last_sent(self) -> OutboxRow | None:
        """The row that arrived last."""
        newest = (outbox.c.sent_at.desc(), outbox.c.number.desc())
        query = select(outbox).where(outbox.c.sent_at.is_not(None)).order_by(*newest).limit(1)
        with self._store.read() as connection:
            row = connection.execute(query).first()
        return OutboxRow(row.number, row.kind, row.id, row.payload) if row else None

    def send_again(self) -> None:
        """Everything that was ever sent waits once more: the shared database lost some of it."""
        with self._store.write() as connection:
            connection.execute(update(outbox).where(outbox.c.sent_at.is_not(None)).values(sent_at=None))

    def set_aside(self) -> int:
        """How many rows the shared database refused."""
        query = select(func.count()).select_from(outbox).where(outbox.c.refused != "")
        with self._store.read() as connection:
            return connection.execute(query).scalar_one()

    def try_again(self) -> None:
        """Let what was set aside wait again: somebody mended the cause."""
        with self._store.write() as connection:
            connection.execute(update(outbox).where(outbox.c.refused != "").values(refused="", sent_at=None))

    def refuse(self, row: OutboxRow, why: str) -> None:
        """Set a row aside visibly: it blocks no other. A row whose payload changed meanwhile goes on waiting."""
        same = (outbox.c.number == row.number) & (outbox.c.payload == row.payload)
        with self._store.write() as connection:
            connection.execute(update(outbox).where(same).values(refused=why))
