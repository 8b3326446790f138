"""What waits for a supervisor, without a screen: gaps, reports, what is due, what a service is asked."""

from dataclasses import replace
from datetime import timedelta

from operator_app.desk import Desk
from operator_app.desk.fact_checks import answer_of as answer_of_remark
from operator_app.desk.fact_checks import asked_of
from operator_app.desk.worklists import UNTOLD, Dueness
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document, Kind, Seal
from operator_app.domain.fact_check import Answer, Answered, Asked, Verdict
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language, Text
from operator_app.domain.reviewing import Remark, Said
from tests.desk.conftest import Clock
from tests.desk.editing import as_person, opened, procedure, rewritten, unanswered


def test_gaps_are_grouped_by_meaning_and_leave_when_a_draft_begins(desk: Desk) -> None:
    unanswered(desk, "رخصة بناء", "رخصة البناء", "permis de construire", "رُخصة بناء", "les permis de construire")
    gaps = desk.worklists.gaps()
    assert [len(gap.needs) for gap in gaps] == [3, 2]
    assert gaps[0].calls == 3
    draft = desk.drafts.begin(Kind.PROCEDURE, Procedure(keywords=gaps[0].said), gaps[0].needs)
    assert [gap.said for gap in desk.worklists.gaps()] == [gaps[1].said]
    assert [one.document.id for one in desk.worklists.drafts()] == [draft.document.id]
    assert desk.worklists.put_aside(gaps[1].needs)
    assert desk.worklists.gaps() == []


def test_a_report_is_answered_by_the_edition_that_corrects_it(desk: Desk) -> None:
    desk.publishing.publish(procedure("جواز سفر"), 0)
    document = desk.guide.read("a1")
    assert document is not None
    as_person(desk, "Amel")
    desk.guide.report_wrong(document, "on screen")
    as_person(desk, "Salma")
    (report,) = desk.worklists.reports()
    assert report.feedback.shown == "on screen"
    desk.worklists.take_report(report.feedback)
    assert desk.worklists.reports()[0].taken
    draft = opened(desk, "a1")
    desk.drafts.publish(replace(draft, document=rewritten(draft.document, "صحيح")), "Fee corrected")
    assert desk.worklists.reports() == []
    assert desk.worklists.answers() == []
    as_person(desk, "Amel")
    (answer,) = desk.worklists.untold_answers()
    assert (answer.remark.text, answer.remark.edition, answer.corrected) == ("Fee corrected", 2, True)
    assert answer.document is not None
    assert answer.document.edition == 2
    desk.worklists.answers_told([answer.remark.id])
    assert desk.worklists.untold_answers() == []
    assert desk.worklists.answers() == [answer]


def test_a_report_can_be_answered_without_an_edition(desk: Desk) -> None:
    desk.publishing.publish(procedure("جواز سفر"), 0)
    document = desk.guide.read("a1")
    assert document is not None
    desk.guide.report_wrong(document, "on screen")
    (report,) = desk.worklists.reports()
    desk.worklists.answer_report(report.feedback, "It is right: see the decree.")
    assert desk.worklists.reports() == []
    assert [(one.remark.text, one.corrected) for one in desk.worklists.answers()] == [
        ("It is right: see the decree.", False)
    ]
    assert desk.worklists.untold_answers() == []


