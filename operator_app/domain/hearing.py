"""What other people's posts told the shared database and this person may know: calls, searches, lines, scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

# Rows of a page: the heaviest are 16 KB.
HEARD_PAGE = 500
# A row can become visible after one that arrived later: no transaction of a post lasts longer than its statements may.
OVERLAP = timedelta(minutes=3)
# Scored calls may become visible so long after they arrived (`scoring.PRIVATE_FOR` and a day).
LATE_SCORES = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Told:
    """One event of another person. `by` is the writer's name in the shared database, `mine`: it concerns whoever asks,
    `at` when it arrived there (the server's clock), `payload` the record as JSON."""

    kind: str
    id: str
    by: str
    mine: bool
    at: datetime
    payload: str


class Teller(Protocol):
    """The part of a shared database's connection that tells."""

    def hear(self, since: datetime, known: Sequence[str], limit: int = HEARD_PAGE) -> list[Told]:
        """What arrived at this moment or later and is not among the ids `known`, the oldest first. Raises Problem."""
