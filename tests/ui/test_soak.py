"""A short day over a real PostgreSQL whose network breaks: every call once, no thread left.

The long form is benchmarks/soak.py.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.soak import Amount, connected_soak, due
from tests.shared.conftest import TEMPLATE, Database, provisioned
from tests.shared.proxy import Proxy
from tests.shared.server import Server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    yield from provisioned(18)


def test_what_is_spread_over_the_calls_comes_as_often_as_asked() -> None:
    assert sum(due(number, 2000, 500) for number in range(2000)) == 500
    assert sum(due(number, 7, 3) for number in range(7)) == 3


@pytest.mark.slow
def test_every_call_is_logged_and_arrives_once(fonts: QApplication, server: Server, tmp_path: Path) -> None:
    database = Database(server, TEMPLATE).copy()
    proxy = Proxy(server.port)
    try:
        outcome = connected_soak(fonts, tmp_path / "home", database, proxy, Amount(12, 4, 4, 3))
    finally:
        proxy.close()
    server.drop(database.name)
    assert (outcome.logged, outcome.arrived) == (12, 12)
    assert outcome.cuts == 3
    assert outcome.published + sum(outcome.refused.values()) == 4
    assert outcome.threads[1] <= outcome.threads[0]
    assert outcome.searches >= 12