def test_an_answer_in_words_is_no_correction_and_waits_for_who_is_away(desk: Desk, clock: Clock) -> None:
    """Shown for a week after it was told, however late that is; after a month nobody is told any more."""
    desk.publishing.publish(procedure("جواز سفر"), 0)
    desk.publishing.publish(procedure("جواز سفر", "غيره"), 1)
    document = desk.guide.read("a1")
    assert document is not None
    as_person(desk, "Amel")
    desk.guide.report_wrong(document, "on screen")
    as_person(desk, "Salma")
    desk.worklists.answer_report(desk.worklists.reports()[0].feedback, "It is right.")
    as_person(desk, "Amel")
    clock.now += timedelta(days=20)
    (answer,) = desk.worklists.untold_answers()
    assert (answer.remark.text, answer.remark.edition, answer.corrected) == ("It is right.", 2, False)
    before = clock.now
    desk.worklists.answers_told([answer.remark.id])
    clock.now += timedelta(days=6)
    desk.worklists.answers_told([answer.remark.id])
    assert desk.worklists.answers() == [answer]
    clock.now += timedelta(days=2)
    assert desk.worklists.answers() == desk.worklists.untold_answers() == []
    clock.now = before + timedelta(days=UNTOLD.days + 30)
    desk.worklists.answers_told([])
    assert desk.worklists.untold_answers() == []


def test_due_overdue_and_expired(desk: Desk) -> None:
    today = desk.today()
    day = timedelta(days=1)
    seals = {
        "expired": Seal(valid_until=today - day),
        "overdue": Seal(review_by=today - day),
        "soon": Seal(review_by=today + 20 * day),
        "later": Seal(review_by=today + 200 * day),
        "none": Seal(),
    }
    for id, seal in seals.items():
        desk.publishing.publish(procedure(id, id=id, seal=seal), 0)
    assert [(document.id, state) for document, state in desk.worklists.due()] == [
        ("expired", Dueness.EXPIRED),
        ("overdue", Dueness.OVERDUE),
        ("soon", Dueness.SOON),
    ]
    assert desk.worklists.waiting().due == 2
    overdue = desk.guide.read("overdue")
    assert overdue is not None
    desk.publishing.still_right(overdue)
    renewed = desk.guide.read("overdue")
    assert renewed is not None
    assert renewed.edition == 1
    assert renewed.seal.verified_on == today
    assert desk.worklists.waiting().due == 1


def test_missing_translations(desk: Desk) -> None:
    desk.publishing.publish(procedure("both"), 0)
    desk.publishing.publish(replace(procedure("x", id="ar"), body=Procedure(ar=ProcedureText(title="فقط"))), 0)
    contact = Document(id="c", kind=Kind.CONTACT, body=Contact(Text(fr="Seulement")))
    desk.publishing.publish(contact, 0)
    assert {document.id for document in desk.worklists.untranslated()} == {"ar", "c"}
    assert desk.worklists.waiting().untranslated == 2


def test_a_question_to_a_service_stays_open_until_its_answer(desk: Desk) -> None:
    desk.publishing.publish(procedure("x"), 0)
    document = desk.guide.read("a1")
    assert document is not None
    facts = desk.fact_checks.facts(document, Language.AR)
    late = Asked("Is the fee still 2 dinars?", desk.today(), Language.AR, facts)
    desk.fact_checks.ask(document, "الحالة المدنية", Asked())
    desk.fact_checks.ask(document, "الأرشيف", late)
    first, second = desk.fact_checks.open_questions()
    assert (first.remark.to, first.asked, second.asked.due) == ("الأرشيف", late, None)
    assert len(desk.worklists.questions()) == 2
    answer = Answer("Mme X", desk.today(), tuple(Answered(fact.place, Verdict.RIGHT) for fact in facts))
    desk.fact_checks.answer(first.remark, answer)
    assert [one.remark.to for one in desk.fact_checks.open_questions()] == ["الحالة المدنية"]
    _, remarks = desk.publishing.history("a1")
    assert answer_of_remark(remarks[-1]) == answer


def test_questions_and_answers_of_older_programs_are_read_as_words(desk: Desk) -> None:
    for said in (Said.FACT_ASKED, Said.FACT_ANSWERED):
        remark = Remark("r", said, "a1", desk.now(), "Salma", "Is it {true}?")
        assert asked_of(remark) == Asked(question="Is it {true}?")
        assert answer_of_remark(remark) == Answer(note="Is it {true}?")
