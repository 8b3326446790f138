"""Forecast against the same-weekday-last-week rule on held-out weeks of real calls: python -m tests.benchmarks.forecast

Each week is forecast from the weeks before it only. WAPE is Σ|actual - forecast| / Σ actual.
"""

import csv
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from operator_app.domain.forecast import Days, forecast, last_week

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "calls" / "bank_calls_5min_2003.csv"
FIRST_HELD_OUT = date(2003, 6, 2)


@dataclass(frozen=True, slots=True)
class Errors:
    """WAPE of our forecast and of the rule, by slot of so many minutes, and the days compared."""

    minutes: int
    ours: float
    rule: float
    days: int


def read(path: Path = DATA, minutes: int = 5) -> dict[date, list[float]]:
    """Calls of each slot of each day."""
    slots: dict[date, dict[int, float]] = defaultdict(dict)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            at = datetime.fromisoformat(row["DateTime"])
            slot = (at.hour * 60 + at.minute) // minutes
            slots[at.date()][slot] = slots[at.date()].get(slot, 0.0) + float(row["Calls"])
    return {day: [found.get(slot, 0.0) for slot in range(24 * 60 // minutes)] for day, found in slots.items()}


def compare(counts: dict[date, list[float]], minutes: int, weeks_ahead: int = 1) -> Errors:
    """Both on the same held-out days."""
    # A weekday without a call was a bank holiday: known in advance, as holidays are.
    days = Days(closed=lambda day: day not in counts and min(counts) < day < max(counts))
    ours = rule = whole = 0.0
    monday, compared = FIRST_HELD_OUT, 0
    while monday <= max(counts):
        before = {day: slots for day, slots in counts.items() if day < monday - timedelta(weeks=weeks_ahead - 1)}
        wanted = [day for day in (monday + timedelta(days=n) for n in range(7)) if day in counts]
        for made in forecast(before, wanted, days):
            actual = counts[made.day]
            ours += _error(actual, made.slots)
            rule += _error(actual, last_week(before, made.day))
            whole += sum(actual)
            compared += 1
        monday += timedelta(days=7)
    return Errors(minutes, ours / whole, rule / whole, compared)


def _error(actual: Sequence[float], guessed: Sequence[float]) -> float:
    return sum(abs(a - g) for a, g in zip(actual, guessed, strict=True))


def main() -> None:
    for weeks_ahead in (1, 2, 4):
        for minutes in (5, 30, 60, 24 * 60):
            started = time.perf_counter()
            found = compare(read(DATA, minutes), minutes, weeks_ahead)
            took = time.perf_counter() - started
            print(
                f"{weeks_ahead} week(s) ahead, {minutes:4} min slots, {found.days} days:"
                f" forecast {found.ours:.4f}, same weekday last week {found.rule:.4f}, {took:.1f} s"
            )


if __name__ == "__main__":
    main()
