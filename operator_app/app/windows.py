"""Puts a window together: its context, its pages, and what they are joined with."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from operator_app.app.language import texts
from operator_app.app.late import exchange
from operator_app.desk import Desk, Lanes
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.i18n import Dates
from operator_app.paths import shipped
from operator_app.settings import Settings
from operator_app.telephony import dialling, start_program
from operator_app.ui.actions import Do
from operator_app.ui.announcer import Announcer
from operator_app.ui.bridge import Bridge
from operator_app.ui.context import UiContext
from operator_app.ui.icons import Icons
from operator_app.ui.page import Page
from operator_app.ui.pages.call_backs import CallBacksPage
from operator_app.ui.pages.log import LogPage
from operator_app.ui.session import CallSession
from operator_app.ui.theme import Style, style_for
from operator_app.ui.window import Window


class WindowFactory:
    """Makes windows over one desk. `style` is that of the window made last."""

    def __init__(self, desk: Desk, lanes: Lanes) -> None:
        self._desk = desk
        self._lanes = lanes
        self._made: Window | None = None
        self.style: Style = style_for(desk.preferences.now.theme, desk.preferences.now.text_percent, False)

    def context(self, language: Language, settings: Settings) -> UiContext:
        """What the parts of a new window share."""
        hints = QGuiApplication.styleHints()
        dark = hints is not None and hints.colorScheme() is Qt.ColorScheme.Dark
        self.style = style_for(settings.theme, settings.text_percent, dark)
        return UiContext(
            desk=self._desk,
            lanes=self._lanes,
            bridge=Bridge(self._tell, self._tell_bug),
            t=texts(language),
            dates=Dates(language),
            style=self.style,
            icons=Icons(shipped("resources") / "icons"),
            announcer=Announcer(),
        )

    def window(self, language: Language, settings: Settings) -> Window:
        context = self.context(language, settings)
        window = Window(context, CallSession(context), {Do.LOG: self._log, Do.CALL_BACKS: self._call_backs})
        window.dialled.connect(self._dial)
        self._made = window
        return window

    def _log(self, context: UiContext) -> Page:
        page = LogPage(context, lambda calls, path: exchange().write_calls(calls, path, context.t))
        page.open_article.connect(self._open_article)
        return page

    def _call_backs(self, context: UiContext) -> Page:
        page = CallBacksPage(context)
        page.dial.connect(self._dial)
        return page

    def _open_article(self, id: str) -> None:
        if self._made is not None:
            self._made.show_desk()
            self._made.desk_page.open_document(id)

    def _dial(self, number: str) -> None:
        """Dial as the site has set it: an address for the system, or a program."""
        try:
            way = dialling(self._desk.preferences.now.dial_command, number)
            if way.address:
                if not QDesktopServices.openUrl(QUrl(way.address)):
                    raise Problem("dial_not_possible")
                return
            start_program(way.arguments)
        except Problem as problem:
            self._tell(problem)

    def _tell(self, problem: Problem) -> None:
        if self._made is not None:
            self._made.tell(problem)

    def _tell_bug(self, error: BaseException) -> None:
        if self._made is not None:
            self._made.tell_bug(error)
