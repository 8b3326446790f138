"""The text in hand: what is written, undone, kept on disk, checked and published. No layout."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from operator_app.desk import Desk
from operator_app.domain.calls import Feedback
from operator_app.domain.documents import Document
from operator_app.domain.editing import Check, Known, examine
from operator_app.domain.problems import Problem
from operator_app.local import Draft
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.editing.form import at
from operator_app.ui.editing.publish_panel import How, Order
from operator_app.ui.editing.publishing import publish
from operator_app.ui.editing.rewritings import Rewriting, Rewritings, ends_word
from operator_app.ui.editing.saving import Saving

# Checks follow once the typing rests for this long.
CHECK_MS = 250


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with what the checks need of the guide and the reports on its document: read together."""

    draft: Draft
    known: Known
    reports: tuple[Feedback, ...]


def open_draft(desk: Desk, document_id: str) -> Opened:
    """Blocks on the store. Raises Problem("article_gone")."""
    draft = desk.drafts.open(document_id)
    if draft is None:
        raise Problem("article_gone")
    return Opened(draft, desk.drafts.known(), tuple(desk.worklists.reports_on(document_id)))


class EditSession(QObject):
    """One document at a time. Everything that a person writes is kept at once."""

    opened = Signal(object)
    """An `Opened` draft is to be shown."""
    shown_again = Signal(str)
    """Undo or redo: show the document, the focus to this place."""
    kept = Signal(object)
    checked = Signal(object)
    published = Signal(object)
    """(`Document`, `Order`)"""
    conflicted = Signal(object)
    """Another edition came in: the `Document` as it stands now."""

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._latest = Latest()
        self._known = Known()
        self.draft: Draft | None = None
        self.reports: tuple[Feedback, ...] = ()
        self.rewritings = Rewritings()
        self.publishing = False
        self._wanted = ""
        self.saving = Saving(context, self)
        self.saving.saved.connect(self._saved)
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(CHECK_MS)
        self._check.timeout.connect(self.check)

    @property
    def document(self) -> Document | None:
        return self.draft.document if self.draft is not None else None

    def load(self, document_id: str) -> None:
        """Open a document where it was left, or over its edition."""
        if self.draft is not None and self.draft.document.id == document_id:
            self.check()
            return
        self._wanted = document_id
        desk = self._context.desk
        request = self._latest.replace(Request())
        self._context.bridge.run(
            self._context.lanes.store,
            lambda: open_draft(desk, document_id),
            self._opened,
            self._not_opened,
            request,
        )

    def load_layer(self) -> None:
        """Go on with what is particular here about the text in hand; it stays as it is."""
        document, desk = self.document, self._context.desk
        if document is None:
            return
        article = document

        def work() -> Opened:
            return Opened(desk.drafts.open_layer(article), desk.drafts.known(), ())

        self._context.bridge.run(self._context.lanes.store, work, self._opened)

    def load_newest(self) -> None:
        """Go on with the text that was written last, unless another one is being opened."""
        desk = self._context.desk
        if self._wanted:
            return

        def newest() -> Opened | None:
            drafts = desk.worklists.drafts()
            return open_draft(desk, drafts[0].document.id) if drafts else None

        request = self._latest.replace(Request())
        self._context.bridge.run(
            self._context.lanes.store, newest, lambda found: self._opened(found) if found else None, request=request
        )

    def take(self, draft: Draft) -> None:
        """Go on with another text of the same document (merged, restored): undo leads back."""
        before = self.draft
        self.draft = draft
        if before is not None:
            self.rewritings.add(Rewriting(before.document, draft.document, ""))
        self.saving.keep(draft)
        self.shown_again.emit("")
        self._check.start()

    def write(self, document: Document, place: str) -> None:
        """A person changed what stands at a place."""
        if self.draft is None or document == self.draft.document:
            return
        before = self.draft.document
        self.rewritings.add(
            Rewriting(before, document, place), ends_word=ends_word(at(before, place), at(document, place))
        )
        self._put(document)

    def undo(self) -> None:
        step = self.rewritings.undo()
        if step is not None:
            self._put(step.before)
            self.shown_again.emit(step.place)

    def redo(self) -> None:
        step = self.rewritings.redo()
        if step is not None:
            self._put(step.after)
            self.shown_again.emit(step.place)

    def check(self) -> None:
        if self.document is not None:
            self.checked.emit(examine(self.document, self._known, self._context.desk.today()))

    def grave(self) -> list[Check]:
        """What nobody should publish over without having read it."""
        if self.document is None:
            return []
        return [c for c in examine(self.document, self._known, self._context.desk.today()) if c.grave]

    def carry_out(self, order: Order) -> None:
        """Publish, schedule or hand over."""
        draft, desk, reports = self.draft, self._context.desk, self.reports
        if draft is None or self.publishing:
            return
        self.publishing = True
        self.saving.drop()

        def work() -> Document:
            for report in reports if order.answers else ():
                desk.worklists.take_report(report)
            return carry_out(desk, draft, order)

        publish(self._context, work, lambda document: self._carried_out(draft, document, order), self._refused)

    def discard(self) -> None:
        """Put the draft away; `bring_back` undoes it."""
        draft, desk = self.draft, self._context.desk
        if draft is not None:
            self.saving.drop()
            self._context.bridge.run(self._context.lanes.store, lambda: desk.drafts.discard(draft))
            self.close()

    def bring_back(self, draft: Draft) -> None:
        """A draft that was put away."""
        desk = self._context.desk

        def work() -> Opened:
            desk.drafts.keep(draft)
            return open_draft(desk, draft.document.id)

        self._context.bridge.run(self._context.lanes.store, work, self._opened)

    def close(self) -> None:
        """No text in hand any more; what was written stays on disk."""
        self._latest.drop()
        self._check.stop()
        self._wanted = ""
        self.draft, self.reports = None, ()
        self.rewritings = Rewritings()

    def look_again(self) -> None:
        """The document may have changed under the draft: tell when another edition came in."""
        draft, desk = self.draft, self._context.desk
        if draft is None or self.publishing:
            return

        def compare(now: Document | None) -> None:
            same = self.draft is not None and self.draft.document.id == draft.document.id
            if now is not None and same and self.draft is not None and now.edition > self.draft.base:
                self.conflicted.emit(now)

        self._context.bridge.run(self._context.lanes.store, lambda: desk.drafts.published(draft.document.id), compare)

    def merge(self) -> None:
        """Over the edition that came in: what only one side changed is taken from it."""
        draft, desk = self.draft, self._context.desk
        if draft is not None:
            self._context.bridge.run(
                self._context.lanes.store, lambda: desk.drafts.merge(draft), lambda both: self.take(both[0])
            )

    def _opened(self, opened: Opened) -> None:
        self.close()
        self.draft, self.reports, self._known = opened.draft, opened.reports, opened.known
        self.opened.emit(opened)
        self.check()

    def _not_opened(self, problem: Problem) -> None:
        self._wanted = ""
        self._context.bridge.tell(problem)

    def _put(self, document: Document) -> None:
        if self.draft is not None:
            self.draft = replace(self.draft, document=document)
            self.saving.keep(self.draft)
            self._check.start()

    def _saved(self, kept: Draft) -> None:
        """What the store added (whose draft it is) belongs to it; the text on screen is newer."""
        if self.draft is not None and self.draft.document.id == kept.document.id:
            self.draft = replace(kept, document=self.draft.document, base=self.draft.base)
            self.kept.emit(kept)

    def _carried_out(self, draft: Draft, document: Document, order: Order) -> None:
        """What was typed while it was published goes on as a draft over the new edition."""
        self.publishing = False
        typed = self.draft.document if self.draft is not None else draft.document
        if order.how in (How.NOW, How.URGENT):
            fresh = typed == draft.document
            self.draft = self._context.desk.drafts.over(document if fresh else typed, document.edition)
            self.reports = () if order.answers else self.reports
            if not fresh:
                self.saving.keep(self.draft)
        self.published.emit((document, order))

    def _refused(self, problem: Problem) -> None:
        self.publishing = False
        if problem.code == "edition_conflict":
            self.look_again()
        else:
            self._context.bridge.tell(problem)


def carry_out(desk: Desk, draft: Draft, order: Order) -> Document:
    """Do with a draft what was ordered. Raises Problem as `DraftsDesk.publish` and `schedule`."""
    if order.how is How.REVIEW:
        return desk.drafts.submit(draft, order.note).document
    if order.how is How.LATER and order.at is not None:
        seal = draft.document.seal
        if order.verified:
            seal = replace(seal, verified_on=desk.today(), verified_by=desk.preferences.now.operator_name)
        kept = replace(draft, document=replace(draft.document, seal=seal), note=order.note)
        return desk.drafts.schedule(kept, order.at).document
    return desk.drafts.publish(draft, order.note, urgent=order.how is How.URGENT, verified=order.verified)
