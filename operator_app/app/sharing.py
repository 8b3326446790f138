"""A post that is connected to a shared database: its engine, made of the desk's stores and the person's password."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from operator_app.desk import Desk
from operator_app.desk.examine import examine
from operator_app.desk.exchange_round import Stores
from operator_app.desk.sync import Sync
from operator_app.domain.people import Person
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import Shared
from operator_app.local import Documents, Drafts, Heard, Outbox, Replica, Reviews
from operator_app.shared import Address, connect
from operator_app.shared.passwords import keep as keep_password
from operator_app.shared.passwords import recall

PASSWORD_VARIABLE = "OPERATOR_APP_PASSWORD"


def connector(url: str, password: str = "") -> Callable[[], Shared]:
    """What opens a connection: the password given, in the URL, in the environment or in the system's keyring.

    Raises Problem: shared_address_unreadable, shared_tls_needed; the connector raises as `shared.connect`.
    """
    address, written = Address.parse(url)
    known = password or written or os.environ.get(PASSWORD_VARIABLE, "")
    return lambda: connect(address, known or recall(address))


def test(url: str, password: str, clock: Callable[[], datetime]) -> Person:
    """The "test the connection" button. Raises Problem as `examine` and `connector`."""
    return examine(connector(url, password), clock)


def secret(url: str, password: str) -> str:
    """The password given, else the one written into the address; neither is stored by this."""
    return password or Address.parse(url)[1]


def keep(url: str, password: str) -> None:
    """Put a password into the system's keyring. Raises Problem("keyring_missing")."""
    keep_password(Address.parse(url)[0], secret(url, password))


def remember(desk: Desk, url: str) -> None:
    """Keep the address, never a password that was written into it. Raises Problem("settings_not_written")."""
    seen = desk.preferences.now
    desk.preferences.change(replace(seen, shared_address=without_password(url) if url else ""), seen)


def without_password(url: str) -> str:
    """The same address, its password left out."""
    parts = conninfo_to_dict(url)
    parts.pop("password", None)
    return make_conninfo("", **parts)


def engine(desk: Desk, password: str = "") -> Sync:
    """The engine of this post. Raises Problem("shared_not_set") on a single post, and as `connector`."""
    url = desk.preferences.now.shared_address
    if not url:
        raise Problem("shared_not_set")
    store = desk.store
    heard = Heard(store, lambda: desk.preferences.now.operator_name)
    stores = Stores(Replica(store, desk.now), Outbox(store), Drafts(store), Documents(store), heard, Reviews(store))
    return Sync(stores, connector(url, password), desk.hub.announce, desk.now, presence=desk.presence)
