"""Drafts: begun, kept at every key, handed over for review, published."""

from dataclasses import replace
from datetime import datetime

from operator_app.desk.context import Context, layer_id, new_id
from operator_app.desk.publishing import PublishingDesk, Way
from operator_app.domain.changes import Changes, changed
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Body, Document, Kind, Seal, Status
from operator_app.domain.editing import Known
from operator_app.domain.layers import Layer
from operator_app.domain.lines import Line
from operator_app.domain.merging import Merged, merge
from operator_app.domain.problems import Problem
from operator_app.domain.reviewing import Remark, Said
from operator_app.local import Draft, Waiting


class DraftsDesk:
    def __init__(self, context: Context, publishing: PublishingDesk) -> None:
        self._context = context
        self._publishing = publishing

    def begin(self, kind: Kind, body: Body, about: tuple[str, ...] = ()) -> Draft:
        """A new document, kept at once; the unmet needs that it is `about` are taken off the list of gaps."""
        now = self._context.now()
        seal = Seal(owner=self._context.operator)
        document = Document(id=new_id(), kind=kind, body=body, seal=seal, status=Status.DRAFT)
        draft = Draft(document, 0, new_id(), now, author=self._context.operator)
        self._context.drafts.save(draft)
        taken = [Remark(new_id(), Said.TAKEN, document.id, now, self._context.operator, about=need) for need in about]
        self._context.remarks.add(*taken)
        self._context.hub.announce(changed("drafts", document.id) | (changed("gaps") if taken else Changes()))
        return draft

    def open(self, document_id: str) -> Draft | None:
        """The draft of a document as it was left, else a new one over its edition (kept once something is written);
        None when there is no such document."""
        document = self._context.documents.read(document_id)
        draft = self._context.drafts.read(document_id)
        if draft is not None and document is not None and _says(draft, document):
            # The program stopped between publishing and forgetting the draft.
            self._context.drafts.delete(document_id, draft.revision_id)
            draft = None
        if draft is not None or document is None:
            return draft
        return Draft(document, document.edition, new_id(), self._context.now())

    def over(self, written: Document, edition: int) -> Draft:
        """A text over an edition, not stored yet: what is written after a publication goes on like this."""
        document = replace(written, edition=edition)
        return Draft(document, edition, new_id(), self._context.now(), author=self._context.operator)

    def open_layer(self, article: Document) -> Draft:
        """What is particular here about a procedure, tip or contact: its layer, or a new one."""
        id = layer_id(article.id)
        draft = self.open(id)
        if draft is not None:
            return draft
        external = f"layer-{article.external_id or article.id}"
        document = Document(id, Kind.LAYER, Layer(article.id), Seal(owner=self._context.operator), external)
        return Draft(replace(document, status=Status.DRAFT), 0, new_id(), self._context.now())

    def published(self, document_id: str) -> Document | None:
        """The document as operators read it now; None while it was never published."""
        return self._context.documents.read(document_id)

    def keep(self, draft: Draft) -> Draft:
        """Store a draft as it is: called at each key that changes it."""
        kept = replace(
            draft, saved_at=self._context.now(), author=draft.author or self._context.operator, queued=False, refused=""
        )
        fresh = self._context.drafts.read(draft.document.id) is None
        self._context.drafts.save(kept)
        if fresh:
            self._context.hub.announce(changed("drafts", draft.document.id))
        return kept

    def discard(self, draft: Draft) -> Changes:
        """Forget a draft. `keep` brings it back."""
        self._context.drafts.delete(draft.document.id)
        return self._context.hub.announce(changed("drafts", draft.document.id))

    def all(self) -> list[Draft]:
        """The newest first."""
        return self._context.drafts.all()

    def known(self) -> Known:
        """What checks need of the guide."""
        numbers: set[str] = set()
        for document in self._context.documents.stream(Kind.CONTACT, Kind.LINE):
            match document.body:
                case Contact(phones=phones):
                    numbers.update(phone.number for phone in phones)
                case Line(phone=phone):
                    numbers.add(phone.number)
                case _:
                    pass
        return Known(frozenset(self._context.documents.editions_known()), frozenset(numbers))

    def submit(self, draft: Draft, text: str = "") -> Draft:
        """Ask a second person to look at it."""
        return self._move(replace(draft, status=Status.IN_REVIEW), Said.SUBMITTED, text)

    def send_back(self, draft: Draft, text: str) -> Draft:
        """It needs more work; `text` says what. Raises Problem as `approve`."""
        waiting = self._waiting(draft)
        if waiting is not None:
            self._way().send_back(draft.document.id, waiting.submission.content)
            if not waiting.own:
                return self._decided(draft, Said.SENT_BACK, text)
        return self._move(replace(draft, status=Status.DRAFT, publish_at=None), Said.SENT_BACK, text)

    def approve(self, draft: Draft, publish_at: datetime | None = None, text: str = "") -> Draft:
        """A second pair of eyes: it may be published, at a moment or now. What another post handed over stays with
        its author. Raises Problem: "shared_offline", "review_text_changed", "review_own"."""
        waiting = self._waiting(draft)
        if waiting is not None and not waiting.own:
            self._way().approve(draft.document.id, waiting.submission.content)
            decided = self._decided(draft, Said.APPROVED, text)
            if publish_at is None or self._context.drafts.read(draft.document.id) is not None:
                return decided
        return self._move(replace(draft, status=Status.IN_REVIEW, publish_at=publish_at), Said.APPROVED, text)

    def schedule(self, draft: Draft, publish_at: datetime) -> Draft:
        """Publish it by itself at a moment. Raises Problem("schedule_past")."""
        if publish_at <= self._context.now():
            raise Problem("schedule_past")
        return self.approve(draft, publish_at)

    def comment(self, document_id: str, text: str, edition: int = 0) -> Changes:
        self._say(Said.COMMENT, document_id, text, edition)
        return self._context.hub.announce(changed("remarks", document_id))

    def publish(self, draft: Draft, note: str = "", *, urgent: bool = False, verified: bool = False) -> Document:
        """Make it the next edition, and tell whoever reported the last one as wrong.

        `verified`: the seal says that this person verified it today. Raises Problem: "edition_conflict" when another
        edition came in since (the draft stays), "shared_publish_waits" when it is published once the network is back.
        """
        document = draft.document
        waiting = self._waiting(draft)
        if waiting is not None and not waiting.own:
            self._way().publish_reviewed(draft, note)
            return self._published(document, note)
        if verified:
            seal = replace(document.seal, verified_on=self._context.today(), verified_by=self._context.operator)
            document = replace(document, seal=seal)
        kept = self.keep(replace(draft, document=document, note=note, urgent=urgent))
        self._publishing.publish_draft(kept)
        return self._published(document, note)

    def publish_due(self) -> list[Problem]:
        """Publish what was to appear by now; what could not be is told and waits for its author."""
        problems: list[Problem] = []
        for draft in self._context.drafts.all():
            if draft.publish_at is None or draft.publish_at > self._context.now() or draft.refused:
                continue
            try:
                self.publish(draft, draft.note, urgent=draft.urgent)
            except Problem as problem:
                self._context.drafts.refuse(draft.document.id, problem.code)
                problems.append(problem)
        return problems

    def merge(self, draft: Draft) -> tuple[Draft, Merged]:
        """After "edition_conflict": the draft over the edition that came in, with what only one side changed. Where
        both did, the draft's text stands and the place is told. Raises Problem("article_gone")."""
        theirs = self._context.documents.read(draft.document.id)
        if theirs is None:
            raise Problem("article_gone")
        seen = next((e for e in self._context.documents.history(theirs.id) if e.number == draft.base), None)
        base = replace(theirs, body=seen.body, seal=seen.seal) if seen else theirs
        merged = merge(base, draft.document, theirs)
        return replace(draft, document=merged.document, base=theirs.edition, revision_id=new_id()), merged

    def _published(self, document: Document, note: str) -> Document:
        published = self._context.documents.read(document.id) or document
        self._answer_reports(published, note)
        self._context.hub.announce(changed("drafts", document.id))
        return published

    def _waiting(self, draft: Draft) -> Waiting | None:
        """What waits in the shared database, when it is this very draft."""
        waiting = self._context.reviews.read(draft.document.id)
        return waiting if waiting is not None and waiting.submission.id == draft.revision_id else None

    def _way(self) -> Way:
        if self._publishing.way is None:
            raise Problem("shared_offline")
        return self._publishing.way

    def _decided(self, draft: Draft, said: Said, text: str) -> Draft:
        """What was decided about another post's text: said here, and no draft of this post."""
        self._say(said, draft.document.id, text, draft.base)
        self._context.hub.announce(changed("drafts", draft.document.id) | changed("remarks", draft.document.id))
        return draft

    def _move(self, draft: Draft, said: Said, text: str) -> Draft:
        kept = self.keep(draft)
        self._say(said, draft.document.id, text, draft.base)
        self._context.hub.announce(changed("drafts", draft.document.id))
        return kept

    def _say(self, said: Said, document_id: str, text: str, edition: int = 0) -> None:
        remark = Remark(new_id(), said, document_id, self._context.now(), self._context.operator, text.strip(), edition)
        self._context.remarks.add(remark)

    def _answer_reports(self, document: Document, note: str) -> None:
        """The senders of the reports that this text corrects are told."""
        remarks = self._context.remarks
        taken = [r.about for r in remarks.of_document(document.id) if r.said is Said.CORRECTING]
        answered = {r.about for r in remarks.about(taken, Said.ANSWERED)}
        senders = {report.id: report.operator for report in self._context.calls.feedback()}
        now, author = self._context.now(), self._context.operator
        open_reports = [id for id in dict.fromkeys(taken) if id not in answered]
        for id in open_reports:
            answer = Remark(new_id(), Said.ANSWERED, document.id, now, author, note, document.edition, id)
            remarks.add(replace(answer, to=senders.get(id, "")))
        if open_reports:
            self._context.hub.announce(changed("feedback", *open_reports))


def _says(draft: Draft, document: Document) -> bool:
    """What stands in the guide is already this text."""
    same = (draft.document.body, draft.document.seal) == (document.body, document.seal)
    return same and document.status is Status.PUBLISHED and document.edition == draft.base + 1
