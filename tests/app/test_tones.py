"""Tones on the way to a device: in the background, only the newest, silent where there is none."""

from collections.abc import Callable
from threading import Event

import pytest

from operator_app.app.tones import Programs, SystemTones
from operator_app.domain.tones import Tone, samples


class Recording:
    """A device that writes down what it is given; it can be held in the middle of a tone."""

    def __init__(self) -> None:
        self.played: list[tuple[bytes, str]] = []
        self.begun, self.go_on = Event(), Event()
        self.go_on.set()

    def devices(self) -> tuple[str, ...]:
        return ("USB Headset",)

    def play(self, sound: bytes, device: str) -> None:
        self.played.append((sound, device))
        self.begun.set()
        assert self.go_on.wait(10)


@pytest.fixture
def recording() -> Recording:
    return Recording()


def test_a_tone_is_played_in_the_background(recording: Recording) -> None:
    tones = SystemTones(lambda: recording)
    recording.go_on.clear()
    tones.play(Tone.FEW, "USB Headset", 50)
    assert recording.begun.wait(10)
    # It sounds still, and who asked for it went on.
    recording.go_on.set()
    tones.close()
    assert recording.played == [(samples(Tone.FEW, 50), "USB Headset")]
    assert tones.devices() == ("USB Headset",)


def test_of_tones_that_wait_only_the_newest_sounds(recording: Recording) -> None:
    tones = SystemTones(lambda: recording)
    recording.go_on.clear()
    tones.play(Tone.RING, "", 50)
    assert recording.begun.wait(10)
    recording.begun.clear()
    for tone in (Tone.NOTHING, Tone.FEW, Tone.ONE):
        tones.play(tone, "", 50)
    recording.go_on.set()
    assert recording.begun.wait(10)
    tones.close()
    assert [sound for sound, _ in recording.played] == [samples(Tone.RING, 50), samples(Tone.ONE, 50)]


def test_nothing_is_started_before_a_tone_is_wanted() -> None:
    def never() -> Recording:
        raise AssertionError("a device was opened")

    SystemTones(never).close()


def having(*names: str) -> Callable[[str], str | None]:
    return lambda name: name if name in names else None


def test_the_systems_programs_stand_in() -> None:
    assert Programs(having("paplay", "aplay")).command("ear")[-1] == "--device=ear"
    assert Programs(having("aplay")).command("hw:1")[-2:] == ["-D", "hw:1"]
    assert "-D" not in Programs(having("aplay")).command("")
    nothing = Programs(having())
    assert nothing.command("") == []
    assert nothing.devices() == ()
    nothing.play(samples(Tone.ONE, 10), "")
