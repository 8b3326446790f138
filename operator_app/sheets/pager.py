"""Pages are filled one after the other; what stands at their edges is added when their number is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from operator_app.domain.languages import Language
from operator_app.sheets.ink import Ink
from operator_app.sheets.layout import Piece

COLUMN_GAP = 22.0  # points
_MOST_KEPT = 0.35
"""Pieces that keep with the next one and take more than this share of a page are put on pages one by one."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where the text stands on a page: margins in points."""

    size: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.size[0] - self.left - self.right

    @property
    def height(self) -> float:
        return self.size[1] - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Section:
    """What the edges of a page say: the language and title of what stands on it, and its thumb mark.

    `thumb` is one of `thumbs` places from the top, -1 for none. A `bare` page has empty edges.
    """

    language: Language
    title: str = ""
    kind: str = ""
    thumb: int = -1
    thumb_text: str = ""
    thumbs: int = 0
    bare: bool = False


@dataclass(slots=True, eq=False)
class Pager:
    """Puts pieces on pages. `sections` tells for each page which section began on it or ran on."""

    ink: Ink
    area: Area
    pause: Callable[[], None]
    """Called before each page; it raises to stop."""
    section: Section
    sections: list[Section] = field(default_factory=list)
    columns: int = 1
    _right_to_left: bool = False
    _column: int = 0
    _floor: float = 0.0
    _held: list[Piece] = field(default_factory=list)
    _used: float = 0.0
    _after: float = 0.0
    _open: bool = False

    def add(self, pieces: Iterable[Piece]) -> None:
        """Pieces in order; one that keeps with the next waits for it."""
        for piece in pieces:
            self._held.append(piece)
            if not piece.keep_with_next:
                self._place(self._held)
                self._held = []

    def set_columns(self, columns: int, right_to_left: bool) -> None:
        """From here on, below what this page already holds; the first column is where reading begins."""
        self._flush()
        self.columns, self._right_to_left = columns, right_to_left
        self._floor = self._used + self._after if self._open and columns > 1 else 0.0
        self._used, self._after = max(self._used, self._floor), 0.0

    def break_page(self) -> None:
        """What comes next begins a page."""
        self._flush()
        if self._open:
            self._end_page()

    def finish(self) -> int:
        """Ends the last page; the number of pages."""
        self.break_page()
        return self.ink.page

    def width(self) -> float:
        """The width of a column."""
        return (self.area.width - COLUMN_GAP * (self.columns - 1)) / self.columns

    def room(self) -> float:
        """Points left in this column."""
        return self.area.height - self._used

    @property
    def page(self) -> int:
        """The page on which the next piece begins when there is room, counted from 0."""
        return self.ink.page

    def _flush(self) -> None:
        if self._held:
            held, self._held = self._held, []
            self._place(held)

    def _place(self, group: list[Piece]) -> None:
        *kept, last = group
        width = self.width()
        needed = sum(max(piece.before, 0.0) + piece.height(width) + piece.after for piece in kept)
        gap = max(self._after, group[0].before) if self._used > self._floor else 0.0
        if needed > _MOST_KEPT * self.area.height:
            for piece in group:
                self._put_all(piece)
            return
        left = self.room() - gap - needed
        if self._used > self._floor and last.height(width) > left and last.split(width, left - last.before)[0] is None:
            self._turn()
        for piece in kept:
            self._put(piece)
        self._put_all(last)

    def _put_all(self, piece: Piece | None) -> None:
        """A piece over as many pages as it takes."""
        while piece is not None:
            gap = max(self._after, piece.before) if self._used > self._floor else 0.0
            room = self.room() - gap
            if piece.height(self.width()) <= room + 0.01:
                self._put(piece)
                return
            head, rest = piece.split(self.width(), room)
            if head is None and self._used > self._floor:
                self._turn()
            elif head is None or rest is None:
                self._put(piece)  # nothing splits it: it may run over the edge, but is not lost
                return
            else:
                self._put(head)
                self._turn()
                piece = rest

    def _put(self, piece: Piece) -> None:
        self._begin_page()
        gap = max(self._after, piece.before) if self._used > self._floor else 0.0
        top = self.area.size[1] - self.area.top - self._used - gap
        piece.draw(self.ink, self._left(), top, self.width())
        self._used += gap + piece.height(self.width())
        self._after = piece.after

    def _left(self) -> float:
        column = self.columns - 1 - self._column if self._right_to_left else self._column
        return self.area.left + column * (self.width() + COLUMN_GAP)

    def _turn(self) -> None:
        """To the next column, or the next page after the last one."""
        self._column += 1
        if self._column < self.columns:
            self._used, self._after = self._floor, 0.0
        else:
            self._end_page()

    def _begin_page(self) -> None:
        if not self._open:
            self.pause()
            self.sections.append(self.section)
            self._open = True

    def _end_page(self) -> None:
        self._begin_page()
        self.ink.end_page()
        self._used = self._after = self._floor = 0.0
        self._column = 0
        self._open = False
