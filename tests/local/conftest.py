"""A store in an empty folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from operator_app.local import Calls, Documents, Outbox, Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    store = Store.open(folder)
    yield store
    store.close()


@pytest.fixture
def calls(store: Store) -> Calls:
    return Calls(store)


@pytest.fixture
def documents(store: Store) -> Documents:
    return Documents(store)


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return Outbox(store)
