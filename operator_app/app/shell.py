"""The program around the window: lanes, index upkeep, one window after another over the same desk."""

import gc
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from operator_app import log
from operator_app.app.crashes import Crashes
from operator_app.app.language import system_language, texts
from operator_app.app.messages import Listener, Message, send
from operator_app.app.network import Network
from operator_app.app.opening import clock, load_starter_guide, open_desk
from operator_app.app.statistics import Statistics
from operator_app.app.telephone import TelephoneLink
from operator_app.app.windows import WindowFactory
from operator_app.desk import Desk, Lanes
from operator_app.desk.sync_state import SENT
from operator_app.domain.changes import Changes
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.paths import shipped
from operator_app.settings import Settings
from operator_app.ui.actions import Do
from operator_app.ui.bridge import Bridge
from operator_app.ui.desk_page import DeskView
from operator_app.ui.pages.first_run import Answers, FirstRunPage, Offer
from operator_app.ui.theme import load_fonts
from operator_app.ui.window import Window

_LOG = logging.getLogger(__name__)
# Objects before a collection of each generation (the default is 700, 10, 10): the youngest are seldom more than can be
# looked at in 1 ms, the next in 5 ms, and all are looked at as seldom as can be.
_COLLECT = (2_000, 5, 3_500)
# How long a lane may keep the interpreter while the window waits for it, in seconds (the default is 0.005). The window
# waits so long for it more than once in a frame.
_SWITCH = 0.001
# What makes a new window when it changes.
_LOOKS = ("language", "theme", "text_percent", "body_name", "lines", "operator_name", "spoken", "own_voice", "keys")


def open_window(home: Path, argv: Sequence[str]) -> int:
    """Run the program until its window is closed; the exit status."""
    app = application(argv)
    if send(home, {"do": "raise"}):
        return 0
    log.start(home / "log")
    crashes = Crashes(home, clock)
    crashes.start()
    try:
        desk = open_desk(home)
    except Problem as problem:
        _tell_before_any_window(problem)
        return 1
    else:
        shell = Shell(app, desk, crashes)
        shell.start()
        status = app.exec()
        shell.close()
        return int(status)
    finally:
        crashes.stop()
        log.stop()


def application(argv: Sequence[str]) -> QApplication:
    """The one QApplication, with our fonts, icon and names."""
    app = QApplication(list(argv) or ["operator-app"])
    app.setApplicationName("operator-app")
    app.setDesktopFileName("operator-app")
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(True)
    load_fonts(shipped("resources") / "fonts")
    app.setWindowIcon(QIcon(str(shipped("resources") / "icons" / "app.svg")))
    return app


def _tell_before_any_window(problem: Problem) -> None:
    """The store could not be opened: say why and what to do, in the user's language."""
    t = texts(system_language())
    QGuiApplication.setLayoutDirection(_direction(t.language))
    box = QMessageBox(QMessageBox.Icon.Critical, t("Switchboard operator"), t.problem(problem))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        print(t.problem(problem), file=sys.stderr)
        return
    box.exec()


def _direction(language: Language) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if language.right_to_left else Qt.LayoutDirection.LeftToRight


