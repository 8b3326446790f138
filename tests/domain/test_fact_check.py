"""Which facts a service is asked about, and how the sheet says it."""

from datetime import date

from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Document, Kind
from operator_app.domain.fact_check import Answer, Answered, Asked, Verdict, facts_of
from operator_app.domain.flow import Table, lines
from operator_app.domain.flow_fact_check import Letter, fact_check_flow
from operator_app.domain.flow_of import Words
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language, Text

AR, FR = Language.AR, Language.FR
# Nobody's number.
NUMBER = "01000000"
WORDS = Words(lambda source: source, lambda day: day.isoformat())


def article() -> Document:
    french = ProcedureText("Extrait", "À la mairie.", documents=("CIN", "Timbre"), fee="2 dinars")
    return Document("a1", Kind.PROCEDURE, Procedure(fr=french, contacts=("c1", "gone")))


def contacts(id: str) -> Contact | None:
    return Contact(Text(fr="Mairie"), phones=(Phone(NUMBER),)) if id == "c1" else None


def test_each_thing_that_is_said_is_one_fact_in_the_order_of_the_form() -> None:
    found = [(fact.place, fact.said) for fact in facts_of(article(), FR, contacts)]
    assert found == [
        ("title", "Extrait"), ("short_answer", "À la mairie."), ("documents.0", "CIN"), ("documents.1", "Timbre"),
        ("fee", "2 dinars"), ("contacts.c1", "Mairie · 01 000 000"),
    ]  # fmt: skip


def test_a_language_that_is_not_written_has_only_the_contacts() -> None:
    assert [fact.place for fact in facts_of(article(), AR, contacts)] == ["contacts.c1"]


def test_a_contact_is_asked_about_with_its_numbers_after_its_name() -> None:
    body = Contact(Text(ar="البلدية", fr="Mairie"), phones=(Phone(NUMBER),), address=Text(fr="Rue 1"), email="a@b.tn")
    found = facts_of(Document("c1", Kind.CONTACT, body), FR)
    assert [fact.place for fact in found] == ["name", "phones.0", "address", "email"]


def test_the_sheet_has_a_row_and_two_boxes_for_each_fact() -> None:
    facts = facts_of(article(), FR, contacts)
    letter = Letter("a1", "Extrait", "Mairie", "Salma", "État civil", "Le tarif ?", date(2026, 12, 4))
    flow = fact_check_flow(letter, facts, FR, WORDS)
    said = "\n".join(lines(flow))
    for words in ("État civil", "Le tarif ?", "2026-12-04", "Salma", "CIN", "Signature"):
        assert words in said
    table = next(block for block in flow.blocks if isinstance(block, Table))
    assert len(table.rows) == len(facts)
    assert all([cell.box for cell in row] == [False, False, True, True, False] for row in table.rows)


def test_what_was_confirmed_and_corrected_is_counted() -> None:
    answer = Answer("X", date(2026, 12, 1), tuple(Answered(str(one), one) for one in Verdict))
    assert (answer.right, [fact.place for fact in answer.wrong]) == (1, ["wrong"])
    asked = Asked(due=date(2026, 12, 4))
    assert not asked.overdue(date(2026, 12, 4))
    assert asked.overdue(date(2026, 12, 5))
    assert not Asked().overdue(date(2030, 1, 1))
