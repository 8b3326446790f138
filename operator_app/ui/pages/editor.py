"""The editor: both languages side by side, checks and the operator's view beside it, everything kept at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document, Kind
from operator_app.local import Draft
from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext
from operator_app.ui.editing.as_seen import AsSeen, DraftPrint
from operator_app.ui.editing.checks import Checks
from operator_app.ui.editing.conflict import ConflictPanel
from operator_app.ui.editing.control import UndoKeys, keys_of
from operator_app.ui.editing.edit_session import EditSession, Opened
from operator_app.ui.editing.form import Form
from operator_app.ui.editing.halves import Halves
from operator_app.ui.editing.header import Header
from operator_app.ui.editing.presence import PresenceNote
from operator_app.ui.editing.proofreading import Proofreading
from operator_app.ui.editing.publish_panel import Order, PublishPanel
from operator_app.ui.editing.reports import Reported
from operator_app.ui.editing.specs import FORMS
from operator_app.ui.editing.spelling import NoSpeller, Speller
from operator_app.ui.one_line import OneLineLabel
from operator_app.ui.page import Page
from operator_app.ui.pages.parts import Empty, Message, button, column, label, row, scrolled
from operator_app.ui.reading_order import follow_layout

# On a page lower than this the foot has one line.
_LOW = 300


class EditorPage(Page):
    """`open_document(id)` shows a document to be written in. Esc closes what is asked, then leaves; nothing is lost."""

    history_wanted = Signal(str)
    """Show the history of this document."""
    return_wanted = Signal(object)
    """Back to the page (`Do`) from which the editor was opened."""

    def __init__(
        self, context: UiContext, speller: Speller | None = None, paper: Callable[[], DraftPrint] | None = None
    ) -> None:
        """`speller` and `paper` come from outside the screen; without them nothing is spelled or printed."""
        super().__init__()
        self._context = context
        self.proofreading = Proofreading(context, speller or NoSpeller(), self)
        self.session = EditSession(context, self)
        self.form: Form | None = None
        self._forms: dict[Kind, Form] = {}
        self._opening: Opened | None = None
        self._grower = QTimer(self)
        self._grower.setSingleShot(True)
        self._grower.setInterval(0)
        self._grower.timeout.connect(self._grow)
        self._was: QWidget | None = None
        self._back_to: Do | None = None
        self._undo_keys = UndoKeys(self, self.session.undo, self.session.redo)
        t = context.t
        self.setAccessibleName(t("Editor"))
        self.header = Header(context)
        self.message = Message(context, "edit.message")
        self.together = PresenceNote(context, self, writes=True)
        self.reported = Reported(context)
        self.panel = PublishPanel(context)
        self.conflict = ConflictPanel(context)
        self.checks = Checks(context)
        self.seen = AsSeen(context, paper)
        self.preview = self.seen.preview
        self.at_end = button(context, t("Publish…"), "edit.publish_at_end", "primary", "check")
        self.kept = label("", "muted", "edit.kept")
        self.undictionaried = OneLineLabel()
        self.undictionaried.setProperty("role", "muted")
        self.undictionaried.setAccessibleIdentifier("edit.no_dictionary")
        self.empty = Empty(
            context, "procedure", t("Nothing is being written"),
            t("Show an article and press Ctrl+E, or begin from the work list."),
        )  # fmt: skip
        self._lay_out()
        self._join()
        self._show_state(None)

    def about(self, document_id: str) -> None:
        """Ctrl+E on what is shown opens it; with nothing shown, the text in hand goes on."""
        if document_id:
            self.open_document(document_id)

    def open_document(self, document_id: str, back_to: Do | None = None) -> None:
        """Open a document where it was left; Esc then leads back to where one came from."""
        self._back_to = back_to
        self.message.clear()
        self.session.load(document_id)

    def entered(self) -> None:
        if self.session.draft is None:
            self.empty.setFocus(Qt.FocusReason.OtherFocusReason)
            self.session.load_newest()
        elif self.form is not None:
            self.form.focus_first()
            self.session.look_again()

    def refresh(self, changes: Changes) -> None:
        self.proofreading.spelling.refresh(changes)
        self.together.refresh(changes)
        document = self.session.document
        if document is not None and document.id in changes.of(document.kind.value):
            self.session.look_again()

    def back(self) -> bool:
        """Esc: what is asked is put away, then the checks, then back to where one came from."""
        if self.panel.isVisibleTo(self):
            self._leave_panel()
            return True
        if self.splitter.side.isVisibleTo(self) and self.seen.back():
            if self.splitter.wide and self._was is not None and self._was.isVisible():
                self._was.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.splitter.looking:
            self._look()
            return True
        if self._back_to is not None:
            self.return_wanted.emit(self._back_to)
            return True
        return False

    def publish(self) -> None:
        """Ctrl+Enter: ask how; once more: do it."""
        if self.panel.isVisibleTo(self):
            self.panel.order()
            return
        draft = self.session.draft
        if draft is None or self.form is None:
            return
        wrong = [f"{place}: {text}" for place, text in self.form.problems()]
        grave = [f"• {self.checks.sentence(check)}" for check in self.session.grave()]
        if self.splitter.looking:
            self._look()
        self.panel.open([*wrong, *grave], len(self.session.reports), reviewed=False)
        self.area.ensureWidgetVisible(self.panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.undictionaried.set_one_line(self.height() < self._context.style.px(_LOW))
        self.splitter.arrange(self.width())

    def _lay_out(self) -> None:
        context = self._context
        inner = QWidget()
        layout = column(context, inner, 16, 12)
        for part in (self.header, self.together, self.message, self.reported, self.conflict, self.panel):
            layout.addWidget(part)
        self._holder = QVBoxLayout()
        layout.addLayout(self._holder)
        layout.addWidget(row(context, self.at_end))
        layout.addStretch(1)
        self.area: QScrollArea = scrolled(inner)
        self.splitter = Halves(context, self.area, self.checks, self.seen)
        outer = column(context, self, spacing=0)
        outer.addWidget(self.splitter, 1)
        outer.addWidget(self.empty, 1)
        for foot in (self.kept, self.undictionaried):
            outer.addWidget(foot)
            foot.setContentsMargins(context.style.px(16), 2, context.style.px(16), 2)
        self.undictionaried.hide()

    def _join(self) -> None:
        session, header = self.session, self.header
        session.opened.connect(self._show)
        session.shown_again.connect(self._show_again)
        session.kept.connect(self._show_kept)
        session.checked.connect(self.checks.show_checks)
        session.published.connect(lambda both: self._published(*both))
        session.conflicted.connect(self._conflict)
        header.publish_wanted.connect(self.publish)
        header.look_wanted.connect(self._look)
        header.undo_wanted.connect(session.undo)
        header.redo_wanted.connect(session.redo)
        header.discard_wanted.connect(self._discard)
        header.history_wanted.connect(self._history)
        header.layer_wanted.connect(session.load_layer)
        self.at_end.clicked.connect(self.publish)
        self.panel.ordered.connect(session.carry_out)
        self.panel.left.connect(self._leave_panel)
        self.conflict.both_wanted.connect(self._merge)
        self.conflict.theirs_wanted.connect(self._take_theirs)
        self.conflict.left.connect(self.conflict.hide)
        self.checks.wanted.connect(self._go_to)
        header.spelling_wanted.connect(self.proofreading.next_word)
        self.proofreading.found.connect(self.checks.show_words)
        self.proofreading.replacing.connect(lambda: session.rewritings.close_step())
        self.proofreading.told.connect(self._tell_missing)
        header.paper_wanted.connect(self._look_on_paper)
        keys = {"Ctrl+Return": self.publish, "Ctrl+Enter": self.publish, "Ctrl+Shift+P": self._look_on_paper}
        keys_of(self, keys | {"Shift+F7": self.proofreading.next_word})

    def _show(self, opened: Opened) -> None:
        document = opened.draft.document
        if document.kind not in FORMS:
            self.session.close()
            self.message.say(self._context.t("This kind of document cannot be written here yet."), "warn")
            return
        self.panel.hide()
        self.conflict.hide()
        self.checks.name_fields_of(document.kind)
        self.reported.show_reports(opened.reports)
        self._show_state(opened.draft)
        if self.form is not None:
            self.form.hide()
        self.form = None
        self._opening = opened
        self._grow()

    def _grow(self) -> None:
        """The form of this kind, a group at a time when it is made; then the text is shown in it."""
        opened = self._opening
        if opened is None:
            return
        form = self._form_of(opened.draft.document.kind)
        if form.build_next():
            self._grower.start()
            return
        self._opening = None
        self.form = form
        form.setEnabled(True)
        form.show()
        self.area.verticalScrollBar().setValue(0)
        document = self.session.document or opened.draft.document
        form.begin(document)
        follow_layout(self)
        self.proofreading.follow(form)
        if self.isVisible():
            form.focus_first()
        self.seen.show_soon(document)
        self.kept.setText(self._context.t("Nothing changed yet"))
        self.session.look_again()

    def _form_of(self, kind: Kind) -> Form:
        """Made when the first document of a kind is opened."""
        form = self._forms.get(kind)
        if form is None:
            form = Form(self._context, kind, self._undo_keys)
            form.area = self.area
            form.edited.connect(self._edited)
            form.language_used.connect(self.seen.show_language)
            self._forms[kind] = form
            self._holder.addWidget(form)
            form.hide()
        return form

    def _edited(self, place: str) -> None:
        document = self.session.document
        if document is not None and self.form is not None:
            self.session.write(self.form.written(document, place), place)
            self._follow()

    def _follow(self) -> None:
        """What shows the text beside the form follows it."""
        document = self.session.document
        if document is not None:
            self.header.show_name(document)
            self.seen.show_soon(document)
            self.proofreading.look_soon()

    def _show_again(self, place: str) -> None:
        document = self.session.document
        if document is not None and self.form is not None:
            self.form.show_document(document)
            if place:
                self.form.focus_place(place)
            self._follow()

    def _show_kept(self, draft: Draft) -> None:
        self.kept.setText(self._context.t("Kept at {time}", time=self._context.dates.clock(draft.saved_at)))

    def _tell_missing(self, told: str) -> None:
        self.undictionaried.setText(told)
        self.undictionaried.setVisible(bool(told) and self.session.draft is not None)

    def _show_state(self, draft: Draft | None) -> None:
        self.splitter.setVisible(draft is not None)
        self.kept.setVisible(draft is not None)
        self.empty.setVisible(draft is None)
        self.together.follow(draft.document.id if draft is not None else "")
        if draft is not None:
            self.header.show_draft(draft, None)
        self.splitter.arrange(self.width())

    def _published(self, document: Document, order: Order) -> None:
        self.panel.done()
        self.message.say(self.panel.told(document.edition, order))
        self.reported.show_reports(self.session.reports)
        if self.session.draft is not None:
            self.header.show_draft(self.session.draft, None)
        if self.form is not None and self.session.document is not None:
            self.form.show_document(self.session.document)
        self.seen.show_soon(document)
        self.header.publish.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.verticalScrollBar().setValue(0)

    def _conflict(self, theirs: Document) -> None:
        mine = self.session.document
        if mine is not None:
            asked = self.panel.isVisibleTo(self)
            self.panel.hide()
            self.conflict.show_both(theirs, mine)
            self._context.announcer.say(self.conflict.said.text())
            if asked:
                self.conflict.ask()
                self.area.ensureWidgetVisible(self.conflict.both)

    def _merge(self) -> None:
        self.conflict.hide()
        self.session.merge()
        self.message.say(self._context.t("Both are together now. Read it once more, then publish."))

    def _take_theirs(self, theirs: Document) -> None:
        self.conflict.hide()
        draft = self._context.desk.drafts.over(theirs, theirs.edition)
        self.session.take(draft)
        self.message.say(self._context.t("This is the other text. Undo brings yours back."))

    def _leave_panel(self) -> None:
        self.panel.hide()
        self.header.publish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _discard(self) -> None:
        draft = self.session.draft
        if draft is None:
            return
        self.session.discard()
        self.seen.drop()
        self.proofreading.stop()
        self.together.follow("")
        self.panel.hide()
        self.conflict.hide()
        self.message.ask(
            self._context.t("The draft was put away. What operators read has not changed."),
            (self._context.t("Bring it back"), "edit.bring_back", lambda: self._bring_back(draft)),
            (self._context.t("Back to the work list"), "edit.return", lambda: self.return_wanted.emit(Do.WORK_LIST)),
        )
        if self.form is not None:
            self.form.setEnabled(False)

    def _bring_back(self, draft: Draft) -> None:
        self.message.clear()
        self.session.bring_back(draft)

    def _history(self) -> None:
        if self.session.document is not None:
            self.history_wanted.emit(self.session.document.id)

    def _go_to(self, place: str) -> None:
        if self.splitter.looking:
            self._look()
        if self.form is not None:
            self.form.focus_place(place)

    def _look(self) -> None:
        """Checks and preview: beside the form the focus goes there; where there is no room, in its place."""
        self.splitter.turn()
        target = self.checks.list if self.splitter.wide or self.splitter.looking else self.header.look
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_on_paper(self) -> None:
        """The pages of the draft; Esc leads back to the text."""
        if self.session.draft is None:
            return
        if not self.seen.on_paper:
            self._was = self.focusWidget()
        if not self.splitter.wide and not self.splitter.looking:
            self._look()
        self.seen.turn_to_paper()
