"""Records that the tests of the store write."""

from datetime import UTC, datetime, timedelta

from operator_app.domain.calls import Call, CallBack, Outcome
from operator_app.domain.documents import Document, Kind, Seal
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.local import Publication

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# Nobody's: no range of the Tunisian plan begins with 00.
NUMBER = "00000017"


def minutes(count: int) -> datetime:
    """So many minutes after NOW."""
    return NOW + timedelta(minutes=count)


def call(
    id: str = "call-1",
    *,
    started_at: datetime = NOW,
    operator: str = "Salma",
    outcome: Outcome = Outcome.ANSWERED,
    query: str = "",
    note: str = "",
    practice: bool = False,
) -> Call:
    """A call that lasted five minutes."""
    return Call(
        id=id,
        operator=operator,
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=5),
        outcome=outcome,
        query=query,
        note=note,
        practice=practice,
    )


def call_back(id: str = "back-1", call_id: str = "call-1", due: datetime | None = None) -> CallBack:
    return CallBack(id=id, call_id=call_id, number=NUMBER, due_at=due or minutes(60), operator="Salma")


def procedure(id: str, title: str, seal: Seal | None = None, external_id: str = "") -> Document:
    body = Procedure(ar=ProcedureText(title=title))
    return Document(id=id, kind=Kind.PROCEDURE, body=body, seal=seal or Seal(), external_id=external_id)


def publication(document: Document, base: int = 0, revision: str = "", note: str = "") -> Publication:
    return Publication(document, base, revision or f"r-{document.id}-{base + 1}", note)
