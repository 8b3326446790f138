"""The article: short answer, seal, contacts, then everything else. What is read to a caller is never replaced under the
operator's eyes: only a key of the operator changes what is shown."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from operator_app.desk import Desk
from operator_app.domain.contacts import Contact
from operator_app.domain.direction import plain
from operator_app.domain.documents import Document, Status
from operator_app.domain.flow import Block, Bullets, Heading, spans
from operator_app.domain.flow_of import contact_facts, layer_blocks, text_blocks
from operator_app.domain.guide import Procedure, ProcedureText, Tip, TipText, written_languages
from operator_app.domain.hours import Opening, WeeklyHours
from operator_app.domain.languages import Language
from operator_app.domain.layers import Layer
from operator_app.i18n import Texts
from operator_app.ui import words
from operator_app.ui.article_html import sentence_html, to_html
from operator_app.ui.contact_rows import ContactRows, rows_of
from operator_app.ui.context import UiContext
from operator_app.ui.reading import FittedText
from operator_app.ui.steady_scroll import SteadyScroll


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with whom to refer to and whether they are there: read together on the store lane."""

    document: Document
    contacts: tuple[tuple[Document, Opening], ...] = ()
    hours: tuple[WeeklyHours, ...] = ()
    layer: Layer | None = None


def load(desk: Desk, id: str) -> Shown | None:
    """Read what an article view shows; None when the document is gone. Blocks on disk."""
    document = desk.guide.read(id)
    return None if document is None else as_read(desk, document, desk.contacts.layer(id))


def as_read(desk: Desk, document: Document, layer: Layer | None = None) -> Shown:
    """A document as an article view shows it, also one that is not in the guide yet. Blocks on disk."""
    contacts = [
        (contact, desk.contacts.opening(contact.body))
        for contact in desk.contacts.of_document(document, layer)
        if isinstance(contact.body, Contact)
    ]
    if isinstance(document.body, Contact):
        contacts = [(document, desk.contacts.opening(document.body)), *(c for c in contacts if c[0].id != document.id)]
    return Shown(document, tuple(contacts), _weekly(desk, document), layer)


def _weekly(desk: Desk, document: Document) -> tuple[WeeklyHours, ...]:
    """The weekly hours of a contact, its own before its regime's."""
    if not isinstance(document.body, Contact):
        return ()
    regime = desk.contacts.regime(document.body.regime)
    return document.body.hours or (regime.hours if regime else ())


