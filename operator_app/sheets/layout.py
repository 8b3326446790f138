"""Things that stand on a page one above the other: each has a height for a width, can be split, and draws itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from operator_app.sheets.ink import Ink
from operator_app.sheets.tags import Bookmark, Node

Halves = tuple["Piece | None", "Piece | None"]
TALL = 250.0


class Piece(Protocol):
    """`before` and `after` are white space in points; of two that meet the larger counts."""

    @property
    def before(self) -> float: ...

    @property
    def after(self) -> float: ...

    @property
    def keep_with_next(self) -> bool: ...

    def height(self, width: float) -> float: ...

    def split(self, width: float, room: float) -> Halves:
        """What fits into `room` points of height and the rest; (None, self) when nothing does."""

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """With the left edge at `x` and the upper edge at `top`."""


@dataclass(frozen=True, slots=True)
class Block:
    """What most pieces are: of one height whatever the width, and not to be split."""

    tall: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False

    def height(self, width: float) -> float:
        return self.tall if width else 0.0

    def split(self, width: float, room: float) -> Halves:
        return (self, None) if self.height(width) <= room + 0.01 else (None, self)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """White space."""


@dataclass(frozen=True, slots=True)
class Rule(Block):
    """A line over the whole width."""

    colour: str = "#9AA5AB"
    thickness: float = 0.6

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        with ink.marked(None):
            ink.line(x, top - self.tall / 2, x + width, top - self.tall / 2, self.colour, self.thickness)


@dataclass(frozen=True, slots=True)
class Drawing(Block):
    """Something drawn by a function of (ink, x, top, width)."""

    paint: Callable[[Ink, float, float, float], None] | None = None

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        if self.paint:
            self.paint(ink, x, top, width)


def anchor(key: str, title: str = "", level: int = 0) -> Drawing:
    """A place that links lead to; with a title also a bookmark."""

    def paint(ink: Ink, _x: float, top: float, _width: float) -> None:
        ink.anchor(key, top)
        if title:
            ink.structure.bookmarks.append(Bookmark(level, title, key))

    return Drawing(keep_with_next=True, paint=paint)


def picture(path: Path, tall: float, wide: float, node: Node | None, at_right: bool) -> Drawing:
    """An image file in a box of this size at one side."""

    def paint(ink: Ink, x: float, top: float, width: float) -> None:
        with ink.marked(node):
            ink.image(path, x + width - wide if at_right else x, top - tall, wide, tall)

    return Drawing(tall=tall, paint=paint)


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces one above the other. A `whole` one is only cut when it is taller than `TALL` points."""

    pieces: Sequence[Piece]
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    whole: bool = False

    def gaps(self) -> list[float]:
        """The white space above each piece."""
        gaps = [0.0] * len(self.pieces)
        for index in range(1, len(self.pieces)):
            gaps[index] = max(self.pieces[index - 1].after, self.pieces[index].before)
        return gaps

    def height(self, width: float) -> float:
        return sum(piece.height(width) for piece in self.pieces) + sum(self.gaps())

    def split(self, width: float, room: float) -> Halves:
        if self.whole and room < self.height(width) < TALL:
            return None, self
        left = room
        for index, (piece, gap) in enumerate(zip(self.pieces, self.gaps(), strict=True)):
            height = piece.height(width)
            if gap + height <= left + 0.01:
                left -= gap + height
                continue
            head, rest = piece.split(width, left - gap)
            return self._halves(index, head, rest)
        return self, None

    def _halves(self, index: int, head: Piece | None, rest: Piece | None) -> Halves:
        first = [*self.pieces[:index], *([head] if head else [])]
        while first and first[-1].keep_with_next:
            first.pop()
        kept = len(first) - (1 if head and first and first[-1] is head else 0)
        second = [*self.pieces[kept:index], *([rest] if rest else []), *self.pieces[index + 1 :]]
        if not first:
            return None, self
        return replace(self, pieces=first, after=0.0), replace(self, pieces=second, before=0.0)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        for piece, gap in zip(self.pieces, self.gaps(), strict=True):
            top -= gap
            piece.draw(ink, x, top, width)
            top -= piece.height(width)


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece inside padding, on a ground, with a bar on the side where lines begin.

    `padding` is (top, start, bottom, end). A frame may be split; its ground is then drawn on both pages.
    """

    inside: Piece
    right_to_left: bool
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    fill: str = ""
    line: str = ""
    bar: str = ""
    bar_width: float = 3.0
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    radius: float = 0.0

    def _inner(self, width: float) -> float:
        return max(1.0, width - self.padding[1] - self.padding[3])

    def height(self, width: float) -> float:
        return self.inside.height(self._inner(width)) + self.padding[0] + self.padding[2]

    def split(self, width: float, room: float) -> Halves:
        if self.height(width) <= room + 0.01:
            return self, None
        head, rest = self.inside.split(self._inner(width), room - self.padding[0] - self.padding[2])
        if head is None or rest is None:
            return None, self
        return replace(self, inside=head, after=0.0), replace(self, inside=rest, before=0.0)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        height = self.height(width)
        if self.fill or self.line or self.bar:
            with ink.marked(None):
                if self.fill or self.line:
                    ink.box(x, top - height, width, height, self.fill, self.line, radius=self.radius)
                if self.bar:
                    left = x + width - self.bar_width if self.right_to_left else x
                    ink.box(left, top - height, self.bar_width, height, self.bar)
        inset = self.padding[3] if self.right_to_left else self.padding[1]
        self.inside.draw(ink, x + inset, top - self.padding[0], self._inner(width))


@dataclass(frozen=True, slots=True)
class Item:
    """A body with a label in the margin where lines begin: bullets, boxes, numbers."""

    label: Callable[[Ink, float, float], None]
    body: Piece
    indent: float
    right_to_left: bool
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    labelled: bool = True

    def height(self, width: float) -> float:
        return self.body.height(width - self.indent)

    def split(self, width: float, room: float) -> Halves:
        head, rest = self.body.split(width - self.indent, room)
        if head is None or rest is None:
            return (self, None) if rest is None else (None, self)
        return replace(self, body=head, after=0.0), replace(self, body=rest, before=0.0, labelled=False)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """The label is drawn around (the middle of the margin, the top)."""
        if self.labelled:
            self.label(ink, x + width - self.indent / 2 if self.right_to_left else x + self.indent / 2, top)
        self.body.draw(ink, x if self.right_to_left else x + self.indent, top, width - self.indent)


@dataclass(frozen=True, slots=True)
class Columns:
    """Pieces side by side, in the order of reading. `shares` are parts of the width that the gaps leave."""

    pieces: Sequence[Piece]
    shares: Sequence[float]
    right_to_left: bool
    gap: float = 14.0
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    widths: dict[float, list[float]] = field(default_factory=dict)

    def _widths(self, width: float) -> list[float]:
        known = self.widths.get(width)
        if known is None:
            free = width - self.gap * (len(self.pieces) - 1)
            known = self.widths[width] = [free * share / sum(self.shares) for share in self.shares]
        return known

    def height(self, width: float) -> float:
        return max(piece.height(part) for piece, part in zip(self.pieces, self._widths(width), strict=True))

    def split(self, width: float, room: float) -> Halves:
        return (self, None) if self.height(width) <= room + 0.01 else (None, self)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        at = x + width if self.right_to_left else x
        for piece, part in zip(self.pieces, self._widths(width), strict=True):
            piece.draw(ink, at - part if self.right_to_left else at, top, part)
            at += -(part + self.gap) if self.right_to_left else part + self.gap
