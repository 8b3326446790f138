"""`operator-app tour`: a whole call played on the real widgets, with pictures, in three languages.

It plays in a home of its own, which is thrown away: nothing of it reaches anybody's log.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from operator_app.app.manual import MANUAL, keep
from operator_app.app.opening import open_desk
from operator_app.app.player import Player
from operator_app.app.printing import Printing
from operator_app.app.shell import Shell, application
from operator_app.app.windows import EDITING, MANAGING
from operator_app.domain.calls import Outcome, Ring
from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text
from operator_app.domain.problems import Problem
from operator_app.local import CallFilter
from operator_app.settings import Settings, Theme
from operator_app.ui.actions import Do
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.window import Window

_QUERIES = {Language.AR: "مضمون", Language.FR: "extrait", Language.EN: "extrait"}
_PEOPLE = {Language.AR: "إسعاف", Language.FR: "samu", Language.EN: "samu"}
_NOTHING = {Language.AR: "زعفران", Language.FR: "trottinette", Language.EN: "trottinette"}


def run(arguments: argparse.Namespace) -> int:
    """Play, print each step with its time, write one PNG a screen and language."""
    if not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem("tour_picture", file=str(arguments.out)) from error
    app = application(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="operator-app-tour-", ignore_cleanup_errors=True) as home:
        Tour(app, Path(home), arguments.out, arguments.manual).play()
    return 0


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Tour:
    """The call of the tour, in each language."""

    def __init__(self, app: QApplication, home: Path, out: Path, manual: Path | None = None) -> None:
        """`manual` is a folder for the pictures of the user manual."""
        desk = open_desk(home)
        desk.preferences.change(_settings(Language.AR))
        self._app = app
        self._out = out
        self._manual = manual
        self._shell = Shell(app, desk)
        self._player = Player(self._window)
        self._pictures = 0

    def play(self) -> None:
        """Everything; the program is closed at the end, also after a problem."""
        try:
            self._step("start", "the window opens, the starter guide is loaded and indexed", self._start)
            for language in Language:
                self._in_language(language)
            print(f"{self._pictures} pictures in {self._out}")
        finally:
            self._shell.close()

    def _in_language(self, language: Language) -> None:
        self._step(language.value, "change of language: a new window over the same desk", lambda: self._speak(language))
        # What was typed goes over to the new window; the tour begins at home.
        self._player.press(Qt.Key.Key_Escape)
        self._player.press(Qt.Key.Key_Escape)
        self._picture(language, "home")
        self._ring_and_answer(language)
        self._special_need(language)
        self._nothing_found(language)
        self._pages(language)

    def _ring_and_answer(self, language: Language) -> None:
        player, desk = self._player, self._shell.desk
        self._step("ring", "a telephone rings in the strip, the focus stays", self._ring)
        self._picture(language, "ring")
        taken = "the call is taken: greeting, timer, empty search"
        self._step("F2", taken, lambda: self._key(Qt.Key.Key_F2, self._live))
        self._picture(language, "call")
        query = _QUERIES[language]
        self._step(query, "letters typed, results and first article painted", lambda: self._search(query))
        self._picture(language, "article")
        self._step("F6", "referred to the first contact", lambda: self._key(Qt.Key.Key_F6, self._referred))
        self._picture(language, "referral")
        before = desk.calls.count(CallFilter())
        self._step("F9", "closed and logged", lambda: self._key(Qt.Key.Key_F9, lambda: self._logged(before + 1)))
        logged = desk.calls.log(CallFilter(limit=1))[0]
        if logged.outcome is not Outcome.REFERRED or not logged.article_id or logged.query != query:
            raise Problem("tour_stuck", step="log")
        player.settle()
        self._picture(language, "logged")

    def _special_need(self, language: Language) -> None:
        player, window = self._player, self._window()
        player.press(Qt.Key.Key_F2)
        player.settle()
        results = window.desk_page.search.results.hits
        self._step("F4", "special-needs tips", lambda: self._key(Qt.Key.Key_F4, lambda: results.rowCount() > 0))
        self._step("Enter", "the tip is read, the need noted", lambda: self._key(Qt.Key.Key_Return, self._need_noted))
        self._picture(language, "tip")
        before = self._shell.desk.calls.count(CallFilter())
        self._key(Qt.Key.Key_F9, lambda: self._logged(before + 1))

    def _nothing_found(self, language: Language) -> None:
        player, window = self._player, self._window()
        player.press(Qt.Key.Key_F2)
        player.press(Qt.Key.Key_F5)
        player.type(_PEOPLE[language])
        player.settle()
        self._picture(language, "contacts")
        player.press(Qt.Key.Key_F3)
        player.press(Qt.Key.Key_Escape)
        player.type(_NOTHING[language])
        self._step("F7", "no answer found", lambda: self._key(Qt.Key.Key_F7, self._unanswered))
        self._picture(language, "no-answer")
        self._step("F8", "a call-back is promised", lambda: self._key(Qt.Key.Key_F8, window.desk_page.panel_open))
        # Nobody's number: no range of the Tunisian plan begins with 00.
        player.type("0000000001")
        player.settle()
        self._picture(language, "call-back")
        before = self._shell.desk.calls.count(CallFilter())
        self._step("F9", "closed with the promise", lambda: self._key(Qt.Key.Key_F9, lambda: self._logged(before + 1)))

    def _pages(self, language: Language) -> None:
        pages = (Do.LOG, Do.CALL_BACKS, Do.SETTINGS, Do.HELP, Do.PRACTICE, Do.NEWS, Do.PHRASES, Do.IMPORT, Do.PRINT)
        for do in (*pages, *MANAGING):
            self._window().do(do)
            self._picture(language, do.value)
        self._editing(language)
        self._window().show_desk()
        self._player.settle()
        file = self._out / f"sheet-{language.value}.pdf"
        self._step("print", f"a procedure sheet: {file}", lambda: self._print(language, file))

    def _editing(self, language: Language) -> None:
        """What supervisors have, over the article of the call."""
        window = self._window()
        window.show_desk()
        self._search(_QUERIES[language])
        for do in EDITING:
            window.do(do)
            page = window.pages.currentWidget()
            if isinstance(page, EditorPage):
                self._player.wait("editor", partial(_opened, page))
            self._picture(language, do.value)
        self._player.press(Qt.Key.Key_Escape)

    def _print(self, language: Language, file: Path) -> None:
        answer = self._shell.desk.guide.search(self._shell.desk.guide.query(_QUERIES[language], language, 1))
        Printing(self._shell.desk).sheets([answer.hits[0].id], (language,), file)

    def _start(self) -> None:
        self._shell.start()
        self._player.wait("guide", lambda: self._shell.ready)

    def _speak(self, language: Language) -> None:
        before = self._shell.window
        if self._shell.desk.preferences.now.language is not language:
            self._shell.desk.preferences.change(_settings(language))
            self._player.wait("language", lambda: self._shell.window is not before)
        self._player.settle()

    def _ring(self) -> None:
        focused = self._app.focusWidget()
        # Nobody's number: no range of the Tunisian plan begins with 0.
        self._window().show_ring(Ring("01000000", "", self._shell.desk.now()))
        self._player.settle()
        if self._app.focusWidget() is not focused:
            raise Problem("tour_stuck", step="ring")

    def _search(self, query: str) -> None:
        self._player.type(query)
        self._player.wait("results", lambda: self._window().desk_page.article.shown is not None)
        self._player.settle()

    def _key(self, key: Qt.Key, done: Callable[[], bool]) -> None:
        self._player.press(key)
        self._player.wait(str(key), done)

    def _live(self) -> bool:
        return self._window().session.call is not None and not self._window().busy

    def _referred(self) -> bool:
        call = self._window().session.call
        return call is not None and call.outcome is Outcome.REFERRED

    def _unanswered(self) -> bool:
        call = self._window().session.call
        return call is not None and call.outcome is Outcome.NO_ANSWER

    def _need_noted(self) -> bool:
        call = self._window().session.call
        return call is not None and call.need is not None

    def _logged(self, count: int) -> bool:
        return not self._window().busy and self._shell.desk.calls.count(CallFilter()) == count

    def _step(self, key: str, text: str, act: Callable[[], object]) -> None:
        started = time.perf_counter()
        act()
        print(f"{key:>9}  {text}  {(time.perf_counter() - started) * 1000:.0f} ms", flush=True)

    def _picture(self, language: Language, name: str) -> None:
        self._pictures += 1
        file = self._out / f"{language.value}-{self._pictures:02}-{name}.png"
        self._player.picture(file)
        if self._manual is not None and name in MANUAL:
            self._manual.mkdir(parents=True, exist_ok=True)
            keep(file, self._manual / f"{language.value}-{name}.png")

    def _window(self) -> Window:
        if self._shell.window is None:
            raise Problem("tour_stuck", step="window")
        return self._shell.window


def _opened(page: EditorPage) -> bool:
    return page.form is not None


def _settings(language: Language) -> Settings:
    """A municipality that does not exist, so that nobody is spoken for."""
    return replace(
        Settings(),
        language=language,
        theme=Theme.LIGHT,
        body_name=Text("بلدية المثال", "Municipalité d'Exemple", "Example Municipality"),
        body_type=BodyType.MUNICIPALITY,
        operator_name={Language.AR: "سلمى", Language.FR: "Salma", Language.EN: "Salma"}[language],
    )
