"""The look of the printed pages: one type scale, few colours that hold in black and white."""

from dataclasses import dataclass, replace
from enum import Enum

from operator_app.sheets.fonts import Family, Weight
from operator_app.sheets.text import Align, Style

INK = "#1A1A1A"
MUTED = "#55606A"
ACCENT = "#0B4F6C"
WARNING = "#8A1C1C"
GROUND = "#F0F3F4"
HAIR = "#B8C0C4"
WHITE = "#FFFFFF"
LATIN_LEADING = 0.9
"""Latin lines stand closer than Arabic ones, which need room for dots and vowel marks."""


class Paper(Enum):
    """Width and height in points."""

    A3 = (841.89, 1190.55)
    A4 = (595.28, 841.89)
    A5 = (419.53, 595.28)
    A6 = (297.64, 419.53)


_SCALES = {Paper.A3: 1.6, Paper.A4: 1.0, Paper.A5: 0.86, Paper.A6: 0.76}
_MARGINS = {Paper.A3: 60.0, Paper.A4: 46.0, Paper.A5: 32.0, Paper.A6: 22.0}


@dataclass(frozen=True, slots=True)
class Theme:
    """The styles of one document in one direction. `scale` multiplies every size; `unit` is a point at that scale."""

    family: Family
    right_to_left: bool
    paper: Paper
    justify: bool = False
    tight: float = 1.0
    """Shrinks everything, so that a sheet that is a little too long still fits one page."""

    @property
    def unit(self) -> float:
        return _SCALES[self.paper] * self.tight

    @property
    def margin(self) -> float:
        return _MARGINS[self.paper]

    def _style(self, size: float, leading: float, weight: Weight, colour: str = INK) -> Style:
        factor = self.unit * (1.0 if self.right_to_left else LATIN_LEADING)
        return Style(round(size * self.unit, 2), round(leading * factor, 2), weight, colour)

    @property
    def title(self) -> Style:
        return self._style(20.5, 29, Weight.BOLD)

    @property
    def cover(self) -> Style:
        """The title of a book."""
        return self._style(34, 46, Weight.BOLD)

    @staticmethod
    def at_end(style: Style) -> Style:
        """The style on the side where lines end."""
        return replace(style, align=Align.END)

    @property
    def lead(self) -> Style:
        return self._style(12.5, 19.5, Weight.MEDIUM)

    @property
    def body(self) -> Style:
        style = self._style(10.5, 15.8, Weight.REGULAR)
        return replace(style, align=Align.JUSTIFY) if self.justify else style

    @property
    def item(self) -> Style:
        """Text of lists and tables: never justified."""
        return self._style(10.5, 15.8, Weight.REGULAR)

    @property
    def table(self) -> Style:
        return self._style(9.5, 14.4, Weight.REGULAR)

    @property
    def small(self) -> Style:
        return self._style(8.5, 12.6, Weight.REGULAR)

    @property
    def label(self) -> Style:
        return self._style(8.5, 12.6, Weight.MEDIUM, MUTED)

    @property
    def number(self) -> Style:
        """Telephone numbers."""
        return self._style(13.5, 19, Weight.SEMIBOLD)

    def heading(self, level: int) -> Style:
        if level == 1:
            return self._style(15, 22, Weight.BOLD, ACCENT)
        if level == 2:
            return self._style(12.5, 19, Weight.SEMIBOLD, ACCENT)
        return self._style(11 if level == 3 else 10.5, 17, Weight.SEMIBOLD)

    def at(self, points: float) -> float:
        """A measure of the A4 page on this paper."""
        return points * self.unit
