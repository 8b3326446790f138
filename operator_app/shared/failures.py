"""Errors of PostgreSQL and of the network as problems that a person can mend."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from operator_app.domain.problems import Problem

# By SQLSTATE, the longest prefix first.
_BY_STATE = (
    ("PC408", "shared_login_taken"),
    ("PC404", "shared_not_found"),
    ("PC403", "shared_not_yourself"),
    ("PC400", "shared_row_refused"),
    ("PC405", "shared_no_right"),
    ("PC410", "shared_erased"),
    ("PC411", "review_text_changed"),
    ("PC412", "review_needed"),
    ("PC413", "review_own"),
    ("PC426", "shared_client_old"),
    ("PC503", "shared_busy"),
    ("28", "shared_password_refused"),
    ("3D000", "shared_no_database"),
    ("3F000", "shared_not_provisioned"),
    ("42P01", "shared_not_provisioned"),
    ("42883", "shared_not_provisioned"),
    ("42501", "shared_no_right"),
    ("53300", "shared_too_many"),
    ("53100", "shared_disk_full"),
    ("53", "shared_out_of_room"),
    ("57P03", "shared_starting"),
    ("57014", "shared_slow"),
    ("55P03", "shared_busy"),
    ("40", "shared_busy"),
    ("25006", "shared_read_only"),
    ("57", "shared_lost"),
    ("08", "shared_lost"),
    ("22", "shared_row_refused"),
    ("23", "shared_row_refused"),
)

# A failed connection has no SQLSTATE. libpq's words are English; the server's own may be French.
_BY_WORDS = (
    ("could not translate host name", "shared_no_name"),
    ("name or service not known", "shared_no_name"),
    ("failed to resolve host", "shared_no_name"),
    ("getaddrinfo", "shared_no_name"),
    ("connection refused", "shared_no_port"),
    ("certificate", "shared_tls"),
    ("ssl", "shared_tls"),
    ("channel binding", "shared_tls"),
    ("password authentication failed", "shared_password_refused"),
    ("authentification par mot de passe", "shared_password_refused"),
    ("no password supplied", "shared_password_missing"),
    ("password", "shared_password_refused"),
    ("not permitted to log in", "shared_password_refused"),
    ("too many connections", "shared_too_many"),
    ("trop de connexions", "shared_too_many"),
    ("remaining connection slots", "shared_too_many"),
    ("starting up", "shared_starting"),
    ("shutting down", "shared_starting"),
    ("recovery mode", "shared_starting"),
    ("permission denied for database", "shared_no_right"),
    ("pg_hba.conf", "shared_not_admitted"),
    ("does not exist", "shared_no_database"),
    ("n'existe pas", "shared_no_database"),
    ("timeout", "shared_no_answer"),
    ("no route to host", "shared_no_answer"),
    ("unreachable", "shared_no_answer"),
)


def problem_of(error: psycopg.Error) -> Problem:
    """The problem behind an error, "shared_lost" when the connection is gone."""
    state = error.sqlstate or ""
    if state == "PC409":
        return _conflict(error)
    for prefix, code in _BY_STATE:
        if state.startswith(prefix):
            return Problem(code, state=state)
    if not state and isinstance(error, psycopg.OperationalError):
        return Problem("shared_lost")
    return Problem("shared_failed", state=state or type(error).__name__)


def connection_problem_of(error: psycopg.Error) -> Problem:
    """The problem behind a connection that did not come about."""
    if error.sqlstate:
        return problem_of(error)
    words = str(error).lower()
    return Problem(next((code for part, code in _BY_WORDS if part in words), "shared_no_answer"))


@contextmanager
def told() -> Iterator[None]:
    """Errors inside become problems."""
    try:
        yield
    except psycopg.Error as error:
        raise problem_of(error) from error


def _conflict(error: psycopg.Error) -> Problem:
    detail = json.loads(error.diag.message_detail or "{}")
    return Problem(
        "edition_conflict",
        edition=int(detail.get("edition", 0)),
        by=str(detail.get("by", "")),
        at=str(detail.get("at") or ""),
    )
