"""The user manual on paper, with pictures of the window in the flow of its text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from operator_app.domain.languages import Language
from operator_app.domain.manual import Manual, Picture
from operator_app.sheets.build import Builder
from operator_app.sheets.fonts import load_fonts
from operator_app.sheets.ink import Ink
from operator_app.sheets.layout import Block, Piece, anchor
from operator_app.sheets.pager import Section
from operator_app.sheets.tags import Node
from operator_app.sheets.text import Align
from operator_app.sheets.theme import HAIR, MUTED
from operator_app.sheets.volume import Job, Options, Out, Volume

_SHARE = 0.86
"""Of the text's width: below it a picture of a window is still read, and two of them fit on a page with their text."""


@dataclass(frozen=True, slots=True)
class Shot(Block):
    """A picture as wide as `_SHARE` of the text, in the middle, inside a thin line."""

    file: Path = Path()
    node: Node | None = None
    ratio: float = 1.0
    """Height by width."""

    def height(self, width: float) -> float:
        return width * _SHARE * self.ratio

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        wide, tall = width * _SHARE, self.height(width)
        left = x + (width - wide) / 2
        with ink.marked(self.node):
            ink.image(self.file, left, top - tall, wide, tall)
        with ink.marked(None):
            ink.box(left, top - tall, wide, tall, line=HAIR)


def print_manual(
    fonts: Path, manual: Manual, folder: Path, language: Language, options: Options, job: Job, out: Out
) -> int:
    """Write it as PDF; the number of pages. `folder` is what its pictures are named from.

    Raises Problem: font_missing, cannot_write, printing_cancelled.
    """
    volume = Volume(load_fonts(fonts), options, job, language)
    volume.progress()
    builder = volume.section(Section(language, manual.title))
    volume.pager.add([anchor(f"manual.{language}", manual.title)])
    volume.pager.add([builder.text(manual.title, builder.theme.title, "H1", after=6.0, keep=True)])
    for part in manual.parts:
        volume.pager.add(_shown(builder, part, folder) if isinstance(part, Picture) else builder.blocks([part]))
    pages = volume.save(out, manual.title)
    job.progress(1, 1)
    return pages


def _shown(builder: Builder, picture: Picture, folder: Path) -> Iterator[Piece]:
    """The picture, and its caption on the same page."""
    theme = builder.theme
    file = folder / picture.file
    with Image.open(file) as opened:
        ratio = opened.height / opened.width
    node = builder.parent.child("Figure", alt=picture.caption)
    yield Shot(before=theme.at(8.0), after=theme.at(3.0), keep_with_next=True, file=file, node=node, ratio=ratio)
    style = replace(theme.small, align=Align.CENTRE, colour=MUTED)
    yield builder.under(node).text(picture.caption, style, "Caption", after=8.0)
