"""The network thread ends whenever it is told to, also in the moment in which its engine is made."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from operator_app.app import network
from operator_app.app.late import Engine
from operator_app.app.network import Network
from operator_app.app.sharing import engine as real_engine
from operator_app.desk import Desk

# A port where nothing listens.
NOWHERE = "postgresql://amira@127.0.0.1:9/operator_app"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "post", lambda: datetime.now(UTC))
    desk.preferences.change(replace(desk.preferences.now, shared_address=NOWHERE))
    yield desk
    desk.close()


class SlowSharing:
    """Makes the engine only when it is let go on."""

    def __init__(self) -> None:
        self.asked, self.go_on = threading.Event(), threading.Event()

    def engine(self, desk: Desk, password: str = "") -> Engine:
        self.asked.set()
        self.go_on.wait(20)
        return real_engine(desk, password)


def test_a_program_that_is_closed_while_it_connects_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = SlowSharing()
    monkeypatch.setattr(network, "sharing", lambda: slow)
    working = Network(desk)
    working.start("secret")
    assert slow.asked.wait(20)
    closing = threading.Thread(target=working.close)
    closing.start()
    slow.go_on.set()
    closing.join(20)
    assert not closing.is_alive()
    assert desk.publishing.way is None
