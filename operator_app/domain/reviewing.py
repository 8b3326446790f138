"""What is said about a document on its way to the reader: comments, decisions, questions and their answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Said(StrEnum):
    """What a remark is. Stored as written here."""

    COMMENT = "comment"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    REVIEWED = "reviewed"
    """An urgent edition was looked at by a second person afterwards."""
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    STILL_RIGHT = "still_right"
    FACT_ASKED = "fact_asked"
    FACT_ANSWERED = "fact_answered"
    CORRECTING = "correcting"
    """A "this is wrong" report is being worked on; `about` is its id."""
    ANSWERED = "answered"
    """The sender of a report is told; `about` is its id."""
    TAKEN = "taken"
    """An unmet need became this document's business; `about` is its id."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said by one person at one moment. `edition` is the edition that it speaks of (of a draft: its base);
    `about` the id of the report, unmet need or remark that it answers, `to` whom it is for (a service, a sender)."""

    id: str
    said: Said
    document_id: str
    at: datetime
    author: str
    text: str = ""
    edition: int = 0
    about: str = ""
    to: str = ""
