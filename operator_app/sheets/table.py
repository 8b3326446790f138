"""Tables: columns in the order of reading, cells over several columns and rows, heads repeated on each page."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from operator_app.sheets.ink import Ink
from operator_app.sheets.layout import Block, Halves, Piece

TALL_ROW = 160.0
"""A row taller than this (points) may be cut between two pages, others go over whole."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands in one place of a grid."""

    piece: Piece
    columns: int = 1
    rows: int = 1
    fill: str = ""


@dataclass(frozen=True, slots=True)
class GridStyle:
    """`padding` is (top and bottom, start and end) of a cell, in points; an empty colour draws nothing."""

    padding: tuple[float, float] = (4.0, 6.0)
    line: str = "#B8C0C4"
    frame: str = ""
    head_line: str = "#1A1A1A"
    thickness: float = 0.5
    stripe: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell with its row and first column."""

    cell: GridCell
    row: int
    column: int


@dataclass(slots=True, eq=False)
class Grid:
    """Rows of cells. The first `heads` rows come again at the top of each page."""

    rows: Sequence[Sequence[GridCell]]
    shares: Sequence[float]
    right_to_left: bool
    style: GridStyle = field(default_factory=GridStyle)
    heads: int = 0
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    continued: bool = False
    _places: list[_Place] = field(default_factory=list)
    _heights: dict[float, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = _placed(self.rows, len(self.shares))
        self._heights = {}

    def _edges(self, width: float) -> list[float]:
        """Where the columns begin, measured from the side where reading begins; one more for the end."""
        edges = [0.0]
        for share in self.shares:
            edges.append(edges[-1] + width * share / sum(self.shares))
        return edges

    def _inner(self, place: _Place, edges: Sequence[float]) -> float:
        wide = edges[min(place.column + place.cell.columns, len(edges) - 1)] - edges[place.column]
        return max(1.0, wide - 2 * self.style.padding[1])

    def row_heights(self, width: float) -> list[float]:
        """A cell over several rows makes the last of them taller when it needs to."""
        known = self._heights.get(width)
        if known is not None:
            return known
        edges = self._edges(width)
        heights = [0.0] * len(self.rows)
        for place in sorted(self._places, key=lambda place: place.row + place.cell.rows):
            need = place.cell.piece.height(self._inner(place, edges)) + 2 * self.style.padding[0]
            last = min(place.row + place.cell.rows, len(heights)) - 1
            heights[last] = max(heights[last], need - sum(heights[place.row : last]))
        self._heights[width] = heights
        return heights

    def height(self, width: float) -> float:
        return sum(self.row_heights(width))

    def split(self, width: float, room: float) -> Halves:
        heights = self.row_heights(width)
        if sum(heights) <= room + 0.01:
            return self, None
        used, cut = 0.0, 0
        for index, height in enumerate(heights):
            used += height
            if used > room + 0.01:
                break
            cut = index + 1
        while cut > self.heads and (self._crossed(cut) or self._introduces(cut - 1)):
            cut -= 1
        if cut > self.heads:
            return self._part(self.rows[:cut]), self._part([*self.rows[: self.heads], *self.rows[cut:]], True)
        return self._cut_row(width, room, heights)

    def _crossed(self, row: int) -> bool:
        return any(place.row < row < place.row + place.cell.rows for place in self._places)

    def _introduces(self, row: int) -> bool:
        """Whether a row is one cell over all columns, which belongs to the rows below it."""
        return len(self.rows[row]) == 1 < len(self.shares) <= self.rows[row][0].columns

    def _part(self, rows: Sequence[Sequence[GridCell]], rest: bool = False) -> "Grid":
        return replace(
            self,
            rows=rows,
            before=0.0 if rest else self.before,
            after=self.after if rest else 0.0,
            continued=rest or self.continued,
        )

    def _cut_row(self, width: float, room: float, heights: Sequence[float]) -> Halves:
        """A row so tall that it must be cut itself."""
        if len(heights) <= self.heads or heights[self.heads] < TALL_ROW or self._crossed(self.heads + 1):
            return None, self
        free = room - sum(heights[: self.heads]) - 2 * self.style.padding[0]
        edges = self._edges(width)
        first: list[GridCell] = []
        second: list[GridCell] = []
        for place in (place for place in self._places if place.row == self.heads):
            head, rest = place.cell.piece.split(self._inner(place, edges), free)
            if head is None:
                return None, self
            first.append(replace(place.cell, piece=head))
            second.append(replace(place.cell, piece=rest or Block()))
        heads = self.rows[: self.heads]
        return self._part([*heads, first]), self._part([*heads, second, *self.rows[self.heads + 1 :]], True)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        heights = self.row_heights(width)
        edges = self._edges(width)
        tops = [top]
        for height in heights:
            tops.append(tops[-1] - height)
        for place in self._places:
            last = min(place.row + place.cell.rows, len(heights))
            start, stop = edges[place.column], edges[min(place.column + place.cell.columns, len(edges) - 1)]
            left = x + width - stop if self.right_to_left else x + start
            self._ground(ink, place, left, tops[last], stop - start, tops[place.row] - tops[last])
            with ink.repeated() if self.continued and place.row < self.heads else nullcontext():
                place.cell.piece.draw(
                    ink,
                    left + self.style.padding[1],
                    tops[place.row] - self.style.padding[0],
                    self._inner(place, edges),
                )
        self._frame(ink, x, width, tops)

    def _ground(self, ink: Ink, place: _Place, left: float, bottom: float, wide: float, tall: float) -> None:
        stripe = self.style.stripe if place.row >= self.heads and (place.row - self.heads) % 2 else ""
        fill = place.cell.fill or stripe
        line = self.style.line and place.row + place.cell.rows < len(self.rows)
        if not fill and not line:
            return
        with ink.marked(None):
            if fill:
                ink.box(left, bottom, wide, tall, fill)
            if line:
                head = place.row + place.cell.rows == self.heads
                colour = self.style.head_line if head else self.style.line
                ink.line(left, bottom, left + wide, bottom, colour, self.style.thickness * (2 if head else 1))

    def _frame(self, ink: Ink, x: float, width: float, tops: Sequence[float]) -> None:
        if self.style.frame:
            with ink.marked(None):
                ink.box(x, tops[-1], width, tops[0] - tops[-1], line=self.style.frame, thickness=self.style.thickness)


def _placed(rows: Sequence[Sequence[GridCell]], columns: int) -> list[_Place]:
    """Each cell in the first free column of its row."""
    taken: set[tuple[int, int]] = set()
    places: list[_Place] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            if column >= columns:
                break
            places.append(_Place(cell, row, column))
            taken |= {(row + down, column + over) for down in range(cell.rows) for over in range(cell.columns)}
            column += cell.columns
    return places
