"""Checks while writing: what is found, where it points, and what is no finding."""

from datetime import date

import pytest

from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Body, Document, Kind, Seal, Source
from operator_app.domain.editing import Check, Known, examine
from operator_app.domain.greetings import Greeting, Purpose
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Text
from operator_app.domain.lines import Line
from operator_app.domain.news import News
from operator_app.domain.synonyms import Synonyms

TODAY = date(2026, 11, 24)
KNOWN = Known(frozenset({"c"}), frozenset({"71000000"}))
SEAL = Seal(owner="Guichet", sources=(Source("Décret"),))


def found(body: Body, kind: Kind = Kind.PROCEDURE, seal: Seal = SEAL, known: Known = KNOWN) -> dict[str, Check]:
    document = Document(id="d", kind=kind, body=body, seal=seal)
    return {check.place: check for check in examine(document, known, TODAY)}


def noted(notes: str) -> dict[str, Check]:
    """What is found in a procedure whose Arabic notes say this."""
    whole = ProcedureText("عنوان", "جواب")
    return found(Procedure(ar=ProcedureText("عنوان", "جواب", notes=notes), fr=whole, contacts=("c",)))


def test_a_whole_procedure_has_nothing_to_look_at() -> None:
    assert noted("") == {}


def test_a_missing_language_and_a_missing_answer_are_serious() -> None:
    checks = found(Procedure(ar=ProcedureText("عنوان"), contacts=("c",)))
    assert {(place, check.grave) for place, check in checks.items()} == {("ar.short_answer", True), ("fr.title", True)}


def test_an_answer_longer_than_fifteen_seconds_is_told_with_its_length() -> None:
    long = " ".join(["كلمة"] * 40)
    checks = found(Procedure(ar=ProcedureText("ع", long), fr=ProcedureText("t", "r"), contacts=("c",)))
    assert checks["ar.short_answer"].values == {"seconds": 18, "most": 15}
    assert not checks["ar.short_answer"].grave


def test_a_field_in_one_language_only_points_to_the_other() -> None:
    ar, fr = ProcedureText("ع", "ج", fee="5 دنانير"), ProcedureText("t", "r", documents=("Photo",))
    assert set(found(Procedure(ar=ar, fr=fr, contacts=("c",)))) == {"fr.fee", "ar.documents"}


def test_references_that_lead_nowhere() -> None:
    whole = ProcedureText("t", "r")
    assert found(Procedure(ar=whole, fr=whole, contacts=("c", "gone")))["contacts"].grave
    contact = Contact(Text("ا", "a"), phones=(Phone("71000000"),), deputy="gone", regime="c")
    assert found(contact, Kind.CONTACT)["deputy"].grave


@pytest.mark.parametrize("identity", ["01 234 567", "01234567", "رقم بطاقتها 12345678.", "٠١٢٣٤٥٦٧"])
def test_an_identity_card_is_serious(identity: str) -> None:
    check = noted(identity)["ar.notes"]
    assert check.grave
    assert "identity card" in check.message


@pytest.mark.parametrize("number", ["98 000 432", "98000432", "+216 98 000 432", "9800 0432"])
def test_a_mobile_number_in_a_text_is_serious(number: str) -> None:
    check = noted(f"اتصلوا {number} غدًا")["ar.notes"]
    assert check.grave
    assert check.values == {"number": "98 000 432"}


def test_a_number_that_no_contact_has_is_told_and_one_that_a_contact_has_is_not() -> None:
    assert not noted("الهاتف 71 000 999")["ar.notes"].grave
    assert noted("الهاتف 71 000 000") == {}
    assert noted("اتصل بالرقم 193")["ar.notes"].values == {"number": "193"}


@pytest.mark.parametrize(
    "innocent",
    ["القانون عدد 57 لسنة 1957", "2 500 دينار", "193 صفحة", "من 08:00 إلى 16:30", "0,5 د", "RIB 12 000 678 901 234"],
)
def test_other_numbers_are_no_telephone_numbers(innocent: str) -> None:
    assert noted(innocent) == {}


@pytest.mark.parametrize("past", ["31/12/2025", "2025-12-31", "قبل 1.1.2026"])
def test_a_past_date_in_what_is_said(past: str) -> None:
    assert "past" in noted(past)["ar.notes"].message


@pytest.mark.parametrize("future", ["31/12/2026", "2026-11-24", "55/77/2020"])
def test_a_date_to_come_or_no_date(future: str) -> None:
    assert noted(future) == {}


def test_the_seal() -> None:
    whole = Procedure(ar=ProcedureText("t", "r"), fr=ProcedureText("t", "r"), contacts=("c",))
    assert set(found(whole, seal=Seal())) == {"seal.owner", "seal.sources"}
    backwards = Seal("o", (Source("s"),), valid_from=date(2027, 1, 1), valid_until=date(2026, 12, 1))
    assert found(whole, seal=backwards)["seal.valid_until"].grave
    past = Seal("o", (Source("s"),), valid_until=date(2026, 11, 23), review_by=date(2026, 11, 23))
    assert set(found(whole, seal=past)) == {"seal.valid_until", "seal.review_by"}


def test_a_contact_without_number_or_hours() -> None:
    assert set(found(Contact(Text("ا", "a")), Kind.CONTACT)) == {"phones", "regime"}
    odd = Contact(Text("ا", "a"), phones=(Phone("1234567"),), regime="c")
    assert found(odd, Kind.CONTACT)["phones"].grave
    abroad = Contact(Text("ا", "a"), phones=(Phone("+33100000000"),), regime="c")
    assert found(abroad, Kind.CONTACT) == {}


def test_greetings_news_lines_and_synonyms() -> None:
    greeting = Greeting(Purpose.GREETING, Text("{body} {nom}", "Bonjour {operator}"))
    assert found(greeting, Kind.GREETING)["text.ar"].values["name"] == "{nom}"
    news = News(Text("خبر", "Nouvelle"), Text("1\n2\n3\n4", "1"))
    assert set(found(news, Kind.NEWS, Seal())) == {"seal.valid_until", "text.ar"}
    assert found(Line(Phone("")), Kind.LINE)["phone"].grave
    assert set(found(Synonyms(Text()), Kind.SYNONYMS)) == {"official.ar", "words"}
