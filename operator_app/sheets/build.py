"""From the blocks of a flow to pieces on paper, with their structure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from operator_app.domain import flow
from operator_app.domain.languages import Language
from operator_app.sheets import qr
from operator_app.sheets.fonts import Weight
from operator_app.sheets.ink import Ink
from operator_app.sheets.layout import Block, Columns, Drawing, Frame, Item, Piece, Stack, anchor
from operator_app.sheets.paragraph import Paragraph
from operator_app.sheets.table import Grid, GridCell, GridStyle
from operator_app.sheets.tags import Node
from operator_app.sheets.text import Align, Run, Style
from operator_app.sheets.theme import ACCENT, GROUND, HAIR, INK, MUTED, WARNING, WHITE, Theme

_TONES = {flow.Tone.NORMAL: "", flow.Tone.MUTED: MUTED, flow.Tone.ACCENT: ACCENT, flow.Tone.WARNING: WARNING}
Paint = Callable[[Ink, float, float], None]
Label = Callable[["Builder", int], Paint]
_DOT = flow.Span("  ·  ", tone=flow.Tone.MUTED)
WRITING_SPACE = 21.0
"""Height of an empty table row, points on A4."""
_NUMBERED = "Decimal"
_BULLETED = "Disc"


@dataclass(slots=True, eq=False)
class Outline:
    """The level of the last heading: tags may not skip one, however large the headings are."""

    level: int = 0

    def tag(self, level: int) -> str:
        """The tag of a heading of this level, of a less deep one where a level would be skipped."""
        self.level = min(level, self.level + 1)
        return f"H{self.level}"


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds pieces in one language. `parent` is the element under which the structure grows; headings of its flows
    are `deeper` than those of a flow that stands alone."""

    theme: Theme
    language: Language
    parent: Node
    deeper: int = 0
    outline: Outline = field(default_factory=Outline)

    def inside_chapter(self) -> "Builder":
        """For a flow below a chapter's title."""
        return replace(self, deeper=1, outline=Outline(1))

    def under(self, node: Node) -> "Builder":
        return replace(self, parent=node)

    @property
    def right_to_left(self) -> bool:
        return self.theme.right_to_left

    def labelled(self, label: str, text: str) -> flow.Spans:
        """ "Label: text", with the space that French wants before a colon."""
        if not label:
            return flow.spans(text)
        colon = "\u00a0: " if self.language is Language.FR else ": "
        return (flow.Span(label + colon, tone=flow.Tone.MUTED), flow.Span(text))

    # text

    def text(
        self,
        content: flow.Spans | str,
        style: Style,
        tag: str = "P",
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        node: Node | None = None,
    ) -> Paragraph:
        """A paragraph that is content of a new element `tag`, or of `node`. An empty tag makes it an artifact."""
        sentence = flow.spans(content) if isinstance(content, str) else content
        element = node or (self.parent.child(tag) if tag else None)
        return Paragraph(
            [self._run(span) for span in sentence],
            style,
            self.right_to_left,
            self.theme.family,
            element,
            before=self.theme.at(before),
            after=self.theme.at(after),
            keep_with_next=keep,
        )

    def _run(self, span: flow.Span) -> Run:
        colour = ACCENT if span.link else _TONES[span.tone]
        return Run(span.text, Weight.SEMIBOLD if span.bold else None, colour, span.link)

    # blocks

    def blocks(self, blocks: Sequence[flow.Block]) -> Iterator[Piece]:
        """The pieces of a flow's blocks; a code stands beside the seal that it follows, and no seal at the top of a
        page without the end of what it is about."""
        before: Piece | None = None
        sealed = False
        for index, block in enumerate(blocks):
            if sealed and isinstance(block, flow.Code):
                continue
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            sealed = isinstance(block, flow.SealBlock)
            for piece in self._block(block, after if isinstance(after, flow.Code) else None):
                if before is not None:
                    yield _kept(before) if sealed else before
                before = piece
        if before is not None:
            yield before

    def _block(self, block: flow.Block, code: flow.Code | None) -> Iterator[Piece]:
        match block:
            case flow.Heading(text, level, key):
                if key:
                    yield anchor(key)
                size = 10.0 if level <= 2 else 7.0
                tag = self.outline.tag(level + self.deeper)
                yield self.text(text, self.theme.heading(level), tag, size, 3.0, keep=True)
            case flow.Paragraph(spans, role):
                style = {
                    flow.Role.BODY: self.theme.body,
                    flow.Role.LEAD: self.theme.lead,
                    flow.Role.SMALL: self.theme.small,
                }[role]
                yield self.text(spans, style, before=3.0, after=4.0)
            case flow.Bullets(items):
                yield from self._list(items, _BULLETED, self._bullet)
            case flow.CheckList(items):
                yield from self._list(items, _BULLETED, self._check_box)
            case flow.Steps(items):
                yield from self._list(items, _NUMBERED, self._step)
            case flow.Facts(rows):
                yield self._facts(rows)
            case _:
                yield from self._other(block, code)

    def _other(self, block: flow.Block, code: flow.Code | None) -> Iterator[Piece]:
        match block:
            case flow.Table():
                yield from self.table(block)
            case flow.Note():
                yield self._note(block)
            case flow.ContactRow():
                yield self.contact(block)
            case flow.SealBlock():
                yield self._seal(block, code)
            case flow.Code(data, caption):
                yield self._code(data, caption)

    # lists

    def _list(self, items: Sequence[flow.Spans], numbering: str, label: Label) -> Iterator[Piece]:
        element = self.parent.child("L", ListNumbering=numbering)
        indent = self.theme.at(22.0)
        for number, item in enumerate(items, start=1):
            entry = self.under(element.child("LI"))
            paint = label(entry, number)
            body = entry.text(item, self.theme.item, "LBody")
            yield Item(paint, body, indent, self.right_to_left, before=self.theme.at(2.0), after=self.theme.at(2.0))

    def _bullet(self, _entry: "Builder", _number: int) -> Paint:
        middle, radius = self.theme.item.leading / 2, self.theme.at(1.6)

        def paint(ink: Ink, x: float, top: float) -> None:
            with ink.marked(None):
                ink.disc(x, top - middle, radius, fill=ACCENT)

        return paint

    def _check_box(self, _entry: "Builder", _number: int) -> Paint:
        middle, side = self.theme.item.leading / 2, self.theme.at(8.6)

        def paint(ink: Ink, x: float, top: float) -> None:
            with ink.marked(None):
                ink.box(x - side / 2, top - middle - side / 2, side, side, line=INK, thickness=0.9, radius=1.2)

        return paint

    def _step(self, entry: "Builder", number: int) -> Paint:
        style = replace(self.theme.label, weight=Weight.SEMIBOLD, colour=WHITE, align=Align.CENTRE)
        label = entry.text(str(number), style, "Lbl")
        middle, radius = self.theme.item.leading / 2, self.theme.at(7.4)

        def paint(ink: Ink, x: float, top: float) -> None:
            with ink.marked(None):
                ink.disc(x, top - middle, radius, fill=ACCENT)
            label.draw(ink, x - 2 * radius, top - middle + style.leading / 2, 4 * radius)

        return paint

    # tables

    def _facts(self, rows: Sequence[tuple[str, flow.Spans]]) -> Piece:
        element = self.parent.child("Table")
        cells: list[list[GridCell]] = []
        for label, value in rows:
            row = self.under(element.child("TR"))
            style = replace(self.theme.label, leading=self.theme.item.leading)
            cells.append(
                [
                    GridCell(row.text(label, style, node=row.parent.child("TH", Scope="Row"))),
                    GridCell(row.text(value, self.theme.item, "TD")),
                ]
            )
        padding = (self.theme.at(3.5), self.theme.at(2.0))
        return Grid(
            cells,
            (17, 83),
            self.right_to_left,
            GridStyle(padding=padding),
            before=self.theme.at(8.0),
            after=self.theme.at(4.0),
        )

    def table(self, table: flow.Table, small: bool = False) -> Iterator[Piece]:
        """A table; its caption stands above it."""
        style = self.theme.small if small else self.theme.table
        if table.caption:
            tag = self.outline.tag(3 + self.deeper)
            yield self.text(table.caption, self.theme.heading(3), tag, 8.0, 4.0, keep=True)
        element = self.parent.child("Table")
        rows: list[list[GridCell]] = []
        if any(flow.plain(cell.spans) for cell in table.head):
            rows.append(self._row(element, table.head, replace(style, weight=Weight.SEMIBOLD), "TH"))
        heads = len(rows)
        rows += [self._row(element, row, style, "TD") for row in table.rows]
        grid = GridStyle(padding=(self.theme.at(3.2), self.theme.at(4.0)))
        yield Grid(
            rows, table.shares, self.right_to_left, grid, heads, before=self.theme.at(4.0), after=self.theme.at(8.0)
        )

    def _row(self, element: Node, cells: Sequence[flow.Cell], style: Style, tag: str) -> list[GridCell]:
        row = element.child("TR")
        built: list[GridCell] = []
        if not any(flow.plain(cell.spans).strip() for cell in cells):
            style = replace(style, leading=self.theme.at(WRITING_SPACE))  # to be filled in by hand
        for cell in cells:
            node = row.child(tag)
            attributes: dict[str, str | int] = {"Scope": "Column"} if tag == "TH" else {}
            attributes |= {"ColSpan": cell.columns} if cell.columns > 1 else {}
            attributes |= {"RowSpan": cell.rows} if cell.rows > 1 else {}
            node.attributes = attributes
            piece: Piece = self._tick_box() if cell.box else self.text(cell.spans, style, node=node)
            built.append(GridCell(piece, cell.columns, cell.rows, GROUND if tag == "TH" else ""))
        return built

    def _tick_box(self) -> Piece:
        """An empty box where a row begins to be read."""
        tall, side = self.theme.table.leading, self.theme.at(9.6)

        def paint(ink: Ink, x: float, top: float, width: float) -> None:
            left = x + width - side if self.right_to_left else x
            with ink.marked(None):
                ink.box(left, top - (tall + side) / 2, side, side, line=INK, thickness=0.9, radius=1.2)

        return Drawing(tall=tall, paint=paint)

    # frames

    def _note(self, note: flow.Note) -> Piece:
        inner = self.under(self.parent.child("Div"))
        urgent = note.kind in (flow.NoteKind.WARNING, flow.NoteKind.EMERGENCY)
        style = self.theme.lead if note.kind is flow.NoteKind.SAY else self.theme.item
        if urgent:
            style = replace(style, weight=Weight.MEDIUM)
        colour = {flow.NoteKind.WARNING: WARNING, flow.NoteKind.EMERGENCY: INK}.get(note.kind, ACCENT)
        pieces: list[Piece] = []
        if note.title:
            title = replace(self.theme.label, weight=Weight.SEMIBOLD, colour=colour)
            pieces.append(inner.text(note.title, title, after=1.0, keep=True))
        pieces.append(inner.text(note.spans, style))
        edge = self.theme.at(9.0)
        return Frame(
            Stack(pieces),
            self.right_to_left,
            (edge, edge * 1.6, edge, edge * 1.3),
            fill=GROUND,
            line=INK if note.kind is flow.NoteKind.EMERGENCY else "",
            bar=colour,
            bar_width=self.theme.at(6.0 if urgent else 3.5),
            before=self.theme.at(6.0),
            after=self.theme.at(6.0),
            keep_with_next=note.kind is flow.NoteKind.SAY,
        )

    def contact(self, contact: flow.ContactRow) -> Piece:
        """Name, role and facts where reading begins, the numbers on the other side."""
        inner = self.under(self.parent.child("Div"))
        name = replace(self.theme.item, weight=Weight.SEMIBOLD)
        left: list[Piece] = [anchor(contact.key)] if contact.key else []
        left.append(inner.text(contact.name, name, keep=True))
        if contact.role and contact.role != contact.name:
            left.append(inner.text(contact.role, replace(self.theme.small, colour=MUTED)))
        numbers = inner.parent.child("Div")
        for label, text in contact.lines:
            left.append(inner.text(self.labelled(label, text), self.theme.small))
        right = [piece for phone in contact.phones for piece in self.under(numbers).phone(phone)]
        body: Piece = Stack(left)
        if right:
            body = Columns((Stack(left), Stack(right)), (64, 36), self.right_to_left)
        rule = Drawing(tall=self.theme.at(0.6), paint=_hair)
        return Stack(
            (body, Block(tall=self.theme.at(4.0)), rule),
            before=self.theme.at(5.0),
            after=self.theme.at(3.0),
            whole=True,
        )

    def phone(self, phone: flow.PhoneLine) -> Iterator[Piece]:
        """A number with what it is under it."""
        yield self.text(phone.number, replace(self.theme.number, align=Align.END), keep=bool(phone.label))
        if phone.label:
            yield self.text(phone.label, replace(self.theme.small, align=Align.END, colour=MUTED))

    def _seal(self, seal: flow.SealBlock, code: flow.Code | None) -> Piece:
        inner = self.under(self.parent.child("Div"))
        pieces: list[Piece] = []
        if seal.warning:
            style = replace(self.theme.small, weight=Weight.SEMIBOLD, colour=WARNING)
            pieces.append(inner.text(seal.warning, style, after=2.0))
        facts = [self.labelled(label, value) for label, value in seal.rows]
        if facts:
            joined = [span for fact in facts for span in (*fact, _DOT)]
            pieces.append(inner.text(tuple(joined[:-1]), self.theme.small))
        pieces += [inner.text(self.labelled(label, value), self.theme.small) for label, value in seal.sources]
        body: Piece = Stack(pieces, whole=True)
        if code and len(code.data.encode()) <= qr.MAX_BYTES:
            body = Columns((body, inner._code(code.data, code.caption)), (76, 24), self.right_to_left)
        edge = self.theme.at(8.0)
        return Frame(body, self.right_to_left, (edge, edge, edge, edge), line=HAIR, before=self.theme.at(14.0))

    def _code(self, data: str, caption: str) -> Piece:
        figure = self.parent.child("Figure", alt=f"{caption}: {data}")
        small = replace(self.theme.small, size=self.theme.at(7), leading=self.theme.at(9.5))
        style = replace(small, align=Align.END, colour=MUTED)
        picture = qr.code(data, self.theme.at(62.0), figure, at_end=not self.right_to_left)
        return Stack((picture, self.text(caption, style, before=3.0)))


def _kept(piece: Piece) -> Piece:
    """The piece, not to be parted from the next one."""
    if isinstance(piece, Item | Stack | Frame | Grid | Paragraph):
        return replace(piece, keep_with_next=True)
    return piece


def _hair(ink: Ink, x: float, top: float, width: float) -> None:
    with ink.marked(None):
        ink.line(x, top, x + width, top, HAIR, 0.5)