class ArticleView(QWidget):
    """Shows one document in one language; the other language is one key away."""

    missing_shown = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("article")
        self._context = context
        self.shown: Shown | None = None
        self.language = context.language
        self._build()

    def _build(self) -> None:
        style, t = self._context.style, self._context.t
        self.kind = QLabel()
        self.kind.setProperty("role", "chip")
        self.title = QLabel()
        self.title.setProperty("scale", "title")
        self.title.setWordWrap(True)
        self.title.setAccessibleIdentifier("article-title")
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.other = QLabel()
        self.other.setProperty("role", "muted")
        self.other.setWordWrap(True)
        self.notice = QLabel()
        self.notice.setProperty("role", "notice")
        self.notice.setWordWrap(True)
        self.answer = FittedText(style.font())
        self.answer.setObjectName("shortAnswer")
        self.answer.setAccessibleName(t("Short answer"))
        self.answer.setAccessibleIdentifier("short-answer")
        self.answer_box = self._answer_box()
        self.seal = QLabel()
        self.seal.setWordWrap(True)
        self.seal.setMargin(style.px(8))
        self.seal.setTextFormat(Qt.TextFormat.PlainText)
        self.seal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sources = QLabel()
        self.sources.setProperty("role", "muted")
        self.sources.setWordWrap(True)
        self.sources.setTextFormat(Qt.TextFormat.PlainText)
        self.sources.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.title, self.seal, self.sources):
            # What the mouse may mark would take the focus too, where no Tab comes.
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rest = FittedText(style.font())
        self.rest.setObjectName("articleText")
        self.rest.setAccessibleName(t("Article"))
        self.rest.setAccessibleIdentifier("article-text")
        self.contacts = ContactRows(self._context)
        self._place()

    def _answer_box(self) -> QFrame:
        box = QFrame()
        box.setObjectName("answerBox")
        px = self._context.style.px
        layout = QVBoxLayout(box)
        layout.setContentsMargins(px(16), px(10), px(16), px(12))
        layout.setSpacing(px(4))
        self.answer_heading = QLabel()
        self.answer_heading.setProperty("role", "overline")
        layout.addWidget(self.answer_heading)
        layout.addWidget(self.answer)
        return box

    def _place(self) -> None:
        px = self._context.style.px
        page = QWidget()
        page.setObjectName("articlePage")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(px(24), px(16), px(24), px(24))
        inner.setSpacing(px(8))
        chips = QHBoxLayout()
        chips.addWidget(self.kind)
        chips.addStretch(1)
        inner.addLayout(chips)
        for widget in (self.title, self.other, self.notice, self.answer_box, self.seal):
            inner.addWidget(widget)
        for widget in (self.contacts, self.rest, self.sources):
            inner.addWidget(widget)
        inner.addStretch(1)
        self.area = SteadyScroll()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def show_document(self, shown: Shown, *, keep_language: bool = False) -> None:
        """Show a document, in the window's language unless the operator chose the other one for it."""
        self.shown = shown
        if not keep_language:
            self.language = self._context.language
        self._fill(shown)
        self.area.verticalScrollBar().setValue(0)

    def other_language(self) -> None:
        """Show the text in the next language that has one; says so when there is no other."""
        if self.shown is None or not isinstance(self.shown.document.body, Procedure | Tip):
            return
        written = written_languages(self.shown.document.body)
        others = [language for language in written if language is not self.language]
        if not others:
            self.missing_shown.emit(self._context.t("This article is written in one language only."))
            return
        order = list(Language)
        after = [one for one in others if order.index(one) > order.index(self.language)]
        self.language = (after or others)[0]
        self._fill(self.shown)

    def turn_pages(self, pages: int) -> None:
        """A page down or up, from the search box."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def read_here(self) -> None:
        """Put the focus where reading begins."""
        target = self.answer if self.answer_box.isVisibleTo(self) else self.rest
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def as_text(self) -> str:
        """What is on screen, as plain text: sent along with "this is wrong"."""
        parts = [self.title.text(), self.answer.toPlainText(), self.rest.toPlainText()]
        parts += [self.seal.text(), self.sources.text()]
        return plain("\n".join(part for part in parts if part))

    def _fill(self, shown: Shown) -> None:
        document = shown.document
        t = self._context.t
        self.kind.setText(words.kind(t, document.kind))
        language = self._written_in(document)
        rtl = language.right_to_left
        title, other, answer, html = self._content(shown, language)
        self.title.setText(title)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.title.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self._set(self.other, other)
        self._set(self.notice, self._notices(document, language))
        self.answer_box.setVisible(bool(answer))
        self.answer_heading.setText(self._context.t.in_language(language)("Say this"))
        size = f"{self._context.style.points(1.3):.1f}pt"
        direction = "rtl" if rtl else "ltr"
        self.answer.show_html(
            f'<p dir="{direction}" style="font-size:{size}; line-height:135%; margin:0">{answer}</p>', right_to_left=rtl
        )
        self.rest.show_html(html, right_to_left=rtl)
        self.rest.setVisible(bool(self.rest.toPlainText().strip()))
        self.contacts.show_rows(rows_of(shown.contacts, single=isinstance(document.body, Contact)))
        self._show_seal(document, self._context.desk.today())

    def _written_in(self, document: Document) -> Language:
        """The language shown: the one wanted, else the first that is written, and the notice says so."""
        if not isinstance(document.body, Procedure | Tip):
            return self._context.language
        written = written_languages(document.body)
        return self.language if self.language in written or not written else written[0]

    def _content(self, shown: Shown, language: Language) -> tuple[str, str, str, str]:
        """Title, title in the other language, short answer and the rest as HTML, under headings in the language of the
        text."""
        body, t, style = shown.document.body, self._context.t.in_language(language), self._context.style
        rtl = language.right_to_left
        match body:
            case Procedure() | Tip():
                written = [(one, body.text(one)) for one in written_languages(body)]
                others = " · ".join(text.title for one, text in written if text is not None and one is not language)
                text = body.text(language)
                if text is None:
                    return "", others, "", ""
                blocks = [*layer_blocks(shown.layer, language, t), *text_blocks(text, t), *_legal(text, t)]
                answer = sentence_html(spans(text.short_answer), right_to_left=rtl)
                return text.title, others, answer, to_html(blocks, style, right_to_left=rtl)
            case Contact():
                names = [body.name.get(one) for one in Language if one is not language and body.name.get(one)]
                facts = contact_facts(body, language, shown.hours, t)
                blocks = [*layer_blocks(shown.layer, language, t), facts]
                return body.title(language), " · ".join(names), "", to_html(blocks, style, right_to_left=rtl)
            case _:
                return "", "", "", ""

    def _notices(self, document: Document, language: Language) -> str:
        """What must be said before the text: withdrawn, expired, missing translation."""
        t, dates, seal = self._context.t, self._context.dates, document.seal
        notices: list[str] = []
        if document.status is Status.WITHDRAWN:
            notices.append(t("Withdrawn: {reason}", reason=document.withdrawn_reason))
        if seal.valid_until is not None and seal.expired(self._context.desk.today()):
            notices.append(t("Expired on {day}. Do not read it out as valid.", day=dates.day(seal.valid_until)))
        if language is not self.language:
            notices.append(
                t(
                    "Not written in {wanted} yet: this is the {shown} text.",
                    wanted=words.language(self.language),
                    shown=words.language(language),
                )
            )
        return "\n".join(notices)

    def _show_seal(self, document: Document, today: date) -> None:
        tone, text = seal_words(self._context, document, today)
        self.seal.setText(text)
        self.seal.setProperty("role", tone)
        self.seal.style().unpolish(self.seal)
        self.seal.style().polish(self.seal)
        self.seal.setVisible(bool(text))
        self._set(self.sources, source_words(self._context, document))

    @staticmethod
    def _set(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def seal_words(context: UiContext, document: Document, today: date) -> tuple[str, str]:
    """The tone and the words of a seal: verified on, by whom, due for review."""
    t, dates, seal = context.t, context.dates, document.seal
    tone = "seal-good"
    parts: list[str] = []
    if seal.verified_on is not None:
        verified = t("Verified on {day}", day=dates.day(seal.verified_on))
        parts.append(f"{verified}, {seal.verified_by}" if seal.verified_by else verified)
    else:
        tone = "seal-warn"
        parts.append(t("Not verified by this body yet: say that it may have changed."))
    if seal.review_by is not None and seal.overdue(today):
        tone = "seal-warn"
        parts.append(t("Review overdue since {day}", day=dates.day(seal.review_by)))
    elif seal.review_by is not None:
        parts.append(t("Review by {day}", day=dates.day(seal.review_by)))
    return tone, "  ·  ".join(parts)


def source_words(context: UiContext, document: Document) -> str:
    """Who answers for the text and where its facts come from, one a line."""
    t, seal = context.t, document.seal
    lines = [t("Owner: {owner}", owner=seal.owner)] if seal.owner else []
    for source in seal.sources:
        date_words = f" ({source.date})" if source.date else ""
        lines.append(t("Source: {title}", title=source.title) + date_words)
    if document.edition:
        lines.append(t("Edition {n}", n=document.edition))
    return "\n".join(lines)


def _legal(text: ProcedureText | TipText, t: Texts) -> tuple[Block, ...]:
    if not isinstance(text, ProcedureText) or not text.legal:
        return ()
    return Heading(t("Legal references")), Bullets(tuple(spans(line) for line in text.legal))
