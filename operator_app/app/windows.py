"""Puts a window together: its context, its pages, and what they are joined with."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from operator_app.app.guide_files import GuideFiles
from operator_app.app.language import texts
from operator_app.app.late import exchange, paper_work
from operator_app.app.late_pages import editing, managing
from operator_app.app.network import Network
from operator_app.app.speech import SystemVoice
from operator_app.app.tones import SystemTones
from operator_app.desk import Desk, Lanes
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.domain.speaking import utterances
from operator_app.domain.training import PracticeCaller
from operator_app.i18n import Dates, Texts
from operator_app.paths import shipped
from operator_app.settings import Settings
from operator_app.telephony import dialling, start_program
from operator_app.ui.actions import Do
from operator_app.ui.announcer import Announcer
from operator_app.ui.bars import Tone
from operator_app.ui.bridge import Bridge
from operator_app.ui.context import UiContext
from operator_app.ui.icons import Icons
from operator_app.ui.joined import Joined
from operator_app.ui.keymap import Keymap
from operator_app.ui.page import Page
from operator_app.ui.pages.call_backs import CallBacksPage
from operator_app.ui.pages.first_run import Answers, FirstRunPage
from operator_app.ui.pages.importing import ImportPage
from operator_app.ui.pages.key_choice import KeyChoicePage
from operator_app.ui.pages.keys import KeysPage
from operator_app.ui.pages.log import LogPage
from operator_app.ui.pages.news import NewsPage
from operator_app.ui.pages.phrases import PhrasesPage
from operator_app.ui.pages.practice import PracticePage
from operator_app.ui.pages.printing import PrintPage
from operator_app.ui.pages.settings import SettingsPage
from operator_app.ui.pages.sharing import SharingPage
from operator_app.ui.schedule import Schedule
from operator_app.ui.session import CallSession
from operator_app.ui.theme import Style, style_for, system_look
from operator_app.ui.tones import Tones
from operator_app.ui.window import PageMaker, Window

# The pages of management: operators see their own there.
MANAGING = (Do.NEWS_DESK, Do.TRAINING, Do.LINES, Do.EVALUATION, Do.PEAKS, Do.SCORES, Do.DIFFICULTIES)
# The pages that only supervisors have.
EDITING = (Do.EDIT, Do.NEW_ARTICLE, Do.WORK_LIST, Do.REVIEW, Do.HISTORY, Do.FACT_CHECK, Do.WHERE_USED)


class WindowFactory:
    """Makes windows over one desk. `style` is that of the window made last."""

    def __init__(self, desk: Desk, lanes: Lanes, network: Network) -> None:
        self._desk = desk
        self._network = network
        self._lanes = lanes
        self._made: Window | None = None
        self._voice = SystemVoice(lambda: desk.preferences.now)
        self._tones = SystemTones()
        self._texts: Texts | None = None
        self.style: Style = style_for(desk.preferences.now.theme, desk.preferences.now.text_percent, False)

    def style_of(self, settings: Settings) -> Style:
        """How the next window would look."""
        look = system_look()
        return style_for(settings.theme, settings.text_percent, look.dark, look.contrast)

    def context(self, language: Language, settings: Settings) -> UiContext:
        """What the parts of a new window share."""
        self.style = self.style_of(settings)
        self._texts = self._texts.in_language(language) if self._texts is not None else texts(language)
        keys = Keymap(settings.keys)
        return UiContext(
            desk=self._desk,
            lanes=self._lanes,
            bridge=Bridge(self._tell, self._tell_bug),
            t=keys.renamed(self._texts),
            dates=Dates(language),
            style=self.style,
            icons=Icons(shipped("resources") / "icons"),
            announcer=Announcer(settings.spoken, self._aloud(language) if settings.own_voice else None),
            voice=self._voice,
            tones=Tones(self._tones, lambda: self._desk.preferences.now),
            keys=keys,
        )

    def _aloud(self, language: Language) -> Callable[[str], None]:
        """Announcements with the program's own voice. Where nothing can speak, the key that reads aloud says so."""

        def say(text: str) -> None:
            with suppress(Problem):
                self._voice.say(utterances(text, language))

        return say

    def window(self, language: Language, settings: Settings) -> Window:
        context = self.context(language, settings)
        window = Window(context, CallSession(context), self._makers())
        window.dialled.connect(self._dial)
        window.export_wanted.connect(lambda: self._export(context, window))
        self._made = window
        if settings.supervisor:
            Schedule(context, window).start()
        return window

    def first_run(self, language: Language, settings: Settings, answers: Answers | None) -> FirstRunPage:
        """The first questions, as a window of their own."""
        context = self.context(language, settings)
        page = FirstRunPage(context, answers)
        page.setWindowTitle(context.t("Switchboard operator"))
        page.setMinimumSize(640, 420)
        page.resize(760, 560)
        return page

    def close(self) -> None:
        """No window is made any more: what sounds ends."""
        self._tones.close()

    def read_languages(self) -> None:
        """Have the sentences of every language at hand."""
        if self._texts is not None:
            for language in Language:
                self._texts.in_language(language)

    def _makers(self) -> dict[Do, PageMaker]:
        return {
            Do.LOG: self._log,
            Do.CALL_BACKS: self._call_backs,
            Do.SETTINGS: self._settings,
            Do.PRACTICE: self._practice,
            Do.NEWS: self._news,
            Do.PHRASES: self._phrases,
            Do.IMPORT: lambda context: ImportPage(context, GuideFiles()),
            Do.HELP: self._keys,
            Do.KEYS: self._key_choice,
            Do.PRINT: self._print,
            Do.SHARING: lambda context: SharingPage(context, self._network),
            **{do: self._editing(do) for do in EDITING},
            **{do: self._managing(do) for do in MANAGING},
        }

    def _editing(self, do: Do) -> PageMaker:
        """A page of supervisors; loaded when it is first opened."""
        return lambda context: editing().page(do, context, Joined(self._open_page, self._open_article))

    def _managing(self, do: Do) -> PageMaker:
        """A page of management; loaded when it is first opened."""
        return lambda context: managing().page(do, context, Joined(self._open_page, self._open_article), self._dial)

    def _open_page(self, do: Do) -> Page | None:
        return self._made.open_page(do) if self._made is not None else None

    def _settings(self, context: UiContext) -> Page:
        page = SettingsPage(context)
        page.saved.connect(self._save)
        return page

    def _save(self, settings: Settings, seen: Settings) -> None:
        try:
            self._desk.preferences.change(settings, seen)
        except Problem as problem:
            self._tell(problem)
            return
        if self._made is not None:
            self._made.show_desk()

    def _practice(self, context: UiContext) -> Page:
        page = PracticePage(context)
        page.practise.connect(lambda _module, caller: self._practise(caller))
        return page

    def _practise(self, caller: PracticeCaller) -> None:
        if self._made is not None:
            self._made.practise(caller)

    def _news(self, context: UiContext) -> Page:
        page = NewsPage(context)
        page.open_article.connect(self._open_article)
        return page

    def _phrases(self, context: UiContext) -> Page:
        page = PhrasesPage(context)
        call = self._made.session.call if self._made is not None else None
        if call is not None and call.language in list(Language):
            page.show_for(Language(call.language), call.line)
        return page

    def _keys(self, context: UiContext) -> Page:
        page = KeysPage(context)
        page.print_wanted.connect(lambda: self._offer_print("keys"))
        page.manual_wanted.connect(lambda: self._offer_print("manual"))
        page.choose_wanted.connect(lambda: self._open_page(Do.KEYS))
        return page

    def _key_choice(self, context: UiContext) -> Page:
        page = KeyChoicePage(context)
        page.saved.connect(self._save)
        return page

    def _offer_print(self, what: str) -> None:
        if self._made is not None:
            page = self._made.open_page(Do.PRINT)
            if isinstance(page, PrintPage):
                page.offer(what)

    def _print(self, context: UiContext) -> Page:
        return PrintPage(context, paper_work(self._desk), self._desk.home)

    def _export(self, context: UiContext, window: Window) -> None:
        """Save the guide as a spreadsheet, or as a folder when the name has no ending."""
        t = context.t
        kinds = f"{t('Spreadsheet')} (*.xlsx *.csv);;{t('Folder of files')} (*)"
        name, _ = QFileDialog.getSaveFileName(window, t("Export the guide"), "guide.xlsx", kinds)
        if not name:
            return
        path = Path(name)
        told = t("Exported to {file}", file=path.name)
        context.bridge.run(
            self._lanes.slow,
            lambda: self._desk.publishing.exported(lambda documents: exchange().write(documents, path)),
            lambda _: window.bars.show_bar("export", told, Tone.GOOD, passing=True),
        )

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
