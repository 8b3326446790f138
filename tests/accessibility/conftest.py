"""A stage for all outside tests, and the real program on it over a copy of a home that holds the starter guide."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from operator_app.app.opening import open_desk, ready_desk
from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text
from operator_app.settings import Settings
from tests.accessibility.stage import Actor, Stage, missing, start_program

_MISSING = missing()
Starter = Callable[..., Actor]


@pytest.fixture(scope="session")
def guide_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter guide loaded and indexed; copied for each start."""
    home = tmp_path_factory.mktemp("guide") / "home"
    with ready_desk(home) as desk:
        assert desk.guide.index_is_current()
    return home


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    if _MISSING:
        pytest.skip(f"the outside test needs what is not installed here: {_MISSING}")
    made = Stage(tmp_path_factory.mktemp("stage") / "stage")
    made.start()
    yield made
    made.stop()


def answered(language: Language) -> Settings:
    """What the first-run questions would have been answered."""
    return replace(
        Settings(),
        language=language,
        body_name=Text("بلدية المثال", "Municipalité d'Exemple", "Example Municipality"),
        body_type=BodyType.MUNICIPALITY,
        operator_name="Salma",
        lines=("1",),
    )


@pytest.fixture
def program(stage: Stage, guide_home: Path, tmp_path: Path) -> Iterator[Starter]:
    """Starts the program in a language; `module` and arguments for another that starts it."""
    started: list[Actor] = []

    def start(language: Language | None, module: str = "operator_app", *arguments: str) -> Actor:
        home = tmp_path / f"home-{len(started)}"
        shutil.copytree(guide_home, home)
        if language is not None:
            desk = open_desk(home)
            desk.preferences.change(answered(language))
            desk.close()
        actor = start_program(stage, home, module, *arguments)
        started.append(actor)
        return actor

    yield start
    for actor in started:
        actor.leave()
        actor.eyes.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two processes, a window manager and a message bus: what a busy machine delays is looked at again, twice at most.
    A fault of the program is there each time."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=2))
