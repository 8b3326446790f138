"""Sound by miniaudio. Loaded when the first tone is wanted (0.1 s)."""

from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from threading import Event

import miniaudio

from operator_app.domain.tones import RATE

_BYTES_A_FRAME = 2
_BUFFER_MS = 40
# After the last sample was handed over, the device still holds a buffer or two of it.
_DRAIN_SECONDS = 0.2
_LONGEST_SECONDS = 3.0
# Names of miniaudio and of ALSA for what makes no sound.
_NOBODY_HEARS, _DISCARDED = "Null", "Discard all samples"


class Library:
    """See `operator_app.app.tones.Output`."""

    def __init__(self, backends: Sequence[miniaudio.Backend] | None = None) -> None:
        """`backends` for tests; None: the first of the system's that works."""
        self._backends = list(backends) if backends is not None else None

    def devices(self) -> tuple[str, ...]:
        with suppress(miniaudio.MiniaudioError):
            found = miniaudio.Devices(self._backends)
            # Where there is no sound at all the library falls back to a device that nobody can hear.
            if found.backend != _NOBODY_HEARS or self._backends is not None:
                names = [str(one["name"]) for one in found.get_playbacks()]
                return tuple(name for name in names if not name.startswith(_DISCARDED))
        return ()

    def play(self, sound: bytes, device: str) -> None:
        with suppress(miniaudio.MiniaudioError):
            self._play(sound, device)

    def _play(self, sound: bytes, device: str) -> None:
        listed = miniaudio.Devices(self._backends).get_playbacks() if device else []
        # A device that is gone (an earphone unplugged): silence, not the loudspeaker that the caller hears.
        if device and device not in [one["name"] for one in listed]:
            return
        id = next((one["id"] for one in listed if one["name"] == device), None)
        over = Event()
        feed = _feed(sound, over)
        next(feed)
        with closing(
            miniaudio.PlaybackDevice(
                nchannels=1, sample_rate=RATE, buffersize_msec=_BUFFER_MS, device_id=id, backends=self._backends
            )
        ) as player:
            player.start(feed)
            over.wait(_LONGEST_SECONDS)
            over.clear()
            over.wait(_DRAIN_SECONDS)


def _feed(sound: bytes, over: Event) -> Generator[bytes, int, None]:
    """Gives as many frames as the device asks for, then says that it is over and gives silence."""
    place, frames = 0, (yield b"")
    while place < len(sound):
        end = place + frames * _BYTES_A_FRAME
        frames = yield sound[place:end].ljust(frames * _BYTES_A_FRAME, b"\0")
        place = end
    over.set()
    while True:
        frames = yield bytes(frames * _BYTES_A_FRAME)


def library() -> Library:
    return Library()
