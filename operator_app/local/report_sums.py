"""Sums that reports add up, kept beside the records that they were made from."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

import msgspec
from sqlalchemy import Connection, delete, insert, select

from operator_app.tables.schema import report_sums

T = TypeVar("T")


class By(StrEnum):
    """What a report is divided by."""

    ALL = "all"
    DAY = "day"
    HOUR = "hour"
    DAY_HOUR = "day_hour"
    LINE = "line"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls a report is over: days of the wall, both included; of one line or operator when named."""

    since: date
    until: date
    line: str = ""
    operator: str = ""


class Cell(NamedTuple):
    """Sums of a day, by hour (`operator` empty) or by operator (`hour` -1). A tuple: a report makes ten thousand."""

    day: str
    hour: int
    line: str
    operator: str
    sums: Sequence[int]


def operator_and_hour(wanted: Wanted, by: By) -> bool:
    """Whether a report needs the hours of one operator, which are not kept."""
    return bool(wanted.operator) and by in (By.HOUR, By.DAY_HOUR)


def kept_sums(connection: Connection, source: str, wanted: Wanted, by: By) -> list[Cell]:
    """The kept cells of a report."""
    people = by is By.OPERATOR or bool(wanted.operator)
    query = select(report_sums).where(
        report_sums.c.source == source,
        report_sums.c.day.between(wanted.since.isoformat(), wanted.until.isoformat()),
        report_sums.c.hour == -1 if people else report_sums.c.hour >= 0,
    )
    if wanted.line:
        query = query.where(report_sums.c.line == wanted.line)
    if wanted.operator:
        query = query.where(report_sums.c.operator == wanted.operator)
    decode = msgspec.json.Decoder(list[int]).decode
    rows = connection.execute(query)
    return [Cell(day, hour, line, operator, decode(sums)) for _, day, hour, line, operator, sums in rows]


def replace_sums(connection: Connection, source: str, first: str, last: str, cells: Iterable[Cell]) -> None:
    """The cells of these days, in place of what was kept of them."""
    old = (report_sums.c.source == source) & report_sums.c.day.between(first, last)
    connection.execute(delete(report_sums).where(old))
    rows = [
        {"source": source, "day": c.day, "hour": c.hour, "line": c.line, "operator": c.operator,
         "sums": json.dumps(list(c.sums))}
        for c in cells
    ]  # fmt: skip
    if rows:
        connection.execute(insert(report_sums), rows)


def counted(cells: Iterable[Cell], by: By, make: Callable[..., T]) -> dict[str, T]:
    """The cells added up by what the report is divided by."""
    key = _KEYS[by]
    added: dict[str, list[int]] = {}
    for cell in cells:
        name = key(cell)
        so_far = added.get(name)
        added[name] = list(cell.sums) if so_far is None else [a + b for a, b in zip(so_far, cell.sums, strict=True)]
    return {name: make(*added[name]) for name in sorted(added)}


_KEYS: Mapping[By, Callable[[Cell], str]] = {
    By.ALL: lambda _cell: "",
    By.DAY: lambda cell: cell.day,
    By.HOUR: lambda cell: f"{cell.hour:02}",
    By.DAY_HOUR: lambda cell: f"{cell.day} {cell.hour:02}",
    By.LINE: lambda cell: cell.line,
    By.OPERATOR: lambda cell: cell.operator,
}
