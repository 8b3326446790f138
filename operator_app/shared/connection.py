"""One connection of a post: it listens, pulls, pushes and publishes."""

import json
import select
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from threading import RLock

from psycopg import pq
from psycopg.rows import class_row

from operator_app.domain.documents import Document
from operator_app.domain.hearing import HEARD_PAGE, Told
from operator_app.domain.people import Person, Role
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import (
    CLIENT_VERSION,
    PAGE,
    SCHEMA_VERSION,
    Editing,
    FeedPage,
    Parcel,
    PastEdition,
    Receipt,
)
from operator_app.shared.address import Address
from operator_app.shared.failures import told
from operator_app.shared.pages import Change, page
from operator_app.shared.reviews import ReviewsConnection
from operator_app.shared.scripts import script
from operator_app.shared.sessions import Session, open_session
from operator_app.shared.watchdog import limit
from operator_app.tables.records import to_json

# Longer than any answer of a server that works; a first page over a slow line is the longest.
ANSWER_SECONDS = 20.0

_PULL = script("pull")
_HEARD = script("heard")
_PUSH = "select hash, refused, fresh from app.put_events(%s, %s, %s, %s)"
_PUBLISH = "select app.publish(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
_MOVE_UP = "select app.move_up(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
_PERSON = 'select login, name, role from app.people where login = session_user::text collate "default" and active'
_EDIT = "select app.edit(%s, %s)"
_EDITING = (
    "select document_id, login, name, since, extract(epoch from interval '90 seconds' - (clock_timestamp() - renewed))"
    " from app.editing order by since, login"
)
# The first schema with app.editing.
_PRESENCE = 2
# The first schema whose rows say whom they concern.
_HEARING = 3
_SCHEMA = "select schema_version, oldest_client from app.meta"


def connect(address: Address, password: str, answer_seconds: float = ANSWER_SECONDS) -> "SharedConnection":
    """Open a connection and begin to listen.

    Raises Problem: shared_no_name, shared_no_port, shared_no_answer, shared_tls, shared_password_refused,
    shared_password_missing, shared_no_database, shared_not_provisioned, shared_no_right, shared_not_admitted,
    shared_too_many, shared_starting, shared_client_old, shared_lost.
    """
    connection = open_session(address, password)
    try:
        with told(), limit(connection.fileno(), answer_seconds):
            return _greet(connection, answer_seconds)
    except BaseException:
        connection.close()
        raise


def _greet(connection: Session, answer_seconds: float) -> "SharedConnection":
    """Who we are, which schema this is, and LISTEN."""
    row = connection.execute(_PERSON).fetchone()
    schema = connection.execute(_SCHEMA).fetchone()
    if row is None or schema is None:
        raise Problem("shared_no_right", state="people")
    if int(str(schema[0])) > SCHEMA_VERSION and int(str(schema[1])) > CLIENT_VERSION:
        raise Problem("shared_client_old")
    person = Person(str(row[0]), str(row[1]), Role(str(row[2])))
    connection.execute("listen app_feed")
    if person.role is Role.SUPERVISOR:
        connection.execute("listen app_editing")
    return SharedConnection(connection, person, answer_seconds, int(str(schema[0])))


