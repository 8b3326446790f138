"""Servers of the session, a fresh database for each test."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from psycopg import sql

from operator_app.shared import admin
from operator_app.shared.address import Address
from operator_app.shared.connection import SharedConnection, connect
from operator_app.shared.people import add_user

from .people import ADMIN, PEOPLE, password
from .server import Server
from .site import Site, SiteMaker

TEMPLATE = "template_of_tests"


@dataclass
class Database:
    """One shared database of a server."""

    server: Server
    name: str

    def url(self, login: str = "postgres", port: int = 0) -> str:
        if login == "postgres":
            return self.server.url(self.name, port=port)
        return self.server.url(self.name, login, password(login), port)

    def connect(self, login: str, port: int = 0, answer_seconds: float = 20.0) -> SharedConnection:
        address, secret = Address.parse(self.url(login, port))
        return connect(address, secret, answer_seconds)

    def copy(self) -> "Database":
        """Another database with everything of this one, its rights included."""
        copy = Database(self.server, self.server.copy(self.name))
        with self.server.superuser(copy.name) as connection:
            admin.prepare(connection)
        return copy


def provisioned(version: int) -> Iterator[Server]:
    """A server with a template database that has a schema and people."""
    try:
        server = Server.make(version)
    except LookupError as missing:
        pytest.skip(str(missing))
    try:
        server.start()
        with server.superuser() as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(TEMPLATE)))
        url = server.url(TEMPLATE)
        admin.init(url, ADMIN, password(ADMIN.login), "tunis")
        for person, site in PEOPLE:
            add_user(url, person, password(person.login), site)
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    yield from provisioned(18)


@pytest.fixture(scope="session")
def server_16() -> Iterator[Server]:
    yield from provisioned(16)


@pytest.fixture(scope="session")
def server_15() -> Iterator[Server]:
    """The distribution's server: the only one here with TLS, pg_dump and pg_restore."""
    yield from provisioned(15)


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    fresh = Database(server, TEMPLATE).copy()
    yield fresh
    server.drop(fresh.name)


@pytest.fixture
def new_id() -> str:
    return str(uuid4())


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[SiteMaker]:
    made: list[Site] = []

    def make(login: str) -> Site:
        made.append(Site(database, tmp_path / f"{login}{len(made)}", login))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def colleague(database: Database) -> str:
    """Another supervisor of the first one's site."""
    with database.server.superuser(database.name) as connection:
        connection.execute("update app.people set site = 'tunis' where login = 'hedi'")
    return "hedi"
