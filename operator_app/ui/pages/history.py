"""The history of a document in words: any two editions compared, any one restored; withdrawal with a reason."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from operator_app.desk import Desk
from operator_app.domain.changes import Changes
from operator_app.domain.comparing import compare_documents
from operator_app.domain.documents import Document, Edition, Status
from operator_app.domain.reviewing import Remark
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.editing.comparison import comparison_html, in_words
from operator_app.ui.editing.presence import PresenceNote
from operator_app.ui.editing.publishing import publish
from operator_app.ui.editing.telling import edition_words, said
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.names import name_of
from operator_app.ui.pages.parts import (
    Empty,
    Field,
    Message,
    button,
    column,
    heading,
    line_edit,
    muted,
    row,
    scrolled,
    title,
)
from operator_app.ui.reading import FittedText


@dataclass(frozen=True, slots=True)
class Past:
    """A document with everything that became of it."""

    document: Document
    editions: tuple[Edition, ...]
    remarks: tuple[Remark, ...]


def load_past(desk: Desk, document_id: str) -> Past | None:
    """None for a document that was never published. Blocks on the store."""
    document = desk.drafts.published(document_id)
    if document is None:
        return None
    editions, remarks = desk.publishing.history(document_id)
    return Past(document, tuple(editions), tuple(remarks))


class HistoryPage(Page):
    """Enter on an edition compares it with the one before; a second one can be held fixed."""

    edit_wanted = Signal(str)
    ask_wanted = Signal(str)
    """A competent service is to be asked about this document."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._id = ""
        self._past: Past | None = None
        self._fixed: int | None = None
        t = context.t
        self.setAccessibleName(t("History"))
        self.name = title(context, t("History"))
        self.explained = muted(context, t("An edition is compared with the one before it, or with the one held fixed."))
        self.message = Message(context, "history.message")
        self.together = PresenceNote(context, self, writes=False)
        self.list = EntryList(context, t("What happened"), "history.list")
        self.empty = Empty(
            context, "clock", t("Nothing is shown"), t("Show an article on the desk first, then open its history.")
        )
        self.comparison = FittedText(context.style.font())
        self.comparison.setAccessibleName(t("Comparison"))
        self.comparison.setAccessibleIdentifier("history.comparison")
        self.restore = button(context, t("Restore this edition"), "history.restore")
        self.fix = button(context, t("Hold fixed to compare"), "history.fix")
        self.edit = button(context, t("Edit"), "history.edit", "primary", "procedure")
        self.reason: QLineEdit = line_edit(context, t("Reason"), "history.reason")
        self.reason_field = Field(context, t("Reason"), self.reason)
        self.withdraw = button(context, t("Withdraw"), "history.withdraw", "danger")
        self.ask = button(context, t("Have it checked…"), "history.ask")
        self._lay_out()
        self._join()

    def about(self, document_id: str) -> None:
        if document_id:
            self.show_document(document_id)

    def show_document(self, document_id: str) -> None:
        """The history of this document."""
        if document_id != self._id:
            self.message.clear()
            self._fixed = None
        self._id = document_id
        self.together.follow(document_id)
        self.reload()

    def entered(self) -> None:
        (self.list if self._id else self.empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        self.together.refresh(changes)
        document = self._past.document if self._past else None
        touched = document is not None and document.id in changes.of(document.kind.value) | changes.of("remarks")
        if self.isVisible() and touched:
            self.reload()

    def reload(self) -> None:
        desk, id = self._context.desk, self._id
        request = self._latest.replace(Request())
        self._context.bridge.run(self._context.lanes.store, lambda: load_past(desk, id), self._show, request=request)

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        for part in (self.name, self.together, self.explained, self.message):
            layout.addWidget(part)
        layout.addWidget(self.empty, 1)
        self.filled = QWidget()
        filled = column(context, self.filled)
        filled.addWidget(self.list)
        filled.addWidget(row(context, self.edit, self.restore, self.fix))
        filled.addWidget(heading(context, t("What differs")))
        filled.addWidget(self.comparison)
        filled.addWidget(heading(context, t("Withdraw it, or have it checked")))
        filled.addWidget(self.reason_field)
        filled.addWidget(row(context, self.withdraw, self.ask))
        layout.addWidget(self.filled)
        layout.addStretch(1)
        column(context, self).addWidget(scrolled(inner))
        self.filled.hide()

    def _join(self) -> None:
        self.list.current_changed.connect(lambda _: self._compare())
        self.list.chosen.connect(lambda _: self.comparison.setFocus(Qt.FocusReason.OtherFocusReason))
        self.restore.clicked.connect(self._restore)
        self.fix.clicked.connect(self._hold)
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self._id))
        self.withdraw.clicked.connect(self._withdraw)
        self.ask.clicked.connect(lambda: self.ask_wanted.emit(self._id))

    def _show(self, past: Past | None) -> None:
        self._past = past
        self.filled.setVisible(past is not None)
        self.empty.setVisible(past is None)
        if past is None:
            return
        t = self._context.t
        self.name.setText(t("History: {name}", name=name_of(past.document, self._context.language)))
        self.list.show_entries(self._entries(past))
        self.list.setFixedHeight(self._context.style.px(64) * min(max(2, len(self.list.entries())), 6))
        self.withdraw.setVisible(past.document.status is not Status.WITHDRAWN)
        self._compare()

    def _entries(self, past: Past) -> list[Entry]:
        """Editions and what was said, the newest first."""
        t, dates = self._context.t, self._context.dates
        told = [(one.published_at, str(one.number), edition_words(self._context, one)) for one in past.editions]
        told += [(remark.at, remark.id, said(t, remark)) for remark in past.remarks]
        held = f" · {t('held fixed')}"
        return [
            Entry(id, text, ((dates.moment(at) + (held if id == str(self._fixed) else ""), "muted"),))
            for at, id, text in sorted(told, key=lambda one: one[0], reverse=True)
        ]

    def current(self) -> Edition | None:
        """The edition of the current row; None on a remark."""
        editions = self._past.editions if self._past else ()
        return next((edition for edition in editions if str(edition.number) == self.list.current_id()), None)

    def _other(self, edition: Edition) -> Edition | None:
        """What the current edition is compared with."""
        editions = self._past.editions if self._past else ()
        if self._fixed is not None and self._fixed != edition.number:
            return next((one for one in editions if one.number == self._fixed), None)
        return next((one for one in editions if one.number < edition.number), None)

    def _compare(self) -> None:
        edition, t = self.current(), self._context.t
        newest = self._past.document.edition if self._past else 0
        self.restore.setEnabled(edition is not None and edition.number != newest)
        self.fix.setEnabled(edition is not None)
        if edition is None or self._past is None:
            self.comparison.setPlainText(t("Choose an edition to compare it."))
            return
        other = self._other(edition)
        pair = sorted((one for one in (other, edition) if one is not None), key=lambda one: one.number)
        shown = [Document(one.document_id, self._past.document.kind, one.body, one.seal) for one in pair]
        changes = compare_documents(shown[0] if len(shown) > 1 else None, shown[-1])
        names = [t("Edition {n}", n=one.number) for one in pair]
        html = comparison_html(self._context, changes, names[0] if len(names) > 1 else "—", names[-1])
        self.comparison.show_html(html, right_to_left=self._context.language.right_to_left)
        self.comparison.setAccessibleDescription("\n".join(in_words(self._context, change) for change in changes))

    def _hold(self) -> None:
        edition = self.current()
        if edition is not None and self._past is not None:
            self._fixed = None if self._fixed == edition.number else edition.number
            self._show(self._past)

    def _restore(self) -> None:
        edition, desk = self.current(), self._context.desk
        if edition is not None:
            told = self._context.t("Edition {n} is restored, as a new edition.", n=edition.number)
            self._do(lambda: desk.publishing.restore(edition), told)

    def _withdraw(self) -> None:
        desk, id, reason = self._context.desk, self._id, self.reason.text().strip()
        if not reason:
            self._ask_for_words(self._context.t("Say why: operators read the reason above the old text."))
            return
        told = self._context.t("Withdrawn. It is no longer found; restoring an edition brings it back.")
        self._do(lambda: desk.publishing.withdraw(id, reason), told)

    def _ask_for_words(self, text: str) -> None:
        self.reason_field.tell(text)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, work: Callable[[], object], told: str) -> None:
        def done(_result: object) -> None:
            self.reason.clear()
            self.reason_field.tell("")
            self.message.say(told)
            self.reload()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        publish(self._context, work, done)
