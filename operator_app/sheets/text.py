"""Paragraphs of mixed Arabic and Latin text: shaped, broken in logical order, set line by line in visual order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from operator_app.sheets.bidi import reorder
from operator_app.sheets.display import Analysis, analyse, clean, tokens
from operator_app.sheets.fonts import Family, FontFile, Shaped, Weight

_NO_BREAK = "\u00a0"

MAX_STRETCH = 0.55
"""How much of an em a space may grow when a line is justified; beyond it the line stays ragged."""


class Align(Enum):
    """`START` is the side where a line of the paragraph's direction begins."""

    START = "start"
    END = "end"
    CENTRE = "centre"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks. Points; `weight` and `colour` are those of runs that say nothing else."""

    size: float = 10.5
    leading: float = 16.0
    weight: Weight = Weight.REGULAR
    colour: str = "#1A1A1A"
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence with a look of its own. `link` is an address or `#key`."""

    text: str
    weight: Weight | None = None
    colour: str = ""
    link: str = ""


@dataclass(slots=True, eq=False)
class Piece:
    """What is drawn in one go: one font, level and run. `width` is in points."""

    shaped: Shaped
    file: FontFile
    level: int
    run: int
    width: float
    glue: bool = False


@dataclass(slots=True, eq=False)
class Word:
    """Pieces between which a line does not break, in logical order; a glue word is one space."""

    pieces: list[Piece]
    width: float
    glue: bool
    start: int
    stop: int


@dataclass(slots=True, eq=False)
class Line:
    """Pieces in logical order without the spaces at the line's end; `width` in points, `glues` spaces can grow."""

    pieces: list[Piece]
    width: float
    glues: int
    last: bool = False

    def visual(self) -> list[Piece]:
        """The pieces from left to right."""
        return [self.pieces[index] for index in reorder([piece.level for piece in self.pieces])]


@dataclass(slots=True, eq=False)
class Setter:
    """The text of one paragraph, ready to be cut into lines of any width."""

    text: str
    runs: tuple[Run, ...]
    style: Style
    right_to_left: bool
    family: Family
    analysis: Analysis = field(init=False)
    words: list[Word] = field(init=False)
    _owner: list[int] = field(init=False)
    _lines: dict[float, list[Line]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.analysis = analyse(self.text, self.right_to_left)
        self._owner = [index for index, run in enumerate(self.runs) for _ in run.text]
        self.words = [self._word(start, stop, glue) for start, stop, glue in tokens(self.text, self.analysis)]

    def weight(self, run: int) -> Weight:
        return self.runs[run].weight or self.style.weight

    def _word(self, start: int, stop: int, glue: bool) -> Word:
        pieces: list[Piece] = []
        readable = self._readable(start, stop)
        for first, last, backwards, file in self._stretches(start, stop):
            level = self.analysis.levels[first]
            script = "Arab" if backwards else "Latn"
            shaped = file.shape(readable, first - start, last - start, backwards, script)
            width = shaped.width * self.style.size / 1000
            pieces.append(Piece(shaped, file, level, self._owner[first], width, glue))
        return Word(pieces, sum(piece.width for piece in pieces), glue, start, stop)

    def _readable(self, start: int, stop: int) -> str:
        """The characters with the spaces inside a word turned into no-break ones, so that a number copies whole."""
        text = self.text[start:stop]
        return text.replace(" ", _NO_BREAK) if stop - start > 1 and " " in text else text

    def _stretches(self, start: int, stop: int) -> Iterator[tuple[int, int, bool, FontFile]]:
        """The word cut where level, run or font changes: (start, stop, right to left, font)."""
        first = start
        kind = self._kind(start)
        if self._alike(start, stop, kind):
            yield start, stop, bool(kind[0] & 1), kind[2]
            return
        for position in range(start + 1, stop):
            other = self._kind(position)
            if other != kind:
                yield first, position, bool(kind[0] & 1), kind[2]
                first, kind = position, other
        yield first, stop, bool(kind[0] & 1), kind[2]

    def _alike(self, start: int, stop: int, kind: tuple[int, int, FontFile]) -> bool:
        """Whether nothing changes inside the word, which is so for nearly every word."""
        length = stop - start
        return (
            self.analysis.levels[start:stop].count(kind[0]) == length
            and self._owner[start:stop].count(kind[1]) == length
            and kind[2].covered.issuperset(map(ord, self.text[start:stop]))
            and kind[2] is self.family.file(self.weight(kind[1]))
        )

    def _kind(self, position: int) -> tuple[int, int, FontFile]:
        owner = self._owner[position]
        file = self.family.file_for(self.text[position], self.weight(owner))
        return self.analysis.levels[position], owner, file

    def lines(self, width: float) -> list[Line]:
        """The paragraph in lines of this width."""
        known = self._lines.get(width)
        if known is None:
            known = self._lines[width] = list(self._break(width))
        return known

    def _break(self, width: float) -> Iterator[Line]:
        line: list[Word] = []
        room = width
        for word in self._fitting(width):
            if not word.glue and word.width > room + 0.01 and any(not other.glue for other in line):
                yield _line(line)
                line, room = [], width
            if word.glue and not line:
                continue
            line.append(word)
            room -= word.width
        final = _line(line)
        final.last = True
        yield final

    def _fitting(self, width: float) -> Iterator[Word]:
        """The words, those wider than a whole line cut into parts that are not."""
        for word in self.words:
            if word.width <= width:
                yield word
            else:
                yield from self._cut(word, width)

    def _cut(self, word: Word, width: float) -> Iterator[Word]:
        start = word.start
        while start < word.stop:
            stop = start + 1
            part = self._word(start, stop, False)
            while stop < word.stop:
                longer = self._word(start, stop + 1, False)
                if longer.width > width:
                    break
                part, stop = longer, stop + 1
            yield part
            start = stop


def _line(words: list[Word]) -> Line:
    stop = len(words)
    while stop and words[stop - 1].glue:
        stop -= 1
    kept = words[:stop]
    return Line(
        [piece for word in kept for piece in word.pieces],
        sum(word.width for word in kept),
        sum(word.glue for word in kept),
    )


def setters(runs: Sequence[Run], style: Style, right_to_left: bool, family: Family) -> list[Setter]:
    """One setter for each line feed of the text; direction controls are dropped."""
    paragraphs: list[list[Run]] = [[]]
    for run in runs:
        first, *others = clean(run.text).split("\n")
        paragraphs[-1].append(replace(run, text=first))
        paragraphs.extend([replace(run, text=other)] for other in others)
    return [Setter("".join(run.text for run in part), tuple(part), style, right_to_left, family) for part in paragraphs]
