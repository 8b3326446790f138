"""Posters and letter blocks of the public numbers: one page, as PDF or as a picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from operator_app.domain.languages import Language, Text
from operator_app.sheets.build import Builder
from operator_app.sheets.finish import About, finish
from operator_app.sheets.fonts import Fonts, Weight
from operator_app.sheets.ink import Ink
from operator_app.sheets.layout import Block, Columns, Drawing, Frame, Piece, Rule, Stack
from operator_app.sheets.picture import PictureInk
from operator_app.sheets.tags import Node
from operator_app.sheets.text import Align, Style
from operator_app.sheets.theme import ACCENT, GROUND, INK, MUTED, Paper, Theme
from operator_app.sheets.volume import Job, Options, Out, write_out

DPI = 150
LETTER_BLOCK = (482.0, 74.0)  # 170 × 26 mm, in points
_ROOM = 0.96
_COLUMNS = ((1, 6), (2, 14), (3, 10_000))
"""How many numbers stand side by side, up to how many numbers."""
_NUMBER_SIZES = {1: 50.0, 2: 34.0, 3: 23.0}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A number as it is shown, and what it is for."""

    number: str
    name: Text


@dataclass(frozen=True, slots=True)
class Notice:
    """What a poster says. `languages` in the order of reading; `foot` holds hours or an address."""

    lines: Sequence[NoticeLine]
    languages: Sequence[Language]
    foot: Text


@dataclass(frozen=True, slots=True)
class _Maker:
    fonts: Fonts
    options: Options
    notice: Notice
    root: Node

    def builder(self, language: Language, paper: Paper, tight: float = 1.0) -> Builder:
        family = self.fonts.formal if self.options.formal else self.fonts.plain
        theme = Theme(family, language.right_to_left, paper, tight=tight)
        return Builder(theme, language, self.root.child("Sect", language=language.value))

    # poster

    def poster(self, tight: float) -> Iterator[Piece]:
        """Everything centred; the numbers as large as the page allows."""
        builders = [self.builder(language, self.options.paper, tight) for language in self.notice.languages]
        first = builders[0]
        if self.options.emblem is not None:
            yield self._emblem(first)
        for builder in builders:
            title = _centred(builder, 30 if builder is first else 20, Weight.BOLD)
            yield builder.text(self.options.body.best(builder.language)[0], title, "H1" if builder is first else "P")
        yield Rule(tall=first.theme.at(26), colour=ACCENT, thickness=3.0)
        for builder in builders:
            words = self.options.words[builder.language]
            style = _centred(builder, 19 if builder is first else 15, Weight.MEDIUM, ACCENT)
            yield builder.text(words.t("At your service by telephone"), style, "P", after=4.0)
        yield Block(tall=first.theme.at(10))
        lines = list(self.notice.lines)
        beside = next(columns for columns, most in _COLUMNS if len(lines) <= most)
        for start in range(0, len(lines), beside):
            frames = [self._line(builders, line, beside) for line in lines[start : start + beside]]
            gap = first.theme.at(12)
            yield Columns(frames, (1,) * len(frames), first.right_to_left, gap, after=gap)
        for builder in builders:
            if foot := self.notice.foot.get(builder.language):
                yield builder.text(foot, _centred(builder, 13, Weight.REGULAR, MUTED), before=6.0)

    def _emblem(self, builder: Builder) -> Piece:
        side = builder.theme.at(84)
        emblem = self.options.emblem
        node = builder.parent.child("Figure", alt=self.options.body.best(builder.language)[0])

        def paint(ink: Ink, x: float, top: float, width: float) -> None:
            if emblem is not None:
                with ink.marked(node):
                    ink.image(emblem, x + (width - side) / 2, top - side, side, side)

        return Drawing(tall=side, after=builder.theme.at(10), paint=paint)

    def _line(self, builders: Sequence[Builder], line: NoticeLine, beside: int) -> Piece:
        first = builders[0]
        pieces: list[Piece] = []
        for builder in builders:
            name = line.name.get(builder.language) or (line.name.best(builder.language)[0] if builder is first else "")
            if name:
                pieces.append(builder.text(name, _centred(builder, 17 if builder is first else 14, Weight.SEMIBOLD)))
        number = _centred(first, _NUMBER_SIZES[beside], Weight.BOLD)
        pieces.insert(1, first.text(line.number, replace(number, leading=number.size * 1.22)))
        edge = first.theme.at(10)
        return Frame(
            Stack(pieces), first.right_to_left, (edge, edge, edge, edge), fill=GROUND, radius=first.theme.at(8)
        )

    # letter block

    def block(self) -> Iterator[Piece]:
        """The body's name over the numbers side by side, each under what it is for."""
        builders = [self.builder(language, Paper.A4) for language in self.notice.languages]
        first = builders[0]
        names = " · ".join(self.options.body.best(builder.language)[0] for builder in builders)
        yield first.text(names, _centred(first, 10, Weight.SEMIBOLD))
        yield Rule(tall=5.0, colour=INK, thickness=0.8)
        cells: list[Piece] = []
        for line in self.notice.lines:
            said = [
                builder.text(line.name.get(builder.language), _centred(builder, 7.5, Weight.REGULAR, MUTED))
                for builder in builders
                if line.name.get(builder.language)
            ]
            number = first.text(line.number, _centred(first, 13, Weight.BOLD))
            cells.append(Stack((number, *said)))
        yield Columns(cells, (1,) * len(cells), first.right_to_left, gap=8.0)


