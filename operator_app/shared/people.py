"""The people of a shared database. Administrators' own logins may do this, and the server's superuser."""

from psycopg import sql

from operator_app.domain.people import Person, Role
from operator_app.domain.problems import Problem
from operator_app.shared.failures import told
from operator_app.shared.sessions import Session, administration

SHORTEST_PASSWORD = 12


def add_user(url: str, person: Person, password: str, site: str = "") -> None:
    """Let a person in, or back in.

    The password never leaves this program: the server gets a SCRAM verifier that is made here.
    Raises Problem: as `connect`, and shared_login_taken, shared_no_right, shared_row_refused, shared_password_short.
    """
    with administration(url) as connection, told():
        verifier = _verifier(connection, person.login, password)
        connection.execute(
            "select app.add_person(%s, %s, %s, %s, %s)", (person.login, verifier, person.name, person.role.value, site)
        )


def change_user(url: str, person: Person, password: str = "", site: str = "") -> None:
    """Another name, role, site or (unless empty) password; the person's sessions end.

    Raises Problem: as `add_user`, and shared_not_found, shared_not_yourself.
    """
    with administration(url) as connection, told():
        verifier = _verifier(connection, person.login, password) if password else ""
        connection.execute(
            "select app.set_person(%s, %s, %s, %s, %s)", (person.login, verifier, person.name, person.role.value, site)
        )


def remove_user(url: str, login: str) -> None:
    """Shut a person out at once. What they wrote stays theirs, and the login is given to nobody else.

    Raises Problem: as `connect`, and shared_not_found, shared_not_yourself, shared_no_right.
    """
    with administration(url) as connection, told():
        connection.execute("select app.remove_person(%s)", (login,))


def roles(url: str) -> list[Person]:
    """Who may come in, by login. Raises Problem as `connect`."""
    with administration(url) as connection, told():
        rows = connection.execute("select login, name, role from app.people where active order by login").fetchall()
    return [Person(str(login), str(name), Role(str(role))) for login, name, role in rows]


def change_own_password(url: str, password: str) -> None:
    """A person's own new password, again as a verifier only. Raises Problem as `connect`, and shared_password_short."""
    with administration(url) as connection, told():
        user = connection.info.user
        verifier = _verifier(connection, user, password)
        quoted = sql.SQL("alter role current_user password {}").format(sql.Literal(verifier))
        connection.execute(quoted)


def _verifier(connection: Session, login: str, password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise Problem("shared_password_short", least=SHORTEST_PASSWORD)
    return connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
