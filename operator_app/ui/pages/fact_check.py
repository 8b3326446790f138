"""Having facts confirmed by a competent service: a sheet to send, and its answer recorded."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from operator_app.desk import Desk
from operator_app.desk.fact_checks import OpenQuestion
from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document
from operator_app.domain.fact_check import Answer, Asked
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import keys_of
from operator_app.ui.editing.fact_answering import Answering
from operator_app.ui.editing.fact_asking import Asking, FactPrint
from operator_app.ui.editing.fact_words import result
from operator_app.ui.editing.publishing import publish
from operator_app.ui.page import Page
from operator_app.ui.pages.names import name_of
from operator_app.ui.pages.parts import Empty, Message, button, column, row, scrolled, title
from operator_app.ui.reading_order import follow_layout


class FactCheckPage(Page):
    """A document is asked about (`about`, `ask_about`), or a question that waits is answered (`answer`)."""

    edit_wanted = Signal(str)

    def __init__(self, context: UiContext, make: Callable[[], FactPrint]) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._document: Document | None = None
        t = context.t
        self.setAccessibleName(t("Fact-check"))
        self.name = title(context, t("Fact-check"))
        self.message = Message(context, "facts.told")
        self.empty = Empty(
            context, "check", t("Nothing is shown"), t("Show an article on the desk first, then have it checked.")
        )
        self.asking = Asking(context, make)
        self.answering = Answering(context)
        self.waits = button(context, t("Answer the question that waits"), "facts.waits")
        self._waiting: OpenQuestion | None = None
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        for part in (self.name, self.message, self.empty, row(context, self.waits), self.asking, self.answering):
            layout.addWidget(part)
        layout.addStretch(1)
        column(context, self).addWidget(scrolled(inner))
        self._show_part(None)
        self.waits.hide()
        self.waits.clicked.connect(self._answer_waiting)
        self.asking.noted.connect(self._note)
        self.answering.recorded.connect(self._record)
        keys_of(self, {"Ctrl+Return": self._order, "Ctrl+Enter": self._order})
        follow_layout(self)

    def about(self, document_id: str) -> None:
        """What is on the screen is asked about; with nothing there, what was begun goes on."""
        if document_id:
            self.ask_about(document_id)

    def ask_about(self, document_id: str) -> None:
        """Ask a service about this document."""
        desk = self._context.desk

        language = self._context.language

        def read() -> tuple[Document | None, OpenQuestion | None, str]:
            document = desk.drafts.published(document_id)
            waiting = [one for one in desk.fact_checks.open_questions() if one.remark.document_id == document_id]
            service = desk.fact_checks.service_of(document, language) if document is not None else ""
            return document, waiting[0] if waiting else None, service

        request = self._latest.replace(Request())
        self._context.bridge.run(self._context.lanes.store, read, lambda found: self._ask(*found), request=request)

    def answer(self, question_id: str) -> None:
        """Record the answer to a question that waits."""
        desk = self._context.desk

        def show(found: OpenQuestion | None) -> None:
            if found is not None:
                self._answer(found)

        request = self._latest.replace(Request())
        self._context.bridge.run(self._context.lanes.store, lambda: _question(desk, question_id), show, request=request)

    def entered(self) -> None:
        part = self.asking if self.asking.isVisibleTo(self) else self.answering
        if self.empty.isVisibleTo(self):
            self.empty.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            part.focus_first()

    def refresh(self, changes: Changes) -> None:
        """What is asked about was published anew: the sheet says what stands there now."""
        document, desk = self._document, self._context.desk
        if document is not None and document.id in changes.of(document.kind.value):
            id = document.id
            self._context.bridge.run(self._context.lanes.store, lambda: desk.drafts.published(id), self._renew_asking)

    def back(self) -> bool:
        return self.asking.isVisibleTo(self) and self.asking.back()

    def _ask(self, document: Document | None, waiting: OpenQuestion | None, service: str) -> None:
        self._document, self._waiting = document, waiting
        self.message.clear()
        if document is None:
            self._show_part(None)
            return
        self.name.setText(self._context.t("Fact-check: {name}", name=name_of(document, self._context.language)))
        self._show_part(self.asking)
        self.waits.setVisible(waiting is not None)
        self.asking.show_document(document, service)
        if self.isVisible():
            self.asking.focus_first()

    def _renew_asking(self, document: Document | None) -> None:
        if document is not None and self._document is not None and document.id == self._document.id:
            self._document = document
            if self.asking.isVisibleTo(self):
                self.asking.renew(document)

    def _answer_waiting(self) -> None:
        if self._waiting is not None:
            self._answer(self._waiting)

    def _answer(self, question: OpenQuestion) -> None:
        t, document = self._context.t, question.document
        self._document = document
        self.message.clear()
        name = name_of(document, self._context.language) if document is not None else t("No longer in the guide")
        self.name.setText(t("Fact-check: {name}", name=name))
        self._show_part(self.answering)
        self.waits.hide()
        self.answering.show_question(question)
        if self.isVisible():
            self.answering.focus_first()

    def _show_part(self, part: QWidget | None) -> None:
        for one, shown in ((self.empty, None), (self.asking, self.asking), (self.answering, self.answering)):
            one.setVisible(part is shown)

    def _order(self) -> None:
        if self.asking.isVisibleTo(self):
            self.asking.order()
        elif self.answering.isVisibleTo(self):
            self.answering.order()

    def _note(self, service: str, asked: Asked) -> None:
        document, desk = self._document, self._context.desk
        if document is None:
            return
        told = self._context.t("Noted. It waits in the work list until the answer is recorded.")

        def note() -> Changes:
            facts = desk.fact_checks.facts(document, asked.language)
            return desk.fact_checks.ask(document, service, Asked(asked.question, asked.due, asked.language, facts))

        def done(_changes: Changes) -> None:
            self.asking.done()
            self.message.say(told)
            self.asking.save.setFocus(Qt.FocusReason.OtherFocusReason)

        publish(self._context, note, done)

    def _record(self, question: OpenQuestion, answer: Answer) -> None:
        desk = self._context.desk

        def done(_changes: Changes) -> None:
            self.answering.forget()
            self.answering.hide()
            self._offer(question, answer)

        publish(self._context, lambda: desk.fact_checks.answer(question.remark, answer), done)

    def _offer(self, question: OpenQuestion, answer: Answer) -> None:
        """What follows from an answer: the text is corrected, or its seal renewed."""
        t, document = self._context.t, question.document
        told = t("The answer is recorded: {result}.", result=result(t, answer))
        if document is None:
            self.message.say(told)
            return
        id = document.id
        edit = (t("Correct the text"), "facts.edit", lambda: self.edit_wanted.emit(id))
        still_right = (t("Still right"), "facts.still_right", lambda: self._renew(document))
        self.message.ask(told, *((edit, still_right) if answer.wrong else (still_right, edit)))

    def _renew(self, document: Document) -> None:
        desk, told = self._context.desk, self._context.t("Still right, verified today. The next review is set.")

        def done(_changes: Changes) -> None:
            self.message.say(told)

        publish(self._context, lambda: desk.publishing.still_right(document), done)


def _question(desk: Desk, question_id: str) -> OpenQuestion | None:
    """Blocks on the store."""
    return next((one for one in desk.fact_checks.open_questions() if one.remark.id == question_id), None)
