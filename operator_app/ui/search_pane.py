"""The search box and its results: results as one types, the first one previewed, nothing to confirm."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from operator_app.domain.contacts import Contact
from operator_app.domain.direction import isolated
from operator_app.domain.documents import SEARCHED_KINDS, Document, Kind
from operator_app.domain.guide import Procedure, Tip, article_title, written_languages
from operator_app.domain.problems import Problem
from operator_app.domain.search import Hit, Marks, SearchAnswer
from operator_app.i18n import msgid
from operator_app.ui.actions import Do
from operator_app.ui.announcer import Weight
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.line_side import begin_on_side
from operator_app.ui.results import ResultsList

# A search without result is recorded once the typing has rested this long.
REST_MS = 1200
RESULTS = 20
_ROOM_FOR_COUNT = 150
# Qt's own name for the action that empties a line.
_CLEAR = "_q_qlineeditclearaction"
_MODES: dict[tuple[Kind, ...], str] = {
    (Kind.CONTACT,): msgid("Contacts only"),
    (Kind.TIP,): msgid("Special needs only"),
}


class SearchPane(QWidget):
    """Type, see, go down, Enter. The newest request wins; an older answer is never shown."""

    asked = Signal(str)
    """The query changed."""
    rested = Signal(object)
    """The current `Hit` to preview, or None."""
    opened = Signal(object)
    """The `Hit` that Enter or Alt+digit meant."""
    paged = Signal(int)
    entered = Signal()
    """Enter in the box: the current result is meant, once the words typed have their results."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("searchPane")
        self._context = context
        self._latest = Latest()
        self.kinds: tuple[Kind, ...] = SEARCHED_KINDS
        self.answer: SearchAnswer | None = None
        self.pending = False
        self.call_id: Callable[[], str] = lambda: ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._note_empty)
        self._build()

    def _build(self) -> None:
        t, px = self._context.t, self._context.style.px
        self.box = QLineEdit()
        begin_on_side(self.box, right_to_left=self._context.language.right_to_left)
        self.box.setObjectName("searchBox")
        self.box.setAccessibleName(t("Search the guide"))
        self.box.setAccessibleIdentifier("search")
        self.box.setPlaceholderText(t("Two or three words"))
        self.box.setAccessibleDescription(t("Results appear while you type. Down arrow: next result."))
        self.box.setClearButtonEnabled(True)
        picture = self.box.addAction(self._context.icons.icon("search", self._context.style.colours.muted), _LEADING)
        # Both are buttons to assistive technology: the picture, and the cross that Qt makes. Each has a key.
        for button, name, key in (
            (picture, t("Search"), self._context.keys.key(Do.SEARCH)),
            (self.box.findChild(QAction, _CLEAR), t("Empty the search box"), "Esc"),
        ):
            if button is not None:
                button.setText(name)
                button.setToolTip(key)
        cross = self.box.findChild(QAction, _CLEAR)
        if cross is not None:
            # Qt's own is grey on every ground.
            cross.setIcon(self._context.icons.icon("close", self._context.style.colours.text))
        self.box.textChanged.connect(self._ask)
        self.box.installEventFilter(self)
        self.mode = QPushButton()
        self.mode.setProperty("role", "mode")
        self.mode.setAccessibleDescription(t("Search in everything again"))
        self.mode.clicked.connect(self.everything)
        self.mode.hide()
        self.status = QLabel()
        self.status.setProperty("role", "muted")
        self.status.setWordWrap(True)
        self.suggestion = QPushButton()
        self.suggestion.setProperty("role", "link")
        self.suggestion.clicked.connect(self._take_suggestion)
        self.suggestion.hide()
        self.results = ResultsList(self._context)
        self.results.set_hint(t("Results appear here while you type."))
        self.results.rested.connect(self.rested)
        self.results.opened.connect(self.opened)
        # A row of them at least, whatever else needs room.
        self.results.setMinimumHeight(px(22))
        layout = self._layout = QVBoxLayout(self)
        for widget in (self.box, self.mode, self.status, self.suggestion):
            layout.addWidget(widget)
        layout.addWidget(self.results, 1)

    def focus_box(self) -> None:
        """F3: go on with what is typed."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def start_over(self) -> None:
        """F2: empty search in everything."""
        # The focus first: emptying the box hides what may have it, and it would wander, spoken at each place.
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._set_kinds(SEARCHED_KINDS)
        self.box.clear()

    def only(self, *kinds: Kind) -> None:
        """Search in these kinds only, from an empty box."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._set_kinds(kinds)
        self.box.clear()
        self._ask("")

    def everything(self) -> None:
        """Back from a search in one kind."""
        self._set_kinds(SEARCHED_KINDS)
        self._ask(self.box.text())
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def back(self) -> bool:
        """Esc: out of the mode, then out of the query; False when there is nothing to go back from."""
        if self.kinds != SEARCHED_KINDS:
            self._set_kinds(SEARCHED_KINDS)
            self.box.clear()
            self._ask("")
            return True
        if self.box.text():
            self.box.clear()
            return True
        return False

    def search_again(self) -> None:
        """The guide changed: look again for the same words, unless something is being read."""
        if self.box.text() and not self.results.hits.rowCount():
            self._ask(self.box.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter act on the results while the cursor stays in the box."""
        if watched is self.box and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.results.step(steps[key])
            hit = self.results.current()
            if hit is not None:
                self._context.announcer.say_when_quiet(self.results.hits.sentence(hit), Weight.ALWAYS)
            return True
        if key in pages:
            self.paged.emit(pages[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return True
        return False

    def _set_kinds(self, kinds: tuple[Kind, ...]) -> None:
        self.kinds = kinds
        label = _MODES.get(kinds, "")
        self.mode.setVisible(bool(label))
        self.mode.setText(self._context.t("{mode} · Esc: everything", mode=self._context.t(label)) if label else "")

    def _ask(self, text: str) -> None:
        self.asked.emit(text)
        self.pending = True
        desk, language = self._context.desk, self._context.language
        request = self._latest.replace(Request())
        if not text.strip():
            self._without_words(request)
            return
        query = desk.guide.query(text, language, RESULTS, self.kinds)
        self._context.bridge.run(
            self._context.lanes.index,
            lambda: desk.guide.search(query, request.is_cancelled),
            self._show,
            self._failed,
            request,
        )

    def _failed(self, problem: Problem) -> None:
        self.pending = False
        self.results.show_hits(())
        self._context.bridge.tell(problem)

    def _without_words(self, request: Request) -> None:
        """Nothing typed: the tips in their own order, else nothing."""
        self._rest.stop()
        self.answer = None
        self.pending = self.kinds == (Kind.TIP,)
        self._tell("")
        self.results.set_hint(self._context.t("Results appear here while you type."))
        self.suggestion.hide()
        if self.kinds != (Kind.TIP,):
            self.results.show_hits(())
            return
        self._context.bridge.run(
            self._context.lanes.store, self._context.desk.guide.tips, self._show_documents, request=request
        )

    def _show_documents(self, documents: Sequence[Document]) -> None:
        language = self._context.language
        self.pending = False
        self.results.show_hits([_as_hit(document, language.value) for document in documents])
        counted = self._context.t.count("{n} result", "{n} results", len(documents))
        self._tell(counted)
        first = self.results.current()
        if first is not None:
            spoken = f"{counted}. {self.results.hits.sentence(first)}"
            self._context.announcer.say_when_quiet(spoken, short=counted, also=lambda: self._sound(len(documents)))

    def _show(self, answer: SearchAnswer) -> None:
        t = self._context.t
        self.answer = answer
        self.pending = False
        self.results.show_hits(answer.hits)
        self.suggestion.setVisible(bool(answer.suggestion))
        if answer.suggestion:
            self.suggestion.setText(t("Did you mean {words}?", words=isolated(answer.suggestion)))
        counted = t.count("{n} result", "{n} results", len(answer.hits))
        if answer.titles_only:
            counted += " · " + t("Titles only: the index is being built.")
        if answer.hits:
            self._rest.stop()
            self._tell(counted)
            first = self.results.hits.sentence(answer.hits[0])
            said = f"{counted}. {first}"
            self._context.announcer.say_when_quiet(said, short=counted, also=lambda: self._sound(len(answer.hits)))
        else:
            self._rest.start()
            self.results.set_hint("")
            nothing = t("Nothing found for these words. F7 notes what was asked, F5 searches the contacts.")
            self._tell(nothing)
            self._context.announcer.say_when_quiet(nothing, also=lambda: self._sound(0))

    def _sound(self, count: int) -> None:
        self._context.tones.results(count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, low = self._context.style.px, self.height() < self._context.style.px(_ROOM_FOR_COUNT)
        self._layout.setContentsMargins(*((px(6), px(4), px(6), 0) if low else (px(12), px(12), px(12), px(8))))
        self._layout.setSpacing(px(2 if low else 6))
        if bool(self.box.property("low")) is not low:
            self.box.setProperty("low", low)
            self.box.style().unpolish(self.box)
            self.box.style().polish(self.box)
        self._tell(self.status.text())

    def _tell(self, text: str) -> None:
        """The count of results; on a very low window its line goes to the results (it is announced all the same)."""
        self.status.setText(text)
        px, wrapped = self._context.style.px, self.status.heightForWidth(self.status.width())
        # Each line more than one takes its room, and the space below, from the results.
        more = wrapped - self.status.fontMetrics().height()
        wanted = px(_ROOM_FOR_COUNT) + (more + px(8) if more > 0 else 0)
        self.status.setVisible(bool(text) and self.height() >= wanted)

    def _take_suggestion(self) -> None:
        if self.answer is not None and self.answer.suggestion:
            self.box.setText(self.answer.suggestion)
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_empty(self) -> None:
        answer = self.answer
        if answer is not None and not answer.hits and not answer.titles_only:
            words = answer.query.text
            call_id = self.call_id()
            self._context.bridge.run(
                self._context.lanes.store, lambda: self._context.desk.guide.note_empty_search(words, call_id)
            )


_LEADING = QLineEdit.ActionPosition.LeadingPosition


def _as_hit(document: Document, language_code: str) -> Hit:
    """A document that was listed, not searched, as a row of the results."""
    body = document.body
    title, other = "", ""
    if isinstance(body, Procedure | Tip):
        languages = sorted(written_languages(body), key=lambda one: one.value != language_code)
        titles = [article_title(body, language) for language in languages]
        title, other = titles[0] if titles else "", titles[1] if len(titles) > 1 else ""
    elif isinstance(body, Contact):
        title = body.name.ar or body.name.fr
    return Hit(document.id, document.external_id, document.kind, Marks(title), other)
