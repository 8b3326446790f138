"""Brackets that two kinds of readers take differently.

Poppler and Firefox give back the character that the font's ToUnicode names. Pdfium (Chrome, Edge, this program's
preview) turns brackets round by itself wherever it takes a line to run from right to left, and so expects them as they
look. No one mapping suits both. So such a bracket stands in the font as it looks, inside a marked span whose ActualText
says what it means: poppler reads that. Pdfium reads the innermost ActualText only, and passes over it when it is empty,
so an empty one stands inside (`codes.py`). Tests read with both.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from operator_app.sheets.bidi import bidi_class
from operator_app.sheets.fonts import MIRROR
from operator_app.sheets.text import Piece

_RIGHT = frozenset(("R", "AL"))
_WEAK = frozenset(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"))
NONE: frozenset[int] = frozenset()


def turned(pieces: Sequence[Piece], right_to_left: bool) -> Mapping[int, frozenset[int]]:
    """By piece, of a line's pieces from left to right, the places of the glyphs that pdfium will turn round."""
    if not any(piece.shaped.mirrored for piece in pieces):
        return {}
    line = [
        (index, place, text, _direction(text))
        for index, piece in enumerate(pieces)
        for place, (*_, text) in enumerate(piece.shaped.glyphs)
    ]
    backwards = right_to_left or _taken_for_arabic(direction for *_, direction in line)
    found: dict[int, set[int]] = {}
    strong = "R" if backwards else "L"
    for index, place, text, direction in reversed(line) if backwards else line:
        if direction in ("L", "R"):
            strong = direction
        elif ord(text) in MIRROR and strong == "R" and (pieces[index].level & 1 or not backwards):
            found.setdefault(index, set()).add(place)
    return {index: frozenset(places) for index, places in found.items()}


def _direction(char: str) -> str:
    """What pdfium makes of a character: letters L or R, digits and their signs W, the rest N."""
    kind = bidi_class(char)
    return "R" if kind in _RIGHT else "L" if kind == "L" else "W" if kind in _WEAK else "N"


def _taken_for_arabic(directions: Iterable[str]) -> bool:
    """Pdfium counts the stretches of each direction in a line."""
    kinds = [kind for kind, _ in groupby(directions)]
    return 0 < kinds.count("R") >= kinds.count("L")
