"""The roster as CSV: one shift a row, for a spreadsheet."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from operator_app.domain.roster import DayPlan, Shift, shifts_in
from operator_app.exchange.cells import day_in
from operator_app.exchange.csvfile import csv_table, write_rows
from operator_app.exchange.watching import Gathering, Watch

HEADINGS = ("day", "from", "until", "people")


def write_roster(days: Iterable[DayPlan], path: Path) -> None:
    """The days that are planned. Raises Problem("file_not_written")."""
    rows: list[list[str]] = [[*HEADINGS]]
    for one in days:
        for shift in one.shifts or ():
            times, _, who = shift.written().partition(" ")
            rows.append([one.day.isoformat(), *times.split("-"), who])
        if one.shifts == ():
            rows.append([one.day.isoformat(), "", "", ""])
    write_rows(path, rows, ",")


def read_roster(path: Path) -> dict[date, list[Shift]]:
    """The days that the file plans. Raises Problem: roster_line, roster_half_hours, cell_date, and for a file that
    cannot be read."""
    table = csv_table(path, Gathering(Watch()))
    found: dict[date, list[Shift]] = {}
    for row in table.rows:
        day, since, until, who = (*(cell.strip() for cell in row.cells), "", "", "", "")[:4]
        if not day:
            continue
        shifts = found.setdefault(day_in(day, HEADINGS[0]), [])
        if since or until or who:
            shifts += shifts_in(f"{since}-{until} {who}")
    return found
