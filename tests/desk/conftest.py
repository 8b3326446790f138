"""A desk over an empty home and a clock that the test sets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from operator_app.desk import Desk
from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document
from operator_app.domain.languages import Language, Text
from operator_app.settings import Settings
from tests.desk.samples import reading

# Monday, 2 March 2026, ten in the morning in Tunisia; Ramadan of that year.
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Heard:
    """What the hub announced."""

    changes: list[Changes] = field(default_factory=list)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def desk(home: Path, clock: Clock) -> Iterator[Desk]:
    desk = Desk.open(home, clock)
    desk.preferences.change(
        replace(Settings(), language=Language.AR, body_name=Text("البلدية", "Mairie"), operator_name="Salma")
    )
    yield desk
    desk.close()


@pytest.fixture
def heard(desk: Desk) -> Heard:
    heard = Heard()
    desk.hub.subscribe(heard.changes.append)
    return heard


@pytest.fixture
def load(desk: Desk) -> Callable[..., dict[str, Document]]:
    """Imports documents; gives what the store holds then, by external id."""

    def load(*documents: Document) -> dict[str, Document]:
        desk.publishing.carry_out(desk.publishing.plan(reading(*documents)))
        found = (desk.guide.find(document.external_id) for document in documents)
        return {document.external_id: document for document in found if document is not None}

    return load
