"""One printed document from the first page to the finished file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from operator_app.domain.flow_of import Words
from operator_app.domain.languages import Language, Text
from operator_app.domain.problems import Problem
from operator_app.sheets.build import Builder
from operator_app.sheets.finish import About, finish
from operator_app.sheets.fonts import Fonts
from operator_app.sheets.furniture import Furniture
from operator_app.sheets.ink import Ink
from operator_app.sheets.pager import Area, Pager, Section
from operator_app.sheets.tags import Node
from operator_app.sheets.theme import Paper, Theme

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Out = BinaryIO | Path


@dataclass(frozen=True, slots=True)
class Options:
    """How to print. `words` holds every language that is printed; `body` is the public body's name.

    `formal` sets the text in Amiri. `made_at` is local time; None prints no date.
    """

    words: Mapping[Language, Words]
    body: Text = field(default_factory=Text)
    emblem: Path | None = None
    paper: Paper = Paper.A4
    formal: bool = False
    justify: bool = False
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """How a run tells how far it is, and learns that nobody wants it any more."""

    progress: Progress
    cancelled: Cancelled

    def pause(self) -> None:
        """Raises `Problem("printing_cancelled")` once the job is cancelled."""
        if self.cancelled():
            raise Problem("printing_cancelled")


@dataclass(slots=True, eq=False)
class Volume:
    """Pages, structure and edges of one document in the making. `edges` False leaves headers and footers away."""

    fonts: Fonts
    options: Options
    job: Job
    language: Language
    landscape: bool = False
    edges: bool = True
    total: int = 1
    done: int = 0
    ink: Ink = field(init=False)
    pager: Pager = field(init=False)
    themes: dict[Language, Theme] = field(init=False)

    def __post_init__(self) -> None:
        size = self.options.paper.value
        self.ink = Ink((size[1], size[0]) if self.landscape else size)
        self.themes = {language: self._theme(language) for language in Language}
        self.pager = Pager(self.ink, self._area(), self.job.pause, Section(self.language))

    def _theme(self, language: Language) -> Theme:
        family = self.fonts.formal if self.options.formal else self.fonts.plain
        return Theme(family, language.right_to_left, self.options.paper, self.options.justify)

    def _area(self) -> Area:
        theme = self.themes[self.language]
        margin = theme.margin
        top, bottom = (margin + theme.at(30), margin + theme.at(14)) if self.edges else (margin, margin)
        return Area(self.ink.size, margin, margin, top, bottom)

    def section(self, section: Section, new_page: bool = True) -> Builder:
        """Begins a part of the document; the builder of its language, under an element of its own."""
        if new_page:
            self.pager.break_page()
        self.pager.section = section
        return self.builder(section.language, self.ink.structure.root)

    def progress(self) -> None:
        """One more of the `total` flows begins."""
        self.job.progress(self.done, self.total)
        self.done += 1

    def builder(self, language: Language, parent: Node) -> Builder:
        """A builder under a new part of `parent`."""
        return Builder(self.themes[language], language, parent.child("Sect", language=language.value))

    def save(self, out: Out, title: str, order: Sequence[int] | None = None) -> int:
        """Ends the last page and writes the file whole or not at all; the number of pages."""
        count = self.pager.finish()
        places = order if order is not None else range(count)
        if self.edges:
            self._furniture().dress(self.ink, self.pager.sections, places, self.job.pause)
        self.job.pause()
        data = self.ink.finish()
        about = About(title, self.language.value, self.options.body.best(self.language)[0], self.options.made_at)
        write_out(out, finish(data, self.ink.structure, about, list(places), self.job.pause))
        return count

    def _furniture(self) -> Furniture:
        made = self.options.made_at
        printed = {
            language: words.t("Printed on {day}").format(day=words.day(made.date()))
            for language, words in self.options.words.items()
            if made
        }
        return Furniture(
            self.pager.area, self.themes, self.options.words, self.options.body, self.options.emblem, printed
        )


def write_out(out: Out, data: bytes) -> None:
    """Into a stream, or into a file by way of a neighbour, so that no half file is left.

    Raises `Problem("cannot_write", path=…)`.
    """
    if not isinstance(out, Path):
        out.write(data)
        return
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Problem("cannot_write", path=str(out)) from error