def _centred(builder: Builder, size: float, weight: Weight, colour: str = INK) -> Style:
    unit = builder.theme.unit
    return Style(round(size * unit, 2), round(size * unit * 1.45, 2), weight, colour, Align.CENTRE)


def poster(fonts: Fonts, notice: Notice, options: Options, job: Job, out: Out, picture: bool = False) -> None:
    """One page with all the numbers, set smaller when they are many."""
    size = options.paper.value
    margin = Theme(fonts.plain, True, options.paper).margin
    ink: Ink = PictureInk(size, DPI) if picture else Ink(size)
    for tight in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4):
        pieces = Stack(list(_Maker(fonts, options, notice, ink.structure.root).poster(tight)))
        if pieces.height(size[0] - 2 * margin) <= (size[1] - 2 * margin) * _ROOM:
            break
    _draw(ink, pieces, margin)
    _save(ink, options, notice, job, out, picture)


def letter_block(fonts: Fonts, notice: Notice, options: Options, job: Job, out: Out, picture: bool = False) -> None:
    """A strip for the head or foot of letters (`LETTER_BLOCK` wide, as tall as it must be)."""
    maker = _Maker(fonts, options, notice, Node("Document"))
    tall = max(LETTER_BLOCK[1], Stack(list(maker.block())).height(LETTER_BLOCK[0] - 12.0) + 12.0)
    size = (LETTER_BLOCK[0], tall)
    ink: Ink = PictureInk(size, 2 * DPI) if picture else Ink(size)
    _draw(ink, Stack(list(replace(maker, root=ink.structure.root).block())), 6.0)
    _save(ink, options, notice, job, out, picture)


def _draw(ink: Ink, pieces: Stack, margin: float) -> None:
    width = ink.size[0] - 2 * margin
    spare = ink.size[1] - 2 * margin - pieces.height(width)
    pieces.draw(ink, margin, ink.size[1] - margin - max(0.0, spare / 3), width)
    ink.end_page()


def _save(ink: Ink, options: Options, notice: Notice, job: Job, out: Out, picture: bool) -> None:
    job.pause()
    if picture:
        write_out(out, ink.finish())
        return
    language = notice.languages[0]
    title = options.words[language].t("At your service by telephone")
    about = About(title, language.value, options.body.best(language)[0], options.made_at)
    write_out(out, finish(ink.finish(), ink.structure, about, [0], job.pause))
