"""A post that takes and closes calls until it is killed: prints each thing after it was stored.

Run as `python -m tests.local.victim HOME`. Lines: `key ID LETTERS` a call in hand is kept, `closed ID` it is logged.
"""

import itertools
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from operator_app.desk import Desk
from operator_app.domain.calls import Outcome

WORDS = "مضمون ولادة"


def clock() -> datetime:
    return datetime.now(UTC)


def work(home: Path) -> None:
    """Calls without end."""
    desk = Desk.open(home, clock)
    for number in itertools.count():
        call = (desk.calls.resume() if number == 0 else None) or desk.calls.start(language="ar")
        for letters in range(len(call.query.rstrip()) + 1, len(WORDS) + 1):
            call = replace(call, query=WORDS[:letters])
            desk.calls.keep(call)
            sys.stdout.write(f"key {call.id} {letters}\n")
            sys.stdout.flush()
        promised = desk.calls.promise(call, "00000017", clock()) if number % 3 == 0 else None
        outcome = Outcome.NO_ANSWER if number % 4 == 0 else Outcome.ANSWERED
        desk.calls.close(replace(call, outcome=outcome), promised)
        sys.stdout.write(f"closed {call.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    work(Path(sys.argv[1]))
