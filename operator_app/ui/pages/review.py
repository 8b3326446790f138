"""What waits for a second pair of eyes: texts handed over and urgent editions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from operator_app.desk import Desk
from operator_app.domain.changes import Changes
from operator_app.domain.comparing import FieldChange, compare_documents
from operator_app.domain.documents import Document, Kind
from operator_app.domain.moments import TUNIS
from operator_app.domain.problems import Problem
from operator_app.domain.reviewing import Remark
from operator_app.local import Draft
from operator_app.ui import words
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.editing.comparison import comparison_html, in_words
from operator_app.ui.editing.presence import with_presence
from operator_app.ui.editing.publish_panel import MORNING
from operator_app.ui.editing.publishing import publish
from operator_app.ui.editing.small_controls import DayControl
from operator_app.ui.editing.telling import said
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
    label,
    line_edit,
    row,
    scrolled,
    show_either,
    title,
)
from operator_app.ui.reading import FittedText

_TOUCHED = ("presence", "drafts", "remarks", *(kind.value for kind in Kind))


@dataclass(frozen=True, slots=True)
class Item:
    """One row: a draft handed over, or an urgent edition (`draft` None)."""

    document: Document
    changes: tuple[FieldChange, ...]
    remarks: tuple[Remark, ...]
    draft: Draft | None = None

    @property
    def id(self) -> str:
        return self.document.id


def load_items(desk: Desk) -> list[Item]:
    """Blocks on the store."""
    items = [_of_draft(desk, draft) for draft in desk.worklists.in_review()]
    items += [_of_urgent(desk, document) for document in desk.worklists.urgent()]
    return items


def _of_draft(desk: Desk, draft: Draft) -> Item:
    before = desk.drafts.published(draft.document.id)
    remarks = tuple(desk.publishing.history(draft.document.id)[1])
    return Item(draft.document, compare_documents(before, draft.document), remarks, draft)


def _of_urgent(desk: Desk, document: Document) -> Item:
    """What the urgent edition changed, told from the edition before."""
    editions, remarks = desk.publishing.history(document.id)
    earlier = next((edition for edition in editions if edition.number < document.edition), None)
    before = None
    if earlier is not None:
        before = Document(document.id, document.kind, earlier.body, earlier.seal)
    return Item(document, compare_documents(before, document), tuple(remarks))


class ReviewPage(Page):
    """`edit_wanted(id)`, `history_wanted(id)`: another page is to come up with this document."""

    edit_wanted = Signal(str)
    history_wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._items: dict[str, Item] = {}
        t = context.t
        self.setAccessibleName(t("Review"))
        self.message = Message(context, "review.message")
        self.list = EntryList(context, t("What waits"), "review.list")
        self.empty = Empty(context, "good", t("Nothing waits for review"), t("What is handed over appears here."))
        self.own = label(t("You wrote this yourself: a second person should read it."), "warn", "review.own")
        self.comparison = FittedText(context.style.font())
        self.comparison.setAccessibleName(t("What changes"))
        self.comparison.setAccessibleIdentifier("review.comparison")
        self.remarks = FittedText(context.style.font())
        self.remarks.setAccessibleName(t("What was said"))
        self.remarks.setAccessibleIdentifier("review.remarks")
        self.text: QLineEdit = line_edit(context, t("Comment"), "review.text")
        self.text_field = Field(context, t("Comment"), self.text)
        self.day = DayControl(context, t("Day"), "review.day")
        self.day_field = Field(context, t("Publish on a day"), self.day, t("Empty: at once."), self.day.line)
        self.approve = button(context, t("Approve and publish"), "review.approve", "primary", "check")
        self.send_back = button(context, t("Send back"), "review.send_back")
        self.comment = button(context, t("Comment"), "review.comment")
        self.edit = button(context, t("Edit"), "review.edit")
        self.history = button(context, t("History"), "review.history")
        self._lay_out()
        self._join()

    def entered(self) -> None:
        self.message.clear()
        self.reload()
        (self.empty if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_TOUCHED):
            self.reload()

    def reload(self) -> None:
        desk = self._context.desk
        request = self._latest.replace(Request())
        self._context.bridge.run(self._context.lanes.store, lambda: load_items(desk), self._show, request=request)

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("Review")))
        layout.addWidget(self.message)
        layout.addWidget(self.list)
        layout.addWidget(self.empty, 1)
        self.below = QWidget()
        below = column(context, self.below)
        below.addWidget(self.own)
        below.addWidget(row(context, self.approve, self.send_back, self.comment, self.edit, self.history))
        below.addWidget(heading(context, t("What changes")))
        below.addWidget(self.comparison)
        below.addWidget(heading(context, t("What was said")))
        below.addWidget(self.remarks)
        for part in (self.text_field, self.day_field):
            below.addWidget(part)
        layout.addWidget(self.below)
        layout.addStretch(1)
        column(context, self).addWidget(scrolled(inner))
        self.empty.hide()

    def _join(self) -> None:
        self.list.current_changed.connect(lambda _: self._show_current())
        self.list.chosen.connect(lambda _: self.approve.setFocus(Qt.FocusReason.OtherFocusReason))
        self.approve.clicked.connect(self._approve)
        self.send_back.clicked.connect(self._send_back)
        self.comment.clicked.connect(self._comment)
        self.edit.clicked.connect(lambda: self._leave_to(self.edit_wanted.emit))
        self.history.clicked.connect(lambda: self._leave_to(self.history_wanted.emit))

    def current(self) -> Item | None:
        return self._items.get(self.list.current_id())

    def _show(self, items: Sequence[Item]) -> None:
        self._items = {item.id: item for item in items}
        entries = [self._entry(item) for item in items]
        ids = [item.document.id for item in items]
        self.list.show_entries([with_presence(self._context, *pair) for pair in zip(entries, ids, strict=True)])
        self.list.setFixedHeight(self._context.style.px(84) * min(max(1, len(items)), 3))
        show_either(self.list, self.empty, nothing=not items)
        self.below.setVisible(bool(items))
        self._show_current()

    def _entry(self, item: Item) -> Entry:
        t, dates = self._context.t, self._context.dates
        name = name_of(item.document, self._context.language)
        kind = words.kind(t, item.document.kind)
        if item.draft is None:
            told = t("Published urgently by {who}: to be reviewed", who=item.document.updated_by or t("somebody"))
            return Entry(item.id, name, ((told, "bad"), (kind, "muted")))
        who = t("{who}, {moment}", who=item.draft.author, moment=dates.moment(item.draft.saved_at))
        lines = [(f"{kind} · {who}", "muted")]
        if item.draft.publish_at is not None:
            lines.append((t("It appears on {moment}.", moment=dates.moment(item.draft.publish_at)), "good"))
        if item.draft.refused:
            lines.append((t.problem(Problem(item.draft.refused, edition="", base="")), "bad"))
        return Entry(item.id, name, tuple(lines))

    def _show_current(self) -> None:
        item = self.current()
        if item is None:
            return
        t = self._context.t
        rtl = self._context.language.right_to_left
        html = comparison_html(self._context, item.changes, t("As operators read it now"), t("As it would be"))
        self.comparison.show_html(html, right_to_left=rtl)
        told = "\n".join(in_words(self._context, change) for change in item.changes)
        self.comparison.setAccessibleDescription(told or t("Nothing differs."))
        dates = self._context.dates
        remarks = [f"{dates.moment(remark.at)} · {said(t, remark)}" for remark in reversed(item.remarks)]
        self.remarks.setPlainText("\n".join(remarks) or t("Nothing yet."))
        me = self._context.desk.preferences.now.operator_name
        self.own.setVisible(item.draft is not None and item.draft.author == me)
        self._show_buttons(item)

    def _show_buttons(self, item: Item) -> None:
        t = self._context.t
        first = t("Approve and publish") if item.draft else t("It is right")
        self.approve.setText(f" {first}")
        self.approve.setAccessibleName(first)
        self.send_back.setVisible(item.draft is not None)
        self.day_field.setVisible(item.draft is not None)

    def _approve(self) -> None:
        """The one thing that is expected of the current row."""
        item, desk, text = self.current(), self._context.desk, self.text.text()
        if item is None:
            return
        if item.draft is None:
            self._do(lambda: desk.publishing.review_urgent(item.document, text), self._context.t("Reviewed."))
        else:
            self._publish(item.draft, text)

    def _publish(self, draft: Draft, text: str) -> None:
        t, desk, at = self._context.t, self._context.desk, self._moment()
        if self.day.problem():
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def now() -> object:
            return desk.drafts.publish(desk.drafts.approve(draft, text=text), draft.note)

        if at is None:
            self._do(now, t("Published. Operators see it now."))
        else:
            told = t("It appears on {moment}.", moment=self._context.dates.moment(at))
            self._do(lambda: desk.drafts.schedule(draft, at), told)

    def _send_back(self) -> None:
        item, desk, text = self.current(), self._context.desk, self.text.text()
        if item is not None and item.draft is not None and self._has_text():
            draft = item.draft
            self._do(lambda: desk.drafts.send_back(draft, text), self._context.t("Sent back with your comment."))

    def _comment(self) -> None:
        item, desk, text = self.current(), self._context.desk, self.text.text()
        if item is not None and self._has_text():
            edition = item.document.edition
            self._do(lambda: desk.drafts.comment(item.document.id, text, edition), self._context.t("Said."))

    def _has_text(self) -> bool:
        """Some things need words: asks for them where they are missing."""
        missing = not self.text.text().strip()
        self.text_field.tell(self._context.t("Write it here first.") if missing else "")
        if missing:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        return not missing

    def _do(self, work: Callable[[], object], told: str) -> None:
        def done(_result: object) -> None:
            self.text.clear()
            self.day.show_value(None)
            self.message.say(told)
            self.reload()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        publish(self._context, work, done)

    def _leave_to(self, go: Callable[[str], None]) -> None:
        item = self.current()
        if item is not None:
            go(item.document.id)

    def _moment(self) -> datetime | None:
        day = self.day.value()
        return datetime.combine(day, MORNING, tzinfo=TUNIS) if isinstance(day, date) else None
