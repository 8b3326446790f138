"""The paragraph as something that stands on a page: it has a height, can be split, and draws itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from operator_app.sheets.fonts import Family
from operator_app.sheets.ink import Ink, Stroke
from operator_app.sheets.tags import Node
from operator_app.sheets.text import MAX_STRETCH, Align, Line, Piece, Run, Setter, Style, setters
from operator_app.sheets.turning import NONE, turned

LINK_LINE = 0.5  # thickness of the line under a link, points


@dataclass(slots=True, eq=False)
class Paragraph:
    """Runs of text in one direction. `before` and `after` are white space in points, swallowed at a page's edges.

    With `node` the text is content of that structure element, else an artifact. Splitting shares the node.
    """

    runs: Sequence[Run]
    style: Style
    right_to_left: bool
    family: Family
    node: Node | None = None
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    first_line: int = 0
    last_line: int | None = None
    _setters: list[Setter] = field(default_factory=list)
    _by_run: list[Node] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self._setters:
            self._setters = setters(self.runs, self.style, self.right_to_left, self.family)
            self._tag()

    def _tag(self) -> None:
        """The element's logical text, where the drawn order differs; with links each run is an element of its own."""
        if self.node is None:
            return
        if not any(run.link for run in self.runs):
            if any(max(setter.analysis.levels, default=0) for setter in self._setters):
                self.node.text = "\n".join(setter.text for setter in self._setters)
            return
        for setter in self._setters:
            for run in setter.runs:
                self._by_run.append(self.node.child("Link" if run.link else "Span", text=run.text))

    def lines(self, width: float) -> list[tuple[Setter, Line]]:
        every = [(setter, line) for setter in self._setters for line in setter.lines(width)]
        return every[self.first_line : self.last_line]

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def widest(self) -> float:
        """The width of the longest line when nothing makes it break, in points."""
        return max(sum(word.width for word in setter.words) for setter in self._setters)

    def split(self, width: float, room: float) -> tuple["Paragraph | None", "Paragraph | None"]:
        """What fits into `room` and the rest; no single line is left alone on either side."""
        count = len(self.lines(width))
        fitting = int((room + 0.01) / self.style.leading)
        if fitting >= count:
            return self, None
        if count - fitting == 1:
            fitting -= 1
        if fitting < 2:
            return None, self
        middle = self.first_line + fitting
        head = replace(self, last_line=middle, after=0.0, keep_with_next=False)
        return head, replace(self, first_line=middle, before=0.0)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """With the left edge at `x` and the top of the first line at `top`."""
        if self._by_run:
            self._draw_runs(ink, x, top, width)
            return
        with ink.marked(self.node):
            self.write(ink, x, top, width)

    def write(self, ink: Ink, x: float, top: float, width: float) -> None:
        """The lines without any mark around them."""
        for setter, line, y in self._placed(width, top):
            pieces, left, stretch = self._set(line, x, width)
            _write(ink, setter, pieces, left, y, stretch, self.style)

    def _placed(self, width: float, top: float) -> Iterator[tuple[Setter, Line, float]]:
        file = self.family.file(self.style.weight)
        middle = (self.style.leading - (file.ascent - file.descent) * self.style.size / 1000) / 2
        y = top - middle - file.ascent * self.style.size / 1000
        for setter, line in self.lines(width):
            yield setter, line, y
            y -= self.style.leading

    def _set(self, line: Line, x: float, width: float) -> tuple[list[Piece], float, float]:
        """Pieces from left to right, where they begin, and by how much each space grows."""
        free = width - line.width
        stretch = 0.0
        align = self.style.align
        if align is Align.JUSTIFY:
            align = Align.START
            if line.glues and not line.last and 0 < free / line.glues <= MAX_STRETCH * self.style.size:
                stretch, free = free / line.glues, 0.0
        if align is Align.CENTRE:
            return line.visual(), x + free / 2, stretch
        at_right = (align is Align.START) == self.right_to_left
        return line.visual(), x + free if at_right else x, stretch

    def _draw_runs(self, ink: Ink, x: float, top: float, width: float) -> None:
        """Each run of each line is content of its own element, with a line under links."""
        offsets = _offsets(self._setters)
        for setter, line, y in self._placed(width, top):
            pieces, left, stretch = self._set(line, x, width)
            for run, group in _groups(pieces):
                node = self._by_run[offsets[id(setter)] + run]
                size = sum(piece.width + (stretch if piece.glue else 0.0) for piece in group)
                with ink.marked(node):
                    _write(ink, setter, group, left, y, stretch, self.style)
                if setter.runs[run].link:
                    self._link(ink, setter.runs[run], node, (left, y, size))
                left += size

    def _link(self, ink: Ink, run: Run, node: Node, place: tuple[float, float, float]) -> None:
        left, y, width = place
        if not run.link.startswith("#"):
            with ink.marked(None):
                ink.line(left, y - 1.6, left + width, y - 1.6, run.colour or self.style.colour, LINK_LINE)
        rectangle = (left, y - 0.3 * self.style.size, left + width, y + 0.9 * self.style.size)
        ink.link(rectangle, run.link, run.text, node)


def _offsets(every: Sequence[Setter]) -> dict[int, int]:
    """Where the runs of each setter begin among all runs."""
    offsets: dict[int, int] = {}
    count = 0
    for setter in every:
        offsets[id(setter)] = count
        count += len(setter.runs)
    return offsets


def _groups(pieces: Sequence[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    """Neighbouring pieces of one run."""
    group: list[Piece] = []
    for piece in pieces:
        if group and piece.run != group[-1].run:
            yield group[-1].run, group
            group = []
        group.append(piece)
    if group:
        yield group[-1].run, group


def _write(ink: Ink, setter: Setter, pieces: Sequence[Piece], x: float, y: float, stretch: float, style: Style) -> None:
    """One line from left to right."""
    as_they_look = turned(pieces, setter.right_to_left)
    strokes = [
        Stroke(
            piece.file,
            piece.shaped,
            setter.runs[piece.run].colour or style.colour,
            piece.width,
            stretch if piece.glue else 0.0,
            as_they_look.get(index, NONE),
        )
        for index, piece in enumerate(pieces)
    ]
    ink.text(x, y, style.size, strokes)
