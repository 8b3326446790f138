"""A year of 450,000 calls: bringing in the exchange's records, and opening reports: python -m tests.benchmarks.reports

The home is thrown away. Times are of the wall; CPU seconds stand beside them, since other work may run on the machine.
"""

import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from operator_app.app.opening import load_starter_guide, open_desk
from operator_app.desk import Desk
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.moments import TUNIS
from operator_app.domain.reports import Divide, Period
from operator_app.local import Store
from operator_app.tables.records import event_row
from operator_app.tables.schema import calls

CALLS = 450_000
LAST = date(2026, 11, 23)


def write_records(path: Path, count: int = CALLS) -> None:
    """A year of cdr-csv on working days, 15 operators, 3 lines."""
    chance = Random(7)
    days = [day for n in range(365) if (day := LAST - timedelta(days=364 - n)).weekday() < 5]
    rows: list[list[object]] = []
    for number in range(count):
        day = days[number * len(days) // count]
        opens = datetime(day.year, day.month, day.day, 8, tzinfo=TUNIS)
        start = opens + timedelta(seconds=chance.randrange(32_400))
        waited, answered = int(chance.expovariate(1 / 30)), chance.random() < 0.85
        talk = int(chance.expovariate(1 / 150)) + 5 if answered else 0
        ended = start + timedelta(seconds=waited + talk)
        agent = f"SIP/{200 + chance.randrange(15)}-{number:08x}" if answered else ""
        stamp = "%Y-%m-%d %H:%M:%S"
        answer = (start + timedelta(seconds=waited)).strftime(stamp) if answered else ""
        rows.append([
            "", f"0{chance.randrange(10_000_000):07}", chance.choice(("71000100", "80100000", "1899")),
            "from-trunk", "x", "SIP/t-1", agent, "Dial", "", start.strftime(stamp), answer,
            ended.strftime(stamp), waited + talk, talk,
            "ANSWERED" if answered else "NO ANSWER", "DOCUMENTATION", f"{int(start.timestamp())}.{number}",
        ])  # fmt: skip
    # As an exchange writes them: in the order in which calls end.
    rows.sort(key=lambda row: str(row[11]))
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def write_log(desk: Desk, count: int = CALLS) -> None:
    """As many calls in the operators' log, written at once."""
    chance, store = Random(8), Store.open(desk.home)
    first = datetime(2025, 11, 24, 7, tzinfo=UTC)
    for start in range(0, count, 10_000):
        rows = []
        for number in range(start, min(start + 10_000, count)):
            at = first + timedelta(days=number * 364 // count, seconds=chance.randrange(32_400))
            call = Call(
                f"log-{number}", f"عون {number % 15}", at, at + timedelta(seconds=chance.randrange(30, 400)),
                "71000100", "ar", "مضمون ولادة", outcome=chance.choice(list(Outcome)),
            )  # fmt: skip
            rows.append(event_row(call))
        with store.write() as connection:
            connection.execute(calls.insert(), rows)
    store.close()


def timed(what: str, work: Callable[[], object]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    print(f"{what:48} {time.perf_counter() - wall:7.2f} s, CPU {time.process_time() - cpu:6.2f} s", flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CALLS
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "Master.csv"
        write_records(file, count)
        desk = open_desk(Path(folder) / "home")
        load_starter_guide(desk)
        write_log(desk, count)

        wall = time.perf_counter()
        command = [sys.executable, "-m", "operator_app", "records", "--home", str(desk.home), str(file)]
        subprocess.run(command, check=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        took, cpu = time.perf_counter() - wall, used.ru_utime + used.ru_stime
        print(f"{f'bring in {count} records, match, keep':48} {took:7.2f} s, CPU {cpu:6.2f} s", flush=True)
        year = Period(LAST - timedelta(days=364), LAST)
        timed("first report of all (sums of the log are made)", lambda: desk.evaluation.report(year, Divide.DAY))
        for divide in Divide:
            timed(f"year, by {divide}", partial(desk.evaluation.report, year, divide))
        month = Period(LAST.replace(day=1), LAST)
        timed("month, by day", lambda: desk.evaluation.report(month, Divide.DAY))
        own = Period(year.since, year.until, operator="عون 3")
        timed("year of one operator, by day", lambda: desk.evaluation.report(own, Divide.DAY))
        timed("year of one operator, by hour", lambda: desk.evaluation.report(own, Divide.HOUR))
        timed("yesterday", desk.evaluation.yesterday)
        timed("peaks and forecast", desk.evaluation.peaks)
        desk.close()


if __name__ == "__main__":
    main()
