"""What is written as it prints, before anybody else reads it; and the sheets that go to a competent service."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from operator_app.app.language import texts
from operator_app.app.paper import PaperWork
from operator_app.desk import Desk
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document
from operator_app.domain.fact_check import Asked
from operator_app.domain.flow import Flow
from operator_app.domain.flow_cards import greeting_flow
from operator_app.domain.flow_directory import Listed, by_service
from operator_app.domain.flow_fact_check import Letter, fact_check_flow
from operator_app.domain.flow_of import Surroundings, Words, article_flow
from operator_app.domain.greetings import Greeting
from operator_app.domain.guide import Procedure, Tip
from operator_app.domain.hours import Regime
from operator_app.domain.languages import Language
from operator_app.domain.layers import Layer
from operator_app.domain.moments import local
from operator_app.domain.problems import Problem
from operator_app.i18n import Dates
from operator_app.paths import shipped
from operator_app.sheets import Options, Press
from operator_app.ui.pages.names import name_of

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class DraftPaper:
    """Every method blocks, writes its file whole or not at all, and raises Problem: not_on_paper, cannot_write,
    printing_cancelled. Fonts are loaded once; called on one lane."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._work = PaperWork(desk)
        self._made: Press | None = None
        self._words = {language: Words(texts(language), Dates(language).day) for language in Language}

    def draft(
        self, document: Document, language: Language, out: Path, progress: Progress, cancelled: Cancelled
    ) -> None:
        """A document as it will print, marked as a draft at the head of each page."""
        word = self._words[language].t("Draft")
        flows = [
            replace(one, kind=" · ".join(part for part in (word, one.kind) if part))
            for one in self._flows(document, language)
        ]
        self._press().sheet(flows, self._options(), out, progress=progress, cancelled=cancelled)

    def fact_sheet(
        self, document: Document, asked: Asked, service: str, languages: Sequence[Language], out: Path,
        progress: Progress, cancelled: Cancelled,
    ) -> None:  # fmt: skip
        """What a service is asked, a sheet in each language that the document is written in."""
        flows = []
        for language in languages:
            if facts := self._desk.fact_checks.facts(document, language):
                letter = self._letter(document, asked, service, language)
                flows.append(fact_check_flow(letter, facts, language, self._words[language]))
        if not flows:
            raise Problem("nothing_to_ask")
        self._press().sheet(flows, self._options(), out, progress=progress, cancelled=cancelled)

    def pictures(self, file: Path, width: int, most: int) -> list[QImage]:
        """The first pages as pictures."""
        return self._work.pictures(file, width, most)

    def send(self, file: Path, printer: QPrinter) -> None:
        """Print a file that was made. Raises Problem("printer_failed")."""
        self._work.send(file, printer)

    def _letter(self, document: Document, asked: Asked, service: str, language: Language) -> Letter:
        settings = self._desk.preferences.now
        body = settings.body_name.best(language)[0]
        title = name_of(document, language)
        return Letter(document.id, title, body, settings.operator_name, service, asked.question, asked.due)

    def _flows(self, document: Document, language: Language) -> Sequence[Flow]:
        body = document.body
        match body:
            case Procedure() | Tip():
                return [article_flow(document, language, self._around())]
            case Layer():
                return self._with_layer(body, language)
            case Contact():
                return by_service([Listed(document.id, body)], language, self._around())
            case Greeting():
                values = self._desk.greetings.values(language)
                own = replace(body, line="")
                return [greeting_flow([own], language, self._words[language], values, body.body_type)]
            case _:
                raise Problem("not_on_paper")

    def _with_layer(self, layer: Layer, language: Language) -> Sequence[Flow]:
        """The article under it, as this body would print it."""
        article = self._desk.guide.read(layer.article)
        if article is None:
            raise Problem("article_gone")
        if not isinstance(article.body, Procedure | Tip):
            return self._flows(article, language)
        around = replace(self._around(), layer=lambda _article: layer)
        return [article_flow(article, language, around)]

    def _around(self) -> Surroundings:
        desk = self._desk
        return Surroundings(self._words, self._contact, self._regime, desk.today(), desk.contacts.layer)

    def _contact(self, id: str) -> Contact | None:
        document = self._desk.contacts.read(id)
        return document.body if document is not None and isinstance(document.body, Contact) else None

    def _regime(self, id: str) -> Regime | None:
        document = self._desk.guide.read(id)
        return document.body if document is not None and isinstance(document.body, Regime) else None

    def _options(self) -> Options:
        now = self._desk.preferences.now
        return Options(words=self._words, body=now.body_name, made_at=local(self._desk.now()))

    def _press(self) -> Press:
        if self._made is None:
            self._made = Press(shipped("resources") / "fonts")
        return self._made


def paper_for(desk: Desk) -> DraftPaper:
    """ReportLab, HarfBuzz and pdfium come with this module."""
    return DraftPaper(desk)