class Shell(QObject):
    """Keeps the desk and the lanes while windows come and go."""

    def __init__(self, app: QApplication, desk: Desk, crashes: Crashes | None = None) -> None:
        super().__init__()
        self._began = time.perf_counter()
        self._crashes = crashes
        self._statistics = Statistics(desk.home)
        desk.guide.timed = self._statistics.searched
        self._app = app
        self.desk = desk
        self.lanes = Lanes()
        self.network = Network(desk)
        self._factory = WindowFactory(desk, self.lanes, self.network)
        self._background = Bridge(self._tell, self._tell_bug)
        self._listener = Listener(desk.home, self._message)
        self.telephone = TelephoneLink(desk, lambda: self.window, self._background.post, self._tell)
        self._translator: QTranslator | None = None
        self._closing = False
        self.ready = False
        self._leave: list[Callable[[], None]] = []
        self._looks = desk.preferences.now
        self.window: Window | None = None
        self.questions: FirstRunPage | None = None

    def start(self) -> None:
        """Show the first-run questions or the window; everything slow goes on behind it. `ready` turns true once the
        guide is loaded and the index current."""
        sys.setswitchinterval(_SWITCH)
        self._listener.listen()
        self.telephone.start()
        self._leave.append(self.desk.keep_index(lambda work: self.lanes.indexing.submit(work), lambda: self._closing))
        self._leave.append(self.desk.hub.subscribe(self._background.follow(self._follow)))
        if self.desk.preferences.problem is not None:
            QTimer.singleShot(0, lambda: self._tell(self.desk.preferences.problem))
        settings = self.desk.preferences.now
        if settings.ready:
            self.show_window(DeskView())
        else:
            self._ask_first(settings.language or system_language(), None)
        self._background.run(self.lanes.store, lambda: load_starter_guide(self.desk), lambda _: self._check_index())
        self._background.run(self.lanes.store, self.desk.calls.erase_old_numbers)
        self.network.start()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self.follow_system)
        QTimer.singleShot(0, self._tell_crash)

    def show_window(self, view: DeskView) -> Window:
        """A new window over the same desk, where the one before left off."""
        settings = self.desk.preferences.now
        self._looks = settings
        language = settings.language or system_language()
        self._speak(language)
        before = self.window
        window = self._factory.window(language, settings)
        self._style()
        if before is not None:
            window.session.take_over(before.session)
            window.setGeometry(before.geometry())
            before.dispose()
        window.quit_wanted.connect(window.close)
        window.call_closed.connect(self.follow_system)
        self.telephone.join(window)
        self.window = window
        self._background.run(self.lanes.store, self.network.state, window.show_sync)
        window.show()
        window.desk_page.entered()
        window.desk_page.restore(view)
        if before is None:
            self._background.run(self.lanes.store, self.desk.calls.resume, window.resume_call)
        else:
            before.hide()
            before.deleteLater()
        return window

    def follow_system(self) -> None:
        """The system became light or dark, or wants more contrast: a new window, but never during a call."""
        window = self.window
        if window is None or self._closing or self._factory.style_of(self.desk.preferences.now) == self._factory.style:
            return
        if window.session.call is None:
            self.show_window(window.view())

    def close(self) -> None:
        """Finish every write, stop every thread."""
        self._closing = True
        for leave in self._leave:
            leave()
        self._listener.close()
        self.telephone.close()
        self.network.close()
        self._factory.close()
        if self.window is not None:
            self.window.dispose()
        self._background.close()
        self.lanes.close()
        self._statistics.write()
        self.desk.close()

    def _ask_first(self, language: Language, answers: Answers | None) -> None:
        """The first-run questions; choosing a language asks on in that language, with what was answered."""
        self._speak(language)
        page = self._factory.first_run(language, self.desk.preferences.now, answers)
        self._style()
        before = self.questions
        page.finished.connect(lambda settings: self._answered(settings, page))
        page.language_chosen.connect(lambda chosen: self._ask_first(chosen, page.answers))
        if before is not None:
            page.setGeometry(before.geometry())
            before.hide()
            before.deleteLater()
        self.questions = page
        page.show()
        page.entered()

    def _answered(self, settings: Settings, page: FirstRunPage) -> None:
        try:
            self.desk.preferences.change(settings)
        except Problem as problem:
            page.tell(problem)
            return
        self._looks = settings
        window = self.show_window(DeskView())
        self.questions = None
        wanted = page.wanted
        page.hide()
        page.deleteLater()
        for offer, do in ((Offer.PRACTICE, Do.PRACTICE), (Offer.IMPORT, Do.IMPORT), (Offer.KEY_CARD, Do.HELP)):
            if offer in wanted:
                window.do(do)
                return

    def _follow(self, changes: Changes) -> None:
        """Something changed: the window shows it; new looks make a new window."""
        window = self.window
        if window is None or self._closing:
            return
        window.refresh(changes)
        if changes.touches("sync", *SENT):
            self._background.run(self.lanes.store, self.network.state, window.show_sync)
        now = self.desk.preferences.now
        if changes.touches("settings"):
            self.telephone.settings_changed(now)
        if changes.touches("settings") and any(getattr(now, x) != getattr(self._looks, x) for x in _LOOKS):
            other_keys, self._looks = now.keys != self._looks.keys, now
            made = self.show_window(window.view())
            if other_keys:
                made.tell_keys_kept()

    def _check_index(self) -> None:
        """The index follows the store from here on; what it missed is built now."""
        self._background.run(self.lanes.indexing, self.desk.guide.index_is_current, self._index_checked)

    def _index_checked(self, current: bool) -> None:
        if current:
            self._set_ready()
            return
        self._index_state("The search index is being built: titles are searched meanwhile.")
        self._background.run(self.lanes.store, self.desk.guide.offer_titles, lambda _: self._build_index())

    def _build_index(self) -> None:
        self._background.run(
            self.lanes.indexing,
            lambda: self.desk.guide.rebuild_index(cancelled=lambda: self._closing),
            lambda _: self._index_built(),
        )

    def _index_built(self) -> None:
        self._set_ready()
        self._index_state("")

    def _set_ready(self) -> None:
        """Start-up is over. What it made stays for good, so the garbage collector need not look at it again: a full
        collection held the interpreter, and with it the window, for 80 to 280 ms; this way under 20."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_COLLECT)
        self.ready = True
        self._statistics.started(time.perf_counter() - self._began)
        # An article in the other language has its headings in that language: read them before they are wanted.
        self.lanes.slow.submit(self._factory.read_languages)

    def _index_state(self, msgid: str) -> None:
        if self.window is not None:
            self.window.show_index_state(msgid)

    def _message(self, message: Message) -> None:
        """From another process of this person: a second start, or a telephone."""
        window = self.window
        if window is None:
            return
        if message.get("do") == "raise":
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.raise_()
            window.activateWindow()
        elif message.get("do") in ("ring", "ring_end"):
            self.telephone.message(message)

    def _speak(self, language: Language) -> None:
        """Direction, and the words of Qt's own dialogs."""
        QGuiApplication.setLayoutDirection(_direction(language))
        QLocale.setDefault(QLocale(f"{language.value}_TN" if language is not Language.EN else "en_GB"))
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{language.value}", folder):
            self._app.installTranslator(self._translator)

    def _style(self) -> None:
        style = self._factory.style
        self._app.setPalette(style.palette())
        self._app.setFont(style.font())
        resources = shipped("resources")
        template = (resources / "themes" / "style.qss").read_text("utf-8")
        sheet = style.sheet(template, resources / "icons")
        # Setting it again would draw every window anew: half a second.
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None and self.window is not None:
            self.window.tell(problem)
        elif problem is not None:
            _LOG.warning("problem %s", problem.code)

    def _tell_crash(self) -> None:
        """The program failed the last time: say where the report is that a person may read and give away."""
        if self.window is not None and self._crashes is not None and self._crashes.untold():
            t = texts(self.desk.preferences.now.language or system_language())
            told = t(
                "The program failed the last time. A report for your technician is in {folder}.",
                folder=str(self._crashes.folder),
            )
            self.window.bars.show_bar("crash", told, passing=True)

    def _tell_bug(self, error: BaseException) -> None:
        if self._crashes is not None:
            self._crashes.write(error, "lane")
        if self.window is not None:
            self.window.tell_bug(error)
        else:
            _LOG.error("bug", exc_info=error)
