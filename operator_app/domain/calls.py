"""A call, from F2 to the log."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from operator_app.domain.guide import Need


class Outcome(StrEnum):
    """How a call ended. `ANSWERED` is also the default when the operator skipped it (then `outcome_auto`)."""

    ANSWERED = "answered"
    REFERRED = "referred"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    DROPPED = "dropped"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Call:
    """One call. Anonymous: neither the caller's name nor number is part of it.

    Moments are UTC. `waiting_seconds` and `rings` are None when no telephone told them: not measured, never zero.
    `clock_offset_ms` is the post's clock minus the server's, when known. A call is open while `ended_at` is None.
    """

    id: str
    operator: str
    started_at: datetime
    ended_at: datetime | None = None
    line: str = ""
    language: str = ""
    query: str = ""
    article_id: str = ""
    article_edition: int = 0
    article_title: str = ""
    referred_to: str = ""
    referred_name: str = ""
    outcome: Outcome | None = None
    outcome_auto: bool = False
    need: Need | None = None
    note: str = ""
    waiting_seconds: int | None = None
    rings: int | None = None
    practice: bool = False
    clock_offset_ms: int | None = None

    @property
    def seconds(self) -> int | None:
        """Length in whole seconds; never negative even when the clock was set back during the call."""
        if self.ended_at is None:
            return None
        return max(0, int((self.ended_at - self.started_at).total_seconds()))


@dataclass(frozen=True, slots=True)
class Ring:
    """A telephone rings. `number` is cleaned and only ever shown; `since` is UTC.

    `id` is the telephone's own name for the call, `answered_at` when it was picked up there, `more` how many others
    ring behind it.
    """

    number: str
    line: str
    since: datetime
    id: str = ""
    answered_at: datetime | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class CallBack:
    """A promised call-back. The number lives here only, and is erased when it is done or after 30 days."""

    id: str
    call_id: str
    number: str
    due_at: datetime
    operator: str
    subject: str = ""
    done_at: datetime | None = None
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """A search without result, or a call closed as "no answer found". Digits of numbers are masked."""

    id: str
    query: str
    at: datetime
    call_id: str = ""
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """ "This is wrong", with what was on screen."""

    id: str
    document_id: str
    edition: int
    at: datetime
    operator: str
    shown: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An operator has read this edition of a news item."""

    id: str
    document_id: str
    edition: int
    at: datetime
    operator: str


CALL_BACK_RETENTION_DAYS = 30
