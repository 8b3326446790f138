"""What is said about documents: written once, never changed."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from operator_app.domain.reviewing import Remark, Said
from operator_app.local.outbox import put
from operator_app.local.store import Store
from operator_app.tables.records import event_from_row, event_row, to_json
from operator_app.tables.schema import remarks


class Remarks:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, *said: Remark) -> None:
        """All of them or none."""
        with self._store.write() as connection:
            for remark in said:
                say(connection, remark)

    def of_document(self, document_id: str) -> list[Remark]:
        """The oldest first."""
        query = select(remarks).where(remarks.c.document_id == document_id).order_by(remarks.c.at, remarks.c.id)
        with self._store.read() as connection:
            return [event_from_row(Remark, dict(row)) for row in connection.execute(query).mappings()]

    def that_say(self, *kinds: Said) -> list[Remark]:
        """Every remark of these kinds, the oldest first."""
        query = select(remarks).where(remarks.c.said.in_([kind.value for kind in kinds]))
        with self._store.read() as connection:
            rows = list(connection.execute(query.order_by(remarks.c.at, remarks.c.id)).mappings())
        return [event_from_row(Remark, dict(row)) for row in rows]

    def about(self, ids: Iterable[str], *kinds: Said) -> list[Remark]:
        """The remarks of these kinds that answer one of these."""
        wanted = set(ids)
        return [remark for remark in self.that_say(*kinds) if remark.about in wanted]


def say(connection: Connection, remark: Remark) -> None:
    """Write a remark in the transaction of what it tells; other supervisors' posts are to have it too."""
    connection.execute(insert(remarks).values(event_row(remark)))
    put(connection, "remark", remark.id, to_json(remark), remark.at)
