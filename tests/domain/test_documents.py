"""The seal, and what stands in every kind of document."""

from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta

import pytest

from operator_app.domain.contacts import Contact, Phone, PhoneKind
from operator_app.domain.documents import BODY_TYPES, SEARCHED_KINDS, Document, Kind, Seal
from operator_app.domain.guide import Procedure, ProcedureText, article_title, speaking_seconds, written_languages
from operator_app.domain.languages import Language, Text
from operator_app.domain.references import references, renamed
from tests.exchange.samples import documents

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def test_validity_includes_its_last_day() -> None:
    seal = Seal(valid_from=TODAY, valid_until=TODAY, review_by=TODAY)
    assert not seal.expired(TODAY)
    assert seal.expired(TODAY + DAY)
    assert not seal.not_yet_valid(TODAY)
    assert seal.not_yet_valid(TODAY - DAY)
    assert not seal.overdue(TODAY)
    assert seal.overdue(TODAY + DAY)


def test_an_empty_seal_promises_nothing() -> None:
    assert Seal().unverified
    assert not Seal(verified_on=TODAY).unverified
    far = date.max
    assert not Seal().expired(far)
    assert not Seal().overdue(far)
    assert not Seal().not_yet_valid(date.min)


def test_every_kind_has_its_body() -> None:
    assert set(BODY_TYPES) == set(Kind)
    assert len(set(BODY_TYPES.values())) == len(Kind)
    assert set(SEARCHED_KINDS) < set(Kind)
    assert {document.kind for document in documents()} == set(Kind)
    assert all(isinstance(document.body, BODY_TYPES[document.kind]) for document in documents())


def test_records_cannot_be_changed() -> None:
    document = documents()[0]
    with pytest.raises(FrozenInstanceError):
        setattr(document, "edition".strip(), 7)


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.external_id)
def test_references_are_renamed_and_nothing_else(document: Document) -> None:
    before = list(references(document.body))
    assert "" not in before
    there = renamed(document.body, lambda name: f"<{name}>")
    assert list(references(there)) == [f"<{name}>" for name in before]
    assert renamed(there, lambda name: name[1:-1]) == document.body


def test_references_of_each_kind() -> None:
    found = {document.external_id: list(references(document.body)) for document in documents()}
    assert found["birth-extract"] == ["c-town-hall", "c-other"]
    assert found["c-town-hall"] == ["c-other", "c-deputy", "r-office"]
    assert found["s-cin"] == found["n-1"] == found["m-first"] == ["birth-extract"]
    assert found["holidays"] == found["g-morning"] == []


def test_a_fax_is_never_the_number_to_refer_to() -> None:
    fax, desk = Phone("00000001", PhoneKind.FAX), Phone("00000002")
    assert Contact(Text("x"), phones=(fax, desk)).main_phone() == desk
    assert Contact(Text("x"), phones=(fax,)).main_phone() is None


def test_a_missing_translation_is_said() -> None:
    text = Text(fr="Mairie")
    assert text.get(Language.AR) == ""
    assert text.best(Language.AR) == ("Mairie", Language.FR)
    assert Text().best(Language.EN) == ("", Language.EN)
    assert not Text()
    article = Procedure(fr=ProcedureText(title="Extrait"), ar=ProcedureText(short_answer="بلا عنوان"))
    assert article.text(Language.AR) is None
    assert written_languages(article) == (Language.FR,)
    assert article_title(article, Language.AR) == "Extrait"
    assert article_title(Procedure(), Language.AR) == ""
    english = replace(article, en=ProcedureText(title="Extract"))
    assert article_title(english, Language.EN) == "Extract"


def test_a_short_answer_is_said_at_a_pace() -> None:
    assert speaking_seconds("كلمة " * 130) == pytest.approx(60)
    assert speaking_seconds("") == 0
