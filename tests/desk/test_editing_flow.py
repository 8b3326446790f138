"""From a draft to an edition, without a screen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from operator_app.desk import Desk
from operator_app.domain.changes import Changes
from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Document, Kind, Seal, Status
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Text
from operator_app.domain.layers import Layer
from operator_app.domain.problems import Problem
from operator_app.domain.reviewing import Said
from operator_app.local import Draft
from tests.desk.conftest import Clock
from tests.desk.editing import answer_of, as_person, opened, procedure, rewritten


def test_a_draft_is_kept_published_and_forgotten(desk: Desk) -> None:
    draft = desk.drafts.begin(Kind.PROCEDURE, Procedure())
    assert isinstance(draft.document.body, Procedure)
    written = replace(draft, document=replace(draft.document, body=procedure("ترخيص").body))
    desk.drafts.keep(written)
    again = opened(desk, draft.document.id)
    assert again.document.body == written.document.body
    assert again.author == "Salma"
    published = desk.drafts.publish(again, "First", verified=True)
    assert (published.edition, published.status) == (1, Status.PUBLISHED)
    assert published.seal.verified_by == "Salma"
    assert published.seal.verified_on == desk.today()
    assert desk.drafts.all() == []


def test_an_open_draft_over_an_edition_is_stored_only_once_written(desk: Desk) -> None:
    desk.publishing.publish(procedure("جواز سفر"), 0)
    draft = opened(desk, "a1")
    assert draft.base == 1
    assert desk.drafts.all() == []
    desk.drafts.keep(replace(draft, document=rewritten(draft.document, "جديد")))
    assert len(desk.drafts.all()) == 1
    desk.drafts.discard(draft)
    assert desk.drafts.all() == []
    assert answer_of(desk, "a1") == "الجواب"


def test_a_conflict_keeps_both_texts_and_merges_what_one_side_changed(desk: Desk) -> None:
    desk.publishing.publish(procedure("جواز سفر"), 0)
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
    desk.publishing.publish(procedure("جواز سفر"), 0)
    draft = opened(desk, "a1")
    mine = desk.drafts.keep(replace(draft, document=rewritten(draft.document, "جوابي")))
    desk.publishing.publish(rewritten(draft.document, "جوابهم"), 1)
    over, merged = desk.drafts.merge(mine)
    assert merged.both == ("ar.short_answer",)
    assert over.document.body == mine.document.body


def test_review_with_comments_then_published_by_a_second_person(desk: Desk) -> None:
    draft = desk.drafts.begin(Kind.PROCEDURE, procedure("x").body)
    handed = desk.drafts.submit(draft, "Please look")
    assert [one.revision_id for one in desk.worklists.in_review()] == [handed.revision_id]
    as_person(desk, "Amel")
    back = desk.drafts.send_back(handed, "The fee?")
    assert desk.worklists.in_review() == []
    assert back.author == "Salma"
    approved = desk.drafts.approve(desk.drafts.submit(back))
    published = desk.drafts.publish(approved)
    editions, remarks = desk.publishing.history(published.id)
    assert [e.published_by for e in editions] == ["Amel"]
    assert [(r.said, r.author) for r in remarks] == [
        (Said.SUBMITTED, "Salma"),
        (Said.SENT_BACK, "Amel"),
        (Said.SUBMITTED, "Amel"),
        (Said.APPROVED, "Amel"),
    ]


def test_an_urgent_edition_waits_for_a_second_look(desk: Desk) -> None:
    draft = desk.drafts.begin(Kind.PROCEDURE, procedure("x").body)
    published = desk.drafts.publish(draft, urgent=True)
    assert [document.id for document in desk.worklists.urgent()] == [published.id]
    desk.publishing.review_urgent(published)
    assert desk.worklists.urgent() == []


def test_a_draft_is_published_at_its_moment(desk: Desk, clock: Clock) -> None:
    draft = desk.drafts.begin(Kind.PROCEDURE, procedure("x").body)
    with pytest.raises(Problem, match="schedule_past"):
        desk.drafts.schedule(draft, clock() - timedelta(minutes=1))
    desk.drafts.schedule(draft, clock() + timedelta(hours=2))
    assert desk.drafts.publish_due() == []
    assert desk.guide.read(draft.document.id) is None
    clock.now += timedelta(hours=2)
    assert desk.drafts.publish_due() == []
    assert desk.guide.read(draft.document.id) is not None
    assert desk.drafts.all() == []


def test_what_cannot_be_published_at_its_moment_waits_for_its_author(desk: Desk, clock: Clock) -> None:
    desk.publishing.publish(procedure("x"), 0)
    draft = opened(desk, "a1")
    desk.drafts.schedule(replace(draft, document=rewritten(draft.document, "new")), clock() + timedelta(hours=1))
    desk.publishing.publish(rewritten(draft.document, "other"), 1)
    clock.now += timedelta(hours=1)
    assert [problem.code for problem in desk.drafts.publish_due()] == ["edition_conflict"]
    assert desk.drafts.publish_due() == []
    assert desk.drafts.all()[0].refused == "edition_conflict"


def test_restoring_an_edition_makes_the_next_one(desk: Desk) -> None:
    desk.publishing.publish(procedure("جواز سفر", "الأول"), 0)
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


def test_a_number_is_found_in_any_grouping_and_changed_once(desk: Desk) -> None:
    # Nobody's number: no range of the Tunisian plan begins with 0.
    desk.publishing.publish(procedure("x", "اتصلوا بالرقم 01 000 017"), 0)
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
    desk.publishing.publish(replace(procedure("جواز سفر"), external_id="passport"), 0)
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
    desk.publishing.publish(procedure("جواز سفر"), 0)
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
    assert way.asked == ["publish a1 over 1 Why True", "renew a1 Salma", "withdraw a1 Old"]
    assert answer_of(desk, "a1") == "الجواب"
