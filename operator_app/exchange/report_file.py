"""A report as a file for a spreadsheet: CSV (one table under the other) or XLSX (a sheet a table)."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from operator_app.exchange.cleaning import without_controls
from operator_app.exchange.csvfile import write_rows
from operator_app.exchange.files import write_zip

# Excel with Tunisian settings (Arabic or French) splits columns at semicolons only.
_DELIMITER = ";"
_WIDEST, _NARROWEST, _LONGEST_TITLE = 60, 9, 31
# Characters that Excel refuses in the name of a sheet.
_NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
_WHOLE = re.compile(r"\d{1,9}")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Style 0: wrapped, at the top of its cell; style 1: the same in bold, for headings.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
    '<xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf fontId="1" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
Rows = Sequence[Sequence[str]]


def write_report(path: Path, tables: Sequence[tuple[str, Rows]], right_to_left: bool = False) -> None:
    """Write named tables, the first row of each its headings. Raises Problem("file_not_written")."""
    if path.suffix.lower() == ".xlsx":
        parts = _parts(tables, right_to_left)
        write_zip(path, ((name, (_DECLARATION + text).encode()) for name, text in parts.items()))
        return
    rows: list[Sequence[str]] = []
    for name, table in tables:
        rows += [[name], *table, []]
    write_rows(path, rows[:-1], _DELIMITER)


def _parts(tables: Sequence[tuple[str, Rows]], right_to_left: bool) -> dict[str, str]:
    numbers = range(1, len(tables) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(_NOT_IN_TITLES.sub(" ", name)[:_LONGEST_TITLE])} sheetId="{n}" r:id="rId{n}"/>'
        for n, (name, _) in zip(numbers, tables, strict=True)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    fixed = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{overrides}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{len(tables) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
    }
    made = zip(numbers, tables, strict=True)
    return fixed | {f"xl/worksheets/sheet{n}.xml": "".join(_sheet(rows, right_to_left)) for n, (_, rows) in made}


def _sheet(table: Rows, right_to_left: bool) -> Iterator[str]:
    side = ' rightToLeft="1"' if right_to_left else ""
    yield f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"{side}>'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    for place in range(max(len(row) for row in table)):
        longest = max(len(row[place]) for row in table if len(row) > place)
        width = min(_WIDEST, max(_NARROWEST, longest + 3))
        yield f'<col min="{place + 1}" max="{place + 1}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for line, row in enumerate(table, start=1):
        yield f'<row r="{line}">{"".join(_cell(text, place, line) for place, text in enumerate(row) if text)}</row>'
    yield "</sheetData></worksheet>"


def _cell(text: str, place: int, line: int) -> str:
    """A whole number as a number; anything else as a text, never a formula, whatever a name begins with."""
    style = ' s="1"' if line == 1 else ""
    reference = f'r="{chr(ord("A") + place)}{line}"{style}'
    if line > 1 and _WHOLE.fullmatch(text):
        return f"<c {reference}><v>{int(text)}</v></c>"
    shown = escape(without_controls(text))
    return f'<c {reference} t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
