"""A supervisor's morning: gaps, reports, what is due, missing translations, drafts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document, Kind
from operator_app.domain.guide import Procedure
from operator_app.i18n import Texts, msgid
from operator_app.local import Draft
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.editing.publishing import publish
from operator_app.ui.editing.work_entries import (
    Lists,
    Work,
    detail,
    document_of,
    entries_of,
    gap_of,
    load_work,
    report_of,
)
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import EntryList
from operator_app.ui.pages.parts import (
    Choice,
    Empty,
    Field,
    Message,
    Option,
    button,
    column,
    line_edit,
    muted,
    row,
    scrolled,
    show_either,
    title,
)
from operator_app.ui.reading import FittedText

_NAMES: dict[Lists, str] = {
    Lists.GAPS: msgid("Gaps"),
    Lists.REPORTS: msgid("This is wrong"),
    Lists.DUE: msgid("Due"),
    Lists.UNTRANSLATED: msgid("One language only"),
    Lists.DRAFTS: msgid("Drafts"),
    Lists.FACTS: msgid("Asked of services"),
}
_EXPLAINED: dict[Lists, str] = {
    Lists.GAPS: msgid("What was asked and not found. Enter begins an article with these words."),
    Lists.REPORTS: msgid("Enter corrects it; publishing tells the sender. What was on screen is below."),
    Lists.DUE: msgid("Space: still right, verified today. Enter: edit."),
    Lists.UNTRANSLATED: msgid("Enter writes the other language."),
    Lists.DRAFTS: msgid("Enter goes on writing."),
    Lists.FACTS: msgid("Enter records the answer of the service."),
}
_NOTHING: dict[Lists, str] = {
    Lists.GAPS: msgid("No gap: every question was answered"),
    Lists.REPORTS: msgid("No report waits"),
    Lists.DUE: msgid("Nothing is due"),
    Lists.UNTRANSLATED: msgid("Everything is there in Arabic and French"),
    Lists.DRAFTS: msgid("No draft"),
    Lists.FACTS: msgid("No question waits for an answer"),
}
_TOUCHED = ("presence", "remarks", "gaps", "unmet_needs", "feedback", "drafts", *(kind.value for kind in Kind))


class _Rows(EntryList):
    """Space says "still right" where that means something."""

    ticked = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_id():
            self.ticked.emit(self.current_id())
        else:
            super().keyPressEvent(event)


class WorkListPage(Page):
    """`edit_wanted(id)`: open this document in the editor."""

    edit_wanted = Signal(str)
    answer_wanted = Signal(str)
    """The answer to this question to a service is to be recorded."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._work = Work()
        self._before: Document | None = None
        t = context.t
        self.setAccessibleName(t("Work list"))
        options = [Option(one, t(name), one.value) for one, name in _NAMES.items()]
        self.lists: Choice[Lists] = Choice(context, t("Work list"), options, "work.lists")
        self.lists.choose(Lists.GAPS)
        self.explained = muted(context)
        self.message = Message(context, "work.message")
        self.list = _Rows(context, t("Work list"), "work.list")
        self.empty = Empty(context, "good", t(_NOTHING[Lists.GAPS]), t("The other lists are above."))
        self.detail = FittedText(context.style.font())
        self.detail.setAccessibleName(t("More on the current row"))
        self.detail.setAccessibleIdentifier("work.detail")
        self.open = button(context, t("Write"), "work.open", "primary", "procedure")
        self.still_right = button(context, t("Still right"), "work.still_right", icon="check")
        self.undo = button(context, t("Undo"), "work.undo")
        self.aside = button(context, "", "work.aside")
        self.answer: QLineEdit = line_edit(context, t("Answer to the sender"), "work.answer")
        self.answer_field = Field(context, t("Right as it is? Answer without changing anything"), self.answer)
        self.send = button(context, t("Send the answer"), "work.send")
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
        self._context.bridge.run(self._context.lanes.store, lambda: load_work(desk), self._show, request=request)

    def show_list(self, list: Lists) -> None:
        """Bring up one of the lists."""
        self.lists.choose(list)

    def _lay_out(self) -> None:
        context = self._context
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, context.t("Work list")))
        for part in (self.lists, self.explained, self.message):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(row(context, self.open, self.still_right, self.aside, self.undo))
        layout.addWidget(self.answer_field)
        layout.addWidget(row(context, self.send))
        layout.addWidget(self.detail)
        column(context, self).addWidget(scrolled(inner))
        self.empty.hide()
        self.undo.hide()

    def _join(self) -> None:
        self.lists.changed.connect(self._show_list)
        self.list.chosen.connect(self._open)
        self.list.ticked.connect(self._still_right)
        self.list.current_changed.connect(self._show_current)
        self.open.clicked.connect(lambda: self._open(self.list.current_id()))
        self.still_right.clicked.connect(lambda: self._still_right(self.list.current_id()))
        self.undo.clicked.connect(self._undo)
        self.aside.clicked.connect(lambda: self._put_aside(self.list.current_id()))
        self.send.clicked.connect(self._send)
        self.answer.returnPressed.connect(self._send)

    @property
    def chosen(self) -> Lists:
        """Which list is shown."""
        return self.lists.value() or Lists.GAPS

    def _show(self, work: Work) -> None:
        self._work = work
        t = self._context.t
        for radio, (one, name) in zip(self.lists.buttons(), _NAMES.items(), strict=True):
            text = f"{t(name)} ({work.count(one)})"
            radio.setText(text)
            radio.setAccessibleName(text)
        self._show_list()

    def _show_list(self) -> None:
        t, chosen = self._context.t, self.chosen
        self.explained.setText(t(_EXPLAINED[chosen]))
        self.list.setAccessibleDescription(t(_EXPLAINED[chosen]))
        entries = entries_of(self._context, self._work, chosen)
        self.list.show_entries(entries)
        self.empty.say(t(_NOTHING[chosen]), t("The other lists are above."))
        show_either(self.list, self.empty, nothing=not entries)
        self.open.setText(" " + _doing(t).get(chosen, t("Edit")))
        self.open.setAccessibleName(self.open.text().strip())
        self.aside.setText({Lists.GAPS: t("Not a gap"), Lists.DRAFTS: t("Put this draft away")}.get(chosen, ""))
        self.aside.setAccessibleName(self.aside.text())
        self.open.setVisible(bool(entries))
        self.still_right.setVisible(bool(entries) and chosen is Lists.DUE)
        self.aside.setVisible(bool(entries) and bool(self.aside.text()))
        for part in (self.answer_field, self.send):
            part.setVisible(bool(entries) and chosen is Lists.REPORTS)
        self._show_current(self.list.current_id())

    def _show_current(self, id: str) -> None:
        text = detail(self._work, self.chosen, id)
        self.detail.setPlainText(text)
        self.detail.setVisible(bool(text))

    def _open(self, id: str) -> None:
        if self.chosen is Lists.GAPS:
            self._begin(id)
        elif self.chosen is Lists.REPORTS:
            self._correct(id)
        elif self.chosen is Lists.FACTS:
            self.answer_wanted.emit(id)
        elif id:
            self.edit_wanted.emit(id)

    def _begin(self, id: str) -> None:
        gap, desk = gap_of(self._work, id), self._context.desk
        if gap is not None:
            body = Procedure(keywords=gap.said)
            self._context.bridge.run(
                self._context.lanes.store, lambda: desk.drafts.begin(Kind.PROCEDURE, body, gap.needs), self._begun
            )

    def _begun(self, draft: Draft) -> None:
        self.edit_wanted.emit(draft.document.id)

    def _correct(self, id: str) -> None:
        report, desk = report_of(self._work, id), self._context.desk
        if report is None:
            return
        if report.document is None:
            self.message.say(self._context.t("This article is no longer in the guide."), "warn")
            return
        document = report.document
        self._context.bridge.run(
            self._context.lanes.store,
            lambda: desk.worklists.take_report(report.feedback),
            lambda _: self.edit_wanted.emit(document.id),
        )

    def _still_right(self, id: str) -> None:
        document, desk = document_of(self._work, Lists.DUE, id), self._context.desk
        if self.chosen is not Lists.DUE or document is None:
            return
        self._before = document
        told = self._context.t("Still right, verified today. The next review is set.")
        publish(self._context, lambda: desk.publishing.still_right(document), lambda _: self._told(told))
        self.undo.show()

    def _undo(self) -> None:
        """The seal as it was before "still right"."""
        document, desk = self._before, self._context.desk
        if document is None:
            return
        self._before = None
        self.undo.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        told = self._context.t("Undone: the seal is as it was.")
        publish(self._context, lambda: desk.publishing.put_back_seal(document), lambda _: self._told(told))

    def _put_aside(self, id: str) -> None:
        desk, gap = self._context.desk, gap_of(self._work, id)
        if self.chosen is Lists.GAPS and gap is not None:
            self._context.bridge.run(
                self._context.lanes.store,
                lambda: desk.worklists.put_aside(gap.needs),
                lambda _: self._told(self._context.t("Off the list.")),
            )
        draft = next((one for one in self._work.drafts if one.document.id == id), None)
        if self.chosen is Lists.DRAFTS and draft is not None:
            self._context.bridge.run(self._context.lanes.store, lambda: desk.drafts.discard(draft))
            self.message.ask(
                self._context.t("The draft was put away. What operators read has not changed."),
                (self._context.t("Bring it back"), "work.bring_back", lambda: self._bring_back(draft)),
            )

    def _bring_back(self, draft: Draft) -> None:
        desk = self._context.desk
        self.message.clear()
        self._context.bridge.run(self._context.lanes.store, lambda: desk.drafts.keep(draft), lambda _: self.reload())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        report, desk, text = report_of(self._work, self.list.current_id()), self._context.desk, self.answer.text()
        if self.chosen is not Lists.REPORTS or report is None:
            return
        if not text.strip():
            self.answer_field.tell(self._context.t("Write what the sender is to know."))
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answer_field.tell("")
        self._context.bridge.run(
            self._context.lanes.store, lambda: desk.worklists.answer_report(report.feedback, text), self._sent
        )

    def _sent(self, _changes: Changes) -> None:
        self.answer.clear()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._told(self._context.t("The sender is told."))

    def _told(self, text: str) -> None:
        self.message.say(text)
        self.reload()


def _doing(t: Texts) -> dict[Lists, str]:
    """What Enter does where it is not "edit"."""
    return {
        Lists.GAPS: t("Write an article"), Lists.REPORTS: t("Correct"), Lists.FACTS: t("Record the answer"),
    }  # fmt: skip
