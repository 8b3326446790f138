"""What stands at the edges of every page: the body's name and emblem, what is read, the page's number, thumb marks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from operator_app.domain.flow_of import Words
from operator_app.domain.languages import Language, Text
from operator_app.sheets.fonts import Weight
from operator_app.sheets.ink import Ink
from operator_app.sheets.pager import Area, Section
from operator_app.sheets.paragraph import Paragraph
from operator_app.sheets.text import Align, Run, Style
from operator_app.sheets.theme import ACCENT, HAIR, INK, MUTED, WHITE, Theme

THUMB = (15.0, 46.0)  # width and height of a thumb mark, points
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Furniture:
    """`printed` is the date on which the pages were made, as it is to be read, for each language."""

    area: Area
    themes: Mapping[Language, Theme]
    words: Mapping[Language, Words]
    body: Text
    emblem: Path | None
    printed: Mapping[Language, str]

    def dress(self, ink: Ink, sections: Sequence[Section], order: Sequence[int], pause: Callable[[], None]) -> None:
        """Adds the edges to every page. `order` are the drawn pages as they follow each other."""
        for number, page in enumerate(order, start=1):
            pause()
            if sections[page].bare:
                continue
            with ink.added_to_page(page), ink.marked(None):
                self._header(ink, sections[page])
                self._footer(ink, sections[page], number, len(order))
                self._thumb(ink, sections[page])

    def _header(self, ink: Ink, section: Section) -> None:
        theme = self.themes[section.language]
        area = self.area
        rule = area.size[1] - area.top + theme.at(12)
        left, width = area.left, area.width
        if self.emblem is not None:
            side = theme.at(26)
            ink.image(self.emblem, left + width - side if theme.right_to_left else left, rule + theme.at(3), side, side)
            inset = side + theme.at(7)
            width -= inset
            left = left if theme.right_to_left else left + inset
        style = Style(theme.at(9.5), theme.at(14), Weight.SEMIBOLD, INK)
        self._line(ink, theme, self.body.best(section.language)[0], style, (left, rule + theme.at(17), width), 0.64)
        kind = replace(style, weight=Weight.REGULAR, colour=MUTED, align=Align.END)
        self._line(ink, theme, section.kind, kind, (left, rule + theme.at(17), width), 0.34)
        ink.line(area.left, rule, area.left + area.width, rule, INK, 0.8)

    def _footer(self, ink: Ink, section: Section, number: int, count: int) -> None:
        theme = self.themes[section.language]
        words = self.words[section.language]
        area = self.area
        rule = area.bottom - theme.at(10)
        style = Style(theme.at(8), theme.at(12), Weight.REGULAR, MUTED)
        ink.line(area.left, rule, area.left + area.width, rule, HAIR, 0.5)
        printed = self.printed.get(section.language, "")
        said = " · ".join(part for part in (section.title, printed) if part)
        self._line(ink, theme, said, style, (area.left, rule - theme.at(3), area.width), 0.74)
        text = words.t("Page {number} of {count}").format(number=number, count=count)
        page = replace(style, weight=Weight.MEDIUM, colour=INK, align=Align.END)
        self._line(ink, theme, text, page, (area.left, rule - theme.at(3), area.width), 0.25)

    def _thumb(self, ink: Ink, section: Section) -> None:
        """A dark mark at the outer edge, lower for each chapter or letter."""
        if section.thumb < 0:
            return
        theme = self.themes[section.language]
        wide, tall = (theme.at(value) for value in THUMB)
        if section.thumbs:
            tall = min(tall, self.area.height / section.thumbs)
        places = max(1, int(self.area.height / tall + 0.01))
        top = self.area.size[1] - self.area.top - (section.thumb % places) * tall
        left = 0.0 if theme.right_to_left else self.area.size[0] - wide
        ink.box(left, top - tall, wide, tall, fill=ACCENT)
        style = Style(theme.at(9), theme.at(12), Weight.BOLD, WHITE, Align.CENTRE)
        self._line(ink, theme, section.thumb_text, style, (left, top - tall / 2 + theme.at(6), wide))

    def _line(
        self, ink: Ink, theme: Theme, text: str, style: Style, place: tuple[float, float, float], share: float = 1.0
    ) -> None:
        """One line at (left, top, width), cut with an ellipsis when it is longer than its share of the width."""
        if not text:
            return
        left, top, width = place
        room = width * share
        line = Paragraph([Run(text)], style, theme.right_to_left, theme.family)
        while line.widest() > room and len(text) > 1:
            text = text[: max(1, min(len(text) - 2, int(len(text) * room / line.widest())))].rstrip()
            line = Paragraph([Run(text + _ELLIPSIS)], style, theme.right_to_left, theme.family)
        at_left = (style.align is Align.END) == theme.right_to_left
        start = left if at_left or style.align is Align.CENTRE else left + width - room
        line.write(ink, start, top, room)
