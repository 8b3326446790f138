"""Rows to records and back. Bodies are validated JSON: what does not fit its type is refused."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import TypeVar

import msgspec

from operator_app.domain.calls import Acknowledgement, Call, CallBack, Feedback, UnmetNeed
from operator_app.domain.documents import BODY_TYPES, Body, Document, Kind, Seal, Status
from operator_app.domain.exchange_records import ExchangeCall
from operator_app.domain.faults import LineEvent
from operator_app.domain.problems import Problem
from operator_app.domain.reviewing import Remark
from operator_app.domain.rounds import TestCall
from operator_app.domain.scoring import Evaluation
from operator_app.domain.team import TeamEvent

Event = (
    Call | CallBack | UnmetNeed | Feedback | Acknowledgement | Remark
    | ExchangeCall | TestCall | LineEvent | TeamEvent | Evaluation
)  # fmt: skip
E = TypeVar(
    "E", Call, CallBack, UnmetNeed, Feedback, Acknowledgement, Remark, ExchangeCall, TestCall, LineEvent, TeamEvent,
    Evaluation,
)  # fmt: skip
Row = Mapping[str, object]


class _DocumentColumns(msgspec.Struct):
    id: str
    external_id: str
    edition: int
    updated_at: datetime | None
    updated_by: str
    withdrawn_reason: str


def to_json(record: object) -> str:
    """Any record of the domain as JSON, keys in the order of its fields."""
    return msgspec.json.encode(record).decode()


def body_from_json(kind: Kind, text: str) -> Body:
    """The body of a document. Raises Problem("record_unreadable") when it is not of this kind."""
    try:
        return msgspec.json.decode(text, type=BODY_TYPES[kind])
    except msgspec.MsgspecError as error:
        raise Problem("record_unreadable", kind=kind, why=str(error)) from error


def seal_from_json(kind: Kind, text: str) -> Seal:
    """The seal of a document. Raises Problem("record_unreadable")."""
    try:
        return msgspec.json.decode(text, type=Seal)
    except msgspec.MsgspecError as error:
        raise Problem("record_unreadable", kind=kind, why=str(error)) from error


def call_from_json(text: str) -> Call:
    """A call in hand. Raises Problem("record_unreadable")."""
    try:
        return msgspec.json.decode(text, type=Call)
    except msgspec.MsgspecError as error:
        raise Problem("record_unreadable", kind="call", why=str(error)) from error


def document_row(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "kind": document.kind.value,
        "external_id": document.external_id,
        "status": document.status.value,
        "edition": document.edition,
        "body": to_json(document.body),
        "seal": to_json(document.seal),
        "updated_at": document.updated_at,
        "updated_by": document.updated_by,
        "withdrawn_reason": document.withdrawn_reason,
    }


def document_from_row(row: Row) -> Document:
    """Raises Problem("record_unreadable")."""
    kind = Kind(str(row["kind"]))
    rest = msgspec.convert(
        {name: row[name] for name in ("id", "external_id", "edition", "updated_at", "updated_by", "withdrawn_reason")},
        _DocumentColumns,
    )
    return Document(
        id=rest.id,
        kind=kind,
        body=body_from_json(kind, str(row["body"])),
        seal=seal_from_json(kind, str(row["seal"])),
        external_id=rest.external_id,
        status=Status(str(row["status"])),
        edition=rest.edition,
        updated_at=rest.updated_at,
        updated_by=rest.updated_by,
        withdrawn_reason=rest.withdrawn_reason,
    )


def event_row(event: Event) -> dict[str, object]:
    """The columns of an event: its fields, enumerations as their values."""
    return {item.name: _column(getattr(event, item.name)) for item in fields(event)}


def event_from_row(kind: type[E], row: Row) -> E:
    # SQLAlchemy names some columns by a subclass of str, which msgspec does not take for one.
    return msgspec.convert({str(name): value for name, value in row.items()}, kind)


def _column(value: object) -> object:
    return str(value) if isinstance(value, str) else value
