"""Sheets: one article on its own pages, in one language or several."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from operator_app.domain.flow import Flow
from operator_app.sheets.build import Builder
from operator_app.sheets.fonts import Fonts
from operator_app.sheets.layout import Piece, Stack, anchor
from operator_app.sheets.pager import Section
from operator_app.sheets.volume import Job, Options, Out, Volume

_TIGHT = (1.0, 0.95, 0.9, 0.86)
_HOPELESS = 1.3
"""A sheet longer than this many pages goes on two at full size."""


def sheet(
    fonts: Fonts, flows: Sequence[Flow], options: Options, job: Job, out: Out, landscape: bool = False
) -> int:
    """Each flow from a page of its own, in the order given (an article in two languages is two flows).

    Returns the number of pages; raises ValueError without any flow.
    """
    if not flows:
        raise ValueError("nothing to print")
    volume = Volume(fonts, options, job, flows[0].language, landscape, total=len(flows))
    for flow in flows:
        volume.progress()
        put(volume, flow)
    pages = volume.save(out, flows[0].title)
    job.progress(len(flows), len(flows))
    return pages


def put(volume: Volume, flow: Flow, level: int = 0) -> None:
    """A flow from the top of a page, with its bookmark at `level`; one that is a little too long is set smaller."""
    builder = volume.section(Section(flow.language, flow.title, flow.kind))
    volume.pager.add([anchor(f"{flow.key}.{flow.language}", flow.title, level)])
    area = volume.pager.area
    pieces: list[Piece] = []
    for tight in _TIGHT:
        pieces = list(_pieces(replace(builder, theme=replace(builder.theme, tight=tight)), flow))
        tall = Stack(pieces).height(area.width)
        if tall <= area.height or tall > area.height * _HOPELESS:
            break
    else:
        pieces = list(_pieces(builder, flow))
    volume.pager.add(pieces)


def _pieces(builder: Builder, flow: Flow) -> Iterator[Piece]:
    yield builder.text(flow.title, builder.theme.title, "H1", after=6.0, keep=True)
    yield from builder.blocks(flow.blocks)
