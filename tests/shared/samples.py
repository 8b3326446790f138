"""Documents and events of tests, and a post with its own store."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from uuid6 import uuid7

from operator_app.desk.exchange_round import Stores
from operator_app.desk.sync import Sync
from operator_app.domain.calls import Call, CallBack, Outcome
from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document, Kind, Seal
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.sharing import Shared
from operator_app.local import Calls, Documents, Drafts, Heard, Outbox, Replica, Reviews, Store

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    return str(uuid7())


def document(title: str = "Extrait de naissance", id: str = "", external_id: str = "", size: int = 0) -> Document:
    text = ProcedureText(title=title, short_answer="Au guichet de la municipalité.", body="س " * (size // 3))
    return Document(
        id=id or new_id(),
        kind=Kind.PROCEDURE,
        body=Procedure(fr=text, ar=ProcedureText(title=f"مضمون {title}"), keywords=("مضمون",)),
        seal=Seal(owner="Amina"),
        external_id=external_id,
    )


def titled(before: Document, title: str) -> Document:
    assert isinstance(before.body, Procedure)
    return replace(before, body=replace(before.body, fr=replace(before.body.fr, title=title)))


def call(query: str = "extrait", started_at: datetime | None = None) -> Call:
    start = started_at or NOON
    return Call(new_id(), "Amira", start, start + timedelta(minutes=3), query=query, outcome=Outcome.ANSWERED)


def call_back(of: Call, number: str = "00000012", due_at: datetime | None = None) -> CallBack:
    return CallBack(new_id(), of.id, number, due_at or NOON + timedelta(days=1), of.operator, "extrait")


@dataclass
class Post:
    """A post: a store in a folder and an engine over it."""

    folder: Path
    connect: Callable[[], Shared]
    clock: Callable[[], datetime] = now
    announce: Callable[[Changes], object] | None = None
    name: str = "Amira"
    seen: list[Changes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = Store.open(self.folder)
        self.calls = Calls(self.store)
        self.documents = Documents(self.store)
        self.outbox = Outbox(self.store)
        self.drafts = Drafts(self.store)
        self.replica = Replica(self.store, self.clock)
        self.heard = Heard(self.store, lambda: self.name)
        stores = Stores(self.replica, self.outbox, self.drafts, self.documents, self.heard, Reviews(self.store))
        self.sync = Sync(stores, self.connect, self.announce or self.seen.append, self.clock, Random())

    def log(self, query: str = "extrait", number: str = "") -> Call:
        """Log a call that has ended, with a promise to call back when there is a number."""
        logged = call(query)
        self.calls.close(logged, NOON, call_back(logged, number) if number else None)
        return logged

    def titles(self) -> dict[str, tuple[int, str]]:
        """Id to (edition, title) of the published guide."""
        return {
            found.id: (found.edition, found.body.fr.title)
            for found in self.documents.of_kind(Kind.PROCEDURE)
            if isinstance(found.body, Procedure)
        }

    def close(self) -> None:
        self.sync.disconnect()
        self.store.close()
