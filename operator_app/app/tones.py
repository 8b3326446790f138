"""Tones on the sound device: by the library miniaudio, else by a sound program of the system.

Of what plays sound, Qt Multimedia is in PySide6-Addons (170 MB); sounddevice needs PortAudio from the system on Linux;
simpleaudio is no longer kept. miniaudio (MIT, 0.6 MB) has wheels for Linux x86-64, Windows and macOS, speaks to
PulseAudio, PipeWire and ALSA without a package of the system, and plays in a thread of its own. It has none for Linux
on ARM64: there `paplay` or `aplay` is asked.
"""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

from operator_app.app.late import sound_library
from operator_app.domain.tones import RATE, Tone, samples

_PATIENCE_SECONDS = 5.0
_Wanted = tuple[Tone, str, int]


class Output(Protocol):
    """A way to the sound devices. Both methods block; what goes wrong is silence."""

    def devices(self) -> tuple[str, ...]: ...

    def play(self, sound: bytes, device: str) -> None: ...


class Programs:
    """`paplay` (PulseAudio and PipeWire), else `aplay` (ALSA): the sound goes through their standard input."""

    def __init__(self, which: Callable[[str], str | None] = shutil.which) -> None:
        self._which = which

    def command(self, device: str) -> list[str]:
        """What to start; empty where neither is installed."""
        if self._which("paplay"):
            plain = ["paplay", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le"]
            return [*plain, f"--device={device}"] if device else plain
        if self._which("aplay"):
            plain = ["aplay", "-q", "-t", "raw", "-f", "S16_LE", "-r", str(RATE), "-c", "1"]
            return [*plain, "-D", device] if device else plain
        return []

    def devices(self) -> tuple[str, ...]:
        if self._which("pactl"):
            with suppress(OSError, subprocess.SubprocessError):
                listed = subprocess.run(
                    ["pactl", "list", "short", "sinks"], capture_output=True, text=True, timeout=_PATIENCE_SECONDS
                )
                return tuple(line.split("\t")[1] for line in listed.stdout.splitlines() if "\t" in line)
        return ()

    def play(self, sound: bytes, device: str) -> None:
        command = self.command(device)
        if command:
            with suppress(OSError, subprocess.SubprocessError):
                subprocess.run(command, input=sound, capture_output=True, timeout=_PATIENCE_SECONDS)


def system_output() -> Output:
    """The library where there is one."""
    return sound_library() or Programs()


class SystemTones:
    """See `operator_app.ui.tones.TonePlayer`. One thread plays; of tones that wait only the newest is played, since an
    older one tells what is no longer so."""

    def __init__(self, output: Callable[[], Output] = system_output) -> None:
        """`output` is called in the thread, when the first tone is wanted."""
        self._make_output = lru_cache(maxsize=1)(output)
        self._wanted: SimpleQueue[_Wanted | None] = SimpleQueue()
        self._thread: Thread | None = None

    def play(self, tone: Tone, device: str, percent: int) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, name="tones", daemon=True)
            self._thread.start()
        self._wanted.put((tone, device, percent))

    def devices(self) -> tuple[str, ...]:
        return self._make_output().devices()

    def close(self) -> None:
        """After the tone that sounds; what waits is not played."""
        if self._thread is not None:
            self._wanted.put(None)
            self._thread.join(_PATIENCE_SECONDS)
            self._thread = None

    def _run(self) -> None:
        while (wanted := self._newest()) is not None:
            tone, device, percent = wanted
            self._make_output().play(samples(tone, percent), device)

    def _newest(self) -> _Wanted | None:
        """Waits for a tone; None when it is over."""
        wanted = self._wanted.get()
        with suppress(Empty):
            while wanted is not None:
                wanted = self._wanted.get_nowait()
        return wanted
