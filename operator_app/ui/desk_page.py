"""The operator's desk: results on the start side, article in the centre, home between calls."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from operator_app.desk.guide import INDEXED_KINDS
from operator_app.domain.calls import Call
from operator_app.domain.changes import Changes
from operator_app.domain.documents import Kind
from operator_app.domain.guide import Tip
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.domain.search import Hit
from operator_app.ui.actions import Do
from operator_app.ui.answers import AnswersTold
from operator_app.ui.article import ArticleView, Shown, load
from operator_app.ui.bars import Bars, Tone
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.call_back_panel import CallBackPanel
from operator_app.ui.context import UiContext
from operator_app.ui.home import Home, load_home
from operator_app.ui.in_order import Turns
from operator_app.ui.page import Page, let_go
from operator_app.ui.referral import Referral
from operator_app.ui.say_page import SayPage
from operator_app.ui.search_pane import SearchPane
from operator_app.ui.session import CallSession
from operator_app.ui.stack import Stack

# Below this width, in pixels at 100 % text, results stand above the article instead of beside it; on a window that is
# also lower than this height there is room for one of them at a time: results, and the article once it is opened.
NARROW = 600
LOW = 420


@dataclass(frozen=True, slots=True)
class DeskView:
    """What of the desk outlives a window: the words typed, the document shown and in which language."""

    query: str = ""
    shown_id: str = ""
    language: Language | None = None


class DeskPage(Page):
    """Search, read, refer. Does what the keys F3 to F12 mean here."""

    wanted = Signal(object)
    dialled = Signal(str)

    def __init__(self, context: UiContext, session: CallSession, bars: Bars) -> None:
        super().__init__()
        self.setObjectName("deskPage")
        self._context = context
        self._session = session
        self._bars = bars
        self._reading = Latest()
        self._home_request = Latest()
        self._one_at_a_time = False
        self._loading = False
        self.turns = Turns(lambda: not self.search.pending and not self._loading)
        self._referral = Referral(context, session, bars)
        self.answers = AnswersTold(context, session, bars, self._show_answer)
        self.search = SearchPane(context)
        self.panel = CallBackPanel(context, session)
        self.article = ArticleView(context)
        self.home = Home(context)
        self.say = SayPage(context)
        self.centre = Stack()
        self._place()
        self._connect()

    def _place(self) -> None:
        for page in (self.home, self.say, self.article):
            self.centre.addWidget(page)
        # The call-back takes the place of the results while it is asked: a low window has no room for both.
        self.start = Stack()
        self.start.addWidget(self.search)
        self.start.addWidget(self.panel)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.start)
        self.splitter.addWidget(self.centre)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([400, 600])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

    def _connect(self) -> None:
        self.search.call_id = lambda: self._session.call.id if self._session.call is not None else ""
        self.search.asked.connect(self._session.note_query)
        self.search.rested.connect(self._preview)
        self.search.opened.connect(self._open)
        self.search.entered.connect(lambda: self.when_settled(lambda: self._open(self.search.results.current())))
        self.search.paged.connect(self.article.turn_pages)
        self.panel.left.connect(self._to_search)
        self.article.missing_shown.connect(lambda text: self._bars.show_bar("language", text, passing=True))
        self.article.contacts.referred.connect(lambda row: self._referral.refer_to(row.document))
        self.article.contacts.dialled.connect(self.dialled)
        self.article.contacts.copied.connect(self._referral.copy)
        self.home.wanted.connect(self.wanted)
        self._session.changed.connect(self._follow_session)

    def entered(self) -> None:
        self._to_search()
        self.answers.look()
        if self.centre.currentWidget() is self.home:
            self.show_home()

    def refresh(self, changes: Changes) -> None:
        """Home shows the change at once; an article that is being read is only said to have changed."""
        if self.centre.currentWidget() is self.home:
            self._load_home()
        self.answers.follow(changes)
        if changes.touches("index"):
            self.search.search_again()
        shown = self.article.shown
        kinds = [kind.value for kind in INDEXED_KINDS]
        if shown is not None and any(shown.document.id in changes.of(kind) for kind in kinds):
            self._bars.show_bar(
                "newer",
                self._context.t("There is a newer edition of what is shown."),
                Tone.WARN,
                offer=(self._context.t("Show it"), lambda: self.open_document(shown.document.id)),
            )

    def back(self) -> bool:
        """Esc: the panel, the mode, the words, home."""
        if self.start.currentWidget() is self.panel:
            self._to_search()
            return True
        # The focus first: what has it may be hidden, and it would wander, spoken at each place.
        self._to_search()
        if self.search.back():
            return True
        self.show_home()
        return False

    def _to_search(self) -> None:
        if self.start.currentWidget() is not self.search:
            let_go(self)
        self.start.setCurrentWidget(self.search)
        self._arrange()
        self.search.focus_box()

    def when_settled(self, act: Callable[[], None]) -> None:
        """Do it now, or as soon as what was typed has its results and the first of them is shown: a key pressed right
        after the letters means what they bring, not what was there before. Keys keep their order."""
        self.turns.when_settled(act)

    def call_started(self) -> None:
        """F2: empty search, phrases in the centre, the cursor in the box."""
        self.start.setCurrentWidget(self.search)
        self._arrange()
        self.search.start_over()
        self._nothing_shown()

    def resume(self, call: Call) -> None:
        """A call found open at start: its words and article come back."""
        self.search.box.setText(call.query)
        if call.article_id and not call.query:
            self.open_document(call.article_id)

    def call_ended(self) -> None:
        """F9: ready for the next call."""
        self.start.setCurrentWidget(self.search)
        self._arrange()
        self.search.start_over()
        self.show_home()

    def show_home(self) -> None:
        self._stop_reading()
        self.article.shown = None
        self.centre.setCurrentWidget(self.home)
        self._load_home()

    def view(self) -> DeskView:
        """What a new window needs to go on where this one is."""
        shown = self.article.shown
        return DeskView(self.search.box.text(), shown.document.id if shown else "", self.article.language)

    def restore(self, view: DeskView) -> None:
        """Go on where another window was."""
        if view.query:
            self.search.box.setText(view.query)
        elif view.shown_id:
            self.open_document(view.shown_id)

    def open_document(self, id: str) -> None:
        """Show a document by its id, whatever is searched."""
        self._read(id)

    def _show_answer(self, id: str) -> None:
        """What was reported, from whatever page."""
        self.wanted.emit(Do.SEARCH)
        self.open_document(id)

    def refer(self) -> None:
        """F6: refer to the first contact of what is shown; again: its deputy."""
        shown = self.article.shown
        self._referral.refer([document for document, _ in shown.contacts] if shown else [])

    def no_answer(self) -> None:
        """F7: what was typed becomes an unmet need when the call closes."""
        t = self._context.t
        if self._session.call is None:
            self._bars.show_bar("call", t("No call in hand. F2 takes a call."), passing=True)
            return
        self._session.set_no_answer()
        noted = t("Noted as without an answer. F8 promises a call-back, F9 closes.")
        self._bars.show_bar("outcome", noted, passing=True)

    def call_back(self) -> None:
        """F8: ask for the number."""
        if self._session.call is None:
            self._bars.show_bar("call", self._context.t("No call in hand. F2 takes a call."), passing=True)
            return
        self._arrange()
        let_go(self)
        self.start.setCurrentWidget(self.panel)
        self.panel.open()

    def panel_open(self) -> bool:
        """Whether the number of a call-back is being asked."""
        return self.start.currentWidget() is self.panel

    def ready_to_close(self) -> bool:
        """F9 also keeps a promise whose number is written; False when that number cannot be dialled."""
        return self.start.currentWidget() is not self.panel or self.panel.keep_if_written()

    def tips(self) -> None:
        """F4: the tips, emergencies first."""
        self.start.setCurrentWidget(self.search)
        self._arrange()
        self.search.only(Kind.TIP)

    def contacts(self) -> None:
        """F5: the contacts of the article, else a search in the contacts."""
        rows = self.article.contacts
        if self.article.shown is not None and rows.contacts.rows and not rows.hasFocus():
            self._arrange(reading=True)
            rows.setCurrentIndex(rows.contacts.index(0, 0))
            rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.article.area.ensureWidgetVisible(rows)
            return
        self.start.setCurrentWidget(self.search)
        self._arrange()
        self.search.only(Kind.CONTACT)

    def report_wrong(self) -> None:
        """F12: tell the owner, with what is on screen."""
        shown, t, desk = self.article.shown, self._context.t, self._context.desk
        if shown is None:
            self._bars.show_bar("wrong", t("Nothing is shown that could be wrong."), passing=True)
            return
        text, document = self.article.as_text(), shown.document
        told = t("Sent to the owner with what is on screen: {title}", title=self.article.title.text())
        self._context.bridge.run(
            self._context.lanes.store,
            lambda: desk.guide.report_wrong(document, text),
            lambda _changes: self._bars.show_bar("wrong", told, Tone.GOOD, passing=True),
        )

    def open_result(self, place: int) -> None:
        """Alt+digit: the n-th result, counted from 1."""
        hit = self.search.results.choose(place - 1)
        if hit is not None:
            self._open(hit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._context.style.px
        narrow = self.width() < px(NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.splitter.orientation() is not wanted:
            self.splitter.setOrientation(wanted)
        self._one_at_a_time = narrow and self.height() < px(LOW)
        self._arrange()

    def _arrange(self, *, reading: bool = False) -> None:
        """Which of the two halves is seen: both, unless there is room for one only."""
        self.start.setVisible(not self._one_at_a_time or not reading)
        self.centre.setVisible(not self._one_at_a_time or reading)

    def _preview(self, hit: Hit | None) -> None:
        """The current result is shown without a key."""
        if hit is not None:
            self._read(hit.id)
            return
        self._stop_reading()
        if self.search.box.text().strip():
            self.article.shown = None
            self.say.show_empty(
                self._context.t("Nothing found for these words. F7 notes what was asked, F5 searches the contacts.")
            )
            self.centre.setCurrentWidget(self.say)
        elif self._session.call is not None:
            self._nothing_shown()
        else:
            self.show_home()
        self.turns.go_on()

    def _stop_reading(self) -> None:
        self._reading.drop()
        self._loading = False

    def _open(self, hit: Hit | None) -> None:
        """Enter: read it. A tip that is opened in a call notes the kind of need."""
        if hit is not None:
            self._read(hit.id, self._opened)

    def _opened(self, shown: Shown) -> None:
        if isinstance(shown.document.body, Tip):
            self._session.set_need(shown.document.body.need)
            if not self._one_at_a_time:
                self._to_search()
                return
        self._arrange(reading=True)
        self.article.read_here()

    def _read(self, id: str, then: Callable[[Shown], None] = lambda _: None) -> None:
        request = self._reading.replace(Request())
        desk = self._context.desk
        self._loading = True
        self._context.bridge.run(
            self._context.lanes.store,
            lambda: load(desk, id),
            lambda shown: self._show(shown, then),
            self._not_read,
            request,
        )

    def _not_read(self, problem: Problem) -> None:
        self._loading = False
        self._context.bridge.tell(problem)
        self.turns.go_on()

    def _show(self, shown: Shown | None, then: Callable[[Shown], None]) -> None:
        self._loading = False
        if shown is None:
            self._bars.show_bar("gone", self._context.t("This article is no longer in the guide."), Tone.WARN)
            self.turns.go_on()
            return
        before = self.article.shown
        self.article.show_document(shown, keep_language=before is not None and before.document.id == shown.document.id)
        self.centre.setCurrentWidget(self.article)
        self._bars.dismiss("newer")
        if not isinstance(shown.document.body, Tip):
            self._session.note_article(shown.document)
        then(shown)
        self.turns.go_on()

    def _nothing_shown(self) -> None:
        self._stop_reading()
        self.article.shown = None
        call = self._session.call
        code = call.language if call is not None else self._context.language.value
        self.say.show_phrases(Language(code), call.line if call else "")
        self.centre.setCurrentWidget(self.say)

    def _follow_session(self) -> None:
        """The caller's language changed while the phrases are shown."""
        call = self._session.call
        if call is not None and self.centre.currentWidget() is self.say and not self.search.box.text():
            self.say.show_phrases(Language(call.language), call.line)

    def _load_home(self) -> None:
        request = self._home_request.replace(Request())
        desk = self._context.desk
        self._context.bridge.run(
            self._context.lanes.store, lambda: load_home(desk), self.home.show_state, request=request
        )

    def do(self, action: Do) -> None:
        """What an action means on this page."""
        acts: dict[Do, Callable[[], None]] = {
            Do.SEARCH: self._to_search,
            Do.TIPS: self.tips,
            Do.CONTACTS: lambda: self.when_settled(self.contacts),
            Do.REFER: lambda: self.when_settled(self.refer),
            Do.NO_ANSWER: lambda: self.when_settled(self.no_answer),
            Do.CALL_BACK: self.call_back,
            Do.OTHER_LANGUAGE: self.article.other_language,
            Do.WRONG: lambda: self.when_settled(self.report_wrong),
        }
        acts[action]()
