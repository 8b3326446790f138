"""What a supervisor writes: one kind of document, one life cycle.

A document is an id, a kind and a chain of immutable revisions; publishing makes a numbered edition.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from operator_app.domain.contacts import Contact
from operator_app.domain.greetings import Greeting
from operator_app.domain.guide import Procedure, Tip
from operator_app.domain.hours import Holidays, Regime
from operator_app.domain.layers import Layer
from operator_app.domain.lines import Line
from operator_app.domain.news import News
from operator_app.domain.synonyms import Synonyms
from operator_app.domain.training import Module


class Kind(StrEnum):
    """What a document is. Stored as written here."""

    PROCEDURE = "procedure"
    TIP = "tip"
    CONTACT = "contact"
    GREETING = "greeting"
    REGIME = "regime"
    HOLIDAYS = "holidays"
    SYNONYMS = "synonyms"
    LINE = "line"
    NEWS = "news"
    MODULE = "module"
    LAYER = "layer"


SEARCHED_KINDS = (Kind.PROCEDURE, Kind.TIP, Kind.CONTACT)

Body = Procedure | Tip | Contact | Greeting | Regime | Holidays | Synonyms | Line | News | Module | Layer

BODY_TYPES: dict[Kind, type[Body]] = {
    Kind.PROCEDURE: Procedure,
    Kind.TIP: Tip,
    Kind.CONTACT: Contact,
    Kind.GREETING: Greeting,
    Kind.REGIME: Regime,
    Kind.HOLIDAYS: Holidays,
    Kind.SYNONYMS: Synonyms,
    Kind.LINE: Line,
    Kind.NEWS: News,
    Kind.MODULE: Module,
    Kind.LAYER: Layer,
}


class Status(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Confidence(StrEnum):
    """How far a source can be trusted today."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: `title` of the text or page, its `date` (ISO, may be only a year or empty), and
    `supports`, the fact or field that it supports (empty: all of the document)."""

    title: str
    date: str = ""
    url: str = ""
    supports: str = ""
    confidence: Confidence = Confidence.MEDIUM


@dataclass(frozen=True, slots=True)
class Seal:
    """Who answers for a document and until when it may be believed. Renewing it makes no new edition."""

    owner: str = ""
    sources: tuple[Source, ...] = ()
    verified_on: date | None = None
    verified_by: str = ""
    review_by: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def expired(self, today: date) -> bool:
        return self.valid_until is not None and today > self.valid_until

    def not_yet_valid(self, today: date) -> bool:
        return self.valid_from is not None and today < self.valid_from

    def overdue(self, today: date) -> bool:
        """Due for review before today."""
        return self.review_by is not None and today > self.review_by

    @property
    def unverified(self) -> bool:
        """Nobody of this body has verified it yet: the screen must say so."""
        return self.verified_on is None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it stands on this post.

    `edition` is 0 while it was never published. `external_id` is the name it came with (starter guide,
    import), kept so that a second import of the same file changes nothing.
    """

    id: str
    kind: Kind
    body: Body
    seal: Seal = field(default_factory=Seal)
    external_id: str = ""
    status: Status = Status.PUBLISHED
    edition: int = 0
    updated_at: datetime | None = None
    updated_by: str = ""
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A published, immutable state of a document."""

    document_id: str
    number: int
    body: Body
    seal: Seal
    published_at: datetime
    published_by: str
    note: str = ""
    urgent: bool = False
