"""The main window: it places the parts and joins them, nothing more."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from operator_app.desk.sync_state import Status, SyncState
from operator_app.domain.calls import Call, Ring
from operator_app.domain.changes import Changes
from operator_app.domain.direction import left_to_right
from operator_app.domain.problems import Problem
from operator_app.domain.training import PracticeCaller
from operator_app.ui import words
from operator_app.ui.actions import MENUS, Do, Menu
from operator_app.ui.announcer import Weight
from operator_app.ui.bars import Bars, Tone
from operator_app.ui.call_menu import fill_call_menu
from operator_app.ui.context import UiContext
from operator_app.ui.desk_page import DeskPage, DeskView
from operator_app.ui.in_order import OrderedKeys
from operator_app.ui.page import Page, let_go
from operator_app.ui.pages.parts import set_role
from operator_app.ui.pages.practice_panel import PracticePanel
from operator_app.ui.read_aloud import ReadAloud
from operator_app.ui.session import CallSession
from operator_app.ui.stack import Stack
from operator_app.ui.strip import CallStrip
from operator_app.ui.sync_told import SyncTold
from operator_app.ui.sync_words import sync_words

_LOG = logging.getLogger(__name__)
_ON_DESK = (
    Do.SEARCH, Do.TIPS, Do.CONTACTS, Do.REFER, Do.NO_ANSWER, Do.CALL_BACK, Do.OTHER_LANGUAGE, Do.WRONG,
)  # fmt: skip
# Below this height, in pixels at 100 % text, buttons that have keys give their room to what is read.
_SHORT = 480
# Below this one (a small screen at twice the text size) what is not being read stands on one line or goes.
_TINY = 300
PageMaker = Callable[[UiContext], Page]


class Window(QMainWindow):
    """Call strip above, quiet bars, one page below. A window is disposable: the desk outlives it."""

    dialled = Signal(str)
    call_closed = Signal(object)
    call_started = Signal()
    ring_taken = Signal(object)
    """F2 took this `Ring`."""
    quit_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, context: UiContext, session: CallSession, makers: dict[Do, PageMaker]) -> None:
        """`makers` make the pages other than the desk, when they are first opened."""
        super().__init__()
        self._context = context
        self._makers = makers
        self._made: dict[Do, Page] = {}
        self._ring: Ring | None = None
        self._sync_told = SyncTold(context.announcer)
        self.practice: PracticePanel | None = None
        self.session = session
        self.bars = Bars(context)
        self.strip = CallStrip(context, session)
        self.desk_page = DeskPage(context, session, self.bars)
        self.aloud = ReadAloud(context, self.desk_page.article, self.bars)
        self.pages = Stack()
        self.pages.addWidget(self.desk_page)
        self.above = QVBoxLayout()
        self.actions_by_do: dict[Do, QAction] = {}
        self._place()
        self._make_actions()
        self._connect()
        self._restore_size()

    def _place(self) -> None:
        body = self._context.desk.preferences.now.body_name.best(self._context.language)[0]
        self.setWindowTitle(" · ".join(part for part in (body, self._context.t("Switchboard operator")) if part))
        self.setObjectName("window")
        self.setMinimumSize(QSize(640, 420))
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.above.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.above)
        for widget in (self.strip, self.bars):
            layout.addWidget(widget)
        layout.addWidget(self.pages, 1)
        self.status = self._status()
        layout.addWidget(self.status)
        self.setCentralWidget(centre)
        self._context.announcer.speak_from(self)

    def _status(self) -> QWidget:
        """The last line: who is here, and whether this post is the same as the others."""
        holder = QWidget()
        holder.setObjectName("status")
        px = self._context.style.px
        row = QHBoxLayout(holder)
        row.setContentsMargins(px(16), px(3), px(16), px(3))
        self.operator_label = QLabel(self._context.desk.preferences.now.operator_name)
        self.sync_label = QLabel(self._context.t("This post alone: nothing to send"))
        self.sync_label.setAccessibleDescription(self._context.t("State of this post"))
        self.index_label = QLabel()
        self.index_label.hide()
        for label in (self.sync_label, self.index_label):
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.operator_label)
        return holder

    def _make_actions(self) -> None:
        menus = {menu: self.menuBar().addMenu(self._context.t(title)) for menu, title in MENUS.items()}
        for action in self._context.keys.actions():
            made = QAction(self._context.t(action.label), self)
            made.setObjectName(f"action-{action.do.value}")
            made.setStatusTip(self._context.t(action.help))
            if action.key:
                made.setShortcut(QKeySequence(action.key))
                made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            made.triggered.connect(lambda _checked=False, do=action.do: self.do(do))
            made.setMenuRole(QAction.MenuRole.NoRole)
            made.setVisible(not action.supervisor or self._context.desk.preferences.now.supervisor)
            menus[Menu(action.menu)].addAction(made)
            self.actions_by_do[action.do] = made
        menus[Menu.EDITING].menuAction().setVisible(self._context.desk.preferences.now.supervisor)
        self._keys = OrderedKeys(self.actions_by_do.values(), self._open_result, self.desk_page.turns)
        fill_call_menu(menus[Menu.CALL], self._context, self.session)

    def _connect(self) -> None:
        self.strip.wanted.connect(self.do)
        self.strip.note.returnPressed.connect(lambda: self.do(Do.SEARCH))
        self.desk_page.wanted.connect(self.do)
        self.desk_page.dialled.connect(self.dialled)
        self.session.closed.connect(self._call_logged)

    def showEvent(self, event: QShowEvent) -> None:
        """Keys are looked at where they enter the window: a filter on the application would see every event of it."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return self._keys.takes(event) or super().eventFilter(watched, event)

    def _open_result(self, digit: int) -> None:
        """Alt + the physical digit key opens result n, whatever the keyboard layout makes of the key."""
        self.show_desk()
        self.desk_page.when_settled(lambda: self.desk_page.open_result(digit or 10))

    def do(self, action: Do) -> None:
        """Everything that a key, a menu or a button can ask for."""
        if self.desk_page.turns.waiting:
            self.desk_page.turns.in_turn(lambda: self._do(action))
        else:
            self._do(action)

    def _do(self, action: Do) -> None:
        if action in self._makers:
            self.open_page(action)
        elif action in _ON_DESK:
            self.show_desk()
            self.desk_page.do(action)
        else:
            self._own(action)

    def _own(self, action: Do) -> None:
        acts: dict[Do, Callable[[], None]] = {
            Do.CALL: lambda: self.desk_page.when_settled(self.take_call),
            Do.CLOSE: lambda: self.desk_page.when_settled(self.close_call),
            Do.DROP_CALL: self.drop_call,
            Do.NOTE: self.write_note,
            Do.READ: lambda: self.desk_page.when_settled(self.aloud.read),
            Do.READ_ON: self.aloud.read_on,
            Do.HUSH: self.aloud.stop,
            Do.BACK: self.back,
            Do.FULL_SCREEN: lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            Do.EXPORT: self.export_wanted.emit,
            Do.QUIT: self.quit_wanted.emit,
        }
        if action in acts:
            acts[action]()

    def take_call(self) -> None:
        """F2. With a call in hand and none ringing it changes nothing: a key pressed twice is no second call."""
        if self.session.call is not None and self._ring is None:
            self.bars.show_bar("call", self._context.t("A call is in hand. F9 closes and logs it."), passing=True)
            return
        self.aloud.stop()
        ring, self._ring = self._ring, None
        self.strip.show_ring(None)
        self.bars.clear_passing()
        self.show_desk()
        self.session.start(ring, practice=self.practice is not None)
        self.desk_page.call_started()
        self.call_started.emit()
        if ring is not None:
            self.ring_taken.emit(ring)

    def resume_call(self, call: Call | None) -> None:
        """After a crash: the call goes on where it was."""
        if call is None:
            return
        self.session.resume(call)
        self.desk_page.resume(call)
        self.bars.show_bar("call", self._context.t("This call was in hand when the program stopped. It goes on."))

    def close_call(self) -> None:
        """F9."""
        if self.session.call is None:
            self.bars.show_bar("call", self._context.t("No call in hand. F2 takes a call."), passing=True)
            return
        if not self.desk_page.ready_to_close():
            return
        self._context.announcer.hush()
        self.bars.clear_passing()
        self.session.close()
        self.show_desk()
        self.desk_page.call_ended()

    def write_note(self) -> None:
        """A note on the call in hand: optional, always."""
        if self.session.call is None:
            self.bars.show_bar("call", self._context.t("No call in hand. F2 takes a call."), passing=True)
            return
        self.strip.note.ask()
        self.strip.refresh()

    def drop_call(self) -> None:
        if self.session.call is None:
            return
        self.session.drop()
        self.show_desk()
        self.desk_page.call_ended()
        self.bars.show_bar("call", self._context.t("Dropped: nothing was logged."), passing=True)

    def back(self) -> None:
        """Esc: one step back in the page, then to the desk, then home."""
        page = self.pages.currentWidget()
        if isinstance(page, Page) and page.back():
            return
        if page is not self.desk_page:
            self.show_desk()

    def show_desk(self) -> None:
        """The desk page, with the cursor in the search box when another page was up."""
        if self.pages.currentWidget() is not self.desk_page:
            let_go(self.pages)
            self.pages.setCurrentWidget(self.desk_page)
            self.desk_page.entered()

    def open_page(self, do: Do) -> Page:
        """A page other than the desk; made when it is first opened."""
        page = self._made.get(do)
        if page is None:
            page = self._makers[do](self._context)
            page.left.connect(self.show_desk)
            self._made[do] = page
            self.pages.addWidget(page)
        shown = self.desk_page.article.shown
        page.about(shown.document.id if shown is not None else "")
        let_go(self.pages)
        self.pages.setCurrentWidget(page)
        page.entered()
        return page

    def practise(self, caller: PracticeCaller) -> None:
        """A practice caller on the real window: F2 takes the call, F9 closes it, nothing of it is counted."""
        self.end_practice()
        self.practice = PracticePanel(self._context, caller)
        self.practice.ended.connect(self.end_practice)
        self.practice.again.connect(self.practise)
        self.above.addWidget(self.practice)
        self.show_desk()
        self.desk_page.call_ended()

    def end_practice(self) -> None:
        if self.practice is not None:
            self.above.removeWidget(self.practice)
            self.practice.hide()
            self.practice.deleteLater()
            self.practice = None

    def show_ring(self, ring: Ring | None) -> None:
        """A telephone rings: shown in the strip, said quietly; neither focus nor page changes."""
        is_new = ring is not None and (self._ring is None or self._ring.since != ring.since)
        self._ring = ring
        self.strip.show_ring(ring)
        if is_new:
            self._context.tones.ring(in_call=self.session.call is not None)
            self._context.announcer.say_when_quiet(self._context.t("A call is ringing. F2 takes it."), Weight.ALWAYS)

    def telephone_ended(self, ring_id: str) -> None:
        """The telephone hung up: said in a bar, since the call is closed by F9 and by nothing else."""
        if self.session.hang_up(ring_id, self._context.desk.now()) and self.session.hung_up:
            self.bars.show_bar("call", self._context.t("The telephone call has ended. F9 logs it."), passing=True)

    def refresh(self, changes: Changes) -> None:
        """Something changed: every page that was made learns it."""
        self.desk_page.refresh(changes)
        for page in self._made.values():
            page.refresh(changes)

    def tell(self, problem: Problem) -> None:
        """A known problem: what to do about it, in the user's language. The work goes on."""
        _LOG.warning("problem %s", problem.code)
        self.bars.show_bar(f"problem-{problem.code}", self._context.t.problem(problem), Tone.BAD)

    def tell_keys_kept(self) -> None:
        """Other keys were chosen, and this window has them."""
        self.bars.show_bar("keys", self._context.t("The keys are kept and work from now on."), Tone.GOOD, passing=True)

    def tell_bug(self, error: BaseException) -> None:
        """Something that should never happen: logged with its trace, said without it."""
        _LOG.error("bug", exc_info=error)
        text = self._context.t("Something went wrong in the program. Nothing that was stored is lost; see the log.")
        self.bars.show_bar("bug", text, Tone.BAD)

    def show_index_state(self, source: str) -> None:
        """What the search index is doing, as an English source; empty when it is ready."""
        self.index_label.setText(self._context.t(source) if source else "")
        self.index_label.setVisible(bool(source))

    @property
    def busy(self) -> bool:
        """Whether anything is on its way to this window."""
        return self._context.bridge.busy

    def show_sync(self, state: SyncState | None) -> None:
        """The badge: whether this post and the shared database are the same, since when, and how much waits."""
        text = sync_words(self._context.t, self._context.dates, state)
        self.sync_label.setText(text)
        set_role(self.sync_label, "warn" if state is not None and state.status is not Status.CONNECTED else "")
        self._sync_told.follow(state, text, in_call=self.session.call is not None)

    def view(self) -> DeskView:
        return self.desk_page.view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = self.height() < self._context.style.px(_SHORT)
        tiny = self.height() < self._context.style.px(_TINY)
        self.strip.set_room(short=short, tiny=tiny)
        self.bars.set_tiny(tiny)
        self.status.setVisible(not short)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._save_size()
        super().closeEvent(event)

    def dispose(self) -> None:
        """Before the window is thrown away: nothing may reach it any more."""
        handle = self.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
        self._save_size()
        self.aloud.stop()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self._context.bridge.close()

    def _call_logged(self, call: Call) -> None:
        t = self._context.t
        outcome = words.outcome(t, call.outcome) if call.outcome is not None else ""
        length = left_to_right(self._context.dates.duration(call.seconds or 0))
        text = t("Logged: {outcome}, {length}.", outcome=outcome, length=length)
        self.bars.show_bar("call", text, Tone.GOOD, passing=True)
        if self.practice is not None and call.practice:
            self.practice.show_feedback(call)
        self.call_closed.emit(call)

    def _view_file(self) -> QSettings:
        return QSettings(str(self._context.desk.home / "window.ini"), QSettings.Format.IniFormat)

    def _restore_size(self) -> None:
        kept = self._view_file()
        geometry, split = kept.value("geometry"), kept.value("splitter")
        self.resize(1180, 760)
        if geometry is not None:
            self.restoreGeometry(geometry)
        if split is not None:
            self.desk_page.splitter.restoreState(split)

    def _save_size(self) -> None:
        kept = self._view_file()
        kept.setValue("geometry", self.saveGeometry())
        kept.setValue("splitter", self.desk_page.splitter.saveState())
