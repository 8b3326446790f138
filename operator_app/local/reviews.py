"""Texts that wait for review in the shared database, as this post last heard of them. None of them is a draft of this
post: what is written here stays what it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from operator_app.domain.changes import Changes, changed
from operator_app.domain.documents import Document, Status
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import Submission
from operator_app.local.drafts import Draft
from operator_app.local.store import Store
from operator_app.tables.records import document_from_row
from operator_app.tables.schema import drafts, editions, facts

_PLACE = "review_place"
_ONE = "review:"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits; `own`: whoever is signed in here handed it over."""

    submission: Submission
    own: bool

    def draft(self) -> Draft | None:
        """As a draft to be read; None for a text that this program cannot read."""
        one = self.submission
        document = _document(one)
        if document is None:
            return None
        return Draft(document, one.base, one.id, one.submitted_at, one.note, status=Status.IN_REVIEW, author=one.name)


class Reviews:
    def __init__(self, store: Store) -> None:
        self._store = store

    def after(self, incarnation: str) -> int:
        """The number of the feed up to which this post has heard; 0 in another database, and then nothing waits."""
        with self._store.read() as connection:
            place = _place(connection)
        if place[0] == incarnation:
            return place[1]
        self.forget()
        return 0

    def forget(self) -> None:
        """Hear everything anew: the database is another one, or went back in time."""
        with self._store.write() as connection:
            connection.execute(delete(facts).where(facts.c.name.startswith(_ONE) | (facts.c.name == _PLACE)))

    def take(self, incarnation: str, news: Sequence[Submission], login: str) -> Changes:
        """What changed, in one transaction. An own text that was published or sent back leaves the review here too."""
        if not news:
            return Changes()
        with self._store.write() as connection:
            for one in news:
                before = _read(connection, one.document_id)
                if one.state == "open":
                    waiting = Waiting(one, one.author == login)
                    _keep(connection, f"{_ONE}{one.document_id}", msgspec.json.encode(waiting).decode())
                    continue
                connection.execute(delete(facts).where(facts.c.name == f"{_ONE}{one.document_id}"))
                if before is not None and before.own:
                    _end_own(connection, before.submission, one.state)
                elif before is not None:
                    # What was approved here to appear on a day: it is over, or is to be read again.
                    copy = (drafts.c.document_id == one.document_id) & (drafts.c.revision_id == before.submission.id)
                    connection.execute(delete(drafts).where(copy & ~drafts.c.queued))
            _keep(connection, _PLACE, msgspec.json.encode((incarnation, news[-1].number)).decode())
        return changed("drafts", *(one.document_id for one in news))

    def read(self, document_id: str) -> Waiting | None:
        with self._store.read() as connection:
            return _read(connection, document_id)

    def all(self) -> list[Waiting]:
        """The oldest first."""
        query = select(facts.c.value).where(facts.c.name.startswith(_ONE))
        with self._store.read() as connection:
            found = [msgspec.json.decode(value, type=Waiting) for value in connection.execute(query).scalars()]
        return sorted(found, key=lambda one: one.submission.submitted_at)

    def mark_urgent(self, standing: Sequence[tuple[str, int]]) -> Changes:
        """These editions were published urgently, wherever that was."""
        touched: list[str] = []
        with self._store.write() as connection:
            for document_id, number in standing:
                this = (editions.c.document_id == document_id) & (editions.c.number == number) & ~editions.c.urgent
                if connection.execute(update(editions).where(this).values(urgent=True)).rowcount:
                    touched.append(document_id)
        return changed("remarks", *touched) if touched else Changes()


def same_text(draft: Draft, waiting: Waiting) -> bool:
    """What waits is this very draft."""
    document = _document(waiting.submission)
    return document is not None and waiting.submission.base == draft.base and (document.body, document.seal) == (
        draft.document.body, draft.document.seal,
    )  # fmt: skip


def _end_own(connection: Connection, submission: Submission, state: str) -> None:
    """The draft behind an own text, unless it was written on meanwhile."""
    this = (drafts.c.document_id == submission.document_id) & (drafts.c.status == Status.IN_REVIEW.value)
    if state == "published":
        same = (drafts.c.body == submission.body) & (drafts.c.base == submission.base) & ~drafts.c.queued
        connection.execute(delete(drafts).where(this & same))
    else:
        connection.execute(update(drafts).where(this).values(status=Status.DRAFT.value, publish_at=None))


def _read(connection: Connection, document_id: str) -> Waiting | None:
    query = select(facts.c.value).where(facts.c.name == f"{_ONE}{document_id}")
    kept = connection.execute(query).scalar_one_or_none()
    return msgspec.json.decode(kept, type=Waiting) if kept else None


def _place(connection: Connection) -> tuple[str, int]:
    kept = connection.execute(select(facts.c.value).where(facts.c.name == _PLACE)).scalar_one_or_none()
    return msgspec.json.decode(kept, type=tuple[str, int]) if kept else ("", 0)


def _keep(connection: Connection, name: str, value: str) -> None:
    statement = upsert(facts).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def _document(one: Submission) -> Document | None:
    row: dict[str, object] = {
        "id": one.document_id, "kind": one.kind, "external_id": one.external_id, "body": one.body, "seal": one.seal,
        "status": Status.DRAFT.value, "edition": one.base, "updated_at": one.submitted_at, "updated_by": "",
        "withdrawn_reason": "",
    }  # fmt: skip
    try:
        return document_from_row(row)
    except (Problem, ValueError):
        return None
