"""Short tones that tell without words: how many results, and that a call rings. Told apart by number and direction."""

import math
from array import array
from enum import StrEnum
from sys import byteorder

RATE = 44_100
"""Samples a second; one channel of 16 bits, little-endian."""
# More results than these are many.
_FEW = 5
_FADE_SECONDS = 0.008
_PAUSE_SECONDS = 0.03
_LOUDEST = 32_000


class Tone(StrEnum):
    NOTHING = "nothing"
    ONE = "one"
    FEW = "few"
    MANY = "many"
    RING = "ring"


# Frequency in Hz and length in seconds of each note. Nothing falls, one is a single note, few are two that rise, many
# three; a ring trembles. All are between 300 and 1,200 Hz, where an ageing ear and a telephone earphone hear best.
_NOTES: dict[Tone, tuple[tuple[float, float], ...]] = {
    Tone.NOTHING: ((440.0, 0.09), (330.0, 0.14)),
    Tone.ONE: ((660.0, 0.10),),
    Tone.FEW: ((660.0, 0.07), (880.0, 0.09)),
    Tone.MANY: ((660.0, 0.06), (880.0, 0.06), (1108.7, 0.08)),
    Tone.RING: ((784.0, 0.07), (988.0, 0.07)) * 3,
}


def tone_of(count: int) -> Tone:
    """The tone for a number of results."""
    if count <= 1:
        return Tone.ONE if count == 1 else Tone.NOTHING
    return Tone.FEW if count <= _FEW else Tone.MANY


def samples(tone: Tone, percent: int) -> bytes:
    """The tone as sound, without a click at either end; `percent` of full loudness, from 0 to 100."""
    loudest = _LOUDEST * min(max(percent, 0), 100) / 100
    sound = array("h")
    for frequency, seconds in _NOTES[tone]:
        count, fade = round(seconds * RATE), _FADE_SECONDS * RATE
        for n in range(count):
            level = min(1.0, n / fade, (count - n) / fade)
            sound.append(round(loudest * level * math.sin(2 * math.pi * frequency * n / RATE)))
        sound.extend([0] * round(_PAUSE_SECONDS * RATE))
    if byteorder == "big":
        sound.byteswap()
    return sound.tobytes()
