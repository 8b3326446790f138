"""What a post and the shared database say to each other. One guide per database."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from operator_app.domain.documents import Document
from operator_app.domain.hearing import Teller
from operator_app.domain.people import Person

# The version of this exchange that this program speaks; a database tells the oldest that may write to it.
CLIENT_VERSION = 1
# The newest schema of the shared database that this program knows.
SCHEMA_VERSION = 5
PAGE = 500
# A fast line is asked for more at a time: fewer commits of the store.
LARGEST_PAGE = 2000
# What stands in `FeedRow.status` for something that must disappear here.
ERASED = "erased"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One change of the feed: a document as it stands, or (status ERASED) what must be erased.

    `body` and `seal` are JSON text, byte for byte as their author's program wrote them; `hash` is `content_hash` of
    the row. Of an erasure only `number`, `kind` ("document", "call_back", "events_before") and `id` count.
    """

    number: int
    kind: str
    id: str
    external_id: str = ""
    status: str = ERASED
    edition: int = 0
    body: str = ""
    seal: str = ""
    updated_at: datetime | None = None
    updated_by: str = ""
    withdrawn_reason: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """What a pull brings: the feed as it stood at one moment, after the cursor `after`.

    `cursor_hash` is the chain's hash at the cursor that was asked from (empty at 0, None when the database does not
    have that number). `cursor` and `chain` are the next cursor and the hash there; `complete` says that nothing
    follows, and then `digest` is the digest of all current documents. `posts` are connected at this moment.
    """

    incarnation: str
    schema_version: int
    oldest_client: int
    after: int
    head: int
    cursor_hash: str | None
    cursor: int
    chain: str
    complete: bool
    digest: int
    server_now: datetime
    posts: int = 1
    rows: tuple[FeedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """One row of the outbox. `number` is the outbox's own."""

    number: int
    kind: str
    id: str
    payload: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a parcel: `hash` is the SHA-256 of the payload that the database holds now, read back; `refused`
    the database's reason (an SQLSTATE), empty when there is none; `fresh` says that it did not hold this before."""

    number: int
    hash: str
    refused: str = ""
    fresh: bool = False

    def confirms(self, parcel: Parcel) -> bool:
        """The database holds exactly this payload."""
        return not self.refused and self.hash == payload_hash(parcel.payload)


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An edition with its revision, as a post that moves up brings it along."""

    number: int
    revision_id: str
    base: int
    body: str
    seal: str
    published_at: datetime
    published_by: str
    note: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Editing:
    """Somebody writes a document at this moment, since `since`; believed for `seconds` more unless it is renewed."""

    document_id: str
    login: str
    name: str
    since: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class Submission:
    """A text handed over for review as it stands in the shared database: `id` of the draft's revision, `author` is a
    login and `name` theirs, `content` the digest that an approval is about, `state` "open", "sent_back" or
    "published", `approved_by` names. Only of an open one the texts are there. `number` is of the feed."""

    number: int
    document_id: str
    id: str
    kind: str
    external_id: str
    base: int
    body: str
    seal: str
    note: str
    author: str
    name: str
    submitted_at: datetime
    content: str
    state: str
    approved_by: tuple[str, ...] = ()


class Reviewing(Protocol):
    """The part of a shared database's connection that reviews: supervisors only. Raises Problem: "review_text_changed"
    when another text waits by now, "review_own" when the approver wrote it."""

    def submit(self, document: Document, base: int, id: str, note: str = "") -> str:
        """Hand a text over; its digest. Raises Problem("edition_conflict")."""

    def submissions(self, after: int) -> list[Submission]:
        """What changed after a number of the feed, in its order."""

    def urgent_editions(self) -> list[tuple[str, int]]:
        """(document, edition) of what stands and was published urgently."""

    def approve(self, document_id: str, content: str) -> None: ...

    def send_back(self, document_id: str, content: str) -> None: ...

    def second_pair(self) -> tuple[str, ...]:
        """The kinds of documents that want a second pair of eyes."""


class Shared(Reviewing, Teller, Protocol):
    """An open connection to a shared database. Safe to use from several threads, one thing at a time.

    Every method raises Problem: "shared_lost" when the connection broke (whether the server did what was asked is then
    not known; everything may be asked again), others as their codes tell.
    """

    @property
    def person(self) -> Person:
        """Who is signed in."""

    def pull(self, cursor: int, limit: int = PAGE) -> FeedPage:
        """The changes after a cursor, in one consistent page."""

    def push(self, parcels: Sequence[Parcel]) -> list[Receipt]:
        """Hand over rows of the outbox, in order; a receipt for each."""

    def publish(self, document: Document, base: int, revision_id: str, note: str = "", urgent: bool = False) -> int:
        """Publish over the edition that the author saw; the new edition's number. Asked again with the same
        `revision_id`, it answers the same. Raises Problem("edition_conflict")."""

    def withdraw(self, id: str, base: int, reason: str) -> None:
        """Raises Problem("edition_conflict")."""

    def renew_seal(self, document: Document) -> None:
        """Keep the document's seal; no new edition. Raises Problem("edition_conflict")."""

    def move_up(self, document: Document, history: Sequence[PastEdition]) -> bool:
        """Bring a document of a single post; False when the database has it already."""

    def meet(self, editing: Sequence[str], ended: Sequence[str]) -> list[Editing]:
        """Say which documents this person writes and has ceased to write; everybody who writes one now, this person
        included. Supervisors only. A database that is too old for this answers with nobody."""

    def replay_erasures(self, erasures: Sequence[tuple[str, str]]) -> None:
        """(kind, id) that this post knows to have been erased; done again where a restored backup brought them back."""

    def wait(self, seconds: float) -> bool:
        """Sleep until something was published, for supervisors also until somebody began or ceased to write, `wake`
        is called (True) or the time is over (False)."""

    def wake(self) -> None:
        """End a `wait`. Safe from every thread."""

    def close(self) -> None: ...


def payload_hash(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()


def content_hash(row: FeedRow) -> str:
    """SHA-256 over the parts of a document, each with its length in bytes; app.content_hash computes the same."""
    moment = "" if row.updated_at is None else str((row.updated_at - _EPOCH) // _MICROSECOND)
    parts = (
        row.id, row.kind, row.external_id, row.status, str(row.edition), row.body, row.seal, moment,
        row.updated_by, row.withdrawn_reason,
    )  # fmt: skip
    return hashlib.sha256("".join(f"{len(part.encode())}:{part}" for part in parts).encode()).hexdigest()


def digest_of(hashes: Iterable[str]) -> int:
    """The digest of a set of documents: their hashes, one over the other, in any order."""
    digest = 0
    for one in hashes:
        digest ^= int(one, 16)
    return digest
