"""Sheets: one article on its own pages, in one language or several."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from operator_app.domain.flow import Flow
from operator_app.sheets.build import Builder
from operator_app.sheets.fonts import Fonts
from operator_app.sheets.layout import Piece, Stack, anchor
from operator_app.sheets.pager import Section
from operator_app.sheets.volume import Job, Options, Out, Volume

_TIGHT = (0.95, 0.9, 0.86)
_FILLED = 0.97
_LITTLE = 0.3
"""A last page with less than this share of it filled is avoided by setting the sheet smaller."""


def sheet(fonts: Fonts, flows: Sequence[Flow], options: Options, job: Job, out: Out, landscape: bool = False) -> int:
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
    usual = pieces = list(_pieces(builder, flow))
    tall = Stack(pieces).height(area.width)
    whole = max(1, int(tall / area.height))
    if area.height * whole < tall <= area.height * (whole + _LITTLE):
        for tight in _TIGHT:
            pieces = list(_pieces(replace(builder, theme=replace(builder.theme, tight=tight)), flow))
            # over several pages some room is lost at their ends
            if Stack(pieces).height(area.width) <= area.height * whole * (1.0 if whole == 1 else _FILLED):
                break
        else:
            pieces = usual
    volume.pager.add(pieces)


def _pieces(builder: Builder, flow: Flow) -> Iterator[Piece]:
    yield builder.text(flow.title, builder.theme.title, builder.outline.tag(1), after=6.0, keep=True)
    yield from builder.blocks(flow.blocks)
