"""Markdown of articles as blocks of a flow: headings, paragraphs, lists, tables, emphasis, links; the rest is text.

A line that was typed as a line stays one, unlike in CommonMark: hours and tariffs are typed one below the other.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

from operator_app.domain.flow import Block, Bullets, Cell, Heading, Paragraph, Span, Spans, Steps, Table

_LOWEST_HEADING = 4
_NARROWEST, _WIDEST = 8, 40
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text. Raw HTML stays text; headings are set two levels below the title."""
    return tuple(_blocks(_PARSER.parse(markdown))) if markdown.strip() else ()


def sentence(markdown: str) -> Spans:
    """One line of Markdown as spans."""
    return _spans(_PARSER.parseInline(markdown)[0].children or ())


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    items: list[Spans] = []
    depth = 0
    ordered = False
    heading = 0
    stream = iter(tokens)
    for token in stream:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type.startswith("ordered") if depth == 0 else ordered
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if depth == 0:
                yield Steps(tuple(items)) if ordered else Bullets(tuple(items))
                items = []
        elif token.type in ("heading_open", "heading_close"):
            heading = int(token.tag[1:]) if token.nesting == 1 else 0
        elif token.type == "table_open":
            yield _table(stream)
        elif token.type == "inline":
            content = _spans(token.children or ())
            if depth:
                items.append(content)
            else:
                yield _single(content, heading)
        elif token.type in ("fence", "code_block"):
            yield Paragraph((Span(token.content.rstrip()),))


def _table(stream: Iterator[Token]) -> Table:
    """The table that has just begun; its columns as wide as their longest cell asks for, within reason."""
    rows: list[list[Cell]] = []
    for token in takewhile(lambda token: token.type != "table_close", stream):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(Cell(_spans(token.children or ())))
    head, *body = (tuple(row) for row in rows)
    lengths = [max(len("".join(span.text for span in row[place].spans)) for row in rows) for place in range(len(head))]
    return Table(head, tuple(body), tuple(min(_WIDEST, max(_NARROWEST, length)) for length in lengths))


def _single(content: Spans, heading: int) -> Block:
    if not heading:
        return Paragraph(content)
    return Heading("".join(span.text for span in content), min(heading + 1, _LOWEST_HEADING))


def _spans(children: Sequence[Token]) -> Spans:
    found: list[Span] = []
    bold = 0
    link = ""
    for child in children:
        if child.type in ("strong_open", "em_open"):
            bold += 1
        elif child.type in ("strong_close", "em_close"):
            bold -= 1
        elif child.type == "link_open":
            link = str(child.attrGet("href") or "")
        elif child.type == "link_close":
            link = ""
        elif child.type in ("softbreak", "hardbreak"):
            found.append(Span("\n", bool(bold)))
        elif child.content:
            found.append(Span(child.content, bool(bold), link=link))
    return tuple(found)
