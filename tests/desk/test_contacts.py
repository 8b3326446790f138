"""Whom to refer to, and whether they are there."""

from collections.abc import Callable
from datetime import UTC, datetime

from operator_app.desk import Desk
from operator_app.desk.contacts import LONGEST_CHAIN
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document
from operator_app.domain.hours import Opening
from operator_app.domain.languages import Text
from tests.desk.conftest import Clock
from tests.desk.samples import contact, office, procedure

Load = Callable[..., dict[str, Document]]


def names(documents: list[Document]) -> list[str]:
    return [document.external_id for document in documents]


def test_a_chain_follows_the_deputies(desk: Desk, load: Load) -> None:
    there = load(contact("a", "A", "b"), contact("b", "B", "c"), contact("c", "C"))
    assert names(desk.contacts.chain(there["a"].id)) == ["a", "b", "c"]
    assert names(desk.contacts.of_document(there["b"])) == ["b", "c"]


def test_a_loop_of_deputies_ends(desk: Desk, load: Load) -> None:
    there = load(contact("a", "A", "b"), contact("b", "B", "a"), contact("self", "S", "self"))
    assert names(desk.contacts.chain(there["a"].id)) == ["a", "b"]
    assert names(desk.contacts.chain(there["self"].id)) == ["self"]


def test_an_endless_chain_is_cut(desk: Desk, load: Load) -> None:
    there = load(*(contact(f"c{number}", "x", f"c{number + 1}") for number in range(LONGEST_CHAIN + 5)))
    assert len(desk.contacts.chain(there["c0"].id)) == LONGEST_CHAIN


def test_a_deputy_that_is_gone_or_no_contact_ends_the_chain(desk: Desk, load: Load) -> None:
    there = load(contact("a", "A", "gone"), contact("b", "B", "birth"), procedure("birth", "x"))
    assert names(desk.contacts.chain(there["a"].id)) == ["a"]
    assert names(desk.contacts.chain(there["b"].id)) == ["b"]
    assert desk.contacts.chain("") == []


def test_an_article_offers_each_contact_once_with_its_deputies(desk: Desk, load: Load) -> None:
    there = load(
        contact("a", "A", "b"),
        contact("b", "B"),
        contact("c", "C", "b"),
        procedure("birth", "x", "c", "a", "gone"),
        *office(),
    )
    assert names(desk.contacts.of_document(there["birth"])) == ["c", "b", "a"]
    assert desk.contacts.of_document(there["holidays"]) == []


def test_a_contact_is_open_by_its_regime(desk: Desk, load: Load, clock: Clock) -> None:
    there = load(contact("a", "A", regime="r-administration"), contact("b", "B"), *office())
    town, unknown = there["a"].body, there["b"].body
    assert isinstance(town, Contact)
    assert isinstance(unknown, Contact)
    found = desk.contacts.opening(town)
    assert (found.open, f"{found.until:%H:%M}") == (True, "12:30")
    assert desk.contacts.opening(unknown) == Opening(open=False, known=False)
    clock.now = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
    closed = desk.contacts.opening(town)
    assert (closed.open, closed.holiday) == (False, Text("عيد الشغل", "Fête du Travail"))
    assert f"{closed.opens:%m-%d %H:%M}" == "05-04 08:30"


def test_without_a_calendar_there_are_no_holidays(desk: Desk) -> None:
    assert desk.contacts.calendar().holiday(datetime(2026, 5, 1, tzinfo=UTC).date()) is None
    assert desk.contacts.regime("") is None
    assert desk.contacts.regime("gone") is None
    assert desk.contacts.read("gone") is None
