"""Making, upgrading and describing a shared database. Alembic is loaded with this module (0.8 s): commands only."""

from io import StringIO
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from operator_app.domain.people import Person, Role
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import SCHEMA_VERSION
from operator_app.shared.address import Address
from operator_app.shared.failures import problem_of, told
from operator_app.shared.people import add_user
from operator_app.shared.scripts import script
from operator_app.shared.sessions import Session, administration, open_session

OLDEST_SERVER = 150000
_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def init(url: str, administrator: Person, password: str, site: str = "") -> None:
    """Make a shared database of an empty PostgreSQL database: roles, rights, schema, and its first administrator.

    `url` signs in as a superuser. Done again, it mends the rights and changes nothing else.
    Raises Problem: as `connect`, and "shared_server_old", "shared_superuser_needed", "shared_login_taken".
    """
    with administration(url) as connection:
        if connection.info.server_version < OLDEST_SERVER:
            raise Problem("shared_server_old", version=connection.info.server_version // 10000)
        row = connection.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()
        if row is None or not row[0]:
            raise Problem("shared_superuser_needed")
        prepare(connection)
        fresh = schema_of(connection) is None
    upgrade(url)
    if fresh:
        add_user(url, administrator, password, site)


def prepare(connection: Session) -> None:
    """What belongs to the cluster and to the database itself; a copy of a database needs it again."""
    with told(), connection.transaction():
        connection.execute(script("roles"))
        connection.execute(script("database"))


def upgrade(url: str, sql: bool = False) -> str:
    """Bring the schema up to date, all or nothing; with `sql`, change nothing and return what would be run.

    Raises Problem: as `connect`, and "shared_newer" when the database is newer than this program.
    """
    with administration(url) as connection:
        version = schema_of(connection)
    if version is not None and version > SCHEMA_VERSION:
        raise Problem("shared_newer")
    if sql:
        return _printed(version)
    if version != SCHEMA_VERSION:
        _migrate(url)
    return ""


def schema_of(connection: Session) -> int | None:
    """The schema version of a database, None when it is not a shared database yet."""
    with told():
        row = connection.execute("select to_regclass('app.migrations') is not null").fetchone()
        if row is None or not row[0]:
            return None
        found = connection.execute("select max(version_num) from app.migrations").fetchone()
    return int(str(found[0])) if found and found[0] is not None else None


def signed_in(url: str) -> Person:
    """Who a URL signs in as; a login that is nobody of ours counts as the administrator of the server."""
    with administration(url) as connection, told():
        row = connection.execute("select session_user::text").fetchone()
    return Person(str(row[0]) if row else "", "", Role.ADMINISTRATOR)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config


def _printed(version: int | None) -> str:
    config = _config()
    config.output_buffer = StringIO()
    start = "" if version is None else f"{version:04}:"
    command.upgrade(config, f"{start}{SCHEMA_VERSION:04}", sql=True)
    # SQLAlchemy writes a per cent sign twice for a driver that will halve it again.
    return "set role app_owner;\n" + config.output_buffer.getvalue().replace("%%", "%")


def _migrate(url: str) -> None:
    engine = create_engine("postgresql+psycopg://", creator=lambda: _begun(url), poolclass=NullPool)
    config = _config()
    try:
        with engine.begin() as connection:
            connection.execute(text("set local role app_owner"))
            config.attributes["connection"] = connection
            command.upgrade(config, f"{SCHEMA_VERSION:04}")
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.Error):
            raise problem_of(error.orig) from error
        raise
    finally:
        engine.dispose()


def _begun(url: str) -> Session:
    address, password = Address.parse(url)
    session = open_session(address, password)
    session.autocommit = False
    return session
