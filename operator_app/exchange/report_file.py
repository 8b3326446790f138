"""A report as a file for a spreadsheet: CSV (one table under the other) or XLSX (a sheet a table)."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from operator_app.domain.problems import Problem
from operator_app.exchange.csvfile import write_rows

# Excel with Tunisian settings (Arabic or French) splits columns at semicolons only.
_DELIMITER = ";"
_WIDEST = 60
_LONGEST_TITLE = 31
Rows = Sequence[Sequence[str]]


def write_report(path: Path, tables: Sequence[tuple[str, Rows]], right_to_left: bool = False) -> None:
    """Write named tables, the first row of each its headings. Raises Problem("file_not_written")."""
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(path, tables, right_to_left)
        return
    rows: list[Sequence[str]] = []
    for name, table in tables:
        rows += [[name], *table, []]
    write_rows(path, rows[:-1], _DELIMITER)


def _write_xlsx(path: Path, tables: Sequence[tuple[str, Rows]], right_to_left: bool) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in tables:
        _fill(book.create_sheet(name[:_LONGEST_TITLE]), table, right_to_left)
    try:
        book.save(path)
    except OSError as error:
        raise Problem("file_not_written", file=path.name) from error


def _fill(sheet: Worksheet, table: Rows, right_to_left: bool) -> None:
    sheet.sheet_view.rightToLeft = right_to_left
    sheet.freeze_panes = "A2"
    for number, row in enumerate(table, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            if text.isdigit() and len(text) < 10:
                cell.value = int(text)
            else:
                cell.value = text
                cell.data_type = "s"  # Never a formula, whatever an operator's or line's name begins with.
            cell.font = Font(bold=number == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place in range(1, max((len(row) for row in table), default=0) + 1):
        longest = max((len(row[place - 1]) for row in table if len(row) >= place), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(_WIDEST, longest + 3)
