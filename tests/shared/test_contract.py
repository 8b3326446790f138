"""What every shared database does: the real one, and the one in memory that stands for it in long random runs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from operator_app.domain.calls import Acknowledgement, Feedback, UnmetNeed
from operator_app.domain.documents import Seal
from operator_app.domain.faults import LineEvent, LineStep
from operator_app.domain.people import Person
from operator_app.domain.problems import Problem
from operator_app.domain.reviewing import Remark, Said
from operator_app.domain.rounds import TestCall as RingTest
from operator_app.domain.rounds import TestResult
from operator_app.domain.scoring import Evaluation, Heard
from operator_app.domain.sharing import Parcel, Shared, content_hash, digest_of
from operator_app.domain.team import TeamEvent, TeamStep
from operator_app.tables.records import Event, to_json

from .conftest import Database
from .fake import FakeDatabase
from .people import ADMIN, PEOPLE
from .samples import NOON, call, call_back, document, new_id, titled

SignIn = Callable[[str], Shared]
_PERSONS: dict[str, Person] = {person.login: person for person in (*(who for who, _ in PEOPLE), ADMIN)}


@pytest.fixture(params=["real", "fake"])
def sign_in(request: pytest.FixtureRequest) -> Iterator[SignIn]:
    """Connections to one fresh database."""
    connections: list[Shared] = []
    fake = FakeDatabase()

    def connect(login: str) -> Shared:
        if request.param == "fake":
            connections.append(fake.connect(_PERSONS[login]))
        else:
            database: Database = request.getfixturevalue("database")
            connections.append(database.connect(login))
        return connections[-1]

    yield connect
    for connection in connections:
        connection.close()


def _everything(shared: Shared, limit: int) -> list[str]:
    ids: list[str] = []
    cursor = 0
    while True:
        page = shared.pull(cursor, limit)
        ids += [row.id for row in page.rows]
        cursor = page.cursor
        if page.complete:
            return ids


def test_a_person_is_known(sign_in: SignIn) -> None:
    assert sign_in("salma").person == _PERSONS["salma"]


def test_an_empty_feed_is_one_complete_page(sign_in: SignIn) -> None:
    page = sign_in("amira").pull(0)
    assert (page.rows, page.complete, page.digest, page.cursor, page.after) == ((), True, 0, page.head, 0)
    assert page.cursor_hash == ""


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
def test_pages_bring_every_document_once_in_order(sign_in: SignIn, limit: int) -> None:
    salma = sign_in("salma")
    written = [document(f"numéro {n}") for n in range(5)]
    for one in written:
        salma.publish(one, 0, new_id())
    salma.publish(titled(written[0], "encore"), 1, new_id())
    assert _everything(sign_in("amira"), limit) == [one.id for one in (*written[1:], written[0])]


def test_the_chain_at_a_cursor_is_told_again(sign_in: SignIn) -> None:
    salma = sign_in("salma")
    for n in range(3):
        salma.publish(document(str(n)), 0, new_id())
    first = salma.pull(0, 1)
    second = salma.pull(first.cursor, 1)
    assert (second.cursor_hash, second.after) == (first.chain, first.cursor)
    assert salma.pull(10_000).cursor_hash is None


def test_content_hash_and_digest_are_the_clients_own(sign_in: SignIn) -> None:
    salma = sign_in("salma")
    for title in ("naïf 'quoté' \\ ؤئى", "emoji 🕮", "ligne\nsuivante"):
        salma.publish(document(title), 0, new_id())
    page = salma.pull(0)
    assert [content_hash(row) for row in page.rows] == [row.hash for row in page.rows]
    assert page.digest == digest_of(row.hash for row in page.rows)


def test_a_publication_over_an_old_edition_is_refused_and_tells_who(sign_in: SignIn) -> None:
    salma, hedi = sign_in("salma"), sign_in("hedi")
    birth = document()
    salma.publish(birth, 0, new_id())
    with pytest.raises(Problem) as refused:
        hedi.publish(titled(birth, "autre"), 0, new_id())
    details = refused.value.details
    assert (refused.value.code, details["edition"], details["by"]) == ("edition_conflict", 1, "salma")
    assert datetime.fromisoformat(str(details["at"])).tzinfo is not None


def test_a_publication_is_repeatable(sign_in: SignIn) -> None:
    salma, birth, revision = sign_in("salma"), document(), new_id()
    assert [salma.publish(birth, 0, revision) for _ in range(3)] == [1, 1, 1]
    with pytest.raises(Problem) as refused:
        salma.publish(titled(birth, "même révision, autre texte"), 1, revision)
    assert refused.value.code == "shared_row_refused"
    assert salma.publish(titled(birth, "deux"), 1, new_id()) == 2


@pytest.mark.parametrize("login", ["amira", "adel"])
def test_only_supervisors_write_documents(sign_in: SignIn, login: str) -> None:
    shared, birth = sign_in(login), document()
    attempts: tuple[Callable[[], object], ...] = (
        lambda: shared.publish(birth, 0, new_id()),
        lambda: shared.withdraw(birth.id, 1, "x"),
        lambda: shared.renew_seal(birth),
        lambda: shared.move_up(birth, ()),
    )
    for attempt in attempts:
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.code == "shared_no_right"


def test_withdrawing_and_renewing_keep_the_edition(sign_in: SignIn) -> None:
    salma, birth = sign_in("salma"), document()
    salma.publish(birth, 0, new_id())
    salma.renew_seal(replace(birth, edition=1, seal=Seal(owner="Sami", verified_on=date(2026, 11, 24))))
    salma.withdraw(birth.id, 1, "remplacé")
    (row,) = salma.pull(0).rows
    assert (row.edition, row.status, row.withdrawn_reason) == (1, "withdrawn", "remplacé")
    assert '"owner":"Sami"' in row.seal
    assert salma.publish(birth, 1, new_id()) == 2
    assert salma.pull(0).rows[0].withdrawn_reason == ""


def test_every_kind_of_event_arrives_and_is_read_back(sign_in: SignIn) -> None:
    salma, logged = sign_in("salma"), call()
    events: dict[str, Event] = {
        "call": logged,
        "call_back": call_back(logged),
        "unmet_need": UnmetNeed(new_id(), "quelque chose", NOON, logged.id, "Amira"),
        "feedback": Feedback(new_id(), new_id(), 3, NOON, "Amira", "ce qui était affiché"),
        "acknowledgement": Acknowledgement(new_id(), new_id(), 1, NOON, "Amira"),
        "test_call": RingTest(new_id(), new_id(), "71000012", NOON, "Amira", TestResult.WORKS),
        "line_event": LineEvent(new_id(), new_id(), new_id(), LineStep.FAULT_OPENED, NOON, "Amira", "muette"),
        "team_event": TeamEvent(new_id(), new_id(), TeamStep.TRAINED, NOON, "Amira", "Bilel"),
        "evaluation": Evaluation(new_id(), logged.id, Heard.TEST, "Bilel", "Amira", NOON, {"greeting": 2}),
    }
    parcels = [Parcel(n, kind, event.id, to_json(event)) for n, (kind, event) in enumerate(events.items())]
    for fresh in (True, False):
        receipts = salma.push(parcels)
        assert all(receipt.confirms(parcel) for parcel, receipt in zip(parcels, receipts, strict=True))
        assert [receipt.fresh for receipt in receipts] == [fresh] * len(parcels)


def test_only_supervisors_score(sign_in: SignIn) -> None:
    scored = Evaluation(new_id(), new_id(), Heard.TEST, "Bilel", "Amira", NOON, {"greeting": 0})
    parcel = Parcel(1, "evaluation", scored.id, to_json(scored))
    assert sign_in("amira").push([parcel])[0].refused == "PC400"
    assert sign_in("salma").push([parcel])[0].confirms(parcel)


def test_a_row_that_makes_no_sense_is_told_and_blocks_no_other(sign_in: SignIn) -> None:
    amira, good, other = sign_in("amira"), call(), call()
    parcels = [
        Parcel(1, "call", good.id, to_json(good)),
        Parcel(2, "call", new_id(), "{"),
        Parcel(3, "call", new_id(), to_json(other)),
        Parcel(4, "secret", other.id, to_json(other)),
        Parcel(5, "call", other.id, to_json(replace(other, practice=True))),
        Parcel(6, "call", other.id, to_json(other)),
    ]
    receipts = amira.push(parcels)
    assert [receipt.confirms(parcel) for parcel, receipt in zip(parcels, receipts, strict=True)] == [
        True, False, False, False, False, True,
    ]  # fmt: skip
    assert all(receipt.refused for receipt in receipts[1:5])


def test_the_same_id_with_other_content_is_not_confirmed(sign_in: SignIn) -> None:
    amira, bilel, logged = sign_in("amira"), sign_in("bilel"), call("une")
    first = Parcel(1, "call", logged.id, to_json(logged))
    other = Parcel(1, "call", logged.id, to_json(replace(logged, query="deux")))
    assert amira.push([first])[0].confirms(first)
    assert not amira.push([other])[0].confirms(other)
    assert bilel.push([other])[0].confirms(other)


def test_a_call_back_only_loses_its_number(sign_in: SignIn) -> None:
    amira = sign_in("amira")
    promised = call_back(call(), "00000012")
    done = replace(promised, number="", done_at=NOON, reached=True)
    other = replace(promised, number="00000013")
    expected = ((promised, True, True), (other, False, False), (done, True, True), (done, True, False))
    for record, taken, fresh in (*expected, (promised, False, False)):
        parcel = Parcel(1, "call_back", record.id, to_json(record))
        (receipt,) = amira.push([parcel])
        assert (receipt.confirms(parcel), receipt.fresh) == (taken, fresh)


def test_a_single_posts_document_moves_up_once(sign_in: SignIn) -> None:
    salma, birth = sign_in("salma"), replace(document(external_id="naissance"), edition=4)
    assert salma.move_up(birth, ())
    assert not salma.move_up(birth, ())
    assert not salma.move_up(document(external_id="naissance"), ())
    assert salma.publish(titled(birth, "cinq"), 4, new_id()) == 5


def test_supervisors_see_each_other_write(sign_in: SignIn) -> None:
    salma, hedi, id, other = sign_in("salma"), sign_in("hedi"), new_id(), new_id()
    assert salma.meet((), ()) == []
    (alone,) = salma.meet((id,), ())
    assert (alone.document_id, alone.login, alone.name) == (id, "salma", "Salma")
    assert 60 < alone.seconds <= 90
    both = hedi.meet((id, other), ())
    assert [(one.document_id, one.name) for one in both if one.document_id == id] == [(id, "Salma"), (id, "Hedi")]
    assert len(both) == 3
    # Renewing keeps since when; ending takes away one's own only.
    again = next(one for one in salma.meet((id,), (other,)) if one.login == "salma")
    assert again.since == alone.since
    assert [(one.document_id, one.login) for one in salma.meet((), (id, other))] == [
        (one.document_id, "hedi") for one in both if one.login == "hedi"
    ]


def test_a_beginning_and_an_end_wake_supervisors_a_renewal_does_not(sign_in: SignIn) -> None:
    salma, hedi, id = sign_in("salma"), sign_in("hedi"), new_id()
    for editing, ended, woken in (((id,), (), True), ((id,), (), False), ((), (id,), True)):
        salma.meet(editing, ended)
        assert hedi.wait(5 if woken else 0.2) is woken


@pytest.mark.parametrize("login", ["amira", "adel"])
def test_only_supervisors_say_or_hear_who_writes(sign_in: SignIn, login: str) -> None:
    with pytest.raises(Problem) as refused:
        sign_in(login).meet((new_id(),), ())
    assert refused.value.code == "shared_no_right"


def test_nobody_writes_everything(sign_in: SignIn) -> None:
    with pytest.raises(Problem) as refused:
        sign_in("salma").meet([new_id() for _ in range(21)], ())
    assert refused.value.code == "shared_row_refused"


def test_a_text_is_handed_over_approved_by_another_and_published(sign_in: SignIn) -> None:
    salma, hedi, birth, id = sign_in("salma"), sign_in("hedi"), document(), new_id()
    content = salma.submit(birth, 0, id, "pour relecture")
    assert salma.submit(birth, 0, new_id()) == content
    (waiting,) = hedi.submissions(0)
    assert (waiting.document_id, waiting.id, waiting.author, waiting.name) == (birth.id, id, "salma", "Salma")
    assert (waiting.state, waiting.note, waiting.content) == ("open", "pour relecture", content)
    assert waiting.body == to_json(birth.body)
    assert hedi.submissions(waiting.number) == []
    for login, wrong, code in (("salma", content, "review_own"), ("hedi", "autre", "review_text_changed")):
        with pytest.raises(Problem) as refused:
            sign_in(login).approve(birth.id, wrong)
        assert refused.value.code == code
    hedi.approve(birth.id, content)
    hedi.approve(birth.id, content)
    (approved,) = salma.submissions(waiting.number)
    assert (approved.state, approved.approved_by) == ("open", ("Hedi",))
    assert hedi.publish(birth, 0, id) == 1
    (done,) = salma.submissions(approved.number)
    assert (done.state, done.body) == ("published", "")


def test_a_text_that_was_sent_back_or_changed_cannot_be_approved(sign_in: SignIn) -> None:
    salma, hedi, birth = sign_in("salma"), sign_in("hedi"), document()
    content = salma.submit(birth, 0, new_id())
    changed = salma.submit(titled(birth, "autre"), 0, new_id())
    assert changed != content
    hedi.send_back(birth.id, changed)
    assert [one.state for one in salma.submissions(0)] == ["sent_back"]
    for wrong in (content, changed):
        with pytest.raises(Problem) as refused:
            hedi.approve(birth.id, wrong)
        assert refused.value.code == "review_text_changed"
    salma.publish(birth, 0, new_id())
    with pytest.raises(Problem) as late:
        hedi.submit(birth, 0, new_id())
    assert late.value.code == "edition_conflict"


def test_urgent_editions_are_told_until_another_stands(sign_in: SignIn) -> None:
    salma, birth = sign_in("salma"), document()
    salma.publish(birth, 0, new_id(), urgent=True)
    assert sign_in("hedi").urgent_editions() == [(birth.id, 1)]
    salma.publish(titled(birth, "deux"), 1, new_id())
    assert salma.urgent_editions() == []


@pytest.mark.parametrize("login", ["amira", "adel"])
def test_only_supervisors_review(sign_in: SignIn, login: str) -> None:
    shared, birth = sign_in(login), document()
    attempts: tuple[Callable[[], object], ...] = (
        lambda: shared.submit(birth, 0, new_id()),
        lambda: shared.approve(birth.id, "x"),
        lambda: shared.send_back(birth.id, "x"),
        lambda: shared.submissions(0),
        shared.urgent_editions,
    )
    for attempt in attempts:
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.code == "shared_no_right"


def test_a_remark_wakes_supervisors_and_is_heard(sign_in: SignIn) -> None:
    salma, hedi = sign_in("salma"), sign_in("hedi")
    remark = Remark(new_id(), Said.COMMENT, new_id(), NOON, "Salma", "à relire")
    parcel = Parcel(1, "remark", remark.id, to_json(remark))
    assert salma.push([parcel])[0].confirms(parcel)
    assert hedi.wait(5)
    (told,) = hedi.hear(NOON - timedelta(days=1), ())
    assert (told.kind, told.id) == ("remark", remark.id)
    assert sign_in("amira").push([parcel])[0].refused


def test_waking(sign_in: SignIn) -> None:
    salma, amira = sign_in("salma"), sign_in("amira")
    assert not amira.wait(0)
    amira.wake()
    assert amira.wait(5)
    salma.publish(document(), 0, new_id())
    assert amira.wait(5)
    assert not amira.wait(0)
