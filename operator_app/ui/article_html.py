"""An article as rich text for the screen. Pure functions: records and words in, HTML out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt

from operator_app.domain.contacts import Contact
from operator_app.domain.guide import ProcedureText, TipText
from operator_app.domain.languages import Language, Text
from operator_app.domain.numbers import display
from operator_app.i18n import Texts
from operator_app.ui import words
from operator_app.ui.theme import Style

# A telephone number, a range of hours or any other run of digits with separators: drawn left to right as a whole.
_LEFT_TO_RIGHT_RUN = re.compile(r"\+?\d[\d\u00a0 .,:/\-]*\d|\b[A-Za-z][\w.@\-]*(?:[ /][A-Za-z][\w.@\-]*)*\b")


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of an article: paragraphs, or items when `items` is set; `ordered` numbers them, `boxes` makes a
    check list."""

    heading: str
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()
    ordered: bool = False
    markdown: str = ""
    tone: str = ""


def procedure_sections(text: ProcedureText, t: Texts) -> list[Section]:
    """The fields of a procedure in the order in which they are read to a caller; empty ones are left out."""
    sections = [
        Section(t("Documents to bring"), items=text.documents),
        Section(t("Conditions"), items=text.conditions),
        Section(t("Steps"), items=text.steps, ordered=True),
        Section(t("Where"), _paragraphs(text.place)),
        Section(t("How long it takes"), _paragraphs(text.delay)),
        Section(t("Fee"), _paragraphs(text.fee)),
        Section(t("Legal references"), items=text.legal),
        Section(t("Notes for the operator"), _paragraphs(text.notes), tone="note"),
        Section("", markdown=text.body),
    ]
    return [section for section in sections if section.paragraphs or section.items or section.markdown.strip()]


def tip_sections(text: TipText, t: Texts) -> list[Section]:
    """The fields of a special-needs tip, what to say first."""
    sections = [
        Section(t("What to say"), items=text.say, tone="good"),
        Section(t("What to avoid"), items=text.avoid, tone="bad"),
        Section(t("How to recognise it"), items=text.signs),
        Section(t("Notes for the operator"), _paragraphs(text.notes), tone="note"),
        Section("", markdown=text.body),
    ]
    return [section for section in sections if section.paragraphs or section.items or section.markdown.strip()]


def contact_sections(contact: Contact, language: Language, t: Texts) -> list[Section]:
    """What there is to tell of a contact beside its numbers, which have rows of their own."""

    def best(text: Text) -> list[str]:
        return _paragraphs(text.best(language)[0])

    spoken = ", ".join(words.language(Language(code)) if code in list(Language) else code for code in contact.languages)
    sections = [
        Section(t("What it does"), best(contact.role)),
        Section(t("Address"), best(contact.address)),
        Section(t("Opening hours"), best(contact.hours_note)),
        Section(t("Access"), best(contact.access)),
        Section(t("Languages"), _paragraphs(spoken)),
        Section(t("E-mail"), _paragraphs(contact.email)),
        Section(t("Web site"), _paragraphs(contact.web)),
        Section(t("Notes for the operator"), best(contact.note), tone="note"),
    ]
    return [section for section in sections if section.paragraphs]


def to_html(sections: Sequence[Section], style: Style, *, right_to_left: bool) -> str:
    """All sections as rich text that Qt draws."""
    direction = "rtl" if right_to_left else "ltr"
    blocks = "".join(_section(section, style, direction) for section in sections)
    size = f"{style.points(1.05):.1f}pt"
    return f'<div dir="{direction}" style="font-size:{size}; line-height:140%">{blocks}</div>'


def isolate_runs(text: str) -> str:
    """Left-to-right runs wrapped in isolates, so that they keep their order inside Arabic. For display only."""
    return _LEFT_TO_RIGHT_RUN.sub(lambda found: f"\u2066{found.group()}\u2069", text)


def number_words(number: str) -> str:
    return f"\u2066{display(number)}\u2069"


def _section(section: Section, style: Style, direction: str) -> str:
    colours = style.colours
    heading_colour = {"good": colours.good, "bad": colours.bad, "note": colours.warn}.get(section.tone, colours.accent)
    parts: list[str] = []
    if section.heading:
        parts.append(
            f'<p dir="{direction}" style="margin-top:{style.px(14)}px; margin-bottom:{style.px(3)}px; font-weight:600;'
            f' color:{heading_colour}">{escape(section.heading)}</p>'
        )
    parts += [
        f'<p dir="{direction}" style="margin-top:0; margin-bottom:{style.px(4)}px">{_inline(paragraph, direction)}</p>'
        for paragraph in section.paragraphs
    ]
    if section.items:
        tag = "ol" if section.ordered else "ul"
        rows = "".join(
            f'<li dir="{direction}" style="margin-bottom:{style.px(4)}px">{_inline(item, direction)}</li>'
            for item in section.items
        )
        parts.append(f'<{tag} dir="{direction}" style="margin-top:0; margin-bottom:0">{rows}</{tag}>')
    if section.markdown.strip():
        parts.append(_markdown(section.markdown, direction))
    return "".join(parts)


def _markdown(text: str, direction: str) -> str:
    """Markdown without raw HTML; each block gets the direction of the article."""
    renderer = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    shown = isolate_runs(text) if direction == "rtl" and "](" not in text else text
    return re.sub(r"<(p|li|ul|ol|h[1-6]|td|th|blockquote)>", rf'<\1 dir="{direction}">', str(renderer.render(shown)))


def _inline(text: str, direction: str) -> str:
    return escape(isolate_runs(text) if direction == "rtl" else text, quote=False).replace("\n", "<br/>")


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
