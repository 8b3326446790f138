"""Texts being written, and texts that wait to be published: one a document, on this post only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from operator_app.domain.documents import Document, Status
from operator_app.local.store import Store
from operator_app.tables.records import document_from_row, document_row
from operator_app.tables.schema import drafts


@dataclass(frozen=True, slots=True)
class Draft:
    """`document` holds the new text over the edition `base`. `queued`: publish it as soon as the shared database is
    reached; `refused` is the code of the problem that kept it from being published, empty for none. `status` is DRAFT
    or IN_REVIEW; `publish_at` the moment (UTC) at which what was approved becomes an edition."""

    document: Document
    base: int
    revision_id: str
    saved_at: datetime
    note: str = ""
    urgent: bool = False
    queued: bool = False
    refused: str = ""
    status: Status = Status.DRAFT
    author: str = ""
    publish_at: datetime | None = None


class Drafts:
    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, draft: Draft) -> None:
        """Keep a draft in the place of the document's former one."""
        with self._store.write() as connection:
            keep(connection, draft)

    def read(self, document_id: str) -> Draft | None:
        with self._store.read() as connection:
            row = connection.execute(select(drafts).where(drafts.c.document_id == document_id)).mappings().first()
        return _draft(dict(row)) if row else None

    def all(self) -> list[Draft]:
        """The newest first."""
        with self._store.read() as connection:
            rows = [dict(row) for row in connection.execute(select(drafts)).mappings()]
        return sorted((_draft(row) for row in rows), key=lambda draft: draft.saved_at, reverse=True)

    def queued(self) -> list[Draft]:
        """What waits to be published, the oldest first."""
        return [draft for draft in reversed(self.all()) if draft.queued and not draft.refused]

    def refuse(self, document_id: str, why: str) -> None:
        """It could not be published, and waits for its author."""
        with self._store.write() as connection:
            statement = update(drafts).where(drafts.c.document_id == document_id)
            connection.execute(statement.values(queued=False, refused=why))

    def delete(self, document_id: str, revision_id: str = "") -> None:
        """Forget a draft; with a `revision_id`, only if it is still that one."""
        statement = delete(drafts).where(drafts.c.document_id == document_id)
        if revision_id:
            statement = statement.where(drafts.c.revision_id == revision_id)
        with self._store.write() as connection:
            connection.execute(statement)


def keep(connection: Connection, draft: Draft, replace: bool = True) -> None:
    """Write a draft in a transaction; without `replace`, a draft that is there already stays."""
    row = document_row(draft.document)
    values = {name: row[name] for name in ("kind", "external_id", "body", "seal")} | {
        "document_id": draft.document.id,
        "base": draft.base,
        "note": draft.note,
        "urgent": draft.urgent,
        "revision_id": draft.revision_id,
        "saved_at": draft.saved_at,
        "queued": draft.queued,
        "refused": draft.refused,
        "status": draft.status.value,
        "author": draft.author,
        "publish_at": draft.publish_at,
    }
    statement = upsert(drafts).values(values)
    if replace:
        connection.execute(statement.on_conflict_do_update(index_elements=["document_id"], set_=values))
    else:
        connection.execute(statement.on_conflict_do_nothing())


def _draft(row: Mapping[str, object]) -> Draft:
    publish_at = row["publish_at"]
    document = document_from_row(
        {
            **row,
            "id": row["document_id"],
            "status": Status.DRAFT.value,
            "edition": row["base"],
            "updated_at": row["saved_at"],
            "updated_by": "",
            "withdrawn_reason": "",
        }
    )
    saved_at = document.updated_at
    if saved_at is None:
        raise ValueError("a draft without its moment")
    return Draft(
        document=document,
        base=document.edition,
        revision_id=str(row["revision_id"]),
        saved_at=saved_at,
        note=str(row["note"]),
        urgent=bool(row["urgent"]),
        queued=bool(row["queued"]),
        refused=str(row["refused"]),
        status=Status(str(row["status"])),
        author=str(row["author"]),
        publish_at=publish_at if isinstance(publish_at, datetime) else None,
    )
