"""From a gap or a report to an edition, without a screen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from operator_app.desk import Desk
from operator_app.desk.fact_checks import answer_of as answer_of_remark
from operator_app.desk.fact_checks import asked_of
from operator_app.desk.worklists import UNTOLD, Dueness
from operator_app.domain.calls import Outcome
from operator_app.domain.changes import Changes
from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Document, Kind, Seal, Status
from operator_app.domain.fact_check import Answer, Answered, Asked, Verdict
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language, Text
from operator_app.domain.layers import Layer
from operator_app.domain.moments import TUNIS
from operator_app.domain.problems import Problem
from operator_app.domain.reviewing import Remark, Said
from operator_app.local import Draft


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 10, 0, tzinfo=TUNIS)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "home", clock)
    opened.preferences.change(replace(opened.preferences.now, operator_name="Mouna"))
    yield opened
    opened.close()


def as_person(desk: Desk, name: str) -> None:
    desk.preferences.change(replace(desk.preferences.now, operator_name=name))


def article(title: str, answer: str = "الجواب", id: str = "a1", seal: Seal | None = None) -> Document:
    text = ProcedureText(title=title, short_answer=answer)
    return Document(id=id, kind=Kind.PROCEDURE, body=Procedure(ar=text, fr=text), seal=seal or Seal())


def rewritten(document: Document, answer: str) -> Document:
    assert isinstance(document.body, Procedure)
    return replace(document, body=replace(document.body, ar=replace(document.body.ar, short_answer=answer)))


def opened(desk: Desk, id: str) -> Draft:
    draft = desk.drafts.open(id)
    assert draft is not None
    return draft


def answer_of(desk: Desk, id: str) -> str:
    document = desk.guide.read(id)
    assert document is not None
    assert isinstance(document.body, Procedure)
    return document.body.ar.short_answer


def unanswered(desk: Desk, *queries: str) -> None:
    for query in queries:
        desk.calls.close(replace(desk.calls.start(), query=query, outcome=Outcome.NO_ANSWER))


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


def test_a_draft_is_kept_published_and_forgotten(desk: Desk) -> None:
    draft = desk.drafts.begin(Kind.PROCEDURE, Procedure())
    assert isinstance(draft.document.body, Procedure)
    written = replace(draft, document=replace(draft.document, body=article("ترخيص").body))
    desk.drafts.keep(written)
    again = opened(desk, draft.document.id)
    assert again.document.body == written.document.body
    assert again.author == "Mouna"
    published = desk.drafts.publish(again, "First", verified=True)
    assert (published.edition, published.status) == (1, Status.PUBLISHED)
    assert published.seal.verified_by == "Mouna"
    assert published.seal.verified_on == desk.today()
    assert desk.drafts.all() == []


def test_an_open_draft_over_an_edition_is_stored_only_once_written(desk: Desk) -> None:
    desk.publishing.publish(article("جواز سفر"), 0)
    draft = opened(desk, "a1")
    assert draft.base == 1
    assert desk.drafts.all() == []
    desk.drafts.keep(replace(draft, document=rewritten(draft.document, "جديد")))
    assert len(desk.drafts.all()) == 1
    desk.drafts.discard(draft)
    assert desk.drafts.all() == []
    assert answer_of(desk, "a1") == "الجواب"


def test_a_conflict_keeps_both_texts_and_merges_what_one_side_changed(desk: Desk) -> None:
    desk.publishing.publish(article("جواز سفر"), 0)
    draft = opened(desk, "a1")
    mine = desk.drafts.keep(replace(draft, document=rewritten(draft.document, "جوابي")))
    theirs = replace(draft.document, seal=Seal(owner="غيري"))
    desk.publishing.publish(theirs, 1)
    with pytest.raises(Problem) as caught:
        desk.drafts.publish(mine)
    assert caught.value.code == "edition_conflict"
    kept = opened(desk, "a1")
    assert kept.document.body == mine.document.body
    over, merged = desk.drafts.merge(kept)
    assert merged.both == ()
    assert (over.base, over.document.seal.owner) == (2, "غيري")
    assert desk.drafts.publish(over).edition == 3
    assert answer_of(desk, "a1") == "جوابي"


def test_where_both_changed_one_field_it_is_told(desk: Desk) -> None:
    desk.publishing.publish(article("جواز سفر"), 0)
    draft = opened(desk, "a1")
    mine = desk.drafts.keep(replace(draft, document=rewritten(draft.document, "جوابي")))
    desk.publishing.publish(rewritten(draft.document, "جوابهم"), 1)
    over, merged = desk.drafts.merge(mine)
    assert merged.both == ("ar.short_answer",)
    assert over.document.body == mine.document.body


def test_a_report_is_answered_by_the_edition_that_corrects_it(desk: Desk) -> None:
    desk.publishing.publish(article("جواز سفر"), 0)
    document = desk.guide.read("a1")
    assert document is not None
    as_person(desk, "Salma")
    desk.guide.report_wrong(document, "on screen")
    as_person(desk, "Mouna")
    (report,) = desk.worklists.reports()
    assert report.feedback.shown == "on screen"
    desk.worklists.take_report(report.feedback)
    assert desk.worklists.reports()[0].taken
    draft = opened(desk, "a1")
    desk.drafts.publish(replace(draft, document=rewritten(draft.document, "صحيح")), "Fee corrected")
    assert desk.worklists.reports() == []
    assert desk.worklists.answers() == []
    as_person(desk, "Salma")
    (answer,) = desk.worklists.untold_answers()
    assert (answer.remark.text, answer.remark.edition, answer.corrected) == ("Fee corrected", 2, True)
    assert answer.document is not None
    assert answer.document.edition == 2
    desk.worklists.answers_told([answer.remark.id])
    assert desk.worklists.untold_answers() == []
    assert desk.worklists.answers() == [answer]


def test_a_report_can_be_answered_without_an_edition(desk: Desk) -> None:
    desk.publishing.publish(article("جواز سفر"), 0)
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
    desk.publishing.publish(article("جواز سفر"), 0)
    desk.publishing.publish(article("جواز سفر", "غيره"), 1)
    document = desk.guide.read("a1")
    assert document is not None
    as_person(desk, "Salma")
    desk.guide.report_wrong(document, "on screen")
    as_person(desk, "Mouna")
    desk.worklists.answer_report(desk.worklists.reports()[0].feedback, "It is right.")
    as_person(desk, "Salma")
    clock.moment += timedelta(days=20)
    (answer,) = desk.worklists.untold_answers()
    assert (answer.remark.text, answer.remark.edition, answer.corrected) == ("It is right.", 2, False)
    before = clock.moment
    desk.worklists.answers_told([answer.remark.id])
    clock.moment += timedelta(days=6)
    desk.worklists.answers_told([answer.remark.id])
    assert desk.worklists.answers() == [answer]
    clock.moment += timedelta(days=2)
    assert desk.worklists.answers() == desk.worklists.untold_answers() == []
    clock.moment = before + timedelta(days=UNTOLD.days + 30)
    desk.worklists.answers_told([])
    assert desk.worklists.untold_answers() == []


def test_review_with_comments_then_published_by_a_second_person(desk: Desk) -> None:
    draft = desk.drafts.begin(Kind.PROCEDURE, article("x").body)
    handed = desk.drafts.submit(draft, "Please look")
    assert [one.revision_id for one in desk.worklists.in_review()] == [handed.revision_id]
    as_person(desk, "Amel")
    back = desk.drafts.send_back(handed, "The fee?")
    assert desk.worklists.in_review() == []
    assert back.author == "Mouna"
    approved = desk.drafts.approve(desk.drafts.submit(back))
    published = desk.drafts.publish(approved)
    editions, remarks = desk.publishing.history(published.id)
    assert [e.published_by for e in editions] == ["Amel"]
    assert [(r.said, r.author) for r in remarks] == [
        (Said.SUBMITTED, "Mouna"),
        (Said.SENT_BACK, "Amel"),
        (Said.SUBMITTED, "Amel"),
        (Said.APPROVED, "Amel"),
    ]


def test_an_urgent_edition_waits_for_a_second_look(desk: Desk) -> None:
    draft = desk.drafts.begin(Kind.PROCEDURE, article("x").body)
    published = desk.drafts.publish(draft, urgent=True)
    assert [document.id for document in desk.worklists.urgent()] == [published.id]
    desk.publishing.review_urgent(published)
    assert desk.worklists.urgent() == []


def test_a_draft_is_published_at_its_moment(desk: Desk, clock: Clock) -> None:
    draft = desk.drafts.begin(Kind.PROCEDURE, article("x").body)
    with pytest.raises(Problem, match="schedule_past"):
        desk.drafts.schedule(draft, clock() - timedelta(minutes=1))
    desk.drafts.schedule(draft, clock() + timedelta(hours=2))
    assert desk.drafts.publish_due() == []
    assert desk.guide.read(draft.document.id) is None
    clock.moment += timedelta(hours=2)
    assert desk.drafts.publish_due() == []
    assert desk.guide.read(draft.document.id) is not None
    assert desk.drafts.all() == []


def test_what_cannot_be_published_at_its_moment_waits_for_its_author(desk: Desk, clock: Clock) -> None:
    desk.publishing.publish(article("x"), 0)
    draft = opened(desk, "a1")
    desk.drafts.schedule(replace(draft, document=rewritten(draft.document, "new")), clock() + timedelta(hours=1))
    desk.publishing.publish(rewritten(draft.document, "other"), 1)
    clock.moment += timedelta(hours=1)
    assert [problem.code for problem in desk.drafts.publish_due()] == ["edition_conflict"]
    assert desk.drafts.publish_due() == []
    assert desk.drafts.all()[0].refused == "edition_conflict"


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
        desk.publishing.publish(article(id, id=id, seal=seal), 0)
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
    desk.publishing.publish(article("both"), 0)
    desk.publishing.publish(replace(article("x", id="ar"), body=Procedure(ar=ProcedureText(title="فقط"))), 0)
    contact = Document(id="c", kind=Kind.CONTACT, body=Contact(Text(fr="Seulement")))
    desk.publishing.publish(contact, 0)
    assert {document.id for document in desk.worklists.untranslated()} == {"ar", "c"}
    assert desk.worklists.waiting().untranslated == 2


def test_restoring_an_edition_makes_the_next_one(desk: Desk) -> None:
    desk.publishing.publish(article("جواز سفر", "الأول"), 0)
    first = desk.guide.read("a1")
    assert first is not None
    desk.publishing.publish(rewritten(first, "الثاني"), 1)
    desk.publishing.withdraw("a1", "Wrong")
    editions, _ = desk.publishing.history("a1")
    desk.publishing.restore(editions[-1])
    assert answer_of(desk, "a1") == "الأول"
    restored = desk.guide.read("a1")
    assert restored is not None
    assert (restored.edition, restored.status, restored.withdrawn_reason) == (3, Status.PUBLISHED, "")
    _, remarks = desk.publishing.history("a1")
    assert [(remark.said, remark.text) for remark in remarks] == [(Said.WITHDRAWN, "Wrong"), (Said.RESTORED, "1")]


def test_a_question_to_a_service_stays_open_until_its_answer(desk: Desk) -> None:
    desk.publishing.publish(article("x"), 0)
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
        remark = Remark("r", said, "a1", desk.now(), "Mouna", "Is it {true}?")
        assert asked_of(remark) == Asked(question="Is it {true}?")
        assert answer_of_remark(remark) == Answer(note="Is it {true}?")


def test_a_number_is_found_in_any_grouping_and_changed_once(desk: Desk) -> None:
    # Nobody's number: no range of the Tunisian plan begins with 0.
    desk.publishing.publish(article("x", "اتصلوا بالرقم 01 000 017"), 0)
    contact = Contact(Text(ar="قسم"), phones=(Phone("01000017"), Phone("01000018")))
    desk.publishing.publish(Document(id="c", kind=Kind.CONTACT, body=contact), 0)
    uses = desk.usages.find("01 000 017")
    assert {(use.document.id, use.place) for use in uses} == {
        ("a1", "ar.short_answer"),
        ("a1", "fr.short_answer"),
        ("c", "phones"),
    }
    desk.usages.change(uses, "01 000 017", "01 000 019")
    assert answer_of(desk, "a1") == "اتصلوا بالرقم 01 000 019"
    changed = desk.guide.read("c")
    assert changed is not None
    assert isinstance(changed.body, Contact)
    assert [phone.number for phone in changed.body.phones] == ["01000019", "01000018"]
    with pytest.raises(Problem, match="words_too_short"):
        desk.usages.find("ا")


def test_a_layer_survives_an_update_and_an_import_of_the_common_text(desk: Desk) -> None:
    desk.publishing.publish(replace(article("جواز سفر"), external_id="passport"), 0)
    contact = Document(id="c", kind=Kind.CONTACT, body=Contact(Text(ar="شبّاك 3")))
    desk.publishing.publish(contact, 0)
    common = desk.guide.read("a1")
    assert common is not None
    draft = desk.drafts.open_layer(common)
    assert desk.drafts.all() == []
    layer = Layer("a1", office=Text(ar="الطابق الأوّل"), contacts=("c",))
    desk.drafts.publish(replace(draft, document=replace(draft.document, body=layer)))
    desk.publishing.publish(rewritten(common, "نص مشترك جديد"), 1)
    updated = desk.guide.read("a1")
    assert updated is not None
    assert desk.contacts.layer("a1") == layer
    assert [one.id for one in desk.contacts.of_document(updated)] == ["c"]
    assert desk.drafts.open_layer(updated).base == 1
    desk.publishing.withdraw(draft.document.id, "No longer")
    assert desk.contacts.layer("a1") is None
    assert desk.contacts.of_document(updated) == []


class Elsewhere:
    """A shared database as the desk sees it: what was asked of it."""

    def __init__(self, desk: Desk) -> None:
        self._documents = desk.publishing
        self.asked: list[str] = []

    def publish(self, document: Document, base: int, note: str = "", urgent: bool = False) -> Changes:
        self.asked.append(f"publish {document.id} over {base} {note} {urgent}")
        raise Problem("shared_publish_waits")

    def withdraw(self, document: Document, reason: str) -> Changes:
        self.asked.append(f"withdraw {document.id} {reason}")
        return Changes()

    def renew_seal(self, document: Document) -> Changes:
        self.asked.append(f"renew {document.id} {document.seal.verified_by}")
        return Changes()

    def approve(self, document_id: str, content: str) -> Changes:
        self.asked.append(f"approve {document_id} {content}")
        return Changes()

    def send_back(self, document_id: str, content: str) -> Changes:
        self.asked.append(f"send back {document_id} {content}")
        return Changes()

    def publish_reviewed(self, draft: Draft, note: str) -> Changes:
        self.asked.append(f"publish reviewed {draft.document.id} {note}")
        return Changes()


def test_with_a_shared_database_everything_goes_through_it_and_the_draft_stays(desk: Desk) -> None:
    desk.publishing.publish(article("جواز سفر"), 0)
    way = Elsewhere(desk)
    desk.publishing.way = way
    draft = opened(desk, "a1")
    changed = rewritten(draft.document, "جديد")
    with pytest.raises(Problem, match="shared_publish_waits"):
        desk.drafts.publish(replace(draft, document=changed), "Why", urgent=True)
    kept = opened(desk, "a1")
    assert kept.document.body == changed.body
    document = desk.guide.read("a1")
    assert document is not None
    desk.publishing.still_right(document)
    desk.publishing.withdraw("a1", "Old")
    assert way.asked == ["publish a1 over 1 Why True", "renew a1 Mouna", "withdraw a1 Old"]
    assert answer_of(desk, "a1") == "الجواب"
