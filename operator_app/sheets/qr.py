"""QR codes as one path."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import segno

from operator_app.sheets.ink import Ink
from operator_app.sheets.layout import Drawing
from operator_app.sheets.tags import Node

MAX_BYTES = 300
"""Longer data make modules too small for an ordinary telephone; such codes are left out."""


def path(matrix: Sequence[Sequence[int]]) -> str:
    """PDF operators for the dark modules: neighbours of a row as one rectangle, one unit a module, bottom left at 0."""
    rows = len(matrix)
    places = ((row, start, size) for row, cells in enumerate(matrix) for start, size in _runs(cells))
    parts = [f"{start} {rows - 1 - row} {size} 1 re" for row, start, size in places]
    return " ".join(parts)


def _runs(cells: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for dark, group in groupby(cells):
        size = len(list(group))
        if dark:
            yield start, size
        start += size


def code(data: str, side: float, node: Node | None, at_end: bool) -> Drawing:
    """A square of `side` points at the left (`at_end` False) or right edge."""
    matrix = [list(row) for row in segno.make_qr(data, error="m").matrix]
    shape = path(matrix)

    def paint(ink: Ink, x: float, top: float, width: float) -> None:
        scale = side / len(matrix)
        left = x + width - side if at_end else x
        with ink.marked(node):
            ink.path(shape, (left, top - side), scale, "#000000")

    return Drawing(tall=side, paint=paint)
