"""A shared database in memory, held to the same contract tests as the real one. Fast enough for thousands of runs."""

import hashlib
import json
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Event
from uuid import uuid4

import msgspec

from operator_app.domain.calls import Acknowledgement, Call, CallBack, Feedback, UnmetNeed
from operator_app.domain.documents import Document
from operator_app.domain.faults import LineEvent
from operator_app.domain.hearing import HEARD_PAGE, Told
from operator_app.domain.people import Person, Role
from operator_app.domain.problems import Problem
from operator_app.domain.reviewing import Remark
from operator_app.domain.rounds import TestCall
from operator_app.domain.scoring import Evaluation
from operator_app.domain.sharing import (
    PAGE,
    Editing,
    FeedPage,
    FeedRow,
    Parcel,
    PastEdition,
    Receipt,
    Submission,
    content_hash,
    digest_of,
    payload_hash,
)
from operator_app.domain.team import TeamEvent
from operator_app.tables.records import to_json

from .reviewers import FakeReviews

_TYPES: dict[str, type] = {
    "call": Call,
    "call_back": CallBack,
    "unmet_need": UnmetNeed,
    "feedback": Feedback,
    "acknowledgement": Acknowledgement,
    "test_call": TestCall,
    "line_event": LineEvent,
    "team_event": TeamEvent,
    "evaluation": Evaluation,
    "remark": Remark,
}
LEASE = timedelta(seconds=90)
MOST_EDITED = 20
_SUPERVISORS_ONLY = ("evaluation", "remark")
_AMENDED = ("call_back", "unmet_need")


@dataclass
class FakeDatabase:
    """What the server holds. `snapshot` and `restore` are a backup and putting it back."""

    incarnation: str = field(default_factory=lambda: str(uuid4()))
    documents: dict[str, FeedRow] = field(default_factory=dict)
    erasures: list[FeedRow] = field(default_factory=list)
    chain: list[str] = field(default_factory=list)
    revisions: dict[str, tuple[str, int, str, str]] = field(default_factory=dict)
    notes: dict[str, tuple[str, bool]] = field(default_factory=dict)
    events: dict[tuple[str, str, str], str] = field(default_factory=dict)
    ticks: int = 0
    editing: dict[tuple[str, str], tuple[str, datetime, datetime]] = field(default_factory=dict)
    reviews: FakeReviews = field(default_factory=FakeReviews)
    listeners: list[Event] = field(default_factory=list)

    def connect(self, person: Person) -> "FakeConnection":
        return FakeConnection(self, person)

    def snapshot(self) -> "FakeDatabase":
        return deepcopy(replace(self, listeners=[]))

    def restore(self, backup: "FakeDatabase") -> None:
        kept = backup.snapshot()
        self.documents, self.erasures, self.chain = kept.documents, kept.erasures, kept.chain
        self.revisions, self.events = kept.revisions, kept.events
        self.reviews = kept.reviews

    def digest(self) -> int:
        return digest_of(row.hash for row in self.documents.values())

    def now(self) -> datetime:
        self.ticks += 1
        return datetime(2026, 11, 24, tzinfo=UTC) + timedelta(milliseconds=self.ticks)

    def append(self, line: str) -> int:
        previous = self.chain[-1] if self.chain else ""
        self.chain.append(hashlib.sha256(f"{previous} {self.ticks} {line}".encode()).hexdigest())
        for listener in self.listeners:
            listener.set()
        return len(self.chain)


