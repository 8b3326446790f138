"""The fonts shipped with the program, and shaping of single words with a memory.

All measures are in thousandths of an em, whatever the font's own units.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from unicodedata import combining

from operator_app.domain.problems import Problem
from operator_app.sheets import harfbuzz

_SPACES = frozenset("\u00a0\u202f\u2009\u2007\t\n\r")
# Drawn by another character of the same look when the font lacks it; the text keeps the original.
_STAND_INS = {"\u2011": "-", "\u2010": "-", "№": "N", "\u00ad": "-"}
_MEMORY = 60_000
_OPENING, _CLOSING = "([{<«‹≤", ")]}>»›≥"
MIRROR = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
"""What is drawn turned round where reading goes from right to left, by code point."""
NARROW_SPACE = 0.6


class Weight(IntEnum):
    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600
    BOLD = 700


Glyph = tuple[int, float, float, str]
"""One code of the text, (glyph, advance, dx, text): the glyph drawn `dx` from the pen, which then moves by `advance`.

A plain tuple, since there are a hundred thousand and the garbage collector leaves tuples of numbers alone.
"""


@dataclass(frozen=True, slots=True)
class Detached:
    """A glyph drawn apart from the text, at (x, y) from the start of its stretch: diacritics above all.

    Readers of PDF take a mark that stands back over its letter for the start of another word. So the text is
    carried by blank codes in order, and such glyphs are drawn as shapes.
    """

    glyph: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A stretch of one font and direction, glyphs from left to right."""

    glyphs: tuple[Glyph, ...]
    width: float
    detached: tuple[Detached, ...] = ()
    mirrored: bool = False
    """Whether there is a bracket or another character of `MIRROR` in it."""


@dataclass(slots=True, eq=False)
class FontFile:
    """One font file, opened once."""

    name: str
    data: bytes
    face: harfbuzz.HbFace = field(init=False)
    font: harfbuzz.HbFont = field(init=False)
    scale: float = field(init=False)
    covered: frozenset[int] = field(init=False)
    ascent: float = field(init=False)
    descent: float = field(init=False)
    blank: int = field(init=False)
    _outlines: dict[int, str] = field(init=False, default_factory=dict)
    _known: dict[tuple[str, int, int, bool, str], Shaped] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.face = harfbuzz.open_face(self.data)
        self.font = harfbuzz.open_font(self.face)
        self.scale = 1000 / self.face.upem
        self.covered = frozenset(self.face.unicodes)
        extents = self.font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender * self.scale, extents.descender * self.scale
        self.blank = self.font.get_nominal_glyph(0x20) or 0

    def covers(self, char: str) -> bool:
        return ord(char) in self.covered or char in _SPACES or char in _STAND_INS

    def space(self, char: str = " ") -> float:
        """The width of a space."""
        width = self.font.get_glyph_h_advance(self.blank) * self.scale
        return width * NARROW_SPACE if char in "\u202f\u2009" else width

    def outline(self, glyph: int) -> str:
        """The PDF path of a glyph, in thousandths of an em."""
        path = self._outlines.get(glyph)
        if path is None:
            segments = harfbuzz.outline(self.font, glyph)
            path = self._outlines[glyph] = _path(
                [tuple(value * self.scale for value in segment) for segment in segments]
            )
        return path

    def shape(self, text: str, start: int, stop: int, right_to_left: bool, script: str) -> Shaped:
        """`text[start:stop]` shaped in the context of `text` (so that letters join over a change of style)."""
        key = (text, start, stop, right_to_left, script)
        shaped = self._known.get(key)
        if shaped is None:
            if len(self._known) > _MEMORY:
                self._known.clear()
            shaped = self._known[key] = self._shape(*key)
        return shaped

    def _shape(self, text: str, start: int, stop: int, right_to_left: bool, script: str) -> Shaped:
        codes = [ord(_STAND_INS.get(char, char) if ord(char) not in self.covered else char) for char in text]
        codes = [0x20 if char in _SPACES else code for char, code in zip(text, codes, strict=True)]
        language = "ar" if script == "Arab" else "fr"
        clusters: dict[int, list[_Placed]] = {}
        pen = 0.0
        for info, position in harfbuzz.shape(self.font, codes, start, stop - start, right_to_left, script, language):
            advance = position.x_advance * self.scale
            dx, dy = position.x_offset * self.scale, position.y_offset * self.scale
            placed = _Placed(info.codepoint, pen, advance, dx, dy)
            clusters.setdefault(info.cluster, []).append(placed)
            pen += advance
        starts = sorted(clusters)
        texts = {first: text[first:last] for first, last in zip(starts, [*starts[1:], stop], strict=True)}
        glyphs: list[Glyph] = []
        detached: list[Detached] = []
        for cluster in reversed(starts) if right_to_left else starts:
            self._carry(clusters[cluster], texts[cluster], right_to_left, glyphs, detached)
        mirrored = not MIRROR.keys().isdisjoint(map(ord, text[start:stop]))
        return Shaped(tuple(glyphs), pen, tuple(detached), mirrored)

    def _carry(
        self, cluster: list["_Placed"], text: str, right_to_left: bool, glyphs: list[Glyph], detached: list[Detached]
    ) -> None:
        """One character a code, from left to right; a ligature's characters share its width.

        Readers of PDF turn a right-to-left line around code by code, so a code with two characters would come
        back with them exchanged.
        """
        letters = sum(not combining(char) for char in text) or len(text)
        width = sum(glyph.advance for glyph in cluster) / letters
        chars = text[::-1] if right_to_left else text
        first = cluster[0]
        if len(cluster) == 1 and first.advance and not first.dy and not combining(chars[0]):
            glyphs.append((first.glyph, width, first.dx, chars[0]))
            chars = chars[1:]
        else:
            detached.extend(Detached(glyph.glyph, glyph.pen + glyph.dx, glyph.dy) for glyph in cluster)
        glyphs.extend((self.blank, 0.0 if combining(char) else width, 0.0, char) for char in chars)


