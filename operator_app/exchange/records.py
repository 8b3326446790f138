"""Records of a telephone exchange, read from its files: which kind is found from the content, not from the name."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path

from operator_app.domain.exchange_records import ExchangeCall, Oddities, RawCall, settled
from operator_app.domain.problems import Problem
from operator_app.exchange import records_cdr, records_queue, records_table
from operator_app.exchange.records_cells import moment
from operator_app.exchange.records_table import Field

_SAMPLE = 20
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


def read_records(path: Path, columns: Mapping[Field, str] | None = None) -> Records:
    """The calls of one file; callers' numbers are used for repeats and forgotten.

    Raises Problem: file_missing, records_empty, records_unknown (no heading says where a call begins),
    records_column_unknown.
    """
    oddities = Oddities()
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            kind, raws = _raws(path.name, lines, columns, oddities)
    except OSError as error:
        raise Problem("file_missing", file=path.name) from error
    return Records(kind, settled(raws, oddities), oddities)


def _raws(
    name: str, lines: Iterator[str], columns: Mapping[Field, str] | None, oddities: Oddities
) -> tuple[RecordKind, Sequence[RawCall]]:
    sample = list(islice(lines, _SAMPLE))
    if not any(line.strip() for line in sample):
        raise Problem("records_empty", file=name)
    every = chain(sample, lines)
    if sum(records_queue.is_queue_log(line) for line in sample) * 2 > len(sample):
        return RecordKind.QUEUE_LOG, records_queue.raw_calls(every, oddities)
    delimiter = max(_DELIMITERS, key=sample[0].count)
    reader = csv.reader((line.replace("\x00", "") for line in every), delimiter=delimiter)
    rows = enumerate(reader, start=1)
    first_no, first = next(rows)
    if len(first) >= records_cdr.LEAST and moment(first[9]) is not None:
        found = ((n, cells) for n, cells in chain([(first_no, first)], rows) if cells)
        cdr = (records_cdr.Row(dict(zip(records_cdr.COLUMNS, cells, strict=False)), n) for n, cells in found)
        return RecordKind.CDR, records_cdr.raw_calls(cdr, oddities)
    body = ((n, cells) for n, cells in rows if any(cell.strip() for cell in cells))
    if records_table.is_freepbx(first) and not columns:
        return RecordKind.FREEPBX, records_cdr.raw_calls(records_table.freepbx_rows(first, body), oddities)
    places = records_table.meaning(first, columns)
    if Field.START not in places and not {Field.DAY, Field.TIME} <= set(places):
        raise Problem("records_unknown", file=name)
    return RecordKind.TABLE, records_table.raw_calls(places, body, oddities)
