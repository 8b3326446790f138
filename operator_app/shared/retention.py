"""Personal data: how long it is kept, what a person is told, how it is erased (organic law 2004-63).

Administrators' own logins may do this. Each leaves a line in the ledger that holds none of the data, and travels to
every post with the feed.
"""

import json
from datetime import datetime

from operator_app.shared.failures import told
from operator_app.shared.sessions import Session, administration


def erase_old_numbers(url: str, before: datetime) -> int:
    """Erase the numbers of call-backs that were due before a moment; how many. Raises Problem as `connect`."""
    with administration(url) as session:
        return _count(session, "select app.erase_call_backs(%s)", before)


def erase_events_before(url: str, before: datetime) -> int:
    """Erase everything that happened in calls before a moment; how many calls. Raises Problem as `connect`."""
    with administration(url) as session:
        return _count(session, "select app.erase_events(%s)", before)


def erase_document(url: str, id: str) -> None:
    """Erase a document with all its history. Raises Problem as `connect`, and "shared_not_found"."""
    with administration(url) as session, told():
        session.execute("select app.erase_document(%s)", (id,))


def export_person(url: str, login: str) -> str:
    """Everything that is kept about a person, as JSON for reading. Raises Problem as `connect`."""
    with administration(url) as session, told():
        row = session.execute("select app.export_person(%s)", (login,)).fetchone()
    return json.dumps(row[0] if row else {}, ensure_ascii=False, indent=2)


def _count(session: Session, command: str, before: datetime) -> int:
    with told():
        row = session.execute(command.encode(), (before,)).fetchone()
    return int(str(row[0])) if row else 0
