"""The store of one person on one post: a SQLite file, the only thing that the screen reads."""

from operator_app.local.calls import CallFilter, Calls
from operator_app.local.documents import Documents, Publication
from operator_app.local.drafts import Draft, Drafts
from operator_app.local.exchange_records import ExchangeRecords, Import
from operator_app.local.facts import Facts
from operator_app.local.heard import Heard, HeardPlace
from operator_app.local.lines import Lines
from operator_app.local.log_counts import LogCounts
from operator_app.local.outbox import Outbox, OutboxRow
from operator_app.local.remarks import Remarks
from operator_app.local.replica import Place, Replica
from operator_app.local.report_sums import By, Wanted
from operator_app.local.reviews import Reviews, Waiting, same_text
from operator_app.local.store import Store
from operator_app.local.team import Team
from operator_app.local.worklists import WorkLists

__all__ = [
    "By",
    "CallFilter",
    "Calls",
    "Documents",
    "Draft",
    "Drafts",
    "ExchangeRecords",
    "Facts",
    "Heard",
    "HeardPlace",
    "Import",
    "Lines",
    "LogCounts",
    "Outbox",
    "OutboxRow",
    "Place",
    "Publication",
    "Remarks",
    "Replica",
    "Reviews",
    "Store",
    "Team",
    "Waiting",
    "Wanted",
    "WorkLists",
    "same_text",
]
