"""Posts that take and close calls until they are killed, each told on standard output after it was stored.

Run as `python -m tests.local.victim HOME`. Each line on standard input starts a post (a fork: importing once is
enough). Lines out: `post PID`; then `key ID LETTERS` a call in hand is kept, `closed ID` it is logged; `dead` at last.
"""

import itertools
import os
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
            say(f"key {call.id} {letters}")
        promised = desk.calls.promise(call, "00000017", clock()) if number % 3 == 0 else None
        outcome = Outcome.NO_ANSWER if number % 4 == 0 else Outcome.ANSWERED
        desk.calls.close(replace(call, outcome=outcome), promised)
        say(f"closed {call.id}")


def say(line: str) -> None:
    """One line in one write, so that a kill never tears it."""
    os.write(1, f"{line}\n".encode())


def posts(home: Path) -> None:
    """One post after the other, for as long as one is asked for."""
    for _ in sys.stdin:
        post = os.fork()
        if post == 0:
            say(f"post {os.getpid()}")
            work(home)
        os.waitpid(post, 0)
        say("dead")


if __name__ == "__main__":
    posts(Path(sys.argv[1]))
