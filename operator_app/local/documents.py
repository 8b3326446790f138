"""Documents in the store: reading, publishing, withdrawing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document, Edition, Kind, Seal, Status
from operator_app.domain.problems import Problem
from operator_app.local.store import Store
from operator_app.tables.records import body_from_json, document_from_row, document_row, seal_from_json, to_json
from operator_app.tables.schema import documents, drafts, editions, revisions

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Publication:
    """A document to be published over the edition `base` that its author saw; `revision_id` is made by the writer."""

    document: Document
    base: int
    revision_id: str
    note: str = ""
    urgent: bool = False


class Documents:
    """The documents of this post."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, id: str) -> Document | None:
        with self._store.read() as connection:
            row = connection.execute(select(documents).where(documents.c.id == id)).mappings().first()
        return document_from_row(dict(row)) if row else None

    def read_many(self, ids: Sequence[str]) -> dict[str, Document]:
        """The documents that exist among these ids."""
        found: dict[str, Document] = {}
        with self._store.read() as connection:
            for start in range(0, len(ids), _BATCH):
                query = select(documents).where(documents.c.id.in_(ids[start : start + _BATCH]))
                for row in connection.execute(query).mappings():
                    found[str(row["id"])] = document_from_row(dict(row))
        return found

    def of_kind(self, *kinds: Kind, published_only: bool = True) -> list[Document]:
        return list(self.stream(*kinds, published_only=published_only))

    def stream(self, *kinds: Kind, published_only: bool = True) -> Iterator[Document]:
        """The documents of these kinds (all without one), a page at a time: a long read holds no lock."""
        after = ""
        while True:
            query = select(documents).where(documents.c.id > after).order_by(documents.c.id).limit(_BATCH)
            if kinds:
                query = query.where(documents.c.kind.in_([kind.value for kind in kinds]))
            if published_only:
                query = query.where(documents.c.status == Status.PUBLISHED.value)
            with self._store.read() as connection:
                rows = [dict(row) for row in connection.execute(query).mappings()]
            if not rows:
                return
            for row in rows:
                yield document_from_row(row)
            after = str(rows[-1]["id"])

    def editions_known(self, *kinds: Kind) -> dict[str, int]:
        """Id to edition of what is published: what an index has to match."""
        query = select(documents.c.id, documents.c.edition).where(documents.c.status == Status.PUBLISHED.value)
        if kinds:
            query = query.where(documents.c.kind.in_([kind.value for kind in kinds]))
        with self._store.read() as connection:
            return {row.id: row.edition for row in connection.execute(query)}

    def ids_by_external(self) -> dict[str, str]:
        """External id to id, for imports that refer to each other by their own names."""
        query = select(documents.c.external_id, documents.c.id).where(documents.c.external_id != "")
        with self._store.read() as connection:
            return {row.external_id: row.id for row in connection.execute(query)}

    def names(self) -> dict[str, str]:
        """Id to the name outside of what is published: its external id, else its id."""
        query = select(documents.c.id, documents.c.external_id).where(documents.c.status == Status.PUBLISHED.value)
        with self._store.read() as connection:
            return {row.id: row.external_id or row.id for row in connection.execute(query)}

    def count(self) -> int:
        with self._store.read() as connection:
            return connection.execute(select(func.count()).select_from(documents)).scalar_one()

    def history(self, id: str) -> list[Edition]:
        """The editions of a document, the newest first."""
        query = (
            select(editions, revisions.c.body, revisions.c.seal, documents.c.kind)
            .join(revisions, revisions.c.id == editions.c.revision_id)
            .join(documents, documents.c.id == editions.c.document_id)
            .where(editions.c.document_id == id)
            .order_by(editions.c.number.desc())
        )
        with self._store.read() as connection:
            rows = list(connection.execute(query))
        return [
            Edition(
                document_id=id,
                number=row.number,
                body=body_from_json(Kind(row.kind), row.body),
                seal=seal_from_json(Kind(row.kind), row.seal),
                published_at=row.published_at,
                published_by=row.published_by,
                note=row.note,
                urgent=row.urgent,
            )
            for row in rows
        ]

    def publish(self, publications: Iterable[Publication], at: datetime, by: str) -> Changes:
        """Publish all or none, in one transaction.

        Raises Problem("edition_conflict") when another edition came in since `base`; Problem as `Store.write`.
        """
        ids: dict[str, set[str]] = {}
        with self._store.write() as connection:
            for publication in publications:
                _publish(connection, publication, at, by)
                ids.setdefault(publication.document.kind.value, set()).add(publication.document.id)
        return Changes({kind: frozenset(changed) for kind, changed in ids.items()})

    def renew_seal(self, id: str, seal: Seal, at: datetime, by: str) -> Changes:
        """ "Still right": a new seal, no new edition."""
        with self._store.write() as connection:
            statement = update(documents).where(documents.c.id == id).returning(documents.c.kind)
            kind = connection.execute(
                statement.values(seal=to_json(seal), updated_at=at, updated_by=by)
            ).scalar_one_or_none()
        return Changes({kind: frozenset({id})}) if kind else Changes()

    def withdraw(self, id: str, reason: str, at: datetime, by: str) -> Changes:
        """Take a document out of search; its text stays, under the reason."""
        with self._store.write() as connection:
            statement = update(documents).where(documents.c.id == id).returning(documents.c.kind)
            kind = connection.execute(
                statement.values(status=Status.WITHDRAWN.value, withdrawn_reason=reason, updated_at=at, updated_by=by)
            ).scalar_one_or_none()
        return Changes({kind: frozenset({id})}) if kind else Changes()


def _publish(connection: Connection, publication: Publication, at: datetime, by: str) -> None:
    document = publication.document
    current = connection.execute(select(documents.c.edition).where(documents.c.id == document.id)).scalar_one_or_none()
    if (current or 0) != publication.base:
        raise Problem("edition_conflict", edition=current or 0, base=publication.base)
    number = publication.base + 1
    row = document_row(
        replace(document, status=Status.PUBLISHED, edition=number, updated_at=at, updated_by=by, withdrawn_reason="")
    )
    if current is None:
        connection.execute(insert(documents).values(row))
    else:
        connection.execute(update(documents).where(documents.c.id == document.id).values(row))
    connection.execute(
        insert(revisions).values(
            id=publication.revision_id,
            document_id=document.id,
            base_edition=publication.base,
            body=row["body"],
            seal=row["seal"],
            written_at=at,
            author=by,
            note=publication.note,
        )
    )
    connection.execute(
        insert(editions).values(
            document_id=document.id,
            number=number,
            revision_id=publication.revision_id,
            published_at=at,
            published_by=by,
            note=publication.note,
            urgent=publication.urgent,
        )
    )
    # The draft that became this edition is one no longer; one that was begun anew since stays.
    written = (drafts.c.document_id == document.id) & (drafts.c.revision_id == publication.revision_id)
    connection.execute(delete(drafts).where(written))
