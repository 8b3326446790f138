"""The window follows what the person chose in the system: light or dark, high contrast; never during a call."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from operator_app.app import windows
from operator_app.domain.languages import Language
from operator_app.settings import Theme
from operator_app.ui.theme import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    Colours,
    SystemLook,
    style_for,
    system_look,
)
from tests.ui.conftest import Program


@pytest.mark.parametrize(
    ("dark", "contrast", "colours"),
    [(False, False, LIGHT), (True, False, DARK), (False, True, CONTRAST_LIGHT), (True, True, CONTRAST_DARK)],
)
def test_each_choice_of_the_system_has_its_theme(dark: bool, contrast: bool, colours: Colours) -> None:
    assert style_for(Theme.SYSTEM, 100, dark, contrast).colours is colours
    assert style_for(Theme.DARK, 100, dark, contrast).colours is DARK, "what is chosen here goes before"


def test_a_system_that_says_nothing_is_light(program_in: Callable[[Language], Program]) -> None:
    assert program_in(Language.FR)
    assert system_look() == SystemLook()


def test_the_window_follows_once_no_call_is_in_hand(
    program_in: Callable[[Language], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = program_in(Language.FR)
    player = program.player
    player.type("pas")
    player.settle()
    first = program.window
    monkeypatch.setattr(windows, "system_look", lambda: SystemLook(dark=True))
    program.shell.follow_system()
    dark = program.window
    assert dark is not first
    assert program.shell._factory.style.colours is DARK
    assert dark.desk_page.search.box.text() == "pas"
    player.settle()
    player.press(Qt.Key.Key_F2)
    player.settle()
    monkeypatch.setattr(windows, "system_look", lambda: SystemLook(dark=True, contrast=True))
    program.shell.follow_system()
    assert program.window is dark, "a caller is on the line"
    player.press(Qt.Key.Key_F9)
    player.wait("new window", lambda: program.window is not dark)
    player.settle()
    assert program.shell._factory.style.colours is CONTRAST_DARK


def test_a_chosen_theme_stays(program_in: Callable[[Language], Program], monkeypatch: pytest.MonkeyPatch) -> None:
    program = program_in(Language.FR)
    before = program.window
    program.desk.preferences.change(replace(program.desk.preferences.now, theme=Theme.CONTRAST_LIGHT))
    program.player.wait("new window", lambda: program.window is not before)
    program.player.settle()
    chosen = program.window
    monkeypatch.setattr(windows, "system_look", lambda: SystemLook(dark=True))
    program.shell.follow_system()
    assert program.window is chosen
