"""The document exactly as the operator will see it, while it is written."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from operator_app.desk import Desk
from operator_app.domain.contacts import Contact
from operator_app.domain.direction import left_to_right
from operator_app.domain.documents import Document
from operator_app.domain.flow import Block, Bullets, Heading, Paragraph, spans
from operator_app.domain.greetings import Greeting, fill
from operator_app.domain.guide import Procedure, Tip
from operator_app.domain.hours import Holidays, Regime
from operator_app.domain.languages import Language, Text
from operator_app.domain.layers import Layer
from operator_app.domain.lines import Line
from operator_app.domain.news import News
from operator_app.domain.numbers import display
from operator_app.domain.synonyms import Synonyms
from operator_app.domain.training import Module
from operator_app.i18n import Dates
from operator_app.ui import words
from operator_app.ui.article import ArticleView, Shown, as_read
from operator_app.ui.article_html import to_html
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.editing.calendar_blocks import calendar_blocks
from operator_app.ui.pages.parts import column, scrolled, title
from operator_app.ui.reading import FittedText

# The preview follows once the typing rests for this long.
REST_MS = 150


def as_it_will_be(desk: Desk, document: Document) -> Shown:
    """What the operator will see: a layer over its article, everything else as it is. Blocks on the store."""
    if isinstance(document.body, Layer):
        article = desk.guide.read(document.body.article)
        if article is not None:
            return as_read(desk, article, document.body)
    return as_read(desk, document, desk.contacts.layer(document.id))


class Preview(QStackedWidget):
    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._document: Document | None = None
        self.language = context.language
        self.article = ArticleView(context)
        self._simple = QWidget()
        self._simple.setObjectName("articlePage")
        self.heading = title(context, "")
        self.text = FittedText(context.style.font())
        self.text.setAccessibleName(context.t("Preview"))
        layout = column(context, self._simple, 24)
        layout.addWidget(self.heading)
        layout.addWidget(self.text)
        layout.addStretch(1)
        self.addWidget(self.article)
        self.addWidget(scrolled(self._simple))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._load)

    def show_soon(self, document: Document) -> None:
        """Show this text once the typing rests."""
        self._document = document
        self._timer.start()

    def show_language(self, language: Language) -> None:
        """Show the text of this language."""
        if language is not self.language:
            self.language = language
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._latest.drop()

    def _load(self) -> None:
        document, desk = self._document, self._context.desk
        if document is None:
            return
        request = self._latest.replace(Request())
        self._context.bridge.run(
            self._context.lanes.store, lambda: as_it_will_be(desk, document), self._show, request=request
        )

    def _show(self, shown: Shown) -> None:
        if isinstance(shown.document.body, Procedure | Tip | Contact):
            bar = self.article.area.verticalScrollBar()
            place = bar.value()
            # A contact is shown in the language of the screen, whatever is written in.
            contact = isinstance(shown.document.body, Contact)
            self.article.language = self._context.language if contact else self.language
            self.article.show_document(shown, keep_language=True)
            bar.setValue(place)
            self.setCurrentIndex(0)
            return
        name, blocks = simple_blocks(self._context, shown.document, self.language)
        self.heading.setText(name)
        rtl = self.language.right_to_left
        self.text.show_html(to_html(blocks, self._context.style, right_to_left=rtl), right_to_left=rtl)
        self.setCurrentIndex(1)


def simple_blocks(context: UiContext, document: Document, language: Language) -> tuple[str, list[Block]]:
    """Heading and parts of what is no article: a greeting with its names filled in, news, a line, synonyms."""
    t, body = context.t.in_language(language), document.body

    def paragraphs(*lines: str) -> list[Block]:
        return [Paragraph(spans(line)) for line in lines if line.strip()]

    def best(text: Text) -> list[str]:
        return text.best(language)[0].splitlines()

    match body:
        case Greeting():
            now = context.desk.preferences.now
            named = {"body": now.body_name.best(language)[0], "operator": now.operator_name, "line": body.line}
            when = f"{words.purpose(t, body.purpose)} · {words.moment(t, body.moment)}"
            return when, paragraphs(*(fill(line, named) for line in best(body.text)))
        case News():
            until = document.seal.valid_until
            last = t("Until {day}", day=context.dates.day(until)) if until else ""
            return body.title.best(language)[0], paragraphs(*best(body.text), last)
        case Line():
            number = left_to_right(display(body.phone.number))
            state = words.line_state(t, body.state)
            return body.name.best(language)[0], paragraphs(number, state, *best(body.purpose))
        case Synonyms():
            said = Bullets(tuple(spans(word) for word in body.words))
            return body.official.best(language)[0], [Heading(t("What callers say")), said]
        case Regime() | Holidays() | Module():
            return calendar_blocks(t, Dates(language), body, language, context.desk.today())
        case _:
            return "", []
