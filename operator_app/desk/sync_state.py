"""What the badge and `sync --status` show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from operator_app.domain.people import Person
from operator_app.domain.problems import Problem

# What trying again every few seconds does not mend: somebody must do something first.
STUBBORN = frozenset(
    {
        "shared_password_refused", "shared_password_missing", "shared_tls", "shared_no_database", "shared_client_old",
        "shared_not_provisioned", "shared_no_right", "shared_not_admitted", "shared_digest_differs",
        "shared_row_damaged", "store_full",
    }
)  # fmt: skip


# Changes that have written to the outbox. Lines, team and evaluations are there too: `desk.lines`, `desk.team`.
SENT = (
    "calls", "call_backs", "unmet_needs", "feedback", "acknowledgements", "line_events", "team_events", "evaluations",
    "exchange_calls", "remarks", "drafts", "gaps",
)  # fmt: skip


class Status(StrEnum):
    CONNECTED = "connected"
    CONNECTING = "connecting"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class SyncState:
    """`since`: connected, or out of reach, since then. `waiting` rows wait to be sent, `refused` were set aside,
    `drafts` wait to be published. `progress` is (done, total) of a long load, in numbers of the feed. `empty`: nothing
    was ever published there, so the guide of this post stays as it is; `moving`: it was brought there in part.
    `clock_offset_ms` is this post's clock minus the server's. `unreadable` documents need a newer program."""

    status: Status
    since: datetime
    waiting: int = 0
    refused: int = 0
    drafts: int = 0
    problem: Problem | None = None
    progress: tuple[int, int] | None = None
    clock_offset_ms: int | None = None
    empty: bool = False
    moving: bool = False
    unreadable: int = 0
    person: Person | None = None
