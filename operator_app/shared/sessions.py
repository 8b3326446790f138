"""Opening a session on a server."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.rows import TupleRow

from operator_app.shared.address import Address
from operator_app.shared.failures import connection_problem_of

Session = psycopg.Connection[TupleRow]


def open_session(address: Address, password: str) -> Session:
    """A session in autocommit. Raises Problem: every kind of connection that does not come about, see `connect`."""
    try:
        return psycopg.connect(address.conninfo(password), autocommit=True)
    except psycopg.Error as error:
        raise connection_problem_of(error) from error


@contextmanager
def administration(url: str) -> Iterator[Session]:
    """A session for one command. Raises Problem as `connect`."""
    address, password = Address.parse(url)
    with open_session(address, password) as session:
        yield session
