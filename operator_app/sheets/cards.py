"""Cards for the desk."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from operator_app.domain.flow import Span
from operator_app.domain.languages import Language
from operator_app.sheets.build import Builder
from operator_app.sheets.fonts import Fonts, Weight
from operator_app.sheets.layout import Frame, Piece
from operator_app.sheets.pager import Section
from operator_app.sheets.table import Grid, GridCell, GridStyle
from operator_app.sheets.text import Align
from operator_app.sheets.theme import GROUND, INK
from operator_app.sheets.volume import Job, Options, Out, Volume


def key_card(
    fonts: Fonts,
    title: str,
    rows: Sequence[tuple[str, str, str]],
    language: Language,
    options: Options,
    job: Job,
    out: Out,
) -> int:
    """The keys, what they do and what that means, as a table of key caps. Returns the number of pages."""
    volume = Volume(fonts, options, job, language)
    builder = volume.section(Section(language, title, options.words[language].t("Key card")))
    volume.pager.add([builder.text(title, builder.theme.title, "H1", after=8.0, keep=True)])
    volume.pager.add(_keys(builder, rows, options))
    return volume.save(out, title)


def _keys(builder: Builder, rows: Sequence[tuple[str, str, str]], options: Options) -> Iterator[Piece]:
    theme = builder.theme
    t = options.words[builder.language].t
    element = builder.parent.child("Table")
    head = element.child("TR")
    label = replace(theme.label, align=Align.CENTRE)
    cells = [
        [
            GridCell(builder.text(t("Key"), label, node=head.child("TH", Scope="Column"))),
            GridCell(builder.text(t("What it does"), theme.label, node=head.child("TH", Scope="Column"))),
        ]
    ]
    cap = replace(theme.item, weight=Weight.SEMIBOLD, align=Align.CENTRE, leading=theme.at(16))
    lead = replace(theme.item, size=theme.at(11.5), leading=theme.at(18))
    edge = theme.at(3.0)
    for key, does, means in rows:
        said = (Span(does, bold=True), Span(f" · {means}" if means else ""))
        row = element.child("TR")
        name = builder.text(key, cap, node=row.child("TH", Scope="Row"))
        framed = Frame(name, theme.right_to_left, (edge, edge, edge, edge), GROUND, INK, radius=theme.at(3.5))
        cells.append([GridCell(framed), GridCell(builder.text(said, lead, node=row.child("TD")))])
    yield Grid(cells, (24, 76), theme.right_to_left, GridStyle(padding=(theme.at(4.0), theme.at(6.0))), heads=1)
