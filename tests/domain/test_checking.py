"""What an editor is told to look at."""

from dataclasses import replace
from datetime import date

import pytest

from operator_app.domain.checking import Finding, check
from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Body, Document, Kind, Seal
from operator_app.domain.guide import Need, Procedure, ProcedureText, Tip, TipText
from operator_app.domain.languages import Text
from operator_app.domain.news import News

TODAY = date(2026, 3, 2)
AR, FR = ProcedureText(title="مضمون", short_answer="قصير"), ProcedureText(title="Extrait", short_answer="Court")
GOOD = Procedure(ar=AR, fr=FR, contacts=("c",))


def found(body: Body, seal: Seal | None = None, kind: Kind = Kind.PROCEDURE) -> list[str]:
    document = Document("id", kind, body, seal or Seal(), "external")
    findings = list(check(document, {"c"}, TODAY))
    assert all((one.document_id, one.external_id) == ("id", "external") for one in findings)
    return [one.message.format(**one.values) for one in findings]


def test_a_good_article_has_no_findings() -> None:
    assert found(GOOD, Seal(review_by=TODAY, valid_until=TODAY)) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (replace(GOOD, ar=ProcedureText()), "The Arabic text is missing."),
        (replace(GOOD, fr=ProcedureText(short_answer="sans titre")), "The French text is missing."),
        (replace(GOOD, ar=ProcedureText(title="مضمون")), "It has no short answer."),
        (replace(GOOD, contacts=("c", "x")), "Refers to something that is not in the guide: x"),
        (
            replace(GOOD, fr=replace(FR, short_answer="mot " * 65)),
            "Its short answer takes 30 seconds to say.",
        ),
    ],
)
def test_what_is_wrong_with_an_article_is_told(body: Procedure, message: str) -> None:
    assert found(body) == [message]


def test_fifteen_seconds_are_short_enough() -> None:
    assert found(replace(GOOD, fr=replace(FR, short_answer="mot " * 32))) == []
    assert len(found(replace(GOOD, fr=replace(FR, short_answer="mot " * 33)))) == 1


def test_a_tip_is_checked_like_a_procedure() -> None:
    tip = Tip(Need.DEAF, ar=TipText(title="أصم", short_answer="قصير"))
    assert found(tip, kind=Kind.TIP) == ["The French text is missing."]


def test_a_seal_that_is_over_is_told() -> None:
    seal = Seal(valid_until=date(2026, 3, 1), review_by=date(2026, 3, 1))
    assert found(GOOD, seal) == ["Its validity is over.", "Its review is overdue."]


def test_numbers_outside_the_plan_are_told() -> None:
    contact = Contact(Text("x"), phones=(Phone("00000012"), Phone("190"), Phone("214")), deputy="nobody")
    assert found(contact, kind=Kind.CONTACT) == [
        "Refers to something that is not in the guide: nobody",
        "This number is not in the numbering plan: 00000012",
    ]


def test_other_kinds_are_checked_for_what_they_name() -> None:
    assert found(News(Text("خبر"), articles=("gone",)), kind=Kind.NEWS) == [
        "Refers to something that is not in the guide: gone"
    ]
    assert Finding("i", "e", "m").values == {}
