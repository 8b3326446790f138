"""The flow of an article as rich text for the screen. Pure functions: blocks in, HTML out."""

import re
from collections.abc import Iterable
from html import escape

from operator_app.domain.direction import left_to_right
from operator_app.domain.flow import Block, Bullets, CheckList, Facts, Heading, Note, Paragraph, Spans, Steps, Table
from operator_app.ui.theme import Style

# A telephone number, a range of hours, an address, Latin words: drawn left to right as a whole.
_LEFT_TO_RIGHT_RUN = re.compile(r"\+?\d[\d\u00a0 .,:/\-]*\d|\b[A-Za-z][\w.@\-]*(?:[ /][A-Za-z][\w.@\-]*)*\b")


def to_html(blocks: Iterable[Block], style: Style, *, right_to_left: bool) -> str:
    """Blocks as rich text that Qt draws. Contacts, seals and codes have widgets of their own and are left out."""
    writer = _Writer(style, "rtl" if right_to_left else "ltr")
    size = f"{style.points(1.05):.1f}pt"
    inner = "".join(writer.block(block) for block in blocks)
    return f'<div dir="{writer.direction}" style="font-size:{size}; line-height:140%">{inner}</div>'


def isolate_runs(text: str) -> str:
    """Left-to-right runs wrapped in isolates, so that they keep their order inside Arabic. For display only."""
    return _LEFT_TO_RIGHT_RUN.sub(lambda found: left_to_right(found.group()), text)


def sentence_html(sentence: Spans, *, right_to_left: bool) -> str:
    """One sentence: bold, links and line breaks."""
    parts: list[str] = []
    for span in sentence:
        shown = escape(isolate_runs(span.text) if right_to_left else span.text, quote=False).replace("\n", "<br/>")
        if span.bold:
            shown = f"<b>{shown}</b>"
        parts.append(f'<a href="{escape(span.link)}">{shown}</a>' if span.link else shown)
    return "".join(parts)


class _Writer:
    """Writes blocks in one direction and style."""

    def __init__(self, style: Style, direction: str) -> None:
        self.direction = direction
        self._style = style

    def block(self, block: Block) -> str:
        match block:
            case Heading(text, level):
                return self._heading(text, level)
            case Paragraph(spans):
                return self._paragraph(self._inline(spans))
            case Bullets(items) | CheckList(items):
                return self._list("ul", items)
            case Steps(items):
                return self._list("ol", items)
            case Facts(rows):
                return "".join(self._fact(label, value) for label, value in rows)
            case Note(_, title, spans):
                return self._heading(title, 2) + self._paragraph(self._inline(spans))
            case Table(head, rows):
                cells = [[self._inline(cell.spans) for cell in row] for row in (head, *rows)]
                return self._table(cells)
            case _:
                return ""

    def _heading(self, text: str, level: int) -> str:
        if not text:
            return ""
        px, points = self._style.px, self._style.points(1.12 if level <= 2 else 1.05)
        return (
            f'<p dir="{self.direction}" style="margin-top:{px(14)}px; margin-bottom:{px(3)}px; font-weight:600;'
            f' font-size:{points:.1f}pt; color:{self._style.colours.accent}">{escape(text)}</p>'
        )

    def _paragraph(self, inner: str) -> str:
        return f'<p dir="{self.direction}" style="margin-top:0; margin-bottom:{self._style.px(4)}px">{inner}</p>'

    def _fact(self, label: str, value: Spans) -> str:
        return self._heading(label, 2) + self._paragraph(self._inline(value))

    def _list(self, tag: str, items: Iterable[Spans]) -> str:
        gap = self._style.px(4)
        rows = "".join(
            f'<li dir="{self.direction}" style="margin-bottom:{gap}px">{self._inline(item)}</li>' for item in items
        )
        return f'<{tag} dir="{self.direction}" style="margin-top:0; margin-bottom:0">{rows}</{tag}>'

    def _table(self, rows: list[list[str]]) -> str:
        pad = self._style.px(6)
        begin = f'<td dir="{self.direction}" style="padding:{pad}px">'
        body = "".join("<tr>" + "".join(f"{begin}{cell}</td>" for cell in row) + "</tr>" for row in rows)
        return f'<table dir="{self.direction}">{body}</table>'

    def _inline(self, sentence: Spans) -> str:
        return sentence_html(sentence, right_to_left=self.direction == "rtl")
