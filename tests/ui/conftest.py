"""The whole program over a home that holds the starter guide, and a check that no timer is left running."""

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from operator_app.app.opening import open_desk, ready_desk
from operator_app.app.player import Player
from operator_app.app.shell import Shell
from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text
from operator_app.paths import shipped
from operator_app.settings import Settings
from operator_app.ui.theme import load_fonts
from operator_app.ui.window import Window


@pytest.fixture(scope="session")
def starter_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter guide loaded and indexed; copied for each test."""
    home = tmp_path_factory.mktemp("starter") / "home"
    with ready_desk(home) as desk:
        assert desk.guide.index_is_current()
    return home


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> QApplication:
    load_fonts(shipped("resources") / "fonts")
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture(autouse=True)
def no_timer_left(qapp: QApplication) -> Iterator[None]:
    """A test that leaves a timer running fails."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    gc.unfreeze()
    timers = [one for one in gc.get_objects() if isinstance(one, QTimer)]
    left = [one for one in timers if shiboken6.isValid(one) and one.isActive()]
    assert not left, f"timers left running: {[(one.interval(), one.parent()) for one in left]}"


def settings_in(language: Language) -> Settings:
    return replace(
        Settings(),
        language=language,
        body_name=Text("بلدية المثال", "Municipalité d'Exemple", "Example Municipality"),
        body_type=BodyType.MUNICIPALITY,
        operator_name="Salma",
        # What this machine has does not change a test.
        dictionary_folder="/nowhere",
    )


class Program:
    """A running program: its shell, its window of the moment, and a player for its keys."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self.desk = open_desk(home)
        self.shell = Shell(app, self.desk)
        self.player = Player(lambda: self.window)

    @property
    def window(self) -> Window:
        assert self.shell.window is not None
        return self.shell.window


@pytest.fixture
def program_in(
    qtbot: QtBot, fonts: QApplication, starter_home: Path, tmp_path: Path
) -> Iterator[Callable[[Language], Program]]:
    """Starts the program in a language, over a copy of the starter home."""
    started: list[Program] = []

    def start(language: Language) -> Program:
        home = tmp_path / f"home-{len(started)}"
        shutil.copytree(starter_home, home)
        program = Program(fonts, home)
        program.desk.preferences.change(settings_in(language))
        program.shell.start()
        started.append(program)
        qtbot.waitUntil(lambda: program.shell.ready, timeout=20_000)
        program.player.settle()
        return program

    yield start
    for program in started:
        program.player.settle()
        program.shell.close()
        program.window.deleteLater()


@pytest.fixture
def program(program_in: Callable[[Language], Program]) -> Program:
    return program_in(Language.AR)
