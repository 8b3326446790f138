"""The copy of a shared database's guide on this post: rows, cursor and chain hash arrive in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from operator_app.domain.changes import Changes
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import ERASED, FeedPage, FeedRow, PastEdition, content_hash, digest_of
from operator_app.local.arrivals import Arrivals, local_rows, sweep
from operator_app.local.erasing import erase, known_erasures
from operator_app.local.store import Store
from operator_app.tables.records import Row
from operator_app.tables.schema import documents, editions, facts, outbox, replica, revisions

_CURSOR, _CHAIN, _INCARNATION = "shared_cursor", "shared_chain", "shared_incarnation"
_DIGEST, _LOADING = "shared_digest", "shared_loading"
# The incarnation that this post's guide moves up to, while it does.
_MOVING = "shared_moving"


@dataclass(frozen=True, slots=True)
class Place:
    """Where this post stands in the feed. `loading`: it began anew and has not reached the end yet; `incarnation` is
    empty before the first pull."""

    cursor: int = 0
    chain: str = ""
    incarnation: str = ""
    digest: int = 0
    loading: bool = True


@dataclass(slots=True)
class Applied:
    """What a page did. `kept` counts texts of this post that were put aside as drafts because the shared database has
    another text, or none, in their place."""

    changes: Changes = field(default_factory=Changes)
    place: Place = field(default_factory=Place)
    kept: int = 0


class Replica:
    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def place(self) -> Place:
        with self._store.read() as connection:
            return _place(connection)

    def start_over(self, incarnation: str) -> None:
        """Load everything anew, because the shared database is another one or went back in time. The guide stays
        readable meanwhile, and everything that was ever sent waits to be sent again."""
        with self._store.write() as connection:
            connection.execute(update(replica).values(number=0))
            connection.execute(update(outbox).where(outbox.c.sent_at.is_not(None)).values(sent_at=None))
            _keep_place(connection, Place(incarnation=incarnation))

    def apply(self, page: FeedPage) -> Applied:
        """Take in a page that follows this post's place: all of it or nothing.

        A document that this program cannot read is noted and left out. Raises Problem: "shared_page_stale" when the
        page does not follow (another program on this store was quicker), "shared_row_damaged" when a document is not
        what its hash says, "shared_digest_differs" when at the end of the feed this post would hold
        something else than the database, and as `Store.write`. Nothing is changed then.
        """
        with self._store.write() as connection:
            place = _place(connection)
            if (page.after, page.cursor_hash, page.incarnation) != (place.cursor, place.chain, place.incarnation):
                raise Problem("shared_page_stale")
            arrivals = Arrivals(connection, self._clock(), place.loading)
            rows = [row for row in page.rows if row.status != ERASED]
            arrivals.take(_sound(rows))
            erased = [row for row in page.rows if row.status == ERASED]
            for row in erased:
                arrivals.leave(row)
                erase(connection, row, self._clock())
            loaded = page.complete and page.digest != 0 and not _moving(connection, place)
            if loaded and place.loading:
                sweep(connection, arrivals)
            digest = place.digest ^ arrivals.digest
            if page.complete and digest != page.digest:
                raise Problem("shared_digest_differs")
            new = Place(page.cursor, page.chain, page.incarnation, digest, place.loading and not loaded)
            _keep_place(connection, new)
        if erased:
            self._store.wipe()
        return Applied(arrivals.changes(), new, arrivals.kept)

    def digest(self) -> int:
        """The digest computed anew from what is really in the file; to be compared with `place().digest`."""
        with self._store.read() as connection:
            standing = select(replica.c.document_id, replica.c.hash, replica.c.readable).where(replica.c.number > 0)
            kept = {row.document_id: row for row in connection.execute(standing)}
            hashes = [row.hash for row in kept.values() if not row.readable]
            for row in connection.execute(select(documents)).mappings():
                if row["id"] in kept and kept[row["id"]].readable:
                    hashes.append(content_hash(_feed_row(dict(row))))
        return digest_of(hashes)

    def unreadable(self) -> int:
        """How many documents this program is too old to read."""
        with self._store.read() as connection:
            return len(connection.execute(select(replica.c.document_id).where(~replica.c.readable)).all())

    def erasures(self) -> list[tuple[str, str]]:
        """(kind, id) of everything that the shared database told this post to erase."""
        with self._store.read() as connection:
            return known_erasures(connection)

    def history(self, document_id: str) -> list[PastEdition]:
        """A document's editions as they stand here, the oldest first."""
        query = (
            select(editions, revisions.c.base_edition, revisions.c.body, revisions.c.seal)
            .join(revisions, revisions.c.id == editions.c.revision_id)
            .where(editions.c.document_id == document_id)
            .order_by(editions.c.number)
        )
        with self._store.read() as connection:
            rows = list(connection.execute(query))
        return [
            PastEdition(
                row.number, row.revision_id, row.base_edition, row.body, row.seal, row.published_at, row.published_by,
                row.note, row.urgent,
            )
            for row in rows
        ]  # fmt: skip

    def set_moving(self, moving: bool) -> None:
        """While this post's guide moves up, what the shared database does not have yet is kept as it is, with its
        history: also after a cut, a stop and the next start."""
        with self._store.write() as connection:
            place = _place(connection)
            _keep(connection, {_MOVING: place.incarnation if moving else ""})

    def moving(self) -> bool:
        """Whether a move up began and has not ended."""
        with self._store.read() as connection:
            return _moving(connection, _place(connection))

    def local_only(self) -> list[str]:
        """The ids of documents of this post that the shared database has not told of."""
        with self._store.read() as connection:
            return local_rows(connection)


def _sound(rows: Sequence[FeedRow]) -> Sequence[FeedRow]:
    for row in rows:
        if content_hash(row) != row.hash:
            raise Problem("shared_row_damaged", id=row.id)
    return rows


def _feed_row(row: Row) -> FeedRow:
    moment = row["updated_at"]
    return FeedRow(
        number=0,
        kind=str(row["kind"]),
        id=str(row["id"]),
        external_id=str(row["external_id"]),
        status=str(row["status"]),
        edition=int(str(row["edition"])),
        body=str(row["body"]),
        seal=str(row["seal"]),
        updated_at=moment if isinstance(moment, datetime) else None,
        updated_by=str(row["updated_by"]),
        withdrawn_reason=str(row["withdrawn_reason"]),
    )


def _place(connection: Connection) -> Place:
    found = {row.name: row.value for row in connection.execute(select(facts).where(facts.c.name.startswith("shared_")))}
    if _INCARNATION not in found:
        return Place()
    return Place(
        cursor=int(found[_CURSOR]),
        chain=found[_CHAIN],
        incarnation=found[_INCARNATION],
        digest=int(found[_DIGEST], 16),
        loading=bool(found[_LOADING]),
    )


def _keep_place(connection: Connection, place: Place) -> None:
    values = {
        _CURSOR: str(place.cursor),
        _CHAIN: place.chain,
        _INCARNATION: place.incarnation,
        _DIGEST: f"{place.digest:x}",
        _LOADING: "yes" if place.loading else "",
    }
    _keep(connection, values)


def _keep(connection: Connection, values: Mapping[str, str]) -> None:
    statement = upsert(facts)
    statement = statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})
    connection.execute(statement, [{"name": name, "value": value} for name, value in values.items()])


def _moving(connection: Connection, place: Place) -> bool:
    moving = connection.execute(select(facts.c.value).where(facts.c.name == _MOVING)).scalar_one_or_none()
    return bool(moving) and moving == place.incarnation
