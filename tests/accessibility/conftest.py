"""A stage for all outside tests, and the real program on it over a copy of a home that holds the starter guide."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import convert, to_builtins

from operator_app.app.opening import make_index_current, open_desk, ready_desk
from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text
from operator_app.settings import Settings
from operator_app.ui.actions import Do
from tests.accessibility.filled import fill
from tests.accessibility.person import Person
from tests.accessibility.stage import Actor, Stage, looked_at_anew, missing, start_program

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
    """Starts the program in a language; `module` and arguments for another that starts it, `changes` of settings."""
    started: list[Actor] = []

    def start(language: Language | None, module: str = "operator_app", *arguments: str, **changes: object) -> Actor:
        home = tmp_path / f"home-{len(started)}"
        shutil.copytree(guide_home, home)
        if language is not None:
            desk = open_desk(home)
            desk.preferences.change(convert({**to_builtins(answered(language)), **changes}, Settings))
            desk.close()
        actor = start_program(stage, home, module, *arguments)
        started.append(actor)
        return actor

    yield start
    for actor in started:
        actor.leave()
        actor.eyes.close()


class Post:
    """One program for many tests: a start and the pages of a window cost more than a change of language."""

    def __init__(self, stage: Stage, home: Path) -> None:
        self._stage = stage
        self._home = home
        self._person: Person | None = None

    def speaking(self, language: Language) -> Person:
        """The program in this language, between calls; started at first, or when it ended under another test."""
        person = self._person
        if person is None or person.actor.process.poll() is not None:
            if person is not None:
                person.eyes.close()
            self._set(language)
            person = Person(start_program(self._stage, self._home), language)
        else:
            person = Person(looked_at_anew(person.actor), person.language)
            if person.language is not language:
                person.walker.open(Do.DROP_CALL)
                person = person.speak(language)
        self._person = person
        return person

    def leave(self) -> None:
        """It ends as it should, also after assistive use."""
        person = self._person
        if person is not None:
            try:
                person.walker.open(Do.QUIT)
                status = person.actor.process.wait(timeout=15)
            finally:
                person.eyes.close()
            assert status == 0, f"exit status {status} after assistive use"

    def _set(self, language: Language) -> None:
        desk = open_desk(self._home)
        desk.preferences.change(answered(language))
        desk.close()


@pytest.fixture(scope="module")
def post(stage: Stage, guide_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """One program for the tests of a module, in the middle of a day's work."""
    home = tmp_path_factory.mktemp("post") / "home"
    shutil.copytree(guide_home, home)
    desk = open_desk(home)
    desk.preferences.change(answered(Language.FR))
    fill(desk)
    make_index_current(desk)
    desk.close()
    made = Post(stage, home)
    yield made
    made.leave()
