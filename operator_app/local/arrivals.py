"""Documents that arrive from a shared database, written into the store in batches."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import Connection, delete, exists, false, func, literal, select
from sqlalchemy.dialects.sqlite import insert as upsert

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document, Status
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import FeedRow
from operator_app.local.drafts import Draft, keep
from operator_app.local.erasing import forget_document
from operator_app.tables.records import Row, document_from_row
from operator_app.tables.schema import documents, drafts, editions, erasures, replica, revisions

_COLUMNS = (
    "id", "kind", "external_id", "status", "edition", "body", "seal", "updated_at", "updated_by", "withdrawn_reason",
)  # fmt: skip


class Arrivals:
    """The work of one transaction. `digest` is what it changes in the digest, `kept` how many texts became drafts."""

    def __init__(self, connection: Connection, now: datetime, loading: bool) -> None:
        self._connection = connection
        self._now = now
        self._loading = loading
        self._changed: dict[str, set[str]] = {}
        self.digest = 0
        self.kept = 0

    def changes(self) -> Changes:
        return Changes({kind: frozenset(ids) for kind, ids in self._changed.items()})

    def take(self, rows: Sequence[FeedRow]) -> None:
        """Documents as they stand in the shared database."""
        if not rows:
            return
        ids = [row.id for row in rows]
        standing = self._standing(ids)
        before = self._before(ids)
        gone = self._gone(ids)
        readable = {row.id: row.id not in gone and _readable(row) for row in rows}
        for row in rows:
            self.digest ^= standing.get(row.id, 0) ^ int(row.hash, 16)
            if readable[row.id] and row.id in before:
                self._displace(before[row.id], row)
        self._write([row for row in rows if readable[row.id]])
        statement = upsert(replica)
        columns = ("number", "hash", "readable")
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["document_id"], set_={name: statement.excluded[name] for name in columns}
            ),
            [
                {"document_id": row.id, "number": row.number, "hash": row.hash, "readable": readable[row.id]}
                for row in rows
            ],
        )
        _keep_editions(self._connection, rows[0].number, rows[-1].number, self._now)

    def leave(self, row: FeedRow) -> None:
        """A document is about to be erased."""
        if row.kind == "document":
            self.digest ^= self._standing([row.id]).get(row.id, 0)
            for kind in self._connection.execute(select(documents.c.kind).where(documents.c.id == row.id)).scalars():
                self._changed.setdefault(kind, set()).add(row.id)
        else:
            self._changed.setdefault("call_backs" if row.kind == "call_back" else "calls", set())

    def put_aside(self, row: Row, base: int) -> None:
        """Keep a text of this post as a draft: the shared database has another one, or none, in its place."""
        document = _document(row)
        if document is None or document.status is not Status.PUBLISHED:
            return
        revision = str(uuid5(UUID(document.id), f"kept {document.edition} {self._now.isoformat()}"))
        keep(self._connection, Draft(document, base, revision, self._now), replace=False)
        self.kept += 1

    def forget(self, row: Row) -> None:
        """A document that the shared database does not have."""
        forget_document(self._connection, str(row["id"]))
        self._changed.setdefault(str(row["kind"]), set()).add(str(row["id"]))

    def _standing(self, ids: Sequence[str]) -> dict[str, int]:
        """The hashes that the digest already counts."""
        counted = replica.c.document_id.in_(ids) & (replica.c.number > 0)
        query = select(replica.c.document_id, replica.c.hash).where(counted)
        return {row.document_id: int(row.hash, 16) for row in self._connection.execute(query)}

    def _before(self, ids: Sequence[str]) -> dict[str, Row]:
        query = select(documents).where(documents.c.id.in_(ids))
        return {str(row["id"]): dict(row) for row in self._connection.execute(query).mappings()}

    def _gone(self, ids: Sequence[str]) -> set[str]:
        query = select(erasures.c.id).where(erasures.c.kind == "document", erasures.c.id.in_(ids))
        return set(self._connection.execute(query).scalars())

    def _displace(self, before: Row, row: FeedRow) -> None:
        """The text that stood here, when it is not an older edition of the one that arrives, becomes a draft, and the
        history that led to it goes."""
        same = (before["body"], before["seal"]) == (row.body, row.seal)
        if not self._loading or same or int(str(before["edition"])) < row.edition:
            return
        self.put_aside(before, row.edition)
        others = (editions.c.document_id == row.id) & (editions.c.number >= row.edition)
        orphans = list(self._connection.execute(select(editions.c.revision_id).where(others)).scalars())
        self._connection.execute(delete(editions).where(others))
        self._connection.execute(delete(revisions).where(revisions.c.id.in_(orphans)))

    def _write(self, rows: Sequence[FeedRow]) -> None:
        if not rows:
            return
        statement = upsert(documents)
        written = {name: statement.excluded[name] for name in _COLUMNS[1:]}
        values = [{name: getattr(row, name) for name in _COLUMNS} for row in rows]
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=written), values)
        self._drop_published_drafts(rows)
        for row in rows:
            self._changed.setdefault(row.kind, set()).add(row.id)

    def _drop_published_drafts(self, rows: Sequence[FeedRow]) -> None:
        """A draft that says what has just arrived is not one any more."""
        texts = {row.id: (row.body, row.seal) for row in rows}
        query = select(drafts.c.document_id, drafts.c.body, drafts.c.seal).where(~drafts.c.queued)
        done = [
            draft.document_id
            for draft in self._connection.execute(query)
            if texts.get(draft.document_id) == (draft.body, draft.seal)
        ]
        if done:
            self._connection.execute(delete(drafts).where(drafts.c.document_id.in_(done)))


def sweep(connection: Connection, arrivals: Arrivals) -> None:
    """After a load from the beginning: what the shared database did not tell of is put aside and leaves the guide."""
    told = exists().where(replica.c.document_id == documents.c.id, replica.c.number > 0)
    rows = [dict(row) for row in connection.execute(select(documents).where(~told)).mappings()]
    for row in rows:
        arrivals.put_aside(row, 0)
        arrivals.forget(row)
    connection.execute(delete(replica).where(replica.c.number == 0))


def local_rows(connection: Connection) -> list[str]:
    """The ids of documents of this store that the shared database did not tell of."""
    told = exists().where(replica.c.document_id == documents.c.id, replica.c.number > 0)
    return list(connection.execute(select(documents.c.id).where(~told).order_by(documents.c.id)).scalars())


def _keep_editions(connection: Connection, first: int, last: int, now: datetime) -> None:
    """The editions that arrived with these numbers of the feed, each with a revision of its own; a renewed seal or a
    withdrawal is none. Done inside SQLite: for ten thousand documents that is a second less."""
    hash = replica.c.hash
    parts = [func.substr(hash, start, length) for start, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))]
    revision = parts[0] + "-" + parts[1] + "-" + parts[2] + "-" + parts[3] + "-" + parts[4]
    known = exists().where(editions.c.document_id == documents.c.id, editions.c.number == documents.c.edition)
    at = func.coalesce(documents.c.updated_at, literal(now, documents.c.updated_at.type))
    arrived = replica.c.number.between(first, last) & replica.c.readable & ~known
    both = documents.join(replica, replica.c.document_id == documents.c.id)
    d = documents.c
    connection.execute(
        upsert(revisions)
        .from_select(
            ["id", "document_id", "base_edition", "body", "seal", "written_at", "author", "note"],
            select(revision, d.id, d.edition - 1, d.body, d.seal, at, d.updated_by, literal(""))
            .select_from(both)
            .where(arrived),
        )
        .prefix_with("OR IGNORE")
    )
    connection.execute(
        upsert(editions).from_select(
            ["document_id", "number", "revision_id", "published_at", "published_by", "note", "urgent"],
            select(d.id, d.edition, revision, at, d.updated_by, literal(""), false()).select_from(both).where(arrived),
        )
    )


def _readable(row: FeedRow) -> bool:
    return _document({name: getattr(row, name) for name in _COLUMNS}) is not None


def _document(row: Row) -> Document | None:
    """None for a kind that this program does not know or a body that it cannot read."""
    try:
        return document_from_row(row)
    except (Problem, ValueError):
        return None
