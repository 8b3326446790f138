"""Writing tables of documents as XLSX: one sheet of texts, the same bytes for the same documents.

(openpyxl writes the hour into its files, takes "=…" for a formula and cuts long cells without a word.)
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain
from pathlib import Path

from operator_app.domain.documents import Document
from operator_app.domain.problems import Problem
from operator_app.exchange.cleaning import without_controls
from operator_app.exchange.csvfile import guarded_again
from operator_app.exchange.files import write_zip
from operator_app.exchange.rows import table_of
from operator_app.exchange.watching import Watch

# Excel's own limit for one cell.
_LONGEST_CELL = 32_767
_WIDE, _NARROW = 40, 16
_NARROW_FIELDS = ("kind", "verified", "review", "valid", "emergency", "need", "regime", "rank", "moment", "source_date")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="guide" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # Style 0: text, wrapped, at the top of its cell; style 1: the same in bold, for headings.
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
    '<xf numFmtId="49" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def write_xlsx(documents: Sequence[Document], path: Path, watch: Watch) -> tuple[Problem, ...]:
    """Write documents that fit into rows; returns what does not. Raises Problem("file_not_written"),
    Problem("export_cancelled"), Problem("cell_too_long")."""
    headings, rows, warnings = table_of(documents, watch)
    for row in rows:
        for heading, cell in zip(headings, row, strict=True):
            if len(cell) > _LONGEST_CELL:
                raise Problem("cell_too_long", external_id=row[0], column=heading, most=_LONGEST_CELL)
    write_zip(path, _parts(headings, rows))
    return warnings


def _parts(headings: list[str], rows: list[list[str]]) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
    for name, text in _FIXED_PARTS.items():
        yield name, (_DECLARATION + text).encode()
    # Row by row: a large sheet encoded at once would hold the interpreter, and with it the window, for 80 ms.
    yield "xl/worksheets/sheet1.xml", (text.encode() for text in chain((_DECLARATION,), _sheet(headings, rows)))


def _sheet(headings: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    for number, heading in enumerate(headings, start=1):
        width = _NARROW if heading.startswith(_NARROW_FIELDS) else _WIDE
        yield f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for line, row in enumerate((headings, *rows), start=1):
        cells = (_cell(cell, f"{_column(number)}{line}", line == 1) for number, cell in enumerate(row) if cell)
        yield f'<row r="{line}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _cell(text: str, reference: str, heading: bool) -> str:
    shown = escape(_ESCAPE_LIKE.sub("_x005F_", without_controls(guarded_again(text))), quote=False)
    style = ' s="1"' if heading else ""
    return f'<c r="{reference}"{style} t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _column(number: int) -> str:
    """A, B, … Z, AA for 0, 1, …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
