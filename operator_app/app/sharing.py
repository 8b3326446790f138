"""A post that is connected to a shared database: its engine, made of the desk's stores and the person's password."""

import os
from collections.abc import Callable

from operator_app.desk import Desk
from operator_app.desk.exchange_round import Stores
from operator_app.desk.sync import Sync
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import Shared
from operator_app.local import Documents, Drafts, Outbox, Replica
from operator_app.shared import Address, connect
from operator_app.shared.passwords import recall

PASSWORD_VARIABLE = "OPERATOR_APP_PASSWORD"


def connector(url: str, password: str = "") -> Callable[[], Shared]:
    """What opens a connection: the password given, in the URL, in the environment or in the system's keyring.

    Raises Problem: shared_address_unreadable, shared_tls_needed; the connector raises as `shared.connect`.
    """
    address, written = Address.parse(url)
    known = password or written or os.environ.get(PASSWORD_VARIABLE, "")
    return lambda: connect(address, known or recall(address))


def engine(desk: Desk, password: str = "") -> Sync:
    """The engine of this post. Raises Problem("shared_not_set") on a single post, and as `connector`."""
    url = desk.preferences.now.shared_address
    if not url:
        raise Problem("shared_not_set")
    store = desk.store
    stores = Stores(Replica(store, desk.now), Outbox(store), Drafts(store), Documents(store))
    return Sync(stores, connector(url, password), desk.hub.announce, desk.now)
