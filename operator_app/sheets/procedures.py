"""Sheets: one article on its own pages, in one language or several."""

from collections.abc import Sequence

from operator_app.domain.flow import Flow
from operator_app.sheets.fonts import Fonts
from operator_app.sheets.layout import anchor
from operator_app.sheets.pager import Section
from operator_app.sheets.volume import Job, Options, Out, Volume


def sheet(fonts: Fonts, flows: Sequence[Flow], options: Options, job: Job, out: Out) -> int:
    """Each flow from a page of its own, in the order given (an article in two languages is two flows).

    Returns the number of pages; raises ValueError without any flow.
    """
    if not flows:
        raise ValueError("nothing to print")
    volume = Volume(fonts, options, job, flows[0].language)
    for done, flow in enumerate(flows):
        job.progress(done, len(flows))
        put(volume, flow)
    pages = volume.save(out, flows[0].title)
    job.progress(len(flows), len(flows))
    return pages


def put(volume: Volume, flow: Flow, level: int = 0) -> None:
    """A flow from the top of a page, with its bookmark at `level`."""
    builder = volume.section(Section(flow.language, flow.title, flow.kind))
    key = f"{flow.key}.{flow.language}"
    volume.pager.add([anchor(key, flow.title, level)])
    volume.pager.add([builder.text(flow.title, builder.theme.title, "H1", after=6.0, keep=True)])
    volume.pager.add(builder.blocks(flow.blocks))
