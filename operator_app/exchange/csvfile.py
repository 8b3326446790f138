"""Tables of documents as CSV: any of the usual encodings and delimiters in, UTF-8 with a byte order mark out."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from operator_app.domain.documents import Document
from operator_app.domain.problems import Problem
from operator_app.exchange.encodings import Decoded, decoded
from operator_app.exchange.files import read_bytes, write_bytes
from operator_app.exchange.headings import understood
from operator_app.exchange.rows import Row, Table, table_of
from operator_app.exchange.watching import FIELD_CHARS, MEGABYTE, Gathering, Watch

BOM = b"\xef\xbb\xbf"
_DELIMITERS = (",", ";", "\t", "|")
# What a spreadsheet takes for a formula (OWASP, CSV injection), and our mark before it.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_TELEPHONE = re.compile(r"\+?\d[\d \u00a0./()\-]*")
_LONGEST_LINE_AFTER_ERROR = 1
# Where the first line is looked for, in characters.
_HEAD = 100_000


def csv_table(path: Path, gathering: Gathering) -> Table:
    """The headings and rows of a file. Raises Problem for what concerns the whole file."""
    return csv_rows(read_bytes(path, path.name), path.name, gathering)


def csv_rows(content: bytes, name: str, gathering: Gathering) -> Table:
    """The headings and the rows below them. Raises Problem("file_empty"), Problem("not_utf8"), Problem("not_text")."""
    found = decoded(content, name)
    if found.guessed:
        gathering.warn(Problem("encoding_guessed", file=name, encoding=found.guessed))
    lines, delimiter = _delimited(found)
    rows = _records(lines, delimiter, name, gathering)
    first = next(rows, None)
    if first is None:
        raise Problem("file_empty", file=name)
    return Table(first.cells, rows)


def write_csv(documents: Sequence[Document], path: Path, watch: Watch) -> tuple[Problem, ...]:
    """Write documents that fit into rows; returns what does not. Raises Problem("file_not_written"),
    Problem("export_cancelled")."""
    headings, rows, warnings = table_of(documents, watch)
    write_rows(path, [headings, *rows], ",")
    return warnings


def write_rows(path: Path, rows: Iterable[Sequence[str]], delimiter: str) -> None:
    """Write rows that a spreadsheet opens right, none of its cells a formula. Raises Problem("file_not_written")."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    write_bytes(path, BOM + text.getvalue().encode("utf-8", "replace"))


def guarded(cell: str) -> str:
    """The cell with a ' before what a spreadsheet would compute; a telephone number stays as it is."""
    return f"'{cell}" if _FORMULA.match(cell) and not _TELEPHONE.fullmatch(cell) else cell


def guarded_again(cell: str) -> str:
    """The cell with a ' more before what `unguarded` would take for guarded (for files whose cells have types)."""
    return f"'{cell}" if _GUARDED.match(cell) else cell


def unguarded(cell: str) -> str:
    """What was guarded, as it was."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _delimited(found: Decoded) -> tuple[Iterable[str], str]:
    """The lines, Excel's "sep=;" line an empty one, and the delimiter: the one that makes most known columns."""
    head, lines = found.opened().read(_HEAD), found.opened()
    told = head.partition("\n")[0]
    if told.strip().lower().startswith("sep=") and len(told.strip()) == len("sep=;"):
        lines.read(len(told) + 1)
        return chain(("\n",), lines), told.strip()[-1]
    sample = next((line for line in head.splitlines() if line.strip()), "")[:10_000]

    def columns(delimiter: str) -> tuple[int, int]:
        headings = next(csv.reader([sample], delimiter=delimiter), [])
        return sum(meaning is not None for meaning in understood(headings)), len(headings)

    return lines, max(_DELIMITERS, key=columns)


def _records(lines: Iterable[str], delimiter: str, file: str, gathering: Gathering) -> Iterator[Row]:
    """The rows that are not empty. A row that cannot be read is refused; after one that ran over several lines nobody
    knows where the next begins, so that the rest is refused with it."""
    # The limit is the module's own: it has no other.
    csv.field_size_limit(FIELD_CHARS)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        before = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            gathering.refuse(f"{file}:{before + 1}", _unreadable(str(error)))
            if reader.line_num - before > _LONGEST_LINE_AFTER_ERROR:
                gathering.refuse(f"{file}:{before + 1}", Problem("rest_not_read", line=before + 1))
                return
            continue
        if any(cell.strip() for cell in cells):
            yield Row(before + 1, [unguarded(cell) for cell in cells])


def _unreadable(why: str) -> Problem:
    if "field limit" in why:
        return Problem("field_too_long", key="", megabytes=FIELD_CHARS // MEGABYTE)
    return Problem("row_quotes")
