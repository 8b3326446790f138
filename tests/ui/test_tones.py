"""When tones sound, on the running program: never unless chosen, once the typing rests, and as the settings have it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from operator_app.app import windows
from operator_app.domain.calls import Ring
from operator_app.domain.languages import Language
from operator_app.domain.tones import Tone
from operator_app.settings import Sounded
from operator_app.ui.actions import Do
from operator_app.ui.pages.settings import SettingsPage
from operator_app.ui.pages.tone_editors import DeviceEditor
from tests.ui.conftest import Program

Key = Qt.Key


class Recorder:
    """Stands for the sound device."""

    found: ClassVar[tuple[str, ...]] = ()
    heard: ClassVar[list[tuple[Tone, str, int]]] = []

    def play(self, tone: Tone, device: str, percent: int) -> None:
        self.heard.append((tone, device, percent))

    def devices(self) -> tuple[str, ...]:
        return self.found

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Recorder]]:
    Recorder.heard.clear()
    Recorder.found = ()
    monkeypatch.setattr(windows, "SystemTones", Recorder)
    yield Recorder
    Recorder.heard.clear()


@pytest.fixture
def program(recorder: type[Recorder], program_in: Callable[[Language], Program]) -> Program:
    assert recorder.heard == []
    return program_in(Language.FR)


def wanted(program: Program, sounded: Sounded, device: str = "", percent: int = 40) -> None:
    now = program.desk.preferences.now
    program.desk.preferences.change(replace(now, tones=sounded, tone_device=device, tone_percent=percent))


def rest(program: Program) -> None:
    """Until what was typed is announced, heard or not."""
    announcer = program.window.strip._context.announcer
    program.player.settle()
    program.player.wait("quiet", lambda: not announcer.waiting)


def ring(program: Program) -> None:
    program.window.show_ring(None)
    program.window.show_ring(Ring("01000000", "", program.desk.now()))
    program.player.settle()
    rest(program)


def a_call(program: Program, words: str) -> None:
    program.player.press(Key.Key_F2)
    program.player.type(words)
    rest(program)
    ring(program)
    program.player.press(Key.Key_F9)
    rest(program)


def test_nothing_sounds_until_it_is_chosen(program: Program) -> None:
    ring(program)
    a_call(program, "passeport")
    assert Recorder.heard == []


def test_rings_alone_sound_between_calls_only(program: Program) -> None:
    wanted(program, Sounded.RINGS)
    ring(program)
    assert Recorder.heard == [(Tone.RING, "", 40)]
    program.window.show_ring(program.window.strip.ringing)
    assert len(Recorder.heard) == 1, "the same call rings on"
    a_call(program, "passeport")
    assert len(Recorder.heard) == 1, "a caller is on the line"


@pytest.mark.parametrize(("words", "tone"), [("ggggggg", Tone.NOTHING), ("pas", Tone.MANY)])
def test_results_sound_once_the_typing_rests(program: Program, words: str, tone: Tone) -> None:
    wanted(program, Sounded.ALL, "USB Headset", 70)
    program.player.press(Key.Key_F2)
    program.player.type(words)
    rest(program)
    assert Recorder.heard == [(tone, "USB Headset", 70)]


def test_closing_the_call_drops_a_tone_that_waits(program: Program) -> None:
    wanted(program, Sounded.ALL)
    program.player.press(Key.Key_F2)
    program.player.type("pas")
    program.player.settle()
    program.player.press(Key.Key_F9)
    rest(program)
    assert Recorder.heard == []


def test_a_post_without_sound_is_told_in_the_settings(program: Program) -> None:
    page = program.window.open_page(Do.SETTINGS)
    assert isinstance(page, SettingsPage)
    program.player.settle()
    editor = page.editors["tone_device"]
    assert isinstance(editor, DeviceEditor)
    assert "Aucun périphérique" in editor.state.text()
    assert editor.value() == ""


def test_the_device_is_chosen_and_the_tones_are_heard_as_the_controls_have_them(program: Program) -> None:
    Recorder.found = ("Haut-parleurs", "USB Headset")
    wanted(program, Sounded.OFF, "Unplugged")
    page = program.window.open_page(Do.SETTINGS)
    assert isinstance(page, SettingsPage)
    program.player.settle()
    editor = page.editors["tone_device"]
    assert isinstance(editor, DeviceEditor)
    assert [one.text() for one in editor.choice.buttons()] == [
        "Celui du système", "Haut-parleurs", "USB Headset", "Unplugged (absent en ce…",
    ]  # fmt: skip
    assert editor.value() == "Unplugged"
    assert not page.changed
    assert "absent" in editor.state.text()
    editor.choice.choose("USB Headset")
    assert page.changed
    hear = {one.accessibleIdentifier(): one for one in page.findChildren(QPushButton)}
    for tone in Tone:
        hear[f"settings.tones.hear.{tone}"].click()
    assert Recorder.heard == [(tone, "USB Headset", 40) for tone in Tone]
    page.save()
    program.player.settle()
    assert program.desk.preferences.now.tone_device == "USB Headset"
