"""Documents that wait for a supervisor, found by SQLite itself: reading ten thousand bodies would hold up the lane."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select

from operator_app.domain.documents import Document, Kind, Status
from operator_app.local.store import Store
from operator_app.tables.records import document_from_row
from operator_app.tables.schema import documents, editions, remarks

_WRITTEN = (Kind.PROCEDURE, Kind.TIP)
_TITLED = {Kind.CONTACT: "name", Kind.NEWS: "title", Kind.GREETING: "text"}


class WorkLists:
    def __init__(self, store: Store) -> None:
        self._store = store

    def due(self, day: date) -> list[Document]:
        """What is published and expired, or due for review, before or on a day; the longest overdue first."""
        seal = documents.c.seal
        until, review = func.json_extract(seal, "$.valid_until"), func.json_extract(seal, "$.review_by")
        query = _published().where(or_(until <= day.isoformat(), review <= day.isoformat()))
        return self._read(query.order_by(func.min(func.coalesce(until, "9"), func.coalesce(review, "9"))))

    def count_due(self, day: date) -> int:
        """How many are overdue or expired: before a day, not on it."""
        seal = documents.c.seal
        until, review = func.json_extract(seal, "$.valid_until"), func.json_extract(seal, "$.review_by")
        return self._count(or_(until < day.isoformat(), review < day.isoformat()))

    def untranslated(self) -> list[Document]:
        """What is published in Arabic only or in French only."""
        return self._read(_published().where(_one_language()).order_by(documents.c.kind, documents.c.id))

    def count_untranslated(self) -> int:
        return self._count(_one_language())

    def urgent(self) -> list[Document]:
        """What was published urgently by one person and no second one has looked at yet."""
        looked_at = select(remarks.c.id).where(
            remarks.c.said == "reviewed", remarks.c.document_id == documents.c.id,
            remarks.c.edition == documents.c.edition,
        )  # fmt: skip
        query = (
            _published()
            .join(editions, (editions.c.document_id == documents.c.id) & (editions.c.number == documents.c.edition))
            .where(editions.c.urgent, ~looked_at.exists())
        )
        return self._read(query.order_by(documents.c.updated_at))

    def _read(self, query: Select[tuple[object]]) -> list[Document]:
        with self._store.read() as connection:
            return [document_from_row(dict(row)) for row in connection.execute(query).mappings()]

    def _count(self, condition: ColumnElement[bool]) -> int:
        published = documents.c.status == Status.PUBLISHED.value
        query = select(func.count()).select_from(documents).where(published, condition)
        with self._store.read() as connection:
            return connection.execute(query).scalar_one()


def _published() -> Select[tuple[object]]:
    return select(documents).where(documents.c.status == Status.PUBLISHED.value)


def _one_language() -> ColumnElement[bool]:
    """Arabic and French differ in whether they are there."""
    conditions = [_differs([kind.value for kind in _WRITTEN], "$.ar.title", "$.fr.title")]
    conditions += [_differs([kind.value], f"$.{name}.ar", f"$.{name}.fr") for kind, name in _TITLED.items()]
    return or_(*conditions)


def _differs(kinds: Sequence[str], arabic: str, french: str) -> ColumnElement[bool]:
    there = [func.coalesce(func.json_extract(documents.c.body, path), "") == "" for path in (arabic, french)]
    return documents.c.kind.in_(kinds) & (there[0] != there[1])
