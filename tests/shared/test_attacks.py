"""Every attack with its own login's password is refused, and succeeds as soon as its guard is gone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import psycopg
import pytest
from psycopg import sql

from operator_app.domain.calls import Feedback, UnmetNeed
from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Text
from operator_app.domain.news import News
from operator_app.domain.reviewing import Remark, Said
from operator_app.domain.scoring import Evaluation, Heard
from operator_app.domain.sharing import Parcel
from operator_app.domain.team import TeamEvent, TeamStep
from operator_app.tables.records import Event, to_json

from .attacks import CALL, DOCUMENT, DOCUMENTS, OTHERS_CALL_BACK, OWN_CALL_BACK, PEOPLE, REVISION, Attack
from .attacks_on_events import EVENTS
from .attacks_on_presence import EXPIRED, LIVE, PRESENCE
from .attacks_on_records import FAR_REPORT, RECORDS, REPORT, SCORE
from .attacks_on_reviews import APPROVED, OWN, REVIEWS, SEAL, THEIRS, URGENT
from .attacks_on_server import SERVER
from .conftest import TEMPLATE, Database
from .samples import NOON, call, call_back, new_id
from .server import Server

ATTACKS = (*DOCUMENTS, *PEOPLE, *EVENTS, *SERVER, *PRESENCE, *RECORDS, *REVIEWS)
Connection = psycopg.Connection[tuple[object, ...]]


@dataclass
class Target:
    """A database with something of everything, and a session of each person who attacks."""

    database: Database
    sessions: dict[str, Connection]


def _targeted(server: Server) -> Iterator[Target]:
    database = Database(server, TEMPLATE).copy()
    _fill(database)
    sessions = {login: psycopg.connect(database.url(login)) for login in ("amira", "salma", "adel")}
    yield Target(database, sessions)
    for session in sessions.values():
        session.close()
    server.drop(database.name)


@pytest.fixture(scope="session")
def target_18(server: Server) -> Iterator[Target]:
    yield from _targeted(server)


@pytest.fixture(scope="session")
def target_16(server_16: Server) -> Iterator[Target]:
    yield from _targeted(server_16)


@pytest.fixture(params=["target_18", "target_16"])
def target(request: pytest.FixtureRequest) -> Target:
    """In random order a parametrised fixture of the module would be made anew at nearly every test."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Target)
    return found


def _fill_records(database: Database) -> None:
    """A score and a plan of test calls of each supervisor, a batch of the exchange's calls, a nomination and a quiz,
    an answer to Bilel's report, and a word."""
    marks = {"right": 0}
    scores = {
        "salma": Evaluation(SCORE, new_id(), Heard.TEST, "Bilel", "Salma", NOON, marks),
        "hedi": Evaluation(new_id(), new_id(), Heard.TEST, "Sonia", "Hedi", NOON, marks),
    }
    nominated = TeamEvent(new_id(), new_id(), TeamStep.NOMINATED, NOON, "Salma", "Bilel", "patient", "care")
    quiz = TeamEvent(new_id(), "q", TeamStep.QUIZ_WRONG, NOON, "Bilel", "Bilel")
    answer = Remark(new_id(), Said.ANSWERED, DOCUMENT, NOON, "Salma", "c'est juste", 1, REPORT, "Bilel")
    plans = [
        TeamEvent(new_id(), "plan", TeamStep.TEST_CALLS_PLANNED, NOON, who, text="[]") for who in ("Salma", "Hedi")
    ]
    planned = [Parcel(9, "team_event", plan.id, to_json(plan)) for plan in plans]
    word = TeamEvent(new_id(), "words", TeamStep.WORD_ADDED, NOON, "Salma", text="Zarzouna")
    batch = new_id()
    calls = Parcel(2, "exchange_calls", batch, json.dumps({"id": batch, "at": NOON.isoformat(), "calls": []}))
    written: dict[str, list[Parcel]] = {
        "salma": [Parcel(1, "evaluation", SCORE, to_json(scores["salma"])), calls,
                  Parcel(3, "team_event", nominated.id, to_json(nominated)),
                  Parcel(4, "remark", answer.id, to_json(answer)), planned[0],
                  Parcel(5, "team_event", word.id, to_json(word))],
        "hedi": [Parcel(1, "evaluation", scores["hedi"].id, to_json(scores["hedi"]))],
        "bilel": [Parcel(1, "team_event", quiz.id, to_json(quiz))],
    }  # fmt: skip
    with database.server.superuser(database.name) as connection:
        connection.execute("update app.people set site = 'tunis' where login = 'hedi'")
    for login, parcels in written.items():
        shared = database.connect(login)
        assert not any(receipt.refused for receipt in shared.push(parcels))
        shared.close()
    with database.server.superuser(database.name) as connection:
        connection.execute("update app.people set site = 'sfax' where login = 'hedi'")
    hedi = database.connect("hedi")
    assert not hedi.push(planned[1:])[0].refused
    hedi.close()


