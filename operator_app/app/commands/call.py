"""`operator-app call`: log a call, list and export calls."""

import argparse
import json
import sys
from dataclasses import replace
from datetime import datetime, time, timedelta

from operator_app.app.language import command_texts
from operator_app.app.late import exchange
from operator_app.app.opening import ready_desk
from operator_app.desk import Desk
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document
from operator_app.domain.guide import Procedure, Tip, article_title
from operator_app.domain.languages import Language
from operator_app.domain.moments import TUNIS, local
from operator_app.domain.problems import Problem
from operator_app.local import CallFilter
from operator_app.tables.records import to_json

_EVERY_CALL = 10_000_000


def run(arguments: argparse.Namespace) -> int:
    """Log, list or export."""
    with ready_desk(arguments.home) as desk:
        if arguments.action == "log":
            call = _log(desk, arguments)
            print(to_json(call) if arguments.json else call.id)
        elif arguments.action == "list":
            for call in desk.calls.log(_filter(arguments, arguments.limit)):
                print(to_json(call) if arguments.json else _line(call))
        else:
            calls = desk.calls.log(_filter(arguments, _EVERY_CALL))
            exchange().write_calls(calls, arguments.path, command_texts())
            told = {"calls": len(calls), "file": str(arguments.path)}
            print(json.dumps(told) if arguments.json else f"{len(calls)} → {arguments.path}", file=sys.stdout)
    return 0


def _log(desk: Desk, arguments: argparse.Namespace) -> Call:
    now = desk.now()
    call = replace(
        desk.calls.start(language=Language.AR.value),
        started_at=now - timedelta(seconds=arguments.seconds),
        ended_at=now,
        query=arguments.query,
        note=arguments.note,
        outcome=Outcome(arguments.outcome) if arguments.outcome else None,
    )
    if arguments.article:
        document = _document(desk, arguments.article)
        call = replace(call, article_id=document.id, article_edition=document.edition, article_title=_title(document))
    if arguments.refer_to:
        document = _document(desk, arguments.refer_to)
        call = replace(
            call,
            referred_to=document.id,
            referred_name=_title(document),
            outcome=call.outcome or Outcome.REFERRED,
        )
    return desk.calls.close(call).call


def _document(desk: Desk, name: str) -> Document:
    document = desk.guide.find(name)
    if document is None:
        raise Problem("document_unknown", name=name)
    return document


def _title(document: Document) -> str:
    match document.body:
        case Procedure() | Tip():
            return article_title(document.body, Language.AR)
        case Contact():
            return document.body.title(Language.AR)
        case _:
            return ""


def _filter(arguments: argparse.Namespace, limit: int) -> CallFilter:
    since = datetime.combine(arguments.since, time(), tzinfo=TUNIS) if arguments.since else None
    until = datetime.combine(arguments.until + timedelta(days=1), time(), tzinfo=TUNIS) if arguments.until else None
    return CallFilter(since=since, until=until, limit=limit)


def _line(call: Call) -> str:
    outcome = call.outcome.value if call.outcome else ""
    parts = (f"{local(call.started_at):%Y-%m-%d %H:%M}", f"{call.seconds or 0} s", outcome, call.article_title)
    return "  ".join(part for part in (*parts, call.referred_name) if part)
