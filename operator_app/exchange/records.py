"""Records of a telephone exchange, read from its files: which kind is found from the content, not from the name."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path

from operator_app.domain.exchange_records import ExchangeCall, Oddities, RawCall, settled
from operator_app.domain.matching import Matched
from operator_app.domain.problems import Problem
from operator_app.exchange import records_cdr, records_queue, records_table
from operator_app.exchange.cleaning import cleaned
from operator_app.exchange.records_cells import moment
from operator_app.exchange.records_table import Field

_SAMPLE = 20
_SHOWN, _SHOWN_LENGTH = 3, 60
_DELIMITERS = (",", ";", "\t", "|")


class RecordKind(StrEnum):
    """What a file is. `TABLE`: any CSV with a heading that names a start."""

    CDR = "cdr"
    QUEUE_LOG = "queue_log"
    FREEPBX = "freepbx"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Records:
    """What a file held: its calls in the order of their start, and what was strange about them."""

    kind: RecordKind
    calls: list[ExchangeCall]
    oddities: Oddities


def read_records(
    path: Path, columns: Mapping[Field, str] | None = None, most: int | None = None, exactly: bool = False
) -> Records:
    """The calls of one file, of its first `most` lines when that is said; callers' numbers are used for repeats and
    forgotten. `columns` are told headings, `exactly`: no others are taken.

    Raises Problem: file_missing, records_empty, records_unknown (no heading says where a call begins),
    records_column_unknown.
    """
    oddities = Oddities()
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            kind, raws = _raws(path.name, islice(lines, most), columns, oddities, exactly)
    except OSError as error:
        raise Problem("file_missing", file=path.name) from error
    return Records(kind, settled(raws, oddities), oddities)


def matched_records(path: Path) -> tuple[Matched, ...]:
    """The headings of a table of calls, what each was taken for and what stands below it; nothing for a file whose
    columns are known (Asterisk, FreePBX, Issabel).

    Raises Problem: file_missing, records_empty.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            sample = list(islice(lines, _SAMPLE))
    except OSError as error:
        raise Problem("file_missing", file=path.name) from error
    if not any(line.strip() for line in sample):
        raise Problem("records_empty", file=path.name)
    if _is_queue_log(sample):
        return ()
    first, *rows = csv.reader((line.replace("\x00", "") for line in sample), delimiter=_delimiter(sample))
    if _is_cdr(first) or records_table.is_freepbx(first):
        return ()
    names = {place: name for name, place in records_table.meaning(first).items()}
    below = [row for row in rows if any(cell.strip() for cell in row)][:_SHOWN]
    return tuple(
        Matched(
            heading.strip(), str(names.get(place, "")),
            tuple(_shown(row[place], names.get(place)) for row in below if place < len(row)),
        )
        for place, heading in enumerate(first)
    )  # fmt: skip


def _shown(cell: str, name: Field | None) -> str:
    """A caller's number is on no screen."""
    text = cleaned(cell)[:_SHOWN_LENGTH]
    return re.sub(r"\d", "•", text) if name is Field.CALLER else text


def _is_queue_log(sample: Sequence[str]) -> bool:
    return sum(records_queue.is_queue_log(line) for line in sample) * 2 > len(sample)


def _is_cdr(first: Sequence[str]) -> bool:
    return len(first) >= records_cdr.LEAST and moment(first[9]) is not None


def _delimiter(sample: Sequence[str]) -> str:
    return max(_DELIMITERS, key=sample[0].count)


def _raws(
    name: str, lines: Iterator[str], columns: Mapping[Field, str] | None, oddities: Oddities, exactly: bool
) -> tuple[RecordKind, Sequence[RawCall]]:
    sample = list(islice(lines, _SAMPLE))
    if not any(line.strip() for line in sample):
        raise Problem("records_empty", file=name)
    every = chain(sample, lines)
    if _is_queue_log(sample):
        return RecordKind.QUEUE_LOG, records_queue.raw_calls(every, oddities)
    reader = csv.reader((line.replace("\x00", "") for line in every), delimiter=_delimiter(sample))
    rows = enumerate(reader, start=1)
    first_no, first = next(rows)
    if _is_cdr(first):
        found = ((n, cells) for n, cells in chain([(first_no, first)], rows) if cells)
        cdr = (records_cdr.Row(dict(zip(records_cdr.COLUMNS, cells, strict=False)), n) for n, cells in found)
        return RecordKind.CDR, records_cdr.raw_calls(cdr, oddities)
    body = ((n, cells) for n, cells in rows if any(cell.strip() for cell in cells))
    if records_table.is_freepbx(first) and not columns:
        return RecordKind.FREEPBX, records_cdr.raw_calls(records_table.freepbx_rows(first, body), oddities)
    places = records_table.meaning(first, columns, exactly)
    if Field.START not in places and not {Field.DAY, Field.TIME} <= set(places):
        raise Problem("records_unknown", file=name)
    return RecordKind.TABLE, records_table.raw_calls(places, body, oddities)
