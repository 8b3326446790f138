"""The voice of the program: which speech program is started, and that it stops, goes on and says what is missing."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from operator_app.app.speech import SystemVoice, command_for
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.domain.speaking import Utterance
from operator_app.settings import Settings

AR, FR = Language.AR, Language.FR
CHOSEN = replace(Settings(), speech_percent=150, speech_device="hw:1", speech_voice="fr+f3")


def only(*names: str) -> dict[str, str]:
    return {name: f"/usr/bin/{name}" for name in names}


def test_espeak_gets_language_speed_voice_and_device() -> None:
    found = only("espeak-ng", "spd-say").get
    assert command_for(AR, Settings(), found, "linux").arguments == ("-v", "ar", "-s", "170", "--stdin")
    assert command_for(FR, CHOSEN, found, "linux").arguments == ("-v", "fr+f3", "-s", "255", "--stdin", "-d", "hw:1")


def test_the_speech_dispatcher_is_second() -> None:
    command = command_for(AR, Settings(), only("spd-say").get, "linux")
    assert (command.program, command.arguments) == ("spd-say", ("-w", "-e", "-l", "ar", "-r", "0"))


def test_windows_speaks_through_its_own_voices() -> None:
    command = command_for(FR, CHOSEN, only().get, "win32")
    assert command.program == "powershell"
    assert dict(command.environment)["SPEECH_RATE"] == "2"
    assert dict(command.environment)["SPEECH_LANGUAGE"] == "40c"


def test_without_an_engine_it_says_which_package_to_install() -> None:
    with pytest.raises(Problem, match="speech_no_engine"):
        command_for(AR, Settings(), only().get, "linux")


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A speech program that writes down what it is given, and does not end while "long" is said."""
    program = tmp_path / "bin" / "espeak-ng"
    program.parent.mkdir()
    said = tmp_path / "said"
    lines = ("#!/bin/sh", "text=$(cat)", f'echo "$2 $text" >> {said}', '[ "$text" = long ] && exec sleep 60', "exit 0")
    program.write_text("\n".join(lines))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return said


def test_sentences_are_said_in_turn_each_in_its_language(qtbot: QtBot, engine: Path) -> None:
    voice = SystemVoice(Settings)
    voice.say([Utterance("أهلا", AR), Utterance("bonjour", FR)])
    qtbot.waitUntil(lambda: not voice.speaking)
    assert engine.read_text(encoding="utf-8").splitlines() == ["ar أهلا", "fr bonjour"]


def test_the_speech_dispatcher_is_told_to_stop_too(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a service: what it was given it goes on saying when the program that gave it is gone."""
    told = tmp_path / "told"
    program = tmp_path / "bin" / "spd-say"
    program.parent.mkdir()
    stop = f'[ "$1" = -S ] && echo stop >> {told} && exit 0'
    program.write_text("\n".join(("#!/bin/sh", stop, f"/bin/cat >> {told}", "exec /bin/sleep 60")))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    voice = SystemVoice(Settings)
    voice.say([Utterance("long", FR)])
    qtbot.waitUntil(lambda: told.exists() and "long" in told.read_text(encoding="utf-8"))
    voice.stop()
    assert told.read_text(encoding="utf-8") == "longstop\n"


def test_it_stops_at_once_and_a_newer_text_takes_its_place(qtbot: QtBot, engine: Path) -> None:
    voice = SystemVoice(Settings)
    voice.say([Utterance("long", FR), Utterance("never said", FR)])
    qtbot.waitUntil(lambda: engine.exists() and "long" in engine.read_text(encoding="utf-8"))
    voice.say([Utterance("newer", FR)])
    qtbot.waitUntil(lambda: not voice.speaking)
    voice.say([Utterance("long", FR)])
    voice.stop()
    assert not voice.speaking
    assert "never said" not in engine.read_text(encoding="utf-8")
    assert "newer" in engine.read_text(encoding="utf-8")
