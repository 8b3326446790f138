"""Tables of documents as XLSX, read in one bounded pass.

Read here and not with openpyxl, which shows values or formulas but not both, drops the cells below a merged one, and
holds a sheet in memory before anything can be refused. Written with openpyxl (`xlsx_write`).
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from operator_app.domain.letting_go import let_go
from operator_app.domain.problems import Problem
from operator_app.exchange.csvfile import unguarded
from operator_app.exchange.files import BROKEN_ZIP, Zip
from operator_app.exchange.rows import Row, Table
from operator_app.exchange.watching import FIELD_CHARS, MEGABYTE, UNPACKED_BYTES, Gathering
from operator_app.exchange.xlsx_cells import Styles, coordinates, shown_number, text_of_runs

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_REFERENCE = re.compile(r"\{.*\}id")
_MOST_COLUMNS = 500
_MOST_MERGED = 20_000
_HEAD = 4_096


class _Parts:
    """The XML parts of a workbook."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names = set(Zip(path).names())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def elements(self, name: str) -> Iterator[tuple[str, Element]]:
        """The elements of a part as they end, with their names without namespace. Raises Problem("xlsx_damaged"),
        Problem("zip_bomb")."""
        if name not in self._names:
            raise Problem("xlsx_damaged", file=self._path.name)
        try:
            with zipfile.ZipFile(self._path) as archive, archive.open(name) as stream:
                if b"<!DOCTYPE" in stream.read(_HEAD):
                    raise Problem("xlsx_damaged", file=self._path.name)
            with zipfile.ZipFile(self._path) as archive, archive.open(name) as stream:
                for _, element in iterparse(_Bounded(stream, self._path.name)):
                    yield element.tag.rpartition("}")[2], element
        except (ParseError, UnicodeError, LookupError, *BROKEN_ZIP) as error:
            raise Problem("xlsx_damaged", file=self._path.name) from error


