"""A line of a table of contents: a title, dots, a page number."""

from dataclasses import dataclass

from operator_app.sheets.ink import Ink
from operator_app.sheets.layout import Halves
from operator_app.sheets.paragraph import Paragraph
from operator_app.sheets.theme import HAIR

_NUMBER_SHARE = 0.1
_DOT_STEP = 4.0  # points between the middles of two dots
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Leader:
    """The number stands where lines end; the dots join it to the end of the title's last line."""

    title: Paragraph
    number: Paragraph
    right_to_left: bool
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False

    def height(self, width: float) -> float:
        return self.title.height(width * (1 - _NUMBER_SHARE))

    def split(self, width: float, room: float) -> Halves:
        return (self, None) if self.height(width) <= room + 0.01 else (None, self)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        for_number = width * _NUMBER_SHARE
        left = x + for_number if self.right_to_left else x
        self.title.draw(ink, left, top, width - for_number)
        last = top - self.height(width) + self.title.style.leading
        self.number.draw(ink, x if self.right_to_left else x + width - for_number, last, for_number)
        used = self.title.lines(width - for_number)[-1][1].width + _GAP
        free = width - used - self.number.widest() - _GAP
        start = x + self.number.widest() + _GAP if self.right_to_left else x + used
        y = last - self.title.style.leading * 0.68
        # on one grid over the page, so that the dots of neighbouring lines stand above each other
        first = (int(start / _DOT_STEP) + 1) * _DOT_STEP
        count = int((start + free - first) / _DOT_STEP) + 1
        dots = [f"{first + step * _DOT_STEP:.1f} 0 1 1 re" for step in range(count)]
        if dots:
            with ink.marked(None):
                ink.path(" ".join(dots), (0.0, y), 1.0, HAIR)
