"""The voice: a speech program of the system, one process a sentence, its words through its input.

Qt's own TextToSpeech is in PySide6-Addons, 170 MB for this one thing. `espeak-ng` is asked first: it takes language,
speed and sound device exactly; `spd-say` speaks through the system's speech dispatcher; on Windows PowerShell reaches
the system's voices (SAPI). Words go through standard input, so that no number shows in a list of processes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread

from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.domain.speaking import Utterance
from operator_app.settings import Settings

# Words a minute of espeak-ng at 100 %.
_WORDS_A_MINUTE = 170
# SAPI counts speed from -10 to 10; 10 is about three times as fast.
_SAPI_STEP_PERCENT = 20
_SAPI = """
$in = [Console]::OpenStandardInput(); $reader = New-Object IO.StreamReader($in, [Text.Encoding]::UTF8)
$text = $reader.ReadToEnd(); $voice = New-Object -ComObject SAPI.SpVoice; $voice.Rate = [int]$env:SPEECH_RATE
$voices = $voice.GetVoices("Language=$env:SPEECH_LANGUAGE")
if ($env:SPEECH_VOICE) { $voices = $voice.GetVoices("Name=$env:SPEECH_VOICE") }
if ($voices.Count) { $voice.Voice = $voices.Item(0) }
foreach ($out in $voice.GetAudioOutputs()) {
  if ($env:SPEECH_DEVICE -and $out.GetDescription().Contains($env:SPEECH_DEVICE)) { $voice.AudioOutput = $out } }
[void]$voice.Speak($text)
"""
_HUSH_SECONDS = 1
# Windows would open a console for it (CREATE_NO_WINDOW).
_NO_WINDOW = 0x08000000
# Language numbers of Windows: Arabic of Saudi Arabia (the voice that it ships), French, English.
_SAPI_LANGUAGES = {Language.AR: "401", Language.FR: "40c", Language.EN: "409"}


@dataclass(frozen=True, slots=True)
class Command:
    """A program that says what it is given on standard input. `hush` are the arguments with which it makes a service
    stop that goes on speaking when the program is gone."""

    program: str
    arguments: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()
    hush: tuple[str, ...] = ()


def command_for(
    language: Language,
    settings: Settings,
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> Command:
    """What to start for a sentence. Raises Problem("speech_no_engine") where no speech program is installed."""
    percent, voice, device = settings.speech_percent, settings.speech_voice, settings.speech_device
    if platform == "win32":
        values = {
            "SPEECH_RATE": str(max(-10, min(10, (percent - 100) // _SAPI_STEP_PERCENT))),
            "SPEECH_LANGUAGE": _SAPI_LANGUAGES[language],
            "SPEECH_VOICE": voice,
            "SPEECH_DEVICE": device,
        }
        return Command("powershell", ("-NoProfile", "-NonInteractive", "-Command", _SAPI), tuple(values.items()))
    if which("espeak-ng"):
        arguments = ["-v", voice or language.value, "-s", str(_WORDS_A_MINUTE * percent // 100), "--stdin"]
        return Command("espeak-ng", (*arguments, *(("-d", device) if device else ())))
    if which("spd-say"):
        rate = str(max(-100, min(100, percent - 100)))
        chosen = ("-y", voice) if voice else ()
        # Its environment, not an option, names the sound device of speech-dispatcher.
        return Command("spd-say", ("-w", "-e", "-l", language.value, "-r", rate, *chosen), hush=("-S",))
    raise Problem("speech_no_engine")


class _Reading(Thread):
    """Says its sentences one after the other until it is stopped."""

    def __init__(self, sentences: Sequence[tuple[Command, str]]) -> None:
        super().__init__(name="voice", daemon=True)
        self._sentences = sentences
        self._lock = Lock()
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        for command, text in self._sentences:
            process = self._start(command)
            if process is None:
                return
            with suppress(OSError):
                process.communicate(text.encode())
            if self._stopped and command.hush:
                with suppress(OSError, subprocess.TimeoutExpired):
                    subprocess.run([command.program, *command.hush], capture_output=True, timeout=_HUSH_SECONDS)

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()
        self.join()

    def _start(self, command: Command) -> subprocess.Popen[bytes] | None:
        """The speech program; None once stopped, or where it cannot be started any more."""
        with self._lock:
            if self._stopped:
                return None
            try:
                self._process = subprocess.Popen(
                    [command.program, *command.arguments],
                    env={**os.environ, **dict(command.environment)},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
                )
            except OSError:
                return None
            return self._process


class SystemVoice:
    """Says sentences with the system's speech program. Nothing waits for it."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings
        self._reading: _Reading | None = None

    @property
    def speaking(self) -> bool:
        return self._reading is not None and self._reading.is_alive()

    def say(self, sentences: Sequence[Utterance]) -> None:
        """See `operator_app.ui.voice.Voice`."""
        self.stop()
        settings = self._settings()
        self._reading = _Reading([(command_for(one.language, settings), one.text) for one in sentences])
        self._reading.start()

    def stop(self) -> None:
        """See `operator_app.ui.voice.Voice`."""
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.stop()
