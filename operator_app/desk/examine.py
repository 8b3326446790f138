"""The "test the connection" button."""

from collections.abc import Callable
from datetime import datetime, timedelta

from operator_app.domain.people import Person
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import CLIENT_VERSION, SCHEMA_VERSION, Shared

# A clock that is further off than this puts calls on the wrong side of an hour.
CLOCK_TOLERANCE = timedelta(minutes=2)


def examine(connect: Callable[[], Shared], clock: Callable[[], datetime]) -> Person:
    """Connect, look, hang up; who is signed in.

    Raises Problem: what keeps the connection from coming about (see `shared.connect`), "shared_client_old",
    "shared_clock_off".
    """
    shared = connect()
    try:
        before = clock()
        page = shared.pull(0, 1)
        offset = before + (clock() - before) / 2 - page.server_now
        if page.schema_version > SCHEMA_VERSION and page.oldest_client > CLIENT_VERSION:
            raise Problem("shared_client_old")
        if abs(offset) > CLOCK_TOLERANCE:
            raise Problem("shared_clock_off", minutes=round(offset.total_seconds() / 60))
        return shared.person
    finally:
        shared.close()
