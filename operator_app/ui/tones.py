"""When a tone sounds: never unless it was chosen, and over a caller only when all tones were."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from operator_app.domain.tones import Tone, tone_of
from operator_app.settings import Settings, Sounded


class TonePlayer(Protocol):
    """What makes tones heard."""

    def play(self, tone: Tone, device: str, percent: int) -> None:
        """Begin it in the background on a device (empty: the system's); silent where nothing can sound."""

    def devices(self) -> tuple[str, ...]:
        """The sound devices by their names; empty where there is none. Blocks: not for the GUI thread."""


class NoPlayer:
    """Where no tone is wanted: tests, and the first questions."""

    def play(self, tone: Tone, device: str, percent: int) -> None:
        """Nothing sounds."""

    def devices(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class Tones:
    """Tones as the settings of the moment want them."""

    player: TonePlayer = field(default_factory=NoPlayer)
    settings: Callable[[], Settings] = Settings

    def results(self, count: int) -> None:
        """A search came to rest with this many results: heard during calls, so only when all tones are wanted."""
        if self.settings().tones is Sounded.ALL:
            self.try_out(tone_of(count), self.settings())

    def ring(self, *, in_call: bool) -> None:
        """A call rings; with a caller on the line only when all tones are wanted."""
        wanted = self.settings().tones
        if wanted is Sounded.ALL or (wanted is Sounded.RINGS and not in_call):
            self.try_out(Tone.RING, self.settings())

    def try_out(self, tone: Tone, settings: Settings) -> None:
        """Asked for: it sounds as these settings have it, whatever is chosen."""
        self.player.play(tone, settings.tone_device, settings.tone_percent)
