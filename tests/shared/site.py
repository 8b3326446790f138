"""A desk of one person, joined with a shared database."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from operator_app.desk import Desk
from operator_app.desk.exchange_round import Stores
from operator_app.desk.sync import Sync
from operator_app.local import Documents, Drafts, Heard, Outbox, Replica, Reviews

from .samples import NOON

if TYPE_CHECKING:
    from .conftest import Database

OPERATORS = {"amira": "Amira Ben Salah", "bilel": "Bilel", "sonia": "Sonia"}
SUPERVISORS = {"salma": "Salma", "hedi": "Hedi"}


class Site:
    """A desk of one person, joined with the database."""

    def __init__(self, database: "Database", folder: Path, login: str) -> None:
        self.desk = Desk.open(folder, lambda: NOON)
        name = {**OPERATORS, **SUPERVISORS}.get(login, login.capitalize())
        settings = replace(self.desk.preferences.now, operator_name=name, supervisor=login not in OPERATORS)
        self.desk.preferences.change(settings)
        store = self.desk.store
        stores = Stores(
            Replica(store, self.desk.now), Outbox(store), Drafts(store), Documents(store),
            Heard(store, lambda: self.desk.preferences.now.operator_name), Reviews(store),
        )  # fmt: skip
        self.sync = Sync(stores, lambda: database.connect(login), self.desk.hub.announce, self.desk.now)

    def close(self) -> None:
        self.sync.disconnect()
        self.desk.close()


SiteMaker = Callable[[str], Site]
