"""The engine of a post over the real server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from operator_app.domain.documents import Document
from operator_app.domain.people import Person, Role
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import CLIENT_VERSION, PAGE, SCHEMA_VERSION, Parcel
from operator_app.local import Publication

from .conftest import Database
from .fake import FakeDatabase
from .frail import FrailLine
from .samples import Post, document, new_id, titled

PostMaker = Callable[[str], Post]


@pytest.fixture
def post(database: Database, tmp_path: Path) -> Iterator[PostMaker]:
    """Makes posts of a person: `post("amira")`; a second one of the same person is another post."""
    posts: list[Post] = []

    def make(login: str) -> Post:
        posts.append(Post(tmp_path / f"{login}{len(posts)}", lambda: database.connect(login)))
        return posts[-1]

    yield make
    for made in posts:
        made.close()


def _code(problem: pytest.ExceptionInfo[Problem]) -> str:
    return problem.value.code


def test_what_is_published_reaches_every_post(post: PostMaker) -> None:
    salma, amira = post("salma"), post("amira")
    salma.sync.exchange()
    birth = document()
    changes = salma.sync.publish(birth, 0)
    assert changes.of("procedure") == {birth.id}
    amira.sync.once()
    assert amira.titles() == salma.titles() == {birth.id: (1, "Extrait de naissance")}
    assert amira.replica.digest() == salma.replica.digest() == amira.replica.place().digest
    assert any(changes.of("procedure") == {birth.id} for changes in amira.seen)


def test_events_go_up_once_and_only_what_arrived_is_marked(post: PostMaker, database: Database) -> None:
    amira = post("amira")
    for query in ("un", "deux", "trois"):
        amira.log(query)
    assert amira.sync.state.waiting == 3
    amira.sync.once()
    assert amira.sync.state.waiting == 0
    amira.sync.once()
    with database.server.superuser(database.name) as connection:
        rows = connection.execute("select operator, site, query, payload from app.calls order by id").fetchall()
    assert rows == [("amira", "tunis", "un", ""), ("amira", "tunis", "deux", ""), ("amira", "tunis", "trois", "")]


def test_two_texts_over_the_same_edition_are_told_apart(post: PostMaker) -> None:
    salma, hedi = post("salma"), post("hedi")
    salma.sync.exchange()
    hedi.sync.exchange()
    birth = document()
    salma.sync.publish(birth, 0)
    hedi.sync.exchange()
    salma.sync.publish(titled(birth, "de Salma"), 1)
    with pytest.raises(Problem) as problem:
        hedi.sync.publish(titled(birth, "de Hedi"), 1)
    assert (problem.value.code, problem.value.details["edition"], problem.value.details["by"]) == (
        "edition_conflict", 2, "salma",
    )  # fmt: skip
    hedi.sync.exchange()
    mine, theirs = hedi.drafts.read(birth.id), hedi.documents.read(birth.id)
    assert mine is not None
    assert theirs is not None
    assert (mine.base, mine.refused, mine.document.body) == (1, "edition_conflict", titled(birth, "de Hedi").body)
    assert theirs.body == titled(birth, "de Salma").body


def test_a_text_written_out_of_reach_is_published_when_the_database_is_back(post: PostMaker) -> None:
    salma, amira = post("salma"), post("amira")
    salma.sync.once()
    with pytest.raises(Problem) as problem:
        salma.sync.publish(document("hors ligne"), 0)
    assert _code(problem) == "shared_publish_waits"
    assert salma.sync.state.drafts == 1
    salma.sync.once()
    amira.sync.once()
    assert [title for _, title in amira.titles().values()] == ["hors ligne"]
    assert salma.drafts.all() == []


def test_the_same_publication_told_twice_is_one_edition(database: Database) -> None:
    connection, birth, revision = database.connect("salma"), document(), new_id()
    assert connection.publish(birth, 0, revision) == 1
    assert connection.publish(birth, 0, revision) == 1
    assert connection.publish(titled(birth, "deux"), 1, new_id()) == 2
    assert connection.publish(birth, 0, revision) == 1
    connection.close()


def test_withdrawn_and_renewed_travel_too(post: PostMaker) -> None:
    salma, amira = post("salma"), post("amira")
    salma.sync.exchange()
    birth = document()
    salma.sync.publish(birth, 0)
    published = salma.documents.read(birth.id)
    assert published is not None
    salma.sync.withdraw(published, "Remplacé")
    amira.sync.once()
    found = amira.documents.read(birth.id)
    assert found is not None
    assert (found.status.value, found.withdrawn_reason, found.edition) == ("withdrawn", "Remplacé", 1)
    assert amira.titles() == {}
    assert amira.replica.digest() == amira.replica.place().digest


def test_a_single_post_moves_up_with_its_history(post: PostMaker) -> None:
    salma, amira = post("salma"), post("amira")
    birth, death = document("naissance", external_id="a"), document("décès", external_id="b")
    _publish_alone(salma, birth, 0)
    _publish_alone(salma, titled(birth, "naissance, deux"), 1)
    _publish_alone(salma, death, 0)
    salma.log("avant")
    salma.sync.exchange()
    assert salma.sync.state.empty
    assert len(salma.titles()) == 2
    assert salma.sync.move_up() == 2
    salma.sync.exchange()
    assert salma.drafts.all() == []
    amira.sync.once()
    assert amira.titles() == {birth.id: (2, "naissance, deux"), death.id: (1, "décès")}
    assert [edition.number for edition in salma.documents.history(birth.id)] == [2, 1]


def test_a_move_up_that_was_stopped_goes_on_later_with_its_history(post: PostMaker) -> None:
    salma, amira = post("salma"), post("amira")
    texts = [document(f"texte {n}", external_id=f"t{n}") for n in range(6)]
    for text in texts:
        _publish_alone(salma, text, 0)
        _publish_alone(salma, titled(text, "deux"), 1)
    salma.sync.exchange()
    told: list[tuple[int, int]] = []
    assert salma.sync.move_up(lambda *step: told.append(step), lambda: len(told) == 2) == 2
    assert told == [(1, 6), (2, 6)]
    assert salma.sync.state.moving
    salma.sync.disconnect()
    salma.sync.exchange()
    assert len(salma.titles()) == 6
    assert salma.drafts.all() == []
    assert salma.sync.state.moving
    assert salma.sync.move_up() == 4
    assert not salma.sync.state.moving
    salma.sync.exchange()
    amira.sync.once()
    assert amira.titles() == {text.id: (2, "deux") for text in texts}
    assert salma.replica.digest() == amira.replica.digest()
    assert [edition.number for edition in salma.documents.history(texts[5].id)] == [2, 1]
    assert salma.drafts.all() == []


def test_a_text_that_is_refused_stops_no_other_from_moving_up(post: PostMaker) -> None:
    salma = post("salma")
    good, bad = document("bon", external_id="g"), document("trop long", external_id="b")
    _publish_alone(salma, good, 0)
    _publish_alone(salma, bad, 0)
    with salma.store.write() as connection:
        connection.exec_driver_sql("update documents set external_id = ? where id = ?", ("x" * 300, bad.id))
    salma.sync.exchange()
    assert salma.sync.move_up() == 1
    assert salma.titles() == {good.id: (1, "bon")}
    assert [draft.document.id for draft in salma.drafts.all()] == [bad.id]


def test_a_post_that_joins_keeps_its_own_texts_as_drafts(post: PostMaker) -> None:
    salma, amira = post("salma"), post("amira")
    shared, mine = document("commun", external_id="a"), document("à moi", external_id="m")
    _publish_alone(salma, shared, 0)
    salma.sync.exchange()
    salma.sync.move_up()
    _publish_alone(amira, titled(shared, "changé ici"), 0)
    _publish_alone(amira, mine, 0)
    amira.sync.once()
    assert amira.titles() == {shared.id: (1, "commun")}
    assert {draft.document.id for draft in amira.drafts.all()} == {shared.id, mine.id}
    assert amira.replica.digest() == amira.replica.place().digest


def test_the_same_id_with_other_content_is_set_aside(post: PostMaker, database: Database) -> None:
    amira = post("amira")
    logged = amira.log("la vraie")
    other = database.connect("amira")
    payload = amira.outbox.next()[0].payload
    other.push([Parcel(1, "call", logged.id, payload.replace("la vraie", "une autre"))])
    other.close()
    amira.sync.once()
    assert (amira.sync.state.waiting, amira.sync.state.refused) == (0, 1)


def test_a_poison_row_blocks_no_other(post: PostMaker, database: Database) -> None:
    amira = post("amira")
    amira.log("avant")
    poisoned = amira.log("poison")
    amira.log("après")
    with amira.store.write() as connection:
        connection.exec_driver_sql("update outbox set payload = '{' || char(0) where id = ?", (poisoned.id,))
    amira.sync.once()
    assert (amira.sync.state.waiting, amira.sync.state.refused) == (0, 1)
    assert _count(database, "calls") == 2


def test_one_operator_on_two_posts(post: PostMaker, database: Database) -> None:
    first, second = post("amira"), post("amira")
    first.log("un")
    second.log("deux")
    first.sync.once()
    second.sync.once()
    assert _count(database, "calls") == 2


def test_a_call_back_that_is_done_loses_its_number_on_the_server(post: PostMaker, database: Database) -> None:
    amira = post("amira")
    amira.log("rappel", number="00000012")
    amira.sync.once()
    promised = amira.calls.call_backs_waiting()[0]
    assert _numbers(database) == ["00000012"]
    amira.calls.end_call_back(promised.id, True, promised.due_at)
    amira.sync.once()
    assert _numbers(database) == [""]
    assert amira.sync.state.refused == 0


def test_an_older_program_only_reads_when_the_database_says_so(post: PostMaker, database: Database) -> None:
    amira = post("amira")
    amira.log()
    newer = "update app.meta set schema_version = %s, oldest_client = %s"
    with database.server.superuser(database.name) as connection:
        connection.execute(newer, (SCHEMA_VERSION, CLIENT_VERSION + 1))
    with pytest.raises(Problem) as problem:
        amira.sync.once()
    assert _code(problem) == "shared_client_old"
    assert amira.sync.state.waiting == 1


def _publish_alone(post: Post, written: Document, base: int) -> None:
    post.documents.publish([Publication(written, base, new_id())], post.clock(), "Amina")


def _count(database: Database, table: str) -> int:
    with database.server.superuser(database.name) as connection:
        row = connection.execute(f"select count(*) from app.{table}").fetchone()
    return int(str(row[0])) if row else 0


def _numbers(database: Database) -> list[str]:
    with database.server.superuser(database.name) as connection:
        return [str(number) for (number,) in connection.execute("select number from app.call_backs")]


def test_a_text_whose_answer_was_lost_is_one_edition_however_often_it_is_told(tmp_path: Path) -> None:
    database = FakeDatabase()
    cut: list[tuple[int, bool] | None] = [(5, True)]
    person = Person("salma", "Salma", Role.SUPERVISOR)
    salma = Post(tmp_path, lambda: FrailLine(database.connect(person), cut[0], PAGE))
    salma.sync.exchange()
    birth = document()
    for _ in range(2):
        with pytest.raises(Problem) as problem:
            salma.sync.publish(birth, 0)
        assert _code(problem) == "shared_publish_waits"
        salma.sync.disconnect()
    cut[0] = None
    salma.sync.exchange()
    assert salma.titles() == {birth.id: (1, "Extrait de naissance")}
    assert [row.edition for row in database.documents.values()] == [1]
    assert salma.drafts.all() == []
    salma.close()


def test_what_changes_while_it_is_being_sent_is_sent_again(post: PostMaker) -> None:
    amira = post("amira")
    amira.log("rappel", number="00000012")
    rows = amira.outbox.next()
    promised = amira.calls.call_backs_waiting()[0]
    amira.calls.end_call_back(promised.id, True, promised.due_at)
    amira.outbox.confirm(rows, amira.clock())
    assert [row.kind for row in amira.outbox.next()] == ["call_back"]
