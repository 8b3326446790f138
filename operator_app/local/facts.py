"""Small facts about the store itself."""

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from operator_app.local.store import Store
from operator_app.tables.schema import facts


class Facts:
    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str) -> str:
        """The value of a fact, empty when it is not known."""
        with self._store.read() as connection:
            return connection.execute(select(facts.c.value).where(facts.c.name == name)).scalar_one_or_none() or ""

    def set(self, name: str, value: str) -> None:
        statement = upsert(facts).values(name=name, value=value)
        with self._store.write() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