def _path(segments: list[tuple[float, ...]]) -> str:
    """PDF operators of an outline (`harfbuzz.outline`); PDF knows only cubic curves."""
    operators: list[str] = []
    x = y = 0.0
    for segment in segments:
        if len(segment) == 4:
            cx, cy, to_x, to_y = segment
            first = (x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3)
            second = (to_x + 2 * (cx - to_x) / 3, to_y + 2 * (cy - to_y) / 3)
            operators.append(f"{first[0]:.0f} {first[1]:.0f} {second[0]:.0f} {second[1]:.0f} {to_x:.0f} {to_y:.0f} c")
            x, y = to_x, to_y
        elif segment:
            x, y = segment[:2]
            operators.append(f"{x:.0f} {y:.0f} {'l' if len(segment) == 3 else 'm'}")
        else:
            operators.append("h")
    return " ".join(operators)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A glyph as HarfBuzz placed it, `pen` from the start of the stretch."""

    glyph: int
    pen: float
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Family:
    """The files of one family by weight, and the family asked for characters that it lacks."""

    name: str
    files: dict[Weight, FontFile]
    fallback: FontFile

    def file(self, weight: Weight) -> FontFile:
        return self.files[weight]

    def file_for(self, char: str, weight: Weight) -> FontFile:
        own = self.files[weight]
        return own if own.covers(char) or not self.fallback.covers(char) else self.fallback


@dataclass(frozen=True, slots=True)
class Fonts:
    """`plain` is the family of screen and paper, `formal` that of formal pages."""

    plain: Family
    formal: Family


_PLEX = {
    weight: f"IBMPlexSansArabic-{name}"
    for weight, name in (
        (Weight.REGULAR, "Regular"),
        (Weight.MEDIUM, "Medium"),
        (Weight.SEMIBOLD, "SemiBold"),
        (Weight.BOLD, "Bold"),
    )
}
_AMIRI = {
    weight: f"Amiri-{name}"
    for weight, name in (
        (Weight.REGULAR, "Regular"),
        (Weight.MEDIUM, "Regular"),
        (Weight.SEMIBOLD, "Bold"),
        (Weight.BOLD, "Bold"),
    )
}


def load_fonts(folder: Path) -> Fonts:
    """The shipped fonts, from `resources/fonts`. Raises `Problem("font_missing")`."""
    files: dict[str, FontFile] = {}
    for name in {*_PLEX.values(), *_AMIRI.values()}:
        path = folder / f"{name}.ttf"
        try:
            files[name] = FontFile(name, path.read_bytes())
        except OSError as error:
            raise Problem("font_missing", path=str(path)) from error
    plain, formal = files["IBMPlexSansArabic-Regular"], files["Amiri-Regular"]
    return Fonts(
        plain=Family("IBM Plex Sans Arabic", {weight: files[name] for weight, name in _PLEX.items()}, formal),
        formal=Family("Amiri", {weight: files[name] for weight, name in _AMIRI.items()}, plain),
    )
