"""What can be printed, from the desk to paper: gathers the documents and hands them to the press."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from operator_app.app.language import texts
from operator_app.desk import Desk
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document
from operator_app.domain.flow import Flow
from operator_app.domain.flow_cards import greeting_flow
from operator_app.domain.flow_directory import Listed
from operator_app.domain.flow_of import Surroundings, Words, article_flow
from operator_app.domain.guide import Procedure, Tip
from operator_app.domain.hours import Regime
from operator_app.domain.languages import Language, Text
from operator_app.domain.lines import Line
from operator_app.domain.manual import manual
from operator_app.domain.moments import local
from operator_app.domain.numbers import display
from operator_app.domain.problems import Problem
from operator_app.i18n import Dates
from operator_app.paths import shipped
from operator_app.sheets import (
    BookPlan,
    Braille,
    BrailleSize,
    Chapter,
    Job,
    Notice,
    NoticeLine,
    Options,
    Paper,
    Press,
    emblem,
    sort_key,
)
from operator_app.sheets.manual import print_manual
from operator_app.ui.keymap import Keymap

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Print(StrEnum):
    """What `operator-app print` prints; procedure sheets have a command of their own."""

    GUIDE = "guide"
    DIRECTORY = "directory"
    GREETING = "greeting"
    KEYS = "keys"
    BOOKLET = "booklet"
    POSTER = "poster"
    LETTER = "letter"
    MANUAL = "manual"
    SHEETS = "sheets"


def silent(_done: int, _total: int) -> None:
    """Nobody looks."""


def never() -> bool:
    return False


class Printing:
    """Prints what the desk holds. Every method blocks, writes its file whole or not at all, and raises Problem:
    document_unknown, nothing_to_print, cannot_write, printing_cancelled, braille_missing."""

    def __init__(self, desk: Desk, paper: Paper = Paper.A4) -> None:
        self._desk = desk
        self._press = Press(shipped("resources") / "fonts")
        self._keys = Keymap(desk.preferences.now.keys)
        self._said = said = {language: self._keys.renamed(texts(language)) for language in Language}
        self._words = {language: Words(said[language], Dates(language).day) for language in Language}
        self._contacts = {d.id: d.body for d in desk.contacts.all() if isinstance(d.body, Contact)}
        regimes = {d.id: d.body for d in desk.contacts.regimes() if isinstance(d.body, Regime)}
        self._around = Surroundings(self._words, self._contacts.get, regimes.get, desk.today(), desk.contacts.layer)
        self._options = Options(
            words=self._words, body=desk.preferences.now.body_name, paper=paper, made_at=local(desk.now()),
            emblem=emblem(desk.home),
        )  # fmt: skip

    def sheets(
        self,
        names: Sequence[str],
        languages: Sequence[Language],
        out: Path,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> int:
        """Procedure sheets and tips by id or external id, each in each language; the number of pages."""
        flows = self._flows(names, languages)
        return self._press.sheet(flows, self._options, out, progress=progress, cancelled=cancelled)

    def braille(
        self,
        names: Sequence[str],
        language: Language,
        out: Path,
        size: BrailleSize | None = None,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> int:
        """A BRF file for an embosser; the number of pages. Without names: the whole guide."""
        flows = self._flows(names, (language,)) if names else [
            flow for chapter in self._guide(language).chapters for flow in chapter.flows
        ]  # fmt: skip
        return Braille().brf(flows, size or BrailleSize(), Job(progress, cancelled), out)

    def cells(self, name: str, language: Language) -> list[str]:
        """An article as lines of Unicode braille, for a braille line."""
        (flow,) = self._flows((name,), (language,))
        return Braille().lines(flow)

    def document(
        self,
        kind: Print,
        language: Language,
        out: Path,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> None:
        """Any other document; a poster or letter block is a picture when `out` ends in .png."""
        picture = out.suffix.lower() == ".png"
        match kind:
            case Print.GUIDE:
                self._press.book(self._guide(language), self._options, out, progress=progress, cancelled=cancelled)
            case Print.DIRECTORY:
                listed = self._listed()
                self._press.directory(
                    listed, language, self._around, self._options, out, progress=progress, cancelled=cancelled
                )
            case Print.BOOKLET:
                self._booklet(language, out, progress, cancelled)
            case Print.GREETING:
                self._press.sheet([self._greeting(language)], self._options, out)
            case Print.KEYS:
                t = self._words[language].t
                card = [action for action in self._keys.actions() if action.on_card and action.key]
                rows = [(action.key, t(action.label), t(action.help)) for action in card]
                self._press.key_card(t("Keys and help"), rows, language, self._options, out)
            case Print.POSTER:
                self._press.poster(self._notice(), self._options, out, picture=picture)
            case Print.LETTER:
                self._press.letter_block(self._notice(), self._options, out, picture=picture)
            case Print.MANUAL:
                self._manual(language, out, Job(progress, cancelled))
            case Print.SHEETS:
                self.every_sheet((language,), out, progress, cancelled)

    def every_sheet(
        self, languages: Sequence[Language], out: Path, progress: Progress = silent, cancelled: Cancelled = never
    ) -> int:
        """All procedures and tips in the order of the alphabet, each from a page of its own; the number of pages."""
        chapters = self._guide(languages[0]).chapters
        names = [flow.key for chapter in chapters for flow in chapter.flows]
        return self.sheets(names, languages, out, progress, cancelled)

    def _manual(self, language: Language, out: Path, job: Job) -> None:
        """The user manual, with the keys of this post."""
        resources = shipped("resources")
        file = resources / "manual" / f"{language.value}.md"
        read = manual(self._said[language].keyed(file.read_text("utf-8")))
        print_manual(resources / "fonts", read, file.parent, language, self._options, job, out)

    def _flows(self, names: Sequence[str], languages: Sequence[Language]) -> list[Flow]:
        """A text that is there in one of the languages only is printed once, and says what is missing."""
        flows: list[Flow] = []
        for document in [self._document(name) for name in names]:
            asked = {language: article_flow(document, language, self._around) for language in languages}
            found = {flow.language: flow for flow in asked.values()}
            found |= {flow.language: flow for language, flow in asked.items() if flow.language is not language}
            flows += found.values()
        return flows

    def _document(self, name: str) -> Document:
        document = self._desk.guide.find(name)
        if document is None or not isinstance(document.body, Procedure | Tip):
            raise Problem("document_unknown", name=name)
        return document

    def _guide(self, language: Language) -> BookPlan:
        t = self._words[language].t
        parts = ((t("Procedures"), self._desk.guide.procedures()), (t("Special needs"), self._desk.guide.tips()))
        chapters = [
            Chapter(title, language, self._sorted_flows(documents, language), alphabetical=True)
            for title, documents in parts
        ]
        if not any(chapter.flows for chapter in chapters):
            raise Problem("nothing_to_print")
        return BookPlan(t("Guide"), language, [chapter for chapter in chapters if chapter.flows])

    def _sorted_flows(self, documents: Sequence[Document], language: Language) -> list[Flow]:
        flows = [article_flow(one, language, self._around) for one in documents]
        return sorted(flows, key=lambda flow: (flow.language is not language, sort_key(flow.title)))

    def _listed(self) -> list[Listed]:
        if not self._contacts:
            raise Problem("nothing_to_print")
        return [Listed(id, contact) for id, contact in self._contacts.items()]

    def _booklet(self, language: Language, out: Path, progress: Progress, cancelled: Cancelled) -> None:
        greetings, settings = self._desk.greetings, self._desk.preferences.now
        self._press.booklet(
            self._listed(),
            self._desk.guide.tips(),
            greetings.scripts(),
            language,
            self._around,
            greetings.values(language),
            self._options,
            out,
            body_type=settings.body_type,
            progress=progress,
            cancelled=cancelled,
        )

    def _greeting(self, language: Language) -> Flow:
        greetings, settings = self._desk.greetings, self._desk.preferences.now
        scripts = greetings.scripts()
        if not scripts:
            raise Problem("nothing_to_print")
        values = greetings.values(language)
        return greeting_flow(scripts, language, self._words[language], values, settings.body_type)

    def _notice(self) -> Notice:
        lines = [
            NoticeLine(display(document.body.phone.number), document.body.purpose or document.body.name)
            for document in self._desk.lines.all()
            if isinstance(document.body, Line)
        ]
        if not lines:
            raise Problem("no_public_numbers")
        return Notice(lines, (Language.AR, Language.FR), Text())
