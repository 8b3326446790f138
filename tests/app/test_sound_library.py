"""The sound library itself, on a device that nobody hears."""

import pytest

from operator_app.domain.tones import Tone, samples

sound = pytest.importorskip("operator_app.app.sound_library", reason="no wheel of miniaudio for this system")


def test_it_plays_to_the_end_of_a_tone() -> None:
    deaf = sound.Library([sound.miniaudio.Backend.NULL])
    (device,) = deaf.devices()
    deaf.play(samples(Tone.ONE, 10), device)
    deaf.play(samples(Tone.ONE, 10), "")


def test_a_device_that_is_gone_is_silence_and_no_other_device(monkeypatch: pytest.MonkeyPatch) -> None:
    deaf = sound.Library([sound.miniaudio.Backend.NULL])
    opened: list[object] = []
    monkeypatch.setattr(sound.miniaudio, "PlaybackDevice", lambda **given: opened.append(given))
    deaf.play(samples(Tone.ONE, 10), "an earphone that was unplugged")
    assert opened == []


def test_the_device_is_fed_as_much_as_it_asks_for() -> None:
    tone, over = samples(Tone.ONE, 100), sound.Event()
    feed = sound._feed(tone, over)
    next(feed)
    given = b""
    while not over.is_set():
        piece = feed.send(441)
        assert len(piece) == 882
        given += piece
    assert given[: len(tone)] == tone
    assert not any(given[len(tone) :])
    assert feed.send(10) == bytes(20), "silence until it is closed"