class SharedConnection(ReviewsConnection):
    """`Shared` over psycopg."""

    def __init__(
        self, connection: Session, person: Person, answer_seconds: float, schema: int = SCHEMA_VERSION
    ) -> None:
        super().__init__(self._ask, schema)
        self._connection = connection
        self._person = person
        self._answer_seconds = answer_seconds
        self._schema = schema
        self._lock = RLock()
        self._told = False
        self._ear, self._mouth = socket.socketpair()
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        connection.add_notify_handler(lambda _: self._note())

    @property
    def person(self) -> Person:
        return self._person

    def pull(self, cursor: int, limit: int = PAGE) -> FeedPage:
        with self._ask() as connection, connection.cursor(row_factory=class_row(Change)) as reader:
            reader.execute(_PULL, {"cursor": cursor, "limit": limit}, prepare=True)
            changes = reader.fetchall()
        return page(changes, cursor, limit)

    def push(self, parcels: Sequence[Parcel]) -> list[Receipt]:
        values = (
            CLIENT_VERSION,
            [parcel.kind for parcel in parcels],
            [parcel.id for parcel in parcels],
            [parcel.payload for parcel in parcels],
        )
        with self._ask() as connection:
            rows = connection.execute(_PUSH, values, prepare=True).fetchall()
        return [
            Receipt(parcel.number, str(hash or ""), str(refused), bool(fresh))
            for parcel, (hash, refused, fresh) in zip(parcels, rows, strict=True)
        ]

    def hear(self, since: datetime, known: Sequence[str], limit: int = HEARD_PAGE) -> list[Told]:
        if self._schema < _HEARING:
            return []
        values = {"since": since, "known": list(known), "limit": limit}
        with self._ask() as connection:
            rows = connection.execute(_HEARD.encode(), values).fetchall()
        return [
            Told(str(kind), str(id), str(by), bool(mine), at, str(payload))
            for kind, id, by, mine, at, payload in rows
            if isinstance(at, datetime)
        ]

    def publish(self, document: Document, base: int, revision_id: str, note: str = "", urgent: bool = False) -> int:
        body, seal = to_json(document.body), to_json(document.seal)
        values = (document.id, document.kind.value, document.external_id, base, body, seal, revision_id, note, urgent)
        with self._ask() as connection:
            row = connection.execute(_PUBLISH, values).fetchone()
        return int(str(row[0])) if row else 0

    def withdraw(self, id: str, base: int, reason: str) -> None:
        with self._ask() as connection:
            connection.execute("select app.withdraw(%s, %s, %s)", (id, base, reason))

    def renew_seal(self, document: Document) -> None:
        with self._ask() as connection:
            connection.execute(
                "select app.renew_seal(%s, %s, %s)", (document.id, document.edition, to_json(document.seal))
            )

    def move_up(self, document: Document, history: Sequence[PastEdition]) -> bool:
        past = json.dumps([asdict(edition) for edition in history], default=datetime.isoformat, ensure_ascii=False)
        body, seal = to_json(document.body), to_json(document.seal)
        values = (
            document.id, document.kind.value, document.external_id, document.status.value, document.edition, body, seal,
            document.withdrawn_reason, past,
        )  # fmt: skip
        with self._ask() as connection:
            row = connection.execute(_MOVE_UP, values).fetchone()
        return bool(row and row[0])

    def meet(self, editing: Sequence[str], ended: Sequence[str]) -> list[Editing]:
        if self._schema < _PRESENCE:
            return []
        with self._ask() as connection:
            connection.execute(_EDIT, (list(editing), list(ended)))
            rows = connection.execute(_EDITING).fetchall()
        return [Editing(str(id), str(login), str(name), since, float(left)) for id, login, name, since, left in rows]

    def replay_erasures(self, erasures: Sequence[tuple[str, str]]) -> None:
        values = ([kind for kind, _ in erasures], [id for _, id in erasures])
        with self._ask() as connection:
            connection.execute("select app.replay_erasures(%s, %s)", values)

    def wait(self, seconds: float) -> bool:
        """Raises Problem("shared_lost")."""
        if self._heard():
            return True
        with told():
            descriptor = self._connection.fileno()
        ear = self._ear.fileno()
        try:
            ready, _, _ = select.select([descriptor, ear], [], [], seconds)
        except (OSError, ValueError) as error:  # closed meanwhile by another thread
            raise Problem("shared_lost") from error
        with suppress(BlockingIOError):
            while self._ear.recv(64):
                self._note()
        if descriptor in ready:
            self._listen()
        return self._heard()

    def wake(self) -> None:
        with suppress(OSError):
            self._mouth.send(b".")

    def close(self) -> None:
        self._connection.close()
        self._ear.close()
        self._mouth.close()

    def _listen(self) -> None:
        """Take in what the server sent without being asked."""
        with self._lock, told():
            raw = self._connection.pgconn
            raw.consume_input()
            if raw.status != pq.ConnStatus.OK:
                raise Problem("shared_lost")
            while raw.notifies():
                self._note()

    def _note(self) -> None:
        self._told = True

    def _heard(self) -> bool:
        heard, self._told = self._told, False
        return heard

    @contextmanager
    def _ask(self) -> Iterator[Session]:
        """One question at a time, with an end to the waiting; errors become problems."""
        with self._lock, told(), limit(self._connection.fileno(), self._answer_seconds):
            yield self._connection