class _Bounded:
    """A stream that refuses to give more than a workbook may unpack to, whatever its zip declares."""

    def __init__(self, stream: IO[bytes], file: str) -> None:
        self._stream = stream
        self._file = file
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._size += len(piece)
        if self._size > UNPACKED_BYTES:
            raise Problem("zip_bomb", file=self._file, megabytes=UNPACKED_BYTES // MEGABYTE)
        return piece


def xlsx_table(path: Path, gathering: Gathering) -> Table:
    """The headings and rows of the first sheet that is shown. Raises Problem for the whole file."""
    parts = _Parts(path)
    sheet, others = _sheet(parts, path.name)
    for name in others:
        gathering.warn(Problem("sheet_ignored", file=path.name, sheet=name[:60]))
    reader = _Sheet(path.name, _strings(parts, path.name, gathering), _styles(parts))
    rows = reader.read(parts, sheet, gathering)
    for problem in reader.told():
        gathering.warn(problem)
    filled = (row for row in rows if any(cell.strip() for cell in row.cells))
    first = next(filled, None)
    if first is None:
        raise Problem("file_empty", file=path.name)
    headings = list(first.cells)
    while headings and not headings[-1].strip():
        headings.pop()
    return Table(headings, filled)


def _sheet(parts: _Parts, file: str) -> tuple[str, list[str]]:
    """The part of the first sheet that is shown, and the names of the other sheets."""
    targets = {
        element.get("Id", ""): element.get("Target", "")
        for name, element in parts.elements(_RELATIONS)
        if name == "Relationship"
    }
    sheets = [
        (next((value for key, value in element.items() if _REFERENCE.fullmatch(key)), ""), element.get("name", ""))
        for name, element in parts.elements(_WORKBOOK)
        if name == "sheet" and element.get("state", "visible") == "visible"
    ]
    if not sheets or sheets[0][0] not in targets:
        raise Problem("xlsx_damaged", file=file)
    target = targets[sheets[0][0]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}", [name for _, name in sheets[1:]]


def _strings(parts: _Parts, file: str, gathering: Gathering) -> list[str]:
    """The texts that cells share. Raises Problem("field_too_long"), Problem("import_cancelled")."""
    texts: list[str] = []
    if _STRINGS in parts:
        for name, element in parts.elements(_STRINGS):
            if name == "si":
                gathering.check()
                text = text_of_runs(element)
                if len(text) > FIELD_CHARS:
                    raise Problem("field_too_long", key=file, megabytes=FIELD_CHARS // MEGABYTE)
                texts.append(text)
                element.clear()
    return texts


def _styles(parts: _Parts) -> Styles:
    styles = Styles()
    if _STYLES in parts:
        for name, element in parts.elements(_STYLES):
            styles.learn(name, element)
    for name, element in parts.elements(_WORKBOOK):
        if name == "workbookPr":
            styles.from_1904 = element.get("date1904", "0") in ("1", "true")
    return styles


class _Sheet:
    """One sheet: its rows, and what was met in it that had to be settled."""

    def __init__(self, file: str, strings: list[str], styles: Styles) -> None:
        self._file = file
        self._strings = strings
        self._styles = styles
        self._formulas: list[str] = []
        self._empty_formulas: list[str] = []
        self._errors: list[str] = []
        self._merged: list[str] = []

    def read(self, parts: _Parts, part: str, gathering: Gathering) -> Iterator[Row]:
        """Every row, merged cells filled with the value of their first. Raises Problem."""
        rows: dict[int, dict[int, str]] = {}
        line = 0
        for name, element in parts.elements(part):
            if name == "row":
                gathering.check()
                line = _whole(element.get("r"), line + 1)
                rows[line] = self._row(element, line)
                element.clear()
            elif name == "mergeCell" and len(self._merged) < _MOST_MERGED:
                self._merged.append(element.get("ref", ""))
        for reference in self._merged:
            _fill(rows, reference)
        return _given_out(rows)

    def told(self) -> Iterator[Problem]:
        """What was settled, for people."""
        for code, places in (
            ("cells_formulas", self._formulas),
            ("cells_formulas_empty", self._empty_formulas),
            ("cells_errors", self._errors),
            ("cells_merged", self._merged),
        ):
            if places:
                more = " …" if len(places) > 10 else ""
                yield Problem(code, file=self._file, cells=", ".join(places[:10]) + more, count=len(places))

    def _row(self, row: Element, line: int) -> dict[int, str]:
        cells: dict[int, str] = {}
        column = 0
        for cell in row:
            reference = cell.get("r", "")
            column = coordinates(reference)[0] if reference else column + 1
            if 1 <= column <= _MOST_COLUMNS:
                text = self._cell(cell, reference or f"{line}:{column}")
                if text:
                    cells[column] = unguarded(text)
        return cells

    def _cell(self, cell: Element, reference: str) -> str:
        value, formula = "", False
        for part in cell:
            name = part.tag.rpartition("}")[2]
            if name == "v":
                value = part.text or ""
            elif name == "is":
                value = text_of_runs(part)
            elif name == "f":
                formula = True
        if formula:
            (self._formulas if value else self._empty_formulas).append(reference)
        return self._shown(cell, value, reference) if value else ""

    def _shown(self, cell: Element, value: str, reference: str) -> str:
        match cell.get("t", "n"):
            case "s":
                index = _whole(value, -1)
                if not 0 <= index < len(self._strings):
                    raise Problem("xlsx_damaged", file=self._file)
                return self._strings[index]
            case "b":
                return "yes" if value == "1" else "no"
            case "e":
                self._errors.append(reference)
                return ""
            case "n":
                return shown_number(value, self._styles.is_date(cell.get("s", "")), self._styles.from_1904)
            case _:
                return value


def _given_out(rows: dict[int, dict[int, str]]) -> Iterator[Row]:
    """The rows in their order, each let go of when it is given; the others when nobody wants more."""
    try:
        for number in sorted(rows):
            yield Row(number, _cells(rows.pop(number)))
    finally:
        let_go(rows)


def _cells(cells: dict[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(1, max(cells, default=0) + 1)]


def _fill(rows: dict[int, dict[int, str]], reference: str) -> None:
    """Give every row of a merged area the value of its first cell, in the first column: what stands beside a value
    would be another field."""
    first, _, last = reference.partition(":")
    (column, start), (_, end) = coordinates(first), coordinates(last)
    value = rows.get(start, {}).get(column, "")
    if not value:
        return
    for line in range(start + 1, end + 1):
        # Rows that are not there at all would be invented: an area may reach to the end of the sheet.
        if line in rows:
            rows[line].setdefault(column, value)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 9 else otherwise
