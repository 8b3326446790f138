"""Whether a shared database is exactly what it should be: every right, policy, trigger and function, every open door,
the whole chain."""

from collections.abc import Iterator

from operator_app.domain.problems import Problem
from operator_app.shared.failures import told
from operator_app.shared.scripts import FOLDER, script
from operator_app.shared.sessions import Session, administration

MANIFEST = FOLDER / "manifest.txt"


def check(url: str, known_databases: tuple[str, ...] = ()) -> list[Problem]:
    """Everything that is wrong, empty when nothing is. `url` signs in as a superuser or the database's owner;
    `known_databases` are others of the same server that may be open to every login.

    Problems: shared_check_missing, shared_check_extra, shared_check_door (each with `what`), shared_check_chain,
    shared_check_head, shared_check_digest, shared_check_document, shared_check_edition (each with `place`).
    Raises Problem as `connect`.
    """
    with administration(url) as session, told():
        return [*rights(session), *_doors(session, known_databases), *chain(session)]


def manifest(session: Session) -> list[str]:
    """What the schema of a database is, line by line."""
    return sorted(str(line) for (line,) in session.execute(script("manifest")))


def chain(session: Session) -> Iterator[Problem]:
    """Where ledger, head, digest and documents do not agree."""
    for code, place in session.execute(script("chain")):
        yield Problem(str(code), place=str(place))


def rights(session: Session) -> Iterator[Problem]:
    """Where the schema is not what its manifest says."""
    expected = MANIFEST.read_text(encoding="utf-8").splitlines()
    actual = manifest(session)
    for line in sorted(set(expected) - set(actual)):
        yield Problem("shared_check_missing", what=line)
    for line in sorted(set(actual) - set(expected)):
        yield Problem("shared_check_extra", what=line)


def _doors(session: Session, known: tuple[str, ...]) -> Iterator[Problem]:
    for (line,) in session.execute(script("doors"), {"known": list(known)}):
        yield Problem("shared_check_door", what=str(line))