class FakeConnection:
    def __init__(self, database: FakeDatabase, person: Person) -> None:
        self._database = database
        self._person = person
        self._woken = Event()
        database.listeners.append(self._woken)

    @property
    def person(self) -> Person:
        return self._person

    def pull(self, cursor: int, limit: int = PAGE) -> FeedPage:
        database = self._database
        news = [row for row in (*database.documents.values(), *database.erasures) if row.number > cursor]
        rows = tuple(sorted(news, key=lambda row: row.number)[:limit])
        head, complete = len(database.chain), len(rows) < limit
        at = head if complete else rows[-1].number
        known = database.chain[cursor - 1] if 0 < cursor <= head else None
        return FeedPage(
            incarnation=database.incarnation,
            schema_version=1,
            oldest_client=1,
            after=cursor,
            head=head,
            cursor_hash="" if cursor == 0 else known,
            cursor=at,
            chain=database.chain[at - 1] if at else "",
            complete=complete,
            digest=database.digest(),
            server_now=database.now(),
            rows=rows,
        )

    def push(self, parcels: Sequence[Parcel]) -> list[Receipt]:
        return [self._take(parcel) for parcel in parcels]

    def hear(self, since: datetime, known: Sequence[str], limit: int = HEARD_PAGE) -> list[Told]:
        """Which rows may be heard is the real database's business (test_hearing.py): here it is all."""
        mine = {id for _, login, id in self._database.events if login == self._person.login}
        here = mine | set(known)
        rows = [
            Told(kind, id, login, False, since, payload)
            for (kind, login, id), payload in self._database.events.items()
            if id not in here and kind != "call_back"
        ]
        return rows[:limit]

    def publish(self, document: Document, base: int, revision_id: str, note: str = "", urgent: bool = False) -> int:
        self._must_be(Role.SUPERVISOR)
        told = (document.id, to_json(document.body), to_json(document.seal))
        if (known := self._database.revisions.get(revision_id)) is not None:
            if (known[0], *known[2:]) == told:
                return known[1]
            raise Problem("shared_row_refused", state="23505")
        before = self._at_base(document.id, base)
        if before is not None and before.kind != document.kind.value:
            raise Problem("shared_row_refused", state="PC400")
        self._database.reviews.check(document, base, urgent)
        self._store(_row(replace(document, edition=base + 1, withdrawn_reason=""), "published"))
        number = self._database.documents[document.id].number
        self._database.reviews.published(document.id, base + 1, urgent, number)
        self._database.revisions[revision_id] = (told[0], base + 1, told[1], told[2])
        self._database.notes[revision_id] = (note, urgent)
        return base + 1

    def withdraw(self, id: str, base: int, reason: str) -> None:
        self._must_be(Role.SUPERVISOR)
        before = self._at_base(id, base)
        if before is not None:
            self._store(replace(before, status="withdrawn", withdrawn_reason=reason))

    def renew_seal(self, document: Document) -> None:
        self._must_be(Role.SUPERVISOR)
        before = self._at_base(document.id, document.edition)
        if before is not None:
            self._store(replace(before, seal=to_json(document.seal)))

    def move_up(self, document: Document, history: Sequence[PastEdition]) -> bool:
        self._must_be(Role.SUPERVISOR)
        names = {row.external_id for row in self._database.documents.values()} - {""}
        if document.id in self._database.documents or document.external_id in names:
            return False
        self._at_base(document.id, 0)
        self._store(_row(document, document.status.value))
        for past in history:
            self._database.revisions[past.revision_id] = (document.id, past.number, past.body, past.seal)
        return True

    def submit(self, document: Document, base: int, id: str, note: str = "") -> str:
        self._must_be(Role.SUPERVISOR)
        self._at_base(document.id, base)
        database = self._database
        return database.reviews.submit(document, base, id, note, self._person, database.now(), self._next)

    def submissions(self, after: int) -> list[Submission]:
        self._must_be(Role.SUPERVISOR)
        return self._database.reviews.changed(after)

    def urgent_editions(self) -> list[tuple[str, int]]:
        self._must_be(Role.SUPERVISOR)
        return list(self._database.reviews.urgent.items())

    def approve(self, document_id: str, content: str) -> None:
        self._must_be(Role.SUPERVISOR)
        self._database.reviews.approve(document_id, content, self._person, self._next)

    def send_back(self, document_id: str, content: str) -> None:
        self._must_be(Role.SUPERVISOR)
        self._database.reviews.send_back(document_id, content, self._next)

    def second_pair(self) -> tuple[str, ...]:
        return self._database.reviews.kinds

    def _next(self) -> int:
        return self._database.append("review")

    def meet(self, editing: Sequence[str], ended: Sequence[str]) -> list[Editing]:
        """Of each lease: who, since when, renewed when."""
        self._must_be(Role.SUPERVISOR)
        if len(editing) > MOST_EDITED:
            raise Problem("shared_row_refused", state="PC400")
        leases, now, me = self._database.editing, self._database.now(), self._person
        before = set(leases)
        for key in [key for key, (_, _, renewed) in leases.items() if now - renewed > LEASE]:
            del leases[key]
        for id in ended:
            leases.pop((id, me.login), None)
        for id in editing:
            _, since, _ = leases.get((id, me.login), (me.name, now, now))
            leases[(id, me.login)] = (me.name, since, now)
        if before != set(leases):
            for listener in self._database.listeners:
                listener.set()
        return [
            Editing(id, login, name, since, (LEASE - (now - renewed)).total_seconds())
            for (id, login), (name, since, renewed) in sorted(leases.items(), key=lambda lease: lease[1][1])
        ]

    def replay_erasures(self, erasures: Sequence[tuple[str, str]]) -> None:
        self._must_be(Role.ADMINISTRATOR)
        for kind, id in erasures:
            if kind == "document" and id in self._database.documents:
                self.erase_document(id)

    def erase_document(self, id: str) -> None:
        """What an administrator does by `app.erase_document`."""
        del self._database.documents[id]
        self._database.erasures.append(FeedRow(self._database.append(f"erase {id}"), "document", id))

    def wait(self, seconds: float) -> bool:
        woken = self._woken.wait(seconds)
        self._woken.clear()
        return woken

    def wake(self) -> None:
        self._woken.set()

    def close(self) -> None:
        self._database.listeners.remove(self._woken)

    def _take(self, parcel: Parcel) -> Receipt:
        kind = _TYPES.get(parcel.kind)
        try:
            told = json.loads(parcel.payload)
            may = parcel.kind not in _SUPERVISORS_ONLY or self._person.role is Role.SUPERVISOR
            if kind is None or not may or told["id"] != parcel.id or told.get("practice"):
                return Receipt(parcel.number, "", "PC400")
            msgspec.json.decode(parcel.payload, type=kind)
        except (ValueError, KeyError, msgspec.MsgspecError):
            return Receipt(parcel.number, "", "22P02")
        key = (parcel.kind, self._person.login, parcel.id)
        before = self._database.events.get(key)
        held = self._database.events.setdefault(key, parcel.payload)
        if held != parcel.payload and self._may_amend(parcel, held):
            self._database.events[key] = held = parcel.payload
        if parcel.kind == "remark":
            for listener in self._database.listeners:
                listener.set()
        return Receipt(parcel.number, payload_hash(held), fresh=held == parcel.payload != before)

    def _may_amend(self, parcel: Parcel, held: str) -> bool:
        if parcel.kind == "call_back":
            return bool(json.loads(parcel.payload)["number"] in ("", json.loads(held)["number"]))
        return parcel.kind in _AMENDED

    def _must_be(self, role: Role) -> None:
        if self._person.role is not role:
            raise Problem("shared_no_right", state="42501")

    def _at_base(self, id: str, base: int) -> FeedRow | None:
        before = self._database.documents.get(id)
        edition = before.edition if before else 0
        if edition != base:
            by, at = (before.updated_by, str(before.updated_at)) if before else ("", "")
            raise Problem("edition_conflict", edition=edition, by=by, at=at)
        if any((row.kind, row.id) == ("document", id) for row in self._database.erasures):
            raise Problem("shared_erased", state="PC410")
        return before

    def _store(self, row: FeedRow) -> None:
        row = replace(row, updated_at=self._database.now(), updated_by=self._person.login)
        row = replace(row, hash=content_hash(row))
        number = self._database.append(f"{row.id} {row.hash}")
        self._database.documents[row.id] = replace(row, number=number)


def _row(document: Document, status: str) -> FeedRow:
    return FeedRow(
        number=0,
        kind=document.kind.value,
        id=document.id,
        external_id=document.external_id,
        status=status,
        edition=document.edition,
        body=to_json(document.body),
        seal=to_json(document.seal),
        withdrawn_reason=document.withdrawn_reason,
    )