def _fill(database: Database) -> None:
    salma = database.connect("salma")
    news = Document(DOCUMENT, Kind.NEWS, News(title=Text(fr="Nouvelle")), external_id="starter")
    salma.publish(news, 0, REVISION)
    salma.close()
    reports = {"amira": new_id(), "bilel": REPORT, "sonia": FAR_REPORT}
    for login, promised in (("amira", OWN_CALL_BACK), ("bilel", OTHERS_CALL_BACK), ("sonia", new_id())):
        shared = database.connect(login)
        logged = replace(call(f"appel de {login}"), id=CALL if login == "amira" else new_id())
        events: tuple[tuple[str, Event], ...] = (
            ("call", logged),
            ("call_back", replace(call_back(logged), id=promised)),
            ("unmet_need", UnmetNeed(new_id(), "rien", NOON, logged.id, login)),
            ("feedback", Feedback(reports[login], DOCUMENT, 1, NOON, login, "affiché")),
        )
        receipts = shared.push([Parcel(1, kind, event.id, to_json(event)) for kind, event in events])
        assert not any(receipt.refused for receipt in receipts)
        shared.close()
    _fill_reviews(database)
    _fill_records(database)
    with database.server.superuser(database.name) as connection:
        connection.execute("analyze app.calls")
        for id, renewed in ((LIVE, "+ interval '1 day'"), (EXPIRED, "- interval '1 day'")):
            lease = f"insert into app.editing values ('{id}', 'hedi', 'Hedi', now(), now() {renewed})"
            connection.execute(lease.encode())


def _fill_reviews(database: Database) -> None:
    """Texts that wait, one of them approved, and a document that was published urgently."""
    remark = Remark(new_id(), Said.COMMENT, DOCUMENT, NOON, "Salma", "à relire")
    salma = database.connect("salma")
    assert not salma.push([Parcel(1, "remark", remark.id, to_json(remark))])[0].refused
    salma.close()
    submit = "select app.submit(%s, %s, 'procedure', '', 0, '{}', %s, '')"
    with psycopg.connect(database.url("hedi"), autocommit=True) as hedi:
        hedi.execute(submit, (THEIRS, THEIRS, SEAL))
    with psycopg.connect(database.url("salma"), autocommit=True) as session:
        session.execute(submit, (OWN, OWN, SEAL))
        session.execute(submit, (APPROVED, APPROVED, SEAL))
        urgent = "select app.publish(%s, 'procedure', '', 0, '{}', '{}', %s, '', true)"
        session.execute(urgent, (URGENT, URGENT))
    with psycopg.connect(database.url("hedi"), autocommit=True) as hedi:
        approve = "select app.approve(s.document_id, s.content) from app.submissions s where s.document_id = %s"
        hedi.execute(approve, (APPROVED,))
    with psycopg.connect(database.url("adel"), autocommit=True) as adel:
        adel.execute("select app.require_second_pair('{procedure}')")


def _succeeds(connection: Connection, attack: Attack, database: str) -> bool:
    """Whether the last statement returned or changed something, or was done where it does neither. A message without
    rows is no success."""
    cursor = connection.cursor()
    try:
        for statement in attack.attack:
            cursor.execute(statement.replace("{database}", database).encode())
    except psycopg.Error:
        return False
    if cursor.description is not None:
        return cursor.fetchone() is not None
    return cursor.rowcount != 0


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_it_is_refused(target: Target, attack: Attack) -> None:
    session = target.sessions[attack.login]
    try:
        assert not _succeeds(session, attack, target.database.name)
    finally:
        session.rollback()


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_it_succeeds_without_its_guard(target: Target, attack: Attack) -> None:
    with psycopg.connect(target.database.url()) as superuser:
        superuser.execute(attack.guard.replace("{database}", target.database.name).encode())
        superuser.execute(sql.SQL("set session authorization {}").format(sql.Identifier(attack.login)))
        try:
            assert _succeeds(superuser, attack, target.database.name), "refused for another reason than its guard"
        finally:
            superuser.rollback()


def test_there_are_enough() -> None:
    assert len(ATTACKS) >= 70
    assert len({str(attack) for attack in ATTACKS}) == len(ATTACKS)
