"""What tests of writing share: persons, a procedure, its rewriting and its answer."""

from dataclasses import replace

from operator_app.desk import Desk
from operator_app.domain.calls import Outcome
from operator_app.domain.documents import Document, Kind, Seal
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.local import Draft


def as_person(desk: Desk, name: str) -> None:
    desk.preferences.change(replace(desk.preferences.now, operator_name=name))


def procedure(title: str, answer: str = "الجواب", id: str = "a1", seal: Seal | None = None) -> Document:
    text = ProcedureText(title=title, short_answer=answer)
    return Document(id=id, kind=Kind.PROCEDURE, body=Procedure(ar=text, fr=text), seal=seal or Seal())


def rewritten(document: Document, answer: str) -> Document:
    assert isinstance(document.body, Procedure)
    return replace(document, body=replace(document.body, ar=replace(document.body.ar, short_answer=answer)))


def opened(desk: Desk, id: str) -> Draft:
    draft = desk.drafts.open(id)
    assert draft is not None
    return draft


def answer_of(desk: Desk, id: str) -> str:
    document = desk.guide.read(id)
    assert document is not None
    assert isinstance(document.body, Procedure)
    return document.body.ar.short_answer


def unanswered(desk: Desk, *queries: str) -> None:
    for query in queries:
        desk.calls.close(replace(desk.calls.start(), query=query, outcome=Outcome.NO_ANSWER))
