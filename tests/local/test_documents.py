"""Documents: published over what the author saw, all or nothing, with their history."""

from datetime import date, timedelta

import pytest

from operator_app.domain.changes import changed
from operator_app.domain.documents import Kind, Seal, Source, Status
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.local import Documents, Facts, Store
from tests.exchange.samples import documents as every_kind
from tests.local.samples import NOW, minutes, procedure, publication

SEAL = Seal(owner="Salma", sources=(Source("loi"),), verified_on=date(2026, 1, 5), review_by=date(2027, 1, 5))


def title(documents: Documents, id: str) -> str:
    document = documents.read(id)
    assert document is not None
    assert isinstance(document.body, Procedure)
    text = document.body.text(Language.AR)
    return text.title if text else ""


def test_publishing_makes_the_first_edition(documents: Documents) -> None:
    written = procedure("a", "مضمون", SEAL, "birth")
    assert documents.publish([publication(written)], NOW, "Salma") == changed("procedure", "a")
    read = documents.read("a")
    assert read is not None
    assert (read.body, read.seal, read.external_id) == (written.body, SEAL, "birth")
    assert (read.status, read.edition, read.updated_at, read.updated_by) == (Status.PUBLISHED, 1, NOW, "Salma")
    assert documents.ids_by_external() == {"birth": "a"}
    assert documents.editions_known() == {"a": 1}
    assert documents.read("b") is None


def test_every_kind_comes_back_as_it_was(documents: Documents) -> None:
    written = {f"id-{place}": one for place, one in enumerate(every_kind())}
    for id, one in written.items():
        document = type(one)(id, one.kind, one.body, one.seal, one.external_id)
        documents.publish([publication(document)], NOW, "x")
    found = documents.read_many([*written, "nobody"])
    assert {id: (one.kind, one.body, one.seal) for id, one in found.items()} == {
        id: (one.kind, one.body, one.seal) for id, one in written.items()
    }


def test_an_old_base_is_refused_and_changes_nothing(documents: Documents) -> None:
    documents.publish([publication(procedure("a", "one"))], NOW, "Salma")
    documents.publish([publication(procedure("a", "two"), 1)], NOW, "Ali")
    with pytest.raises(Problem) as caught:
        documents.publish([publication(procedure("a", "mine"), 1, "r-mine")], NOW, "Salma")
    assert (caught.value.code, caught.value.details) == ("edition_conflict", {"edition": 2, "base": 1})
    assert title(documents, "a") == "two"
    assert [edition.number for edition in documents.history("a")] == [2, 1]


def test_publishing_many_is_all_or_nothing(documents: Documents) -> None:
    documents.publish([publication(procedure("b", "there"))], NOW, "x")
    coming = [publication(procedure(id, "new"), revision=f"r-new-{id}") for id in ("a", "b", "c")]
    with pytest.raises(Problem, match="edition_conflict"):
        documents.publish(coming, NOW, "x")
    assert documents.count() == 1
    assert title(documents, "b") == "there"


def test_history_holds_each_edition_as_it_was_published(documents: Documents) -> None:
    documents.publish([publication(procedure("a", "one", SEAL), note="first")], NOW, "Salma")
    later = Seal(owner="Ali")
    documents.publish([publication(procedure("a", "two", later), 1)], minutes(5), "Ali")
    newest, first = documents.history("a")
    assert (newest.number, newest.published_by, newest.published_at, newest.seal) == (2, "Ali", minutes(5), later)
    assert (first.number, first.published_by, first.published_at, first.note) == (1, "Salma", NOW, "first")
    assert first.seal == SEAL
    assert first.body == procedure("a", "one").body
    assert documents.history("nobody") == []


def test_still_right_renews_the_seal_without_an_edition(documents: Documents) -> None:
    documents.publish([publication(procedure("a", "one", SEAL))], NOW, "Salma")
    renewed = Seal(owner="Salma", verified_on=date(2026, 3, 2), verified_by="Ali")
    assert documents.renew_seal("a", renewed, minutes(1), "Ali") == changed("procedure", "a")
    read = documents.read("a")
    assert read is not None
    assert (read.seal, read.edition, read.updated_by) == (renewed, 1, "Ali")
    assert len(documents.history("a")) == 1
    assert not documents.renew_seal("nobody", renewed, NOW, "Ali")


def test_a_withdrawn_text_stays_under_its_reason(documents: Documents) -> None:
    documents.publish([publication(procedure("a", "one"))], NOW, "Salma")
    assert documents.withdraw("a", "abrogé", minutes(1), "Ali") == changed("procedure", "a")
    read = documents.read("a")
    assert read is not None
    assert (read.status, read.withdrawn_reason) == (Status.WITHDRAWN, "abrogé")
    assert title(documents, "a") == "one"
    assert documents.of_kind(Kind.PROCEDURE) == []
    assert [one.id for one in documents.of_kind(Kind.PROCEDURE, published_only=False)] == ["a"]
    assert documents.editions_known() == {}
    assert not documents.withdraw("nobody", "x", NOW, "Ali")
    documents.publish([publication(procedure("a", "again"), 1)], minutes(2), "Ali")
    again = documents.read("a")
    assert again is not None
    assert (again.status, again.withdrawn_reason, again.edition) == (Status.PUBLISHED, "", 2)


def test_a_long_list_is_read_in_pages_and_holds_no_lock(documents: Documents) -> None:
    many = [publication(procedure(f"{number:04}", "x")) for number in range(1201)]
    documents.publish(many, NOW, "x")
    read = documents.stream(Kind.PROCEDURE)
    first = next(read)
    documents.withdraw("1200", "gone meanwhile", NOW, "x")
    assert [first.id, *(one.id for one in read)] == [f"{number:04}" for number in range(1200)]
    assert len(documents.read_many([f"{number:04}" for number in range(1300)])) == 1201


def test_a_body_of_another_kind_is_told(store: Store, documents: Documents) -> None:
    documents.publish([publication(procedure("a", "one"))], NOW, "x")
    with store.write() as connection:
        connection.exec_driver_sql("update documents set body = '{\"name\": 3}', kind = 'contact'")
    with pytest.raises(Problem, match="record_unreadable"):
        documents.read("a")


def test_facts_are_kept(store: Store) -> None:
    facts = Facts(store)
    assert facts.get("clock") == ""
    facts.set("clock", str(NOW))
    facts.set("clock", str(NOW + timedelta(days=1)))
    assert facts.get("clock") == str(NOW + timedelta(days=1))
