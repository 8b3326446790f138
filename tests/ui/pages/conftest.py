"""A real desk over a temporary home, and a context as a window would hand it to its pages."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from operator_app import paths
from operator_app.desk import Desk, Lanes
from operator_app.domain.languages import Language, Text
from operator_app.domain.moments import TUNIS
from operator_app.domain.problems import Problem
from operator_app.i18n import Dates, Texts
from operator_app.settings import Theme
from operator_app.ui.announcer import Announcer
from operator_app.ui.bridge import Bridge
from operator_app.ui.context import UiContext
from operator_app.ui.icons import Icons
from operator_app.ui.page import Page
from operator_app.ui.theme import style_for

RESOURCES = paths.shipped("resources")


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 10, 0, tzinfo=TUNIS)

    def __call__(self) -> datetime:
        return self.moment


class Told:
    """What the window would have been told."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.bugs: list[BaseException] = []


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "home", clock)
    settings = replace(
        opened.preferences.now,
        language=Language.EN,
        body_name=Text(ar="بلدية المرسى", fr="Municipalité de La Marsa"),
        operator_name="Mouna",
    )
    opened.preferences.change(settings)
    yield opened
    opened.close()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    made = Lanes()
    yield made
    made.close()


class ContextIn(Protocol):
    """Makes a context in a language, at a text size."""

    def __call__(self, language: Language, percent: int = 100) -> UiContext: ...


@pytest.fixture
def context_in(qtbot: QtBot, desk: Desk, lanes: Lanes, told: Told) -> Iterator[ContextIn]:
    """Makes a context in a language; at the end its bridge is closed and its announcer silent."""
    bridges: list[Bridge] = []
    announcers: list[Announcer] = []

    def make(language: Language, percent: int = 100) -> UiContext:
        bridge = Bridge(told.problems.append, told.bugs.append)
        bridges.append(bridge)
        announcers.append(Announcer())
        return UiContext(
            desk=desk,
            lanes=lanes,
            bridge=bridge,
            t=Texts(language, RESOURCES / "translations"),
            dates=Dates(language),
            style=style_for(Theme.LIGHT, percent, False),
            icons=Icons(RESOURCES / "icons"),
            announcer=announcers[-1],
        )

    yield make
    for bridge in bridges:
        _wait_until_quiet(qtbot, bridge)
        bridge.close()
    for announcer in announcers:
        announcer.hush()
    assert told.bugs == []


@pytest.fixture
def context(context_in: ContextIn) -> UiContext:
    return context_in(Language.EN)


@pytest.fixture
def enter(qtbot: QtBot) -> Callable[[Page], None]:
    """Shows a page as a window does. The host has no layout: the offscreen platform warns of every size hint."""

    def show(page: Page) -> None:
        host = QWidget()
        qtbot.addWidget(host)
        host.resize(900, 650)
        page.setParent(host)
        page.resize(900, 650)
        page.show()
        host.show()
        host.activateWindow()
        qtbot.waitUntil(host.isActiveWindow)
        page.entered()
        hosts.append(host)

    hosts: list[QWidget] = []
    return show


@pytest.fixture
def quiet(qtbot: QtBot) -> Callable[[UiContext], None]:
    """Waits until nothing of a context is on its way."""
    return lambda context: _wait_until_quiet(qtbot, context.bridge)


def _wait_until_quiet(qtbot: QtBot, bridge: Bridge) -> None:
    qtbot.waitUntil(lambda: not bridge.busy)
